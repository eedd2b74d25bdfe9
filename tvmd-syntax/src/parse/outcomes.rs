//! `outcomes { (High, _) => First gets { Painting } pays 3/2, _ => nothing }`
//!
//! Which profiles a row matches, and whether every profile is matched, is for core to say.

use super::attributes;
use super::number::number;
use super::reader::Reader;
use super::words::{eat, missing, name, opens, required, spelt};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::Delimiter;
use syn::parse::ParseStream;
use syn::{Error, Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;
use tvmd_model::exact::text::Text;
use tvmd_model::model::{Branch, Entries, Pattern, Row, Taken};
use tvmd_model::names::nearest;

/// Reads the rows from after the keyword.
pub(super) fn outcomes(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<Row>> {
    let expected =
        "the outcomes in braces, as in `{ (High, _) => First gets { Painting } pays 1, _ => nothing }`";
    let unread =
        || Row { when: Vec::new(), gets: Taken::Surely(Entries::default()), pays: Entries::default() };
    reader.positions(Delimiter::Brace, input, place, expected, unread, |reader, input, position| {
        row(reader, input, &place.index(position))
    })
}

/// Has the bare `_`s of a table stand for all agents, once it is known how many there are.
pub(super) fn match_all(reader: &Reader, rows: &mut [Row], place: &Place, agents: usize) {
    for (position, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.when.is_empty()) {
        if reader.spans.at(&place.index(position).field("when")).to_string() == "_" {
            row.when = vec![Pattern::Any; agents];
        }
    }
}

fn row(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Row> {
    if !attributes::docs(reader, input)? {
        // It may not have been meant to be there.
        reader.unread.push(place.clone());
    }
    let (start, patterns) = (input.cursor(), place.field("when"));
    let when = if opens(Delimiter::Parenthesis, input) {
        let any = || Pattern::Any;
        let of_agent = |reader: &mut Reader, input: ParseStream<'_>, position: usize| {
            pattern(reader, input, &patterns.index(position))
        };
        reader.positions(Delimiter::Parenthesis, input, &patterns, "patterns", any, of_agent)?
    } else if input.parse::<Option<Token![_]>>()?.is_some() {
        // See `match_all`.
        Vec::new()
    } else {
        vec![pattern(reader, input, &patterns.index(0))?]
    };
    let tokens = since(start, input);
    reader.mark(patterns, tokens.clone());
    reader.mark(place.clone(), tokens);
    let arrow = required::<Token![=>]>(input, "`=>` and the outcome");
    let outcome = arrow.and_then(|_| outcome(reader, input, place));
    let (gets, pays) = outcome.unwrap_or_else(|error| {
        reader.report(error);
        reader.unread.extend(["gets", "lottery", "pays"].map(|field| place.field(field)));
        reader.skip_entry(input);
        (Taken::Surely(Entries::default()), Entries::default())
    });
    Ok(Row { when, gets, pays })
}

/// `_`, `High` or `Low | High`
fn pattern(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Pattern> {
    let start = input.cursor();
    let pattern = if input.parse::<Option<Token![_]>>()?.is_some() {
        Pattern::Any
    } else {
        let mut types = Vec::new();
        loop {
            let ident = name(input, "a type's name or `_`")?;
            reader.mark(place.alternative(types.len()), &ident);
            types.push(spelt(&ident));
            if input.parse::<Option<Token![|]>>()?.is_none() {
                break Pattern::OneOf(types);
            }
        }
    };
    reader.mark(place.clone(), since(start, input));
    Ok(pattern)
}

/// What follows the arrow: who gets and pays what.
fn outcome(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<(Taken, Entries<Text>)> {
    if !eat(input, "lottery")? {
        let given = Given::read(reader, input, place);
        return Ok((Taken::Surely(given.gets), given.pays));
    }
    let (start, lottery) = (input.cursor(), place.field("lottery"));
    let expected = "the lottery in braces, as in `{ 1/2: First gets { Painting }, 1/2: nothing }`";
    let branches =
        reader.entries(Delimiter::Brace, input, &lottery, expected, |reader, input, position| {
            branch(reader, input, &lottery.index(position))
        })?;
    reader.mark(lottery, since(start, input));
    let and = reader.eat_keyword(input, "and");
    let pays = reader.or_lose(and, || place.field("pays"), false).then(|| {
        let start = input.cursor();
        let given = Given::read(reader, input, place);
        if !given.gets.is_empty() {
            let error = Error::new_spanned(since(start, input), catalogue::draws_items());
            reader.lose(place.field("gets"), error);
        }
        given.pays
    });
    Ok((Taken::Lottery(branches), pays.unwrap_or_default()))
}

/// `1/2: First gets { Painting }`
fn branch(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Branch> {
    let start = input.cursor();
    let probability = number(&reader.constants, input, "a probability")?;
    reader.mark(place.field("probability"), &probability);
    let mut given = Given::default();
    match required::<Token![:]>(input, "`:` and who gets what") {
        Ok(_) => {
            let clauses = input.cursor();
            given = Given::read(reader, input, place);
            if !given.pays.is_empty() {
                let error = Error::new_spanned(since(clauses, input), catalogue::payment_in_lottery());
                reader.lose(place.field("pays"), error);
            }
        }
        Err(error) => {
            reader.lose(place.field("gets"), error);
            reader.skip_entry(input);
        }
    }
    reader.mark(place.clone(), since(start, input));
    Ok(Branch { probability: probability.value, gets: given.gets })
}

/// What clauses give and take.
#[derive(Default)]
struct Given {
    gets: Entries<Vec<String>>,
    pays: Entries<Text>,
}

impl Given {
    /// Reads clauses. After one that can't be read, the rest is skipped.
    fn read(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Self {
        let mut given = Self::default();
        if let Err(error) = given.clauses(reader, input, place) {
            reader.report(error);
            reader.unread.push(place.field("gets").index(given.gets.0.len()));
            reader.unread.push(place.field("pays").index(given.pays.0.len()));
            reader.skip_entry(input);
        }
        given
    }

    /// `nothing`, or `First gets { A } pays 1 and Second gets { B }`
    fn clauses(&mut self, reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<()> {
        if eat(input, "nothing")? {
            return Ok(());
        }
        self.clause(reader, input, place)?;
        while reader.eat_keyword(input, "and")? {
            self.clause(reader, input, place)?;
        }
        Ok(())
    }

    /// `First gets { A } pays 1`
    fn clause(&mut self, reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<()> {
        let ident = name(input, "what happens, as in `First gets { Painting } pays 1` or `nothing`")?;
        let agent = spelt(&ident);
        let gets = reader.eat_keyword(input, "gets")?;
        if gets {
            let (start, place) = (input.cursor(), place.field("gets").entry(self.gets.0.len(), &agent));
            let expected = "the items in braces, as in `{ Painting }`";
            let items = reader.names(Delimiter::Brace, input, &place, [expected, "an item's name"])?;
            reader.mark(place.key(), &ident);
            reader.mark(place, since(start, input));
            self.gets.0.push((agent.clone(), items));
        }
        if reader.eat_keyword(input, "pays")? {
            let place = place.field("pays").entry(self.pays.0.len(), &agent);
            reader.mark(place.key(), &ident);
            let payment = number(&reader.constants, input, "a payment").inspect_err(|_| {
                reader.unread.push(place.clone());
                self.pays.0.push((agent.clone(), Text(Rational::default())));
            })?;
            reader.mark(place, &payment);
            self.pays.0.push((agent, payment.text()));
        } else if let (false, Some(word)) = (gets, nearest(&agent, ["nothing", "lottery"])) {
            return Err(Error::new_spanned(&ident, catalogue::empty_clause(&ident, &word)));
        } else if !gets {
            return Err(missing(input, &format!("`gets {{ … }}` or `pays …` after `{ident}`")));
        }
        Ok(())
    }
}

//! The rules: which there are, and how prices of items and bundles are written.
//!
//! Outcome tables are read in [`outcomes`](super::outcomes), menus in [`menu`](super::menu).

use super::menu::menus;
use super::number::number;
use super::outcomes::outcomes;
use super::prices::{bundle, is_per_agent, price};
use super::reader::Reader;
use super::words::{eat, missing, name, skip_part, spelt, word};
use crate::spans::since;
use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::parse::ParseStream;
use syn::{Error, Result, Token};
use tvmd_engine::diagnostic::Place;
use tvmd_engine::exact::Rational;
use tvmd_engine::model::{BundlePrice, Entries, Order, Prices, RuleDecl, RuleWord, Word as _};

/// A part of a rule that can't be read, and why.
type Lost = Option<(Place, Error)>;

/// What was read of the last part of a rule.
fn last_part<T: Default>(read: Result<T>, place: Place) -> (T, Lost) {
    match read {
        Ok(read) => (read, None),
        Err(error) => (T::default(), Some((place, error))),
    }
}

/// Reads a rule from after its keyword. One that ends in a brace needs no semicolon, any other ends in one; after a part
/// that can't be read, the rest is skipped.
pub(super) fn rule(
    reader: &mut Reader,
    input: ParseStream<'_>,
    keyword: &Ident,
    mechanism: &Place,
) -> Result<RuleDecl> {
    let word = reader.meant::<RuleWord>(keyword, "rule")?;
    let (start, place) = (input.cursor(), mechanism.field(word.written()));
    reader.mark(place.clone(), keyword);
    let (rule, lost) = match word {
        RuleWord::Outcomes => (RuleDecl::Outcomes(outcomes(reader, input, &place)?), None),
        RuleWord::PostedPrices => {
            let prices = prices(reader, input, &place.field("prices"))?;
            let (order, lost) = order(reader, input, place.field("order"));
            (RuleDecl::PostedPrices { order, prices }, lost)
        }
        RuleWord::Bundles => {
            let offers = offers(reader, input, &place.field("offers"))?;
            let (order, lost) = order(reader, input, place.field("order"));
            (RuleDecl::Bundles { order, offers }, lost)
        }
        RuleWord::Menu => (RuleDecl::Menu(menus(reader, input, &place)?), None),
        RuleWord::SecondPrice => {
            let at = place.field("reserve");
            let (reserve, lost) = last_part(reserve(reader, input, &at), at);
            (RuleDecl::SecondPrice { reserve }, lost)
        }
        RuleWord::Lookahead => (RuleDecl::Lookahead, None),
        RuleWord::DsicExtension => {
            let (of, keeping, lost) = extension(reader, input, &place)?;
            (RuleDecl::DsicExtension { of, keeping }, lost)
        }
        RuleWord::BicExtension => {
            let (of, keeping, lost) = extension(reader, input, &place)?;
            let (printed, lost) = match lost {
                None => last_part(
                    under_prior(reader, input).and_then(|()| as_printed(reader, input)),
                    place.field("printed"),
                ),
                lost => (false, lost),
            };
            (RuleDecl::BicExtension { of, keeping, printed }, lost)
        }
        RuleWord::Vcg => (RuleDecl::Vcg, None),
    };
    if let Some((place, error)) = lost {
        reader.lose(place, error);
        skip_part(input, &["claims"]);
        return Ok(rule);
    }
    match since(start, input).into_iter().last() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            input.parse::<Option<Token![;]>>()?;
        }
        _ => reader.expect::<Token![;]>(input, &format!("`;` at the end of `{}`", word.written())),
    }
    Ok(rule)
}

/// `{ Painting: 3/2 }`, or `{ First: { Painting: 1 }, Second: { … } }`
fn prices(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Prices> {
    let expected = "prices in braces, as in `{ Painting: 3/2 }`";
    reader.group(Delimiter::Brace, input, expected, |reader, content| {
        Ok(if is_per_agent(content) {
            Prices::PerAgent(Entries(reader.list(content, place, |reader, input, position| {
                let read = |reader: &mut Reader, input: ParseStream<'_>, place: &Place| {
                    let expected = "the agent's prices in braces, as in `{ Painting: 3/2 }`";
                    reader.numbers(input, place, [expected, "an item's name", "a price"])
                };
                reader.named(input, place, position, "an agent's name", Entries::default(), read)
            })))
        } else {
            Prices::Anonymous(reader.numbers_within(content, place, ["an item's name", "a price"]))
        })
    })
}

/// `{ [A, B]: 3, [C]: 1 }`
fn offers(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<BundlePrice>> {
    let expected = "bundles with their prices, as in `{ [A, B]: 3, [C]: 1 }`";
    reader.entries(Delimiter::Brace, input, place, expected, |reader, input, position| {
        let (start, place) = (input.cursor(), place.index(position));
        let bundle = bundle(reader, input, &place)?;
        let price = price(reader, input, &place);
        reader.mark(place, since(start, input));
        Ok(BundlePrice { bundle, price })
    })
}

/// `order (First, Second)`, if it is there.
fn order(reader: &mut Reader, input: ParseStream<'_>, place: Place) -> (Order, Lost) {
    let order = reader.eat_keyword(input, "order").and_then(|given| {
        if !given {
            return Ok(None);
        }
        let start = input.cursor();
        let expected = "the agents in parentheses, as in `(First, Second)`";
        let agents = reader.names(Delimiter::Parenthesis, input, &place, [expected, "an agent's name"])?;
        reader.mark(place.clone(), since(start, input));
        Ok(Some(agents))
    });
    last_part(order, place)
}

/// `{ reserve 3/2 }`, if it is there.
fn reserve(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Option<Rational>> {
    if input.is_empty() || input.peek(Token![;]) {
        return Ok(None);
    }
    reader.group(Delimiter::Brace, input, "`;` or `{ reserve 3/2 }`", |reader, content| {
        if content.is_empty() {
            return Ok(None);
        }
        if !reader.eat_keyword(content, "reserve")? {
            return Err(missing(content, "`reserve` and the least price"));
        }
        let reserve = number(&reader.constants, content, "the least price")?;
        reader.mark(place.clone(), &reserve);
        Ok(Some(reserve.value))
    })
}

/// `of Posted keeping { First: [Low], Second: [Low, High] }`
fn extension(
    reader: &mut Reader,
    input: ParseStream<'_>,
    place: &Place,
) -> Result<(String, Entries<Vec<String>>, Lost)> {
    if !reader.eat_keyword(input, "of")? {
        return Err(missing(input, "`of` and the mechanism that is extended, as in `of Posted`"));
    }
    let what = "the name of the mechanism that is extended";
    let is_missing = word(input).is_some_and(|word| word == "keeping");
    let of = if is_missing { Err(missing(input, what)) } else { name(input, what) }?;
    reader.mark(place.field("of"), &of);
    let place = place.field("keeping");
    let (keeping, lost) = last_part(keeping(reader, input, &place), place);
    Ok((spelt(&of), Entries(keeping), lost))
}

/// `keeping { First: [Low], Second: [Low, High] }`
fn keeping(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<(String, Vec<String>)>> {
    if !reader.eat_keyword(input, "keeping")? {
        return Err(missing(
            input,
            "`keeping` and the types that are kept, as in `keeping { First: [Low] }`",
        ));
    }
    let expected = "the kept types of agents in braces, as in `{ First: [Low] }`";
    reader.entries(Delimiter::Brace, input, place, expected, |reader, input, position| {
        let read = |reader: &mut Reader, input: ParseStream<'_>, place: &Place| {
            let expected = "her kept types in brackets, as in `[Low, High]`";
            reader.names(Delimiter::Bracket, input, place, [expected, "a type's name"])
        };
        reader.named(input, place, position, "an agent's name", Vec::new(), read)
    })
}

/// `under prior`
fn under_prior(reader: &mut Reader, input: ParseStream<'_>) -> Result<()> {
    for word in ["under", "prior"] {
        if !reader.eat_keyword(input, word)? {
            return Err(missing(input, "`under prior` after the kept types"));
        }
    }
    Ok(())
}

/// `as printed`, if it is there.
fn as_printed(reader: &mut Reader, input: ParseStream<'_>) -> Result<bool> {
    if !eat(input, "as")? {
        return Ok(false);
    }
    if reader.eat_keyword(input, "printed")? {
        Ok(true)
    } else {
        Err(missing(input, "`printed`, as in `under prior as printed;`"))
    }
}

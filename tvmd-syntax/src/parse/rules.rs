//! The rules: which there are, and how prices of items and bundles are written.
//!
//! Outcome tables are read in [`outcomes`](super::outcomes), menus in [`menu`](super::menu).

use super::extension::{as_printed, extension, under_prior};
use super::lost::{Lost, last_part};
use super::menu::menus;
use super::number::number;
use super::outcomes::outcomes;
use super::prices::{bundle, is_per_agent, price};
use super::reader::Reader;
use super::words::{missing, skip_part};
use crate::spans::since;
use proc_macro2::{Delimiter, Ident, TokenTree};
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;
use tvmd_model::model::{BundlePrice, Entries, Order, Prices, RuleDecl, RuleWord, Word as _};

/// A rule on the page of `mechanism!`.
pub(crate) struct Form {
    /// Its line of the grammar.
    pub(crate) grammar: &'static str,
    /// How it looks, and what it does.
    pub(crate) meanings: &'static [&'static str],
}

/// What the page says of a rule.
pub(crate) fn form(word: RuleWord) -> Form {
    let (grammar, meanings): (_, &[_]) = match word {
        RuleWord::Outcomes => (
            r#""outcomes" "{" row { "," row } "}""#,
            &[
                "`outcomes { (High, _) => First gets { A } pays 3/2, _ => nothing }`: the first row that \
                 matches the reports decides. `_` matches every type, `Bottom` too; a bare `_` stands for all \
                 agents.",
                "`(Low | Mid, High) => First gets { A } pays 1 and Second gets { B } pays 2`: a row about \
                 several types and agents.",
                "`(Low, Low) => lottery { 1/2: First gets { A }, 1/2: nothing } and First pays 1/4`: a \
                 randomised row; its payments don't depend on the draw.",
            ],
        ),
        RuleWord::PostedPrices => (
            r#""posted_prices" "{" ( prices | AGENT ":" "{" prices "}" { "," AGENT ":" "{" prices "}" } ) "}" [ order ]"#,
            &["`posted_prices { Painting: 3/2 } order (First, Second);`: agents come one after another and \
                 buy a best set of what is left. Without an order they come as in the setting. `posted_prices { \
                 First: { Painting: 1 } }`: prices per agent."],
        ),
        RuleWord::Bundles => (
            r#""bundles" "{" bundle ":" number { "," bundle ":" number } "}" [ order ]"#,
            &["`bundles { [A, B]: 3, [C]: 1 }`: the same with prices of bundles."],
        ),
        RuleWord::Menu => (
            r#""menu" "{" ( menu | AGENT ":" "{" menu "}" { "," AGENT ":" "{" menu "}" } ) "}""#,
            &["`menu { [A]: 1, lottery { A: 1/2, B: 1 }: 5/4, lottery { [A]: 1/2, [A, B]: 1/4 }: 1 }`: the \
                 agent picks an entry or nothing. With several agents: `menu { First: { [A]: 1 }, Second: { \
                 [B]: 1 } }`."],
        ),
        RuleWord::SecondPrice => (
            r#""second_price" ( ";" | "{" "reserve" number "}" )"#,
            &["`second_price { reserve 3/2 }` or `second_price;`: the classical auction, item by item."],
        ),
        RuleWord::Vcg => (
            r#""vcg" ";""#,
            &["`vcg;`: welfare is maximised, and agents pay what their presence costs the others."],
        ),
        RuleWord::Lookahead => (
            r#""lookahead" ";""#,
            &["`lookahead;`: one item. Only the highest bidder may buy, at the price (at least the \
                 second-highest value) that earns most in expectation given the others' reports and that she is \
                 highest. Needs a prior."],
        ),
        RuleWord::DsicExtension => (
            r#""dsic_extension" extended"#,
            &["`dsic_extension of Posted keeping { First: [Low] }`: Definition 3 of the paper, a mechanism \
                 declared before, kept on these types and `Bottom` (on all types of agents who aren't named) \
                 and extended to all."],
        ),
        RuleWord::BicExtension => (
            r#""bic_extension" extended "under" "prior" [ "as" "printed" ] ";""#,
            &["`bic_extension of Posted keeping { First: [Low] } under prior;`: Definition 4, the same for \
                 mechanisms that are truthful in expectation; the prior must be independent. The definition is \
                 repaired so that Lemma 7 holds; `under prior as printed;` takes it to the letter, which is an \
                 error where that is no mechanism."],
        ),
    };
    Form { grammar, meanings }
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

//! `claims ex_post_ir, bic, not dsic, bic(1/10), bic(1/10, 1/4), dsic_participating;`, or `claims dsic at test;`
//!
//! Whether they hold is not decided here.

use super::lists::Unreadable;
use super::number::number;
use super::reader::Reader;
use super::words::{eat, keyword, missing, opens, skip_until, spelt, unknown, word};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::{Delimiter, Ident, TokenStream};
use syn::parse::ParseStream;
use syn::{Error, Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;
use tvmd_model::model::{Claim, Property};

const PROPERTIES: [&str; 6] =
    ["ex_post_ir", "dsic", "bic", "dsic_participating", "bic_participating", "interim_ir"];

/// What is claimed, and whether that is left for a test to verify.
#[derive(Default)]
pub(super) struct Claims {
    pub(super) claims: Vec<Claim>,
    pub(super) at_test: bool,
}

/// Reads the claims from after their keyword.
pub(super) fn claims(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Claims {
    if input.peek(Token![;]) {
        reader.report(missing(input, &format!("a claim: one of {}", PROPERTIES.join(", "))));
    }
    let list = input.cursor();
    let claims = reader.list_until(
        input,
        place,
        &Unreadable::Entry,
        |input| input.peek(Token![;]) || word(input).is_some_and(|word| word == "at"),
        |reader, input, position| {
            let start = input.cursor();
            let claim = claim(reader, input)?;
            reader.mark(place.index(position), since(start, input));
            Ok(claim)
        },
    );
    reader.mark(place.clone(), since(list, input));
    let at_test = at_test(reader, input).inspect_err(|_| skip_until(input, |input| input.peek(Token![;])));
    let at_test = reader.keep(at_test).unwrap_or_default();
    reader.expect::<Token![;]>(input, "`;` after the claims");
    Claims { claims, at_test }
}

/// `at test`, if it is there.
fn at_test(reader: &mut Reader, input: ParseStream<'_>) -> Result<bool> {
    if !eat(input, "at")? {
        return Ok(false);
    }
    if reader.eat_keyword(input, "test")? {
        Ok(true)
    } else {
        Err(missing(input, "`test`, as in `claims dsic at test;`"))
    }
}

/// `not bic(1/10)`
fn claim(reader: &mut Reader, input: ParseStream<'_>) -> Result<Claim> {
    let negated = eat(input, "not")?;
    let word = keyword(input, "a claim such as `dsic`, `ex_post_ir` or `bic(1/10)`")?;
    let start = input.cursor();
    let numbers = numbers(reader, input)?;
    let property = property(&word, numbers.as_deref(), since(start, input))?;
    Ok(Claim { negated, property })
}

/// `(1/10, 1/4)`, if there is such a thing.
fn numbers(reader: &mut Reader, input: ParseStream<'_>) -> Result<Option<Vec<Rational>>> {
    if !opens(Delimiter::Parenthesis, input) {
        return Ok(None);
    }
    let numbers = reader.group(Delimiter::Parenthesis, input, "numbers", |reader, content| {
        let mut numbers = Vec::new();
        while !content.is_empty() {
            numbers.push(number(&reader.constants, content, "a number")?);
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        Ok(numbers)
    })?;
    Ok(Some(numbers.into_iter().map(|number| number.value).collect()))
}

/// The property that is claimed; `written` is what the numbers were read from.
fn property(word: &Ident, numbers: Option<&[Rational]>, written: TokenStream) -> Result<Property> {
    match (spelt(word).as_str(), numbers) {
        ("ex_post_ir", None) => Ok(Property::ExPostIr),
        ("dsic", None) => Ok(Property::Dsic),
        ("bic", None) => Ok(Property::Bic),
        ("bic", Some([epsilon])) => Ok(Property::EpsBic(epsilon.clone())),
        ("bic", Some([epsilon, q])) => Ok(Property::EpsQBic(epsilon.clone(), q.clone())),
        ("bic", Some(_)) => Err(Error::new_spanned(written, catalogue::numbers_of_bic())),
        ("dsic_participating", None) => Ok(Property::DsicParticipating),
        ("bic_participating", None) => Ok(Property::BicParticipating),
        ("interim_ir", None) => Ok(Property::InterimIr),
        (known, Some(_)) if PROPERTIES.contains(&known) => {
            Err(Error::new_spanned(written, catalogue::no_numbers(word)))
        }
        _ => Err(unknown(word, "property", &PROPERTIES)),
    }
}

//! `of Posted keeping { First: [Low] } under prior as printed`: what follows after the words of extensions.

use super::lost::{Lost, last_part};
use super::reader::Reader;
use super::words::{eat, missing, name, spelt, word};
use proc_macro2::Delimiter;
use syn::Result;
use syn::parse::ParseStream;
use tvmd_model::diagnostic::Place;
use tvmd_model::model::Entries;

/// `of Posted keeping { First: [Low], Second: [Low, High] }`
pub(super) fn extension(
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
pub(super) fn under_prior(reader: &mut Reader, input: ParseStream<'_>) -> Result<()> {
    for word in ["under", "prior"] {
        if !reader.eat_keyword(input, word)? {
            return Err(missing(input, "`under prior` after the kept types"));
        }
    }
    Ok(())
}

/// `as printed`, if it is there.
pub(super) fn as_printed(reader: &mut Reader, input: ParseStream<'_>) -> Result<bool> {
    if !eat(input, "as")? {
        return Ok(false);
    }
    if reader.eat_keyword(input, "printed")? {
        Ok(true)
    } else {
        Err(missing(input, "`printed`, as in `under prior as printed;`"))
    }
}

//! Bundles and prices, as rules, menus and types write them.

use super::reader::Reader;
use crate::spans::since;
use proc_macro2::Delimiter;
use syn::parse::ParseStream;
use syn::{Result, Token, token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;

/// Whether entries `First: { … }` are to be read.
pub(super) fn is_per_agent(content: ParseStream<'_>) -> bool {
    content.peek(syn::Ident) && content.peek2(Token![:]) && content.peek3(token::Brace)
}

/// `[A, B]`, the field `bundle` of `place`.
pub(super) fn bundle(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<String>> {
    let (start, place) = (input.cursor(), place.field("bundle"));
    let expected = "a bundle in brackets, as in `[Painting, Vase]`";
    let items = reader.names(Delimiter::Bracket, input, &place, [expected, "an item's name"])?;
    reader.mark(place, since(start, input));
    Ok(items)
}

/// `: 3`, the field `price` of `place`. An `@` is read like the colon.
pub(super) fn price(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Rational {
    let (expected, place) = (["`:` and a price", "a price"], place.field("price"));
    if input.peek(Token![@]) {
        reader.number_after::<Token![@]>(input, expected, place)
    } else {
        reader.number_after::<Token![:]>(input, expected, place)
    }
}

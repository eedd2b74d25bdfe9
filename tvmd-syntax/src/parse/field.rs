//! The potentials of `prior mrf { First { High: 3 } (First, Second) { (Low, Low): 2 } }`.

use super::number::number;
use super::reader::Reader;
use super::words::{name, opens, skip_part, spelt};
use crate::spans::since;
use proc_macro2::Delimiter;
use syn::Lit;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::text::Text;
use tvmd_model::model::{Edge, Entries, MrfDecl, Potential};

/// What follows a value.
const POTENTIAL: [&str; 2] = ["`:` and a potential", "a potential e^ψ"];

/// The potentials in the braces that come next, of vertices and hyperedges, with commas between them or without.
pub(super) fn field(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<MrfDecl> {
    let expected = "the potentials in braces, as in `{ (First, Second) { (Low, High): 2 } }`";
    reader.group(Delimiter::Brace, input, expected, |reader, content| {
        let mut field = MrfDecl { vertices: Entries::default(), edges: Vec::new() };
        let mut all = true;
        while !content.is_empty() {
            if let Err(error) = part(reader, content, place, &mut field) {
                reader.report(error);
                all = false;
                skip_part(content, &[]);
            }
            reader.keep(content.parse::<Option<Token![,]>>());
        }
        if !all {
            // A vertex or a hyperedge.
            reader.unread.push(place.field("vertices").index(field.vertices.0.len()));
            reader.unread.push(place.field("edges").index(field.edges.len()));
        }
        Ok(field)
    })
}

/// `First { High: 3 }` or `(First, Second) { (Low, Low): 2 }`.
fn part(reader: &mut Reader, input: ParseStream<'_>, place: &Place, field: &mut MrfDecl) -> Result<()> {
    let start = input.cursor();
    if opens(Delimiter::Parenthesis, input) {
        let place = place.field("edges").index(field.edges.len());
        let expected = ["the vertices", "an agent or item"];
        let joins = reader.names(Delimiter::Parenthesis, input, &place.field("joins"), expected)?;
        for place in [place.clone(), place.field("joins")] {
            reader.mark(place, since(start, input));
        }
        let at = place.field("potentials");
        let expected = "the potentials in braces, as in `{ (Low, High): 2 }`";
        let potentials =
            reader.entries(Delimiter::Brace, input, &at, expected, |reader, input, position| {
                potential(reader, input, &at.index(position))
            })?;
        field.edges.push(Edge { joins, potentials });
    } else {
        let vertex =
            name(input, "a vertex with its potentials, or the vertices of a hyperedge in parentheses")?;
        let place = place.field("vertices").entry(field.vertices.0.len(), &spelt(&vertex));
        for place in [place.clone(), place.key()] {
            reader.mark(place, &vertex);
        }
        // Lenient: a colon is what one writes elsewhere.
        input.parse::<Option<Token![:]>>()?;
        let expected = "the vertex's potentials in braces, as in `{ Low: 1/2, High: 2 }`";
        let potentials =
            reader.entries(Delimiter::Brace, input, &place, expected, |reader, input, position| {
                let start = input.cursor();
                let value = value(reader, input)?;
                let place = place.entry(position, &value);
                reader.mark(place.key(), since(start, input));
                let potential = reader.number_after::<Token![:]>(input, POTENTIAL, place);
                Ok((value, Text(potential)))
            })?;
        field.vertices.0.push((spelt(&vertex), Entries::<Text>::from_iter(potentials)));
    }
    Ok(())
}

/// `(Low, High): 2`, or `Low: 2` for a single vertex.
fn potential(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Potential> {
    let (start, at) = (input.cursor(), place.field("values"));
    let marked = |reader: &mut Reader, input: ParseStream<'_>, position: usize| {
        let start = input.cursor();
        let value = value(reader, input)?;
        reader.mark(at.index(position), since(start, input));
        Ok(value)
    };
    let values = if opens(Delimiter::Parenthesis, input) {
        reader.positions(Delimiter::Parenthesis, input, &at, "the vertices' values", String::new, marked)?
    } else {
        vec![marked(reader, input, 0)?]
    };
    let tokens = since(start, input);
    reader.mark(at.clone(), tokens.clone());
    reader.mark(place.clone(), tokens);
    let potential = reader.number_after::<Token![:]>(input, POTENTIAL, place.field("potential"));
    Ok(Potential { values, potential })
}

/// A type's name, or a number that an item is worth.
fn value(reader: &Reader, input: ParseStream<'_>) -> Result<String> {
    if input.peek(Lit) || input.peek(Token![-]) {
        return Ok(number(&reader.constants, input, "a value")?.value.to_string());
    }
    name(input, "a type's name, or what an item is worth").map(|ident| spelt(&ident))
}

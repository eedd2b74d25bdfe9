//! `prior independent { … }`, `prior joint { … }`, `prior uniform;`, `prior mrf { … }` and `prior include "prior.csv";`.
//!
//! The potentials of an `mrf` are read in [`field`](super::field).
//! Included files are read later, in [`include`](crate::include).

use super::field;
use super::reader::Reader;
use super::words::{keyword, name, opens, required, skip_part, skip_until, spelt};
use crate::spans::since;
use proc_macro2::Delimiter;
use syn::parse::ParseStream;
use syn::{LitStr, Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::model::{Atom, Entries, Marginal, PriorDecl};

tvmd_model::words! {
    enum Kind {
        Independent = "independent",
        Joint = "joint",
        Uniform = "uniform",
        Mrf = "mrf",
        Include = "include",
    }
}

/// Reads a prior from after its keyword.
pub(super) fn prior(reader: &mut Reader, input: ParseStream<'_>) -> Result<PriorDecl> {
    let kind = keyword(input, "the kind of prior: `independent`, `joint`, `uniform`, `mrf` or `include`")?;
    let place = Place::default().field("prior");
    reader.mark(place.clone(), &kind);
    match reader.meant::<Kind>(&kind, "kind of prior")? {
        Kind::Independent => {
            let place = place.field("independent");
            let expected = "the agents' distributions, as in `{ First { Low: 1/2, High: 1/2 } }`";
            let marginals = reader.group(Delimiter::Brace, input, expected, |reader, content| {
                Ok(marginals(reader, content, &place))
            })?;
            Ok(PriorDecl::Independent(marginals))
        }
        Kind::Joint => {
            let place = place.field("joint");
            let expected = "the profiles' probabilities, as in `{ (Low, High): 1/6 }`";
            let atoms =
                reader.entries(Delimiter::Brace, input, &place, expected, |reader, input, position| {
                    atom(reader, input, &place.index(position))
                })?;
            Ok(PriorDecl::Joint(atoms))
        }
        Kind::Uniform => {
            reader.expect::<Token![;]>(input, "`;` after `prior uniform`");
            Ok(PriorDecl::Uniform)
        }
        Kind::Mrf => Ok(PriorDecl::Mrf(field::field(reader, input, &place.field("mrf"))?)),
        Kind::Include => {
            let file: LitStr = required(input, "the name of a file in quotes, as in `\"prior.csv\"`")
                // A name without its quotes is several tokens, and may look like another part.
                .inspect_err(|_| skip_until(input, |input| input.peek(Token![;])))?;
            // What is wrong in the file can't be underlined there.
            reader.mark(place.clone(), &file);
            reader.mark(place.field("include"), &file);
            reader.expect::<Token![;]>(input, "`;` after the file");
            Ok(PriorDecl::Include(file.value()))
        }
    }
}

/// `First { Low: 1/2, High: 1/2 } Second uniform`, with commas between them or without.
fn marginals(reader: &mut Reader, content: ParseStream<'_>, place: &Place) -> Entries<Marginal> {
    let mut marginals = Entries::default();
    let mut all = true;
    while !content.is_empty() {
        match marginal(reader, content, place, marginals.0.len()) {
            Ok(read) => marginals.0.push(read),
            Err(error) => {
                reader.report(error);
                all = false;
                skip_part(content, &[]);
            }
        }
        all &= reader.skipped_no_more();
        reader.keep(content.parse::<Option<Token![,]>>());
    }
    if !all {
        reader.unread.push(place.index(marginals.0.len()));
    }
    marginals
}

fn marginal(
    reader: &mut Reader,
    input: ParseStream<'_>,
    place: &Place,
    position: usize,
) -> Result<(String, Marginal)> {
    let agent = name(input, "an agent's name")?;
    let place = place.entry(position, &spelt(&agent));
    reader.mark(place.key(), &agent);
    // Lenient: a colon is what one writes elsewhere.
    input.parse::<Option<Token![:]>>()?;
    let start = input.cursor();
    let marginal = reader.eat_keyword(input, "uniform").and_then(|uniform| {
        if uniform {
            return Ok(Marginal::Uniform);
        }
        let expected = "`uniform` or the types' probabilities, as in `{ Low: 1/2, High: 1/2 }`";
        Ok(Marginal::Masses(reader.numbers(input, &place, [expected, "a type's name", "a probability"])?))
    });
    reader.mark(place.clone(), since(start, input));
    let marginal = marginal.unwrap_or_else(|error| {
        reader.lose(place, error);
        reader.skip_more();
        skip_part(input, &[]);
        Marginal::Uniform
    });
    Ok((spelt(&agent), marginal))
}

/// `(Low, High): 1/6`, or `Low: 1/6` for a single agent.
fn atom(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Atom> {
    let (start, types) = (input.cursor(), place.field("profile"));
    let profile = if opens(Delimiter::Parenthesis, input) {
        reader.names(Delimiter::Parenthesis, input, &types, ["a profile", "a type's name"])?
    } else {
        let ident = name(input, "a profile, as in `(Low, High): 1/6`")?;
        reader.mark(types.index(0), &ident);
        vec![spelt(&ident)]
    };
    let tokens = since(start, input);
    reader.mark(types, tokens.clone());
    reader.mark(place.clone(), tokens);
    let expected = ["`:` and a probability", "a probability"];
    let probability = reader.number_after::<Token![:]>(input, expected, place.field("probability"));
    Ok(Atom { profile, probability })
}

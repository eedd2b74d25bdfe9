//! The stages of an expansion, one after another: parse, include, check, emit.

use crate::parse::{self, Parsed};
use crate::{emit, include, names};
use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::HashSet;
use syn::Error;
use tvmd_engine::claims;
use tvmd_engine::diagnostic::Diagnostics;

/// The items that an invocation declares, and an error at every mistake in it.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let last = input.clone().into_iter().last();
    let mut parsed = parse::parse(input);
    let included = include::read(&mut parsed);
    let mut errors = std::mem::take(&mut parsed.reader.errors);
    if let Err(diagnostics) = check(&parsed) {
        let placed = diagnostics.iter().map(|diagnostic| match &included {
            Some(included) => parsed.reader.spans.error(&included.placed(diagnostic)),
            None => parsed.reader.spans.error(diagnostic),
        });
        errors.extend(placed);
    }
    errors.extend(names::check(&parsed));
    if let Some(last) = last {
        errors = errors.into_iter().map(|error| within(error, &last)).collect();
    }
    sort_and_drop_repeated(&mut errors);

    let mut output = emit::emit(&parsed);
    output.extend(included.map(|included| included.watch()));
    output.extend(errors.iter().map(Error::to_compile_error));
    output
}

/// What is missing at the very end has no token of its own; then the last token is underlined, not the whole macro.
fn within(error: Error, last: &TokenTree) -> Error {
    let (span, end) = (error.span(), last.span().end());
    let of_a_token = span.start() != span.end() && span.end() <= end && !covers(span, last.span());
    if of_a_token { error } else { Error::new_spanned(last, error) }
}

/// Whether one span contains another and more.
fn covers(span: Span, other: Span) -> bool {
    span.start() < other.start() && other.end() <= span.end()
}

/// Puts the errors in the order of the source. One word may stand for several values of the format, as the agent
/// does in `Frist gets { A } pays 1`; what is wrong with it is said once.
fn sort_and_drop_repeated(errors: &mut Vec<Error>) {
    let mut seen = HashSet::new();
    errors.retain(|error| seen.insert((error.span().start(), error.span().end(), error.to_string())));
    errors.sort_by_key(|error| error.span().start());
}

/// Everything else that is wrong with what was said, and everything that is false of what was claimed.
fn check(parsed: &Parsed) -> Result<(), Diagnostics> {
    claims::verify(&parsed.instance, &parsed.reader.unread, |mechanism| !parsed.at_test.contains(mechanism))
}

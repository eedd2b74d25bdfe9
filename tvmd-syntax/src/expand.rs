//! The stages of an expansion, one after another: parse, include, check, emit.
//!
//! A block in a setting of another one expands twice: first to an invocation of the macro that carries this setting, then,
//! with the setting, to its items.

use crate::invocation::{Invocation, Shared};
use crate::parse::{self, Parsed};
use crate::{emit, include, names};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use std::collections::HashSet;
use syn::Error;
use tvmd_model::diagnostic::{Diagnostics, PathStep, Place};
use tvmd_model::expansion::Engine;
use tvmd_model::model::{BlockDecl, Entries};

/// The items that an invocation declares, and an error at every mistake in it.
pub(crate) fn expand(Invocation { facade, shared, block }: Invocation, engine: &dyn Engine) -> TokenStream {
    let last = block.clone().into_iter().last();
    let is_told = shared.is_some();
    let mut parsed = parse::parse(block.clone(), shared);
    if let (Some(setting), false) = (&parsed.base, is_told) {
        let conditions = parsed.conditions();
        let again = facade.again(setting, &block);
        return quote!(#(#conditions)* #again);
    }
    let included = include::read(&mut parsed, engine);
    let mut errors = std::mem::take(&mut parsed.reader.errors);
    let checked = check(&parsed, engine);
    let to_share = to_share(&parsed, &checked);
    if let Err(diagnostics) = checked {
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

    let mut output = facade.rename(emit::emit(&parsed, &to_share, errors.is_empty(), engine));
    output.extend(included.map(|included| included.watch()));
    output.extend(errors.iter().map(Error::to_compile_error));
    output
}

/// What is missing at the very end has no token of its own; then the last token is underlined, not the whole macro.
fn within(error: Error, last: &TokenTree) -> Error {
    let (span, whole, end) = (error.span(), Span::call_site(), last.span().end());
    let is_whole = (span.start(), span.end(), span.file()) == (whole.start(), whole.end(), whole.file());
    let of_a_token =
        span.start() != span.end() && !is_whole && span.end() <= end && !covers(span, last.span());
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
fn check(parsed: &Parsed, engine: &dyn Engine) -> Result<(), Diagnostics> {
    let is_chosen = |mechanism: &str| !parsed.at_test.contains(mechanism);
    engine.verify(&parsed.said, &parsed.reader.unread, &is_chosen)
}

/// The setting and its prior for other blocks, unless something is wrong with them.
fn to_share(parsed: &Parsed, checked: &Result<(), Diagnostics>) -> Shared {
    let is_of_a_mechanism = |place: &Place| place.0.first() == Some(&PathStep::Field("mechanisms"));
    let mistakes =
        checked.as_ref().err().into_iter().flat_map(Diagnostics::iter).map(|mistake| &mistake.place);
    if !parsed.reader.unread.iter().chain(mistakes).all(is_of_a_mechanism) {
        return Shared::Unread;
    }
    let mechanisms = Entries::default();
    Shared::Whole(Box::new(BlockDecl { mechanisms, ..parsed.said.clone() }))
}

//! The `mechanism!` front end of `tvmd`.
//!
//! Users depend on `tvmd`, whose macro hands blocks on to this one (`invocation`). The stages are files named for what
//! they do: `parse` (tokens to the engine's model, with the tokens of every place in `spans`), `include` (data files), the
//! engine's resolution (every check of meaning), `names` (what only Rust objects to) and `emit`; `expand` runs them in
//! this order.

mod catalogue;
mod emit;
mod expand;
mod include;
mod invocation;
mod names;
mod page;
mod parse;
mod spans;
#[cfg(test)]
mod tests;

use proc_macro::{Literal, TokenStream, TokenTree};

/// What the facade's `mechanism!` hands on, which has its documentation.
#[doc(hidden)]
#[proc_macro]
pub fn mechanism(input: TokenStream) -> TokenStream {
    match invocation::Invocation::read(input.into()) {
        Ok(invocation) => expand::expand(invocation).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// The grammar of the rules, for the page of `mechanism!`.
#[doc(hidden)]
#[proc_macro]
pub fn grammar_of_rules(_: TokenStream) -> TokenStream {
    TokenTree::from(Literal::string(&page::grammar())).into()
}

/// The rules with what they do, likewise.
#[doc(hidden)]
#[proc_macro]
pub fn forms_of_rules(_: TokenStream) -> TokenStream {
    TokenTree::from(Literal::string(&page::forms())).into()
}

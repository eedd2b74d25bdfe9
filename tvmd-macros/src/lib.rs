//! The macro `mechanism!` of `tvmd`, a door to its front end, which meets the engine here.
//!
//! What is compiled here waits until all that it needs is compiled to the end, since a macro is linked; so nothing is here but the door.

use proc_macro::{Literal, TokenStream, TokenTree};
use tvmd_engine::expansion::Engine;

/// What the facade's `mechanism!` hands on, which has its documentation.
#[doc(hidden)]
#[proc_macro]
pub fn mechanism(input: TokenStream) -> TokenStream {
    tvmd_syntax::mechanism(input.into(), &Engine).into()
}

/// The grammar of the rules, for the page of `mechanism!`.
#[doc(hidden)]
#[proc_macro]
pub fn grammar_of_rules(_: TokenStream) -> TokenStream {
    TokenTree::from(Literal::string(&tvmd_syntax::grammar_of_rules())).into()
}

/// The rules with what they do, likewise.
#[doc(hidden)]
#[proc_macro]
pub fn forms_of_rules(_: TokenStream) -> TokenStream {
    TokenTree::from(Literal::string(&tvmd_syntax::forms_of_rules())).into()
}

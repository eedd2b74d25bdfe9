//! The macro `mechanism!` of `tvmd`, a door to its front end.
//!
//! What is compiled here waits until all that it needs is compiled to the end, since a macro is linked; so nothing is here but the door.

use proc_macro::TokenStream;

/// What the facade's `mechanism!` hands on, which has its documentation.
#[doc(hidden)]
#[proc_macro]
pub fn mechanism(input: TokenStream) -> TokenStream {
    tvmd_syntax::mechanism(input.into()).into()
}

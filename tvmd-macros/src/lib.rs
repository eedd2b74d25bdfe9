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
mod parse;
mod spans;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// What the facade's `mechanism!` hands on, which has its documentation.
#[doc(hidden)]
#[proc_macro]
pub fn mechanism(input: TokenStream) -> TokenStream {
    match invocation::Invocation::read(input.into()) {
        Ok(invocation) => expand::expand(invocation).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

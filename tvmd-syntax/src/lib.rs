//! The front end of `mechanism!`, the macro of `tvmd`.
//!
//! Users depend on `tvmd`, whose macro hands blocks on to this one (`invocation`) through `tvmd-macros`. The stages are files named for what
//! they do: `parse` (tokens to the model, with the tokens of every place in `spans`), `include` (data files), the
//! engine's resolution (every check of meaning; the engine is handed in), `names` (what only Rust objects to) and `emit`; `expand` runs them in
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

pub use page::{forms as forms_of_rules, grammar as grammar_of_rules};

use proc_macro2::TokenStream;
use tvmd_model::expansion::Engine;

/// The items that a block declares, and an error at every mistake in it, of which the `engine` knows those of meaning.
#[must_use]
pub fn mechanism(input: TokenStream, engine: &dyn Engine) -> TokenStream {
    match invocation::Invocation::read(input, engine) {
        Ok(invocation) => expand::expand(invocation, engine),
        Err(error) => error.into_compile_error(),
    }
}

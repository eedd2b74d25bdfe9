//! `const PRICE = 3/2;`: numbers with a name, for all numbers of the block.
//!
//! They are looked up ahead, because they may be declared after what uses them.

use super::number::{Constants, number};
use super::words::{eat, missing, name, required, skip_until, spelt, word};
use proc_macro2::Ident;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::exact::Rational;

/// The constants that are declared in a block. One may be made of those before it.
pub(super) fn ahead(block: ParseStream<'_>) -> Constants {
    let (block, mut constants) = (block.fork(), Constants::default());
    while !block.is_empty() {
        skip_until(&block, |input| word(input).is_some_and(|word| word == "const"));
        if eat(&block, "const").is_ok_and(|found| found) {
            let Ok(ident) = name(&block, "a name for the constant") else { continue };
            let value = value(&constants, &block, &ident);
            constants.0.entry(spelt(&ident)).or_insert(value);
        }
    }
    constants
}

/// `= 3/2`, from after the name.
pub(super) fn value(constants: &Constants, input: ParseStream<'_>, name: &Ident) -> Result<Rational> {
    if input.peek(Token![:]) {
        return Err(missing(
            input,
            &format!("`=` and a number, as in `const {name} = 3/2;`: its type is known"),
        ));
    }
    required::<Token![=]>(input, "`=` and the constant's value")?;
    Ok(number(constants, input, "a value")?.value)
}

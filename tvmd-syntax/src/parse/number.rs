//! Exact numbers: `2`, `0.25`, `3/2`, `-1`, and products and quotients of these and constants: `PRICE`, `2 * PRICE`.
//!
//! Whether a number is in range, or a probability at all, is for core to check.

use super::words::{missing, required, spelt};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::ToTokens;
use std::collections::HashMap;
use syn::buffer::Cursor;
use syn::parse::ParseStream;
use syn::{Error, Lit, Result, Token};
use tvmd_model::exact::text::{MAX_CHARACTERS, ParseRationalError, Text};
use tvmd_model::exact::{Rational, parse};
use tvmd_model::names::nearest;

/// A rational and all the tokens it is written with.
pub(super) struct Number {
    pub(super) value: Rational,
    tokens: TokenStream,
}

impl ToTokens for Number {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

impl Number {
    /// As the model keeps it in lists of entries.
    pub(super) fn text(self) -> Text {
        Text(self.value)
    }
}

/// The constants of a block, each with its value or why it can't be read.
#[derive(Clone, Default)]
pub(super) struct Constants(pub(super) HashMap<String, Result<Rational>>);

impl Constants {
    /// The value of a constant. One that can't be read is reported where it is declared; said again, it is the same mistake.
    fn value(&self, name: &Ident) -> Option<Result<Rational>> {
        self.0.get(&spelt(name)).cloned()
    }

    /// The constant that comes next; or what should be there, which is a `what`.
    fn next(&self, input: ParseStream<'_>, what: &str) -> Result<Rational> {
        let expected = || missing(input, &format!("{what} such as 3/2, 0.25 or 7"));
        let name: Ident = input.fork().parse().map_err(|_| expected())?;
        let Some(value) = self.value(&name) else {
            let near = nearest(&spelt(&name), self.0.keys().map(String::as_str));
            let is_spelt_so = !name.to_string().contains(char::is_lowercase);
            let unknown = is_spelt_so || near.is_some();
            let message = || catalogue::no_constant(&name, near.as_deref());
            return Err(if unknown { input.error(message()) } else { expected() });
        };
        let value = value?;
        input.parse::<Ident>()?;
        Ok(value)
    }
}

/// Reads a number; `what` says what it stands for, article included. Any of its factors may be a constant.
pub(super) fn number(constants: &Constants, input: ParseStream<'_>, what: &str) -> Result<Number> {
    let start = input.cursor();
    let is_negative = input.parse::<Option<Token![-]>>()?.is_some();
    let mut value = if input.peek(Lit) {
        literal(input, start, what)?
    } else {
        let value = constants.next(input, what)?;
        if is_negative { -value } else { value }
    };
    loop {
        let is_product = input.parse::<Option<Token![*]>>()?.is_some();
        if !is_product && input.parse::<Option<Token![/]>>()?.is_none() {
            break;
        }
        let factor = input.cursor();
        let by = if input.peek(Lit) {
            literal(input, factor, what)?
        } else {
            constants.next(input, "a number")?
        };
        match (is_product, by == Rational::default()) {
            (true, _) => value *= by,
            (false, false) => value /= by,
            (false, true) => {
                return Err(Error::new_spanned(since(start, input), catalogue::divides_by_zero()));
            }
        }
        let length = value.to_string().len();
        if length > MAX_CHARACTERS {
            return Err(Error::new_spanned(since(start, input), ParseRationalError::TooLong(length)));
        }
    }
    Ok(Number { value, tokens: since(start, input) })
}

/// A number in figures, whose sign, if it has one, was read from `start` on.
fn literal(input: ParseStream<'_>, start: Cursor<'_>, what: &str) -> Result<Rational> {
    required::<Literal>(input, &format!("{what} such as 3/2, 0.25 or 7"))?;
    if input.peek(Token![/]) && !input.peek2(syn::Ident) {
        input.parse::<Token![/]>()?;
        required::<Literal>(input, "a whole number under the fraction line")?;
    }
    let tokens = since(start, input);
    // Rust's literals may group digits with underscores; the format has none.
    let text: String = tokens.clone().into_iter().map(|tree| tree.to_string().replace('_', "")).collect();
    parse(&text).map_err(|error| Error::new_spanned(tokens, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    fn read(text: &str) -> std::result::Result<String, String> {
        let mut constants = Constants::default();
        constants.0.insert("PRICE".into(), Ok(Rational::new(3.into(), 2.into())));
        constants.0.insert("FREE".into(), Ok(Rational::default()));
        let parser = |input: ParseStream<'_>| number(&constants, input, "a price");
        parser.parse_str(text).map(|number| number.value.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn reads_exactly() {
        for (written, value) in
            [("2", "2"), ("0.25", "1/4"), ("6/4", "3/2"), ("-1/2", "-1/2"), ("1_000", "1000")]
        {
            assert_eq!(read(written).as_deref(), Ok(value));
        }
    }

    #[test]
    fn reckons_with_constants() {
        for (written, value) in [
            ("PRICE", "3/2"),
            ("-PRICE", "-3/2"),
            ("2 * PRICE", "3"),
            ("1/2 * PRICE", "3/4"),
            ("PRICE / 2", "3/4"),
            ("PRICE * 1/3", "1/2"),
            ("6 / PRICE", "4"),
            ("-PRICE / PRICE * FREE", "0"),
        ] {
            assert_eq!(read(written).as_deref(), Ok(value), "{written}");
        }
        for (written, part) in [
            ("PRICE / FREE", "divides by zero"),
            ("PIRCE", "did you mean `PRICE`?"),
            ("COST", "declare it in the block: `const COST = 3/2;`"),
            ("PRICE +", "unexpected token"),
            ("2 *", "expected a number"),
        ] {
            assert!(read(written).is_err_and(|error| error.contains(part)), "{written}: {:?}", read(written));
        }
    }

    #[test]
    fn says_how_numbers_are_written() {
        assert!(read("1e3").is_err_and(|error| error.contains("`1e3` is not a number; write 3/2")));
        assert!(read("1u8").is_err_and(|error| error.contains("`1u8` is not a number")));
        assert!(read("1/0").is_err_and(|error| error.contains("divides by zero")));
        assert!(read("cheap").is_err_and(|error| error.contains("expected a price such as 3/2")));
        assert!(read("1/").is_err_and(|error| error.contains("under the fraction line")));
    }
}

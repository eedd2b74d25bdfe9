//! Exact numbers: `2`, `0.25`, `3/2`, `-1`.
//!
//! Whether a number is in range, or a probability at all, is for core to check.

use super::words::required;
use crate::spans::since;
use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_engine::exact::text::Text;
use tvmd_engine::exact::{Rational, parse};

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

/// Reads a number; `what` says what it stands for, article included.
pub(super) fn number(input: ParseStream<'_>, what: &str) -> Result<Number> {
    let start = input.cursor();
    input.parse::<Option<Token![-]>>()?;
    required::<Literal>(input, &format!("{what} such as 3/2, 0.25 or 7"))?;
    if input.parse::<Option<Token![/]>>()?.is_some() {
        required::<Literal>(input, "a whole number under the fraction line")?;
    }
    let tokens = since(start, input);
    // Rust's literals may group digits with underscores; the format has none.
    let text: String = tokens.clone().into_iter().map(|tree| tree.to_string().replace('_', "")).collect();
    match parse(&text) {
        Ok(value) => Ok(Number { value, tokens }),
        Err(error) => Err(syn::Error::new_spanned(tokens, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse::Parser;

    fn read(text: &str) -> std::result::Result<String, String> {
        let parser = |input: ParseStream<'_>| number(input, "a price");
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
    fn says_how_numbers_are_written() {
        assert!(read("1e3").is_err_and(|error| error.contains("`1e3` is not a number; write 3/2")));
        assert!(read("1u8").is_err_and(|error| error.contains("`1u8` is not a number")));
        assert!(read("1/0").is_err_and(|error| error.contains("divides by zero")));
        assert!(read("cheap").is_err_and(|error| error.contains("expected a price such as 3/2")));
        assert!(read("1/").is_err_and(|error| error.contains("under the fraction line")));
    }
}

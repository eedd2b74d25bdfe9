//! To whom something is visible.

use super::Path;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token, parenthesized, token};

/// `pub`, `pub(crate)`, `pub(in crate::shops)`, or nothing.
#[derive(Clone)]
pub(crate) struct Visibility {
    pub(super) tokens: TokenStream,
}

impl Visibility {
    /// Whether it is nothing.
    pub(crate) fn is_private(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether it is `pub`, without limits.
    pub(crate) fn is_public(&self) -> bool {
        self.tokens.clone().into_iter().count() == 1
    }
}

impl Parse for Visibility {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        eat_empty_group(input);
        let mut tokens = TokenStream::new();
        if input.peek(Token![pub]) {
            input.parse::<Token![pub]>()?.to_tokens(&mut tokens);
            if input.peek(token::Paren) && limits(&input.fork())? {
                tokens.append(input.parse::<TokenTree>()?);
            }
        }
        Ok(Self { tokens })
    }
}

/// What a macro of the user's leaves of a `$vis:vis` that is nothing.
fn eat_empty_group(input: ParseStream<'_>) {
    let _ = input.step(|cursor| match cursor.group(Delimiter::None) {
        Some((inside, _, rest)) if inside.eof() => Ok(((), rest)),
        _ => Err(cursor.error("no empty group")),
    });
}

/// Whether what comes next says to whom something is visible: `(crate)`, `(super)`, `(self)` or `(in …)`.
fn limits(input: ParseStream<'_>) -> Result<bool> {
    let inside;
    parenthesized!(inside in input);
    if inside.peek(Token![in]) {
        inside.parse::<Token![in]>()?;
        inside.parse::<Path>()?;
    } else if inside.peek(Token![crate]) || inside.peek(Token![super]) || inside.peek(Token![self]) {
        inside.call(Ident::parse_any)?;
    } else {
        return Ok(false);
    }
    Ok(inside.is_empty())
}

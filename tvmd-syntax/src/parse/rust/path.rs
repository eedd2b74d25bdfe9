//! Paths to settings, and to rules that are written by hand.

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token};

/// A path without arguments: `Gallery`, `crate::Gallery`, `::auctions::Gallery`.
#[derive(Clone)]
pub(crate) struct Path {
    pub(super) tokens: TokenStream,
}

impl Parse for Path {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut tokens = TokenStream::new();
        eat_colons(input, &mut tokens)?;
        loop {
            tokens.append(input.call(Ident::parse_any)?);
            if !eat_colons(input, &mut tokens)? {
                return Ok(Self { tokens });
            }
        }
    }
}

impl Path {
    /// The name, if it is no more than that.
    pub(crate) fn name(&self) -> Option<Ident> {
        let mut tokens = self.tokens.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(name)), None) => Some(name),
            _ => None,
        }
    }

    /// The same but for its last name.
    pub(crate) fn with_last(&self, change: impl Fn(&Ident) -> Ident) -> Self {
        let mut tokens: Vec<TokenTree> = self.tokens.clone().into_iter().collect();
        if let Some(TokenTree::Ident(last)) = tokens.last_mut() {
            *last = change(last);
        }
        Self { tokens: tokens.into_iter().collect() }
    }

    /// As it is written, without spaces.
    pub(crate) fn shown(&self) -> String {
        shown(&self.tokens)
    }
}

impl From<Ident> for Path {
    fn from(name: Ident) -> Self {
        Self { tokens: name.into_token_stream() }
    }
}

/// The name of a rule that is written by hand: `my_rule`, `crate::rules::shares::<2>`.
pub(crate) struct RulePath {
    pub(super) tokens: TokenStream,
}

impl RulePath {
    /// As it is written, without spaces.
    pub(crate) fn shown(&self) -> String {
        shown(&self.tokens)
    }
}

impl Parse for RulePath {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut tokens = TokenStream::new();
        eat_colons(input, &mut tokens)?;
        loop {
            if input.peek(Token![<]) {
                arguments(input, &mut tokens)?;
            } else {
                tokens.append(input.call(Ident::parse_any)?);
            }
            if !eat_colons(input, &mut tokens)? {
                return Ok(Self { tokens });
            }
        }
    }
}

/// Reads `::` if it comes next.
fn eat_colons(input: ParseStream<'_>, tokens: &mut TokenStream) -> Result<bool> {
    let found = input.peek(Token![::]);
    if found {
        input.parse::<Token![::]>()?.to_tokens(tokens);
    }
    Ok(found)
}

/// Reads `<…>`, whatever is in it.
fn arguments(input: ParseStream<'_>, tokens: &mut TokenStream) -> Result<()> {
    let (mut open, mut before) = (0_usize, None);
    loop {
        let token: TokenTree = input.parse()?;
        if let TokenTree::Punct(punct) = &token {
            // The `>` of `->` closes nothing.
            let is_arrow = before.replace((punct.as_char(), punct.spacing())) == Some(('-', Spacing::Joint));
            match punct.as_char() {
                '<' => open += 1,
                '>' if !is_arrow => open -= 1,
                _ => {}
            }
        } else {
            before = None;
        }
        tokens.append(token);
        if open == 0 {
            return Ok(());
        }
    }
}

fn shown(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

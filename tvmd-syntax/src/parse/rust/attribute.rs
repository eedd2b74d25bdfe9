//! `#[…]`: its name, and what it is made of.

use super::super::words::{missing, opens, required};
use super::Path;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _};
use syn::parse::ParseStream;
use syn::{Result, Token, bracketed};

/// `#[…]`; documentation, `/// …`, is one, too.
#[derive(Clone)]
pub(crate) struct Attribute {
    pub(super) tokens: TokenStream,
    /// Its name, unless that is a path.
    name: Option<Ident>,
}

impl Attribute {
    /// Reads all that come next.
    pub(crate) fn all(input: ParseStream<'_>) -> Result<Vec<Self>> {
        let mut attributes = Vec::new();
        while input.peek(Token![#]) {
            let pound: Token![#] = input.parse()?;
            let inside;
            let brackets = bracketed!(inside in input);
            let path: Path = inside.parse()?;
            let name = path.name();
            let inside = contents(&path, &inside)?;
            let mut tokens = pound.into_token_stream();
            brackets.surround(&mut tokens, |tokens| tokens.extend(inside));
            attributes.push(Self { tokens, name });
        }
        Ok(attributes)
    }

    /// Whether this is its name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|ident| ident == name)
    }
}

/// What stands in an attribute: its path, and perhaps arguments in brackets, or `=` and a literal or a call of a macro.
fn contents(path: &Path, input: ParseStream<'_>) -> Result<TokenStream> {
    let mut tokens = path.to_token_stream();
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?.to_tokens(&mut tokens);
        if input.peek(syn::Lit) {
            tokens.append(input.parse::<TokenTree>()?);
        } else {
            tokens.extend(required::<Path>(input, "a text")?.into_token_stream());
            required::<Token![!]>(input, "`!`")?.to_tokens(&mut tokens);
            tokens.append(group(input)?);
        }
    } else if !input.is_empty() {
        tokens.append(group(input)?);
    }
    if input.is_empty() { Ok(tokens) } else { Err(missing(input, "the end of the attribute")) }
}

/// Reads what stands in brackets of any kind, with them.
fn group(input: ParseStream<'_>) -> Result<Group> {
    let is_group = [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace]
        .into_iter()
        .any(|delimiter| opens(delimiter, input));
    if is_group { input.parse() } else { Err(missing(input, "arguments in parentheses")) }
}

//! Pieces of Rust are read as syn reads them, which knows all of the language.

use crate::parse::rust::{Attribute, Path, RulePath, Visibility};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Result;
use syn::parse::{ParseStream, Parser as _};

/// What is read of a text: its tokens, what is known of them, and what is left. Nothing if it is refused.
type Read<K> = Option<(String, K, String)>;

fn tight(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

/// Asserts that both read the same of each text.
fn assert_same<K: PartialEq + std::fmt::Debug>(
    texts: &[&str],
    ours: impl Fn(ParseStream<'_>) -> Result<(TokenStream, K)>,
    syns: impl Fn(ParseStream<'_>) -> Result<(TokenStream, K)>,
) {
    let read = |text: &str, parse: &dyn Fn(ParseStream<'_>) -> Result<(TokenStream, K)>| -> Read<K> {
        let both = |input: ParseStream<'_>| {
            let (piece, known) = parse(input)?;
            Ok((tight(&piece), known, tight(&input.parse::<TokenStream>()?)))
        };
        both.parse_str(text).ok()
    };
    for text in texts {
        assert_eq!(read(text, &ours), read(text, &syns), "{text}");
    }
}

#[test]
fn paths() {
    assert_same(
        &[
            "Gallery",
            "crate::Gallery {",
            "::auctions::Gallery x",
            "super::super::A",
            "self::A;",
            "r#in::A",
            "a::",
            "::",
            "",
            "3",
            "<A>::B",
        ],
        |input| input.parse().map(|path: Path| (path.to_token_stream(), path.name())),
        |input| {
            syn::Path::parse_mod_style(input).map(|path| (path.to_token_stream(), path.get_ident().cloned()))
        },
    );
}

#[test]
fn names_of_rules() {
    let texts = [
        "mine;",
        "crate::rules::mine claims",
        "shares::<2>;",
        "of::<fn(u8) -> Vec<Vec<u8>>>::rule;",
        "a::<'static, { 1 }>::b",
        "a::",
        "a::<2",
        "",
    ];
    assert_same(
        &texts,
        |input| input.parse().map(|rule: RulePath| (rule.to_token_stream(), ())),
        |input| input.parse().map(|rule: syn::ExprPath| (rule.to_token_stream(), ())),
    );
}

#[test]
fn attributes() {
    let tokens = |each: &mut dyn Iterator<Item = TokenStream>| each.collect::<TokenStream>();
    assert_same(
        &[
            "",
            "/// Text.\n#[cfg(test)] setting",
            "#[allow(a, reason = \"b\")]",
            "#[a::doc] #[doc] x",
            "#doc",
            "# doc",
        ],
        |input| {
            let all = Attribute::all(input)?;
            let docs: Vec<bool> = all.iter().map(|attribute| attribute.is("doc")).collect();
            Ok((tokens(&mut all.iter().map(ToTokens::to_token_stream)), docs))
        },
        |input| {
            let all = input.call(syn::Attribute::parse_outer)?;
            let docs: Vec<bool> = all.iter().map(|attribute| attribute.path().is_ident("doc")).collect();
            Ok((tokens(&mut all.iter().map(ToTokens::to_token_stream)), docs))
        },
    );
}

#[test]
fn visibilities() {
    assert_same(
        &[
            "",
            "pub setting",
            "pub(crate) x",
            "pub(in crate::shops) x",
            "pub(super)",
            "setting",
            "pub",
            "pub(a) x",
            "pub(crate::a) x",
            "pub(in) x",
            "pub() x",
        ],
        |input| {
            let vis: Visibility = input.parse()?;
            Ok((vis.to_token_stream(), (vis.is_private(), vis.is_public())))
        },
        |input| {
            let vis: syn::Visibility = input.parse()?;
            let known =
                (matches!(vis, syn::Visibility::Inherited), matches!(vis, syn::Visibility::Public(_)));
            Ok((vis.to_token_stream(), known))
        },
    );
}

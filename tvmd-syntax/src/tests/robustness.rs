//! Whatever is typed, the macro answers with errors and never with a panic or an endless loop.

use super::GALLERY;
use proc_macro2::{Group, TokenStream, TokenTree};

/// `tokens` without the token number `skipped`, counted depth first; `skipped` is then what is left to count.
fn without(tokens: TokenStream, skipped: &mut usize) -> TokenStream {
    let mut kept = TokenStream::new();
    for tree in tokens {
        let here = *skipped == 0;
        *skipped = skipped.wrapping_sub(1);
        match tree {
            _ if here => {}
            TokenTree::Group(group) => {
                let inner = without(group.stream(), skipped);
                kept.extend([TokenTree::from(Group::new(group.delimiter(), inner))]);
            }
            tree => kept.extend([tree]),
        }
    }
    kept
}

fn count(tokens: TokenStream) -> usize {
    let one = |tree| if let TokenTree::Group(group) = tree { 1 + count(group.stream()) } else { 1 };
    tokens.into_iter().map(one).sum()
}

#[track_caller]
fn assert_expands(tokens: TokenStream) {
    let shown = tokens.to_string();
    assert!(syn::parse2::<syn::File>(super::expanded(super::alone(tokens))).is_ok(), "{shown}");
}

#[test]
fn any_token_may_be_missing() {
    let whole: TokenStream = GALLERY.parse().unwrap();
    for mut skipped in 0..count(whole.clone()) {
        assert_expands(without(whole.clone(), &mut skipped));
    }
}

#[test]
fn it_may_end_anywhere() {
    let whole: Vec<TokenTree> = GALLERY.parse::<TokenStream>().unwrap().into_iter().collect();
    for end in 0..whole.len() {
        assert_expands(whole[..end].iter().cloned().collect());
    }
}

#[test]
fn anything_may_stand_in_the_braces() {
    for junk in
        ["", ",", ";", "|", "=> =>", "@", "{}", "()", "[]", "_", "'a", "\"text\"", "-", "1 / / 2", "#", "pub"]
    {
        for form in [
            "setting S<A> { $ }",
            "setting S<$> { }",
            "setting S<A> { items { $ } bound $; agent A: additive { $ } prior joint { $ } }",
            "setting S<A> { items { X } agent A: bundles { Low = { $ } } prior independent { A { $ } } }",
            "setting S<A> { items { X } agent A: additive { Low = $ } prior independent { $ } }",
            "mechanism M in S { $ } $",
            "mechanism M in S { outcomes { $ => $, ($) => lottery { $ } and $ } }",
            "mechanism M in S { menu { A: { $ }, lottery { $ } @ $ } } mechanism N in S { menu { [$] @ $ } }",
            "mechanism M in S { posted_prices { A: { $ } } order ($) claims $; }",
            "mechanism M in S { second_price { $ } claims bic($), not $ }",
        ] {
            assert_expands(form.replace('$', junk).parse().unwrap());
        }
    }
}

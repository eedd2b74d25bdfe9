//! Blocks in a setting of another one: two expansions, of which the second knows the setting.

use super::{alone, assert_errors_of, errors, expanded, items, with_setting};
use crate::invocation::Invocation;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Item;
use tvmd_engine::expansion::Engine;

/// What the macro beside the setting of a block puts before other blocks: what is between the braces in its last brace.
fn handed_on(source: &str) -> TokenStream {
    let items = items(source);
    let rules = items.iter().find_map(|item| match item {
        Item::Macro(item) if item.mac.path.is_ident("macro_rules") => Some(item.mac.tokens.clone()),
        _ => None,
    });
    let body = rules.unwrap().into_iter().filter_map(group).last().unwrap();
    let setting = body.into_iter().filter_map(group).last().unwrap();
    setting
        .into_iter()
        .take_while(|tree| !matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '$'))
        .collect()
}

fn group(tree: TokenTree) -> Option<TokenStream> {
    if let TokenTree::Group(group) = tree { Some(group.stream()) } else { None }
}

/// The first expansion of a block that names a setting of another one.
fn first(block: &str) -> String {
    expanded(alone(block.parse().unwrap())).to_string()
}

/// The items of a block in the setting of another one.
fn second(setting: &str, block: &str) -> Vec<Item> {
    // Spans of the block must be those of its own text.
    let before = handed_on(setting);
    let tokens = [before, "(::tvmd)".parse().unwrap(), block.parse().unwrap()].into_iter().collect();
    let invocation = Invocation::read(tokens, &Engine);
    syn::parse2::<syn::File>(expanded(invocation.unwrap())).unwrap().items
}

#[track_caller]
fn assert_errors_in(setting: &str, block: &str, expected: &[(&str, &str)]) {
    assert_errors_of(block, &second(setting, block), expected);
}

#[test]
fn the_first_expansion_asks_the_setting() {
    let block = "mechanism M in crate::Market { vcg; }";
    assert_eq!(
        first(block),
        format!(
            "crate :: Market ! {{ {{ :: tvmd :: __mechanism }} (:: tvmd) {} }}",
            "mechanism M in crate :: Market { vcg ; }"
        )
    );
    let like = first("setting Moved = Market with prior uniform;");
    assert!(like.starts_with("Market ! {"), "{like}");
}

#[test]
fn the_second_knows_the_setting() {
    let setting = with_setting("mechanism Mine in Market { vcg; }");
    let block = "mechanism M in super::Market { outcomes { (Lwo, _) => First gets { C } pays 9, _ => nothing } claims dsic; }
        mechanism N in super::Market { posted_prices { A: 1, B: 1 } claims not dsic; }";
    assert_errors_in(
        &setting,
        block,
        &[
            ("Lwo", "did you mean `Low`?"),
            ("C", "no item `C`"),
            ("9", "over the bound 4"),
            ("not dsic", "is DSIC"),
        ],
    );
    let names = second(&setting, block).into_iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Mod(item) => Some(item.ident.to_string()),
        _ => None,
    });
    assert_eq!(names.collect::<Vec<_>>(), ["M", "N"]);
}

#[test]
fn a_setting_like_another() {
    let setting = with_setting("");
    let like =
        "setting Moved = Market with prior independent { First { Low: 1/2, Hihg: 1/2 } Second uniform }
        mechanism M in Moved { vcg; claims not dsic; }";
    assert_errors_in(&setting, like, &[("Hihg", "did you mean `High`?"), ("not dsic", "is DSIC")]);
    let right = "setting Moved = Market with prior uniform; mechanism M in Moved { vcg; claims bic; }";
    assert_errors_in(&setting, right, &[]);
    // It is handed on like any other: its prior is the new one.
    let handed_on = second(&setting, right).into_iter().map(|item| item.into_token_stream().to_string());
    assert!(handed_on.filter(|item| item.contains("macro_rules")).all(|item| item.contains("uniform")));
    for (block, expected) in [
        ("setting Moved = Market;", (";", "expected `with prior`")),
        ("setting Moved = Market with uniform;", ("uniform", "expected `prior`")),
        ("setting Moved = Market wiht prior uniform;", ("wiht", "did you mean `with`?")),
        ("setting Moved = Market with prior oops;", ("oops", "no kind of prior")),
    ] {
        assert_errors_in(&setting, block, &[expected]);
    }
    assert_eq!(errors("setting Moved = ;").len(), 1);
}

#[test]
fn what_is_wrong_with_the_setting_is_said_there() {
    let wrong = with_setting("").replace("B: 1", "B: 9");
    assert_errors_in(&wrong, "mechanism M in Market { vcg; claims not dsic; }", &[]);
    assert_errors_in(&wrong, "mechanism M in Market { vgc; }", &[("vgc", "did you mean `vcg`?")]);
    // What is wrong with a mechanism doesn't matter to others.
    let beside = with_setting("mechanism Mine in Market { posted_prices { A: 9 } claims not ex_post_ir; }");
    assert_errors_in(&beside, "mechanism M in Market { vcg; claims not dsic; }", &[("not dsic", "is DSIC")]);
}

#[test]
fn one_setting_a_block() {
    let setting = with_setting("");
    assert_errors_in(
        &setting,
        "mechanism M in Market { vcg; } mechanism N in crate::Other { vcg; } mechanism O { vcg; }",
        &[("crate::Other", "stand in `Market`"), ("{", "expected the setting of the mechanism")],
    );
    let mixed = with_setting("mechanism M in crate::Market { vcg; }");
    assert_errors_of(
        &mixed,
        &items(&mixed),
        &[("crate::Market", "the setting of this `mechanism!` is `Market`")],
    );
    let late = format!("mechanism M in Market {{ vcg; }} {}", with_setting(""));
    assert_errors_of(&late, &items(&late), &[("Market", "declare the setting before its mechanisms")]);
}

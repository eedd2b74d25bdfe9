//! Whole expansions: what is reported at which tokens, and what is emitted.
//!
//! How rustc shows it, and how the emitted items behave, is tested from outside in `tvmd-tests`.

mod emission;
mod fuzz;
mod meaning;
mod robustness;
mod rust;
mod shared;
mod syntax;
mod together;
mod written;

use crate::expand::expand;
use crate::invocation::{Facade, Invocation};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Item;
use tvmd_engine::expansion::Engine;

/// A setting and a mechanism with every form of the grammar that fits in it.
const GALLERY: &str = "
    /// Two bidders and one painting.
    pub setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = { Painting: 1 }, High = 2 }
        agent Second: unit_demand { V = 1..=2 step 1/2 }
        prior joint { (Low, V1): 1/6, (High, V3_2): 5/6 }
    }
    /// First may refuse.
    pub mechanism FirstRefusal in Gallery {
        outcomes {
            (High, _) => First gets { Painting } pays 3/2,
            (Low, V1 | V2) => lottery { 1/2: Second gets { Painting }, 1/2: nothing } and Second pays 1/4,
            _ => nothing,
        }
        claims ex_post_ir, not dsic, bic(1/10), bic(1/10, 1/4);
    }
    mechanism Posted in Gallery { posted_prices { Painting: 3/2 } order (Second, First); }
    mechanism OnePainting in Gallery { bundles { [Painting] @ 1 } }
    mechanism Menus in Gallery { menu { First: { [Painting] @ 1, lottery { [Painting]: 1/2 } @ 1/4 } } }
    mechanism Reserve in Gallery { second_price { reserve 3/2 } }
    mechanism Vcg in Gallery { vcg; claims dsic; }
    mechanism Lookahead in Gallery { lookahead; }
    mechanism Kept in Gallery { dsic_extension of Posted keeping { First: [Low] } }
";

/// A block as the facade hands it on.
fn alone(block: TokenStream) -> Invocation {
    Invocation { facade: Facade(quote!(::tvmd)), shared: None, block }
}

/// What an invocation becomes.
fn expanded(invocation: Invocation) -> TokenStream {
    expand(invocation, &Engine)
}

/// What each processor makes of its share of a long test: of all shares, from 0, the one that it is given.
fn in_shares<R: Send>(work: impl Fn(u64, u64) -> R + Sync) -> Vec<R> {
    let shares = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..shares).map(|share| scope.spawn(move || work(share, shares))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// The items of an expansion, errors last.
fn items(source: &str) -> Vec<Item> {
    let tokens: TokenStream = source.parse().unwrap();
    syn::parse2::<syn::File>(expanded(alone(tokens))).unwrap().items
}

/// The errors of an expansion: what each underlines, and its message.
fn errors(source: &str) -> Vec<(String, String)> {
    errors_of(source, &items(source))
}

fn errors_of(source: &str, items: &[Item]) -> Vec<(String, String)> {
    items.iter().filter(|item| is_error(item)).map(|item| error(source, item)).collect()
}

fn is_error(item: &Item) -> bool {
    matches!(item, Item::Macro(item) if item.mac.path.segments.last().unwrap().ident == "compile_error")
}

/// `compile_error!` has the span of the first token wrong in its path, and of the last in its braces.
fn error(source: &str, item: &Item) -> (String, String) {
    let tokens: Vec<TokenTree> = item.into_token_stream().into_iter().collect();
    let Some(TokenTree::Group(message)) = tokens.last() else { panic!("no message") };
    let (start, end) = (tokens[0].span().byte_range().start, message.span().byte_range().end);
    // What proc-macro2 calls bytes are characters outside of a compiler.
    let underlined = source.chars().skip(start).take(end - start).collect();
    (underlined, syn::parse2::<syn::LitStr>(message.stream()).unwrap().value())
}

/// Asserts that `source` has exactly these errors: what they underline, and a part of their messages.
#[track_caller]
fn assert_errors(source: &str, expected: &[(&str, &str)]) {
    assert_errors_of(source, &items(source), expected);
}

/// The same of the `items` that `source` expanded to.
#[track_caller]
fn assert_errors_of(source: &str, items: &[Item], expected: &[(&str, &str)]) {
    let found = errors_of(source, items);
    let fits = found.len() == expected.len()
        && found
            .iter()
            .zip(expected)
            .all(|((underlined, message), (tokens, part))| underlined == tokens && message.contains(part));
    assert!(fits, "in {source}\nexpected {expected:#?}\nfound {found:#?}");
}

/// A setting with one item and the agents `First` and `Second`, followed by `rest`.
fn with_setting(rest: &str) -> String {
    format!(
        "setting Market<First, Second> {{ items {{ A, B }} bound 4; \
             agent First: additive {{ Low = {{ A: 1 }}, High = {{ A: 2, B: 1 }} }} \
             agent Second: additive {{ Low = {{ A: 1 }}, High = {{ A: 2, B: 1 }} }} }} {rest}"
    )
}

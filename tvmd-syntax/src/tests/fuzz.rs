//! Mutations of valid blocks and of each other, fed to the whole expansion: no panic, no hang, and every error at tokens
//! of the user's own.
//!
//! The corpus in `corpus/` is expanded first; what is found goes there. `TVMD_FUZZ` sets the number of runs, `TVMD_SEED`
//! where they start.

use super::{alone, error, expanded, in_shares, is_error};
use oorandom::Rand64;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Runs where `TVMD_FUZZ` doesn't say.
const RUNS: u64 = 6_000;
/// No expansion of so small a block takes longer.
const LIMIT: Duration = Duration::from_secs(20);
/// Words that the grammar knows and words that it doesn't, numbers of all sizes, punctuation.
const WORDS: &str = "setting mechanism in items bound agent prior additive unit_demand bundles independent joint uniform \
    include outcomes posted_prices menu second_price vcg lookahead dsic_extension bic_extension of under as printed keeping order reserve lottery gets pays and with const \
    nothing claims not at test ex_post_ir dsic bic step Bottom Low High First Second pub type self r#type Ünïcode _ \
    0 1 2 -1 1/2 3/2 1/0 0.25 1e9 99999999999999999999999999 1/99999999999999999999999999 0..=3 0..=1000000000 \
    , ; : :: = => .. ..= @ | - * / # ! < > { } ( ) [ ] \"text\" \"nowhere.csv\" 'a' 'life b\"bytes\"";

/// What numbers are changed to in gentle mutants.
const NUMBERS: [&str; 8] = ["0", "1", "2", "3", "4", "0.5", "7", "10"];

fn corpus_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn corpus() -> Vec<String> {
    let files = std::fs::read_dir(corpus_folder()).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The tokens as words, delimiters of groups on their own, punctuation like `=>` in one.
fn words(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    let mut joint = String::new();
    for tree in tokens {
        match tree {
            TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint => joint.push(punct.as_char()),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Parenthesis | Delimiter::None => ("(", ")"),
                };
                words.push(open.to_owned());
                words.extend(self::words(group.stream()));
                words.push(close.to_owned());
            }
            tree => words.push(std::mem::take(&mut joint) + &tree.to_string()),
        }
    }
    words
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// A block made from one of the corpus by a few random changes, some of them with parts of another.
fn mutant(random: &mut Rand64, corpus: &[Vec<String>], dictionary: &[&str]) -> String {
    let below =
        |random: &mut Rand64, end: usize| usize::try_from(random.rand_range(0..end.max(1) as u64)).unwrap();
    let mut block = corpus[below(random, corpus.len())].clone();
    if below(random, 2) == 0 {
        // Gently: other numbers, which often leave a block whose claims are to be verified.
        for _ in 0..=below(random, 3) {
            let numbers: Vec<usize> = (0..block.len()).filter(|at| is_number(&block[*at])).collect();
            NUMBERS[below(random, NUMBERS.len())]
                .clone_into(&mut block[numbers[below(random, numbers.len())]]);
        }
        return block.join(" ");
    }
    for _ in 0..=below(random, 4) {
        let at = below(random, block.len());
        let end = (at + 1 + below(random, 6)).min(block.len());
        match below(random, 6) {
            0 => drop(block.drain(at..end)),
            1 => block.insert(at, dictionary[below(random, dictionary.len())].to_owned()),
            2 if at < block.len() => dictionary[below(random, dictionary.len())].clone_into(&mut block[at]),
            3 => {
                let copy = block[at..end].to_vec();
                block.splice(at..at, copy);
            }
            4 => {
                let other = &corpus[below(random, corpus.len())];
                let from = below(random, other.len());
                let to = (from + 1 + below(random, 12)).min(other.len());
                block.splice(at..end, other[from..to].iter().cloned());
            }
            _ => {
                let other = below(random, block.len());
                if at < block.len() && other < block.len() {
                    block.swap(at, other);
                }
            }
        }
    }
    block.join(" ")
}

/// Expands a block: whether it was free of mistakes, `None` if it isn't even tokens.
///
/// The error is what is wrong with the expansion.
fn expansion(source: &str) -> Result<Option<bool>, String> {
    let Ok(tokens) = source.parse::<TokenStream>() else { return Ok(None) };
    let start = Instant::now();
    let Ok(expanded) = catch_unwind(AssertUnwindSafe(|| expanded(alone(tokens)))) else {
        return Err("it panics".into());
    };
    if start.elapsed() > LIMIT {
        return Err(format!("it takes {:?}", start.elapsed()));
    }
    let items = match syn::parse2::<syn::File>(expanded) {
        Ok(file) => file.items,
        Err(error) => return Err(format!("it emits no items: {error}")),
    };
    let homeless = items.iter().filter(|item| is_error(item)).find(|item| {
        // A token of the user's has a width; the span of the whole macro, outside of a compiler, has none.
        item.into_token_stream().into_iter().next().is_none_or(|first| first.span().byte_range().is_empty())
    });
    match homeless {
        Some(item) => Err(format!("it underlines nothing for: {}", error(source, item).1)),
        None => Ok(Some(!items.iter().any(is_error))),
    }
}

/// How many of the mutants are tokens, and how many are without a mistake, of those that fall to one of so many shares.
fn expand_share(share: u64, shares: u64) -> [u64; 2] {
    let corpus: Vec<Vec<String>> = corpus().iter().map(|block| words(block.parse().unwrap())).collect();
    let dictionary: Vec<&str> = WORDS.split_whitespace().collect();
    let seed = number("TVMD_SEED", 1);
    let mut random = Rand64::new(seed.into());
    let mut counts = [0; 2];
    for run in 0..number("TVMD_FUZZ", RUNS) {
        // Each share makes them all, so that they don't depend on how many there are.
        let block = mutant(&mut random, &corpus, &dictionary);
        if run % shares != share {
            continue;
        }
        match expansion(&block) {
            Ok(mistakes) => {
                counts[0] += u64::from(mistakes.is_some());
                counts[1] += u64::from(mistakes == Some(true));
            }
            Err(fault) => {
                let file = corpus_folder().join(format!("found-{seed}-{run}.txt"));
                std::fs::write(&file, &block).unwrap();
                panic!("{fault}\n{block}\nkept as {}", file.display());
            }
        }
        // Outside of a compiler proc-macro2 remembers every text that it ever read.
        proc_macro2::extra::invalidate_current_thread_spans();
    }
    counts
}

#[test]
fn what_was_found_is_answered_with_errors() {
    for block in &corpus() {
        assert!(matches!(expansion(block), Ok(Some(_))), "{block}");
    }
}

#[test]
fn mutants_are_answered_with_errors() {
    let counts = in_shares(expand_share);
    let [whole, valid] = [0, 1].map(|kind| counts.iter().map(|count| count[kind]).sum::<u64>());
    let (runs, seed) = (number("TVMD_FUZZ", RUNS), number("TVMD_SEED", 1));
    println!("{runs} runs from seed {seed}: {whole} of them tokens, {valid} without a mistake");
    // A fuzzer whose mutants are never even tokens, never valid or always, would find little.
    assert!(whole > runs / 4 && valid > runs / 200 && valid < whole / 2);
}

//! Mutations of a document: numbers, deletions, doublings, swaps, foreign fields, renamed and repeated keys, other words.

use super::tree::Tree;
use oorandom::Rand32;
use std::str::FromStr as _;
use tvmd_core::{Rational, ratio};

/// What a mutation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Number,
    Deletion,
    Doubling,
    Swap,
    ForeignField,
    RenamedKey,
    RepeatedKey,
    Word,
}

const KINDS: [Kind; 8] = [
    Kind::Number,
    Kind::Deletion,
    Kind::Doubling,
    Kind::Swap,
    Kind::ForeignField,
    Kind::RenamedKey,
    Kind::RepeatedKey,
    Kind::Word,
];

pub(crate) fn below(random: &mut Rand32, count: usize) -> usize {
    usize::try_from(random.rand_range(0..u32::try_from(count).unwrap())).unwrap()
}

/// A mutated document, and what was done to it first.
pub(crate) fn mutate(document: &Tree, random: &mut Rand32) -> (Kind, Tree) {
    let first = KINDS[below(random, KINDS.len())];
    let mut changed = document.clone();
    apply(first, &mut changed, random);
    while below(random, 4) == 0 {
        apply(KINDS[below(random, KINDS.len())], &mut changed, random);
    }
    (first, changed)
}

fn number(tree: &Tree) -> Option<Rational> {
    let text = tree
        .as_text()
        .filter(|text| text.starts_with(|first: char| first == '-' || first.is_ascii_digit()))?;
    Rational::from_str(text).ok()
}

fn apply(kind: Kind, document: &mut Tree, random: &mut Rand32) {
    let fits = |tree: &Tree| match kind {
        Kind::Number => number(tree).is_some(),
        Kind::Word => tree.as_text().is_some() && number(tree).is_none(),
        Kind::ForeignField | Kind::RenamedKey | Kind::RepeatedKey => {
            matches!(tree, Tree::Object(all) if !all.is_empty())
        }
        Kind::Deletion | Kind::Doubling => match tree {
            Tree::List(all) => !all.is_empty(),
            Tree::Object(all) => !all.is_empty(),
            Tree::Leaf(_) => false,
        },
        Kind::Swap => match tree {
            Tree::List(all) => all.len() > 1,
            Tree::Object(all) => all.len() > 1,
            Tree::Leaf(_) => false,
        },
    };
    // Words and keys of the document, to put in the place of others; and how many places there are.
    let (mut words, mut keys, mut numbers, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
    document.visit(&mut |tree: &mut Tree| {
        count += usize::from(fits(tree));
        match (number(tree), tree.as_text()) {
            (Some(number), _) => numbers.push(number),
            (None, Some(word)) => words.push(word.to_owned()),
            (None, None) => {}
        }
        if let Tree::Object(all) = tree {
            keys.extend(all.iter().map(|(key, _)| key.clone()));
        }
    });
    if count == 0 {
        return;
    }
    words.extend(WORDS.map(str::to_owned));
    let (chosen, mut at) = (below(random, count), 0);
    document.visit(&mut |tree: &mut Tree| {
        if fits(tree) {
            if at == chosen {
                change(kind, tree, &words, &keys, &numbers, random);
            }
            at += 1;
        }
    });
}

const WORDS: [&str; 19] = [
    "optimum",
    "robust-optimum",
    "support",
    "deterministic",
    "max-min",
    "guarantee",
    "revenue",
    "welfare",
    "dsic",
    "bic",
    "ex-post",
    "interim",
    "_",
    "Bottom",
    "additive",
    "unit_demand",
    "bundles",
    "",
    "A\u{202e}",
];

fn change(
    kind: Kind,
    tree: &mut Tree,
    words: &[String],
    keys: &[String],
    numbers: &[Rational],
    random: &mut Rand32,
) {
    let other = numbers.get(below(random, numbers.len().max(1))).cloned().unwrap_or_default();
    let changed = |number: &Rational, random: &mut Rand32| match below(random, 7) {
        0 => number + ratio!(1 / 7),
        1 => number - ratio!(1 / 7),
        2 => -number,
        3 => Rational::default(),
        4 => number * ratio!(2),
        5 => number * ratio!(1 / 2),
        _ => other.clone(),
    };
    match (kind, tree) {
        (Kind::Number, tree) => {
            let before = number(tree).unwrap();
            *tree = Tree::text(changed(&before, random).to_string());
        }
        (Kind::Word, tree) => *tree = Tree::text(&words[below(random, words.len())][..]),
        (Kind::Deletion, Tree::List(all)) => drop(all.remove(below(random, all.len()))),
        (Kind::Deletion, Tree::Object(all)) => drop(all.remove(below(random, all.len()))),
        (Kind::Doubling, Tree::List(all)) => {
            let entry = all[below(random, all.len())].clone();
            all.insert(below(random, all.len() + 1), entry);
        }
        (Kind::Doubling | Kind::RepeatedKey, Tree::Object(all)) => {
            let (key, mut value) = all[below(random, all.len())].clone();
            if kind == Kind::RepeatedKey {
                apply(Kind::Number, &mut value, random);
            }
            all.insert(below(random, all.len() + 1), (key, value));
        }
        (Kind::Swap, Tree::List(all)) => {
            let (one, other) = (below(random, all.len()), below(random, all.len()));
            all.swap(one, other);
        }
        (Kind::Swap, Tree::Object(all)) => {
            let (one, other) = (below(random, all.len()), below(random, all.len()));
            let taken = all[one].1.clone();
            all[one].1 = std::mem::replace(&mut all[other].1, taken);
        }
        (Kind::RenamedKey, Tree::Object(all)) => {
            let at = below(random, all.len());
            all[at].0 = match below(random, 4) {
                0 => "Bottom".to_owned(),
                1 => "_".to_owned(),
                _ => keys[below(random, keys.len())].clone(),
            };
        }
        (Kind::ForeignField, Tree::Object(all)) => {
            let (key, text) = FOREIGN[below(random, FOREIGN.len())];
            all.push((key.to_owned(), Tree::read(text)));
        }
        _ => {}
    }
}

/// Fields of other kinds of claims, or of other parts of the format.
const FOREIGN: [(&str, &str); 20] = [
    ("within", "\"1/10\""),
    ("marginals_within", "{}"),
    ("ball", "\"support\""),
    ("cap", "\"1\""),
    ("epsilon", "\"1\""),
    ("epsilon", "\"1/10\""),
    ("epsilon", "\"-1/10\""),
    ("epsilon", "\"0\""),
    ("worst_prior", "{\"joint\":[]}"),
    ("potentials", "{}"),
    ("dual", "[]"),
    ("dual", "[{\"multipliers\":[]}]"),
    ("claims", "[]"),
    ("mechanisms", "{}"),
    ("misreport", "\"Low\""),
    ("misreport", "\"Bottom\""),
    ("others", "[]"),
    ("lottery", "[]"),
    ("gets", "{}"),
    ("pays", "{}"),
];

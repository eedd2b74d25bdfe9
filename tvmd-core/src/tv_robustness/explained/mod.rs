//! The numbers in explanations come from their instances: each figure in the text is computed here, in the order of the text.
//!
//! A figure is an integer, a fraction or a decimal that isn't part of a word: in `4^k` and `2H` the number counts, in `log2` not. What
//! belongs to a formula rather than to an instance is given as it is.

mod extensions;
mod others;

use super::STATEMENTS;
use crate::case::Case;
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Statement};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, Profile};

/// The figures of a text.
fn figures(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < characters.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || ['/', '.'].contains(characters.get(at).unwrap_or(&' ')) && digit(at + 1) {
            at += 1;
        }
        let in_a_word = start > 0 && characters[start - 1].is_alphabetic();
        if !in_a_word {
            found.push(characters[start..at].iter().collect());
        }
    }
    found
}

/// What is computed, or given as it is.
#[derive(Debug)]
enum Figure {
    Computed(Rational),
    Formula(&'static str),
}

use Figure::{Computed as Is, Formula};

impl Figure {
    fn text(&self) -> String {
        match self {
            Is(number) => number.to_string(),
            Formula(text) => (*text).to_owned(),
        }
    }
}

fn statement(id: &str) -> &'static dyn Statement {
    STATEMENTS.iter().copied().find(|statement| statement.entry().id == id).unwrap()
}

/// The comparison of this name, or that begins so, at a case.
fn compared(id: &str, case: &Case, what: &str) -> Comparison {
    statement(id).check(case).into_iter().find(|comparison| comparison.what.contains(what)).unwrap()
}

fn value(case: &Case, agent: usize, at: usize) -> Rational {
    let setting = case.setting();
    setting.agents()[agent].types()[at].valuation().value(Bundle::all(setting.items().len()))
}

fn payment(case: &Case, types: &[usize], agent: usize) -> Rational {
    case.table.outcome(&Profile::new(types.to_vec())).unwrap().payment(AgentId(agent))
}

fn mass(prior: &Prior, agent: usize, at: usize) -> Rational {
    prior.marginal(AgentId(agent)).mass(at)
}

/// The nearest multiple of 1/parts.
fn rounded(number: &Rational, parts: i64) -> Rational {
    (number * ratio(parts, 1)).round() / ratio(parts, 1)
}

/// The figures of each explanation that has any.
fn expected(id: &str) -> Option<Vec<Figure>> {
    extensions::expected(id).or_else(|| others::expected(id))
}

#[test]
fn figures_are_those_of_the_instances() {
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        let entry = statement.entry();
        let said = figures(entry.explanation);
        let computed = expected(entry.id).unwrap_or_default();
        let computed: Vec<String> = computed.iter().map(Figure::text).collect();
        if said != computed {
            wrong.push(format!("{}: {said:?}, and it is {computed:?}", entry.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A changed figure is noticed.
#[test]
fn every_figure_counts() {
    let text = "4^k of 11/12 are 0.44, by log2 and bilw20.";
    assert_eq!(figures(text), ["4", "11/12", "0.44"]);
    for statement in STATEMENTS {
        let entry = statement.entry();
        for at in entry
            .explanation
            .char_indices()
            .filter(|(_, character)| character.is_ascii_digit())
            .map(|(at, _)| at)
        {
            let mut changed = entry.explanation.to_owned();
            let other = if &changed[at..=at] == "7" { "3" } else { "7" };
            changed.replace_range(at..=at, other);
            let in_a_word = figures(&changed) == figures(entry.explanation);
            let before =
                entry.explanation[..at].trim_end_matches(|character: char| character.is_ascii_digit());
            assert!(!in_a_word || before.ends_with(char::is_alphabetic), "{}: {changed}", entry.id);
        }
    }
}

//! A guarantee in words and as a page: what the worst joint distribution shows, and what Theorem 4 says where marginals are noisy.

mod page;

pub use page::page;

use super::paper;
use crate::Rounded;
use tvmd_core::objective::{Objective as _, Standard};
use tvmd_core::optimum::maxmin::Ties;
use tvmd_core::optimum::{ForTheMarginals, Guarantee, GuaranteeSought};

/// What was found, in words.
#[must_use]
pub fn in_words(sought: &GuaranteeSought, objective: Standard, found: &Guarantee) -> String {
    let known = match (sought, &found.for_the_marginals) {
        (_, Some(known)) => for_the_marginals(known),
        (GuaranteeSought::Any(Some(_)), None) => {
            "\nwhat the best for the file's marginals guarantees wasn't found before the search was stopped"
                .to_owned()
        }
        _ => String::new(),
    };
    format!(
        "guaranteed {}: {}\n{}{known}",
        objective.name(),
        Rounded::Down.beside(&found.best.value),
        worst_case(sought)
    )
}

/// What the worst joint distribution shows.
fn worst_case(sought: &GuaranteeSought) -> &'static str {
    match sought {
        GuaranteeSought::Any(_) => "no mechanism makes more under the worst joint distribution",
        GuaranteeSought::Lookahead(Ties::First) => {
            "no lookahead auction that breaks ties for the first agent makes more under the worst joint distribution"
        }
        GuaranteeSought::Lookahead(Ties::Any) => {
            "no lookahead auction makes more under the worst joint distribution"
        }
        GuaranteeSought::Posted => "these posted prices make no more under the worst joint distribution",
    }
}

/// Theorem 4, as a line after another.
fn for_the_marginals(known: &ForTheMarginals) -> String {
    let ForTheMarginals { value, near, lemma_10 } = known;
    let [value, near, lemma_10] = [value, near, lemma_10].map(|number| Rounded::Down.beside(number));
    format!(
        "\nthe best for the file's marginals guarantees {value} for them, and {near} near them (at least {lemma_10}, by Lemma 10 of {})",
        paper()
    )
}

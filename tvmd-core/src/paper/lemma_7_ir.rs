//! Lemma 7, its first part: the extension of an ex-post IR mechanism is ex-post IR.
//!
//! As printed it isn't. The proof says that for kept types it is so "by construction", but what a kept type gets is x(τ(t)) and
//! what it pays is p(t): beside a type that isn't kept these belong to different outcomes. Repaired, a kept type meets the outcome
//! M(τ(t)) and reports truly in it; any other type pays at most what it gets is worth to it. The proof is in the
//! documentation of [`BicExtension`](crate::mechanism::BicExtension)'s module.

use super::extended::{self, Hypotheses, Played, for_nothing, subsidy};
use super::{Comparison, Entry, Statement, Twin, Version};
use crate::case::{Case, Generator};
use crate::mechanism::Form;

/// Nobody loses by taking part in the extension.
#[derive(Clone, Copy, Debug)]
pub struct Lemma7Ir;

impl Statement for Lemma7Ir {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-7-ir",
            title: "The BIC extension is ex-post IR",
            printed: Version::refuted(
                None,
                "the extension (Definition 4) of an ex-post IR mechanism is ex-post IR",
            ),
            sharp: Version::holds(None, "the repaired extension of an ex-post IR mechanism is ex-post IR"),
            ratio_of: "loss",
            hypotheses: &["ex-post IR", "product prior"],
            conventions: &["Bottom is kept"],
            explanation: "She gets the item for H where the other agent is of his second type, and nothing for nothing else. His \
                          second type isn't kept, his first stands for it: she gets nothing, as from his first, and pays H, as with \
                          his second.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let loss = |form, what| loss(case, form, what);
        let printed = loss(Form::Printed, "as printed: loss by taking part <= 0").map(Comparison::printed);
        let repaired = loss(Form::Repaired, "loss by taking part <= 0").map(Comparison::not_sharp);
        printed.into_iter().chain(repaired).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        [for_nothing(), subsidy()].into_iter().flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("kept types pay p_i at the reports as they are", *self, |case| {
            loss(case, Form::Printed, "loss by taking part <= 0").into_iter().collect()
        })]
    }

    fn effort(&self) -> u64 {
        4
    }
}

fn loss(case: &Case, form: Form, what: &str) -> Option<Comparison> {
    let extension = Hypotheses::of(case)?.extension(form)?;
    let played = Played::extension(&case.table, &extension)?;
    Some(Comparison::at_most(what, played.worst_loss(), num_traits::Zero::zero()))
}

//! Lemma 7, its first part: the extension of an ex-post IR mechanism is ex-post IR.
//!
//! As printed it isn't. The proof says that for kept types it is so "by construction", but what a kept type gets is x(τ(t)) and
//! what it pays is p(t): beside a type that isn't kept these belong to different outcomes. Repaired, a kept type meets the outcome
//! M(τ(t)) and reports truly in it; any other type pays at most what it gets is worth to it. The proof is in the
//! documentation of [`BicExtension`](crate::mechanism::BicExtension)'s module.
//!
//! That is a matter of notation: Definition 4 has M on kept types only, where p_i(t) makes no sense beside a type that isn't kept,
//! and must be p_i(τ(t)). So read, with 0/0 as 0, the extension is ex-post IR: kept types by M's being so at τ(t), and another
//! type pays v·P/N ≤ v, since τ makes it no worse off than ⊥ and so P ≤ N; where N = 0 it pays nothing.

use super::extended::{self, Hypotheses, Played, for_nothing, subsidy};
use crate::case::{Case, Generator};
use crate::mechanism::Form;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};

/// Nobody loses by taking part in the extension.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
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

    fn meant(&self) -> Option<Version> {
        let statement = "so it is if p_i(t) of a kept type is read as p_i(tau(t)), M being defined on kept types only, and 0/0 as 0";
        Some(Version::holds(None, statement))
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let loss = |form, what| loss(case, form, what);
        let printed = loss(Form::Printed, "as printed: loss by taking part <= 0").map(Comparison::printed);
        let repaired = loss(Form::Repaired, "loss by taking part <= 0").map(Comparison::not_sharp);
        printed.into_iter().chain(repaired).chain(as_meant(case)).collect()
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

fn as_meant(case: &Case) -> Option<Comparison> {
    let hypotheses = Hypotheses::of(case)?;
    let played = Played::as_meant(&case.table, &hypotheses.extension(Form::Printed)?, &hypotheses.kept)?;
    let what = "as meant: loss by taking part <= 0";
    Some(Comparison::at_most(what, played.worst_loss(), num_traits::Zero::zero()).not_sharp())
}

fn loss(case: &Case, form: Form, what: &str) -> Option<Comparison> {
    let extension = Hypotheses::of(case)?.extension(form)?;
    let played = Played::extension(&case.table, &extension)?;
    Some(Comparison::at_most(what, played.worst_loss(), num_traits::Zero::zero()))
}

//! Definition 4: the extension of a mechanism that is truthful in expectation, from a part of the type spaces to all types.
//!
//! Both forms, and why the repaired one is an ex-post IR mechanism, are in the documentation of
//! [`BicExtension`](crate::mechanism::BicExtension) and of its module. As printed the extension isn't always defined, isn't always
//! ex-post IR although the mechanism is, and its payments can leave [-H, H]; a case for each is in the grid.

use super::extended::{self, Hypotheses, Played, for_nothing, subsidy, undefined};
use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::mechanism::Form;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use num_traits::Zero;

/// The extension is a mechanism, with payments in [-H, H], and ex-post IR if the mechanism is.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "definition-4",
            title: "The BIC extension of a mechanism",
            printed: Version::refuted(
                None,
                "the extension of an ex-post IR mechanism is one: defined, with payments in [-H, H], ex-post IR",
            ),
            sharp: Version::holds(
                Some("1"),
                "so it is if kept types pay p_i at tau of all reports, and other types pay v_i*P/N if P > 0, else the constant P",
            ),
            ratio_of: "|payment|/H",
            hypotheses: &["ex-post IR", "product prior"],
            conventions: &[
                "Bottom is kept",
                "argmax: of equally good kept types the one that pays most, then the first, Bottom last",
            ],
            explanation: "Undefined: a buyer worth 1/2 who isn't kept, the item costs 1; Bottom stands for her, and P/N is 0/0. \
                          Not ex-post IR: she gets an item for H only beside a type that isn't kept; she pays and gets nothing. \
                          Out of range: everybody is paid H, with the item in 1 of 100 cases; then P/N is -100.",
        }
    }

    fn meant(&self) -> Option<Version> {
        Some(Version::refuted(
            None,
            "with p_i(t) of kept types read as p_i(tau(t)) and 0/0 as 0 it is defined and ex-post IR (lemma-7-ir); its payments still leave \
             [-H, H]",
        ))
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let mut comparisons = printed(case);
        comparisons.extend(repaired(case).unwrap_or_default());
        comparisons
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        extended::generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        [undefined(), for_nothing(), subsidy()].into_iter().flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("as printed", *self, printed)]
    }

    fn effort(&self) -> u64 {
        4
    }
}

fn printed(case: &Case) -> Vec<Comparison> {
    let Some(hypotheses) = Hypotheses::of(case) else { return Vec::new() };
    let Some(extension) = hypotheses.extension(Form::Printed) else { return Vec::new() };
    let played = Played::extension(&case.table, &extension);
    let undefined = Rational::from_integer(u8::from(played.is_none()).into());
    let mut comparisons = vec![Comparison::at_most("as printed: is undefined", undefined, Rational::zero())];
    comparisons.extend(played.into_iter().flat_map(|played| {
        [
            Comparison::at_most(
                "as printed: loss by taking part <= 0",
                played.worst_loss(),
                Rational::zero(),
            ),
            Comparison::at_most(
                "as printed: |payment| <= H",
                played.largest_payment(),
                case.setting().bound().clone(),
            ),
        ]
    }));
    comparisons.into_iter().map(Comparison::printed).collect()
}

fn repaired(case: &Case) -> Option<Vec<Comparison>> {
    let extension = Hypotheses::of(case)?.extension(Form::Repaired)?;
    let played = Played::extension(&case.table, &extension)?;
    Some(vec![
        Comparison::at_most("loss by taking part <= 0", played.worst_loss(), Rational::zero()).not_sharp(),
        Comparison::at_most("|payment| <= H", played.largest_payment(), case.setting().bound().clone()),
    ])
}

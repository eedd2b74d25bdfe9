//! \[CO21\]: for one additive buyer whose values form a Markov random field, simple mechanisms make a good part of the optimum.
//!
//! max{SRev, BRev} ≥ Rev/(12 e^{4Δ}) is a theorem of Cai and Oikonomou (*On simple mechanisms for dependent items*, EC 2021) that the
//! paper quotes; its proof isn't repeated here. SRev, BRev and Rev are computed exactly, Rev by a linear program, and the
//! search reports the worst ratio it finds. It stays far below 12, but no constant below 2 does, not even for independent items: see the module
//! `rare`.

use super::buyer::Revenues;
use super::rare::rare;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Mrf;
use num_traits::{One, Zero, pow};

/// The most types of the buyer for which Rev is computed.
const MAX_TYPES: usize = 9;

/// Rev ≤ 12 e^{4Δ} max{SRev, BRev} for one additive buyer.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "max{SRev(D), BRev(D)} >= Rev(D)/(12 e^(4 Delta)) for one additive buyer";
        Entry {
            id: "co21",
            title: "Simple mechanisms for Markov random fields",
            printed: Version::holds(Some("12"), statement),
            sharp: Version::holds(Some("12"), "the same, as cited; the best constant is at least 2"),
            ratio_of: "Rev/(e^(4 Delta) max{SRev, BRev})",
            hypotheses: &["one additive buyer", "D is given by a Markov random field over the items"],
            conventions: &[
                "a theorem of Cai and Oikonomou, cited and not proved here",
                "Delta is that of the given representation",
                "cases of up to 9 types, unless they have a mechanism",
                "Rev ranges over DSIC and ex-post IR mechanisms, lotteries included; where the case has one, Rev is what that makes",
            ],
            explanation: "Independent items have Delta = 0. One that is worth much but rarely, beside items that are best sold together, needs a \
                          constant near 2, and 6/5 with 54 types (bilw20).",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, |degree| (ratio(12, 1), pow(degree, 4))).into_iter().collect()
    }

    /// Two independent items worth 0, 1 or 2, for which neither way of selling is optimal: 13/9 against 4/3. And a rare item beside three.
    fn grid(&self) -> Vec<Case> {
        let values: Vec<Vec<Rational>> = vec![(0..3).map(|value| ratio(value, 1)).collect(); 2];
        let uniform = Mrf::new(vec![vec![Rational::one(); 3]; 2], Vec::new());
        let uniform = uniform.ok().and_then(|field| Case::of_field(&values, field));
        uniform.into_iter().chain(rare(1_000)).collect()
    }

    /// A random field, and values that rise by random steps.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let field = generator.field(false)?;
        let values = field.sizes().into_iter().map(|size| {
            let mut worth = ratio(i64::from(generator.below(2) == 0), 1);
            let step = |worth: &mut Rational, generator: &mut Generator| {
                let value = worth.clone();
                *worth += Rational::from_integer((1 + generator.below(3)).into());
                value
            };
            (0..size).map(|_| step(&mut worth, generator)).collect()
        });
        let values: Vec<Vec<Rational>> = values.collect();
        Case::of_field(&values, field)
    }

    fn twins(&self) -> Vec<Twin> {
        let optimal = |case: &Case| compare(case, |_| (ratio(1, 1), ratio(1, 1))).into_iter().collect();
        vec![Twin::wrong("simple mechanisms are optimal", *self, optimal)]
    }

    fn effort(&self) -> u64 {
        10
    }
}

/// Rev ≤ constant · factor · max{SRev, BRev}, both from e^Δ; `None` where there are too many types.
fn compare(case: &Case, bound: impl Fn(Rational) -> (Rational, Rational)) -> Option<Comparison> {
    let degree = case.field.as_ref()?.maximum_weighted_degree().ok()?;
    if !Revenues::has_mechanism(case) && case.prior.support().count() > MAX_TYPES {
        return None;
    }
    let revenues = Revenues::known(case)?;
    let simple = revenues.simple();
    let (constant, factor) = bound(degree);
    let unit = factor * &simple;
    let what = "Rev <= 12 e^(4 Delta) max{SRev, BRev}";
    (!simple.is_zero()).then(|| Comparison::within(what, revenues.rev, constant, &unit).not_sharp())
}

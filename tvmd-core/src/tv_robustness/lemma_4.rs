//! Lemma 4: a mechanism that is ex-post IR and BIC under D is (ε, q)-BIC under every D̂ within δ, with ε = c·H·δ/q.
//!
//! The paper prints c = 8, which holds, though its proof uses the wrong range of Proposition 5. The best constants: 5 in general, 3
//! without positive transfers; with a single item 4 and 2. Supports need not be equal.
//!
//! Proof. Fix an agent and ε, let B be her types that gain more than ε under D̂, each with its best misreport w(t_i), and let
//! f(t) = u(t_i ← w(t_i), t_-i) where t_i is in B, 0 elsewhere. BIC gives E_D f ≥ 0. By Proposition 5, f lies in an interval of
//! width c·H (which contains 0), so by Lemma 2 E_D̂ f ≥ -c·H·δ; and E_D̂ f ≤ -ε·D̂_i(B). So ε·q ≤ c·H·δ for the mass q of B. With
//! B all types that gain at all, the same says E_{t_i~D̂_i}\[best gain\] ≤ c·H·δ.
//!
//! The constants are attained. One type b is certain; a type w that has no mass is there to be reported. The others are in a
//! state where u(b ← w) is as large as Proposition 5 allows or as small, with masses for which b is indifferent. Moving
//! mass δ from the one state to the other makes her gain c·H·δ.

use super::example_theorem_2;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::{BayesianReport, Interim, Verdict};
use crate::incentive::{differences, misreports};
use crate::kernel::worth_width;
use crate::mechanism::Table;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::robustness::worst_within;
use crate::setting::Profile;
use num_traits::{One, Signed, Zero};
use std::cmp::Reverse;

/// ε·q ≤ c·H·δ at every point of the (ε, q) frontier under D̂.
pub const STATEMENT: &dyn Statement = &Stated::NEW;

#[derive(Clone, Copy)]
struct Stated {
    /// Dropped in twins.
    ex_post_ir: bool,
    bic: bool,
}

impl Stated {
    const NEW: Self = Self { ex_post_ir: true, bic: true };
}

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-4",
            title: "BIC degrades gracefully",
            printed: Version::holds(
                Some("8"),
                "an ex-post IR mechanism that is BIC under D is (8*H*delta/q, q)-BIC under every D^ within delta of the same \
                 support",
            ),
            sharp: Version::holds(
                Some("5"),
                "it is (5*H*delta/q, q)-BIC, and E[best gain] <= 5*H*delta; 3 for 5 without positive transfers, 4 and 2 with a \
                 single item, all attained; supports need not be equal",
            ),
            ratio_of: "epsilon*q/(H*delta)",
            hypotheses: &["ex-post IR", "BIC under D"],
            conventions: &[
                "(epsilon, q)-BIC with misreports quantified per type",
                "conditionals given a type of probability 0 are vacuous",
            ],
            explanation: "8 holds, but the printed proof doesn't show it: it takes 4H for the width of the range in Proposition 5, \
                          which is 5H. A direct proof gives 5.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        if self.ex_post_ir && !Verdict::ex_post_ir(&case.table).holds {
            return Vec::new();
        }
        if self.bic && !Verdict::bic(&case.table, &case.prior).is_ok_and(|verdict| verdict.holds) {
            return Vec::new();
        }
        compare(case).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let table = generator.extreme(self.ex_post_ir)?;
        let prior = if self.bic { balanced(&table, generator)? } else { Prior::uniform(table.setting()) };
        let prior_hat = generator.near(&prior);
        Some(Case::new(table, prior, prior_hat))
    }

    /// The worst prior as near as the given one: what a type and a misreport gain, times the mass of the type, is linear
    /// in the prior, so the worst one for each is a sort.
    fn sharpen(&self, case: Case) -> Case {
        let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return case };
        let worst = misreports(&case.table).filter_map(|(agent, truth, report)| {
            let mut worth = vec![Rational::zero(); case.setting().profile_count()];
            for (profile, difference) in differences(&case.table, agent, truth, report) {
                worth[profile] = difference;
            }
            let prior = worst_within(&worth, &case.prior, &distance.value).ok()?;
            Some((prior.distribution().expectation(&worth), prior))
        });
        match worst.min_by(|one, other| one.0.cmp(&other.0)) {
            Some((least, prior_hat)) if least.is_negative() => Case { prior_hat, ..case },
            _ => case,
        }
    }

    fn examples(&self) -> Vec<Case> {
        example_theorem_2::STATEMENT.examples()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![
            Twin::dropped("without ex-post IR", Self { ex_post_ir: false, ..*self }),
            Twin::dropped("without BIC under D", Self { bic: false, ..*self }),
        ]
    }

    fn effort(&self) -> u64 {
        2
    }
}

/// The frontier and the expected gain under D̂, each against its bound; `None` if the priors are of another setting.
pub(super) fn compare(case: &Case) -> Option<Vec<Comparison>> {
    let delta = case.prior.total_variation(&case.prior_hat).ok()?.value;
    let interim = BayesianReport::of(&case.table, &case.prior_hat).ok()?.interim;
    let unit = case.setting().bound() * delta;
    let single = case.setting().items().len() == 1;
    let kind = match (single, case.table.is_without_transfers()) {
        (false, false) => "",
        (false, true) => "without positive transfers: ",
        (true, false) => "single item: ",
        (true, true) => "single item, without positive transfers: ",
    };
    let constant = worth_width(&case.table);
    let within = |what: &str, left: Option<Rational>| {
        let what = format!("{kind}{what} <= {constant}*H*delta");
        Comparison::within(what, left.unwrap_or_default(), ratio(constant, 1), &unit)
    };
    Some(vec![
        within("epsilon*q", interim.iter().map(largest_product).max()),
        within("E[best gain]", interim.iter().map(expected_gain).max()),
    ])
}

/// The best gains of an agent's types, with their masses, the largest gain first.
fn best_gains(interim: &Interim) -> Vec<(Rational, Rational)> {
    let types = 0..interim.masses.len();
    let mut gains: Vec<(Rational, Rational)> =
        types.filter_map(|at| Some((interim.best(at)?.0, interim.masses[at].clone()))).collect();
    gains.sort_by_key(|(gain, _)| Reverse(gain.clone()));
    gains
}

/// The largest ε·q: a gain times the mass of the types that gain as much. Types that gain *more* than ε have that mass for every ε
/// just below the gain.
fn largest_product(interim: &Interim) -> Rational {
    let (mut mass, mut largest) = (Rational::zero(), Rational::zero());
    for (gain, share) in best_gains(interim) {
        mass += share;
        largest = largest.max(gain * &mass);
    }
    largest
}

fn expected_gain(interim: &Interim) -> Rational {
    best_gains(interim).into_iter().map(|(gain, mass)| gain * mass).sum()
}

/// The type of the first agent whose misreport matters in an extreme mechanism.
const TRUTH: usize = 1;
/// What she reports instead.
const LIE: usize = 2;

/// A prior under which the first agent has her type [`TRUTH`] for certain and is indifferent between truth and [`LIE`]: mass on
/// one state in which truth is better and one in which it is worse. `None` if there aren't both.
fn balanced(table: &Table, generator: &mut Generator) -> Option<Prior> {
    let setting = table.setting();
    // The state of the second agent in which he doesn't take part counts as any other.
    let worth: Vec<Rational> = differences(table, 0, TRUTH, LIE).map(|(_, difference)| difference).collect();
    let states = |wanted: fn(&Rational) -> bool| -> Vec<usize> {
        (0..worth.len()).filter(|state| wanted(&worth[*state])).collect()
    };
    let (good, bad) = (states(Signed::is_positive), states(Signed::is_negative));
    let good = *good.get(generator.position(good.len()))?;
    let bad = *bad.get(generator.position(bad.len()))?;
    let often = &worth[bad] / (&worth[bad] - &worth[good]);
    let at = |state| Profile::new(vec![TRUTH, state]);
    Prior::joint(setting, [(at(good), often.clone()), (at(bad), Rational::one() - often)]).ok()
}

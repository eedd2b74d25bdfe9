//! Lemma 10: what a mechanism makes at least, over all joint distributions with given marginals, moves little with them.
//!
//! For every mechanism and objective with values in an interval of width V,
//! min over Π(D'_1, …, D'_n) of E\[O\] - min over Π(D_1, …, D_n) of E\[O\] ≤ V·Σ_i ε_i ≤ nεV, where ε_i = d_TV(D_i, D'_i).
//!
//! Proof. Take the minimiser D on the right and, by Lemma 9, D' within Σ_i ε_i of it. By Lemma 2, E_D' exceeds E_D by at most
//! V·Σ_i ε_i, and E_D' is at least the minimum on the left.
//!
//! Attained: the objective is V where all agents have their first types and 0 where one has her second. D'_i is certain of
//! the first type, so the minimum is V; D_i has mass ε at the second, and the worst joint distribution keeps these events
//! apart, which leaves (1 - nε)V. Both minima are transport problems with potentials as certificates ([`worst_joint`]).

use super::lemma_9::{around_a_point, largest_times_n};
use super::single_item::{distances, independent, marginals, moved, setting, some_posted};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::{Allocation, Outcome, Table};
use crate::objective::{Objective, Performance, Revenue, Welfare};
use crate::optimum::couplings::worst_joint;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::{Bundle, Setting};
use num_traits::Zero;

/// The change of the least expected revenue and welfare, against nεV.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-10",
            title: "Worst cases over joint distributions are stable",
            printed: Version::holds(
                Some("n"),
                "min over joint distributions with marginals D_i of E[O(M)] is at least that with marginals D'_i less n*eps*V",
            ),
            sharp: Version::holds(Some("n"), "the same with sum_i eps_i for n*eps; both attained"),
            ratio_of: "(min' - min)/(n*eps*V)",
            hypotheses: &[],
            conventions: &["V is the width of the objective's values in play"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let by_agent = distances(&case.prior, &case.prior_hat);
        let sum: Rational = by_agent.iter().sum();
        let mut comparisons = Vec::new();
        for objective in [&Revenue as &dyn Objective, &Welfare] {
            let Some((loss, width)) = loss(objective, case) else { continue };
            let name = objective.name();
            let printed = largest_times_n(&by_agent) * &width;
            comparisons.push(Comparison::at_most(
                format!("loss of least {name} <= n*eps*V"),
                loss.clone(),
                printed,
            ));
            let what = format!("loss of least {name} <= sum of eps_i * V");
            comparisons.push(Comparison::at_most(what, loss, &sum * width));
        }
        comparisons
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        if generator.below(2) == 0 {
            let case = around_a_point(generator)?;
            let table = sold_at_first_types(case.setting())?;
            return Some(Case { table, ..case });
        }
        let agents = 1 + generator.position(3);
        let setting = setting(generator, agents, 2)?;
        let prior = independent(generator, &setting)?;
        let prior_hat = moved(generator, &prior)?;
        Some(Case::new(some_posted(generator, &setting)?, prior, prior_hat))
    }

    fn twins(&self) -> Vec<Twin> {
        let one = |case: &Case| {
            let largest = distances(&case.prior, &case.prior_hat).into_iter().max().unwrap_or_default();
            let revenue = loss(&Revenue, case).into_iter();
            revenue
                .map(|(loss, width)| {
                    Comparison::at_most("loss of least revenue <= eps*V", loss, &largest * width)
                })
                .collect()
        };
        vec![Twin::wrong("eps for n*eps", *self, one)]
    }

    fn effort(&self) -> u64 {
        4
    }
}

/// The least expectation of an objective over all joint distributions with a prior's marginals.
pub(super) fn least(performance: &Performance, prior: &Prior) -> Option<Rational> {
    let worst = worst_joint(prior.setting(), &marginals(prior), performance.values()).ok()?;
    Some(worst.value)
}

/// How much less the least expectation is under the marginals of D than under those of D̂, and V.
fn loss(objective: &dyn Objective, case: &Case) -> Option<(Rational, Rational)> {
    let performance = Performance::new(objective, &case.table).ok()?;
    let loss = least(&performance, &case.prior_hat)? - least(&performance, &case.prior)?;
    Some((loss, performance.width_in_play()))
}

/// The first agent buys at 1 where all agents have their first types; nothing happens elsewhere.
fn sold_at_first_types(setting: &Setting) -> Option<Table> {
    let agents = setting.agents().len();
    let outcomes = setting.profiles().map(|profile| {
        if profile.types().iter().any(|at| *at != 1) {
            return Outcome::nothing(agents);
        }
        let mut bundles = vec![Bundle::EMPTY; agents];
        let mut payments = vec![Rational::zero(); agents];
        (bundles[0], payments[0]) = (Bundle::all(1), ratio(1, 1));
        Outcome::sure(Allocation::new(bundles).expect("one agent gets the item"), payments)
    });
    Table::new(setting, outcomes.collect()).ok()
}

//! Theorem 4: a mechanism that guarantees a share of the best guarantee for some marginals does so for marginals near them.
//!
//! Write G(M, D) for the least revenue of M over all joint distributions with the marginals of D, and OPT(D) for the most that
//! a DSIC and ex-post IR mechanism guarantees. If G(M, D) = α·OPT(D), then G(M, D') ≥ α·OPT(D') - (1 + α)·n·ε·V, where no
//! marginal moves by more than ε.
//!
//! Proof. By Lemma 10, M guarantees under D' what it does under D, less nεV. The best mechanism for D' guarantees at least
//! OPT(D') - nεV under D, again by Lemma 10, and at most OPT(D). So G(M, D') ≥ α·OPT(D) - nεV ≥ α·OPT(D') - αnεV - nεV. It uses
//! that α ≥ 0. V is the width of revenue on M for the first step and on the best mechanism for D' for the second.
//!
//! It is approached as α goes to 0: two bidders worth 1 each come with probability 1/2 + a each, and a mechanism sells to the
//! first at 1 if both come. It guarantees 2a of 1/2 + a. If they come with probability 1/2 it guarantees nothing, so it loses
//! α/2 = (2 - α)a, against (1 + α)·2a.
//!
//! All three guarantees are exact: a transport problem with potentials for M, and one linear program over mechanisms and
//! potentials for each optimum.

use super::definition_3::truthful;
use super::lemma_9::largest_times_n;
use super::single_item::{independent, marginals, moved, setting};
use super::{Comparison, Entry, Statement, Twin, Version};
use crate::case::build::{additive, first_only};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::kernel;
use crate::objective::Revenue;
use crate::optimum::maxmin::max_min;
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle};
use crate::work::Budget;
use num_traits::{One, Signed, Zero};

/// The most profiles of a case: each optimum is a linear program in all of them.
const MAX_PROFILES: usize = 16;

/// G(M, D') ≥ α·OPT(D') - (1 + α)·n·ε·V.
#[derive(Clone, Copy, Debug)]
pub struct Theorem4;

impl Statement for Theorem4 {
    fn entry(&self) -> Entry {
        Entry {
            id: "theorem-4",
            title: "Robustness to noisy marginals",
            printed: Version::holds(
                Some("1 + alpha"),
                "an ex-post IR and DSIC mechanism that guarantees alpha times the most revenue that can be guaranteed under the \
                 marginals D_i guarantees alpha times the most under the marginals D'_i, less (1 + alpha)*n*eps*V",
            ),
            sharp: Version::holds(
                Some("1 + alpha"),
                "the same with (V_M + alpha*V_*)*sum_i eps_i; both attained in the limit of small alpha",
            ),
            ratio_of: "(alpha*OPT' - G')/((1 + alpha)*n*eps*V)",
            hypotheses: &["DSIC", "ex-post IR", "alpha >= 0"],
            conventions: &[
                "guarantees are minima over all joint distributions with the given marginals",
                "V is the width of revenue on the mechanism and on a best one for D'",
                "cases of up to 16 profiles",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let Some(own) = quantities(case) else { return Vec::new() };
        let both = own.width.clone().max(own.width_best.clone());
        let printed = (&own.alpha + Rational::one()) * both * largest_times_n(&own.distances);
        vec![
            Comparison::at_most("alpha*OPT' - G' <= (1 + alpha)*n*eps*V", loss(&own), printed),
            Comparison::at_most(
                "alpha*OPT' - G' <= (V_M + alpha*V_*)*sum of eps_i",
                loss(&own),
                &own.alpha * &own.optimum_hat - own.promised(),
            ),
        ]
    }

    /// One item, one or two agents; a truthful mechanism, or the best one for the first marginals.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let agents = 1 + generator.position(2);
        let setting = setting(generator, agents, 2)?;
        let prior = independent(generator, &setting)?;
        let prior_hat = moved(generator, &prior)?;
        let table = match generator.below(2) {
            0 => truthful(&setting, generator)?,
            _ => max_min(&setting, &marginals(&prior), &Revenue, &Budget::DEFAULT, &mut |_| ()).ok()?.table,
        };
        Some(Case::new(table, prior, prior_hat))
    }

    fn grid(&self) -> Vec<Case> {
        together(&ratio(1, 400)).into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        let lossless = |case: &Case| {
            let own = quantities(case).into_iter();
            own.map(|own| Comparison::at_most("alpha*OPT' - G' <= 0", loss(&own), Rational::zero())).collect()
        };
        vec![Twin::lowered(*self), Twin::wrong("nothing is lost", *self, lossless)]
    }

    fn effort(&self) -> u64 {
        10
    }
}

/// Two bidders worth H = 1, each of whom comes with probability 1/2 + `beyond`, and then with 1/2. The mechanism sells to the
/// first at 1 if both come, which is sure to happen with probability 2·`beyond` only.
fn together(beyond: &Rational) -> Option<Case> {
    let setting = additive(1, Rational::one(), &[vec![vec![Rational::one()]], vec![vec![Rational::one()]]])?;
    let table = first_only(&setting, |profile| {
        if profile.of(AgentId(1)) > 0 {
            (Bundle::all(1), Rational::one())
        } else {
            (Bundle::EMPTY, Rational::zero())
        }
    })?;
    let half = ratio(1, 2);
    let prior = |comes: Rational| {
        let marginal = vec![Rational::one() - &comes, comes];
        Prior::independent(&setting, &[marginal.clone(), marginal]).ok()
    };
    Some(Case::new(table, prior(&half + beyond)?, prior(half.clone())?))
}

/// The quantities; `None` if a hypothesis fails, or nothing can be guaranteed under D.
fn quantities(case: &Case) -> Option<kernel::Theorem4> {
    let truthful = case.setting().profile_count() <= MAX_PROFILES
        && Verdict::dsic(&case.table).holds
        && Verdict::ex_post_ir(&case.table).holds;
    let own = truthful
        .then(|| kernel::Theorem4::of(&case.table, &Revenue, &case.prior, &case.prior_hat).ok())??;
    own.optimum.is_positive().then_some(own)
}

/// α·OPT' - G(M, D').
fn loss(own: &kernel::Theorem4) -> Rational {
    &own.alpha * &own.optimum_hat - &own.guarantee_hat
}

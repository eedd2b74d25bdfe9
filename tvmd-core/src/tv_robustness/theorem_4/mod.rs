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
//! **For arbitrary objectives it is attained for every n and every α in (0, 1].** Each of n agents has an item that she alone wants, and is
//! indifferent whether she gets it with the type X; L and H are rarer, and she values it more as H than as L. The objective is 1 if
//! nobody of type L goes without her item and nobody of type H gets hers, else 0. A DSIC mechanism serves H at least as often as L,
//! given the others' reports; where they are all X it fails for one of both. In the worst joint distribution no two agents are of
//! rare types, so OPT = 1 - Σ min(l_i, h_i) for masses l_i and h_i. M serves everybody and guarantees 1 - Σ h_i. With l_i = l < h_i
//! = h that is a share α = (1 - nh)/(1 - nl). If ε moves from L to H everywhere, M guarantees nε less, and the best mechanism,
//! which serves nobody, nε more: the loss is (1 + α)nε, and V = 1.
//!
//! **For revenue** the first term is approached as α goes to 0: two bidders worth 1 each come with probability 1/2 + a each, and a
//! mechanism sells to the first at 1 if both come. It guarantees 2a of 1/2 + a. If they come with probability 1/2 it guarantees
//! nothing, so it loses α/2 = (2 - α)a, against (1 + α)·2a. Whether revenue needs the second term isn't known, but for one
//! agent and one item, where it doesn't: there guarantees are expectations, and the best constant is 1 by Theorem 1.
//!
//! All three guarantees are exact: a transport problem with potentials for M, and one linear program over mechanisms and
//! potentials for each optimum.

mod applied;

pub use applied::{Theorem4, theorem4};

use crate::case::build::{additive, first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::{Allocation, Outcome, Table};
use crate::objective::Revenue;
use crate::optimum::Linear;
use crate::optimum::maxmin::max_min;
use crate::paper::{Comparison, Entry, Statement, Term, Twin, Version};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Profile};
use crate::tv_robustness::contrary::Contrary;
use crate::tv_robustness::definition_3::truthful;
use crate::tv_robustness::lemma_9::largest_times_n;
use crate::tv_robustness::single_item::{independent, marginals, moved, setting};
use crate::work::Budget;
use num_traits::{One, Signed, Zero};

/// The most profiles of a case: each optimum is a linear program in all of them.
const MAX_PROFILES: usize = 16;

/// G(M, D') ≥ α·OPT(D') - (1 + α)·n·ε·V.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "theorem-4",
            title: "Robustness to noisy marginals",
            printed: Version::holds(
                Some("1 + alpha"),
                "an ex-post IR and DSIC mechanism that guarantees alpha times the most of an objective that can be guaranteed under the \
                 marginals D_i guarantees alpha times the most under the marginals D'_i, less (1 + alpha)*n*eps*V",
            ),
            sharp: Version::holds(
                Some("1 + alpha"),
                "the same with (V_M + alpha*V_*)*sum_i eps_i; both attained for arbitrary objectives, every n and every alpha; for revenue \
                 the term without alpha in the limit of small alpha, and of the other it isn't known whether it is needed",
            ),
            ratio_of: "(alpha*OPT' - G')/((1 + alpha)*n*eps*V)",
            hypotheses: &["DSIC", "ex-post IR", "alpha >= 0"],
            conventions: &[
                "guarantees are minima over all joint distributions with the given marginals",
                "revenue, and an objective that is contrary to incentives",
                "V is the width of the objective on the mechanism and on a best one for D'",
                "cases of up to 16 profiles",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        if !is_truthful(case) {
            return Vec::new();
        }
        let revenue = quantities(case, &Revenue).map(|theorem| compare("revenue", &theorem, Term::loose));
        let contrary = Contrary::by_marginals(case);
        let arbitrary =
            quantities(case, &contrary).map(|theorem| compare("arbitrary objective", &theorem, Term::sharp));
        [revenue, arbitrary].into_iter().flatten().flatten().collect()
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
        let one_or_two =
            [1, 2].into_iter().flat_map(|agents| [ratio(1, 1), ratio(1, 2)].map(|alpha| (agents, alpha)));
        let contrary = one_or_two.map(|(agents, alpha)| indifferent(agents, &alpha));
        std::iter::once(together(&ratio(1, 400))).chain(contrary).flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        let lossless = |case: &Case| {
            let theorem = quantities(case, &Revenue).filter(|_| is_truthful(case)).into_iter();
            theorem
                .map(|theorem| Comparison::at_most("alpha*OPT' - G' <= 0", loss(&theorem), Rational::zero()))
                .collect()
        };
        vec![Twin::wrong("nothing is lost", *self, lossless)]
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

/// The agents of the family in which the theorem is attained for the contrary objective, at this α: a type that is almost certain
/// and indifferent, and two rare ones. `None` where types would have negative masses.
fn indifferent(agents: usize, alpha: &Rational) -> Option<Case> {
    let (one, moved) = (Rational::one(), ratio(1, 20));
    let count = Rational::from_integer(agents.into());
    let values = |agent: usize| -> Vec<Vec<Rational>> {
        let worth = |halves| {
            (0..agents).map(|item| if item == agent { ratio(halves, 2) } else { ratio(0, 1) }).collect()
        };
        [1, 1, 2].map(worth).to_vec()
    };
    let setting = unit_demand(agents, one.clone(), &(0..agents).map(values).collect::<Vec<_>>())?;
    let served = |profile: Profile| {
        let given = profile
            .types()
            .iter()
            .enumerate()
            .map(|(agent, at)| if *at > 0 { Bundle::from_iter([ItemId(agent)]) } else { Bundle::EMPTY });
        Some(Outcome::sure(Allocation::new(given.collect()).ok()?, vec![ratio(0, 1); agents]))
    };
    let table = Table::new(&setting, setting.profiles().map(served).collect::<Option<_>>()?).ok()?;
    // l is what moves, and (1 - nh) = α(1 - nl).
    let high = (&one - alpha * (&one - &count * &moved)) / &count;
    let prior = |low: Rational, high: Rational| {
        let marginal = vec![ratio(0, 1), &one - &low - &high, low, high];
        Prior::independent(&setting, &vec![marginal; agents]).ok()
    };
    Some(Case::new(table, prior(moved.clone(), high.clone())?, prior(ratio(0, 1), high + moved)?))
}

/// The hypotheses, where the optima can be computed.
fn is_truthful(case: &Case) -> bool {
    case.setting().profile_count() <= MAX_PROFILES
        && Verdict::dsic(&case.table).holds
        && Verdict::ex_post_ir(&case.table).holds
}

/// The quantities; `None` if nothing can be guaranteed under D.
fn quantities(case: &Case, objective: &impl Linear) -> Option<Theorem4> {
    let theorem = Theorem4::of(&case.table, objective, &case.prior, &case.prior_hat).ok()?;
    theorem.optimum.is_positive().then_some(theorem)
}

/// The theorem as printed, and with the widths and the distances apart. `second` says whether the term with α is sharp.
fn compare(name: &str, theorem: &Theorem4, second: fn(&'static str, Rational) -> Term) -> [Comparison; 2] {
    let width = theorem.width.clone().max(theorem.width_best.clone());
    let most = width * largest_times_n(&theorem.distances);
    let moved: Rational = theorem.distances.iter().sum();
    let printed = vec![Term::sharp("n*eps*V", most.clone()), second("alpha*n*eps*V", &theorem.alpha * most)];
    let apart = vec![
        Term::sharp("V_M*sum of eps_i", &theorem.width * &moved),
        second("alpha*V_* * sum of eps_i", &theorem.alpha * &theorem.width_best * moved),
    ];
    [
        Comparison::at_most_sum(
            format!("{name}: alpha*OPT' - G' <= (1 + alpha)*n*eps*V"),
            loss(theorem),
            printed,
        ),
        Comparison::at_most_sum(
            format!("{name}: alpha*OPT' - G' <= (V_M + alpha*V_*)*sum of eps_i"),
            loss(theorem),
            apart,
        ),
    ]
}

/// α·OPT' - G(M, D').
fn loss(theorem: &Theorem4) -> Rational {
    &theorem.alpha * &theorem.optimum_hat - &theorem.guarantee_hat
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contrary_objective_attains_it_for_one_agent_and_for_two() {
        for (agents, alpha) in [(1, ratio(1, 1)), (1, ratio(1, 3)), (2, ratio(1, 1)), (2, ratio(2, 3))] {
            let case = indifferent(agents, &alpha).unwrap();
            let theorem = quantities(&case, &Contrary::by_marginals(&case)).unwrap();
            assert_eq!(theorem.alpha, alpha);
            assert_eq!(theorem.distances, vec![ratio(1, 20); agents]);
            let count = Rational::from_integer(agents.into());
            assert_eq!(loss(&theorem), (ratio(1, 1) + alpha) * count * ratio(1, 20));
        }
    }
}

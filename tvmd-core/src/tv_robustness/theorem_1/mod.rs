//! Theorem 1: a DSIC mechanism that is good for D is good for every D̂ near it.
//!
//! Let M reach a share α of OPT(D), the most that a DSIC and ex-post IR mechanism makes under D. Then E_D̂\[M\] ≥ α·OPT(D̂) -
//! (1 + α)·V·δ. Proof: by Lemma 2, M loses at most V·δ when D̂ replaces D, and the best mechanism for D̂ makes at least
//! OPT(D̂) - V·δ under D, so OPT(D) is at least that. Here OPT is exact, by a linear program, and α = E_D\[M\]/OPT(D) is the best there
//! is. V is the width of the objective's values on M and on the best mechanism for D̂. That M is truthful isn't used: it only
//! makes what M achieves under truthful reports what it achieves.
//!
//! 1 + α is attained for arbitrary objectives, for every α in (0, 1]: one buyer, low and high of masses α : 1, and an objective that
//! wants the low type to get the item and the high one not to get it. No DSIC mechanism does better than to serve both or none.
//! Serving both makes α/(1 + α) and serving none 1/(1 + α), a share of α; when mass δ moves from low to high, serving both loses δ
//! and serving none gains δ, so α·OPT(D̂) - E_D̂\[M\] = (1 + α)·δ. The supports are equal. The objective is `Contrary`, which is 1
//! or 0 according to whether the first agent is served where D ≥ D̂, and the other way round elsewhere.
//!
//! For welfare the best constant is 1. The welfare W of the efficient allocation is OPT at every profile (VCG is DSIC and IR).
//! So h = welfare of M - α·W has E_D h = 0, lies in \[a - αb, b - αb\] if welfare lies in \[a, b\], and E_D̂ h ≥ -V·δ by Lemma
//! 2. This is attained: sell to one of two agents only, and move mass from her to the other one. Where α = 1 and the supports are
//! equal nothing is lost: h is at most 0 everywhere and 0 in expectation, so it is 0 where D, and so D̂, has mass.
//!
//! For revenue 1 + α is the best constant for every α, in the limit, but for one buyer and one item, where it is 1: the proofs are in
//! the module `revenue` inside this one, for equal supports as well.
//!
//! The printed theorem is about priors of equal supports; for others it extends M by Definition 3. With mechanisms that are truthful
//! on all types nothing needs to be extended, and the check is made whatever the supports are.
//!
//! The last clause of the printed theorem forgets ex-post IR. With a mechanism that may charge everybody H for being there in
//! place of OPT it is false: that is a twin.

mod alternate;
mod applied;
mod cases;
mod revenue;

pub use applied::{Theorem1, theorem1};

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::Table;
use crate::mechanism::vcg;
use crate::objective::{Performance, Revenue, Welfare};
use crate::optimum::Linear;
use crate::paper::{Comparison, Entry, Statement, Term, Twin, Version};
use crate::robustness::worst_within;
use crate::setting::Profile;
use crate::tv_robustness::contrary::Contrary;
use crate::tv_robustness::definition_3::truthful;
use alternate::alternate;
use cases::{low_and_high, low_or_high, two_bidders};
use num_traits::{One, Signed, Zero};
use revenue::{equal_supports, families};

/// The most profiles of a case: the optimum is a linear program in all of them.
const MAX_PROFILES: usize = 16;

/// E_D̂\[M\] ≥ α·OPT(D̂) - (1 + α)·V·δ.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "theorem-1",
            title: "Robustness of DSIC mechanisms",
            printed: Version::holds(
                Some("1 + alpha"),
                "E_D^[M] >= alpha*OPT(D^) - (1 + alpha)*V*delta for an ex-post IR and DSIC mechanism M with E_D[M] >= alpha*OPT(D)",
            ),
            sharp: Version::holds(
                Some("1 + alpha"),
                "the same, attained for arbitrary objectives, and for revenue in the limit, for every alpha in (0, 1] and with equal \
                 supports; for welfare, and for revenue from one buyer of one item, E_D^[M] >= alpha*OPT(D^) - V*delta, attained \
                 (welfare with equal supports: for alpha < 1; at 1 nothing is lost)",
            ),
            ratio_of: "(alpha*OPT(D^) - E_D^[M])/((1 + alpha)*V*delta)",
            hypotheses: &["DSIC", "ex-post IR"],
            conventions: &[
                "OPT ranges over mechanisms that are DSIC and ex-post IR on all types",
                "alpha = E_D[M]/OPT(D), which is to be above 0",
                "supports may differ, and are equal where that is said",
                "V is the width of any interval that contains the objective at every outcome in play",
                "cases of up to 16 profiles",
            ],
            explanation: "Revenue: a bidder is worth 1 with probability alpha*c and otherwise c, and asked for 1. Where she is worth 1, \
                          another bidder, also worth 1, comes in her place under D^. The ratio is 1 - alpha*c/(1 + alpha). A buyer of \
                          two items does the same. With equal supports and alpha = 1 a buyer of two items who wants one does, in whose \
                          place another comes who wants the other item.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        if case.setting().profile_count() > MAX_PROFILES
            || !Verdict::dsic(&case.table).holds
            || !Verdict::ex_post_ir(&case.table).holds
        {
            return Vec::new();
        }
        compare(case)
    }

    /// Truthful mechanisms in settings of few profiles, some with the second prior that is worst for welfare, some made worse for revenue.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let random = match generator.below(2) {
            0 => generator.case().filter(|case| case.setting().profile_count() <= MAX_PROFILES)?,
            _ => two_bidders(generator)?,
        };
        let case = Case { table: truthful(random.setting(), generator)?, ..random };
        match generator.below(4) {
            0 | 1 => Some(case),
            2 => worst_for_welfare(case),
            _ => alternate(case),
        }
    }

    /// One buyer of a low or a high type, masses in thirds and halves, and every price; and the families for revenue at the ends of
    /// the range of alpha.
    fn grid(&self) -> Vec<Case> {
        let low = ratio(1, 100);
        let families = [ratio(1, 1), ratio(1, 100)].into_iter().flat_map(|alpha| families(&alpha, &low));
        let equal = [equal_supports(), low_and_high(&ratio(1, 2))].into_iter().flatten();
        low_or_high().unwrap_or_default().into_iter().chain(families).chain(equal).collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("OPT over mechanisms that needn't be ex-post IR", *self, without_participation)]
    }

    fn effort(&self) -> u64 {
        8
    }
}

/// The theorem for the contrary objective, revenue and welfare; hypotheses aren't checked.
fn compare(case: &Case) -> Vec<Comparison> {
    let arbitrary = quantities(&Contrary::by_profile(case), case).map(|theorem| {
        let what = "arbitrary objective: alpha*OPT(D^) - E_D^[M] <= (1 + alpha)*V*delta";
        Comparison::at_most_sum(what, loss(&theorem), lost(&theorem))
    });
    let revenue = quantities(&Revenue, case).map(|theorem| {
        if case.setting().agents().len() == 1 && case.setting().items().len() == 1 {
            let what = "revenue, one buyer and one item: alpha*OPT(D^) - E_D^[M] <= V*delta";
            return Comparison::at_most(what, loss(&theorem), theorem.width * theorem.delta);
        }
        let what = "revenue: alpha*OPT(D^) - E_D^[M] <= (1 + alpha)*V*delta";
        Comparison::at_most_sum(what, loss(&theorem), lost(&theorem))
    });
    let welfare = quantities(&Welfare, case).map(|theorem| {
        let what = "welfare: alpha*OPT(D^) - E_D^[M] <= V*delta";
        Comparison::at_most(what, loss(&theorem), theorem.width * theorem.delta)
    });
    [arbitrary, revenue, welfare].into_iter().flatten().collect()
}

/// The quantities of the theorem; `None` where nothing can be made under D, and alpha means nothing.
fn quantities(objective: &impl Linear, case: &Case) -> Option<Theorem1> {
    let theorem = Theorem1::of(&case.table, objective, &case.prior, &case.prior_hat).ok()?;
    theorem.optimum.is_positive().then_some(theorem)
}

fn loss(theorem: &Theorem1) -> Rational {
    &theorem.alpha * &theorem.optimum_hat - &theorem.performance_hat
}

/// (1 + α)·V·δ: what the mechanism loses, and what a best one for D̂ lacks under D.
fn lost(theorem: &Theorem1) -> Vec<Term> {
    let each = &theorem.width * &theorem.delta;
    vec![Term::sharp("V*delta", each.clone()), Term::sharp("alpha*V*delta", &theorem.alpha * each)]
}

/// The same mechanism and first prior, with the second prior as near as before under which its welfare falls shortest of its
/// share of the most welfare.
pub(in crate::tv_robustness) fn worst_for_welfare(case: Case) -> Option<Case> {
    let setting = case.setting();
    let best =
        Table::new(setting, setting.profiles().map(|reports| vcg(setting, &reports)).collect()).ok()?;
    let [mechanism, best] = [&case.table, &best].map(|table| Performance::new(&Welfare, table));
    let (mechanism, best) = (mechanism.ok()?, best.ok()?);
    let most = best.expectation(&case.prior).ok()?;
    if most.is_zero() {
        return None;
    }
    let alpha = mechanism.expectation(&case.prior).ok()? / most;
    let beyond: Vec<Rational> = mechanism
        .values()
        .iter()
        .zip(best.values())
        .map(|(mechanism, best)| mechanism - &alpha * best)
        .collect();
    let delta = case.prior.total_variation(&case.prior_hat).ok()?.value;
    let prior_hat = worst_within(&beyond, &case.prior, &delta).ok()?;
    Some(Case { prior_hat, ..case })
}

/// Revenue against what everybody who is there could be charged, H, if nobody could stay away.
pub(in crate::tv_robustness) fn without_participation(case: &Case) -> Vec<Comparison> {
    if Stated.check(case).is_empty() {
        return Vec::new();
    }
    let compare = |theorem: Theorem1| {
        let present = |types: Profile| types.types().iter().filter(|at| **at > 0).count();
        let charge = |present: usize| case.setting().bound() * Rational::from_integer(present.into());
        let charged: Vec<Rational> = case.setting().profiles().map(|types| charge(present(types))).collect();
        let width = charge(case.setting().agents().len());
        let best = case.prior_hat.distribution().expectation(&charged);
        let what = "alpha*OPT(D^) - E_D^[M] <= (1 + alpha)*V*delta, OPT without ex-post IR";
        let loss = &theorem.alpha * best - theorem.performance_hat;
        Comparison::at_most(what, loss, (Rational::one() + theorem.alpha) * width * theorem.delta)
    };
    quantities(&Revenue, case).map(compare).into_iter().collect()
}

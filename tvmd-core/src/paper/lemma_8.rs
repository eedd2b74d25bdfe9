//! Lemma 8 (cited from \[DW12\], \[RW18\], \[COVZ21\]): from nearly BIC to BIC at a small loss of revenue.
//!
//! Printed with O(n√(Hε)). It holds with constant 2: for a product prior D and an ex-post IR mechanism M that is ε-BIC there is an
//! ex-post IR and BIC mechanism with revenue at least Rev(M) - 2n√(Hε); and for every η in (0, 1] one with revenue at least
//! (1-η)(Rev(M) - Σ_i E\[gain_i\]/η), gain_i being what agent i's type gains by its best report. The best BIC mechanism, an exact
//! linear program, earns at least that; it is what is checked.
//!
//! Proof. For agent i let V(t, s) and P(s) be the expected value to type t and the expected payment of reporting s in M, and
//! U(t, s) = V(t, s) - (1-η)P(s). Match types with mass D_i(t) to surrogates with mass D_i(s) so as to maximise Σ g(t, s)U(t, s) over g ≥ 0
//! with at most these masses; let ψ(s) ≥ 0 be the dual prices of surrogates. Report t: become s with probability g(t, s)/D_i(t) in M;
//! else draw s from the masses left and be dropped: get nothing, pay nothing, while the others still see s. Surrogates are
//! distributed as D_i, so everybody faces the others of M. Charge t in expectation π(t) = E\[(1-η)P(s) + ψ(s); matched\]. By
//! complementary slackness t's lottery is a best one for her at prices (1-η)P + ψ, and better than nothing: BIC. Ex post she pays
//! π(t) if π(t) ≤ 0, else what she gets times π(t) over its expectation, at most what it is worth: ex-post IR.
//! The identity is a matching, so Σ g·U ≥ E V(t, t) - (1-η)E P. And truth is worth at least 0 to t and any report at most gain_i more, so
//! Σ g(t, s)(V(t, s) - P(s)) ≤ E V(t, t) - E P + E\[gain_i\]. The two give Σ g·P ≥ E P - E\[gain_i\]/η, hence E π ≥ (1-η)Σ g·P ≥
//! (1-η)(E P - E\[gain_i\]/η). With E\[gain_i\] ≤ ε and Rev(M) ≤ nH the loss is at most ηnH + nε/η, and η = √(ε/H) makes it 2n√(Hε); for
//! ε > H there is nothing to show. ⊥ must get nothing and so can't become a surrogate: it is assumed to have probability 0.

use super::{Comparison, Entry, Statement, Twin, Version};
use crate::case::build::{first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::{BayesianReport, Verdict};
use crate::objective::{Performance, Revenue};
use crate::optimum::{Design, Truthfulness};
use crate::prior::Prior;
use crate::setting::{AgentId, ItemId};
use num_traits::{One, Zero};

/// The most profiles of a case whose optimum is computed.
const MAX_PROFILES: usize = 16;

/// The best BIC revenue against that of a mechanism which is nearly BIC.
#[derive(Clone, Copy, Debug)]
pub struct Lemma8;

impl Statement for Lemma8 {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-8",
            title: "From nearly BIC to BIC",
            printed: Version::holds(
                Some("O(1)"),
                "for every ex-post IR, epsilon-BIC mechanism there is an ex-post IR, BIC one with Rev >= Rev(M) - O(n*sqrt(H*epsilon))",
            ),
            sharp: Version::holds(
                Some("2"),
                "Rev >= Rev(M) - 2n*sqrt(H*epsilon), and Rev >= (1-eta)*(Rev(M) - sum of E[gain_i]/eta) for every eta in (0, 1]",
            ),
            ratio_of: "left/right",
            hypotheses: &["ex-post IR", "product prior", "Bottom has probability 0"],
            conventions: &[
                "epsilon is the largest gain of a type of positive probability",
                "the best BIC mechanism, by an exact LP",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = generator.case().filter(|case| case.setting().profile_count() <= MAX_PROFILES)?;
        let case = case.individually_rational()?;
        let prior = without_bottom(&case.prior)?;
        Some(Case { prior_hat: prior.clone(), prior, ..case })
    }

    fn grid(&self) -> Vec<Case> {
        tempted().into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("no loss", *self, |case| {
            let sides =
                sides(case).map(|sides| Comparison::at_most("Rev(M) <= OPT", sides.revenue, sides.optimum));
            sides.into_iter().collect()
        })]
    }

    fn effort(&self) -> u64 {
        10
    }
}

/// One buyer, worth 1 or 1/2, who buys for 3/4 or 1/2: the former gains 1/4, and prices that tempt nobody earn less.
fn tempted() -> Option<Case> {
    let setting = unit_demand(1, Rational::one(), &[vec![vec![Rational::one()], vec![ratio(1, 2)]]])?;
    let table = first_only(&setting, |profile| {
        let price = if profile.of(AgentId(0)) == 1 { ratio(3, 4) } else { ratio(1, 2) };
        ([ItemId(0)].into_iter().collect(), price)
    })?;
    let prior = Prior::uniform(&setting);
    Some(Case::new(table, prior.clone(), prior))
}

/// The product of the marginals, given that everybody takes part; `None` if somebody never does.
pub(super) fn without_bottom(prior: &Prior) -> Option<Prior> {
    let marginals = (0..prior.setting().agents().len()).map(|agent| {
        let mut masses: Vec<Rational> = prior.marginal(AgentId(agent)).masses().collect();
        masses[0] = Rational::zero();
        let sum: Rational = masses.iter().sum();
        (!sum.is_zero()).then(|| masses.into_iter().map(|mass| mass / &sum).collect::<Vec<_>>())
    });
    Prior::independent(prior.setting(), &marginals.collect::<Option<Vec<_>>>()?).ok()
}

/// What is compared at a case.
struct Sides {
    revenue: Rational,
    optimum: Rational,
    /// Σ_i E\[gain_i\] and the largest gain.
    gains: (Rational, Rational),
}

fn sides(case: &Case) -> Option<Sides> {
    let prior = &case.prior;
    let fits = case.setting().profile_count() <= MAX_PROFILES
        && without_bottom(prior).as_ref() == Some(prior)
        && Verdict::ex_post_ir(&case.table).holds;
    if !fits {
        return None;
    }
    let interim = BayesianReport::of(&case.table, prior).ok()?.interim;
    let gains = interim.iter().flat_map(|interim| {
        let types = 0..interim.masses.len();
        types
            .filter_map(|own| Some((interim.best(own)?.0.max(Rational::zero()), interim.masses[own].clone())))
    });
    let gains: Vec<(Rational, Rational)> = gains.collect();
    let expected = gains.iter().map(|(gain, mass)| gain * mass).sum();
    let largest = gains.into_iter().map(|(gain, _)| gain).max().unwrap_or_default();
    Some(Sides {
        revenue: Performance::new(&Revenue, &case.table).ok()?.expectation(prior).ok()?,
        optimum: Design::revenue(prior, Truthfulness::Bic).best()?.value,
        gains: (expected, largest),
    })
}

fn compare(case: &Case) -> Option<Vec<Comparison>> {
    let Sides { revenue, optimum, gains: (expected, largest) } = sides(case)?;
    let count = Rational::from_integer(case.setting().agents().len().into());
    let loss = (&revenue - &optimum).max(Rational::zero());
    let unit = case.setting().bound() * largest * &count * &count;
    let squared = Comparison::within("loss^2 <= 4*H*epsilon*n^2", &loss * &loss, ratio(4, 1), &unit);
    let each = (1..=4).map(|quarters| {
        let eta = ratio(quarters, 4);
        let least = (Rational::one() - &eta) * (&revenue - &expected / &eta);
        Comparison::at_most(
            format!("eta = {eta}: (1-eta)*(Rev(M) - gains/eta) <= OPT"),
            least,
            optimum.clone(),
        )
    });
    Some(std::iter::once(squared).chain(each).map(Comparison::not_sharp).collect())
}

//! Observation 1: what is good for a product prior is half as good for every prior near it.
//!
//! Let a mechanism, DSIC and ex-post IR, make a share α of OPT(D^p) for a product D^p. If d_TV(D, D^p) ≤ α·OPT(D)/(2(1 + α)V),
//! then it makes at least (α/2)·OPT(D) under D. Proof: by Theorem 1, from D^p to D, it makes at least α·OPT(D) - (1 + α)·V·δ,
//! and the hypothesis says that the loss is at most half of the first term. That D^p is a product isn't used.
//!
//! 1/2 is approached as α goes to 0: a mechanism sells to a bidder who comes with probability α, where another is sure to come
//! and worth as much. When the former comes with probability α - δ, as small as is allowed, it makes α(1 + 2α)/(2(1 + α)) of 1.

mod applied;

pub use applied::{Observation1, observation1};

use crate::case::{Case, Generator};
use crate::exact::ratio;
use crate::incentive::Verdict;
use crate::objective::{Revenue, Welfare};
use crate::optimum::{Design, Linear, Truthfulness};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::tv_robustness::definition_3::truthful;
use crate::tv_robustness::single_item::{independent, rarely, setting};
use crate::tv_robustness::theorem_1::Theorem1;
use num_traits::Signed;

/// The most profiles of a case: each optimum is a linear program in all of them.
const MAX_PROFILES: usize = 16;

/// E_D\[M\] ≥ (α/2)·OPT(D) if D is near the product prior for which M was made.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "observation-1",
            title: "Simple mechanisms near product priors",
            printed: Version::holds(
                Some("1/2"),
                "if a mechanism for the product prior D^p makes alpha*OPT(D^p) and d_TV(D, D^p) <= alpha*OPT(D)/(2(1 + alpha)V), \
                 it makes at least (alpha/2)*OPT(D) under D",
            ),
            sharp: Version::holds(
                Some("1/2"),
                "the same for any D^p, product or not; no share above 1/2 would do for all alpha",
            ),
            ratio_of: "(alpha/2)*OPT(D)/E_D[M]",
            hypotheses: &["DSIC", "ex-post IR", "d_TV(D, D^p) <= alpha*OPT(D)/(2(1 + alpha)V)"],
            conventions: &[
                "the first prior is D, the second D^p",
                "OPT ranges over mechanisms that are DSIC and ex-post IR on all types",
                "alpha is the mechanism's own share of OPT(D^p)",
                "cases of up to 16 profiles",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, |observation| observation.theorem.delta <= observation.reach())
    }

    /// One item, one or two agents, D^p independent, D near it; a truthful mechanism, or the best one for D^p.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let agents = 1 + generator.position(2);
        let setting = setting(generator, agents, 2)?;
        let product = independent(generator, &setting)?;
        let prior = generator.near(&product);
        let table = match generator.below(2) {
            0 => truthful(&setting, generator)?,
            _ => Design::revenue(&product, Truthfulness::Dsic).best().ok()?.table,
        };
        Some(Case::new(table, prior, product))
    }

    /// A mechanism that makes a hundredth, as far away as can be.
    fn grid(&self) -> Vec<Case> {
        let alpha = ratio(1, 100);
        let reach = &alpha / (ratio(2, 1) * (ratio(1, 1) + &alpha));
        // Here D comes first.
        let turned = |case: Case| Case { prior: case.prior_hat, prior_hat: case.prior, ..case };
        rarely(&alpha, &reach).map(turned).into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        let anywhere = |case: &Case| compare(case, |_| true);
        vec![
            Twin::without("without nearness", *self, anywhere),
            Twin::wrong("all of alpha*OPT(D)", *self, all),
        ]
    }

    fn effort(&self) -> u64 {
        10
    }
}

/// The conclusion for revenue and for welfare, where a mechanism is truthful and D as near as is asked.
fn compare(case: &Case, near: impl Fn(&Observation1) -> bool) -> Vec<Comparison> {
    if case.setting().profile_count() > MAX_PROFILES
        || !Verdict::dsic(&case.table).holds
        || !Verdict::ex_post_ir(&case.table).holds
    {
        return Vec::new();
    }
    let of = |quantities: Option<Observation1>, what: &str| {
        let observation =
            quantities.filter(|observation| observation.promised().is_positive() && near(observation));
        observation.map(|observation| {
            Comparison::at_most(what, observation.promised(), observation.theorem.performance_hat.clone())
        })
    };
    let revenue = of(quantities(case, &Revenue), "revenue: (alpha/2)*OPT(D) <= E_D[M]");
    let welfare = of(quantities(case, &Welfare), "welfare: (alpha/2)*OPT(D) <= E_D[M]");
    revenue.into_iter().chain(welfare).collect()
}

/// The quantities from D^p to D.
fn quantities(case: &Case, objective: &impl Linear) -> Option<Observation1> {
    let theorem = Theorem1::of(&case.table, objective, &case.prior_hat, &case.prior).ok()?;
    Some(Observation1 { theorem })
}

/// Nothing of the share is lost.
fn all(case: &Case) -> Vec<Comparison> {
    let doubled = |comparison: Comparison| Comparison { left: comparison.left * ratio(2, 1), ..comparison };
    Stated.check(case).into_iter().map(doubled).collect()
}

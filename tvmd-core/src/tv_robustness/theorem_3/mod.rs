//! Theorem 3: a mechanism that is ex-post IR, BIC and α-approximate under a product prior D^p, under a correlated D within δ of
//! it.
//!
//! It is (8Hδ/q, q)-BIC under D by Lemma 4, which holds with 5 for 8. Printed for revenue is a loss of O((1+α)V√(n√δ)), with V
//! = 2nH, or nH without positive transfers. It is true with constant 1, though not by the printed proof, which passes through
//! Lemma 5 and Definition 4 as printed. Sharper, for every η in (0, 1]: Rev(M, D) ≥ α(OPT(D) - V_*δ - η·Rev(M*, D^p) -
//! (1-η)·5nHδ/η) - V_Mδ, with M* the best mechanism for D, and V_M and V_* the widths of revenue on both.
//!
//! Proof. By Lemma 2, Rev(M, D) ≥ α·OPT(D^p) - Vδ and Rev(M*, D^p) ≥ OPT(D) - Vδ. By Lemma 4, in its form for expected gains,
//! M* gains each agent at most 5Hδ in expectation under D^p. Lemma 8 turns it into a mechanism that is BIC under D^p: OPT(D^p)
//! ≥ (1-η)(Rev(M*, D^p) - 5nHδ/η). Together they are the claim. With Rev(M*, D^p) ≤ nH and η = √(5δ), where that is at most 1,
//! the loss is at most (1+α)Vδ + αV√(5δ). For n ≥ 2 that is at most (1+α)V√(n√δ) if δ ≤ 1/16, since δ^(3/4) + √5·δ^(1/4) ≤ √2
//! there; and any loss is at most (1+α)nH = (1+α)V/2, which is enough if δ ≥ 1/64. For n = 1 let every type choose the best of
//! what M* offers the types of D: that is BIC under D^p, so OPT(D^p) ≥ OPT(D) - Vδ, and the loss is at most (1+α)Vδ.
//!
//! The term V_M·δ is needed: with α and δ = α near 0, a mechanism sells to a bidder who comes with probability α and then never, where
//! another is sure to come and worth as much. Of the terms with η nothing is known; whether √δ is needed at all is open.

mod applied;

pub use applied::{Theorem3, Theorem3Revenue, theorem3};

use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::Table;
use crate::optimum::{Design, Truthfulness};
use crate::paper::{Comparison, Entry, Statement, Term, Twin, Version};
use crate::transform::Repricing;
use crate::tv_robustness::lemma_4;
use crate::tv_robustness::single_item::rarely;
use num_traits::{One, Signed, Zero};
use std::sync::Arc;

/// The most profiles of a case whose optima are computed.
const MAX_PROFILES: usize = 12;

/// A mechanism that is truthful and good for a product prior, under another prior.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "theorem-3",
            title: "BIC mechanisms for product priors, under correlation",
            printed: Version::holds(
                Some("8, and O(1)"),
                "M is (8*H*delta/q, q)-BIC under D, and Rev(M, D) >= alpha*OPT(D) - O((1+alpha)*V*sqrt(n*sqrt(delta)))",
            ),
            sharp: Version::holds(
                Some("5, and 1"),
                "M is (5*H*delta/q, q)-BIC under D; 1 for O(1), with V = 2nH; and for every eta in (0, 1] Rev(M, D) >= alpha*(OPT(D) - \
                 V_best*delta - eta*Rev(M*, D^p) - (1-eta)*5*n*H*delta/eta) - V_M*delta, where V_M*delta is needed, in the limit of small \
                 alpha; whether the other terms are isn't known",
            ),
            ratio_of: "left/right",
            hypotheses: &["ex-post IR", "BIC under D^p", "D^p a product"],
            conventions: &[
                "the first prior is D^p, the second D",
                "OPT over mechanisms that are ex-post IR and BIC, by an exact LP",
                "alpha = Rev(M, D^p)/OPT(D^p) >= 0",
                "cases of up to 12 profiles",
            ],
            explanation: "True, but the printed proof rests on Lemma 5 and Definition 4 as printed. Lemmas 2, 4 and 8 suffice.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        if !is_small(case) || !holds(case) {
            return Vec::new();
        }
        let incentives = lemma_4::compare(case).unwrap_or_default();
        let incentives = incentives.into_iter().map(Comparison::not_sharp);
        incentives.chain(revenue(case).unwrap_or_default()).collect()
    }

    /// The best mechanism for a random product prior, or one that is dominant-strategy truthful and best for another.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = generator.case().filter(is_small)?;
        let prior = case.prior.product_of_marginals();
        let design = if generator.below(2) == 0 {
            Design::revenue(&prior, Truthfulness::Bic)
        } else {
            Design::revenue(&case.prior_hat, Truthfulness::Dsic)
        };
        let table = design.best().ok()?.table;
        let prior_hat = generator.near(&prior);
        Some(Case::new(table, prior, prior_hat))
    }

    /// A mechanism that makes a millionth, and loses it.
    fn grid(&self) -> Vec<Case> {
        let alpha = ratio(1, 1_000_000);
        rarely(&alpha, &alpha).into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("no loss", *self, |case| {
            if !is_small(case) || !holds(case) {
                return Vec::new();
            }
            let lossless = quantities(case).map(|theorem| {
                Comparison::at_most(
                    "alpha*OPT(D) <= Rev(M, D)",
                    theorem.alpha * theorem.optimum,
                    theorem.revenue,
                )
            });
            lossless.into_iter().collect()
        })]
    }

    fn effort(&self) -> u64 {
        10
    }
}

fn is_small(case: &Case) -> bool {
    case.setting().profile_count() <= MAX_PROFILES
}

/// The hypotheses.
fn holds(case: &Case) -> bool {
    case.prior == case.prior.product_of_marginals()
        && Verdict::ex_post_ir(&case.table).holds
        && Verdict::bic(&case.table, &case.prior).is_ok_and(|verdict| verdict.holds)
}

/// The quantities; `None` if nothing can be earned under D^p.
fn quantities(case: &Case) -> Option<Theorem3Revenue> {
    let theorem = Theorem3Revenue::of(&case.table, &case.prior, &case.prior_hat).ok()?;
    theorem.optimum_product.is_positive().then_some(theorem)
}

fn revenue(case: &Case) -> Option<Vec<Comparison>> {
    let theorem = quantities(case)?;
    let count = Rational::from_integer(case.setting().agents().len().into());
    let scale = (Rational::one() + &theorem.alpha) * ratio(2, 1) * case.setting().bound() * &count;
    let share = ((&theorem.alpha * &theorem.optimum - &theorem.revenue) / scale).max(Rational::zero());
    let fourth = &share * &share * &share * &share;
    let printed =
        Comparison::at_most("(loss/((1+alpha)*V))^4 <= n^2*delta", fourth, &count * &count * &theorem.delta);
    let share = &theorem.alpha * &theorem.optimum;
    let within = |what: String, promised: Rational| {
        Comparison::at_most(what, &share - &theorem.revenue, &share - promised)
    };
    let etas = (1..=4).map(|quarters| ratio(quarters, 4));
    let each = etas.map(|eta| {
        let what = format!("eta = {eta}: alpha*OPT(D) - Rev(M, D) <= V_M*delta + alpha*(V_best*delta + ...)");
        within(what, theorem.promised_at(&eta))
    });
    let moved = &theorem.width * &theorem.delta;
    let best = Comparison::at_most_sum(
        "best eta: alpha*OPT(D) - Rev(M, D) <= V_M*delta + alpha*(V_best*delta + ...)",
        &share - &theorem.revenue,
        vec![
            Term::sharp("V_M*delta", moved.clone()),
            Term::loose("alpha*(V_best*delta + ...)", &share - theorem.promised() - moved),
        ],
    );
    let constructed = constructed(&theorem, case)?;
    let others = std::iter::once(printed).chain(each).chain(constructed).map(Comparison::not_sharp);
    Some(std::iter::once(best).chain(others).collect())
}

/// The step from M* to a mechanism that is BIC under D^p, which is constructed.
fn constructed(theorem: &Theorem3Revenue, case: &Case) -> Option<[Comparison; 3]> {
    let repricing = Repricing::new(&Arc::new(theorem.best.clone()), &case.prior).ok()?;
    let table = Table::of(&repricing).ok()?;
    let account = repricing.account();
    let gained = account.shares.iter().map(|share| &share.gain).sum();
    let regret = Verdict::bic(&table, &case.prior).ok()?.regret;
    Some([
        Comparison::at_most(
            "what is gained by lying in M* under D^p <= n*c*H*delta",
            gained,
            theorem.gains.clone(),
        ),
        Comparison::at_most("gain by lying in M* repriced <= 0", regret, Rational::zero()),
        Comparison::at_most("Rev(M* repriced) <= OPT(D^p)", account.after(), theorem.optimum_product.clone()),
    ])
}

//! Theorem 3: a mechanism that is ex-post IR, BIC and α-approximate under a product prior D^p, under a correlated D within δ of it.
//!
//! It is (8Hδ/q, q)-BIC under D by Lemma 4, which holds with 5 for 8. Printed for revenue is a loss of O((1+α)V√(n√δ)), with V = 2nH, or nH
//! without positive transfers. It is true with constant 1, though not by the printed proof, which passes through Lemma 5 and
//! Definition 4 as printed. Sharper, for every η in (0, 1]:
//! Rev(M, D) ≥ α·OPT(D) - (1+α)Vδ - α(η·Rev(M*, D^p) + (1-η)·5nHδ/η), with M* the best mechanism for D.
//!
//! Proof. By Lemma 2, Rev(M, D) ≥ α·OPT(D^p) - Vδ and Rev(M*, D^p) ≥ OPT(D) - Vδ. By Lemma 4, in its form for expected gains, M* gains each
//! agent at most 5Hδ in expectation under D^p. Lemma 8 turns it into a mechanism that is BIC under D^p: OPT(D^p) ≥
//! (1-η)(Rev(M*, D^p) - 5nHδ/η). Together they are the claim. With Rev(M*, D^p) ≤ nH and η = √(5δ), where that is at most 1, the loss is at
//! most (1+α)Vδ + αV√(5δ). For n ≥ 2 that is at most (1+α)V√(n√δ) if δ ≤ 1/16, since δ^(3/4) + √5·δ^(1/4) ≤ √2 there; and any loss is at most
//! (1+α)nH = (1+α)V/2, which is enough if δ ≥ 1/64. For n = 1 let every type choose the best of what M* offers the types of D: that is
//! BIC under D^p, so OPT(D^p) ≥ OPT(D) - Vδ, and the loss is at most (1+α)Vδ.

use super::lemma_4;
use super::lemma_8::without_bottom;
use super::{Comparison, Entry, Statement, Twin, Version};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::Table;
use crate::objective::{Performance, Revenue};
use crate::optimum::{Design, Truthfulness};
use crate::prior::Prior;
use num_traits::{One, Signed, Zero};

/// The most profiles of a case whose optima are computed.
const MAX_PROFILES: usize = 12;

/// A mechanism that is truthful and good for a product prior, under another prior.
#[derive(Clone, Copy, Debug)]
pub struct Theorem3;

impl Statement for Theorem3 {
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
                "M is (5*H*delta/q, q)-BIC under D; 1 for O(1), with V = 2nH; and for every eta in (0, 1] Rev(M, D) >= alpha*OPT(D) - \
                 (1+alpha)*V*delta - alpha*(eta*Rev(M*, D^p) + (1-eta)*5*n*H*delta/eta)",
            ),
            ratio_of: "left/right",
            hypotheses: &[
                "ex-post IR",
                "BIC under D^p",
                "D^p a product",
                "Bottom has probability 0 under D^p",
            ],
            conventions: &[
                "the first prior is D^p, the second D",
                "OPT over mechanisms that are ex-post IR and BIC, by an exact LP",
                "alpha = Rev(M, D^p)/OPT(D^p) >= 0",
            ],
            explanation: "True, but the printed proof rests on Lemma 5 and Definition 4 as printed. Lemmas 2, 4 and 8 suffice.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        if !is_small(case) || !holds(case) {
            return Vec::new();
        }
        let incentives = lemma_4::compare(case).unwrap_or_default();
        incentives.into_iter().chain(revenue(case).unwrap_or_default()).map(Comparison::not_sharp).collect()
    }

    /// The best mechanism for a random product prior, or one that is dominant-strategy truthful and best for another.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = generator.case().filter(is_small)?;
        let prior = without_bottom(&case.prior)?;
        let design = if generator.below(2) == 0 {
            Design::revenue(&prior, Truthfulness::Bic)
        } else {
            Design::revenue(&case.prior_hat, Truthfulness::Dsic)
        };
        let table = design.best()?.table;
        let prior_hat = generator.near(&prior);
        Some(Case::new(table, prior, prior_hat))
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("no loss", *self, |case| {
            if !is_small(case) || !holds(case) {
                return Vec::new();
            }
            let sides = Sides::of(case).map(|sides| {
                Comparison::at_most("alpha*OPT(D) <= Rev(M, D)", sides.alpha * sides.optimum, sides.revenue)
            });
            sides.into_iter().collect()
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
    without_bottom(&case.prior).as_ref() == Some(&case.prior)
        && Verdict::ex_post_ir(&case.table).holds
        && Verdict::bic(&case.table, &case.prior).is_ok_and(|verdict| verdict.holds)
}

/// What is compared at a case.
struct Sides {
    /// Rev(M, D).
    revenue: Rational,
    alpha: Rational,
    /// OPT(D).
    optimum: Rational,
    /// Rev(M*, D^p) of the best mechanism M* for D.
    best_under_product: Rational,
}

impl Sides {
    fn of(case: &Case) -> Option<Self> {
        let earned = |table: &Table, prior: &Prior| -> Option<Rational> {
            Performance::new(&Revenue, table).ok()?.expectation(prior).ok()
        };
        let for_product = Design::revenue(&case.prior, Truthfulness::Bic).best()?.value;
        let own = earned(&case.table, &case.prior)?;
        if !for_product.is_positive() || own.is_negative() {
            return None;
        }
        let best = Design::revenue(&case.prior_hat, Truthfulness::Bic).best()?;
        Some(Self {
            revenue: earned(&case.table, &case.prior_hat)?,
            alpha: own / for_product,
            best_under_product: earned(&best.table, &case.prior)?,
            optimum: best.value,
        })
    }
}

fn revenue(case: &Case) -> Option<Vec<Comparison>> {
    let sides = Sides::of(case)?;
    let delta = case.prior.total_variation(&case.prior_hat).ok()?.value;
    let count = Rational::from_integer(case.setting().agents().len().into());
    let total = case.setting().bound() * &count;
    let loss = &sides.alpha * &sides.optimum - &sides.revenue;
    let scale = (Rational::one() + &sides.alpha) * ratio(2, 1) * &total;
    let share = (&loss / &scale).max(Rational::zero());
    let fourth = &share * &share * &share * &share;
    let printed =
        Comparison::at_most("(loss/((1+alpha)*V))^4 <= n^2*delta", fourth, &count * &count * &delta);
    let each = (1..=4).map(|quarters| {
        let eta = ratio(quarters, 4);
        let repaired = &eta * &sides.best_under_product
            + (Rational::one() - &eta) * ratio(5, 1) * &total * &delta / &eta;
        let most = &scale * &delta + &sides.alpha * repaired;
        Comparison::at_most(
            format!("eta = {eta}: loss <= (1+alpha)*V*delta + alpha*(...)"),
            loss.clone(),
            most,
        )
    });
    Some(std::iter::once(printed).chain(each).collect())
}

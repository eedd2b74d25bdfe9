//! Core and tail: what can be made from independent items, against what simple sales make. One additive buyer.
//!
//! Babaioff, Immorlica, Lucier and Weinberg's decomposition, with what the proofs of [`corollary_2a_many_items`](super::corollary_2a_many_items)
//! need of it. Values are drawn from a product; r_i is what the best price for item i makes, q_i = Pr\[v_i > t\] for a cut t, the core
//! is Σ v_i·1\[v_i ≤ t\].
//!
//! **Marginal mechanism** (Hart and Nisan). Rev(X, Y) ≤ E\[Σ X\] + Rev(Y) for independent groups of items: draw X, offer what the
//! mechanism for both offers, and pay the buyer what she would get of X in money.
//!
//! **Rev ≤ m·SRev.** Let R_i be the revenue where v_i is the largest value. Selling the others for what they are worth as above, R_i is
//! at most r_i plus E\[v_j; v_j ≤ v_i\] for each other j, and that is at most E_{v_j}\[v_j·Pr\[v_i ≥ v_j\]\] ≤ r_i. So R_i ≤ m·r_i.
//!
//! **Rev ≤ E\[core\] + Σ r_i(1 + Σ_{j≠i} q_j).** Tell apart which items A exceed t; revenue is at most what could be made if A were known. Given
//! A the others are worth no more than the core, and A itself makes at most |A|·Σ_{i∈A} r_i/q_i. Over all A that comes to
//! Σ r_i·E\[|A| given i ∈ A\].
//!
//! **Rev ≤ (ln m + 3)·SRev.** Let SRev = 1 = t. Then q_j ≤ r_j, so the tail makes at most 2, and E\[v_i; v_i ≤ 1\] ≤ ∫ min(1, r_i/x) dx =
//! r_i(1 + ln 1/r_i), which add up to 1 + ln m at most.
//!
//! **The core by BRev.** Let b = BRev, so that Pr\[Σ v ≥ x\] ≤ b/x. For y > b, E\[core\] ≤ E\[min(core, y)\] + E\[(core - y)⁺\] ≤ b(1 +
//! ln(y/b)) + E\[core²\]/(4y), since (x - y)⁺ ≤ x²/(4y). And E\[core²\] - E\[core\]² ≤ m(2tb - b²) for t ≥ b, as E\[v_i²; v_i ≤ t\] ≤
//! ∫ 2x·min(1, b/x) dx. For all q_j together 1 - Π(1 - q_j) ≤ b/t.

use super::buyer::{Revenues, is_product, item_marginals, some_product, vectors};
use crate::case::{Case, Generator};
use crate::exact::enclosure::ln;
use crate::exact::{Rational, ratio};
use crate::optimum::simple::separate_prices;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use num_traits::{One, Zero};

/// How narrow the enclosures of logarithms are, in bits.
const BITS: u32 = 64;

/// Bounds on revenue from independent items.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "not in the paper, and needed for corollary-2a-many-items and corollary-2b: on products Rev <= E[core] + \
                         tail for every cut, Rev <= m*SRev and Rev <= (ln m + 3)*SRev; the core is bounded by BRev";
        Entry {
            id: "core-tail",
            title: "Core and tail of independent items",
            printed: Version::holds(None, statement),
            sharp: Version::holds(None, "the same; nothing is known about the constants"),
            ratio_of: "left/right",
            hypotheses: &["D is a product"],
            conventions: &[
                "one additive buyer; products are over items",
                "cuts at one, two and six times BRev",
                "logarithms are enclosed by rationals; the quoted side is the end that decides",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, true).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let prior = some_product(generator)?;
        Case::of_priors(prior.clone(), prior).ok()
    }

    fn twins(&self) -> Vec<Twin> {
        let core_alone = |case: &Case| {
            let all = compare(case, false).unwrap_or_default().into_iter();
            all.filter(|comparison| comparison.what.starts_with("cut 1: Rev")).collect()
        };
        vec![Twin::wrong("Rev <= E[core]", *self, core_alone)]
    }

    fn effort(&self) -> u64 {
        8
    }
}

/// All bounds; `None` where nothing can be sold.
fn compare(case: &Case, tail: bool) -> Option<Vec<Comparison>> {
    let [_] = case.setting().agents() else { return None };
    if !is_product(&case.prior) {
        return None;
    }
    let revenues = Revenues::of(&case.prior);
    if revenues.brev.is_zero() {
        return None;
    }
    let items = i64::try_from(case.setting().items().len()).ok()?;
    let count = ratio(items, 1);
    let logarithm = ln(&count, BITS)?;
    let mut comparisons = vec![
        Comparison::at_most("Rev <= m*SRev", revenues.rev.clone(), &count * &revenues.srev),
        Comparison::at_most(
            "Rev <= (ln m + 3)*SRev",
            revenues.rev.clone(),
            (logarithm.low() + ratio(3, 1)) * &revenues.srev,
        ),
    ];
    for times in [1, 2, 6] {
        let cut = Cut::at(case, &(&revenues.brev * ratio(times, 1)))?;
        let right = if tail { &cut.core + &cut.tail } else { cut.core.clone() };
        comparisons.push(Comparison::at_most(
            format!("cut {times}: Rev <= E[core] + tail"),
            revenues.rev.clone(),
            right,
        ));
        comparisons.extend(cut.by_bundle(times, &revenues.brev, &count)?);
    }
    Some(comparisons.into_iter().map(Comparison::not_sharp).collect())
}

/// A product, cut at t.
struct Cut {
    /// t.
    at: Rational,
    /// E\[core\].
    core: Rational,
    /// E\[core²\].
    square: Rational,
    /// Σ r_i(1 + Σ_{j≠i} q_j).
    tail: Rational,
    /// 1 - Π(1 - q_i).
    some: Rational,
}

impl Cut {
    fn at(case: &Case, at: &Rational) -> Option<Self> {
        let vectors = vectors(&case.prior)?;
        let core = |values: &Vec<Rational>| -> Rational { values.iter().filter(|value| *value <= at).sum() };
        let expected = |power: usize| -> Rational {
            vectors.iter().map(|(values, mass)| num_traits::pow(core(values), power) * mass).sum()
        };
        let above: Vec<Rational> = item_marginals(&vectors)
            .iter()
            .map(|marginal| marginal.iter().filter(|(value, _)| *value > at).map(|(_, mass)| mass).sum())
            .collect();
        let all: Rational = above.iter().sum();
        let prices = separate_prices(&case.prior);
        let tail =
            prices.iter().zip(&above).map(|(price, above)| &price.revenue * (Rational::one() + &all - above));
        let none: Rational = above.iter().map(|chance| Rational::one() - chance).product();
        Some(Self {
            at: at.clone(),
            core: expected(1),
            square: expected(2),
            tail: tail.sum(),
            some: Rational::one() - none,
        })
    }

    /// What BRev says of the core.
    fn by_bundle(&self, times: i64, brev: &Rational, count: &Rational) -> Option<[Comparison; 3]> {
        let two = ratio(2, 1);
        let most = brev * (ln(&two, BITS)?.low() + Rational::one()) + &self.square / (ratio(8, 1) * brev);
        Some([
            Comparison::at_most(
                format!("cut {times}: E[core] <= (1 + ln 2)*BRev + E[core^2]/(8*BRev)"),
                self.core.clone(),
                most,
            ),
            Comparison::at_most(
                format!("cut {times}: variance of the core <= m*(2*t - BRev)*BRev"),
                &self.square - &self.core * &self.core,
                count * (two * &self.at - brev) * brev,
            ),
            Comparison::at_most(
                format!("cut {times}: Pr[some value > t] <= BRev/t"),
                self.some.clone(),
                brev / &self.at,
            ),
        ])
    }
}

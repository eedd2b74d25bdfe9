//! Corollary 2 with many items, or a large gap: why a prior with a large gap between simple and optimal revenue is far from
//! products. One additive buyer, m items; s is what all are worth together, V the most that they are worth.
//!
//! **For m ≥ 16, Rev(D) ≥ 2m·BRev(D) implies d_TV(D, D^p) ≥ Rev(D)/(4V) for every product D^p**; for m ≥ 8 if Rev ≤ m·BRev on products, which
//! isn't known. **For m ≥ 2, Rev(D) ≥ 12·log2(m)·SRev(D) implies the same.** So the first half of the corollary is open for 2 ≤ m ≤ 15
//! (for one item the hypothesis never holds), and the second half is true with a large enough constant.
//!
//! Proof of the first. Scale so that BRev(D) = 1, write R = Rev(D) ≥ 2m, and suppose δ = d_TV(D, D^p) < R/(4V). Let M be optimal for
//! D, with payments p ≥ 0: entries of its menu that pay the buyer can as well be free. Let a = V/K with K > 1.
//!
//! - *Top.* E_D\[p; s ≥ a\] ≤ E_D\[s; s ≥ a\] ≤ 1 + ln K, since Pr\[s ≥ x\] ≤ 1/x.
//! - *Transfer.* E_D\[p; s < a\] ≤ E_{D^p}\[p; s < a\] + δa by Lemma 2, and δa ≤ R/(4K).
//! - *Truncation.* Let D^q be D^p with values of a and more replaced by 0. It is a product, and agrees with D^p where s < a, so
//!   E_{D^p}\[p; s < a\] ≤ Rev(D^q).
//! - *Simple sales under D^q.* An item makes at most 1 + δa there, since prices are below a and Pr_{D^p}\[v_i ≥ x\] ≤ 1/x + δ; all together
//!   make at most 1 + mδa.
//! - *Core and tail* ([`core_tail`](super::core_tail)), cut at t: Rev(D^q) ≤ E + T(1 + R/(4K)), with E the expected core and T = m + (m - 1)Σq_j.
//!   From 1 - Π(1 - q_j) ≤ 1/t + δ follows Σq_j ≤ -ln(1 - 1/t - δ). And E ≤ 1 + ln y + δy + (σ² + E²)/(4y) with σ² ≤ m(2t - 1 + t²δ);
//!   as E ≤ m(1 + ln t + tδ) ≤ 2y for t = 6 and y = 3m, E is at most the smaller root, 2y(1 - √(1 - B/y)), B = 1 + ln y + δy + σ²/(4y).
//!
//! Together R(1 - (1 + T)/(4K)) ≤ 1 + ln K + T + E. All of it uses δ ≤ R/(4V) ≤ R·e^{1-R}/4, as R ≤ E_D\[s\] ≤ 1 + ln V. At R = 2m,
//! and so above, this is false for m = 16 and K = m(1 + m + m/5)/2: [`many_items`] encloses the difference. It grows with m: 2m by 2, T by
//! 1.19 at most, ln K by 2/m, and E by (1/m)/√(1 - B/y), since its derivative by y at fixed B is negative.
//!
//! With Rev(D^q) ≤ m·BRev(D^q) ≤ m(1 + mδa) in place of core and tail, R(1 - (m² + 1)/(4K)) ≤ m + 1 + ln K, which at K = m(m² + 1)/2 and R
//! = 2m says m - 2 ≤ ln K: false from m = 8 on ([`few_items`]).
//!
//! Proof of the second. Scale so that SRev(D) = 1. Values of a/m² and more make E\[v_i; v_i ≥ a/m²\] ≤ r_i(1 + ln(Km²)), and the others add
//! at most a/m where s ≥ a, of probability m/a at most: the top makes 2 + ln K + 2·ln m. SRev(D^q) ≤ 1 + mδa, and Rev(D^q) ≤ (ln m +
//! 3)·SRev(D^q). With N = 1 + m(ln m + 3) and K = 3N together (11/12)R ≤ 5 + 3·ln m + ln 3 + ln N, and N ≤ m(ln m + 4). So R/ln m ≤
//! (12/11)((5 + ln 3 + ln(ln m + 4))/ln m + 4), which falls as m grows, and at m = 2 it is less than 12/ln 2 ([`separate_sale`]).

use super::buyer::{Revenues, Vectors, beside_its_product, generate_beside, is_product, of_vectors, vectors};
use super::hn13;
use crate::case::{Case, Generator};
use crate::exact::enclosure::{Enclosure, exp, ln};
use crate::exact::{Rational, ratio};
use crate::optimum::simple::{brev, separate_prices, srev};
use crate::optimum::{Design, Truthfulness};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::setting::{AgentId, Profile};
use num_traits::{One, Zero};

/// How narrow the enclosures of logarithms are, in bits.
const BITS: u32 = 64;

/// The most types, ⊥ included, of a case whose optima are computed.
const MAX_TYPES: usize = 30;

/// Each inequality in the proofs above.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "not in the paper: for m >= 16 items, Rev(D) >= 2m*BRev(D) implies d_TV(D, D^p) >= Rev(D)/(4V) for every product \
                         D^p; for m >= 8 if Rev <= m*BRev on products; and so does Rev(D) >= 12*log2(m)*SRev(D) for m >= 2";
        Entry {
            id: "corollary-2a-many-items",
            title: "Corollary 2 for many items, step by step",
            printed: Version::holds(Some("1/4"), statement),
            sharp: Version::holds(Some("1/4"), "the same; the first is open for 2 to 15 items"),
            ratio_of: "left/right",
            hypotheses: &["D^ is a product"],
            conventions: &[
                "one additive buyer; products are over items; the second prior is the product",
                "V is the most that all items together are worth under either prior",
                "each inequality of the proof is compared, for K = 2 and K = 4; the thresholds are enclosed by rationals",
                "cases of up to 30 types",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        [2, 4].into_iter().filter_map(|times| steps(case, times, true)).flatten().collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate_beside(generator)
    }

    /// Hart and Nisan's priors beside the products of their marginals.
    fn grid(&self) -> Vec<Case> {
        (1..=2).filter_map(|circles| beside_its_product(&hn13::case(circles)?.prior)).collect()
    }

    fn twins(&self) -> Vec<Twin> {
        let same = |case: &Case| {
            let all = steps(case, 2, false).unwrap_or_default().into_iter();
            all.filter(|comparison| comparison.what.contains("BRev(D^q)")).collect()
        };
        vec![Twin::wrong("BRev(D^q) <= BRev(D)", *self, same)]
    }

    fn effort(&self) -> u64 {
        20
    }
}

/// The inequalities for one K; `None` where nothing can be sold, or the prior beside isn't a product.
fn steps(case: &Case, times: i64, moves: bool) -> Option<Vec<Comparison>> {
    let [buyer] = case.setting().agents() else { return None };
    if buyer.types().len() > MAX_TYPES || !is_product(&case.prior_hat) {
        return None;
    }
    let revenues = Revenues::of(&case.prior);
    if revenues.rev.is_zero() {
        return None;
    }
    let count = ratio(i64::try_from(case.setting().items().len()).ok()?, 1);
    let cut = super::buyer::most(&case.prior, &case.prior_hat) / ratio(times, 1);
    let distance = case.prior.total_variation(&case.prior_hat).ok()?.value;
    let moved = if moves { &distance * &cut } else { Rational::zero() };
    let best = Design::revenue(&case.prior, Truthfulness::Dsic).best().ok()?.table;
    let everything = crate::setting::Bundle::all(case.setting().items().len());
    // What M takes where s < a and where s ≥ a, under either prior.
    let taken = |prior: &crate::prior::Prior, low: bool| -> Rational {
        let drawn = prior.support().filter(|(types, _)| {
            let worth = buyer.types()[types.of(AgentId(0))].valuation().value(everything);
            (worth < cut) == low
        });
        let pays = |types: &Profile| {
            best.outcome(types).map_or_else(Rational::zero, |outcome| outcome.payment(AgentId(0)))
        };
        drawn.map(|(types, mass)| pays(&types) * mass).sum()
    };
    let low = taken(&case.prior_hat, true);
    let truncated = of_vectors(&truncate(&vectors(&case.prior_hat)?, &cut))?;
    let [ln_times, ln_count] = [ln(&ratio(times, 1), BITS)?, ln(&count, BITS)?];
    let both = Rational::one() + Rational::one();
    let top_separate = (&both + ln_times.low() + both.clone() * ln_count.low()) * &revenues.srev;
    let single = separate_prices(&truncated).into_iter().map(|price| price.revenue).max()?;
    let compare = |what: &str, left: Rational, right: Rational| {
        Comparison::at_most(format!("K = {times}: {what}"), left, right).not_sharp()
    };
    Some(vec![
        compare(
            "E_D[p; s >= V/K] <= (1 + ln K)*BRev(D)",
            taken(&case.prior, false),
            (ln_times.low() + Rational::one()) * &revenues.brev,
        ),
        compare("E_D[p; s >= V/K] <= (2 + ln K + 2 ln m)*SRev(D)", taken(&case.prior, false), top_separate),
        compare("E_D[p; s < V/K] <= E_D^p[p; s < V/K] + TV*V/K", taken(&case.prior, true), &low + &moved),
        compare("E_D^p[p; s < V/K] <= Rev(D^q)", low, Revenues::of(&truncated).rev),
        compare("BRev(D^q) <= BRev(D) + m*TV*V/K", brev(&truncated), &revenues.brev + &count * &moved),
        compare("one item under D^q <= BRev(D) + TV*V/K", single, &revenues.brev + &moved),
        compare("SRev(D^q) <= SRev(D) + m*TV*V/K", srev(&truncated), &revenues.srev + count * moved),
    ])
}

/// Values of `cut` and more replaced by 0.
fn truncate(vectors: &Vectors, cut: &Rational) -> Vectors {
    let mut truncated = Vectors::new();
    for (values, mass) in vectors {
        let low =
            values.iter().map(|value| if value < cut { value.clone() } else { Rational::zero() }).collect();
        *truncated.entry(low).or_insert_with(Rational::zero) += mass;
    }
    truncated
}

/// By how much the last inequality of the first proof fails for so many items, at t = 6, y = 3m and K = m(1 + m + m/5)/2: where this is above 0,
/// the first half of the corollary is true. `None` where a logarithm can't be enclosed.
#[must_use]
pub fn many_items(items: u32) -> Option<Enclosure> {
    let (one, m) = (Rational::one(), ratio(i64::from(items), 1));
    let negative = |number: &Enclosure| number.times(&-Rational::one());
    let cut = ratio(6, 1);
    // δ ≤ R·e^{1-R}/4 at R = 2m.
    let delta = exp(&(&one - ratio(2, 1) * &m), BITS)?.high() * &m / ratio(2, 1);
    let dropped = negative(&ln(&(&one - cut.recip() - &delta), BITS)?);
    let tail = Enclosure::exactly(m.clone()).plus(&dropped.times(&(&m - &one)));
    let y = ratio(3, 1) * &m;
    let variance = &m * (ratio(2, 1) * &cut - &one + &cut * &cut * &delta);
    let known = &one + &delta * &y + variance / (ratio(4, 1) * &y);
    let b = ln(&y, BITS)?.plus(&Enclosure::exactly(known));
    let root = Enclosure::exactly(one.clone()).plus(&b.times(&-y.recip())).sqrt(BITS)?;
    let core = Enclosure::exactly(one.clone()).plus(&negative(&root)).times(&(ratio(2, 1) * &y));
    let k = &m * (&one + &m + &m / ratio(5, 1)) / ratio(2, 1);
    // 2m(1 - (1 + T)/(4K)) - (1 + ln K + T + E).
    let share = -(&m / (ratio(2, 1) * &k));
    let left = Enclosure::exactly(ratio(2, 1) * &m + &share).plus(&tail.times(&share));
    let right = ln(&k, BITS)?.plus(&tail).plus(&core).plus(&Enclosure::exactly(one));
    Some(left.plus(&negative(&right)))
}

/// m - 2 - ln(m(m² + 1)/2): where this is above 0, the first half of the corollary is true for so many items if Rev ≤ m·BRev on products.
#[must_use]
pub fn few_items(items: u32) -> Option<Enclosure> {
    let m = ratio(i64::from(items), 1);
    let k = &m * (&m * &m + Rational::one()) / ratio(2, 1);
    let logarithm = ln(&k, BITS)?.times(&-Rational::one());
    Some(logarithm.plus(&Enclosure::exactly(m - ratio(2, 1))))
}

/// 12 - (12/11)(5 + ln 3 + ln(ln m + 4) + 4·ln m) at m = 2: above 0, so 12 is a large enough constant for the second half. `None` where a
/// logarithm can't be enclosed.
#[must_use]
pub fn separate_sale() -> Option<Enclosure> {
    let two = ln(&ratio(2, 1), BITS)?;
    let inner = ln(&(two.high() + ratio(4, 1)), BITS)?;
    let sum = ln(&ratio(3, 1), BITS)?.plus(&inner).plus(&two.times(&ratio(4, 1)));
    let most = sum.plus(&Enclosure::exactly(ratio(5, 1))).times(&ratio(12, 11));
    Some(Enclosure::exactly(ratio(12, 1)).plus(&most.times(&-Rational::one())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::Signed as _;

    fn sign(margin: Option<Enclosure>) -> bool {
        let margin = margin.unwrap();
        assert!(margin.low().is_positive() || margin.high().is_negative(), "too wide");
        margin.low().is_positive()
    }

    #[test]
    fn the_thresholds_are_sixteen_and_eight() {
        assert!((16..=200).all(|items| sign(many_items(items))));
        assert!(!sign(many_items(15)));
        assert!((8..=200).all(|items| sign(few_items(items))));
        assert!((2..=7).all(|items| !sign(few_items(items))));
    }

    #[test]
    fn twelve_is_large_enough() {
        assert!(sign(separate_sale()));
    }
}

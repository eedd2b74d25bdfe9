//! \[HN13\]: one additive buyer and two items, BRev stays 1 and SRev at most 2 while Rev grows without bound.
//!
//! Hart and Nisan's construction. Take vectors q_1, q_2, … of probabilities, and let gap_k be the least (q_k - q_j)·q_k over earlier
//! j and q_0 = 0. The k-th type values the items at multiples of q_k that add up to W_k = M^(k-1), and occurs so rarely
//! that Pr\[type k or later\] = 1/W_k. So every price makes at most 1 from all items together, and at most 1 from each
//! alone. But the menu of all q_k at prices s_k = W_k·gap_k/|q_k| sells q_k to type k: entries before it are no better by
//! the choice of gaps, and later ones cost more than everything is worth to her if M ≥ |q_j|/gap_j. It makes
//! (1 - 1/M)·gap_k/|q_k| from each type but the last, which makes more. With vectors on circles of growing radius the gaps
//! add up beyond all bounds; here are the first of them: circle N has N + 1 directions, and the radii grow by 1/(l·⌈√l⌉), so
//! that both the gaps along a circle and those between circles are of order N^-2 and N^-3/2.

use super::buyer::Revenues;
use crate::case::Case;
use crate::case::build::additive;
use crate::exact::{BigInt, Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::{Allocation, Outcome, Table};
use crate::objective::{Performance, Revenue};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::{Bundle, ItemId};
use num_traits::{One, Zero};

/// M: how much larger each type's values are than those of the type before.
const GROWTH: i64 = 1_000;

/// Circles in the ledger's largest truncation.
const CIRCLES: i64 = 3;

/// BRev = 1, SRev ≤ 2, and the menu makes at most Rev.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

/// One truncation of the construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truncation {
    /// How many types there are.
    pub types: usize,
    /// The most that any mechanism makes.
    pub rev: Rational,
    /// What the construction's menu makes.
    pub menu: Rational,
    /// The best price for both items together.
    pub brev: Rational,
    /// The best prices for the items, separately.
    pub srev: Rational,
}

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "hn13",
            title: "Infinite gaps between simple and optimal revenue",
            printed: Version::holds(None, "there is a prior with SRev <= 2m and BRev <= 2m but infinite Rev"),
            sharp: Version::holds(
                None,
                "truncations have BRev = 1 and SRev <= 2, while Rev grows with each circle of types",
            ),
            ratio_of: "BRev",
            hypotheses: &[],
            conventions: &["one additive buyer, two items; finite truncations"],
            explanation: "That Rev grows beyond all bounds is a theorem of the cited paper; the truncations here are exact.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let Some(truncation) = truncation(case) else { return Vec::new() };
        let one = Rational::one();
        vec![
            Comparison::at_most("BRev <= 1", truncation.brev, one.clone()),
            Comparison::at_most("SRev <= 2", truncation.srev, one.clone() + one).not_sharp(),
            Comparison::at_most("the menu makes at most Rev", truncation.menu, truncation.rev).not_sharp(),
        ]
    }

    fn grid(&self) -> Vec<Case> {
        (1..=CIRCLES).filter_map(case).collect()
    }

    fn is_general(&self) -> bool {
        false
    }

    fn twins(&self) -> Vec<Twin> {
        let simple = |case: &Case| {
            let revenues = Revenues::of(&case.prior);
            vec![Comparison::at_most("Rev <= 2*BRev", revenues.rev, revenues.brev * ratio(2, 1))]
        };
        vec![Twin::wrong("BRev is within 2 of Rev", *self, simple)]
    }
}

/// The first truncations: one circle of types, two, and so on.
#[must_use]
pub fn truncations(circles: i64) -> Vec<Truncation> {
    (1..=circles).filter_map(|circles| truncation(&case(circles)?)).collect()
}

/// The figures of a case whose table is the menu; `None` if that isn't truthful.
fn truncation(case: &Case) -> Option<Truncation> {
    let truthful = Verdict::dsic(&case.table).holds && Verdict::ex_post_ir(&case.table).holds;
    let menu = Performance::new(&Revenue, &case.table).ok()?.expectation(&case.prior).ok()?;
    let Revenues { rev, brev, srev } = Revenues::of(&case.prior);
    let types = case.setting().profile_count() - 1;
    truthful.then_some(Truncation { types, rev, menu, brev, srev })
}

/// Directions on circles, the outermost of radius 1.
fn vectors(circles: i64) -> Vec<[Rational; 2]> {
    let root = |l: i64| (1..).find(|root| root * root >= l).unwrap_or(1);
    let radius = |circle: i64| -> Rational { (1..=circle).map(|l| ratio(1, l * root(l))).sum() };
    let outermost = radius(circles);
    let on_circle = |circle: i64| {
        let radius = radius(circle) / &outermost;
        (0..=circle).map(move |step| {
            // A rational point of the circle.
            let slope = ratio(step, circle);
            let square = &slope * &slope;
            let scale = &radius / (Rational::one() + &square);
            [&scale * (Rational::one() - square), scale * slope * ratio(2, 1)]
        })
    };
    (1..=circles).flat_map(on_circle).collect()
}

/// The truncation with so many circles, with the menu as its mechanism.
pub(super) fn case(circles: i64) -> Option<Case> {
    let vectors = vectors(circles);
    let dot = |one: &[Rational; 2], other: &[Rational; 2]| &one[0] * &other[0] + &one[1] * &other[1];
    let (mut types, mut masses, mut menu) = (Vec::new(), vec![Rational::zero()], Vec::new());
    for (position, vector) in vectors.iter().enumerate() {
        let worth = Rational::from_integer(num_traits::pow(BigInt::from(GROWTH), position));
        let share = &worth / (&vector[0] + &vector[1]);
        types.push(vector.iter().map(|chance| chance * &share).collect::<Vec<_>>());
        let later = if position + 1 == vectors.len() { 0 } else { 1 };
        masses.push(worth.recip() * (Rational::one() - ratio(later, GROWTH)));
        let square = dot(vector, vector);
        let gaps = vectors[..position].iter().map(|earlier| &square - dot(earlier, vector));
        let gap = gaps.chain([square.clone()]).min().unwrap_or_default();
        menu.push((vector.clone(), gap * share));
    }
    let bound = types.iter().map(|values| values.iter().sum::<Rational>()).max()?;
    let setting = additive(2, bound, &[types])?;
    let prior = Prior::from_masses(&setting, &masses).ok()?;
    let entries = menu.into_iter().map(|(chances, price)| sold(&chances, price));
    let outcomes: Option<Vec<Outcome>> = std::iter::once(Some(Outcome::nothing(1))).chain(entries).collect();
    Some(Case::new(Table::new(&setting, outcomes?).ok()?, prior.clone(), prior))
}

/// Each item with its chance, independently, for a price.
fn sold(chances: &[Rational; 2], price: Rational) -> Option<Outcome> {
    let branches = [(true, true), (true, false), (false, true), (false, false)].map(|gets| {
        let chance =
            |chance: &Rational, gets: bool| if gets { chance.clone() } else { Rational::one() - chance };
        let bundle: Bundle = [gets.0, gets.1]
            .into_iter()
            .enumerate()
            .filter(|item| item.1)
            .map(|item| ItemId(item.0))
            .collect();
        (chance(&chances[0], gets.0) * chance(&chances[1], gets.1), Allocation::new(vec![bundle]).ok())
    });
    let branches = branches.into_iter().map(|(chance, allocation)| Some((chance, allocation?)));
    Outcome::lottery(branches.collect::<Option<Vec<_>>>()?, vec![price]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revenue_grows_and_bundling_does_not() {
        let truncations = truncations(3);
        assert!(truncations.windows(2).all(|pair| pair[0].rev < pair[1].rev && pair[0].menu < pair[1].menu));
        assert!(truncations.iter().all(|truncation| truncation.brev.is_one()));
        assert_eq!(truncations.iter().map(|truncation| truncation.types).collect::<Vec<_>>(), [2, 5, 9]);
    }
}

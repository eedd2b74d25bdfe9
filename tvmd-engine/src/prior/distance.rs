//! Total variation distance, certified from both sides (Definitions 1 and 2, Lemma 1 of the paper).
//!
//! A coupling bounds the distance from above by Pr[X ≠ Y]; a function with values in [-1/2, 1/2] bounds it from
//! below by E f(X) - E f(Y). Where the two agree, both are optimal, and no reference to how they were found is
//! needed: [`TotalVariation::certifies`] checks just that.
//!
//! ```
//! use tvmd::prior::{Distribution, TotalVariation};
//! use tvmd::ratio;
//!
//! let p = Distribution::new(&[ratio!(1 / 2), ratio!(1 / 2), ratio!(0)])?;
//! let q = Distribution::new(&[ratio!(1 / 3), ratio!(1 / 3), ratio!(1 / 3)])?;
//! let distance = TotalVariation::between(&p, &q);
//! assert_eq!(distance.value, ratio!(1 / 3));
//! // From above, a coupling; from below, an event that is as much likelier under P.
//! assert_eq!(distance.probability_of_difference(), ratio!(1 / 3));
//! assert_eq!(distance.event, [true, true, false]);
//! assert!(distance.certifies(&p, &q));
//! // Another value isn't proved by them.
//! assert!(!TotalVariation { value: ratio!(1 / 4), ..distance }.certifies(&p, &q));
//! # Ok::<(), tvmd::prior::DistributionError>(())
//! ```

use super::Distribution;
use super::weights::Narrow;
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Rational, Tier, ratio};
use num_integer::Integer as _;
use num_traits::{Signed, Zero};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The distance of two distributions P and Q on one set, with a coupling and a dual function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalVariation {
    /// d_TV(P, Q), in probability mass.
    pub value: Rational,
    /// An optimal coupling: masses of pairs (x, y) with x drawn from P and y from Q (Definition 2).
    pub coupling: Vec<(usize, usize, Rational)>,
    /// The event {x : P(x) ≥ Q(x)}. The dual function is 1/2 on it and -1/2 off it; it also attains the
    /// supremum of Definition 1.
    pub event: Vec<bool>,
}

impl TotalVariation {
    /// The distance between distributions on the same set.
    ///
    /// The coupling keeps min(P, Q) in place and pairs what is left in order, so it has fewer than three pairs per
    /// point. Time is linear in the size of the set.
    ///
    /// # Panics
    /// If the sets differ in size.
    #[must_use]
    pub fn between(p: &Distribution, q: &Distribution) -> Self {
        let weights = CommonWeights::new(p, q);
        // No weight exceeds the total, nor do surpluses or deficits together.
        on_tier!(Tier::holding(&weights.total), T => Self::of_weights::<T>(&weights))
    }

    fn of_weights<T: Integer>(weights: &CommonWeights<'_>) -> Self {
        let (p, q): (Vec<T>, Vec<T>) = weights.columns();
        let mass = |weight: T| Rational::new(weight.into(), weights.total.clone());
        let mut excess = T::zero();
        let mut coupling = Vec::new();
        // Points with more under P, and with more under Q: by how much.
        let (mut surplus, mut deficit) = (Vec::new(), Vec::new());
        for (point, (p, q)) in p.iter().zip(&q).enumerate() {
            let common = std::cmp::min(p, q);
            if !common.is_zero() {
                coupling.push((point, point, mass(common.clone())));
            }
            match p.cmp(q) {
                Ordering::Greater => {
                    excess += p.clone() - q.clone();
                    surplus.push((point, p.clone() - q.clone()));
                }
                Ordering::Less => deficit.push((point, q.clone() - p.clone())),
                Ordering::Equal => {}
            }
        }
        let mut deficit = deficit.into_iter();
        let mut open = deficit.next();
        for (from, mut left) in surplus {
            while let Some((to, missing)) = &mut open {
                if left.is_zero() {
                    break;
                }
                let moved = std::cmp::min(&left, &*missing).clone();
                coupling.push((from, *to, mass(moved.clone())));
                left -= moved.clone();
                *missing -= moved;
                if missing.is_zero() {
                    open = deficit.next();
                }
            }
        }
        let event = p.iter().zip(&q).map(|(p, q)| p >= q).collect();
        Self { value: Rational::new(excess.into(), weights.total.clone()), coupling, event }
    }

    /// Whether the certificates prove that `value` is the distance of P and Q: the coupling has the right marginals
    /// and differs with probability `value`, and so large is the dual gap.
    #[must_use]
    pub fn certifies(&self, p: &Distribution, q: &Distribution) -> bool {
        p.len() == q.len()
            && self.event.len() == p.len()
            && self.is_coupling(p, q)
            && self.probability_of_difference() == self.value
            && self.dual_gap(p, q) == self.value
    }

    /// Whether the coupling has marginals P and Q and no negative mass.
    #[must_use]
    pub fn is_coupling(&self, p: &Distribution, q: &Distribution) -> bool {
        let (mut first, mut second) = (BTreeMap::new(), BTreeMap::new());
        for (x, y, mass) in &self.coupling {
            if mass.is_negative() {
                return false;
            }
            *first.entry(*x).or_insert_with(Rational::zero) += mass;
            *second.entry(*y).or_insert_with(Rational::zero) += mass;
        }
        let matches = |sums: &BTreeMap<usize, Rational>, marginal: &Distribution| {
            sums.keys().all(|point| *point < marginal.len())
                && (0..marginal.len()).all(|point| {
                    sums.get(&point)
                        .map_or_else(|| marginal.mass(point).is_zero(), |sum| *sum == marginal.mass(point))
                })
        };
        matches(&first, p) && matches(&second, q)
    }

    /// Pr[X ≠ Y] under the coupling: an upper bound on the distance.
    #[must_use]
    pub fn probability_of_difference(&self) -> Rational {
        self.coupling.iter().filter(|(x, y, _)| x != y).map(|(_, _, mass)| mass).sum()
    }

    /// The dual function f*: 1/2 on the event, -1/2 off it.
    #[must_use]
    pub fn dual(&self, point: usize) -> Rational {
        let inside = self.event.get(point).copied().unwrap_or(false);
        if inside { ratio(1, 2) } else { ratio(-1, 2) }
    }

    /// E f*(X) - E f*(Y) for X drawn from P and Y from Q: a lower bound on the distance.
    #[must_use]
    pub fn dual_gap(&self, p: &Distribution, q: &Distribution) -> Rational {
        let dual: Vec<Rational> = (0..p.len()).map(|point| self.dual(point)).collect();
        p.expectation(&dual) - q.expectation(&dual)
    }
}

/// Half of the L1 norm of P - Q, the second form of Lemma 1.
///
/// # Panics
/// If the sets differ in size.
///
/// ```
/// use tvmd::prior::Distribution;
/// use tvmd::prior::distance::{event_gap, half_l1};
/// use tvmd::ratio;
///
/// let p = Distribution::new(&[ratio!(1 / 2), ratio!(1 / 2), ratio!(0)])?;
/// let q = Distribution::new(&[ratio!(1 / 3), ratio!(1 / 3), ratio!(1 / 3)])?;
/// assert_eq!(half_l1(&p, &q), ratio!(1 / 3));
/// assert_eq!(event_gap(&p, &q, |point| point == 0), ratio!(1 / 6));
/// # Ok::<(), tvmd::prior::DistributionError>(())
/// ```
#[must_use]
pub fn half_l1(p: &Distribution, q: &Distribution) -> Rational {
    let weights = CommonWeights::new(p, q);
    let sum = weights.l1();
    Rational::new(sum, weights.total * 2)
}

/// |P(E) - Q(E)| for the event E of these points, as in Definition 1.
#[must_use]
pub fn event_gap(p: &Distribution, q: &Distribution, event: impl Fn(usize) -> bool) -> Rational {
    let measure = |distribution: &Distribution| -> Rational {
        (0..distribution.len()).filter(|point| event(*point)).map(|point| distribution.mass(point)).sum()
    };
    (measure(p) - measure(q)).abs()
}

/// Two distributions as weights over one denominator.
struct CommonWeights<'a> {
    p: &'a Distribution,
    q: &'a Distribution,
    factors: (BigInt, BigInt),
    total: BigInt,
}

impl<'a> CommonWeights<'a> {
    fn new(p: &'a Distribution, q: &'a Distribution) -> Self {
        assert_eq!(p.len(), q.len(), "distributions on one set have the same number of points");
        let total = p.total().lcm(q.total());
        Self { p, q, factors: (&total / p.total(), &total / q.total()), total }
    }

    /// The weights over the total, in a width that holds it.
    fn columns<T: Integer>(&self) -> (Vec<T>, Vec<T>) {
        (self.p.weights_times(&self.factors.0), self.q.weights_times(&self.factors.1))
    }

    /// The sum of their absolute differences.
    fn l1(&self) -> BigInt {
        let short = || {
            let (a, b) = (i64::try_from(&self.factors.0).ok()?, i64::try_from(&self.factors.1).ok()?);
            match (self.p.narrow_weights()?, self.q.narrow_weights()?) {
                (Narrow::U32(p), Narrow::U32(q)) => tvmd_lanes::l1(a, p, b, q),
                (p, q) => tvmd_lanes::l1(a, &p.wide(), b, &q.wide()),
            }
        };
        short().map_or_else(
            || {
                let (p, q) = self.columns::<BigInt>();
                p.iter().zip(&q).map(|(p, q)| (p - q).abs()).sum()
            },
            BigInt::from,
        )
    }
}

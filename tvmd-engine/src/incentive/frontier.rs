//! (ε, q)-BIC: for which ε and q it holds, a step function.
//!
//! The printed definition puts the quantifier over misreports outside the probability; the paper's proofs put it
//! inside. Both readings are offered, by name. Each is a sort of gains and a sum of masses along it.

use super::Interim;
use super::bayesian::Sweep;
use super::side::Side;
use crate::exact::scaled::Integer;
use crate::exact::{BigInt, Rational, Tier};
use crate::prior::Prior;
use crate::work::{GAINS_AT_ONCE, MAX_CORNERS};
use num_traits::{Signed as _, Zero};
use std::cmp::Ordering;
use std::ops::Add;

/// A corner of the frontier: the mechanism is (ε, q)-BIC, and for no smaller q with this ε nor smaller ε with this q.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontierStep {
    /// The gain that is allowed, in units of payments.
    pub epsilon: Rational,
    /// The mass of types that may gain more.
    pub q: Rational,
}

/// The smallest q for every ε: a falling step function that starts at ε = 0 and ends at q = 0.
///
/// ```
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 3/4, High: 1/4 } } }
/// #     mechanism Bid in Shop { outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing } }
/// # }
///
/// // High, of mass 1/4, gains 1 by reporting Low.
/// let report = Bid.incentives(&Shop::prior());
/// let frontier = &report.bic.as_ref().ok_or("no prior")?.frontier;
/// assert_eq!(frontier.smallest_q(&ratio!(0)), ratio!(1 / 4));
/// assert_eq!(frontier.smallest_epsilon(&ratio!(0)), ratio!(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    steps: Vec<FrontierStep>,
}

impl Frontier {
    /// That of agents whose best gains are known, misreports quantified per type: types with *any* misreport that gains more than ε
    /// have mass at most q. What Lemma 4 proves.
    pub(super) fn per_type(agents: &[Interim]) -> Self {
        let of_agent = |interim: &Interim| {
            let types = interim.masses.iter().enumerate();
            let gains = types.filter_map(|(own, mass)| Some((interim.best(own)?.0, mass.clone())));
            Stairs::new(gains.filter(|(gain, _)| gain.is_positive()).collect())
        };
        Self::of(agents.iter().map(of_agent).fold(Stairs::flat(), Stairs::higher))
    }

    /// The same with the quantifier as printed: for *each* misreport, types that gain more than ε by it have mass at most q. `None` if
    /// it has more than [`MAX_CORNERS`].
    ///
    /// Misreports are looked at some at a time, so that never more than a share of all gains is kept.
    pub(super) fn per_misreport(sides: &[Side<'_>], agents: &[Interim], prior: &Prior) -> Option<Self> {
        let mut highest = Stairs::flat();
        for (side, _) in sides.iter().zip(agents).filter(|(_, interim)| interim.tempted) {
            let total = prior.distribution().total();
            let sums = side.sweep_bound(total);
            // Gains of types of different mass are compared by multiplying each with the other's mass.
            let compared = Tier::holding(&(&sums * total));
            let hers = match (Tier::holding(&sums), compared) {
                (Tier::I64, Tier::I64 | Tier::I128) => highest_in::<i64, i128>(side, prior),
                (Tier::I128, Tier::I64 | Tier::I128) => highest_in::<i128, i128>(side, prior),
                (Tier::I64 | Tier::I128, Tier::Big) => highest_in::<i128, BigInt>(side, prior),
                (Tier::Big, _) => highest_in::<BigInt, BigInt>(side, prior),
            }?;
            highest = highest.higher(hers);
            if highest.0.len() > MAX_CORNERS {
                return None;
            }
        }
        Some(Self::of(highest))
    }

    /// That of a mechanism in which no type gains anything by a lie.
    #[must_use]
    pub fn of_truth() -> Self {
        Self::of(Stairs::flat())
    }

    /// The corners are where the stairs fall, and the start.
    fn of(Stairs(stairs): Stairs<Rational, Rational>) -> Self {
        let epsilons = stairs.iter().map(|(gain, _)| gain.clone()).chain([Rational::zero()]);
        let qs = [Rational::zero()].into_iter().chain(stairs.iter().map(|(_, mass)| mass.clone()));
        let mut steps: Vec<FrontierStep> =
            epsilons.zip(qs).map(|(epsilon, q)| FrontierStep { epsilon, q }).collect();
        steps.reverse();
        Self { steps }
    }

    /// The corners, by rising ε.
    #[must_use]
    pub fn steps(&self) -> &[FrontierStep] {
        &self.steps
    }

    /// The smallest q with which the mechanism is (ε, q)-BIC, for ε at least 0.
    #[must_use]
    pub fn smallest_q(&self, epsilon: &Rational) -> Rational {
        let reached = self.steps.iter().rev().find(|step| step.epsilon <= *epsilon);
        reached.map_or_else(num_traits::One::one, |step| step.q.clone())
    }

    /// The smallest ε with which the mechanism is (ε, q)-BIC, for q at least 0.
    #[must_use]
    pub fn smallest_epsilon(&self, q: &Rational) -> Rational {
        self.steps.iter().find(|step| step.q <= *q).map(|step| step.epsilon.clone()).unwrap_or_default()
    }
}

/// The mass of what gains more than ε, as a function of ε: by falling gain, the mass of all that gain as much, which rises.
struct Stairs<G, M>(Vec<(G, M)>);

impl<G: Ord + Clone, M: Ord + Clone + Add<Output = M>> Stairs<G, M> {
    /// Nothing gains anything.
    fn flat() -> Self {
        Self(Vec::new())
    }

    /// Those of types, each with its positive gain and its mass.
    fn new(mut gains: Vec<(G, M)>) -> Self {
        gains.sort_by(|one, other| other.0.cmp(&one.0));
        let mut stairs: Vec<(G, M)> = Vec::new();
        for (gain, mass) in gains {
            match stairs.last_mut() {
                Some((last, all)) if *last == gain => *all = all.clone() + mass,
                Some((_, all)) => {
                    let all = all.clone() + mass;
                    stairs.push((gain, all));
                }
                None => stairs.push((gain, mass)),
            }
        }
        Self(stairs)
    }

    /// The higher of two at each ε.
    fn higher(self, other: Self) -> Self {
        let mut stairs: Vec<(G, M)> = Vec::new();
        let (mut one, mut other) = (self.0.into_iter().peekable(), other.0.into_iter().peekable());
        loop {
            let next = match (one.peek(), other.peek()) {
                (Some(left), Some(right)) if left.0 >= right.0 => one.next(),
                (Some(_), None) => one.next(),
                _ => other.next(),
            };
            let Some((gain, mass)) = next else { return Self(stairs) };
            match stairs.last_mut() {
                Some((_, reached)) if *reached >= mass => {}
                Some((last, reached)) if *last == gain => *reached = mass,
                _ => stairs.push((gain, mass)),
            }
        }
    }
}

/// A gain in a sweep: a sum over the mass of its type.
#[derive(Clone)]
struct Gain<T> {
    sum: T,
    mass: T,
}

impl<T: Integer> Ord for Gain<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, other) = (self.sum.clone() * other.mass.clone(), other.sum.clone() * self.mass.clone());
        one.cmp(&other)
    }
}

impl<T: Integer> PartialOrd for Gain<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Integer> PartialEq for Gain<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<T: Integer> Eq for Gain<T> {}

/// The highest stairs of an agent's misreports, with sums in one width and comparisons in another; `None` if they have more than
/// [`MAX_CORNERS`].
fn highest_in<T: Integer, U: Integer>(side: &Side<'_>, prior: &Prior) -> Option<Stairs<Rational, Rational>> {
    let sweep = Sweep::<T>::new(side, prior);
    let some = (GAINS_AT_ONCE / side.types()).max(1);
    // Stairs are merged with others of about their length, so that each step is merged only a few times.
    let mut open: Vec<Stairs<Gain<U>, U>> = Vec::new();
    let wide = |sum: T| U::narrow(&sum.into()).expect("products of sums and masses fit");
    for first in (0..side.types()).step_by(some) {
        let reports = first..side.types().min(first + some);
        let mut gains: Vec<Vec<(Gain<U>, U)>> = vec![Vec::new(); reports.len()];
        for own in 0..side.types() {
            let expects = sweep.of_type(own);
            let (truth, mass) = (expects.from(own), wide(expects.mass.clone()));
            for (report, gains) in reports.clone().zip(&mut gains) {
                let sum = expects.from(report) - truth.clone();
                if sum.is_positive() {
                    gains.push((Gain { sum: wide(sum), mass: mass.clone() }, mass.clone()));
                }
            }
        }
        for gains in gains {
            let mut stairs = Stairs::new(gains);
            while let Some(last) = open.pop_if(|last| last.0.len() < 2 * stairs.0.len()) {
                stairs = last.higher(stairs);
            }
            if stairs.0.len() > MAX_CORNERS {
                return None;
            }
            open.push(stairs);
        }
    }
    let highest = open.into_iter().rev().reduce(Stairs::higher).unwrap_or_else(Stairs::flat);
    let rational = |(gain, mass): (Gain<U>, U)| {
        let over: BigInt = gain.mass.into();
        let gain = Rational::new(gain.sum.into(), over * side.denominator());
        (gain, Rational::new(mass.into(), prior.distribution().total().clone()))
    };
    Some(Stairs(highest.0.into_iter().map(rational).collect()))
}

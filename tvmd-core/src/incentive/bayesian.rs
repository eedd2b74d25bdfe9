//! BIC and its relaxations: the expected gain of every misreport, given the type.

use super::plane::{Plane, sweep_bound};
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use crate::prior::Prior;
use num_traits::{One, Zero};

/// One agent's expected gains from misreporting, by type and report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interim {
    /// `gains[type][report]`: E\[u(report) - u(truth) | type\] over the others' types, in units of payments. `None`
    /// for a type of probability 0, about which BIC says nothing.
    pub gains: Vec<Option<Vec<Rational>>>,
    /// The probability of each type.
    pub masses: Vec<Rational>,
}

impl Interim {
    /// Every agent's.
    pub(super) fn all(planes: &[Plane], prior: &Prior) -> Vec<Self> {
        planes.iter().map(|plane| Self::new(plane, prior)).collect()
    }

    /// Sweeps over (type, report, menu), menus weighted by the others' profiles; sums are over one denominator.
    fn new(plane: &Plane, prior: &Prior) -> Self {
        let total = prior.distribution().total();
        on_tier!(Tier::holding(&sweep_bound(plane, total)), T => interim_in::<T>(plane, prior))
    }

    /// The largest gain of a type, at least 0 since telling the truth gains 0, and the first report that attains it.
    #[must_use]
    pub fn best(&self, own: usize) -> Option<(Rational, usize)> {
        let gains = self.gains.get(own)?.as_ref()?;
        let mut best = (Rational::zero(), own);
        // ⊥ last, as in all witnesses.
        for report in (1..gains.len()).chain([0]) {
            if gains[report] > best.0 {
                best = (gains[report].clone(), report);
            }
        }
        Some(best)
    }
}

fn interim_in<T: Integer>(plane: &Plane, prior: &Prior) -> Interim {
    let utilities = plane.utilities::<T>();
    let weights = prior.distribution().weights_times::<T>(&BigInt::one());
    let (mut gains, mut masses) = (Vec::new(), Vec::new());
    for own in 0..plane.types {
        let met = weights_met(plane, prior, &weights, own);
        let met: Vec<(usize, T)> =
            met.into_iter().enumerate().filter(|(_, weight)| !weight.is_zero()).collect();
        let mass: BigInt = met.iter().fold(T::zero(), |sum, (_, weight)| sum + weight.clone()).into();
        masses.push(Rational::new(mass.clone(), prior.distribution().total().clone()));
        if met.is_empty() {
            gains.push(None);
            continue;
        }
        let utility = plane.of_type(&utilities, own);
        let expected = |report: usize| -> BigInt {
            let row = plane.row(report);
            let sum = met.iter().fold(T::zero(), |sum, (menu, weight)| {
                sum + weight.clone() * utility[row[*menu] as usize].clone()
            });
            sum.into()
        };
        let truth = expected(own);
        let denominator = &mass * &plane.denominator;
        let gain = |report| Rational::new(expected(report) - &truth, denominator.clone());
        gains.push(Some((0..plane.types).map(gain).collect()));
    }
    Interim { gains, masses }
}

/// How much each menu weighs that a type of the agent may meet.
pub(super) fn weights_met<T: Integer>(plane: &Plane, prior: &Prior, weights: &[T], own: usize) -> Vec<T> {
    let numbering = &prior.setting().numbering;
    let mut met = vec![T::zero(); plane.menus];
    for (others, menu) in plane.menu_of.iter().enumerate() {
        met[*menu as usize] += weights[numbering.join(plane.agent, own, others)].clone();
    }
    met
}

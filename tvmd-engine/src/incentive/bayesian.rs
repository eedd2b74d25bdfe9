//! BIC and its relaxations: the expected gain of every misreport, given the type.
//!
//! Gains of all pairs of types are more than fit into memory; a sweep looks at them type by type and keeps what is asked for.

use super::plane::{Plane, sweep_bound};
use super::utility::Narrowed;
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use crate::prior::Prior;
use crate::setting::TypeId;
use num_traits::One;

/// What one agent expects from telling the truth and from misreporting, by type.
///
/// ```
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 3/4, High: 1/4 } } }
/// #     mechanism Bid in Shop { outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing } }
/// # }
///
/// use shop::Buyer;
/// let report = Bid.incentives(&Shop::prior());
/// let buyer = &report.bic.as_ref().ok_or("no prior")?.interim[0];
/// assert_eq!(buyer.utility(Buyer::High), Some(&ratio!(0)));
/// let (gain, report) = buyer.best(Buyer::High).ok_or("no probability")?;
/// assert_eq!((gain, Buyer::try_from(tvmd::TypeId(report))?), (ratio!(1), Buyer::Low));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interim {
    /// The expectations of each type; `None` for a type of probability 0, about which BIC says nothing.
    types: Vec<Option<Expected>>,
    /// The probability of each type.
    pub masses: Vec<Rational>,
    /// Whether any misreport of a type of positive probability gains.
    pub(super) tempted: bool,
}

/// What a type expects over the others' types, given hers, in units of payments.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    truth: Rational,
    gain: Rational,
    report: usize,
}

impl Interim {
    /// Every agent's.
    pub(super) fn all(planes: &[Plane], prior: &Prior) -> Vec<Self> {
        planes.iter().map(|plane| Self::new(plane, prior)).collect()
    }

    fn new(plane: &Plane, prior: &Prior) -> Self {
        let total = prior.distribution().total();
        on_tier!(Tier::holding(&sweep_bound(plane, total)), T => interim_in::<T>(plane, prior))
    }

    /// The largest expected gain of a type, at least 0 since telling the truth gains 0, and the first report that attains it, ⊥
    /// last; `None` for a type of probability 0.
    #[must_use]
    pub fn best(&self, own: impl Into<TypeId>) -> Option<(Rational, usize)> {
        let expected = self.types.get(own.into().0)?.as_ref()?;
        Some((expected.gain.clone(), expected.report))
    }

    /// The expected utility of a type that tells the truth; `None` for a type of probability 0.
    #[must_use]
    pub fn utility(&self, own: impl Into<TypeId>) -> Option<&Rational> {
        Some(&self.types.get(own.into().0)?.as_ref()?.truth)
    }
}

fn interim_in<T: Integer>(plane: &Plane, prior: &Prior) -> Interim {
    let sweep = Sweep::<T>::new(plane, prior);
    let (mut types, mut masses, mut tempted) = (Vec::new(), Vec::new(), false);
    for own in 0..plane.types {
        let expects = sweep.of_type(own);
        masses.push(Rational::new(expects.mass.clone().into(), prior.distribution().total().clone()));
        if expects.mass.is_zero() {
            types.push(None);
            continue;
        }
        let truth = expects.from(own);
        let (mut most, mut report) = (truth.clone(), own);
        // ⊥ last, as in all witnesses.
        for lie in plane.types_bottom_last() {
            let expected = expects.from(lie);
            if expected > most {
                (most, report) = (expected, lie);
            }
        }
        tempted |= report != own;
        let gain = expects.rational(most - truth.clone());
        types.push(Some(Expected { truth: expects.rational(truth), gain, report }));
    }
    Interim { types, masses, tempted }
}

/// A sweep over (type, report, menu), menus weighted by the others' profiles; sums are over one denominator.
pub(super) struct Sweep<'a, T> {
    plane: &'a Plane,
    prior: &'a Prior,
    utilities: Narrowed<'a, T>,
    weights: Vec<T>,
}

/// What a type expects from reports, in the sweep's integers.
pub(super) struct Expects<'a, T> {
    plane: &'a Plane,
    /// The utility of each offer to her.
    utility: Vec<T>,
    /// The menus that she may meet, with their weights.
    met: Vec<(usize, T)>,
    /// The weight of the type.
    pub(super) mass: T,
}

impl<'a, T: Integer> Sweep<'a, T> {
    /// In a width that holds [`sweep_bound`] for the prior's weights.
    pub(crate) fn new(plane: &'a Plane, prior: &'a Prior) -> Self {
        let weights = prior.distribution().weights_times::<T>(&BigInt::one());
        Self { plane, prior, utilities: plane.utilities(), weights }
    }

    pub(super) fn of_type(&self, own: usize) -> Expects<'a, T> {
        let met = weights_met(self.plane, self.prior, &self.weights, own).into_iter().enumerate();
        let met: Vec<(usize, T)> = met.filter(|(_, weight)| !weight.is_zero()).collect();
        let mass = met.iter().fold(T::zero(), |sum, (_, weight)| sum + weight.clone());
        Expects { plane: self.plane, utility: self.utilities.of_type(own), met, mass }
    }
}

impl<T: Integer> Expects<'_, T> {
    /// The utility of a report in expectation, times the mass of the type and the common denominator.
    pub(super) fn from(&self, report: usize) -> T {
        let row = self.plane.row(report);
        self.met.iter().fold(T::zero(), |sum, (menu, weight)| {
            sum + weight.clone() * self.utility[row[*menu] as usize].clone()
        })
    }

    /// Such a sum, or a difference of two, as a rational.
    pub(super) fn rational(&self, sum: T) -> Rational {
        let mass: BigInt = self.mass.clone().into();
        Rational::new(sum.into(), mass * self.plane.denominator())
    }
}

/// How much each menu weighs that a type of the agent may meet.
pub(super) fn weights_met<T: Integer>(plane: &Plane, prior: &Prior, weights: &[T], own: usize) -> Vec<T> {
    let numbering = &prior.setting().numbering();
    let mut met = vec![T::zero(); plane.menus];
    for (others, menu) in plane.menu_of.iter().enumerate() {
        met[*menu as usize] += weights[numbering.join(plane.agent, own, others)].clone();
    }
    met
}

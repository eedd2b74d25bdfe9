//! BIC and its relaxations: the expected gain of every misreport, given the type.
//!
//! Gains of all pairs of types are more than fit into memory; a sweep looks at them type by type and keeps what is asked for.

use super::expectations::Expectations;
use super::plane::Plane;
use super::side::Side;
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
    pub(super) fn all(sides: &[Side<'_>], prior: &Prior) -> Vec<Self> {
        sides.iter().map(|side| Self::new(side, prior)).collect()
    }

    fn new(side: &Side<'_>, prior: &Prior) -> Self {
        let total = prior.distribution().total();
        on_tier!(Tier::holding(&side.sweep_bound(total)), T => interim_in::<T>(side, prior))
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

fn interim_in<T: Integer>(side: &Side<'_>, prior: &Prior) -> Interim {
    let sweep = Sweep::<T>::new(side, prior);
    let (mut types, mut masses, mut tempted) = (Vec::new(), Vec::new(), false);
    for own in 0..side.types() {
        let expects = sweep.of_type(own);
        masses.push(Rational::new(expects.mass.clone().into(), prior.distribution().total().clone()));
        if expects.mass.is_zero() {
            types.push(None);
            continue;
        }
        let truth = expects.from(own);
        let (mut most, mut report) = (truth.clone(), own);
        // ⊥ last, as in all witnesses.
        for lie in side.types_bottom_last() {
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

/// Sums over the others' profiles, by type and report, over one denominator: of columns, or of menus, each weighted by the profiles
/// that leave it.
pub(super) enum Sweep<'a, T> {
    Columns(&'a Side<'a>, &'a Expectations),
    Menus { side: &'a Side<'a>, prior: &'a Prior, utilities: Narrowed<'a, T>, weights: Vec<T> },
}

/// What a type expects from reports, in the sweep's integers.
pub(super) struct Expects<'a, T> {
    side: &'a Side<'a>,
    of: Reports<'a, T>,
    /// The weight of the type.
    pub(super) mass: T,
}

enum Reports<'a, T> {
    /// The type's.
    Summed(usize, &'a Expectations),
    /// The utility of each offer to her, and the menus that she may meet, with their weights.
    Met(&'a Plane, Vec<T>, Vec<(usize, T)>),
}

impl<'a, T: Integer> Sweep<'a, T> {
    /// In a width that holds the side's [`sweep_bound`](Side::sweep_bound) for the prior's weights.
    pub(super) fn new(side: &'a Side<'a>, prior: &'a Prior) -> Self {
        match side.expectations() {
            Some(expectations) => Self::Columns(side, expectations),
            None => {
                let weights = prior.distribution().weights_times::<T>(&BigInt::one());
                Self::Menus { side, prior, utilities: side.menus().utilities(), weights }
            }
        }
    }

    pub(super) fn of_type(&self, own: usize) -> Expects<'a, T> {
        match self {
            Self::Columns(side, expectations) => Expects {
                side,
                of: Reports::Summed(own, expectations),
                mass: narrow(expectations.masses[own]),
            },
            Self::Menus { side, prior, utilities, weights } => {
                let plane = side.menus();
                let met = weights_met(plane, prior, weights, own).into_iter().enumerate();
                let met: Vec<(usize, T)> = met.filter(|(_, weight)| !weight.is_zero()).collect();
                let mass = met.iter().fold(T::zero(), |sum, (_, weight)| sum + weight.clone());
                Expects { side, of: Reports::Met(plane, utilities.of_type(own), met), mass }
            }
        }
    }
}

fn narrow<T: Integer>(sum: i128) -> T {
    T::try_from(sum).ok().expect("the tier was chosen to hold every sum")
}

impl<T: Integer> Expects<'_, T> {
    /// The utility of a report in expectation, times the mass of the type and the common denominator.
    pub(super) fn from(&self, report: usize) -> T {
        match &self.of {
            Reports::Summed(own, expectations) => narrow(expectations.of(*own, report)),
            Reports::Met(plane, utility, met) => {
                let row = plane.row(report);
                met.iter().fold(T::zero(), |sum, (menu, weight)| {
                    sum + weight.clone() * utility[row[*menu] as usize].clone()
                })
            }
        }
    }

    /// Such a sum, or a difference of two, as a rational.
    pub(super) fn rational(&self, sum: T) -> Rational {
        let mass: BigInt = self.mass.clone().into();
        let denominator = match &self.of {
            Reports::Summed(..) => self.side.denominator(),
            Reports::Met(plane, ..) => plane.denominator(),
        };
        Rational::new(sum.into(), mass * denominator)
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

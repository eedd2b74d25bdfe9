//! The theorem of this module: the curve, and the prior that attains it.

use super::Curve;
use crate::exact::Rational;
use crate::prior::{Prior, PriorError, Spread};
use num_traits::{One, Signed, Zero};

/// The largest expectation of a function given an event, by δ; for an event of probability 0, the largest value, which any δ > 0
/// allows.
pub(super) fn highest(spread: &Spread) -> Curve {
    let Some(start) = spread.expectation() else { return Curve::constant(spread.most().clone()) };
    let mass = spread.mass();
    let (mut moved, mut value) = (Rational::zero(), start);
    let mut points = vec![(moved.clone(), value.clone())];
    for (low, own) in spread.atoms().iter().filter(|(low, _)| low < spread.most()) {
        moved += own;
        value += (spread.most() - low) * own / &mass;
        points.push((moved.clone(), value.clone()));
    }
    Curve::through(points)
}

/// The prior within `delta` that attains it: of a function that is given by profile on the event.
pub(super) fn highest_prior(event: &[(usize, Rational)], prior: &Prior, delta: &Rational) -> Prior {
    let mut masses: Vec<Rational> = prior.distribution().masses().collect();
    // Of equal profiles the first.
    let best = event.iter().min_by(|(_, one), (_, other)| other.cmp(one));
    let Some((best, _)) = best else { return prior.clone() };
    let mut lowest: Vec<&(usize, Rational)> = event.iter().filter(|(at, _)| !masses[*at].is_zero()).collect();
    lowest.sort_by(|(_, one), (_, other)| one.cmp(other));
    let mut from: Vec<usize> = lowest.into_iter().map(|(at, _)| *at).collect();
    if from.is_empty() {
        from = prior.distribution().support().collect();
    }
    let mut left = delta.clone();
    for profile in from {
        let moved = masses[profile].clone().min(left.clone());
        if !moved.is_positive() {
            break;
        }
        masses[profile] -= &moved;
        masses[*best] += &moved;
        left -= moved;
    }
    Prior::from_masses(prior.setting(), &masses).expect("mass only moved")
}

/// A prior within `delta` under which the expectation of a function, given by its values, is least; `delta` above 1 is as good as 1.
pub(crate) fn worst_within(values: &[Rational], prior: &Prior, delta: &Rational) -> Prior {
    let event: Vec<(usize, Rational)> = values.iter().map(|value| -value).enumerate().collect();
    highest_prior(&event, prior, delta)
}

/// Fails unless there are distances as large as `delta`.
pub(super) fn check_distance(delta: &Rational) -> Result<(), PriorError> {
    let is_one = !delta.is_negative() && *delta <= Rational::one();
    if is_one { Ok(()) } else { Err(PriorError::Distance(delta.clone())) }
}

//! The theorem of this module: the curve, and the prior that attains it.

use super::Curve;
use crate::exact::Rational;
use crate::optimum::Ball;
use crate::prior::{Prior, PriorError, Spread};
use num_traits::{Signed, Zero};

/// The largest expectation of a function given an event, by δ; for an event of probability 0, the largest value, which any δ > 0
/// allows.
pub(super) fn highest(spread: &Spread) -> Curve {
    let Some(start) = spread.expectation() else { return Curve::constant(spread.most().clone()) };
    let mass = spread.mass();
    let (mut moved, mut value) = (Rational::zero(), start);
    let mut points = vec![(moved.clone(), value.clone())];
    for (low, weight) in spread.atoms().iter().filter(|(low, _)| low < spread.most()) {
        moved += weight;
        value += (spread.most() - low) * weight / &mass;
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

/// A prior within `delta` of `prior` under which the expectation of a function is least; the function by its values, one for each profile
/// by its number.
///
/// All priors are within 1 of each other, and below 0 there is only the prior itself. [`Extremes`](super::Extremes) says what the
/// expectation is for every δ.
///
/// ```
/// use tvmd::case::build::additive;
/// use tvmd::exact::ratio;
/// use tvmd::robustness::worst_within;
/// use tvmd::Prior;
///
/// // A buyer who never comes is worth nothing; one of value 2 is asked for 2, and one of value 1 for 1.
/// let shop = additive(1, ratio(2, 1), &[vec![vec![ratio(1, 1)], vec![ratio(2, 1)]]]).unwrap();
/// let revenue = [ratio(0, 1), ratio(1, 1), ratio(2, 1)];
/// let prior = Prior::from_masses(&shop, &[ratio(0, 1), ratio(1, 2), ratio(1, 2)])?;
/// let worst = worst_within(&revenue, &prior, &ratio(1, 4))?;
/// assert_eq!(prior.total_variation(&worst)?.value, ratio(1, 4));
/// assert_eq!(worst.distribution().expectation(&revenue), ratio(1, 1)); // 1/2·1 + 1/4·2
/// # Ok::<(), tvmd::prior::PriorError>(())
/// ```
///
/// # Errors
/// If there isn't one value for each profile.
pub fn worst_within(values: &[Rational], prior: &Prior, delta: &Rational) -> Result<Prior, PriorError> {
    let profiles = prior.setting().profile_count();
    if values.len() != profiles {
        return Err(PriorError::Profiles(profiles, values.len()));
    }
    let event: Vec<(usize, Rational)> = values.iter().map(|value| -value).enumerate().collect();
    Ok(highest_prior(&event, prior, delta))
}

/// An event, without what priors of a ball can't reach.
pub(super) fn reached(
    event: impl Iterator<Item = (usize, Rational)>,
    prior: &Prior,
    ball: Ball,
) -> Vec<(usize, Rational)> {
    let is_reached = |at: usize| ball == Ball::All || !prior.distribution().weight(at).is_zero();
    event.filter(|(at, _)| is_reached(*at)).collect()
}

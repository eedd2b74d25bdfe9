//! The least and the most that an objective can come to near a prior.

use super::Curve;
use super::ball::{highest, highest_prior, lowest_prior};
use crate::exact::Rational;
use crate::objective::Performance;
use crate::prior::{Prior, PriorError, Spread, same_setting};

/// The worst and the best expectation of an objective over the ball of each radius, for a fixed mechanism and truthful reports.
#[derive(Clone, Debug)]
pub struct Extremes {
    performance: Performance,
    prior: Prior,
    /// The worst expectation by δ, in units of the objective: falling and convex. At δ = 0 it is the expectation under the prior.
    pub least: Curve,
    /// The best expectation by δ: rising and concave.
    pub most: Curve,
}

impl Extremes {
    /// Those of an objective's values on a mechanism.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the mechanism.
    pub fn of(performance: Performance, prior: &Prior) -> Result<Self, PriorError> {
        same_setting(performance.setting(), prior.setting())?;
        let opposite: Vec<Rational> = performance.values().iter().map(|value| -value).collect();
        let least = highest(&Spread::of_all(&opposite, prior)).negated();
        let most = highest(&Spread::of_all(performance.values(), prior));
        Ok(Self { performance, prior: prior.clone(), least, most })
    }

    /// A prior within `delta` under which the objective is least. Mass is taken from the profiles where it is greatest,
    /// greatest first, and put where it is least.
    ///
    /// All priors are within 1 of each other, and below 0 there is only the prior itself.
    #[must_use]
    pub fn worst_prior(&self, delta: &Rational) -> Prior {
        lowest_prior(self.performance.values(), &self.prior, delta)
    }

    /// A prior within `delta` under which the objective is greatest, as in [`worst_prior`](Self::worst_prior).
    #[must_use]
    pub fn best_prior(&self, delta: &Rational) -> Prior {
        let event: Vec<(usize, Rational)> = self.performance.values().iter().cloned().enumerate().collect();
        highest_prior(&event, &self.prior, delta)
    }

    /// The largest δ such that the objective comes to at least `least` under every prior within δ; `None` if it doesn't even under
    /// the prior itself.
    ///
    /// The promise in reverse: how wrong the prior may be for revenue of at least 1 is `extremes.at_least_up_to(&ratio!(1))`; the
    /// [module's page](super#example) has an example of the whole.
    #[must_use]
    pub fn at_least_up_to(&self, least: &Rational) -> Option<Rational> {
        self.least.negated().stays_at_most(&-least)
    }

    /// The objective's values on the mechanism.
    #[must_use]
    pub fn performance(&self) -> &Performance {
        &self.performance
    }
}

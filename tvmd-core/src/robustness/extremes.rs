//! The least and the most that an objective can come to near a prior.

use super::Curve;
use super::ball::{highest, highest_prior, reached};
use crate::exact::Rational;
use crate::objective::Performance;
use crate::optimum::Ball;
use crate::prior::{Prior, PriorError, Spread, same_setting};

/// The worst and the best expectation of an objective over the ball of each radius, for a fixed mechanism and truthful reports.
#[derive(Clone, Debug)]
pub struct Extremes {
    performance: Performance,
    prior: Prior,
    ball: Ball,
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
        Self::over(performance, prior, Ball::All)
    }

    /// The same over the balls of this kind.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the mechanism.
    ///
    /// ```
    /// use tvmd::optimum::Ball;
    /// use tvmd::prelude::*;
    /// use tvmd::robustness::Extremes;
    /// # tvmd::mechanism! {
    /// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 1/4, High: 3/4 } } }
    /// #     mechanism Posted in Shop { posted_prices { Tea: 1 } }
    /// # }
    ///
    /// let revenue = || Performance::new(&Revenue, &Posted.table());
    /// // All buyers pay 1. Only who stays away doesn't, and the prior says that nobody does.
    /// assert_eq!(Extremes::of(revenue()?, &Shop::prior())?.least.at(&ratio!(1 / 10)), ratio!(9 / 10));
    /// let kept = Extremes::over(revenue()?, &Shop::prior(), Ball::Support)?;
    /// assert_eq!(kept.least.at(&ratio!(1 / 10)), ratio!(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn over(performance: Performance, prior: &Prior, ball: Ball) -> Result<Self, PriorError> {
        same_setting(performance.setting(), prior.setting())?;
        let curve = |values: &[Rational]| {
            let spread = Spread::of_all(values, prior);
            let reached = match ball {
                Ball::All => Some(spread),
                Ball::Support => spread.on_support(),
            };
            highest(&reached.expect("a prior has a support"))
        };
        let opposite: Vec<Rational> = performance.values().iter().map(|value| -value).collect();
        let (least, most) = (curve(&opposite).negated(), curve(performance.values()));
        Ok(Self { performance, prior: prior.clone(), ball, least, most })
    }

    /// A prior within `delta` under which the objective is least. Mass is taken from the profiles where it is greatest,
    /// greatest first, and put where it is least.
    ///
    /// All priors are within 1 of each other, and below 0 there is only the prior itself.
    #[must_use]
    pub fn worst_prior(&self, delta: &Rational) -> Prior {
        let opposite = self.performance.values().iter().map(|value| -value);
        highest_prior(&reached(opposite.enumerate(), &self.prior, self.ball), &self.prior, delta)
    }

    /// A prior within `delta` under which the objective is greatest, as in [`worst_prior`](Self::worst_prior).
    #[must_use]
    pub fn best_prior(&self, delta: &Rational) -> Prior {
        let values = self.performance.values().iter().cloned();
        highest_prior(&reached(values.enumerate(), &self.prior, self.ball), &self.prior, delta)
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

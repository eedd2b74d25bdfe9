//! The most that a lie can gain near a prior, given the type of who tells it; ⊥ counts as a report.

use super::Curve;
use super::ball::{highest, highest_prior, reached};
use crate::exact::Rational;
use crate::incentive::{Temptation, differences};
use crate::mechanism::Table;
use crate::optimum::Ball;
use crate::prior::{Prior, PriorError};
use crate::setting::AgentId;
use crate::work::{self, Work};
use num_traits::{Signed as _, Zero};

/// The worst BIC regret of a fixed mechanism over the ball of each radius, in units of payments.
///
/// ```
/// use tvmd::prelude::*;
/// use tvmd::robustness::Regret;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// #     mechanism FirstRefusal in Gallery {
/// #         outcomes {
/// #             (High, _)   => First gets { Painting } pays 3/2,
/// #             (Low, High) => Second gets { Painting } pays 2,
/// #             (Low, _)    => First gets { Painting } pays 1,
/// #             _           => nothing,
/// #         }
/// #     }
/// # }
///
/// let regret = Regret::of(&Table::of(&FirstRefusal)?, &Gallery::prior())?;
/// // The lie that gains most within a tenth: First, of type High, says Low.
/// let lie = regret.worst_lie(&ratio!(1 / 10)).ok_or("nothing gains")?;
/// assert_eq!((lie.agent, lie.own, lie.report), (AgentId(0), 2, 1));
/// assert_eq!(lie.gain, regret.at(&ratio!(1 / 10)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Regret {
    prior: Prior,
    ball: Ball,
    /// The types of positive probability that would gain by some misreport at some profile, by agent (⊥ last). No other type of positive
    /// probability gains anything under any prior.
    pub types: Vec<Tempted>,
    /// The same for types of probability 0, whose curves are for δ > 0: any mass at all can be put where they gain most.
    pub ruled_out: Vec<Tempted>,
    /// The largest of the curves of [`types`](Self::types), at least 0 everywhere.
    pub curve: Curve,
}

/// A type that would gain by misreporting at some profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tempted {
    /// The agent's position.
    pub agent: AgentId,
    /// Her type.
    pub own: usize,
    /// The probability of the type under the prior.
    pub mass: Rational,
    /// What she can gain by each misreport that gains anywhere: the largest expected gain given her type, by δ; negative where it
    /// costs.
    pub misreports: Vec<(usize, Curve)>,
    /// The largest of them, and at least 0.
    pub curve: Curve,
}

/// A misreport that gains most within a distance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lie {
    /// The agent's position.
    pub agent: AgentId,
    /// Her type.
    pub own: usize,
    /// What she reports instead.
    pub report: usize,
    /// Her largest expected gain given her type, in units of payments.
    pub gain: Rational,
}

impl Regret {
    /// What it takes to know that of a mechanism near a prior, an objective near it, and the worst priors.
    #[must_use]
    pub fn work(table: &Table) -> Work {
        work::robustness(table.setting(), Temptation::count(table))
    }

    /// That of a mechanism near a prior.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn of(table: &Table, prior: &Prior) -> Result<Self, PriorError> {
        Self::over(table, prior, Ball::All)
    }

    /// The same over the balls of this kind.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn over(table: &Table, prior: &Prior, ball: Ball) -> Result<Self, PriorError> {
        let zero = Curve::constant(Rational::zero());
        let mut tempted: Vec<Tempted> = Vec::new();
        for Temptation { agent, own, report, gains } in Temptation::all(table, prior)? {
            let reached = match ball {
                Ball::All => Some(gains),
                Ball::Support => gains.on_support().filter(|gains| gains.most().is_positive()),
            };
            let Some(gains) = reached else { continue };
            let curve = highest(&gains);
            match tempted.last_mut().filter(|last| (last.agent, last.own) == (agent, own)) {
                Some(last) => {
                    last.curve = last.curve.larger(&curve);
                    last.misreports.push((report, curve));
                }
                None => tempted.push(Tempted {
                    agent,
                    own,
                    mass: gains.mass(),
                    curve: zero.larger(&curve),
                    misreports: vec![(report, curve)],
                }),
            }
        }
        let (types, ruled_out): (Vec<_>, Vec<_>) =
            tempted.into_iter().partition(|tempted| !tempted.mass.is_zero());
        let curve = types.iter().fold(zero, |curve, tempted| curve.larger(&tempted.curve));
        Ok(Self { prior: prior.clone(), ball, types, ruled_out, curve })
    }

    /// The worst BIC regret over all priors within `delta`, types included that only other priors than the given one allow.
    ///
    /// All priors are within 1 of each other, and below 0 there is only the prior itself.
    #[must_use]
    pub fn at(&self, delta: &Rational) -> Rational {
        self.worst_lie(delta).map_or_else(Rational::zero, |lie| lie.gain)
    }

    /// The misreport that gains most under some prior within `delta`; `None` if none gains. Of several the first by agent, type and
    /// misreport, types of positive probability before others.
    #[must_use]
    pub fn worst_lie(&self, delta: &Rational) -> Option<Lie> {
        let ruled_out = if !delta.is_positive() { [].iter() } else { self.ruled_out.iter() };
        let lies = self.types.iter().chain(ruled_out).flat_map(|tempted| {
            let lie = |report, gain| Lie { agent: tempted.agent, own: tempted.own, report, gain };
            tempted.misreports.iter().map(move |(report, curve)| lie(*report, curve.at(delta)))
        });
        // Of equal gains the first.
        let worst = lies.fold(None, |worst: Option<Lie>, lie| match worst {
            Some(worst) if worst.gain >= lie.gain => Some(worst),
            _ => Some(lie),
        });
        worst.filter(|lie| lie.gain > Rational::zero())
    }

    /// The largest gain of types of probability 0, which any δ > 0 allows; 0 if they never gain.
    #[must_use]
    pub fn jump(&self) -> Rational {
        self.ruled_out.iter().map(|tempted| tempted.curve.at(&Rational::zero())).max().unwrap_or_default()
    }

    /// A prior within `delta` under which the worst lie gains as much as it can; the prior itself if none gains. Mass is moved among
    /// the profiles with the type, from where the lie gains least to where it gains most.
    ///
    /// # Errors
    /// If the table belongs to another setting than the prior.
    pub fn worst_prior(&self, table: &Table, delta: &Rational) -> Result<Prior, PriorError> {
        crate::prior::same_setting(table.setting(), self.prior.setting())?;
        let Some(Lie { agent, own, report, .. }) = self.worst_lie(delta) else {
            return Ok(self.prior.clone());
        };
        let gains = differences(table, agent.0, own, report).map(|(profile, worth)| (profile, -worth));
        Ok(highest_prior(&reached(gains, &self.prior, self.ball), &self.prior, delta))
    }

    /// The largest δ such that no type gains more than `epsilon` under any prior within δ; `None` if one does under the prior
    /// itself.
    #[must_use]
    pub fn at_most_up_to(&self, epsilon: &Rational) -> Option<Rational> {
        let delta = self.curve.stays_at_most(epsilon)?;
        Some(if self.jump() > *epsilon { Rational::zero() } else { delta })
    }
}

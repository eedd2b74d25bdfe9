//! Guarantees as people ask for them: of any family, with a certificate, and with what Theorem 4 says where marginals are noisy.

use super::couplings::worst_joint_near;
use super::error::OptimumError;
use super::file::File;
use super::maxmin::{MaxMin, Ties, max_min, max_min_lookahead, max_min_near};
use super::noise::Noise;
use super::posted::max_min_posted;
use super::stage::Stage;
use crate::exact::Rational;
use crate::objective::{Performance, Standard};
use crate::prior::Prior;
use crate::setting::AgentId;
use crate::work::Budget;

/// Among which mechanisms most is to be guaranteed, where only the marginals are known.
///
/// ```
/// use tvmd::objective::Standard;
/// use tvmd::optimum::{GuaranteeSought, maxmin::Ties};
/// use tvmd::prelude::*;
/// use tvmd::work::Budget;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> { items { Painting } bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior independent { First { Low: 1/4, High: 3/4 } Second uniform } }
/// # }
///
/// let of = |sought: GuaranteeSought| sought.of(&Gallery::prior(), Standard::Revenue, &Budget::DEFAULT, &mut |_| ());
/// assert_eq!(of(GuaranteeSought::Any(None))?.best.value, ratio!(7 / 4));
/// assert!(of(GuaranteeSought::Lookahead(Ties::Any))?.best.value <= ratio!(7 / 4));
/// # Ok::<(), tvmd::optimum::OptimumError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuaranteeSought {
    /// All DSIC, ex-post IR ones; where marginals are noisy, near them.
    Any(Option<Noise>),
    /// Lookahead auctions of one item.
    Lookahead(Ties),
    /// Posted prices of one item, to one agent after the other.
    Posted,
}

/// A guarantee with its certificate.
#[derive(Clone, Debug)]
pub struct Guarantee {
    /// The mechanism, and the worst joint distribution.
    pub best: MaxMin,
    /// What `tvmd-verify` checks.
    pub certificate: File,
    /// Where marginals are noisy: the best mechanism for those of the prior; none if time was up before it was found.
    pub for_the_marginals: Option<ForTheMarginals>,
}

/// The mechanism that guarantees most for marginals as if they were known: Theorem 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForTheMarginals {
    /// What it guarantees for them.
    pub value: Rational,
    /// What it guarantees near them.
    pub near: Rational,
    /// What it guarantees near them at least, by Lemma 10: the value less V times the sum of the distances.
    pub lemma_10: Rational,
}

impl GuaranteeSought {
    /// The most that is guaranteed for the marginals of a prior. `progress` is told how far it is.
    ///
    /// # Errors
    /// If there is no such mechanism, or it is too much work.
    pub fn of(
        &self,
        prior: &Prior,
        objective: Standard,
        budget: &Budget,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Guarantee, OptimumError> {
        let setting = prior.setting();
        let marginals: Vec<_> =
            (0..setting.agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect();
        if !matches!(self, Self::Any(_)) && setting.items().len() != 1 {
            return Err(OptimumError::SeveralItems);
        }
        // Of priors with these marginals one has the independent agents.
        let independent = || prior.product_of_marginals();
        let still = vec![Rational::default(); marginals.len()];
        let best = match self {
            Self::Any(Some(noise)) => max_min_near(setting, &marginals, noise, &objective, budget, progress),
            Self::Any(None) => max_min(setting, &marginals, &objective, budget, progress),
            Self::Lookahead(ties) => {
                max_min_lookahead(setting, &marginals, &objective, *ties, budget, progress)
            }
            Self::Posted => max_min_posted(setting, &marginals, objective, budget, progress),
        };
        let best = best.map_err(|error| match (error, self) {
            (OptimumError::TimeIsUp(known), Self::Any(noise)) => {
                let radii = noise.as_ref().map_or(&still, |noise| &noise.radii);
                OptimumError::TimeIsUp(Box::new(known.or_beforehand(objective, &independent(), radii)))
            }
            (OptimumError::TimeIsUp(known), _) => {
                OptimumError::TimeIsUp(Box::new(known.or_welfare(&independent())))
            }
            (other, _) => other,
        })?;
        let Self::Any(Some(noise)) = self else {
            let certificate = File::max_min(&best, prior, objective);
            return Ok(Guarantee { best, certificate, for_the_marginals: None });
        };
        let for_the_marginals = match max_min(setting, &marginals, &objective, budget, progress) {
            // What was asked for is known.
            Err(OptimumError::TimeIsUp(_)) => None,
            known => {
                let known = known?;
                let made =
                    Performance::new(&objective, &known.table).expect("feasible outcomes keep to the ranges");
                let near = worst_joint_near(setting, &marginals, noise, made.values())?.value;
                let moved: Rational = noise.radii.iter().sum();
                let lemma_10 = &known.value - made.width_in_play() * moved;
                Some(ForTheMarginals { value: known.value, near, lemma_10 })
            }
        };
        let certificate = File::max_min_near(&best, prior, noise, objective);
        Ok(Guarantee { best, certificate, for_the_marginals })
    }
}

//! Priors: distributions of type profiles, their marginals, conditionals and products, and their distance.
//!
//! A [`Prior`] belongs to a setting; a [`Distribution`] is one on numbered points, exact. How far apart two are is
//! [`TotalVariation`] (Definition 1 of the paper), with a coupling and an event that prove it; [`divergence`] bounds it from above.
//! A prior may be given by potentials, as a Markov random field ([`Mrf`]), and may be looked at as a joint distribution of
//! [`Variables`]. [`Spread`] is how the values of a function are distributed.
//!
//! ```
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior independent { First { Low: 1/2, High: 1/2 } Second { Low: 1/4, High: 3/4 } }
//!     }
//! }
//! use gallery::{Agent, First, Second};
//!
//! let prior = Gallery::prior();
//! let high = First::High as usize;
//! assert_eq!(prior.marginal(Agent::First).mass(high), ratio!(1 / 2));
//!
//! // Types that are always equal: correlated, with other marginals.
//! let alike = PriorOf::<Gallery>::joint([
//!     ((First::Low, Second::Low), ratio!(1 / 2)),
//!     ((First::High, Second::High), ratio!(1 / 2)),
//! ])?;
//! // Given that First is High, so is Second.
//! let given = alike.conditional(Agent::First, high).ok_or("a type of probability 0")?;
//! assert_eq!(given.mass(Second::High as usize), ratio!(1));
//!
//! let distance = prior.total_variation(&alike)?;
//! assert_eq!(distance.value, ratio!(1 / 2));
//! assert!(distance.certifies(prior.distribution(), alike.distribution()));
//! // Of all priors with its marginals, the independent one is this far away.
//! assert_eq!(alike.total_variation(&alike.product_of_marginals())?.value, ratio!(1 / 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod conditionals;
pub mod distance;
mod distribution;
pub mod divergence;
mod error;
pub(crate) mod field;
pub mod mrf;
mod spread;
mod variables;
mod weights;

pub use distance::TotalVariation;
pub use distribution::{Distribution, DistributionError};
pub use error::{NoVertices, PriorError, same_setting};
pub use mrf::{Mrf, MrfError};
pub use spread::Spread;
pub use variables::Variables;

use crate::exact::{BigInt, Fractions, Rational};
use crate::model;
use crate::setting::{AgentId, Profile, Setting, TypeId};
use conditionals::Kept;
use num_traits::Zero;
use std::sync::Arc;

/// A distribution of the type profiles of a setting. ⊥ may have mass.
#[derive(Clone, Debug)]
pub struct Prior {
    setting: Setting,
    /// Shared, so that copies of a prior cost nothing.
    distribution: Arc<Distribution>,
    /// What was laid out for sweeps, shared, too.
    kept: Kept,
}

impl PartialEq for Prior {
    fn eq(&self, other: &Self) -> bool {
        self.setting == other.setting && self.distribution == other.distribution
    }
}

impl Eq for Prior {}

impl Prior {
    fn new(setting: &Setting, distribution: Distribution) -> Self {
        let kept = Kept::none(setting.agents().len());
        Self { setting: setting.clone(), distribution: Arc::new(distribution), kept }
    }

    /// The prior with these masses, one per profile in the order of [`Setting::profiles`].
    ///
    /// # Errors
    /// If there is not one mass per profile, or they are no distribution.
    pub fn from_masses(setting: &Setting, masses: &[Rational]) -> Result<Self, PriorError> {
        if masses.len() != setting.profile_count() {
            return Err(PriorError::Profiles(setting.profile_count(), masses.len()));
        }
        let distribution = Distribution::new(masses).map_err(|error| match error {
            DistributionError::Negative(index) => {
                PriorError::Negative(setting.profile_name(&setting.profile_at(index)))
            }
            error => error.into(),
        });
        Ok(Self::new(setting, distribution?))
    }

    /// The prior with the listed masses and none elsewhere. Masses of a repeated profile add up.
    ///
    /// # Errors
    /// If a profile isn't one of the setting, or the masses are no distribution.
    pub fn joint(
        setting: &Setting,
        atoms: impl IntoIterator<Item = (Profile, Rational)>,
    ) -> Result<Self, PriorError> {
        let mut masses = vec![Rational::zero(); setting.profile_count()];
        for (profile, mass) in atoms {
            let Some(index) = setting.index_of(&profile) else {
                return Err(PriorError::no_such_profile(setting, profile));
            };
            masses[index] += mass;
        }
        Self::from_masses(setting, &masses)
    }

    /// The prior with these masses of profiles, by number, and none elsewhere; `None` if a profile is listed twice or the masses are no
    /// distribution.
    pub(crate) fn listed(setting: &Setting, profiles: &[usize], masses: &Fractions) -> Option<Self> {
        let distribution = Distribution::listed(setting.profile_count(), profiles, masses)?;
        Some(Self::new(setting, distribution))
    }

    /// The product of the agents' distributions, each with one mass per type, ⊥ first.
    ///
    /// # Errors
    /// If one of them is missing or no distribution of the agent's types.
    pub fn independent(setting: &Setting, marginals: &[Vec<Rational>]) -> Result<Self, PriorError> {
        if marginals.len() != setting.agents().len() {
            return Err(PriorError::Agents(setting.agents().len(), marginals.len()));
        }
        let factors = setting.agents().iter().zip(marginals).map(|(agent, masses)| {
            let (name, types) = (agent.name.clone(), agent.types.len());
            if masses.len() != types {
                return Err(PriorError::Types { agent: name, types, masses: masses.len() });
            }
            Distribution::new(masses).map_err(|error| match error {
                DistributionError::Negative(her_type) => {
                    PriorError::Negative(format!("{name}'s type {}", agent.type_name(her_type)))
                }
                error => PriorError::Marginal { agent: name, error },
            })
        });
        let factors: Vec<Distribution> = factors.collect::<Result<_, _>>()?;
        Ok(Self::new(setting, Distribution::product(&factors)))
    }

    /// Every profile without ⊥ is equally likely.
    #[must_use]
    pub fn uniform(setting: &Setting) -> Self {
        let factors: Vec<Distribution> = setting
            .agents()
            .iter()
            .map(|agent| {
                let weights = (0..agent.types.len()).map(|her_type| BigInt::from(usize::from(her_type > 0)));
                Distribution::proportional(weights.collect()).expect("every agent has a type besides ⊥")
            })
            .collect();
        Self::new(setting, Distribution::product(&factors))
    }

    /// The setting whose profiles it is about.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The distribution of profile numbers.
    #[must_use]
    pub fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// The probability of a profile; 0 if it isn't one of the setting.
    #[must_use]
    pub fn mass(&self, profile: &Profile) -> Rational {
        self.setting.index_of(profile).map_or_else(Rational::zero, |index| self.distribution.mass(index))
    }

    /// The profiles of positive probability, with it.
    pub fn support(&self) -> impl Iterator<Item = (Profile, Rational)> + '_ {
        self.distribution
            .support()
            .map(|index| (self.setting.profile_at(index), self.distribution.mass(index)))
    }

    /// The distribution of one agent's type, ⊥ first.
    ///
    /// # Panics
    /// If the setting has no such agent.
    #[must_use]
    pub fn marginal(&self, agent: impl Into<AgentId>) -> Distribution {
        let AgentId(agent) = agent.into();
        let mut weights = vec![BigInt::zero(); self.setting.agent_at(AgentId(agent)).types.len()];
        let numbering = &self.setting.numbering();
        for (her_type, weight) in weights.iter_mut().enumerate() {
            *weight = (0..numbering.others(agent))
                .map(|others| self.distribution.weight(numbering.join(agent, her_type, others)))
                .sum();
        }
        Distribution::proportional(weights).expect("the masses of a distribution add up to 1")
    }

    /// The distribution of the others' profile given that `agent` has type `own`; `None` if that has probability 0.
    ///
    /// The others' profiles are numbered like profiles, leaving the agent out.
    ///
    /// # Panics
    /// If the setting has no such agent or type.
    #[must_use]
    pub fn conditional(&self, agent: impl Into<AgentId>, own: impl Into<TypeId>) -> Option<Distribution> {
        let (AgentId(agent), TypeId(own)) = (agent.into(), own.into());
        self.setting.agent_at(AgentId(agent)).assert_has(own);
        let numbering = &self.setting.numbering();
        let others = 0..numbering.others(agent);
        Distribution::proportional(
            others.map(|others| self.distribution.weight(numbering.join(agent, own, others))).collect(),
        )
    }

    /// The distribution of the others' profile, whatever the agent's own type. Numbered as in
    /// [`conditional`](Self::conditional).
    ///
    /// # Panics
    /// If the setting has no such agent.
    #[must_use]
    pub fn others(&self, agent: impl Into<AgentId>) -> Distribution {
        let AgentId(agent) = agent.into();
        let numbering = &self.setting.numbering();
        let types = self.setting.agent_at(AgentId(agent)).types.len();
        let weight = |others: usize| {
            (0..types).map(|her_type| self.distribution.weight(numbering.join(agent, her_type, others))).sum()
        };
        Distribution::proportional((0..numbering.others(agent)).map(weight).collect())
            .expect("the masses of a distribution add up to 1")
    }

    /// The product of this prior's marginals: the same distribution of each agent's type, drawn independently.
    #[must_use]
    pub fn product_of_marginals(&self) -> Self {
        let marginals: Vec<Distribution> =
            (0..self.setting.agents().len()).map(|agent| self.marginal(AgentId(agent))).collect();
        Self::new(&self.setting, Distribution::product(&marginals))
    }

    /// The distance to another prior of the same setting, with both certificates (Lemma 1).
    ///
    /// # Errors
    /// If the settings differ.
    pub fn total_variation(&self, other: &Self) -> Result<TotalVariation, PriorError> {
        same_setting(&self.setting, &other.setting)?;
        Ok(TotalVariation::between(&self.distribution, &other.distribution))
    }

    /// This prior in the instance format, listing its atoms.
    #[must_use]
    pub fn to_model(&self) -> model::PriorDecl {
        let atoms = self.support().map(|(profile, probability)| model::Atom {
            profile: self.setting.type_names(&profile).into_iter().map(str::to_owned).collect(),
            probability,
        });
        model::PriorDecl::Joint(atoms.collect())
    }
}

//! Instances that are looked at by their structure, so that they may have more profiles than can be listed.

use super::Instance;
use crate::exact::{BigInt, Rational};
use crate::mechanism::Outcome;
use crate::mechanism::rules::Structure;
use crate::model::Claim;
use crate::prior::Distribution;
use crate::setting::{Agent, Profile, Setting};
use crate::work::{self, Masses, Work};
use std::sync::Arc;

/// An instance, listed profile by profile or told by its structure.
///
/// What [`InstanceDecl::resolve_any`](crate::model::InstanceDecl::resolve_any) and
/// [`InstanceDecl::load_any`](crate::model::InstanceDecl::load_any) give.
#[derive(Clone, Debug)]
pub enum AnyInstance {
    /// One of at most [`MAX_PROFILES`](crate::setting::MAX_PROFILES) profiles.
    Listed(Instance),
    /// One of more, or of many whose mechanisms all have a structure.
    Structured(StructuredInstance),
}

/// A setting, how its types are distributed, and mechanisms that can be told by their structure: sequential posted prices of items
/// and of bundles, menus, second-price auctions and lookahead auctions.
///
/// There is no table of it, and so there may be any number of profiles. What [`Structured`] mechanisms come to is computed by
/// `structure::evaluate`.
///
/// ```
/// use tvmd::model::InstanceDecl;
///
/// // Forty bidders of two types: 3^40 profiles, ⊥ included.
/// let bidder = |own: usize| format!(r#"{{ "name": "B{own}", "valuation": "additive", "types": [
///     {{ "name": "Low", "values": {{ "Vase": "1" }} }}, {{ "name": "High", "values": {{ "Vase": "2" }} }} ] }}"#);
/// let bidders: Vec<String> = (0..40).map(bidder).collect();
/// let said = format!(
///     r#"{{ "tvmd": 1, "setting": {{ "name": "Sale", "items": ["Vase"], "bound": "2", "agents": [{}] }},
///           "prior": "uniform", "mechanisms": {{ "Auction": {{ "second_price": {{}} }} }} }}"#,
///     bidders.join(",")
/// );
/// let said = InstanceDecl::from_json(&said)?;
/// assert!(said.resolve().is_err(), "its profiles can't be listed");
/// let sale = said.resolve_structured()?;
/// assert_eq!(sale.profiles().to_string(), "12157665459056928801");
/// assert_eq!(sale.mechanisms()[0].name(), "Auction");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct StructuredInstance {
    pub(crate) setting: Setting,
    pub(crate) types: Option<Arc<TypeDistribution>>,
    pub(crate) mechanisms: Vec<Structured>,
}

/// How types are distributed, without a mass for each profile.
#[derive(Clone, Debug)]
pub enum TypeDistribution {
    /// Each agent's type is drawn on her own: the distributions by agent, ⊥ first.
    Independent(Vec<Distribution>),
    /// Profiles with their masses, which add up to 1; others have none.
    Joint(Vec<(Profile, Rational)>),
}

/// A mechanism that can be told by its structure.
///
/// One of [`StructuredInstance::mechanisms`].
#[derive(Clone, Debug)]
pub struct Structured {
    pub(crate) name: String,
    pub(crate) setting: Setting,
    pub(crate) types: Option<Arc<TypeDistribution>>,
    pub(crate) structure: Structure,
    pub(crate) claims: Vec<Claim>,
}

impl StructuredInstance {
    /// What the setting is called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.setting.name()
    }

    /// The agents, in order.
    #[must_use]
    pub fn agents(&self) -> &[Agent] {
        self.setting.agents()
    }

    /// How many profiles there are, ⊥ included.
    #[must_use]
    pub fn profiles(&self) -> BigInt {
        self.agents().iter().map(|agent| BigInt::from(agent.types.len())).product()
    }

    /// How types are distributed, if that is declared.
    #[must_use]
    pub fn types(&self) -> Option<&TypeDistribution> {
        self.types.as_deref()
    }

    /// The mechanisms, in the order in which they were declared.
    #[must_use]
    pub fn mechanisms(&self) -> &[Structured] {
        &self.mechanisms
    }
}

impl Structured {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The items' names, in order.
    #[must_use]
    pub fn items(&self) -> &[String] {
        self.setting.items()
    }

    /// The agents, in order.
    #[must_use]
    pub fn agents(&self) -> &[Agent] {
        self.setting.agents()
    }

    /// How types are distributed, if that is declared.
    #[must_use]
    pub fn types(&self) -> Option<&TypeDistribution> {
        self.types.as_deref()
    }

    /// What is claimed of it.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// What it does when these types are reported; `None` for a lookahead auction, whose prices are computed from the prior.
    ///
    /// # Panics
    /// If an agent has no such type, as a list does.
    #[must_use]
    pub fn outcome(&self, reports: &Profile) -> Option<Outcome> {
        self.structure.evaluated().outcome(&self.setting, reports)
    }

    /// What it takes to evaluate it.
    #[must_use]
    pub fn work(&self) -> Work {
        let masses = match self.types() {
            Some(TypeDistribution::Independent(types)) => {
                Masses::Independent(types.iter().map(|distribution| distribution.total().bits()).collect())
            }
            Some(TypeDistribution::Joint(atoms)) => Masses::Listed(atoms.len()),
            None => Masses::Unknown,
        };
        let (setting, rule) = (&self.setting, self.structure.evaluated());
        let over_all = rule.over_all(&self.name, setting, &masses.bits(setting));
        work::structure(over_all, |agent| rule.one(setting, agent), setting, &masses)
    }

    #[doc(hidden)]
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    #[doc(hidden)]
    #[must_use]
    pub fn structure(&self) -> &Structure {
        &self.structure
    }
}

//! What each type of an agent expects when all tell the truth.

use crate::exact::Rational;
use crate::mechanism::{Expected, Table};
use crate::prior::{Prior, PriorError, same_setting};
use crate::setting::{AgentId, TypeId, Valuation};
use num_traits::{One as _, Zero as _};

/// The reduced form of a mechanism under a prior: by agent and type what she gets and pays in expectation over the others, who tell
/// the truth (Border 1991, "Implementation of reduced form auctions").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReducedForm {
    /// By agent, then by type, ⊥ first; none for a type of probability 0.
    agents: Vec<Vec<Option<TypeExpects>>>,
}

/// What a type expects, given that she has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeExpects {
    /// The probability of the type.
    pub probability: Rational,
    /// Q: by item the probability of getting it.
    pub chances: Vec<Rational>,
    /// What she gets is worth to her, in units of payments.
    pub value: Rational,
    /// T: what she pays.
    pub payment: Rational,
}

impl TypeExpects {
    /// U: her value less her payment.
    #[must_use]
    pub fn utility(&self) -> Rational {
        &self.value - &self.payment
    }
}

impl ReducedForm {
    /// That of a table under a prior of its setting.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn of(table: &Table, prior: &Prior) -> Result<Self, PriorError> {
        let setting = table.setting();
        same_setting(setting, prior.setting())?;
        let units: Vec<Valuation> = (0..setting.items().len())
            .map(|item| {
                let worth = |other| if other == item { Rational::one() } else { Rational::zero() };
                Valuation::Additive((0..setting.items().len()).map(worth).collect())
            })
            .collect();
        let of_agent = |agent: usize| {
            let masses = prior.marginal(AgentId(agent));
            let types = setting.agents()[agent].types().iter().enumerate();
            types
                .map(|(her_type, named)| {
                    let likely = prior.conditional(AgentId(agent), TypeId(her_type))?;
                    let expected = Expected::new(table, &likely, agent, her_type);
                    Some(TypeExpects {
                        probability: masses.mass(her_type),
                        chances: units.iter().map(|unit| expected.value(unit)).collect(),
                        value: expected.value(named.valuation()),
                        payment: expected.payment,
                    })
                })
                .collect()
        };
        Ok(Self { agents: (0..setting.agents().len()).map(of_agent).collect() })
    }

    /// What a type expects; none if it has probability 0, or isn't there.
    #[must_use]
    pub fn of_type(&self, agent: impl Into<AgentId>, own: impl Into<TypeId>) -> Option<&TypeExpects> {
        self.agents.get(agent.into().0)?.get(own.into().0)?.as_ref()
    }

    /// What an agent expects to pay, before she knows her type.
    #[must_use]
    pub fn payment(&self, agent: impl Into<AgentId>) -> Rational {
        self.expectation(agent.into(), |expects| expects.payment.clone())
    }

    /// What an agent expects to keep, before she knows her type: her value less her payment.
    #[must_use]
    pub fn rent(&self, agent: impl Into<AgentId>) -> Rational {
        self.expectation(agent.into(), TypeExpects::utility)
    }

    fn expectation(&self, agent: AgentId, of: impl Fn(&TypeExpects) -> Rational) -> Rational {
        self.agents
            .get(agent.0)
            .into_iter()
            .flatten()
            .flatten()
            .map(|expects| &expects.probability * of(expects))
            .sum()
    }
}

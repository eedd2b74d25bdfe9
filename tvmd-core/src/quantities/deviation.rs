//! Who gains by pretending to be whom.

use crate::exact::Rational;
use crate::mechanism::{Expected, Table};
use crate::prior::{Prior, PriorError, same_setting};
use crate::setting::{AgentId, TypeId};

/// By type and misreport what an agent gains, in units of payments; the truth gains 0.
///
/// ```
/// use tvmd::prelude::*;
/// use tvmd::quantities::DeviationMatrix;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 3/4, High: 1/4 } } }
/// #     mechanism Bid in Shop { outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing } }
/// # }
/// use shop::Buyer;
///
/// let gains = DeviationMatrix::most(&Table::of(&Bid)?, shop::Agent::Buyer);
/// assert_eq!(gains.gain(Buyer::High, Buyer::Low), Some(&ratio!(1)));
/// assert_eq!(gains.gain(Buyer::Low, Buyer::High), Some(&ratio!(-1)));
/// # Ok::<(), tvmd::mechanism::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviationMatrix {
    /// By type, ⊥ first; none for a type of probability 0.
    gains: Vec<Option<Vec<Rational>>>,
}

impl DeviationMatrix {
    /// What an agent of each type of positive probability expects to gain by each report, the others telling the truth.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    ///
    /// # Panics
    /// If the setting has no such agent.
    pub fn expected(table: &Table, prior: &Prior, agent: impl Into<AgentId>) -> Result<Self, PriorError> {
        let agent = agent.into();
        let setting = table.setting();
        same_setting(setting, prior.setting())?;
        let types = setting.agents()[agent.0].types();
        let of_type = |own: usize| {
            let likely = prior.conditional(agent, TypeId(own))?;
            let utility = |report: usize| {
                let expected = Expected::new(table, &likely, agent.0, report);
                expected.value(types[own].valuation()) - expected.payment
            };
            Some(gains(own, (0..types.len()).map(utility).collect()))
        };
        Ok(Self { gains: (0..types.len()).map(of_type).collect() })
    }

    /// The most that an agent of each type gains by each report, whatever the others report.
    ///
    /// # Panics
    /// If the setting has no such agent.
    #[must_use]
    pub fn most(table: &Table, agent: impl Into<AgentId>) -> Self {
        let agent = agent.into();
        let setting = table.setting();
        let types = setting.agents()[agent.0].types();
        let numbering = setting.numbering();
        let utility = |own: usize, report: usize, others: usize| {
            let outcome = table.outcome_at(numbering.join(agent.0, report, others));
            outcome.value(agent, types[own].valuation()) - outcome.payment(agent)
        };
        let most = |own: usize, report: usize| {
            let others = 0..numbering.others(agent.0);
            let gains = others.map(|others| utility(own, report, others) - utility(own, own, others));
            gains.max().unwrap_or_default()
        };
        let of_type = |own: usize| Some((0..types.len()).map(|report| most(own, report)).collect());
        Self { gains: (0..types.len()).map(of_type).collect() }
    }

    /// What a type gains by a report; none for a type of probability 0, or one that isn't there.
    #[must_use]
    pub fn gain(&self, own: impl Into<TypeId>, report: impl Into<TypeId>) -> Option<&Rational> {
        self.gains.get(own.into().0)?.as_ref()?.get(report.into().0)
    }
}

/// Utilities by report, less that of the truth.
fn gains(own: usize, utilities: Vec<Rational>) -> Vec<Rational> {
    let truth = utilities[own].clone();
    utilities.into_iter().map(|utility| utility - &truth).collect()
}

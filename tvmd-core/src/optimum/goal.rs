//! What is maximised: objectives by their coefficients, as linear programs ask for them.

use super::cell::Pieces;
use super::form::Form;
use super::plan::Plan;
use crate::exact::Rational;
use crate::mechanism::Allocation;
use crate::objective::{Objective, Revenue, Standard, Welfare};
use crate::setting::{AgentId, Profile, Setting};
use num_traits::{One, Zero};

mod private {
    /// Only this file can ask an objective, or answer, which of ours it is.
    pub struct Ours;
}

/// An objective that is linear in lotteries and payments, said by its coefficients: its value is Σ chance · allocation + Σ payment coefficient
/// · payment at every profile.
///
/// Programs are made of the coefficients, and performances are values. That the two agree is checked exactly, at every profile, wherever an
/// objective is maximised: on each allocation for sure, on each agent's paying H and -H alone, on a lottery over all allocations with a
/// different payment by each agent, and on the outcomes of the mechanisms that are compared. Where they don't, there is a
/// [`NotLinear`](super::NotLinear) and no optimum. That the value is linear in between is the objective's own word.
///
/// Revenue from one agent only, as a designer has it who collects it for her:
///
/// ```
/// use tvmd::exact::{Rational, ratio};
/// use tvmd::mechanism::{Allocation, Outcome};
/// use tvmd::model::InstanceDecl;
/// use tvmd::objective::Objective;
/// use tvmd::optimum::{Design, Linear, Truthfulness};
/// use tvmd::setting::{AgentId, Profile, Setting};
///
/// /// What one agent pays.
/// struct RevenueFrom(AgentId);
///
/// impl Objective for RevenueFrom {
///     fn name(&self) -> &str {
///         "revenue from one agent"
///     }
///     fn range(&self, setting: &Setting) -> (Rational, Rational) {
///         (-setting.bound().clone(), setting.bound().clone())
///     }
///     fn value(&self, _: &Setting, _: &Profile, outcome: &Outcome) -> Rational {
///         outcome.payment(self.0)
///     }
/// }
///
/// impl Linear for RevenueFrom {
///     fn allocation(&self, _: &Setting, _: &Profile, _: &Allocation) -> Rational {
///         ratio(0, 1)
///     }
///     fn payment(&self, _: &Setting, _: &Profile, agent: AgentId) -> Rational {
///         ratio(i64::from(agent == self.0), 1)
///     }
/// }
///
/// // Two bidders for one painting, worth 1 or 2 to either with probability 1/2.
/// let instance = InstanceDecl::from_json(
///     r#"{
///         "tvmd": 1,
///         "setting": {
///             "name": "Gallery", "items": ["Painting"], "bound": "2",
///             "agents": [
///                 { "name": "First", "valuation": "additive", "types": [
///                     { "name": "Low", "values": { "Painting": "1" } },
///                     { "name": "High", "values": { "Painting": "2" } }] },
///                 { "name": "Second", "valuation": "additive", "types": [
///                     { "name": "Low", "values": { "Painting": "1" } },
///                     { "name": "High", "values": { "Painting": "2" } }] }
///             ]
///         },
///         "prior": { "independent": { "First": "uniform", "Second": "uniform" } }
///     }"#,
/// )?
/// .resolve()?;
/// let prior = instance.prior().expect("there is one");
///
/// let from_first = RevenueFrom(AgentId(0));
/// let design = Design { goal: from_first.goal(), ..Design::revenue(prior, Truthfulness::Dsic) };
/// // She alone pays at most 1 in expectation: the price 1 always sells, the price 2 half of the time.
/// assert_eq!(design.best()?.value, ratio(1, 1));
/// // Both together make 3/2.
/// assert_eq!(Design::revenue(prior, Truthfulness::Dsic).best()?.value, ratio(3, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Linear: Objective {
    /// What an allocation counts for, drawn for sure, where nobody pays anything.
    fn allocation(&self, setting: &Setting, types: &Profile, allocation: &Allocation) -> Rational;

    /// What a unit of an agent's payment counts for.
    fn payment(&self, setting: &Setting, types: &Profile, agent: AgentId) -> Rational;

    /// The same objective, to be maximised.
    fn goal(&self) -> Goal<'_>
    where
        Self: Sized,
    {
        Goal::of(self)
    }

    #[doc(hidden)]
    fn standard(&self, _: private::Ours) -> Option<Standard> {
        None
    }
}

impl Linear for Revenue {
    fn allocation(&self, _: &Setting, _: &Profile, _: &Allocation) -> Rational {
        Rational::zero()
    }
    fn payment(&self, _: &Setting, _: &Profile, _: AgentId) -> Rational {
        Rational::one()
    }
    fn standard(&self, _: private::Ours) -> Option<Standard> {
        Some(Standard::Revenue)
    }
}

impl Linear for Welfare {
    fn allocation(&self, setting: &Setting, types: &Profile, allocation: &Allocation) -> Rational {
        let agents = setting.agents().iter().zip(types.types()).enumerate();
        agents
            .map(|(agent, (spec, report))| {
                spec.types()[*report].valuation().value(allocation.bundle(AgentId(agent)))
            })
            .sum()
    }
    fn payment(&self, _: &Setting, _: &Profile, _: AgentId) -> Rational {
        Rational::zero()
    }
    fn standard(&self, _: private::Ours) -> Option<Standard> {
        Some(Standard::Welfare)
    }
}

impl Linear for Standard {
    fn allocation(&self, setting: &Setting, types: &Profile, allocation: &Allocation) -> Rational {
        match self {
            Self::Revenue => Revenue.allocation(setting, types, allocation),
            Self::Welfare => Welfare.allocation(setting, types, allocation),
        }
    }
    fn payment(&self, setting: &Setting, types: &Profile, agent: AgentId) -> Rational {
        match self {
            Self::Revenue => Revenue.payment(setting, types, agent),
            Self::Welfare => Welfare.payment(setting, types, agent),
        }
    }
    fn standard(&self, _: private::Ours) -> Option<Standard> {
        Some(*self)
    }
}

/// What is maximised in expectation.
#[derive(Clone, Copy)]
pub enum Goal<'a> {
    /// The sum of payments.
    Revenue,
    /// The sum of values.
    Welfare,
    /// An objective by its coefficients, which are checked against its value at every profile before anything is solved, and on
    /// the best mechanism afterwards.
    Objective(&'a dyn Linear),
    /// A weight for each allocation and a weight for each unit of payment, at each profile.
    Weighted {
        /// What an allocation counts for.
        allocation: &'a dyn Fn(&Profile, &Allocation) -> Rational,
        /// What a unit of an agent's payment counts for.
        payment: &'a dyn Fn(&Profile, AgentId) -> Rational,
    },
}

impl<'a> Goal<'a> {
    /// What an objective says it is. Of revenue and welfare it is known how they add up, and smaller programs do.
    pub(crate) fn of(objective: &'a dyn Linear) -> Self {
        match objective.standard(private::Ours) {
            Some(Standard::Revenue) => Self::Revenue,
            Some(Standard::Welfare) => Self::Welfare,
            None => Self::Objective(objective),
        }
    }

    pub(super) fn pieces(&self, setting: &Setting) -> Pieces {
        match self {
            Self::Revenue | Self::Welfare => Pieces::of(setting),
            Self::Objective(_) | Self::Weighted { .. } => Pieces::Allocations,
        }
    }

    /// What it counts at a profile: where nothing happens, and per variable beyond that.
    pub(super) fn form(&self, setting: &Setting, plan: &Plan, profile: usize) -> (Rational, Form) {
        let types = setting.profile_at(profile);
        let counted = |allocation: &dyn Fn(&Allocation) -> Rational,
                       payment: &dyn Fn(AgentId) -> Rational| {
            let nothing = allocation(&Allocation::nothing(setting.agents().len()));
            let form = plan.weighted(profile, |given| allocation(given) - &nothing, payment);
            (nothing, form)
        };
        let of = |objective: &dyn Linear| {
            counted(&|given| objective.allocation(setting, &types, given), &|agent| {
                objective.payment(setting, &types, agent)
            })
        };
        match self {
            Self::Revenue => of(&Revenue),
            Self::Welfare => of(&Welfare),
            Self::Objective(objective) => of(*objective),
            Self::Weighted { allocation, payment } => {
                counted(&|given| allocation(&types, given), &|agent| payment(&types, agent))
            }
        }
    }
}

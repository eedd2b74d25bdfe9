//! Contrary objectives: some agents ought to be served and some not, by their types, the other way round from what incentives
//! allow. They show that theorems about arbitrary objectives can't do with less.

use crate::case::Case;
use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome};
use crate::objective::Objective;
use crate::optimum::Linear;
use crate::setting::{AgentId, Profile, Setting};
use num_traits::{One, Zero};

/// Which agents ought to be served at each profile, by its number: 1 if all are as they ought to be, else 0. An agent is served
/// if she gets what is worth something to her; `None` where either will do.
pub(super) struct Contrary(Vec<Vec<Option<bool>>>);

impl Contrary {
    /// The first agent is wanted where D has at least the mass of D̂, and elsewhere not.
    pub(super) fn by_profile(case: &Case) -> Self {
        let masses = case.prior.distribution().masses().zip(case.prior_hat.distribution().masses());
        let others = case.setting().agents().len() - 1;
        let wanted = masses.map(|(d, d_hat)| {
            std::iter::once(Some(d >= d_hat)).chain(std::iter::repeat_n(None, others)).collect()
        });
        Self(wanted.collect())
    }

    /// Each agent is wanted where her type is rarer under D̂ than under D, and not wanted where it is more frequent.
    pub(super) fn by_marginals(case: &Case) -> Self {
        let setting = case.setting();
        let of_agent = |agent: usize| -> Vec<Option<bool>> {
            let [d, d_hat] = [&case.prior, &case.prior_hat].map(|prior| prior.marginal(AgentId(agent)));
            d.masses().zip(d_hat.masses()).map(|(d, d_hat)| (d != d_hat).then_some(d > d_hat)).collect()
        };
        let by_agent: Vec<Vec<Option<bool>>> = (0..setting.agents().len()).map(of_agent).collect();
        let wanted = setting
            .profiles()
            .map(|profile| profile.types().iter().zip(&by_agent).map(|(at, wanted)| wanted[*at]).collect());
        Self(wanted.collect())
    }
}

impl Objective for Contrary {
    fn name(&self) -> &'static str {
        "contrary"
    }
    fn range(&self, _: &Setting) -> (Rational, Rational) {
        (Rational::zero(), Rational::one())
    }
    fn value(&self, setting: &Setting, types: &Profile, outcome: &Outcome) -> Rational {
        let drawn = outcome.allocations().iter();
        drawn.map(|(chance, allocation)| chance * self.allocation(setting, types, allocation)).sum()
    }
}

impl Linear for Contrary {
    fn allocation(&self, setting: &Setting, types: &Profile, allocation: &Allocation) -> Rational {
        let wanted = setting.index_of(types).map(|index| &self.0[index]);
        let as_wanted = wanted.is_some_and(|wanted| {
            let served = |agent: usize| {
                let type_of_hers = &setting.agents()[agent].types()[types.of(AgentId(agent))];
                !type_of_hers.valuation().value(allocation.bundle(AgentId(agent))).is_zero()
            };
            let mut wanted = wanted.iter().enumerate();
            wanted.all(|(agent, wanted)| wanted.is_none_or(|wanted| wanted == served(agent)))
        });
        Rational::from_integer(u8::from(as_wanted).into())
    }

    fn payment(&self, _: &Setting, _: &Profile, _: AgentId) -> Rational {
        Rational::zero()
    }
}

//! What Definition 4 and the statements about it have in common: a case's extension, what it is worth to lie in it, how far
//! τ moves a prior, and the families of cases at which the bounds are attained.

mod cases;

pub(in crate::tv_robustness) use cases::{
    FIRST, SECOND, all_kept_under_hat, for_nothing, generate, subsidy, subsidy_with, tight, twofold,
    undefined, worst_offers,
};

use crate::case::Case;
use crate::exact::Rational;
use crate::incentive::Verdict;
use crate::mechanism::{BicExtension, Form, Kept, Table};
use crate::prior::{Distribution, Prior, TotalVariation};
use crate::setting::{AgentId, Profile, Setting};
use num_traits::{One, Zero};
use std::sync::Arc;

/// Allocations and payments at all profiles; payments may be out of range.
pub(in crate::tv_robustness) struct Played<'t> {
    table: &'t Table,
    /// By profile number, the number of the profile whose allocation under `table` is given.
    at: Vec<usize>,
    /// By profile number and agent.
    payments: Vec<Vec<Rational>>,
}

impl<'t> Played<'t> {
    /// A mechanism as it is.
    pub(in crate::tv_robustness) fn mechanism(table: &'t Table) -> Self {
        let setting = table.setting();
        let agents = setting.agents().len();
        let paid = |index| (0..agents).map(|agent| table.outcome_at(index).payment(AgentId(agent))).collect();
        let at: Vec<usize> = (0..setting.profile_count()).collect();
        Self { table, payments: at.iter().map(|index| paid(*index)).collect(), at }
    }

    /// An extension of it; `None` if a payment is undefined.
    pub(in crate::tv_robustness) fn extension(table: &'t Table, extension: &BicExtension) -> Option<Self> {
        let setting = table.setting();
        let at = setting.profiles().map(|reports| setting.index_of(&extension.surrogates(&reports)));
        let agents = 0..setting.agents().len();
        let paid = |reports: Profile| -> Option<Vec<Rational>> {
            agents.clone().map(|agent| extension.payment(AgentId(agent), &reports)).collect()
        };
        let payments = setting.profiles().map(paid).collect::<Option<_>>()?;
        Some(Self { table, at: at.collect::<Option<_>>()?, payments })
    }

    /// What the profile with this number is worth to an agent of type `truth`.
    fn utility(&self, agent: usize, truth: usize, index: usize) -> Rational {
        self.value(agent, truth, index) - &self.payments[index][agent]
    }

    fn value(&self, agent: usize, truth: usize, index: usize) -> Rational {
        let valuation = &self.table.setting().agents()[agent].types()[truth].valuation();
        self.table.outcome_at(self.at[index]).value(AgentId(agent), valuation)
    }

    /// What a report is worth to a type in expectation.
    pub(in crate::tv_robustness) fn interim(&self, lie: Lie, others: &Distribution) -> Rational {
        self.expected(lie.agent, lie.report, others, |index| self.utility(lie.agent, lie.truth, index))
    }

    /// What a report gains a type in expectation, over the truth.
    pub(in crate::tv_robustness) fn gain(&self, lie: Lie, others: &Distribution) -> Rational {
        self.interim(lie, others) - self.interim(Lie { report: lie.truth, ..lie }, others)
    }

    /// The expected value of what a type gets.
    pub(in crate::tv_robustness) fn expected_value(
        &self,
        agent: usize,
        truth: usize,
        others: &Distribution,
    ) -> Rational {
        self.expected(agent, truth, others, |index| self.value(agent, truth, index))
    }

    /// The expected payment of a report.
    pub(in crate::tv_robustness) fn expected_payment(
        &self,
        agent: usize,
        report: usize,
        others: &Distribution,
    ) -> Rational {
        self.expected(agent, report, others, |index| self.payments[index][agent].clone())
    }

    fn expected(
        &self,
        agent: usize,
        report: usize,
        others: &Distribution,
        what: impl Fn(usize) -> Rational,
    ) -> Rational {
        let numbering = &self.table.setting().numbering();
        others.support().map(|at| what(numbering.join(agent, report, at)) * others.mass(at)).sum()
    }

    /// The most that anybody loses by taking part truthfully; at least 0.
    pub(in crate::tv_robustness) fn worst_loss(&self) -> Rational {
        let setting = self.table.setting();
        let losses = setting.profiles().enumerate().flat_map(|(index, profile)| {
            let types = profile.types().to_vec();
            types.into_iter().enumerate().map(move |(agent, truth)| -self.utility(agent, truth, index))
        });
        losses.max().unwrap_or_default().max(Rational::zero())
    }

    /// The revenue at every profile.
    pub(in crate::tv_robustness) fn revenues(&self) -> Vec<Rational> {
        self.payments.iter().map(|payments| payments.iter().sum()).collect()
    }

    /// The extension as Definition 4 means it, given the printed one: M is defined on kept types only, so p_i(t) of a kept type is
    /// p_i(τ(t)), and 0/0 is 0.
    pub(in crate::tv_robustness) fn as_meant(
        table: &'t Table,
        printed: &BicExtension,
        kept: &Kept,
    ) -> Option<Self> {
        let mechanism = Self::mechanism(table);
        let setting = table.setting();
        let at: Vec<usize> = setting
            .profiles()
            .map(|reports| setting.index_of(&printed.surrogates(&reports)))
            .collect::<Option<_>>()?;
        let pays = |(reports, at): (Profile, &usize)| -> Vec<Rational> {
            let agents = reports.types().iter().enumerate();
            agents
                .map(|(agent, report)| {
                    let kept = kept.types()[agent][*report];
                    let printed = || printed.payment(AgentId(agent), &reports).unwrap_or_default();
                    if kept { mechanism.payments[*at][agent].clone() } else { printed() }
                })
                .collect()
        };
        let payments = setting.profiles().zip(&at).map(pays).collect();
        Some(Self { table, at, payments })
    }

    /// The payment that is farthest from 0.
    pub(in crate::tv_robustness) fn largest_payment(&self) -> Rational {
        let all = self.payments.iter().flatten().map(num_traits::Signed::abs);
        all.max().unwrap_or_default()
    }
}

/// A type of an agent, and what she reports.
#[derive(Clone, Copy, Debug)]
pub(in crate::tv_robustness) struct Lie {
    pub(in crate::tv_robustness) agent: usize,
    pub(in crate::tv_robustness) truth: usize,
    pub(in crate::tv_robustness) report: usize,
}

/// Every type with every report, the true one too.
pub(in crate::tv_robustness) fn lies(setting: &Setting) -> impl Iterator<Item = Lie> + '_ {
    setting.agents().iter().enumerate().flat_map(|(agent, spec)| {
        let types = spec.types().len();
        (0..types).flat_map(move |truth| (0..types).map(move |report| Lie { agent, truth, report }))
    })
}

/// A case that satisfies the hypotheses of Lemma 7: product priors, ex-post IR, sets of kept types with ⊥.
pub(in crate::tv_robustness) struct Hypotheses<'c> {
    pub(in crate::tv_robustness) case: &'c Case,
    pub(in crate::tv_robustness) kept: Kept,
}

impl<'c> Hypotheses<'c> {
    /// `None` where they don't hold.
    pub(in crate::tv_robustness) fn of(case: &'c Case) -> Option<Self> {
        let kept = case.kept_types()?;
        let product = |prior: &Prior| *prior == prior.product_of_marginals();
        let hold = product(&case.prior) && product(&case.prior_hat) && Verdict::ex_post_ir(&case.table).holds;
        hold.then_some(Self { case, kept })
    }

    pub(in crate::tv_robustness) fn agents(&self) -> usize {
        self.case.setting().agents().len()
    }

    /// n as a number.
    pub(in crate::tv_robustness) fn count(&self) -> Rational {
        Rational::from_integer(self.agents().into())
    }

    pub(in crate::tv_robustness) fn bound(&self) -> &Rational {
        self.case.setting().bound()
    }

    pub(in crate::tv_robustness) fn is_kept(&self, agent: usize, at: usize) -> bool {
        self.kept.types()[agent][at]
    }

    /// The extension under D.
    pub(in crate::tv_robustness) fn extension(&self, form: Form) -> Option<BicExtension> {
        BicExtension::new(&Arc::new(self.case.table.clone()), &self.kept, &self.case.prior, form).ok()
    }

    /// δ, the distance of the priors.
    pub(in crate::tv_robustness) fn delta(&self) -> Rational {
        TotalVariation::between(self.case.prior.distribution(), self.case.prior_hat.distribution()).value
    }

    /// The mass of an agent's types that aren't kept.
    pub(in crate::tv_robustness) fn dropped(&self, prior: &Prior, agent: usize) -> Rational {
        let marginal = prior.marginal(AgentId(agent));
        marginal.support().filter(|at| !self.is_kept(agent, *at)).map(|at| marginal.mass(at)).sum()
    }

    /// β = max_i Pr\[t_i ∉ T_i⁺\] under D̂, as in the paper.
    pub(in crate::tv_robustness) fn beta(&self) -> Rational {
        let all = (0..self.agents()).map(|agent| self.dropped(&self.case.prior_hat, agent));
        all.max().unwrap_or_default()
    }

    /// The probability that some type isn't kept, of the agents that are counted: 1 - Π(1 - β_i).
    pub(in crate::tv_robustness) fn some_dropped(
        &self,
        prior: &Prior,
        counted: impl Fn(usize) -> bool,
    ) -> Rational {
        let one = Rational::one();
        let counted = (0..self.agents()).filter(|agent| counted(*agent));
        &one - counted.map(|agent| &one - self.dropped(prior, agent)).product::<Rational>()
    }

    /// κ_i = d_TV(D_-i, τ(D̂_-i)).
    pub(in crate::tv_robustness) fn kappa(&self, extension: &BicExtension, agent: usize) -> Rational {
        let [d, hat] = [&self.case.prior, &self.case.prior_hat].map(|prior| prior.others(AgentId(agent)));
        TotalVariation::between(&d, &extension.replaced_others(&hat, agent)).value
    }

    /// ε: the most that a kept type gains in expectation under D, by a report that `counts`; at least 0.
    pub(in crate::tv_robustness) fn epsilon(&self, counts: impl Fn(Lie) -> bool) -> Rational {
        let mechanism = Played::mechanism(&self.case.table);
        let others: Vec<Distribution> =
            (0..self.agents()).map(|agent| self.case.prior.others(AgentId(agent))).collect();
        let gains = lies(self.case.setting())
            .filter(|lie| self.is_kept(lie.agent, lie.truth) && counts(*lie))
            .map(|lie| mechanism.gain(lie, &others[lie.agent]));
        gains.max().unwrap_or_default().max(Rational::zero())
    }
}

//! What Definition 4 and the statements about it have in common: a case's extension, what it is worth to lie in it, how far
//! τ moves a prior, and the families of cases at which the bounds are attained.

use crate::case::build::{first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::{Allocation, BicExtension, Form, Kept, Outcome, Table};
use crate::prior::{Distribution, Prior, TotalVariation};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use num_traits::{One, Zero};
use std::sync::Arc;

/// Allocations and payments at all profiles; payments may be out of range.
pub(super) struct Played<'t> {
    table: &'t Table,
    /// By profile number, the number of the profile whose allocation under `table` is given.
    at: Vec<usize>,
    /// By profile number and agent.
    payments: Vec<Vec<Rational>>,
}

impl<'t> Played<'t> {
    /// A mechanism as it is.
    pub(super) fn mechanism(table: &'t Table) -> Self {
        let setting = table.setting();
        let agents = setting.agents().len();
        let paid = |index| (0..agents).map(|own| table.outcome_at(index).payment(AgentId(own))).collect();
        let at: Vec<usize> = (0..setting.profile_count()).collect();
        Self { table, payments: at.iter().map(|index| paid(*index)).collect(), at }
    }

    /// An extension of it; `None` if a payment is undefined.
    pub(super) fn extension(table: &'t Table, extension: &BicExtension) -> Option<Self> {
        let setting = table.setting();
        let at = setting.profiles().map(|reports| setting.index_of(&extension.surrogates(&reports)));
        let agents = 0..setting.agents().len();
        let paid = |reports: Profile| -> Option<Vec<Rational>> {
            agents.clone().map(|agent| extension.payment(AgentId(agent), &reports)).collect()
        };
        let payments = setting.profiles().map(paid).collect::<Option<_>>()?;
        Some(Self { table, at: at.collect::<Option<_>>()?, payments })
    }

    /// What the profile with this number is worth to an agent of type `own`.
    fn utility(&self, agent: usize, own: usize, index: usize) -> Rational {
        self.value(agent, own, index) - &self.payments[index][agent]
    }

    fn value(&self, agent: usize, own: usize, index: usize) -> Rational {
        let valuation = &self.table.setting().agents()[agent].types()[own].valuation();
        self.table.outcome_at(self.at[index]).value(AgentId(agent), valuation)
    }

    /// What a report is worth to a type in expectation.
    pub(super) fn interim(&self, lie: Lie, others: &Distribution) -> Rational {
        self.expected(lie.agent, lie.report, others, |index| self.utility(lie.agent, lie.own, index))
    }

    /// What a report gains a type in expectation, over the truth.
    pub(super) fn gain(&self, lie: Lie, others: &Distribution) -> Rational {
        self.interim(lie, others) - self.interim(Lie { report: lie.own, ..lie }, others)
    }

    /// The expected value of what a type gets.
    pub(super) fn expected_value(&self, agent: usize, own: usize, others: &Distribution) -> Rational {
        self.expected(agent, own, others, |index| self.value(agent, own, index))
    }

    /// The expected payment of a report.
    pub(super) fn expected_payment(&self, agent: usize, report: usize, others: &Distribution) -> Rational {
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
    pub(super) fn worst_loss(&self) -> Rational {
        let setting = self.table.setting();
        let losses = setting.profiles().enumerate().flat_map(|(index, profile)| {
            let types = profile.types().to_vec();
            types.into_iter().enumerate().map(move |(agent, own)| -self.utility(agent, own, index))
        });
        losses.max().unwrap_or_default().max(Rational::zero())
    }

    /// The revenue at every profile.
    pub(super) fn revenues(&self) -> Vec<Rational> {
        self.payments.iter().map(|payments| payments.iter().sum()).collect()
    }

    /// The extension as Definition 4 means it, given the printed one: M is defined on kept types only, so p_i(t) of a kept type is
    /// p_i(τ(t)), and 0/0 is 0.
    pub(super) fn as_meant(table: &'t Table, printed: &BicExtension, kept: &Kept) -> Option<Self> {
        let own = Self::mechanism(table);
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
                    if kept { own.payments[*at][agent].clone() } else { printed() }
                })
                .collect()
        };
        let payments = setting.profiles().zip(&at).map(pays).collect();
        Some(Self { table, at, payments })
    }

    /// The payment that is farthest from 0.
    pub(super) fn largest_payment(&self) -> Rational {
        let all = self.payments.iter().flatten().map(num_traits::Signed::abs);
        all.max().unwrap_or_default()
    }
}

/// A type of an agent, and what she reports.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lie {
    pub(super) agent: usize,
    pub(super) own: usize,
    pub(super) report: usize,
}

/// Every type with every report, the true one too.
pub(super) fn lies(setting: &Setting) -> impl Iterator<Item = Lie> + '_ {
    setting.agents().iter().enumerate().flat_map(|(agent, own)| {
        let types = own.types().len();
        (0..types).flat_map(move |own| (0..types).map(move |report| Lie { agent, own, report }))
    })
}

/// A case that satisfies the hypotheses of Lemma 7: product priors, ex-post IR, sets of kept types with ⊥.
pub(super) struct Hypotheses<'c> {
    pub(super) case: &'c Case,
    pub(super) kept: Kept,
}

impl<'c> Hypotheses<'c> {
    /// `None` where they don't hold.
    pub(super) fn of(case: &'c Case) -> Option<Self> {
        let kept = case.kept_types()?;
        let product = |prior: &Prior| *prior == prior.product_of_marginals();
        let hold = product(&case.prior) && product(&case.prior_hat) && Verdict::ex_post_ir(&case.table).holds;
        hold.then_some(Self { case, kept })
    }

    pub(super) fn agents(&self) -> usize {
        self.case.setting().agents().len()
    }

    /// n as a number.
    pub(super) fn count(&self) -> Rational {
        Rational::from_integer(self.agents().into())
    }

    pub(super) fn bound(&self) -> &Rational {
        self.case.setting().bound()
    }

    pub(super) fn is_kept(&self, agent: usize, own: usize) -> bool {
        self.kept.types()[agent][own]
    }

    /// The extension under D.
    pub(super) fn extension(&self, form: Form) -> Option<BicExtension> {
        BicExtension::new(&Arc::new(self.case.table.clone()), &self.kept, &self.case.prior, form).ok()
    }

    /// δ, the distance of the priors.
    pub(super) fn delta(&self) -> Rational {
        TotalVariation::between(self.case.prior.distribution(), self.case.prior_hat.distribution()).value
    }

    /// The mass of an agent's types that aren't kept.
    pub(super) fn dropped(&self, prior: &Prior, agent: usize) -> Rational {
        let marginal = prior.marginal(AgentId(agent));
        marginal.support().filter(|own| !self.is_kept(agent, *own)).map(|own| marginal.mass(own)).sum()
    }

    /// β = max_i Pr\[t_i ∉ T_i⁺\] under D̂, as in the paper.
    pub(super) fn beta(&self) -> Rational {
        let all = (0..self.agents()).map(|agent| self.dropped(&self.case.prior_hat, agent));
        all.max().unwrap_or_default()
    }

    /// The probability that some type isn't kept, of the agents that are counted: 1 - Π(1 - β_i).
    pub(super) fn some_dropped(&self, prior: &Prior, counted: impl Fn(usize) -> bool) -> Rational {
        let one = Rational::one();
        let counted = (0..self.agents()).filter(|agent| counted(*agent));
        &one - counted.map(|agent| &one - self.dropped(prior, agent)).product::<Rational>()
    }

    /// κ_i = d_TV(D_-i, τ(D̂_-i)).
    pub(super) fn kappa(&self, extension: &BicExtension, agent: usize) -> Rational {
        let [d, hat] = [&self.case.prior, &self.case.prior_hat].map(|prior| prior.others(AgentId(agent)));
        TotalVariation::between(&d, &extension.replaced_others(&hat, agent)).value
    }

    /// ε: the most that a kept type gains in expectation under D, by a report that `counts`; at least 0.
    pub(super) fn epsilon(&self, counts: impl Fn(Lie) -> bool) -> Rational {
        let mechanism = Played::mechanism(&self.case.table);
        let others: Vec<Distribution> =
            (0..self.agents()).map(|agent| self.case.prior.others(AgentId(agent))).collect();
        let gains = lies(self.case.setting())
            .filter(|lie| self.is_kept(lie.agent, lie.own) && counts(*lie))
            .map(|lie| mechanism.gain(lie, &others[lie.agent]));
        gains.max().unwrap_or_default().max(Rational::zero())
    }
}

/// Random cases with product priors, ex-post IR, and random sets of kept types.
pub(super) fn generate(generator: &mut Generator) -> Option<Case> {
    let case = generator.case()?.individually_rational()?;
    let kept = Some(generator.kept(case.setting()));
    let [prior, prior_hat] = [&case.prior, &case.prior_hat].map(Prior::product_of_marginals);
    Some(Case { kept, prior, prior_hat, ..case })
}

/// The first type of an agent in [`tight`], and her second.
pub(super) const FIRST: usize = 1;
/// See [`FIRST`].
pub(super) const SECOND: usize = 2;

/// Cases with an agent whose outcome depends on her report and on whether some other agent is of his second type, which isn't kept:
/// `offers[report][state]` with an item, if any, and a payment; state 1 is when somebody is. Everybody else gets and pays
/// nothing, and is of his second type with probability `beta`. Her first type values the first item at H = 1, her
/// second type the second item.
pub(super) fn tight(
    agents: usize,
    beta: &Rational,
    offers: [[(Option<usize>, Rational); 2]; 2],
) -> Option<Case> {
    let [zero, one] = [Rational::zero(), Rational::one()];
    let first = vec![vec![one.clone(), zero.clone()], vec![zero.clone(), one.clone()]];
    let nobody = vec![vec![zero.clone(); 2]; 2];
    let types: Vec<_> = std::iter::once(first).chain(vec![nobody; agents - 1]).collect();
    let setting = unit_demand(2, one.clone(), &types)?;
    let table = first_only(&setting, |profile| {
        let state = usize::from(profile.types().iter().skip(1).any(|own| *own == SECOND));
        let (item, payment) = &offers[profile.of(AgentId(0)) - 1][state];
        (item.iter().copied().map(ItemId).collect::<Bundle>(), payment.clone())
    })?;
    let half = vec![zero.clone(), ratio(1, 2), ratio(1, 2)];
    let other = vec![zero, &one - beta, beta.clone()];
    let marginals: Vec<Vec<Rational>> = std::iter::once(half).chain(vec![other; agents - 1]).collect();
    let prior = Prior::independent(&setting, &marginals).ok()?;
    let kept = std::iter::once(vec![true; 3]).chain(vec![vec![true, true, false]; agents - 1]);
    let kept = Some(kept.collect());
    Some(Case { kept, ..Case::new(table, prior.clone(), prior) })
}

/// The offers of [`tight`] at which lying is worth as much as can be in state 0 and costs as much as can be in state 1, to her
/// first type: in general, and without positive transfers.
pub(super) fn worst_offers(transfers: bool) -> [[(Option<usize>, Rational); 2]; 2] {
    let paid = if transfers { -Rational::one() } else { Rational::zero() };
    let truth = [(None, Rational::zero()), (Some(0), paid.clone())];
    let lie = [(Some(0), paid), (Some(1), Rational::one())];
    [truth, lie]
}

/// Two agents, H = 1. Of her two types, which value the first item at H, the second isn't kept. Of his three, two value the second item
/// at H and always get it for free, and the second of them isn't kept and is replaced by the first; the third values nothing and
/// gets nothing. She gets the first item or not, and pays, by his type. `hers` and `his` are the probabilities under D of her second type and of his first and second.
pub(super) fn twofold(hers: &Rational, his: [&Rational; 2], offers: [(bool, i64); 3]) -> Option<Case> {
    let [zero, one] = [Rational::zero(), Rational::one()];
    let her_types = vec![vec![one.clone(), zero.clone()]; 2];
    let his_types =
        vec![vec![zero.clone(), one.clone()], vec![zero.clone(), one.clone()], vec![zero.clone(); 2]];
    let setting = unit_demand(2, one.clone(), &[her_types, his_types])?;
    let outcomes = setting.profiles().map(|profile| {
        let [hers, his] = [0, 1].map(|agent| profile.of(AgentId(agent)));
        let (sold, payment) = if hers > 0 && his > 0 { offers[his - 1] } else { (false, 0) };
        let bundle = |given: bool, item| given.then_some(ItemId(item)).into_iter().collect::<Bundle>();
        let allocation =
            Allocation::new(vec![bundle(sold, 0), bundle(his == FIRST || his == SECOND, 1)]).ok()?;
        Some(Outcome::sure(allocation, vec![ratio(payment, 1), zero.clone()]))
    });
    let table = Table::new(&setting, outcomes.collect::<Option<_>>()?).ok()?;
    let her_masses = vec![zero.clone(), &one - hers, hers.clone()];
    let his_masses = vec![zero.clone(), his[0].clone(), his[1].clone(), &one - his[0] - his[1]];
    let prior = Prior::independent(&setting, &[her_masses, his_masses]).ok()?;
    let kept = Some(vec![vec![true, true, false], vec![true, true, false, true]]);
    Some(Case { kept, ..Case::new(table, prior.clone(), prior) })
}

/// The same case under a D̂ of which every type is kept.
pub(super) fn all_kept_under_hat(case: Case) -> Option<Case> {
    let profile = Profile::new(vec![FIRST; case.setting().agents().len()]);
    let prior_hat = Prior::joint(case.setting(), [(profile, Rational::one())]).ok()?;
    Some(Case { prior_hat, ..case })
}

/// A case at which the printed extension multiplies what is paid out: with probability 1/10 he isn't of a kept type, only beside his
/// rare kept type does she get the item, and she is paid H for certain.
pub(super) fn subsidy() -> Option<Case> {
    subsidy_with(&ratio(1, 100))
}

/// The same with another probability of his rare kept type.
pub(super) fn subsidy_with(rare: &Rational) -> Option<Case> {
    twofold(&ratio(1, 10), [rare, &ratio(1, 10)], [(true, -1), (false, -1), (false, -1)])
}

/// A case at which a kept type pays for an item that it doesn't get under the printed extension: she gets it, for H, only
/// beside his type that isn't kept.
pub(super) fn for_nothing() -> Option<Case> {
    twofold(&ratio(1, 2), [&ratio(1, 2), &ratio(1, 2)], [(false, 0), (true, 1), (false, 0)])
}

/// A case at which a payment of the printed extension divides by 0: one agent, and her second type finds nothing worth its
/// price, so that ⊥ stands for it.
pub(super) fn undefined() -> Option<Case> {
    let setting = unit_demand(1, Rational::one(), &[vec![vec![Rational::one()], vec![ratio(1, 2)]]])?;
    let table = first_only(&setting, |profile| {
        if profile.of(AgentId(0)) == FIRST {
            ([ItemId(0)].into_iter().collect(), Rational::one())
        } else {
            (Bundle::EMPTY, Rational::zero())
        }
    })?;
    let prior = Prior::uniform(&setting);
    let kept = Some(vec![vec![true, true, false]]);
    Some(Case { kept, ..Case::new(table, prior.clone(), prior) })
}

//! The families of cases at which the bounds on extensions are attained, and random ones.

use crate::case::build::{first_only, unit_demand};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::{Allocation, Outcome, Table};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Profile};
use num_traits::{One, Zero};

/// Random cases with product priors, ex-post IR, and random sets of kept types.
pub(in crate::tv_robustness) fn generate(generator: &mut Generator) -> Option<Case> {
    let case = generator.case()?.individually_rational()?;
    let kept = Some(generator.kept(case.setting()));
    let [prior, prior_hat] = [&case.prior, &case.prior_hat].map(Prior::product_of_marginals);
    Some(Case { kept, prior, prior_hat, ..case })
}

/// The first type of an agent in [`tight`], and her second.
pub(in crate::tv_robustness) const FIRST: usize = 1;
/// See [`FIRST`].
pub(in crate::tv_robustness) const SECOND: usize = 2;

/// Cases with an agent whose outcome depends on her report and on whether some other agent is of his second type, which isn't kept:
/// `offers[report][state]` with an item, if any, and a payment; state 1 is when somebody is. Everybody else gets and pays
/// nothing, and is of his second type with probability `beta`. Her first type values the first item at H = 1, her
/// second type the second item.
pub(in crate::tv_robustness) fn tight(
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
        let state = usize::from(profile.types().iter().skip(1).any(|at| *at == SECOND));
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
pub(in crate::tv_robustness) fn worst_offers(transfers: bool) -> [[(Option<usize>, Rational); 2]; 2] {
    let paid = if transfers { -Rational::one() } else { Rational::zero() };
    let truth = [(None, Rational::zero()), (Some(0), paid.clone())];
    let lie = [(Some(0), paid), (Some(1), Rational::one())];
    [truth, lie]
}

/// Two agents, H = 1. Of her two types, which value the first item at H, the second isn't kept. Of his three, two value the second item
/// at H and always get it for free, and the second of them isn't kept and is replaced by the first; the third values nothing and
/// gets nothing. She gets the first item or not, and pays, by his type. `hers` and `his` are the probabilities under D of her second type and of his first and second.
pub(in crate::tv_robustness) fn twofold(
    hers: &Rational,
    his: [&Rational; 2],
    offers: [(bool, i64); 3],
) -> Option<Case> {
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
pub(in crate::tv_robustness) fn all_kept_under_hat(case: Case) -> Option<Case> {
    let profile = Profile::new(vec![FIRST; case.setting().agents().len()]);
    let prior_hat = Prior::joint(case.setting(), [(profile, Rational::one())]).ok()?;
    Some(Case { prior_hat, ..case })
}

/// A case at which the printed extension multiplies what is paid out: with probability 1/10 he isn't of a kept type, only beside his
/// rare kept type does she get the item, and she is paid H for certain.
pub(in crate::tv_robustness) fn subsidy() -> Option<Case> {
    subsidy_with(&ratio(1, 100))
}

/// The same with another probability of his rare kept type.
pub(in crate::tv_robustness) fn subsidy_with(rare: &Rational) -> Option<Case> {
    twofold(&ratio(1, 10), [rare, &ratio(1, 10)], [(true, -1), (false, -1), (false, -1)])
}

/// A case at which a kept type pays for an item that it doesn't get under the printed extension: she gets it, for H, only
/// beside his type that isn't kept.
pub(in crate::tv_robustness) fn for_nothing() -> Option<Case> {
    twofold(&ratio(1, 2), [&ratio(1, 2), &ratio(1, 2)], [(false, 0), (true, 1), (false, 0)])
}

/// A case at which a payment of the printed extension divides by 0: one agent, and her second type finds nothing worth its
/// price, so that ⊥ stands for it.
pub(in crate::tv_robustness) fn undefined() -> Option<Case> {
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

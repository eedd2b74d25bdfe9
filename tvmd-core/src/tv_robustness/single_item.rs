//! Cases about one item: agents with independent values, posted prices, and marginals that move.

use crate::case::build::{additive, first_only};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::mechanism::Table;
pub(super) use crate::optimum::posted::{orders, posted};
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Bundle, Profile, Setting};
use num_traits::{One, Zero};

/// H of random settings.
const BOUND: i64 = 4;

/// A few agents, each with one to `types` types of whole values up to H.
pub(super) fn setting(generator: &mut Generator, agents: usize, types: usize) -> Option<Setting> {
    let value = |generator: &mut Generator| vec![ratio(whole(generator.below(5)), 1)];
    let values: Vec<Vec<Vec<Rational>>> =
        (0..agents).map(|_| (0..=generator.position(types)).map(|_| value(generator)).collect()).collect();
    additive(1, ratio(BOUND, 1), &values)
}

/// What the item is worth to a type.
pub(super) fn value(setting: &Setting, agent: usize, of: usize) -> Rational {
    setting.agents()[agent].types()[of].valuation().value(Bundle::all(setting.items().len()))
}

/// A small number that is known to fit.
pub(super) fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A random distribution of an agent's types, ⊥ first: small weights, many of them 0.
pub(super) fn masses(generator: &mut Generator, types: usize) -> Vec<Rational> {
    let mut weights: Vec<Rational> = (0..types)
        .map(|at| {
            let present = generator.below(if at == 0 { 4 } else { 2 }) == 0;
            if present { ratio(1 + whole(generator.below(6)), 1) } else { Rational::zero() }
        })
        .collect();
    if weights.iter().all(Zero::is_zero) {
        weights[types - 1] = Rational::one();
    }
    let total: Rational = weights.iter().sum();
    weights.into_iter().map(|weight| weight / &total).collect()
}

/// A prior of independent types.
pub(super) fn independent(generator: &mut Generator, setting: &Setting) -> Option<Prior> {
    let marginals: Vec<Vec<Rational>> =
        setting.agents().iter().map(|agent| masses(generator, agent.types().len())).collect();
    Prior::independent(setting, &marginals).ok()
}

/// Independent types again, of which each agent's are another with some probability.
pub(super) fn moved(generator: &mut Generator, prior: &Prior) -> Option<Prior> {
    let setting = prior.setting();
    let share = generator.fraction() / ratio(1 + whole(generator.below(8)), 1);
    let of_agent = |marginal: Distribution| -> Vec<Rational> {
        let other = masses(generator, marginal.len());
        let kept = marginal.masses().map(|mass| mass * (Rational::one() - &share));
        kept.zip(other).map(|(kept, other)| kept + other * &share).collect()
    };
    let moved: Vec<Vec<Rational>> = marginals(prior).into_iter().map(of_agent).collect();
    Prior::independent(setting, &moved).ok()
}

/// The distribution of each agent's type.
pub(super) fn marginals(prior: &Prior) -> Vec<Distribution> {
    (0..prior.setting().agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect()
}

/// d_TV(D_i, D̂_i) by agent.
pub(super) fn distances(prior: &Prior, prior_hat: &Prior) -> Vec<Rational> {
    let pairs = marginals(prior).into_iter().zip(marginals(prior_hat));
    pairs.map(|(marginal, other)| crate::prior::TotalVariation::between(&marginal, &other).value).collect()
}

/// Posted prices drawn at random from 0 to H, in a random order.
pub(super) fn some_posted(generator: &mut Generator, setting: &Setting) -> Option<Table> {
    let agents = setting.agents().len();
    let prices: Vec<Option<Rational>> =
        (0..agents).map(|_| Some(ratio(whole(generator.below(5)), 1))).collect();
    let mut orders = orders(agents);
    let order = orders.swap_remove(generator.position(orders.len()));
    posted(setting, order, &prices)
}

/// The profile in which everybody has her first type, but for one agent (if any) who has her second.
pub(super) fn unit(agents: usize, other: Option<usize>) -> Profile {
    Profile::new((0..agents).map(|agent| if Some(agent) == other { 2 } else { 1 }).collect())
}

/// Two bidders worth H = 1. The second always takes part, the first with probability `alpha` under the first prior and `moved`
/// less under the second. The mechanism sells to the first only, at 1, and so makes a share `alpha` of what can be made; all
/// that it loses by the move, it loses for good.
pub(super) fn rarely(alpha: &Rational, moved: &Rational) -> Option<Case> {
    let setting = additive(1, Rational::one(), &[vec![vec![Rational::one()]], vec![vec![Rational::one()]]])?;
    let table = first_only(&setting, |_| (Bundle::all(1), Rational::one()))?;
    let present = |chance: Rational| vec![Rational::one() - &chance, chance];
    let prior = |chance| Prior::independent(&setting, &[present(chance), present(Rational::one())]).ok();
    Some(Case::new(table, prior(alpha.clone())?, prior(alpha - moved)?))
}

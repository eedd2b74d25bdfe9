//! Cases in which less happens, and with plainer numbers.

use super::super::Case;
use super::super::moves::listed;
use crate::exact::Rational;
use crate::mechanism::{Outcome, Table};
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Valuation};
use num_integer::Integer as _;
use num_traits::{Signed, Zero};

/// With nothing happening at one profile, or one payment less.
pub(super) fn quieter(case: &Case) -> impl Iterator<Item = Case> + '_ {
    let agents = case.setting().agents().len();
    let nothing = Outcome::nothing(agents);
    let busy = (0..case.setting().profile_count()).filter({
        let nothing = nothing.clone();
        move |at| *case.table.outcome_at(*at) != nothing
    });
    busy.filter_map(move |at| case.with_outcome(at, nothing.clone()))
}

/// With priors that are sums of few equal parts, or with the atoms of one merged into another.
pub(super) fn rounder_priors(case: &Case) -> impl Iterator<Item = Case> + '_ {
    let rounded = (1..=20_u64).flat_map(move |parts| {
        let prior = rounded(&case.prior, parts);
        let prior_hat = rounded(&case.prior_hat, parts);
        let first = prior.clone().map(|prior| Case { prior, ..case.clone() });
        let second = prior_hat.clone().map(|prior_hat| Case { prior_hat, ..case.clone() });
        let both = prior.zip(prior_hat).map(|(prior, prior_hat)| Case { prior, prior_hat, ..case.clone() });
        [both, first, second].into_iter().flatten()
    });
    let merged = merged(&case.prior).map(|prior| Case { prior, ..case.clone() });
    let merged_hat = merged_priors_hat(case);
    merged.chain(merged_hat).chain(rounded)
}

fn merged_priors_hat(case: &Case) -> impl Iterator<Item = Case> + '_ {
    merged(&case.prior_hat).map(|prior_hat| Case { prior_hat, ..case.clone() })
}

fn merged(prior: &Prior) -> impl Iterator<Item = Prior> + '_ {
    let support: Vec<usize> = prior.distribution().support().collect();
    let pairs = support
        .clone()
        .into_iter()
        .flat_map(move |from| support.clone().into_iter().map(move |to| (from, to)));
    pairs.filter(|(from, to)| from != to).filter_map(|(from, to)| {
        let mut masses: Vec<Rational> = prior.distribution().masses().collect();
        let moved = std::mem::take(&mut masses[from]);
        masses[to] += moved;
        Prior::from_masses(prior.setting(), &masses).ok()
    })
}

/// The prior with every mass a multiple of 1/parts: rounded down, the rest to the largest remainders.
fn rounded(prior: &Prior, parts: u64) -> Option<Prior> {
    let distribution: &Distribution = prior.distribution();
    let scaled: Vec<Rational> =
        distribution.masses().map(|mass| mass * Rational::from_integer(parts.into())).collect();
    let mut whole: Vec<Rational> = scaled.iter().map(Rational::floor).collect();
    let mut by_remainder: Vec<usize> = distribution.support().collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(&scaled[*at] - &whole[*at]));
    let sum: Rational = whole.iter().sum();
    let left = (Rational::from_integer(parts.into()) - sum).to_integer();
    let left = usize::try_from(left).ok()?;
    for at in by_remainder.into_iter().take(left) {
        whole[at] += Rational::from_integer(1.into());
    }
    let masses: Vec<Rational> =
        whole.into_iter().map(|weight| weight / Rational::from_integer(parts.into())).collect();
    Prior::from_masses(prior.setting(), &masses).ok()
}

/// With one payment, one value or one parameter replaced by a plainer number.
pub(super) fn plainer_numbers(case: &Case) -> impl Iterator<Item = Case> + '_ {
    let setting = case.setting();
    let agents = setting.agents().len();
    let places = (0..setting.profile_count()).flat_map(move |at| (0..agents).map(move |agent| (at, agent)));
    let payments = places.flat_map(move |(at, agent)| {
        let outcome = case.table.outcome_at(at);
        plainer(&outcome.payment(AgentId(agent))).filter_map(move |payment| {
            let payments = (0..agents)
                .map(|other| if other == agent { payment.clone() } else { outcome.payment(AgentId(other)) });
            let changed = Outcome::lottery(outcome.allocations().iter().cloned(), payments.collect()).ok()?;
            case.with_outcome(at, changed)
        })
    });
    let surely = (0..setting.profile_count()).flat_map(move |at| {
        let outcome = case.table.outcome_at(at);
        let draws = outcome.allocations().iter().filter(|_| outcome.allocations().len() > 1);
        draws.filter_map(move |(_, allocation)| {
            let payments = (0..agents).map(|agent| outcome.payment(AgentId(agent))).collect();
            case.with_outcome(at, Outcome::sure(allocation.clone(), payments))
        })
    });
    let types = (0..agents).flat_map(move |agent| {
        (1..setting.agents()[agent].types().len())
            .flat_map(move |position| (0..setting.items().len()).map(move |item| (agent, position, item)))
    });
    let values = types.flat_map(move |(agent, position, item)| {
        let value = match setting.agents()[agent].types()[position].valuation() {
            Valuation::Additive(values) | Valuation::UnitDemand(values) => values.get(item).cloned(),
            Valuation::Bundles(_) => None,
        };
        let plain: Vec<Rational> = value.iter().flat_map(plainer).collect();
        plain.into_iter().filter_map(move |value| {
            let mut agents = setting.agents().to_vec();
            let valuation = agents[agent].types_mut()[position].valuation_mut();
            match valuation {
                Valuation::Additive(values) | Valuation::UnitDemand(values) => values[item] = value,
                Valuation::Bundles(_) => return None,
            }
            if valuation.most() > *setting.bound() {
                return None;
            }
            case.in_setting(&setting.with_agents(agents)?)
        })
    });
    let parameters = case.parameters.iter().flat_map(move |(name, number)| {
        plainer(number).map(move |plain| case.clone().with_parameter(name, plain))
    });
    surely.chain(payments).chain(values).chain(parameters)
}

/// Numbers near a number that are easier to write: those with a small denominator, below and above.
fn plainer(number: &Rational) -> impl Iterator<Item = Rational> + use<> {
    let number = number.clone();
    let zero = (!number.is_zero()).then(Rational::zero);
    let near = (1..=12_u32).flat_map(move |parts| {
        let parts = Rational::from_integer(parts.into());
        let scaled = &number * &parts;
        let (below, rest) = scaled.numer().div_mod_floor(scaled.denom());
        let above = &below + 1;
        let exact = rest.is_zero() || scaled.is_negative() && below.is_zero();
        let both = if exact { vec![below] } else { vec![below, above] };
        let itself = number.clone();
        both.into_iter()
            .map(move |whole| Rational::from_integer(whole) / &parts)
            .filter(move |plain| *plain != itself)
    });
    zero.into_iter().chain(near)
}

impl Case {
    /// The case with another outcome at the profile with this number.
    fn with_outcome(&self, at: usize, outcome: Outcome) -> Option<Self> {
        let mut outcomes = listed(&self.table);
        outcomes[at] = outcome;
        Some(Self { table: Table::new(self.setting(), outcomes).ok()?, ..self.clone() })
    }
}

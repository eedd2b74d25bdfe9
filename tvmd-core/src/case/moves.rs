//! Local moves: one thing of a case changes.

use super::{Case, Generator, field};
use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome, Table};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Setting, Valuation};
use num_traits::Zero;

/// A case that differs in one place: a potential of a field, or else mass that moves in a prior, a payment, an allocation, a value, a kept type.
///
/// `None` if the move that was drawn leads nowhere.
pub fn neighbour(case: &Case, generator: &mut Generator) -> Option<Case> {
    if let Some(field) = &case.field {
        return case.with_field(field::moved(field, generator)?);
    }
    let mut moved = case.clone();
    let has_mechanism = case.table.outcomes().len() > 1;
    match generator.below(if has_mechanism { 10 } else { 5 }) {
        0 | 1 => moved.prior = mass(&case.prior, generator)?,
        2 | 3 => moved.prior_hat = mass(&case.prior_hat, generator)?,
        4 if case.kept.is_some() => moved.kept = Some(kept(case, generator)?),
        4 => {
            moved.prior = mass(&case.prior, generator)?;
            moved.prior_hat = mass(&case.prior_hat, generator)?;
        }
        5 | 6 => moved.table = outcome(&case.table, generator, payment)?,
        7 => moved.table = outcome(&case.table, generator, allocation)?,
        8 => moved.table = copied(&case.table, generator)?,
        _ => return valued(case, generator),
    }
    Some(moved)
}

/// A part of one point's mass moves to another point: all of it, a fraction, or a hundredth.
fn mass(prior: &Prior, generator: &mut Generator) -> Option<Prior> {
    let mut masses: Vec<Rational> = prior.distribution().masses().collect();
    let support: Vec<usize> = prior.distribution().support().collect();
    let from = support[generator.position(support.len())];
    let to = generator.position(masses.len());
    let part = match generator.below(3) {
        0 => generator.fraction(),
        1 => generator.fraction() / Rational::from_integer(20.into()),
        _ => Rational::from_integer(1.into()),
    };
    let moved = &masses[from] * part;
    masses[from] -= &moved;
    masses[to] += moved;
    Prior::from_masses(prior.setting(), &masses).ok()
}

/// One more or one fewer kept type; ⊥ stays.
fn kept(case: &Case, generator: &mut Generator) -> Option<Vec<Vec<bool>>> {
    let mut kept = case.kept.clone()?;
    let agent = generator.position(kept.len());
    let at = 1 + generator.position(kept.get(agent)?.len().saturating_sub(1));
    let flag = kept[agent].get_mut(at)?;
    *flag = !*flag;
    Some(kept)
}

/// The table with the outcome at one profile changed.
fn outcome(
    table: &Table,
    generator: &mut Generator,
    change: impl FnOnce(&Outcome, &Setting, usize, &mut Generator) -> Option<Outcome>,
) -> Option<Table> {
    let mut outcomes = listed(table);
    let index = generator.position(outcomes.len());
    outcomes[index] = change(&outcomes[index], table.setting(), index, generator)?;
    Table::new(table.setting(), outcomes).ok()
}

/// One agent's payment becomes -H, 0, H, or something between.
fn payment(outcome: &Outcome, setting: &Setting, index: usize, generator: &mut Generator) -> Option<Outcome> {
    let agent = present(setting, index, generator)?;
    let payment = match generator.below(5) {
        0 => -setting.bound().clone(),
        1 => Rational::zero(),
        2 => setting.bound().clone(),
        3 => setting.bound() * generator.fraction(),
        _ => -setting.bound() * generator.fraction(),
    };
    let payments = (0..setting.agents().len())
        .map(|other| if other == agent { payment.clone() } else { outcome.payment(AgentId(other)) });
    Outcome::lottery(outcome.allocations().iter().cloned(), payments.collect()).ok()
}

/// One item goes, for certain, to somebody who takes part, or to nobody.
fn allocation(
    outcome: &Outcome,
    setting: &Setting,
    index: usize,
    generator: &mut Generator,
) -> Option<Outcome> {
    let agents = setting.agents().len();
    let item: Bundle = [ItemId(generator.position(setting.items().len()))].into_iter().collect();
    let winner = if generator.below(3) == 0 { None } else { present(setting, index, generator) };
    let branches = outcome.allocations().iter().map(|(probability, allocation)| {
        let bundles = (0..agents).map(|agent| {
            let rest = allocation.bundle(AgentId(agent)).without(item);
            if Some(agent) == winner { rest.union(item) } else { rest }
        });
        Some((probability.clone(), Allocation::new(bundles.collect()).ok()?))
    });
    let payments = (0..agents).map(|agent| outcome.payment(AgentId(agent))).collect();
    Outcome::lottery(branches.collect::<Option<Vec<_>>>()?, payments).ok()
}

/// One profile gets the outcome of another.
fn copied(table: &Table, generator: &mut Generator) -> Option<Table> {
    let mut outcomes = listed(table);
    let (from, to) = (generator.position(outcomes.len()), generator.position(outcomes.len()));
    outcomes[to] = outcomes[from].clone();
    Table::new(table.setting(), outcomes).ok()
}

/// One value of an additive or unit-demand type changes, to 0, to H or to something between.
fn valued(case: &Case, generator: &mut Generator) -> Option<Case> {
    let setting = case.setting();
    let mut agents = setting.agents().to_vec();
    let agent = generator.position(agents.len());
    let at = 1 + generator.position(agents[agent].types().len().saturating_sub(1));
    let changed = agents[agent].types_mut().get_mut(at)?;
    let value = match generator.below(3) {
        0 => Rational::zero(),
        1 => setting.bound().clone(),
        _ => setting.bound() * generator.fraction(),
    };
    match changed.valuation_mut() {
        Valuation::Additive(values) | Valuation::UnitDemand(values) => {
            let item = generator.position(values.len());
            *values.get_mut(item)? = value;
        }
        Valuation::Bundles(_) => return None,
    }
    if changed.valuation().most() > *setting.bound() {
        return None;
    }
    case.in_setting(&setting.with_agents(agents)?)
}

/// An agent who takes part at the profile with this number.
fn present(setting: &Setting, index: usize, generator: &mut Generator) -> Option<usize> {
    let profile = setting.profile_at(index);
    let present: Vec<usize> =
        (0..setting.agents().len()).filter(|agent| profile.of(AgentId(*agent)) > 0).collect();
    present.get(generator.position(present.len())).copied()
}

/// The outcomes by profile number.
pub(super) fn listed(table: &Table) -> Vec<Outcome> {
    (0..table.setting().profile_count()).map(|index| table.outcome_at(index).clone()).collect()
}

impl Case {
    /// The same outcomes and masses for other values of the same types.
    pub(super) fn in_setting(&self, setting: &Setting) -> Option<Self> {
        let prior = |prior: &Prior| {
            let masses: Vec<Rational> = prior.distribution().masses().collect();
            Prior::from_masses(setting, &masses).ok()
        };
        Some(Self {
            table: Table::new(setting, listed(&self.table)).ok()?,
            prior: prior(&self.prior)?,
            prior_hat: prior(&self.prior_hat)?,
            kept: self.kept.clone(),
            field: None,
            parameters: self.parameters.clone(),
        })
    }
}

//! Priors: masses that are at least 0 and add up to exactly 1, of profiles that exist.

use super::{check_denominators, field, find, find_type};
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::{Rational, text::Text};
use crate::model::{self, Entries, Marginal};
use crate::prior::{Mrf, Prior, PriorError};
use crate::setting::{Agent, Profile, Setting};
use crate::work::{self, Budget};
use num_traits::{One, Signed, Zero};
use std::collections::HashSet;
use std::sync::Arc;

/// Resolves a prior, with the Markov random field that it was given as; `None` if anything is wrong with it.
pub(super) fn prior(
    model: &model::Prior,
    setting: &Arc<Setting>,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<(Prior, Option<Mrf>)> {
    let mut representation = None;
    let built = match model {
        model::Prior::Uniform => Ok(Prior::uniform(setting)),
        model::Prior::Include(file) => {
            errors.report(at.field("include"), catalogue::file_not_read(file));
            return None;
        }
        model::Prior::Independent(marginals) => {
            let at = at.field("independent");
            let marginals = independent(marginals, setting, &at, errors)?;
            if let Err(over) = Budget::DEFAULT.allows(work::product(setting, &marginals)) {
                errors.report(at, catalogue::refused(&over));
                return None;
            }
            Prior::independent(setting, &marginals)
        }
        model::Prior::Joint(atoms) => {
            let atoms = joint(atoms, setting, &at.field("joint"), errors)?;
            Prior::joint(setting, atoms)
        }
        model::Prior::Mrf(potentials) => {
            let field = field::field(potentials, setting, &at.field("mrf"), errors)?;
            let prior = Prior::of_field(setting, &field);
            representation = Some(field);
            prior
        }
    };
    let prior =
        built.map_err(|error: PriorError| errors.report(at.clone(), catalogue::refused(&error))).ok()?;
    Some((prior, representation))
}

fn independent(
    marginals: &Entries<Marginal>,
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Vec<Vec<Rational>>> {
    let before = errors.len();
    let mut found: Vec<Option<Vec<Rational>>> = vec![None; setting.agents.len()];
    let agents = setting.agents.iter().map(|agent| agent.name.as_str());
    for (index, (name, marginal)) in marginals.iter().enumerate() {
        let at = at.entry(index, name);
        let Some(position) = find(Noun::AGENT, name, agents.clone(), || at.key(), errors) else { continue };
        if found[position].is_some() {
            errors.report(at.key(), catalogue::already_there(Noun::DISTRIBUTION, name));
        }
        let agent = &setting.agents[position];
        found[position] = Some(match marginal {
            Marginal::Uniform => uniform(agent),
            Marginal::Masses(masses) => self::masses(masses, agent, &at, errors),
        });
    }
    let misspelt = marginals.iter().any(|(name, _)| agents.clone().all(|known| known != name));
    for (agent, own) in setting.agents.iter().zip(&found) {
        // One who is missing may be the one who is misspelt.
        if own.is_none() && !misspelt {
            errors.report(at.clone(), catalogue::no_distribution(&agent.name));
        }
    }
    (errors.len() == before).then(|| found.into_iter().flatten().collect())
}

/// Every type but ⊥ equally likely.
fn uniform(agent: &Agent) -> Vec<Rational> {
    let each = Rational::new(1.into(), (agent.types.len() - 1).into());
    (0..agent.types.len()).map(|own| if own == 0 { Rational::zero() } else { each.clone() }).collect()
}

fn masses(masses: &Entries<Text>, agent: &Agent, at: &Place, errors: &mut Diagnostics) -> Vec<Rational> {
    let mut by_type: Vec<Option<Rational>> = vec![None; agent.types.len()];
    for (index, (name, mass)) in masses.iter().enumerate() {
        let place = || at.entry(index, name);
        check_mass(&mass.0, place, errors);
        let Some(position) = find_type(agent, name, || place().key(), errors) else { continue };
        if by_type[position].is_some() {
            errors.report(place().key(), catalogue::already_there(Noun::MASS, name));
        }
        by_type[position] = Some(mass.0.clone());
    }
    check_sum(Numbers::MassesOf(&agent.name), masses.iter().map(|(_, mass)| &mass.0), || at.clone(), errors);
    by_type.into_iter().map(Option::unwrap_or_default).collect()
}

fn joint(
    atoms: &[model::Atom],
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Vec<(Profile, Rational)>> {
    let before = errors.len();
    let mut seen = HashSet::new();
    let mut found = Vec::with_capacity(atoms.len());
    for (index, atom) in atoms.iter().enumerate() {
        check_mass(&atom.probability, || at.index(index).field("probability"), errors);
        let Some(profile) = profile(&atom.profile, setting, || at.index(index), errors) else { continue };
        if !seen.insert(profile.clone()) {
            errors.report(at.index(index), catalogue::profile_twice(setting.profile_name(&profile)));
        }
        found.push((profile, atom.probability.clone()));
    }
    check_sum(Numbers::Masses, atoms.iter().map(|atom| &atom.probability), || at.clone(), errors);
    (errors.len() == before).then_some(found)
}

fn profile(
    names: &[String],
    setting: &Setting,
    at: impl Fn() -> Place,
    errors: &mut Diagnostics,
) -> Option<Profile> {
    if names.len() != setting.agents.len() {
        errors.report(at(), catalogue::profile_length(setting.agents.len(), names.len()));
        return None;
    }
    let types =
        setting.agents.iter().zip(names).enumerate().map(|(index, (agent, name))| {
            find_type(agent, name, || at().field("profile").index(index), errors)
        });
    // All of them, so that every unknown type is reported.
    let types: Vec<Option<usize>> = types.collect();
    types.into_iter().collect::<Option<Vec<usize>>>().map(Profile::new)
}

pub(super) fn check_mass(mass: &Rational, at: impl FnOnce() -> Place, errors: &mut Diagnostics) {
    if mass.is_negative() {
        errors.report(at(), catalogue::negative_probability(mass));
    }
}

/// Complains, with the sum, unless masses add up to exactly 1. Negative ones were complained about before.
pub(super) fn check_sum<'a>(
    what: Numbers<'_>,
    masses: impl Iterator<Item = &'a Rational> + Clone,
    at: impl Fn() -> Place,
    errors: &mut Diagnostics,
) {
    if masses.clone().any(Signed::is_negative) {
        return;
    }
    if !check_denominators(what, masses.clone(), &at, errors) {
        return;
    }
    let sum: Rational = masses.sum();
    if !sum.is_one() {
        errors.report(at(), catalogue::not_one(what, &sum));
    }
}

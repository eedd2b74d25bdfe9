//! Priors: masses that are at least 0 and add up to exactly 1, of profiles that exist.

use super::arrays;
use super::field;
use super::known::Known;
use super::numbers::{check_mass, check_sum};
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::exact::{Rational, text::Text};
use crate::model::{self, Entries, Marginal};
use crate::prior::{Mrf, Prior, PriorError};
use crate::setting::{Agent, Profile, Setting};
use crate::work::{self, Budget};
use num_traits::Zero;
use std::collections::HashSet;
use tvmd_model::diagnostic::findings::Findings;

/// Resolves a prior, with the Markov random field that it was given as; `None` if anything is wrong with it or with the
/// setting.
pub(super) fn prior(
    model: &model::PriorDecl,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<(Prior, Option<Mrf>)> {
    if let model::PriorDecl::Arrays(file) = model {
        return Some((arrays::prior(file, setting, &at.field("arrays"), errors)?, None));
    }
    let (known, setting) = read(model, setting, at, errors)?;
    if let Distribution::Independent(marginals) = &known
        && let Err(over) = Budget::DEFAULT.allows(work::product(setting, marginals))
    {
        errors.report(at.field("independent"), catalogue::refused(&over));
        return None;
    }
    let built = match &known {
        Distribution::Uniform => Ok(Prior::uniform(setting)),
        Distribution::Independent(marginals) => Prior::independent(setting, marginals),
        Distribution::Joint(atoms) => Prior::joint(setting, atoms.clone()),
        Distribution::Field(field) => Prior::of_field(setting, field),
    };
    let prior =
        built.map_err(|error: PriorError| errors.report(at.clone(), catalogue::refused(&error))).ok()?;
    Some((prior, if let Distribution::Field(field) = known { Some(field) } else { None }))
}

/// What a prior says, and the setting that it is about; `None` if anything is wrong with either.
pub(super) fn read<'s>(
    model: &model::PriorDecl,
    setting: &'s Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<(Distribution, &'s Setting)> {
    let known = match model {
        model::PriorDecl::Uniform => Distribution::Uniform,
        model::PriorDecl::Include(file) => {
            errors.report(at.field("include"), catalogue::file_not_read(file));
            return None;
        }
        model::PriorDecl::Arrays(_) => unreachable!("read apart, since they list every profile"),
        model::PriorDecl::Independent(marginals) => {
            Distribution::Independent(independent(marginals, setting, &at.field("independent"), errors))
        }
        model::PriorDecl::Joint(atoms) => {
            Distribution::Joint(joint(atoms, setting, &at.field("joint"), errors))
        }
        model::PriorDecl::Mrf(potentials) => {
            Distribution::Field(field::field(potentials, setting, &at.field("mrf"), errors)?)
        }
    };
    let setting = setting.whole(errors).filter(|_| errors.is_whole(at))?;
    Some((known, setting))
}

/// A prior whose names are resolved, as far as they are known.
pub(super) enum Distribution {
    Uniform,
    Independent(Vec<Vec<Rational>>),
    Joint(Vec<(Profile, Rational)>),
    Field(Mrf),
}

/// The masses of each agent's types.
fn independent(
    marginals: &Entries<Marginal>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<Vec<Rational>> {
    let mut found: Vec<Option<Vec<Rational>>> = vec![None; setting.agents().len()];
    let mut unknown = !errors.is_read(&at.index(marginals.0.len()));
    for (index, (name, marginal)) in marginals.iter().enumerate() {
        let at = at.entry(index, name);
        let position = setting.agent(name, || at.key(), errors);
        unknown |= position.is_none();
        if position.is_some_and(|position| found[position].is_some()) {
            errors.report(at.key(), catalogue::already_there(Noun::DISTRIBUTION, name));
        }
        let masses = match marginal {
            Marginal::Uniform => position.map(|position| uniform(&setting.agents()[position])),
            Marginal::Masses(masses) => {
                check_masses(masses, name, &at, errors);
                position.map(|position| self::masses(masses, position, setting, &at, errors))
            }
        };
        if let Some(position) = position {
            found[position] = masses;
        }
    }
    for (position, masses) in found.iter().enumerate() {
        let named = errors.is_whole(&setting.at.field("agents").index(position).field("name"));
        // One who is missing may be the one whose name is wrong.
        if masses.is_none() && named && !unknown {
            errors.report(at.clone(), catalogue::no_distribution(&setting.agents()[position].name));
        }
    }
    found.into_iter().flatten().collect()
}

/// Every type but ⊥ equally likely.
pub(super) fn uniform(agent: &Agent) -> Vec<Rational> {
    let types = agent.types.len().saturating_sub(1);
    let each = Rational::new(1.into(), types.max(1).into());
    std::iter::once(Rational::zero()).chain(vec![each; types]).collect()
}

/// What can be said of masses without knowing whose they are.
fn check_masses(masses: &Entries<Text>, agent: &str, at: &Place, errors: &mut Findings) {
    for (index, (name, mass)) in masses.iter().enumerate() {
        check_mass(&mass.0, || at.entry(index, name), errors);
    }
    let mut names = HashSet::new();
    let once = masses.iter().all(|(name, _)| names.insert(name));
    if once && errors.is_read(at) {
        check_sum(Numbers::MassesOf(agent), masses.iter().map(|(_, mass)| &mass.0), || at.clone(), errors);
    }
}

fn masses(
    masses: &Entries<Text>,
    agent: usize,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<Rational> {
    let mut by_type: Vec<Option<Rational>> = vec![None; setting.agents()[agent].types.len()];
    for (index, (name, mass)) in masses.iter().enumerate() {
        let key = || at.entry(index, name).key();
        let Some(position) = setting.own_type(agent, name, key, errors) else { continue };
        if by_type[position].is_some() {
            errors.report(key(), catalogue::already_there(Noun::MASS, name));
        }
        by_type[position] = Some(mass.0.clone());
    }
    by_type.into_iter().map(Option::unwrap_or_default).collect()
}

fn joint(
    atoms: &[model::Atom],
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<(Profile, Rational)> {
    let mut seen = HashSet::new();
    let mut found = Vec::with_capacity(atoms.len());
    let mut masses_known = errors.is_read(&at.index(atoms.len()));
    for (index, atom) in atoms.iter().enumerate() {
        let at = at.index(index);
        let at_mass = at.field("probability");
        masses_known &= errors.is_read(&at_mass);
        check_mass(&atom.probability, || at_mass, errors);
        let Some(profile) = profile(&atom.profile, setting, &at, errors) else { continue };
        if !seen.insert(profile.clone()) {
            masses_known = false;
            errors.report(at, catalogue::profile_twice(setting.profile_name(&profile)));
        }
        found.push((profile, atom.probability.clone()));
    }
    if masses_known {
        check_sum(Numbers::Masses, atoms.iter().map(|atom| &atom.probability), || at.clone(), errors);
    }
    found
}

fn profile(names: &[String], setting: &Known, at: &Place, errors: &mut Findings) -> Option<Profile> {
    let at_profile = at.field("profile");
    if !setting.agents_in_order(errors) || !errors.is_read(&at_profile.index(names.len())) {
        errors.doubt(&at_profile);
        return None;
    }
    if names.len() != setting.agents().len() {
        errors.report(at.clone(), catalogue::profile_length(setting.agents().len(), names.len()));
        return None;
    }
    let types = names
        .iter()
        .enumerate()
        .map(|(agent, name)| setting.own_type(agent, name, || at_profile.index(agent), errors));
    // All of them, so that every unknown type is reported.
    let types: Vec<Option<usize>> = types.collect();
    types.into_iter().collect::<Option<Vec<usize>>>().map(Profile::new)
}

//! From what was said to what is meant: resolves names and checks everything about a
//! [`model::InstanceDecl`](crate::model::InstanceDecl), collecting every mistake at its place.
//!
//! Both fronts, the macro and the instance files, come through here, so that they accept the same and complain
//! in the same words. Nothing here asks whether a mechanism is truthful.

pub(crate) mod alone;
mod arrays;
mod earlier;
mod field;
mod known;
mod lookup;
mod names;
mod numbers;
mod prior;
mod rules;
mod setting;
mod space;
mod structured;
#[cfg(test)]
mod tests;
mod values;

use crate::declared::{Declared, Instance};
use crate::diagnostic::catalogue::Noun;
use crate::diagnostic::{Diagnostics, Place};
use crate::mechanism::rules::Rule;
use crate::model;
use crate::prior::Prior;
use crate::setting::Setting;
use earlier::{Earlier, GivenPrior};
use known::Known;
use names::{check_alike, check_name, unique};
use std::sync::Arc;
use tvmd_model::diagnostic::findings::Findings;
use tvmd_model::model::sense::check_claims;

/// Parts of an instance that are resolved already, and of which the model says nothing.
#[derive(Default)]
pub(crate) struct Ready {
    pub(crate) prior: Option<Prior>,
    /// By mechanism.
    pub(crate) rules: Vec<Option<Rule>>,
}

/// What could be resolved of an instance, and what is wrong with the rest.
pub(crate) struct Parts {
    /// The setting with its priors and those mechanisms that are whole; `None` if the setting isn't.
    pub(crate) instance: Option<Instance>,
    /// Where among all mechanisms the ones that are whole come.
    pub(crate) positions: Vec<usize>,
    /// Every mistake once, at its place.
    pub(crate) mistakes: Diagnostics,
    /// Whether everything is there and nothing wrong.
    whole: bool,
}

impl model::InstanceDecl {
    /// Resolves the instance. Files that a prior includes must have been read.
    ///
    /// # Errors
    /// Everything that is wrong with it and isn't the consequence of something else, each mistake once, at its place.
    pub fn resolve(&self) -> Result<Instance, Diagnostics> {
        self.resolve_knowing(&[])
    }

    /// Resolves an instance of which some places are known to be `wrong`: whatever the model has there only stands in
    /// for what couldn't be read. The place of the element after the last of a list (or map) says that more belongs
    /// into it.
    ///
    /// # Errors
    /// Everything else that is wrong with it and isn't the consequence of something else, each mistake once, at its
    /// place. The list is empty if that is nothing.
    pub fn resolve_knowing(&self, wrong: &[Place]) -> Result<Instance, Diagnostics> {
        match self.resolve_parts(wrong) {
            Parts { instance: Some(instance), whole: true, .. } => Ok(instance),
            Parts { mistakes, .. } => Err(mistakes),
        }
    }

    /// Resolves the instance in a setting that is there already: if it is the one that is meant, the instance has a
    /// handle on it, not one like it.
    ///
    /// # Errors
    /// Like [`resolve`](Self::resolve).
    pub fn resolve_in(&self, setting: &Setting) -> Result<Instance, Diagnostics> {
        match self.parts(&[], Some(setting), Ready::default()) {
            Parts { instance: Some(instance), whole: true, .. } => Ok(instance),
            Parts { mistakes, .. } => Err(mistakes),
        }
    }

    /// Resolves the rest of an instance in its setting; `None` if anything is wrong with it.
    pub(crate) fn resolve_ready(&self, setting: &Setting, ready: Ready) -> Option<Instance> {
        let Parts { instance, whole, .. } = self.parts(&[], Some(setting), ready);
        instance.filter(|_| whole)
    }

    /// Resolves what can be resolved, knowing the `wrong` places.
    pub(crate) fn resolve_parts(&self, wrong: &[Place]) -> Parts {
        self.parts(wrong, None, Ready::default())
    }

    fn parts(&self, wrong: &[Place], there: Option<&Setting>, ready: Ready) -> Parts {
        let mut errors = Findings::new(wrong);
        let root = Place::default();
        let mut setting = setting::setting(&self.setting, &root.field("setting"), &mut errors);
        if let Some(there) = there.filter(|there| **there == setting.setting) {
            setting.setting = there.clone();
        }
        let mut resolve_prior = |prior: &Option<model::PriorDecl>, field: &'static str| {
            let prior = prior.as_ref()?;
            prior::prior(prior, &setting, &root.field(field), &mut errors)
        };
        let (prior, field) = match ready.prior {
            Some(prior) => (Some(prior), None),
            None => resolve_prior(&self.prior, "prior").unzip(),
        };
        let (prior, field) = (prior.map(Arc::new), field.flatten().map(Arc::new));
        let prior_hat = resolve_prior(&self.prior_hat, "prior_hat").map(|(prior, _)| Arc::new(prior));
        let given = match &prior {
            Some(prior) => GivenPrior::Right(prior),
            None if self.prior.is_some() || !errors.is_read(&root.field("prior")) => GivenPrior::Wrong,
            None => GivenPrior::None,
        };
        let declared = self.resolve_mechanisms(&setting, given, ready.rules, &mut errors);
        let (positions, mechanisms) = declared
            .into_iter()
            .enumerate()
            .filter_map(|(position, declared)| Some((position, declared?)))
            .unzip();
        let instance = setting.whole(&errors).cloned();
        let instance = instance.map(|setting| Instance { setting, prior, field, prior_hat, mechanisms });
        let (mistakes, whole) = errors.finish();
        Parts { instance, positions, mistakes, whole }
    }

    /// The names of the mechanisms, which are `at` this place: each can be told from the others.
    fn check_names(&self, at: &Place, errors: &mut Findings) -> Vec<&str> {
        let names: Vec<&str> = self.mechanisms.iter().map(|(name, _)| name.as_str()).collect();
        let key = |index: usize, name: &str| at.entry(index, name).key();
        unique(names.iter().copied(), Noun::MECHANISM, key, errors);
        check_alike(names.iter().copied(), Noun::MECHANISM, key, errors);
        names
    }

    /// The mechanisms in order, `None` for one that isn't whole.
    fn resolve_mechanisms(
        &self,
        setting: &Known,
        prior: GivenPrior<'_>,
        mut ready: Vec<Option<Rule>>,
        errors: &mut Findings,
    ) -> Vec<Option<Declared>> {
        let at = Place::default().field("mechanisms");
        let names = self.check_names(&at, errors);
        let mut declared: Vec<Option<Declared>> = Vec::new();
        for (index, (name, mechanism)) in self.mechanisms.iter().enumerate() {
            let place = at.entry(index, name);
            check_name(name, Noun::MECHANISM, || place.key(), errors);
            let earlier =
                Earlier { names: &names[..index], declared: &declared, at: &at, count: names.len() };
            let rule = ready.get_mut(index).and_then(Option::take);
            let rule = rule.or_else(|| rules::rule(&mechanism.rule, earlier, setting, prior, &place, errors));
            let claim = |index| place.field("claims").index(index);
            check_claims(&mechanism.claims, prior.is_given(), claim, errors);
            declared.push(rule.and_then(|rule| {
                let (setting, prior) = (setting.whole(errors)?, prior.right().cloned());
                Some(Declared::new(name, setting, prior, rule, mechanism.claims.clone()))
            }));
        }
        declared
    }
}

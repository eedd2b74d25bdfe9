//! From what was said to what is meant: resolves names and checks everything about a
//! [`model::Instance`](crate::model::Instance), collecting every mistake at its place.
//!
//! Both fronts, the macro and the instance files, come through here, so that they accept the same and complain
//! in the same words. Nothing here asks whether a mechanism is truthful.

mod coverage;
mod extension;
mod field;
mod mechanism;
mod menu;
mod names;
mod outcomes;
mod prior;
mod sale;
mod setting;

use crate::declared::{Declared, Instance};
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::{BigInt, Rational};
use crate::model;
use crate::setting::Agent;
use mechanism::GivenPrior;
use names::{check_alike, check_name};
use num_integer::Integer as _;
use num_traits::One;
use std::sync::Arc;

impl model::Instance {
    /// Resolves the instance. Files that a prior includes must have been read.
    ///
    /// # Errors
    /// Everything that is wrong with it, each mistake once, at its place. Where the setting itself is wrong, its
    /// priors and mechanisms are not looked at.
    pub fn resolve(&self) -> Result<Instance, Diagnostics> {
        self.resolve_after(Diagnostics::default())
    }

    /// The same of an instance in which mistakes were found already, while it was read.
    pub(crate) fn resolve_after(&self, mut errors: Diagnostics) -> Result<Instance, Diagnostics> {
        let root = Place::default();
        let setting = Arc::new(
            setting::setting(&self.setting, &root.field("setting"), &mut errors)
                .ok_or_else(|| errors.clone())?,
        );
        let mut resolve_prior = |prior: &Option<model::Prior>, field: &'static str| {
            let prior = prior.as_ref()?;
            prior::prior(prior, &setting, &root.field(field), &mut errors)
        };
        let (prior, field) = resolve_prior(&self.prior, "prior").unzip();
        let (prior, field) = (prior.map(Arc::new), field.flatten().map(Arc::new));
        let prior_hat = resolve_prior(&self.prior_hat, "prior_hat").map(|(prior, _)| Arc::new(prior));
        let mechanisms = root.field("mechanisms");
        unique(
            self.mechanisms.iter().map(|(name, _)| name.as_str()),
            Noun::MECHANISM,
            |index, name| mechanisms.entry(index, name).key(),
            &mut errors,
        );
        check_alike(
            self.mechanisms.iter().map(|(name, _)| name.as_str()),
            Noun::MECHANISM,
            |index, name| mechanisms.entry(index, name).key(),
            &mut errors,
        );
        let given = match (&self.prior, &prior) {
            (None, _) => GivenPrior::None,
            (Some(_), None) => GivenPrior::Wrong,
            (Some(_), Some(prior)) => GivenPrior::Right(prior),
        };
        let mut declared = Vec::new();
        for (index, (name, mechanism)) in self.mechanisms.iter().enumerate() {
            let place = mechanisms.entry(index, name);
            check_name(name, Noun::MECHANISM, || place.key(), &mut errors);
            mechanism::check_claims(mechanism, self.prior.is_some(), &place, &mut errors);
            let rule = mechanism::rule(&mechanism.rule, &declared, &setting, given, &place, &mut errors);
            if let Some(rule) = rule {
                declared.push(Declared::new(name, &setting, prior.clone(), rule, mechanism.claims.clone()));
            }
        }
        if errors.is_empty() {
            Ok(Instance { setting, prior, field, prior_hat, mechanisms: declared })
        } else {
            Err(errors)
        }
    }
}

/// Complains about each name that was used before.
fn unique<'a>(
    names: impl Iterator<Item = &'a str>,
    what: Noun,
    place: impl Fn(usize, &str) -> Place,
    errors: &mut Diagnostics,
) {
    let mut seen = std::collections::HashSet::new();
    for (index, name) in names.enumerate() {
        if !seen.insert(name) {
            errors.report(place(index, name), catalogue::already_there(what, name));
        }
    }
}

/// The most bits of a common denominator: far more than any honest instance needs, and few enough to compute with.
const MAX_DENOMINATOR_BITS: u64 = 4_096;

/// Complains if numbers that are brought over a common denominator have one that is out of all proportion.
fn check_denominators<'a>(
    what: Numbers<'_>,
    numbers: impl IntoIterator<Item = &'a Rational>,
    at: impl FnOnce() -> Place,
    errors: &mut Diagnostics,
) -> bool {
    let mut common = BigInt::one();
    let fits = numbers.into_iter().all(|number| {
        common = common.lcm(number.denom());
        common.bits() <= MAX_DENOMINATOR_BITS
    });
    if !fits {
        errors.report(at(), catalogue::huge_denominator(what, MAX_DENOMINATOR_BITS));
    }
    fits
}

/// The position of a name in a list, or a complaint that suggests the nearest.
fn find<'a>(
    what: Noun,
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    place: impl FnOnce() -> Place,
    errors: &mut Diagnostics,
) -> Option<usize> {
    let position = known.clone().into_iter().position(|name| name == word);
    if position.is_some() {
        return position;
    }
    if known.clone().into_iter().any(str::is_empty) {
        // The one without a name may be meant.
        errors.follow();
    } else {
        errors.report_each(place(), || catalogue::unknown(what, word, known));
    }
    None
}

/// The position of an agent's type, or a complaint that suggests the nearest.
fn find_type(
    agent: &Agent,
    word: &str,
    place: impl FnOnce() -> Place,
    errors: &mut Diagnostics,
) -> Option<usize> {
    let known = || agent.types.iter().map(|own| own.name.as_str());
    let position = known().position(|name| name == word);
    if position.is_some() {
        return position;
    }
    if known().any(str::is_empty) {
        errors.follow();
    } else {
        errors.report_each(place(), || catalogue::unknown_type(&agent.name, word, known()));
    }
    None
}

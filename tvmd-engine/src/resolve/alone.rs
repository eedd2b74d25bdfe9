//! A setting, a prior or a mechanism by itself, as it is built in Rust, checked as a part of an instance is.

use super::earlier::{Earlier, GivenPrior};
use super::known::Known;
use super::names::check_name;
use super::{prior, rules, setting};
use crate::declared::Declared;
use crate::diagnostic::catalogue::{self, Noun};
use crate::diagnostic::{Diagnostics, Place};
use crate::mechanism::Mechanism as _;
use crate::model::{PriorDecl, RuleDecl, SettingDecl};
use crate::prior::Prior;
use crate::setting::Setting;
use std::sync::Arc;
use tvmd_model::diagnostic::findings::Findings;

/// The mistakes that were found while something was read, and the places that couldn't be.
pub(crate) type Read = (Diagnostics, Vec<Place>);

/// What a rule refers to besides its setting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// The prior that it computes with.
    pub(crate) prior: Option<Arc<Prior>>,
    /// The mechanism that it extends.
    pub(crate) base: Option<Declared>,
}

/// The setting that was said.
pub(crate) fn setting(said: &SettingDecl, (found, unread): Read) -> Result<Setting, Diagnostics> {
    let mut errors = Findings::after(found, &unread);
    let known = setting::setting(said, &Place::default().field("setting"), &mut errors);
    whole(Some(known.setting), errors)
}

/// The prior of a setting that was said.
pub(crate) fn prior(
    said: &PriorDecl,
    setting: &Setting,
    (found, unread): Read,
) -> Result<Prior, Diagnostics> {
    let mut errors = Findings::after(found, &unread);
    let prior = prior::prior(said, &Known::all_of(setting), &Place::default().field("prior"), &mut errors);
    whole(prior.map(|(prior, _)| prior), errors)
}

/// The mechanism in a setting that was said.
pub(crate) fn mechanism(
    name: &str,
    said: &RuleDecl,
    setting: &Setting,
    given: &Given,
    (found, unread): Read,
) -> Result<Declared, Diagnostics> {
    let mut errors = Findings::after(found, &unread);
    let at = Place::default().field("mechanisms");
    // Nothing comes before it but what it extends.
    let base = given.base.as_slice();
    let place = at.entry(base.len(), name);
    check_name(name, Noun::MECHANISM, || place.key(), &mut errors);
    let prior = given.prior.iter().map(|prior| ("the prior", prior.setting()));
    let extended = base.iter().map(|base| ("the mechanism that is extended", base.setting()));
    let differences: Vec<_> =
        extended.chain(prior).filter_map(|(what, other)| Some((what, setting.difference(other)?))).collect();
    for (what, difference) in &differences {
        errors.report(place.clone(), catalogue::of_another_setting(what, difference));
    }
    let prior = given.prior.as_ref().map_or(GivenPrior::None, GivenPrior::Right);
    let (names, declared): (Vec<&str>, Vec<Option<Declared>>) =
        base.iter().map(|base| (base.name(), Some(base.clone()))).unzip();
    let earlier = Earlier { names: &names, declared: &declared, at: &at, count: names.len() + 1 };
    // What is of another setting isn't computed with.
    let rule = differences
        .is_empty()
        .then(|| rules::rule(said, earlier, &Known::all_of(setting), prior, &place, &mut errors));
    let declared =
        rule.flatten().map(|rule| Declared::new(name, setting, prior.right().cloned(), rule, Vec::new()));
    whole(declared, errors)
}

/// What was found, if nothing is wrong with it.
fn whole<T>(found: Option<T>, errors: Findings) -> Result<T, Diagnostics> {
    match (found, errors.finish()) {
        (Some(found), (_, true)) => Ok(found),
        (_, (mistakes, _)) => Err(mistakes),
    }
}

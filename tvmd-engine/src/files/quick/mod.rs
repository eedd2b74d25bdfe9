//! The quick way of reading: tables of outcomes and joint priors go straight into integers over one denominator.
//!
//! It takes what is right and usual. A number of twenty digits or an escape in a name sends the table, or the prior, the way of the
//! [model](crate::model); a mistake sends the file there, where everything that is wrong with it is told. So what is accepted
//! and what it means is settled there alone, and a test holds the two ways together.

mod atoms;
mod borrowed;
mod names;
mod rows;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "texts of our own")]
mod tests;

use super::arrays::{self, Others};
use crate::declared::Instance;
use crate::exact::text::Text;
use crate::mechanism::rules::Rule;
use crate::model::objects::read_objects;
use crate::model::tree::Node;
use crate::model::{Entries, FORMAT, InstanceDecl, MechanismDecl, PriorDecl, RuleDecl, SettingDecl};
use crate::resolve::{Ready, alone};
use crate::setting::{MAX_PROFILES, Setting};
use serde_json::value::RawValue;
use std::path::Path;
use tvmd_model::files::include;
use tvmd_model::files::shape::{self, Reader, Reading};

/// An instance whose parts aren't read yet.
struct Skimmed<'a> {
    /// For editors.
    _schema: Option<String>,
    tvmd: u32,
    setting: &'a RawValue,
    prior: Option<&'a RawValue>,
    prior_hat: Option<&'a RawValue>,
    mechanisms: Entries<&'a RawValue>,
    numbers: Entries<Text>,
}

read_objects!(&'de str: Skimmed<'a> { tvmd, setting; prior, prior_hat, mechanisms, numbers, _schema = "$schema" });

/// What was read the quick way.
pub(super) enum Quick {
    Instance(Box<Instance>),
    /// Only what it says: its profiles are too many for tables.
    Said(Box<InstanceDecl>),
}

/// What a text says, if it is of the format's shape.
fn right<T>(raw: &RawValue, read: Reading<T>) -> Option<T> {
    shape::right(&Node::of(raw).ok()?, read).ok()
}

/// What the text of an instance file and the `others` that it names mean; `None` if it isn't read this way, or may be taken `by_structure`
/// and had better be.
pub(super) fn instance(text: &str, others: Option<Others<'_>>, by_structure: bool) -> Option<Quick> {
    let skimmed: Skimmed<'_> = serde_json::from_str(text).ok()?;
    let setting = right(skimmed.setting, Reader::setting)?;
    if setting.profiles() > MAX_PROFILES.into() {
        return said(skimmed, setting).map(|said| Quick::Said(Box::new(said)));
    }
    listed(skimmed, setting, others, by_structure).map(|instance| Quick::Instance(Box::new(instance)))
}

/// All that is said.
fn said(skimmed: Skimmed<'_>, setting: SettingDecl) -> Option<InstanceDecl> {
    let Skimmed { tvmd, prior, prior_hat, mechanisms, numbers, .. } = skimmed;
    let read = |raw: Option<&RawValue>| match raw {
        Some(raw) => right(raw, Reader::any_prior).map(Some),
        None => Some(None),
    };
    let (prior, prior_hat) = (read(prior)?, read(prior_hat)?);
    let mechanisms = mechanisms.0.into_iter().map(|(name, raw)| Some((name, right(raw, Reader::mechanism)?)));
    let mechanisms = Entries(mechanisms.collect::<Option<_>>()?);
    (tvmd == FORMAT).then_some(InstanceDecl { tvmd, setting, prior, prior_hat, mechanisms, numbers })
}

/// What a file means whose profiles can be listed.
fn listed(
    skimmed: Skimmed<'_>,
    said: SettingDecl,
    others: Option<Others<'_>>,
    by_structure: bool,
) -> Option<Instance> {
    let Skimmed { tvmd, prior, prior_hat, mechanisms, numbers, .. } = skimmed;
    let prior_hat = match prior_hat {
        Some(raw) => Some(right(raw, Reader::any_prior)?),
        None => None,
    };
    let setting = alone::setting(&said, Default::default()).ok().filter(|_| tvmd == FORMAT)?;
    let mut ready = Ready::default();
    let mut instance =
        InstanceDecl { tvmd, setting: said, prior: None, prior_hat, mechanisms: Entries::default(), numbers };
    if let Some(raw) = prior {
        ready.prior = atoms::prior(raw, &setting);
        if ready.prior.is_none() {
            instance.prior = Some(right(raw, Reader::any_prior)?);
        }
    }
    for (name, raw) in mechanisms.0 {
        let (decl, rule) = mechanism(raw, &setting)?;
        instance.mechanisms.0.push((name, decl));
        ready.rules.push(rule);
    }
    if let Some(Others { folder, arrays }) = others {
        include(&mut instance, folder)?;
        if let Some(read) = arrays {
            let (errors, _) = arrays::read(&mut instance, folder, read, &[]);
            errors.is_empty().then_some(())?;
        }
    }
    (!by_structure || !instance.is_structural()).then_some(())?;
    instance.resolve_ready(&setting, ready)
}

/// Puts what files say in place of the priors that include them.
fn include(instance: &mut InstanceDecl, folder: &Path) -> Option<()> {
    let InstanceDecl { setting, prior, prior_hat, .. } = instance;
    for (field, prior) in [("prior", prior), ("prior_hat", prior_hat)] {
        let Some(included) = prior.as_ref().filter(|prior| matches!(prior, PriorDecl::Include(_))) else {
            continue;
        };
        let shape = include::read(included, field, folder, setting, &[]).ok()??.shape;
        *prior = Some(shape.read).filter(|_| shape.errors.is_empty());
        prior.as_ref()?;
    }
    Some(())
}

/// A mechanism, and its rule if that is a table.
fn mechanism(raw: &RawValue, setting: &Setting) -> Option<(MechanismDecl, Option<Rule>)> {
    let mut reader = rows::Reader::new(setting);
    match reader.read(raw).and_then(|claims| Some((claims, reader.finish()?))) {
        Some((claims, outcomes)) => {
            let rule = RuleDecl::Outcomes(Vec::new());
            Some((MechanismDecl { rule, claims }, Some(Rule::Outcomes(outcomes))))
        }
        None => Some((right(raw, Reader::mechanism)?, None)),
    }
}

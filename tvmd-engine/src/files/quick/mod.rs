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
use super::{fast, include};
use crate::declared::Instance;
use crate::exact::text::Text;
use crate::mechanism::rules::Rule;
use crate::model::{Entries, FORMAT, InstanceDecl, MechanismDecl, PriorDecl, RuleDecl, SettingDecl};
use crate::resolve::{Ready, alone};
use crate::setting::Setting;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::path::Path;

/// An instance whose mechanisms and prior aren't read yet.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Skimmed<'a> {
    #[serde(rename = "$schema")]
    _schema: Option<String>,
    tvmd: u32,
    setting: SettingDecl,
    #[serde(borrow)]
    prior: Option<&'a RawValue>,
    prior_hat: Option<PriorDecl>,
    #[serde(borrow, default)]
    mechanisms: Entries<&'a RawValue>,
    #[serde(default)]
    numbers: Entries<Text>,
}

/// What the text of an instance file and the `others` that it names mean; `None` if it isn't read this way, or may be taken `by_structure`
/// and had better be.
pub(super) fn instance(text: &str, others: Option<Others<'_>>, by_structure: bool) -> Option<Instance> {
    // What is derived reads a list as well.
    let skimmed = text.trim_start().starts_with('{').then(|| fast::<Skimmed<'_>>(text)).flatten()?;
    let Skimmed { tvmd, setting: said, prior, prior_hat, mechanisms, numbers, .. } = skimmed;
    let setting = alone::setting(&said, Default::default()).ok().filter(|_| tvmd == FORMAT)?;
    let mut ready = Ready::default();
    let mut instance =
        InstanceDecl { tvmd, setting: said, prior: None, prior_hat, mechanisms: Entries::default(), numbers };
    if let Some(raw) = prior {
        ready.prior = atoms::prior(raw, &setting);
        if ready.prior.is_none() {
            instance.prior = Some(fast(raw.get())?);
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
        let Some(own) = prior.as_ref().filter(|own| matches!(own, PriorDecl::Include(_))) else { continue };
        let shape = include::read(own, field, folder, setting, &[]).ok()??.shape;
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
        None => Some((fast(raw.get())?, None)),
    }
}

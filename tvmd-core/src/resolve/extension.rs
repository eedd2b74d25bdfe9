//! `dsic_extension` and `bic_extension`: the mechanism that is extended, and the types on which it is kept.

use super::mechanism::agent;
use super::{find, find_type, unique};
use crate::declared::Declared;
use crate::diagnostic::catalogue::{self, Noun};
use crate::diagnostic::{Diagnostics, Place};
use crate::mechanism::rules::DsicExtension;
use crate::mechanism::{BicExtension, Defect, Form, Kept, Mechanism as _};
use crate::model::Entries;
use crate::prior::Prior;
use crate::setting::Setting;
use crate::work::Budget;

pub(super) fn dsic(
    of: &str,
    keeping: &Entries<Vec<String>>,
    declared: &[Declared],
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<DsicExtension> {
    let (base, kept) = extended(of, keeping, declared, setting, at, errors)?;
    Some(DsicExtension { base: base.rule().clone(), kept })
}

/// Extends a mechanism by Definition 4, which is about independent types.
pub(super) fn bic(
    (base, kept): (&Declared, Vec<Vec<bool>>),
    form: Form,
    prior: &Prior,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<BicExtension> {
    if *prior != prior.product_of_marginals() {
        errors.report(at.clone(), catalogue::extension_of_correlated_types());
        return None;
    }
    let setting = base.setting();
    // The table of what is extended is looked at here.
    if let Err(over) = Budget::DEFAULT.allows(base.work_of_outcomes()) {
        errors.report(at.clone(), catalogue::refused(&over));
        return None;
    }
    let kept = Kept::new(setting, kept);
    let extension = BicExtension::new(base.shared_outcomes(), &kept, prior, form)
        .expect("mechanism, kept types and prior are of one setting");
    let name = |agent: usize| setting.agents[agent].name.as_str();
    match extension.defect() {
        None => return Some(extension),
        Some(Defect::Undefined(agent, profile)) => errors
            .report(at.clone(), catalogue::payment_undefined(name(agent.0), setting.profile_name(&profile))),
        Some(Defect::OutOfRange(agent, profile, paid)) => {
            let profile = setting.profile_name(&profile);
            errors.report(
                at.clone(),
                catalogue::extension_out_of_range(name(agent.0), profile, &paid, &setting.bound),
            );
        }
    }
    None
}

/// The mechanism that is extended, and which types of each agent are kept.
pub(super) fn extended<'a>(
    of: &str,
    keeping: &Entries<Vec<String>>,
    declared: &'a [Declared],
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<(&'a Declared, Vec<Vec<bool>>)> {
    let before = errors.len();
    let names = declared.iter().map(Declared::name);
    let position = find(Noun::EARLIER_MECHANISM, of, names, || at.field("of"), errors);
    let kept = kept(keeping, setting, &at.field("keeping"), errors);
    let base = &declared[position?];
    (errors.len() == before).then_some((base, kept))
}

/// Which types of each agent are kept: those listed and ⊥; all of an agent who isn't listed.
fn kept(
    keeping: &Entries<Vec<String>>,
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Vec<Vec<bool>> {
    let mut kept: Vec<Vec<bool>> = setting.agents.iter().map(|agent| vec![true; agent.types.len()]).collect();
    let names = keeping.iter().map(|(name, _)| name.as_str());
    unique(names, Noun::KEPT_SET, |index, name| at.entry(index, name).key(), errors);
    for (index, (name, types)) in keeping.iter().enumerate() {
        let at = at.entry(index, name);
        let Some(position) = agent(name, setting, || at.key(), errors) else { continue };
        let own = &setting.agents[position];
        unique(types.iter().map(String::as_str), Noun::KEPT_TYPE, |index, _| at.index(index), errors);
        kept[position] = (0..own.types.len()).map(|own| own == 0).collect();
        for (index, name) in types.iter().enumerate() {
            if let Some(found) = find_type(own, name, || at.index(index), errors) {
                kept[position][found] = true;
            }
        }
    }
    kept
}

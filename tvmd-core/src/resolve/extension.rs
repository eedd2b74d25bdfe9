//! `dsic_extension`: the mechanism that is extended, and the types on which it is kept.

use super::mechanism::agent;
use super::{find, find_type, unique};
use crate::declared::Declared;
use crate::diagnostic::catalogue::Noun;
use crate::diagnostic::{Diagnostics, Place};
use crate::mechanism::Mechanism as _;
use crate::mechanism::rules::DsicExtension;
use crate::model::Entries;
use crate::setting::Setting;

pub(super) fn dsic(
    of: &str,
    keeping: &Entries<Vec<String>>,
    declared: &[Declared],
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<DsicExtension> {
    let before = errors.len();
    let names = declared.iter().map(Declared::name);
    let position = find(Noun::EARLIER_MECHANISM, of, names, || at.field("of"), errors);
    let kept = kept(keeping, setting, &at.field("keeping"), errors);
    let base = declared[position?].rule().clone();
    (errors.len() == before).then_some(DsicExtension { base, kept })
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

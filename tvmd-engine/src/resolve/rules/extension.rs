//! `dsic_extension` and `bic_extension`: the mechanism that is extended, and the types on which it is kept.

use crate::declared::Declared;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Message, Noun};
use crate::exact::Rational;
use crate::mechanism::{BicExtension, Defect, Form, Kept, Mechanism as _};
use crate::model::Entries;
use crate::names::{brief, brief_list};
use crate::prior::Prior;
use crate::resolve::earlier::Earlier;
use crate::resolve::known::Known;
use crate::resolve::lookup::not_found;
use crate::resolve::names::unique;
use crate::work::Budget;
use std::fmt::Display;
use tvmd_model::diagnostic::findings::Findings;

/// Extends a mechanism by Definition 4, which is about independent types.
pub(super) fn bic(
    (base, kept): (&Declared, Vec<Vec<bool>>),
    form: Form,
    prior: &Prior,
    at: &Place,
    errors: &mut Findings,
) -> Option<BicExtension> {
    if *prior != prior.product_of_marginals() {
        errors.report(at.clone(), extension_of_correlated_types());
        return None;
    }
    let setting = base.setting();
    // The table of what is extended is looked at here.
    if let Err(over) = Budget::DEFAULT.allows(base.work_of_table()) {
        errors.report(at.clone(), catalogue::refused(&over));
        return None;
    }
    let kept = Kept::new(setting, kept);
    let extension = BicExtension::new(base.shared_table(), &kept, prior, form)
        .expect("mechanism, kept types and prior are of one setting");
    let name = |agent: usize| setting.agents()[agent].name.as_str();
    match extension.defect() {
        None => return Some(extension),
        Some(Defect::Undefined(agent, profile)) => {
            errors.report(at.clone(), payment_undefined(name(agent.0), setting.profile_name(&profile)));
        }
        Some(Defect::OutOfRange(agent, profile, paid)) => {
            let profile = setting.profile_name(&profile);
            errors.report(at.clone(), extension_out_of_range(name(agent.0), profile, &paid, setting.bound()));
        }
    }
    None
}

/// The mechanism that is extended, and which types of each agent are kept; `None` if anything is wrong with either.
pub(super) fn extended<'a>(
    of: &str,
    keeping: &Entries<Vec<String>>,
    earlier: Earlier<'a>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<(&'a Declared, Vec<Vec<bool>>)> {
    let at_of = at.field("of");
    let position = earlier.names.iter().position(|name| *name == of);
    if position.is_none() {
        let all_read = earlier.all_read(errors);
        not_found(Noun::EARLIER_MECHANISM, of, earlier.names, all_read, at_of.clone(), errors);
    }
    let base = position.and_then(|position| earlier.declared.get(position)?.as_ref());
    if base.is_none() {
        errors.doubt(&at_of);
    }
    let kept = kept(keeping, setting, &at.field("keeping"), errors);
    base.filter(|_| errors.is_whole(at)).map(|base| (base, kept))
}

/// Which types of each agent are kept: those listed and ⊥; all of an agent who isn't listed.
fn kept(
    keeping: &Entries<Vec<String>>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<Vec<bool>> {
    let mut kept: Vec<Vec<bool>> =
        setting.agents().iter().map(|agent| vec![true; agent.types.len()]).collect();
    let names = keeping.iter().map(|(name, _)| name.as_str());
    unique(names, Noun::KEPT_SET, |index, name| at.entry(index, name).key(), errors);
    for (index, (name, types)) in keeping.iter().enumerate() {
        let at = at.entry(index, name);
        let position = setting.agent(name, || at.key(), errors);
        unique(types.iter().map(String::as_str), Noun::KEPT_TYPE, |index, _| at.index(index), errors);
        let Some(position) = position else { continue };
        kept[position] = (0..setting.agents()[position].types.len()).map(|t| t == 0).collect();
        for (index, name) in types.iter().enumerate() {
            if let Some(found) = setting.own_type(position, name, || at.index(index), errors) {
                kept[position][found] = true;
            }
        }
    }
    kept
}

// What is wrong with them.

fn extension_of_correlated_types() -> Message {
    Message::new("a BIC extension is of a mechanism for independent types, and under this prior they aren't")
        .help("declare an `independent` prior, or use `dsic_extension`, which needs none")
}

fn payment_undefined(agent: &str, profile: impl Display) -> Message {
    let (agent, profile) = (brief(agent), profile.to_string());
    let profile = brief_list(&profile);
    Message::new(format!(
        "as printed, the BIC extension doesn't say what {agent} pays at {profile}: what her surrogate gets is worth 0 to her \
         in expectation, and her payment divides by that"
    ))
    .help(REPAIRED)
    .help_in_block(REPAIRED_IN_BLOCK)
}

fn extension_out_of_range(
    agent: &str,
    profile: impl Display,
    payment: &Rational,
    bound: &Rational,
) -> Message {
    let (agent, profile) = (brief(agent), profile.to_string());
    let profile = brief_list(&profile);
    Message::new(format!(
        "as printed, the BIC extension has {agent} pay {payment} at {profile}, outside [-{bound}, {bound}]"
    ))
    .help(REPAIRED)
    .help_in_block(REPAIRED_IN_BLOCK)
}

const REPAIRED: &str =
    "without `\"printed\": true` the extension is the repaired one, which is always a mechanism";
const REPAIRED_IN_BLOCK: &str =
    "without `as printed` the extension is the repaired one, which is always a mechanism";

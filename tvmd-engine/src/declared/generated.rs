//! What the code calls that `mechanism!` generates; nothing here is for users to call.

use super::typed::NotInSetting;
use super::{Declared, DeclaredMechanism, DeclaredSetting, Instance, PriorOf, by_hand};
use crate::exact::Rational;
use crate::incentive::IncentiveReport;
use crate::mechanism::{Table, TableError};
use crate::model::InstanceDecl;
use crate::setting::{Profile, Setting, Valuation};

/// The instance that a block was checked to describe.
///
/// # Panics
/// If `json` isn't such an instance.
#[must_use]
pub fn load(json: &str) -> Instance {
    let model = InstanceDecl::from_json(json).expect("written by `mechanism!`");
    model.resolve().expect("checked by `mechanism!`")
}

/// The same for a block in a setting of another one, which it shares.
///
/// # Panics
/// If `json` isn't an instance in this setting.
#[must_use]
pub fn load_in<S: DeclaredSetting>(json: &str) -> Instance {
    let model = InstanceDecl::from_json(json).expect("written by `mechanism!`");
    model.resolve_in(S::instance().setting()).expect("checked by `mechanism!`")
}

/// The value of a constant of a block.
///
/// # Panics
/// If `text` isn't a number.
#[must_use]
pub fn constant(text: &str) -> Rational {
    crate::exact::parse(text).expect("written by `mechanism!`")
}

/// A setting as the engine has it.
#[must_use]
pub fn setting<S: DeclaredSetting>() -> &'static Setting {
    S::instance().setting()
}

/// The declared prior of a setting.
///
/// # Panics
/// If the setting declares none; then no call is generated.
#[must_use]
pub fn prior<S: DeclaredSetting>() -> PriorOf<S> {
    PriorOf::declared().expect("generated only where a prior is declared")
}

/// All profiles of a setting, in the order of its numbering.
pub fn profiles<S: DeclaredSetting>() -> impl Iterator<Item = S::Profile> {
    setting::<S>().profiles().filter_map(|profile| S::Profile::try_from(&profile).ok())
}

/// What bundles are worth to a type of an agent, both by position.
#[must_use]
pub fn valuation<S: DeclaredSetting>(agent: usize, position: usize) -> &'static Valuation {
    setting::<S>().agents()[agent].types()[position].valuation()
}

/// The variant at a position.
///
/// # Errors
/// If there is none.
pub fn variant<T: Copy>(all: &[T], position: usize, what: &str) -> Result<T, NotInSetting> {
    let last = || match all.len() {
        0 => "there is none".to_owned(),
        count => format!("the last is at {}", count - 1),
    };
    let found = all.get(position).copied();
    found.ok_or_else(|| NotInSetting(format!("position {position} is no {what}: {}", last())))
}

/// Why a profile isn't one of a setting.
#[must_use]
pub fn no_profile(profile: &Profile, setting: &str, agents: usize) -> NotInSetting {
    let types = profile.types().len();
    NotInSetting(format!("a profile of {types} types is none of `{setting}`, which has {agents} agents"))
}

/// A declared mechanism as the engine has it.
///
/// # Panics
/// If the setting doesn't declare it; then no call is generated.
#[must_use]
pub fn declared<M: DeclaredMechanism>() -> &'static Declared {
    M::instance().mechanism(M::NAME).expect("`mechanism!` declares what it names")
}

/// The incentive report of a declared mechanism under a prior of its setting.
#[must_use]
pub fn incentives<M: DeclaredMechanism>(prior: &PriorOf<M::Setting>) -> IncentiveReport {
    by_hand::report(declared::<M>().table(), prior)
}

/// The incentive report of a mechanism by a rule that is written by hand.
///
/// # Errors
/// The first outcome that is impossible.
pub fn incentives_by<S: DeclaredSetting>(
    table: Result<&Table, TableError>,
    prior: &PriorOf<S>,
) -> Result<IncentiveReport, TableError> {
    Ok(by_hand::report(table?, prior))
}

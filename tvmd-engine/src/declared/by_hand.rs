//! Rules that are written by hand in a declared setting, with its types in place of positions.

use super::{DeclaredSetting, PriorOf, Reports};
use crate::incentive::IncentiveReport;
use crate::mechanism::{Mechanism, Outcome, Table, TableError};
use crate::prior::Prior;
use crate::setting::{Profile, Setting};
use std::marker::PhantomData;

/// A rule for the setting `S`, written by hand: an outcome for every profile of reports.
///
/// A function from profiles to outcomes is one. Other types implement the trait, such as those that hold a parameter:
///
/// ```
/// # use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First: additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #     }
/// # }
/// /// First may have the painting at a price, Second gets it otherwise.
/// struct Refusal(Rational);
///
/// impl MechanismIn<Gallery> for Refusal {
///     fn outcome(&self, reports: gallery::Profile) -> Outcome {
///         use gallery::{Agent, Item};
///         if reports.first.value(Item::Painting) >= self.0 {
///             Gallery::sale(Agent::First, Item::Painting, self.0.clone())
///         } else if reports.second.takes_part() {
///             Gallery::sale(Agent::Second, Item::Painting, ratio!(0))
///         } else {
///             Gallery::nothing()
///         }
///     }
/// }
///
/// let mechanism = ByHand::new("Refusal", Refusal(ratio!(3 / 2)));
/// assert!(mechanism.incentives(&PriorOf::uniform())?.dsic.holds);
/// # Ok::<(), tvmd::mechanism::TableError>(())
/// ```
///
/// In a block, `mechanism Mine in Gallery { by my_rule; }` declares a mechanism by such a rule.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no rule of the setting `{S}`",
    label = "not a rule of `{S}`",
    note = "a rule is a function from the setting's profiles to outcomes, `fn rule(reports: gallery::Profile) -> Outcome`, or \
            implements `MechanismIn<{S}>`"
)]
pub trait MechanismIn<S: DeclaredSetting> {
    /// What happens when the agents report these types. An agent who reports ⊥ gets and pays nothing.
    ///
    /// The outcome is checked to be feasible where a table is made.
    fn outcome(&self, reports: S::Profile) -> Outcome;
}

impl<S: DeclaredSetting, F: Fn(S::Profile) -> Outcome> MechanismIn<S> for F {
    fn outcome(&self, reports: S::Profile) -> Outcome {
        self(reports)
    }
}

/// A mechanism in the setting `S` by a rule that is written by hand, under a name: everything that checks a
/// [`Mechanism`] checks it.
#[derive(Clone, Debug)]
pub struct ByHand<S, R> {
    name: String,
    rule: R,
    setting: PhantomData<fn() -> S>,
}

impl<S: DeclaredSetting, R: MechanismIn<S>> ByHand<S, R> {
    /// The mechanism of this name and rule.
    pub fn new(name: impl Into<String>, rule: R) -> Self {
        Self { name: name.into(), rule, setting: PhantomData }
    }

    /// What happens when the agents report these types.
    #[must_use]
    pub fn outcome(&self, reports: impl Reports<S>) -> Outcome {
        outcome(&self.rule, &reports.profile())
    }

    /// Whether the agents want to take part and to tell the truth: exactly, with witnesses.
    ///
    /// # Errors
    /// The first outcome that is impossible.
    pub fn incentives(&self, prior: &PriorOf<S>) -> Result<IncentiveReport, TableError> {
        Ok(report(&self.table()?, prior))
    }
}

impl<S: DeclaredSetting, R: MechanismIn<S>> Mechanism for ByHand<S, R> {
    fn name(&self) -> &str {
        &self.name
    }
    fn setting(&self) -> &Setting {
        S::instance().setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        outcome(&self.rule, reports)
    }
    fn prior(&self) -> Option<&Prior> {
        S::instance().prior()
    }
}

/// The outcome of a rule; nothing happens at what is no profile of its setting.
pub(super) fn outcome<S: DeclaredSetting>(rule: &impl MechanismIn<S>, reports: &Profile) -> Outcome {
    S::Profile::try_from(reports).map_or_else(|_| S::nothing(), |reports| rule.outcome(reports))
}

/// What a table is worth to those who report, under a prior of its setting.
pub(super) fn report<S: DeclaredSetting>(table: &Table, prior: &PriorOf<S>) -> IncentiveReport {
    IncentiveReport::of(table, Some(prior)).expect("the prior's type names the setting")
}

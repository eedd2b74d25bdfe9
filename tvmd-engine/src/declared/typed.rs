//! The types that `mechanism!` generates, and what they do.

use super::{Declared, Instance};
use crate::exact::Rational;
use crate::incentive::IncentiveReport;
use crate::mechanism::{Mechanism, Outcome, Table};
use crate::model;
use crate::prior::{Prior, PriorError};
use crate::setting::{Profile, Setting};
use std::marker::PhantomData;
use std::ops::Deref;

/// The type that `mechanism!` generates for a setting.
pub trait DeclaredSetting: Sized + 'static {
    /// A type for each agent, by name.
    type Profile: Into<Profile>;

    /// The setting with everything declared in it.
    fn instance() -> &'static Instance;
}

/// The type that `mechanism!` generates for a mechanism.
///
/// The [module's page](super) has an example with the trait of the setting.
pub trait DeclaredMechanism: Sized + 'static {
    /// The setting it is declared in.
    type Setting: DeclaredSetting;
    /// Its name there.
    const NAME: &'static str;

    /// The block that it is declared in: its setting's, or another one in the same setting.
    fn instance() -> &'static Instance {
        Self::Setting::instance()
    }
}

impl<M: DeclaredMechanism> Mechanism for M {
    fn name(&self) -> &str {
        M::NAME
    }
    fn setting(&self) -> &Setting {
        M::Setting::instance().setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        declared::<M>().outcome(reports)
    }
    fn prior(&self) -> Option<&Prior> {
        M::Setting::instance().prior()
    }
    fn table(&self) -> Result<Table, crate::mechanism::TableError> {
        declared::<M>().table()
    }
}

/// A prior of the setting `S`; it can't be mixed up with one of another setting.
///
/// ```
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
/// # }
///
/// let prior = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(1 / 4)), (shop::Buyer::High, ratio!(3 / 4))])?;
/// // What is asked of any prior may be asked of it.
/// assert_eq!(prior.marginal(shop::Agent::Buyer).mass(shop::Buyer::High as usize), ratio!(3 / 4));
/// # Ok::<(), tvmd::prior::PriorError>(())
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct PriorOf<S>(Prior, PhantomData<S>);

impl<S> Clone for PriorOf<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<S> Deref for PriorOf<S> {
    type Target = Prior;
    fn deref(&self) -> &Prior {
        &self.0
    }
}

impl<S: DeclaredSetting> TryFrom<Prior> for PriorOf<S> {
    type Error = PriorError;

    /// # Errors
    /// If the prior belongs to another setting.
    fn try_from(prior: Prior) -> Result<Self, PriorError> {
        crate::prior::same_setting(prior.setting(), S::instance().setting())?;
        Ok(Self(prior, PhantomData))
    }
}

impl<S: DeclaredSetting> PriorOf<S> {
    /// Every profile without ⊥ is equally likely.
    #[must_use]
    pub fn uniform() -> Self {
        Self(Prior::uniform(S::instance().setting()), PhantomData)
    }

    /// The listed masses and none elsewhere. Masses of a repeated profile add up.
    ///
    /// # Errors
    /// If the masses are no distribution.
    pub fn joint<P: Into<S::Profile>>(
        atoms: impl IntoIterator<Item = (P, Rational)>,
    ) -> Result<Self, PriorError> {
        let atoms = atoms.into_iter().map(|(profile, mass)| (profile.into().into(), mass));
        Ok(Self(Prior::joint(S::instance().setting(), atoms)?, PhantomData))
    }
}

/// The instance that a `mechanism!` block was checked to describe. Called by generated code.
///
/// # Panics
/// If `json` isn't such an instance.
#[must_use]
pub fn load(json: &str) -> Instance {
    let model = model::InstanceDecl::from_json(json).expect("written by `mechanism!`");
    model.resolve().expect("checked by `mechanism!`")
}

/// The same for a block in a setting of another one, which it shares. Called by generated code.
///
/// # Panics
/// If `json` isn't an instance in this setting.
#[must_use]
pub fn load_in<S: DeclaredSetting>(json: &str) -> Instance {
    let model = model::InstanceDecl::from_json(json).expect("written by `mechanism!`");
    model.resolve_in(S::instance().setting()).expect("checked by `mechanism!`")
}

/// The value of a constant of a block. Called by generated code.
///
/// # Panics
/// If `text` isn't a number.
#[must_use]
pub fn constant(text: &str) -> Rational {
    crate::exact::parse(text).expect("written by `mechanism!`")
}

/// The declared prior of a setting. Called by generated code.
///
/// # Panics
/// If the setting declares none; then no call is generated.
#[must_use]
pub fn prior<S: DeclaredSetting>() -> PriorOf<S> {
    PriorOf(S::instance().prior().expect("generated only where a prior is declared").clone(), PhantomData)
}

/// The outcome of a mechanism at a profile of its setting. Called by generated code.
#[must_use]
pub fn run<M: DeclaredMechanism>(reports: <M::Setting as DeclaredSetting>::Profile) -> Outcome {
    declared::<M>().outcome(&reports.into())
}

/// The outcomes of a mechanism at all profiles. Called by generated code.
#[must_use]
pub fn table<M: DeclaredMechanism>() -> &'static Table {
    declared::<M>().outcomes()
}

/// The incentive report of a mechanism under a prior of its setting. Called by generated code.
#[must_use]
pub fn incentives<M: DeclaredMechanism>(prior: &PriorOf<M::Setting>) -> IncentiveReport {
    IncentiveReport::of(table::<M>(), Some(prior)).expect("the prior's type names the setting")
}

fn declared<M: DeclaredMechanism>() -> &'static Declared {
    M::instance().mechanism(M::NAME).expect("`mechanism!` declares what it names")
}

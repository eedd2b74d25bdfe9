//! The types that `mechanism!` generates for a setting and its mechanisms.

use super::Instance;
use crate::exact::Rational;
use crate::mechanism::{Mechanism, Outcome, OutcomeError};
use crate::setting::{AgentId, Bundle, Profile};
use std::error::Error;
use std::fmt::{self, Debug};
use std::hash::Hash;

/// The type that `mechanism!` generates for a setting.
pub trait DeclaredSetting: Sized + 'static {
    /// A type of each agent, by name.
    type Profile: Copy
        + Eq
        + Hash
        + Debug
        + Into<Profile>
        + for<'p> TryFrom<&'p Profile, Error = NotInSetting>;
    /// The agents, by name.
    type Agent: Copy + Eq + Hash + Debug + Into<AgentId>;

    /// The setting with everything declared in it.
    fn instance() -> &'static Instance;

    /// Nobody gets or pays anything.
    #[must_use]
    fn nothing() -> Outcome {
        Outcome::nothing(Self::instance().setting().agents().len())
    }

    /// One agent gets an item, or a bundle, at a price; nobody else gets or pays anything.
    #[must_use]
    fn sale(buyer: Self::Agent, bundle: impl Into<Bundle>, price: Rational) -> Outcome {
        Outcome::sale(Self::instance().setting().agents().len(), buyer, bundle, price)
    }

    /// Agents get items, or bundles, at a price each; the others get and pay nothing.
    ///
    /// # Errors
    /// If an item is sold twice.
    fn sales<B: Into<Bundle>>(
        sales: impl IntoIterator<Item = (Self::Agent, B, Rational)>,
    ) -> Result<Outcome, OutcomeError> {
        Outcome::sales(Self::instance().setting().agents().len(), sales)
    }
}

/// What the agents of a declared setting report: its typed profile, the types in a tuple, the type of an only agent, or a
/// [`Profile`] by position, such as those in the support of a prior.
#[diagnostic::on_unimplemented(
    message = "`{Self}` are no reports in the setting `{S}`",
    label = "not a type of each agent of `{S}`",
    note = "reports are a tuple with a type of each agent, in the setting's order, or a profile"
)]
pub trait Reports<S: DeclaredSetting> {
    /// The reports by position.
    fn profile(self) -> Profile;
}

impl<S: DeclaredSetting> Reports<S> for &Profile {
    fn profile(self) -> Profile {
        self.clone()
    }
}

/// The type that `mechanism!` generates for a mechanism that is declared by a rule.
///
/// The [module's page](super) has an example with the trait of the setting.
pub trait DeclaredMechanism: Mechanism + Sized + 'static {
    /// The setting it is declared in.
    type Setting: DeclaredSetting;
    /// Its name there.
    const NAME: &'static str;

    /// The block that it is declared in: its setting's, or another one in the same setting.
    fn instance() -> &'static Instance {
        Self::Setting::instance()
    }
}

/// Something that a declared setting doesn't have: a type, agent or item at a position beyond the last, or a profile of another
/// setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotInSetting(pub(super) String);

impl fmt::Display for NotInSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for NotInSetting {}

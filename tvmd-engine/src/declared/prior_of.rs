//! Priors that are typed by their setting.

use super::DeclaredSetting;
use crate::exact::Rational;
use crate::prior::{Prior, PriorError, same_setting};
use std::marker::PhantomData;
use std::ops::Deref;

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
        same_setting(prior.setting(), S::instance().setting())?;
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

    /// The prior that a `mechanism!` block declares with the setting, if it declares one.
    pub(super) fn declared() -> Option<Self> {
        S::instance().prior().map(|prior| Self(prior.clone(), PhantomData))
    }
}

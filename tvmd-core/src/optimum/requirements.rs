//! What is asked of a mechanism: incentives, participation, payments.

use crate::exact::Rational;
use num_traits::Signed as _;

/// What is asked of a mechanism's incentives. ⊥ counts as a report, except for a dominant strategy with
/// [participation in expectation](Participation::Interim).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truthfulness {
    /// Truth is a dominant strategy.
    Dsic,
    /// Truth is a Bayes-Nash equilibrium.
    Bic,
    /// No type of positive probability gains more than this, at least 0, in expectation.
    EpsBic(Rational),
}

impl Truthfulness {
    /// Whether it can be asked for: a gain that is allowed is at least 0.
    pub(super) fn is_possible(&self) -> bool {
        !matches!(self, Self::EpsBic(epsilon) if epsilon.is_negative())
    }
}

/// When truthful participation must not cost anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Participation {
    /// At every profile.
    ExPost,
    /// In expectation over the others' types given her own, for each type of positive probability. With [`Truthfulness::Dsic`] truth is
    /// then dominant among types that take part: ⊥ is neither a type nor a report there, though the others may be absent.
    Interim,
}

/// Which payments are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfers {
    /// Payments in [-H, H].
    General,
    /// Payments in [0, H].
    NoPositive,
}

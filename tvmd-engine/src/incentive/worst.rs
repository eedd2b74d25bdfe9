//! The most that one agent can lose, or gain by a lie.

use crate::exact::Rational;

/// The largest loss or gain that one agent can make, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worst {
    /// In units of payments, above 0.
    pub(super) amount: Rational,
    pub(super) own: usize,
    pub(super) report: usize,
    pub(super) others: usize,
}

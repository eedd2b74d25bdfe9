//! What every rule says of itself.

use super::key::Keys;
use crate::exact::scaled::common_denominator;
use crate::exact::{BigInt, Rational};
use crate::mechanism::Outcome;
use crate::setting::{Profile, Setting};
use crate::work::{Making, Work};

/// A rule whose names are resolved, in the setting that it was resolved in. Nothing has a default, so that nothing is forgotten.
pub(crate) trait Computed {
    /// What it does at a profile, feasible by construction.
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome;

    /// What its outcomes depend on; [`none`](super::key::none) if that isn't less than all reports.
    fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a>;

    /// How many different outcomes it has at most, and what computing one takes.
    fn making(&self, setting: &Setting) -> Making;

    /// At least the bits of the common denominator of what it may charge, and of the chances of what it may give; 0 if prices are values.
    fn denominator_bits(&self) -> u64;
}

/// A rule that is known without listing profiles.
pub(crate) trait Evaluated {
    /// What it does at a profile; `None` if that follows from a prior.
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Option<Outcome>;

    /// What it takes to evaluate it, called by this name, over all that may happen, where agents' masses have denominators of so many bits.
    fn over_all(&self, name: &str, setting: &Setting, bits: &[u64]) -> Work;

    /// What it takes to know what an agent does at a profile.
    fn one(&self, setting: &Setting, agent: usize) -> BigInt;
}

/// The bits of a common denominator.
pub(super) fn bits<'a>(numbers: impl IntoIterator<Item = &'a Rational>) -> u64 {
    common_denominator(numbers).bits()
}

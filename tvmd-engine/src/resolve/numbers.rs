//! Numbers: ranges, sums, and denominators that can be computed with.

use super::known::Known;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Numbers};
use crate::exact::scaled::sum;
use crate::exact::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One, Signed};
use tvmd_model::diagnostic::findings::Findings;

/// The most bits of a common denominator: far more than any honest instance needs, and few enough to compute with.
const MAX_DENOMINATOR_BITS: u64 = 4_096;

/// Complains if numbers that are brought over a common denominator have one that is out of all proportion.
pub(super) fn check_denominators<'a>(
    what: Numbers<'_>,
    numbers: impl IntoIterator<Item = &'a Rational>,
    at: impl FnOnce() -> Place,
    errors: &mut Findings,
) -> bool {
    let mut common = BigInt::one();
    for number in numbers {
        let under = number.denom();
        // Most are whole, or over what those before are over.
        if !under.is_one() && *under != common {
            common = common.lcm(under);
        }
        if common.bits() > MAX_DENOMINATOR_BITS {
            errors.report(at(), catalogue::huge_denominator(what, MAX_DENOMINATOR_BITS));
            return false;
        }
    }
    true
}

/// A value is at least 0.
pub(super) fn check_not_negative(value: &Rational, at: impl FnOnce() -> Place, errors: &mut Findings) {
    if value.is_negative() {
        errors.report(at(), catalogue::negative_value(value));
    }
}

/// A probability is at least 0.
pub(super) fn check_mass(mass: &Rational, at: impl FnOnce() -> Place, errors: &mut Findings) {
    if mass.is_negative() {
        errors.report(at(), catalogue::negative_probability(mass));
    }
}

/// Complains, with the sum, unless masses add up to exactly 1. Negative ones were complained about before.
pub(super) fn check_sum<'a>(
    what: Numbers<'_>,
    masses: impl Iterator<Item = &'a Rational> + Clone,
    at: impl Fn() -> Place,
    errors: &mut Findings,
) {
    if masses.clone().any(Signed::is_negative) {
        return;
    }
    if !check_denominators(what, masses.clone(), &at, errors) {
        return;
    }
    let sum = sum(masses);
    if !sum.is_one() {
        errors.report(at(), catalogue::not_one(what, &sum));
    }
}

/// A price at which something is sold lies in [0, H]; `what` it is called.
pub(super) fn check_price(
    (what, price): (&str, &Rational),
    setting: &Known,
    at: impl FnOnce() -> Place,
    errors: &mut Findings,
) {
    if price.is_negative() {
        errors.report(at(), catalogue::negative_price(price));
    } else {
        check_payment((what, price), setting, at, errors);
    }
}

/// A payment lies in [-H, H]; `what` it is called.
pub(super) fn check_payment(
    (what, payment): (&str, &Rational),
    setting: &Known,
    at: impl FnOnce() -> Place,
    errors: &mut Findings,
) {
    let bound = setting.bound();
    if !setting.bound_whole(errors) {
        return;
    }
    if payment > bound {
        errors.report(at(), catalogue::payment_over_bound(what, payment, bound));
    } else if payment.is_negative() && *payment < -bound {
        errors.report(at(), catalogue::payment_below_bound(payment, bound));
    }
}

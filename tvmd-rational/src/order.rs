//! When two are equal, which of two is larger, and hashes: in bounded stack.

use crate::Rational;
use num_bigint::BigInt;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// There is one fraction in lowest terms.
impl PartialEq for Rational {
    fn eq(&self, other: &Self) -> bool {
        self.denom() == other.denom() && self.numer() == other.numer()
    }
}

impl Eq for Rational {}

impl Hash for Rational {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.numer().hash(state);
        self.denom().hash(state);
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denom() == other.denom() {
            return self.numer().cmp(other.numer());
        }
        let signs = self.numer().sign().cmp(&other.numer().sign());
        signs.then_with(|| product_order([self.numer(), other.denom()], [other.numer(), self.denom()]))
    }
}

/// How `one[0] · one[1]` compares to `other[0] · other[1]`, both of the same sign.
fn product_order(one: [&BigInt; 2], other: [&BigInt; 2]) -> Ordering {
    if let ([Some(a), Some(b)], [Some(c), Some(d)]) = (one.map(short), other.map(short)) {
        // Two numbers below 2^63 have a product below 2^126.
        return (a * b).cmp(&(c * d));
    }
    // A product has as many bits as both factors together, or one less.
    let length = |factors: [&BigInt; 2]| factors.map(BigInt::bits).iter().sum::<u64>();
    let (here, there) = (length(one), length(other));
    if here.abs_diff(there) > 1 {
        let larger = here.cmp(&there);
        return if one[0].sign() == num_bigint::Sign::Minus { larger.reverse() } else { larger };
    }
    (one[0] * one[1]).cmp(&(other[0] * other[1]))
}

fn short(number: &BigInt) -> Option<i128> {
    i64::try_from(number).ok().map(i128::from)
}

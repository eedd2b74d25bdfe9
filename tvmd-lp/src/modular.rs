//! Arithmetic modulo the prime 2⁶¹ - 1, in machine words.

use crate::BigInt;
use num_integer::Integer as _;
use num_traits::ToPrimitive as _;

/// The prime, 2⁶¹ - 1.
pub(crate) const P: u64 = (1 << 61) - 1;

/// The residue of a number.
pub(crate) fn modulo(number: &BigInt) -> u64 {
    let small = number.to_i64().map(|small| small.rem_euclid(P.cast_signed()).cast_unsigned());
    small.unwrap_or_else(|| number.mod_floor(&BigInt::from(P)).to_u64().unwrap_or(0))
}

/// The product modulo p: as 2⁶¹ is 1, what is above the lowest 61 bits is added to them.
pub(crate) fn times(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    let (low, high) = (product & u128::from(P), product >> 61);
    let sum = u64::try_from(low + high).unwrap_or(0);
    if sum >= P { sum - P } else { sum }
}

/// The difference modulo p.
pub(crate) fn minus(one: u64, other: u64) -> u64 {
    if one >= other { one - other } else { one + P - other }
}

/// The inverse modulo p, by Fermat's little theorem.
pub(crate) fn inverse(number: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, number, P - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}

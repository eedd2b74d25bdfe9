//! The distance between two columns.

use crate::threads::in_parts;

/// Sums of so many terms are added up in an `i64` before they go to the total.
const CHUNK: usize = 4096;

/// Terms below this add up in a chunk without leaving an `i64`.
const SHORT: u64 = 1 << 50;

/// The sum of |a · x - b · y| over two columns of numbers that are at least 0, of the same length; `a` and `b` are at least 0, too. `None` if it
/// leaves an `i128`.
///
/// ```
/// // Halves against thirds: over 6, (3, 3, 0) and (2, 2, 2) differ by 1 + 1 + 2.
/// assert_eq!(tvmd_lanes::l1(3, &[1, 1, 0], 2, &[1, 1, 1]), Some(4));
/// // Numbers of any length.
/// assert_eq!(tvmd_lanes::l1(i64::MAX, &[i64::MAX], 1, &[0]), Some(i128::from(i64::MAX).pow(2)));
/// assert_eq!(tvmd_lanes::l1(i64::MAX, &[i64::MAX; 3], 1, &[0; 3]), None);
/// ```
///
/// # Panics
/// If the columns differ in length, or a number is below 0.
#[must_use]
pub fn l1(a: i64, x: &[i64], b: i64, y: &[i64]) -> Option<i128> {
    assert_eq!(x.len(), y.len(), "two columns of one length");
    assert!(a >= 0 && b >= 0, "factors are at least 0");
    let sums = in_parts(x.len(), x.len(), 1, |some| {
        let chunks = x[some.clone()].chunks(CHUNK).zip(y[some].chunks(CHUNK));
        total(chunks.map(|(x, y)| crate::dispatch::l1(a, x, b, y)))
    });
    total(sums.into_iter())
}

fn total(mut sums: impl Iterator<Item = Option<i128>>) -> Option<i128> {
    sums.try_fold(0_i128, |total, sum| total.checked_add(sum?))
}

/// The same of no more than a chunk.
#[inline(always)]
pub(crate) fn chunk(a: i64, x: &[i64], b: i64, y: &[i64]) -> Option<i128> {
    chunk_by(a, x, b, y, halves)
}

/// The same by a sum of [`halves`], in one pass: short sums are right unless a number turns out to be long.
#[inline(always)]
pub(crate) fn chunk_by(
    a: i64,
    x: &[i64],
    b: i64,
    y: &[i64],
    halves: impl Fn(u32, &[i64], u32, &[i64]) -> (i64, (i64, i64)),
) -> Option<i128> {
    if let (Ok(a), Ok(b)) = (u32::try_from(a), u32::try_from(b)) {
        let (sum, bits) = halves(a, x, b, y);
        let is_short =
            |factor: u32, bits: i64| bits >> 32 == 0 && u64::from(factor) * (bits.unsigned_abs() + 1) < SHORT;
        if is_short(a, bits.0) && is_short(b, bits.1) {
            return Some(sum.into());
        }
    }
    let (sum, bits) = differences(x, y, |x| a.wrapping_mul(x), |y| b.wrapping_mul(y));
    assert!(bits.0 >= 0 && bits.1 >= 0, "numbers are at least 0");
    let is_short = |factor: i64, bits: i64| {
        u128::from(factor.unsigned_abs()) * (u128::from(bits.unsigned_abs()) + 1) < SHORT.into()
    };
    if is_short(a, bits.0) && is_short(b, bits.1) {
        return Some(sum.into());
    }
    let wide = |factor: i64, number: &i64| i128::from(factor) * i128::from(*number);
    // Each difference is below 2¹²⁶.
    total(x.iter().zip(y).map(|(x, y)| Some((wide(a, x) - wide(b, y)).abs())))
}

/// Halves of 32 bits without a sign are multiplied in one go where 64 take three.
#[inline(always)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "what is longer or below 0 is noticed by its bits"
)]
pub(crate) fn halves(a: u32, x: &[i64], b: u32, y: &[i64]) -> (i64, (i64, i64)) {
    let half = |factor: u32, number: i64| (u64::from(factor) * u64::from(number as u32)) as i64;
    differences(x, y, |x| half(a, x), |y| half(b, y))
}

/// The sum of differences of products, which may have wrapped around, and all bits that occur in the two columns.
#[inline(always)]
fn differences(
    x: &[i64],
    y: &[i64],
    of_x: impl Fn(i64) -> i64,
    of_y: impl Fn(i64) -> i64,
) -> (i64, (i64, i64)) {
    let (mut sum, mut bits) = (0_i64, (0_i64, 0_i64));
    for (x, y) in x.iter().zip(y) {
        let difference = of_x(*x).wrapping_sub(of_y(*y));
        sum = sum.wrapping_add(difference.wrapping_abs());
        bits = (bits.0 | x, bits.1 | y);
    }
    (sum, bits)
}

//! The distance between two columns.

use crate::dispatch;
use crate::kernel::Instructions;
use crate::threads::in_parts;

/// Sums of so many terms are added up in an `i64` before they go to the total.
const CHUNK: usize = 4096;

/// Terms below this add up in a chunk without leaving an `i64`.
const SHORT: u64 = 1 << 50;

/// What the columns of [`l1`] are made of: `u32`, of which half as many bytes come from the memory, or `i64`.
pub trait Amount: Swept + Copy + Into<i64> + Sync + 'static {}

impl Amount for u32 {}
impl Amount for i64 {}

/// How columns of a width are swept.
pub trait Swept: Sized {
    /// [`l1`] of no more than a chunk.
    #[doc(hidden)]
    fn chunk(a: i64, x: &[Self], b: i64, y: &[Self]) -> Option<i128>;
}

impl Swept for u32 {
    fn chunk(a: i64, x: &[Self], b: i64, y: &[Self]) -> Option<i128> {
        dispatch::short_l1(Instructions::fastest(), a, x, b, y)
    }
}

impl Swept for i64 {
    fn chunk(a: i64, x: &[Self], b: i64, y: &[Self]) -> Option<i128> {
        dispatch::l1(Instructions::fastest(), a, x, b, y)
    }
}

/// The sum of |a · x - b · y| over two columns of numbers that are at least 0, of the same length; `a` and `b` are at least 0, too. `None` if it
/// leaves an `i128`.
///
/// ```
/// // Halves against thirds: over 6, (3, 3, 0) and (2, 2, 2) differ by 1 + 1 + 2.
/// assert_eq!(tvmd_lanes::l1(3, &[1_u32, 1, 0], 2, &[1, 1, 1]), Some(4));
/// // Numbers of any length.
/// assert_eq!(tvmd_lanes::l1(i64::MAX, &[i64::MAX], 1, &[0]), Some(i128::from(i64::MAX).pow(2)));
/// assert_eq!(tvmd_lanes::l1(i64::MAX, &[i64::MAX; 3], 1, &[0; 3]), None);
/// ```
///
/// # Panics
/// If the columns differ in length, or a number is below 0.
#[must_use]
pub fn l1<T: Amount>(a: i64, x: &[T], b: i64, y: &[T]) -> Option<i128> {
    assert_eq!(x.len(), y.len(), "two columns of one length");
    assert!(a >= 0 && b >= 0, "factors are at least 0");
    let sums = in_parts(x.len(), x.len(), 1, |parts| {
        let chunks = parts.flat_map(|some| x[some.clone()].chunks(CHUNK).zip(y[some].chunks(CHUNK)));
        total(chunks.map(|(x, y)| T::chunk(a, x, b, y)))
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
    any(a, x, b, y)
}

/// [`l1`] of no more than a chunk, by products of 64 bits: right unless a number turns out to be long.
#[inline(always)]
pub(crate) fn any<T: Amount>(a: i64, x: &[T], b: i64, y: &[T]) -> Option<i128> {
    let (sum, bits) = differences(x, y, |x| a.wrapping_mul(x), |y| b.wrapping_mul(y));
    assert!(bits.0 >= 0 && bits.1 >= 0, "numbers are at least 0");
    let is_short = |factor: i64, bits: i64| {
        u128::from(factor.unsigned_abs()) * (u128::from(bits.unsigned_abs()) + 1) < SHORT.into()
    };
    if is_short(a, bits.0) && is_short(b, bits.1) {
        return Some(sum.into());
    }
    let wide = |factor: i64, number: &T| i128::from(factor) * i128::from((*number).into());
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
fn differences<T: Amount>(
    x: &[T],
    y: &[T],
    of_x: impl Fn(i64) -> i64,
    of_y: impl Fn(i64) -> i64,
) -> (i64, (i64, i64)) {
    let (mut sum, mut bits) = (0_i64, (0_i64, 0_i64));
    for (x, y) in x.iter().zip(y) {
        let (x, y) = ((*x).into(), (*y).into());
        let difference = of_x(x).wrapping_sub(of_y(y));
        sum = sum.wrapping_add(difference.wrapping_abs());
        bits = (bits.0 | x, bits.1 | y);
    }
    (sum, bits)
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Instructions, dispatch, total};
    use oorandom::Rand64;

    /// Chunks of numbers, the longest and the shortest among others, by factors up to where sums leave 64 bits and beyond.
    #[test]
    fn chunks_are_what_the_definition_says_by_all_instructions() {
        let mut random = Rand64::new(32);
        let (mut short, mut long) = (0, 0);
        for round in 0..if cfg!(miri) { 20 } else { 3000 } {
            let mut below = |most: u64| usize::try_from(random.rand_range(0..most)).unwrap_or(0);
            let length = if below(40) == 0 && !cfg!(miri) { CHUNK } else { below(100) };
            let mut factor = || match random.rand_range(0..4) {
                0 => i64::MAX,
                1 => [(1 << 18) - 1, 1 << 18, 1 << 19, 1 << 31, i64::from(u32::MAX), 1 << 32][round % 6],
                _ => (random.rand_u64() >> random.rand_range(1..64)).cast_signed(),
            };
            let (a, b) = (factor(), factor());
            let narrow = 32 + random.rand_range(0..32);
            let mut number = || match random.rand_range(0..8) {
                0 => u32::MAX,
                1 => [0, 1, 1 << 31, (1 << 31) - 1][round % 4],
                _ => u32::try_from(random.rand_u64() >> narrow).unwrap_or(0),
            };
            let [x, y]: [Vec<u32>; 2] = [(); 2].map(|()| (0..length).map(|_| number()).collect());
            let wide = |factor: i64, number: &u32| i128::from(factor) * i128::from(*number);
            let expected = total(x.iter().zip(&y).map(|(x, y)| Some((wide(a, x) - wide(b, y)).abs())));
            let [long_x, long_y]: [Vec<i64>; 2] =
                [&x, &y].map(|numbers| numbers.iter().copied().map(i64::from).collect());
            for with in Instructions::all() {
                assert_eq!(dispatch::short_l1(with, a, &x, b, &y), expected, "{with:?}: {a}, {b}");
                assert_eq!(
                    dispatch::l1(with, a, &long_x, b, &long_y),
                    expected,
                    "{with:?}: {a}, {b}, in i64"
                );
            }
            *if expected.is_some_and(|sum| i64::try_from(sum).is_ok()) { &mut short } else { &mut long } += 1;
        }
        assert!(cfg!(miri) || short > 500 && long > 500, "{short} short, {long} long");
    }
}

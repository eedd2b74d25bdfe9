//! What [`dispatch`](crate::dispatch) calls, where nothing is optimised: loops, which are faster there than vectors, and compiled sooner.

use crate::kernel::{Instructions, Kernel, Width};
use crate::neighbours::{self, Order};
use crate::{Grid, Multiple, wide};
use std::ops::Range;

/// [`l1`](crate::l1()) of a chunk.
pub(crate) fn l1(_: Instructions, a: i64, x: &[i64], b: i64, y: &[i64]) -> Option<i128> {
    crate::l1::chunk(a, x, b, y)
}

/// [`l1`](crate::l1()) of a chunk of short numbers.
pub(crate) fn short_l1(_: Instructions, a: i64, x: &[u32], b: i64, y: &[u32]) -> Option<i128> {
    crate::l1::any(a, x, b, y)
}

/// The sum of multiples of long numbers, and what is left above its digits.
pub(crate) fn multiples(_: Instructions, multiples: &[Multiple<'_>], short: bool, digits: &mut [u32]) -> u64 {
    crate::long::of_multiples(multiples, short, digits)
}

/// Whether neighbours like their own rows in a block.
pub(crate) fn neighbours(_: Instructions, points: &[i64], order: &Order, truths: &mut [i64]) -> bool {
    neighbours::of_block(points, order, truths)
}

/// The gains and truths of a grid's blocks.
pub(crate) fn regrets(
    kernel: Kernel,
    grid: &Grid<i64>,
    blocks: Range<usize>,
    values: &[i64],
    nothing: bool,
    found: &mut [(i128, i128)],
) {
    match kernel.width {
        Width::I128 => wide::regrets::<i64, i128>(grid, blocks, values, nothing, found),
        _ => wide::regrets::<i64, i64>(grid, blocks, values, nothing, found),
    }
}

/// The products of some parts of a grid's blocks.
pub(crate) fn products(
    kernel: Kernel,
    grid: &Grid<i64>,
    weights: &Grid<i64>,
    parts: &mut dyn Iterator<Item = Range<usize>>,
    sums: &mut [i128],
) {
    match kernel.width {
        Width::I128 => wide::products::<i64, i128>(grid, weights, parts, sums),
        _ => wide::products::<i64, i64>(grid, weights, parts, sums),
    }
}

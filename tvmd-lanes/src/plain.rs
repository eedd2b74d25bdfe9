//! What [`dispatch`](crate::dispatch) calls, where nothing is optimised: loops, which are faster there than vectors, and compiled sooner.

use crate::Grid;
use crate::kernel::{Kernel, Width};
use crate::wide;
use std::ops::Range;

pub(crate) use crate::l1::chunk as l1;
pub(crate) use crate::long::of_multiples as multiples;
pub(crate) use crate::neighbours::of_block as neighbours;

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

/// The products of a grid's blocks.
pub(crate) fn products(
    kernel: Kernel,
    grid: &Grid<i64>,
    weights: &Grid<i64>,
    blocks: Range<usize>,
    sums: &mut [i128],
) {
    match kernel.width {
        Width::I128 => wide::products::<i64, i128>(grid, weights, blocks, sums),
        _ => wide::products::<i64, i64>(grid, weights, blocks, sums),
    }
}

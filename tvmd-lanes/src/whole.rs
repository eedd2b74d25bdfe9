//! Whole numbers of machine width.

use crate::kernel::Kernel;
use crate::{Grid, Regret, dispatch, neighbours, wide};
use std::fmt::Debug;
use std::ops::Range;

/// A width of whole numbers that grids are made of: `i64` or `i128`.
pub trait Whole: Swept + Copy + Default + Ord + Debug + Into<i128> + Send + Sync + 'static {}

impl Whole for i64 {}
impl Whole for i128 {}

/// How grids of a width are swept.
pub trait Swept: Sized {
    /// Whether sums may be narrower than an `i128`.
    const NARROW: bool;

    /// The regrets where points have one coordinate and no row gains; sums of two products are below 2⁶³.
    #[doc(hidden)]
    fn settled(grid: &Grid<Self>, values: &[Self], nothing: bool) -> Option<Vec<Regret>>;

    #[doc(hidden)]
    fn regrets(
        kernel: Kernel,
        grid: &Grid<Self>,
        blocks: Range<usize>,
        values: &[Self],
        nothing: bool,
        found: &mut [(i128, i128)],
    );

    #[doc(hidden)]
    fn products(
        kernel: Kernel,
        grid: &Grid<Self>,
        weights: &Grid<i64>,
        parts: &mut dyn Iterator<Item = Range<usize>>,
        sums: &mut [i128],
    );
}

impl Swept for i64 {
    const NARROW: bool = true;

    fn settled(grid: &Grid<Self>, values: &[Self], nothing: bool) -> Option<Vec<Regret>> {
        neighbours::regrets(grid, values, nothing)
    }

    fn regrets(
        kernel: Kernel,
        grid: &Grid<Self>,
        blocks: Range<usize>,
        values: &[Self],
        nothing: bool,
        found: &mut [(i128, i128)],
    ) {
        dispatch::regrets(kernel, grid, blocks, values, nothing, found);
    }

    fn products(
        kernel: Kernel,
        grid: &Grid<Self>,
        weights: &Grid<i64>,
        parts: &mut dyn Iterator<Item = Range<usize>>,
        sums: &mut [i128],
    ) {
        dispatch::products(kernel, grid, weights, parts, sums);
    }
}

impl Swept for i128 {
    const NARROW: bool = false;

    fn settled(_: &Grid<Self>, _: &[Self], _: bool) -> Option<Vec<Regret>> {
        None
    }

    fn regrets(
        _: Kernel,
        grid: &Grid<Self>,
        blocks: Range<usize>,
        values: &[Self],
        nothing: bool,
        found: &mut [(i128, i128)],
    ) {
        wide::regrets::<Self, Self>(grid, blocks, values, nothing, found);
    }

    fn products(
        _: Kernel,
        grid: &Grid<Self>,
        weights: &Grid<i64>,
        parts: &mut dyn Iterator<Item = Range<usize>>,
        sums: &mut [i128],
    ) {
        wide::products::<Self, Self>(grid, weights, parts, sums);
    }
}

//! Whole numbers of machine width.

use std::fmt::Debug;

mod sealed {
    pub trait Sealed {}
    impl Sealed for i64 {}
    impl Sealed for i128 {}
}

/// A width of whole numbers that grids are made of: `i64` or `i128`.
pub trait Whole: sealed::Sealed + Copy + Default + Ord + Debug + Into<i128> + Send + Sync + 'static {}

impl Whole for i64 {}
impl Whole for i128 {}

//! Calls of functions that are compiled for instructions that not every machine has: the one module with `unsafe` in it.
//!
//! Such a function is safe in itself. What is unsafe is to call it on a machine without the instructions; so each call stands behind a
//! question to the machine, in the macro and nowhere else.
#![expect(unsafe_code, reason = "calling what is compiled for instructions that were found to be there")]

use crate::Grid;
use crate::kernel::{Instructions, Kernel, Width};
#[cfg(target_arch = "aarch64")]
use crate::vector::neon;
#[cfg(target_arch = "x86_64")]
use crate::vector::{avx2, avx512};
use crate::wide;
use std::ops::Range;

/// A call of a function compiled for these instructions, if the machine has them; `None` if not.
macro_rules! if_there {
    ($instructions:expr, $call:expr) => {
        // SAFETY: the function needs these instructions and nothing else, and they are there.
        $instructions.are_there().then(|| unsafe { $call })
    };
}

/// The gains and truths of a grid's blocks, by `kernel`, which is exact for them.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "floats that hold whole numbers, as bounded beforehand"
)]
pub(crate) fn regrets(
    kernel: Kernel,
    grid: &Grid<i64>,
    blocks: Range<usize>,
    values: &[i64],
    nothing: bool,
    found: &mut [(i128, i128)],
) {
    macro_rules! in_floats {
        ($number:ty, $instructions:expr, $($module:ident)::+) => {{
            let values: Vec<$number> = values.iter().map(|value| *value as $number).collect();
            let floor = if nothing { 0.0 } else { <$number>::NEG_INFINITY };
            let mut floats = vec![(0.0, <$number>::INFINITY); found.len()];
            let ran = if_there!($instructions, $($module)::+::regrets(grid, blocks.clone(), &values, floor, &mut floats));
            if ran.is_some() {
                for ((gain, truth), (gains, truths)) in found.iter_mut().zip(floats) {
                    *gain = (*gain).max(gains as i128);
                    *truth = (*truth).min(truths as i128);
                }
                return;
            }
        }};
    }
    match (kernel.width, kernel.instructions) {
        #[cfg(target_arch = "x86_64")]
        (Width::F32, own @ Instructions::Avx512) => in_floats!(f32, own, avx512::short),
        #[cfg(target_arch = "x86_64")]
        (Width::F64, own @ Instructions::Avx512) => in_floats!(f64, own, avx512::long),
        #[cfg(target_arch = "x86_64")]
        (Width::F32, own @ Instructions::Avx2) => in_floats!(f32, own, avx2::short),
        #[cfg(target_arch = "x86_64")]
        (Width::F64, own @ Instructions::Avx2) => in_floats!(f64, own, avx2::long),
        #[cfg(target_arch = "aarch64")]
        (Width::F32, own @ Instructions::Neon) => in_floats!(f32, own, neon::short),
        #[cfg(target_arch = "aarch64")]
        (Width::F64, own @ Instructions::Neon) => in_floats!(f64, own, neon::long),
        #[cfg(target_arch = "x86_64")]
        (Width::I64, own @ Instructions::Avx512) => {
            #[target_feature(enable = "avx512f,avx512dq")]
            fn widest(
                grid: &Grid<i64>,
                blocks: Range<usize>,
                values: &[i64],
                nothing: bool,
                found: &mut [(i128, i128)],
            ) {
                wide::regrets::<i64, i64>(grid, blocks, values, nothing, found);
            }
            if if_there!(own, widest(grid, blocks.clone(), values, nothing, found)).is_some() {
                return;
            }
        }
        (Width::I128, _) => return wide::regrets::<i64, i128>(grid, blocks, values, nothing, found),
        _ => {}
    }
    wide::regrets::<i64, i64>(grid, blocks, values, nothing, found);
}

/// The products of a grid's blocks, by `kernel`, which is exact for them.
#[allow(clippy::cast_possible_truncation, reason = "floats that hold whole numbers, as bounded beforehand")]
pub(crate) fn products(
    kernel: Kernel,
    grid: &Grid<i64>,
    blocks: Range<usize>,
    weights: &[i64],
    sums: &mut [i128],
) {
    macro_rules! in_floats {
        ($instructions:expr, $($module:ident)::+) => {{
            let mut floats = vec![0.0; sums.len()];
            if if_there!($instructions, $($module)::+::products(grid, blocks.clone(), weights, &mut floats)).is_some() {
                sums.iter_mut().zip(floats).for_each(|(sum, float)| *sum += float as i128);
                return;
            }
        }};
    }
    match (kernel.width, kernel.instructions) {
        #[cfg(target_arch = "x86_64")]
        (Width::F32 | Width::F64, own @ Instructions::Avx512) => in_floats!(own, avx512::long),
        #[cfg(target_arch = "x86_64")]
        (Width::F32 | Width::F64, own @ Instructions::Avx2) => in_floats!(own, avx2::long),
        #[cfg(target_arch = "aarch64")]
        (Width::F32 | Width::F64, own @ Instructions::Neon) => in_floats!(own, neon::long),
        #[cfg(target_arch = "x86_64")]
        (Width::I64, own @ Instructions::Avx512) => {
            #[target_feature(enable = "avx512f,avx512dq")]
            fn widest(grid: &Grid<i64>, blocks: Range<usize>, weights: &[i64], sums: &mut [i128]) {
                wide::products::<i64, i64>(grid, blocks, weights, sums);
            }
            if if_there!(own, widest(grid, blocks.clone(), weights, sums)).is_some() {
                return;
            }
        }
        (Width::I128, _) => return wide::products::<i64, i128>(grid, blocks, weights, sums),
        _ => {}
    }
    wide::products::<i64, i64>(grid, blocks, weights, sums);
}

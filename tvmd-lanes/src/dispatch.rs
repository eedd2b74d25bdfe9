//! Calls of functions that are compiled for instructions that not every machine has: the one module with `unsafe` in it.
//!
//! Such a function is safe in itself. What is unsafe is to call it on a machine without the instructions; so each call stands behind a
//! question to the machine, in the macro and nowhere else.
#![expect(unsafe_code, reason = "calling what is compiled for instructions that were found to be there")]

use crate::Grid;
use crate::Multiple;
use crate::kernel::{Instructions, Kernel, Width};
use crate::neighbours::{self, Order};
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
                    *gain = (*gain).max(i128::from(gains as i64));
                    *truth = (*truth).min(i128::from(truths as i64));
                }
                return;
            }
        }};
    }
    match (kernel.width, kernel.instructions) {
        #[cfg(target_arch = "x86_64")]
        (Width::F32, with @ Instructions::Avx512) => in_floats!(f32, with, avx512::short),
        #[cfg(target_arch = "x86_64")]
        (Width::F64, with @ Instructions::Avx512) => in_floats!(f64, with, avx512::long),
        #[cfg(target_arch = "x86_64")]
        (Width::F32, with @ Instructions::Avx2) => in_floats!(f32, with, avx2::short),
        #[cfg(target_arch = "x86_64")]
        (Width::F64, with @ Instructions::Avx2) => in_floats!(f64, with, avx2::long),
        #[cfg(target_arch = "aarch64")]
        (Width::F32, with @ Instructions::Neon) => in_floats!(f32, with, neon::short),
        #[cfg(target_arch = "aarch64")]
        (Width::F64, with @ Instructions::Neon) => in_floats!(f64, with, neon::long),
        #[cfg(target_arch = "x86_64")]
        (Width::I64, with @ Instructions::Avx512) => {
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
            if if_there!(with, widest(grid, blocks.clone(), values, nothing, found)).is_some() {
                return;
            }
        }
        (Width::I128, _) => return wide::regrets::<i64, i128>(grid, blocks, values, nothing, found),
        _ => {}
    }
    wide::regrets::<i64, i64>(grid, blocks, values, nothing, found);
}

/// The products of some parts of a grid's blocks, by `kernel`, which is exact for them.
#[allow(clippy::cast_possible_truncation, reason = "floats that hold whole numbers, as bounded beforehand")]
pub(crate) fn products(
    kernel: Kernel,
    grid: &Grid<i64>,
    weights: &Grid<i64>,
    parts: &mut dyn Iterator<Item = Range<usize>>,
    sums: &mut [i128],
) {
    macro_rules! in_floats {
        ($instructions:expr, $($module:ident)::+) => {{
            if if_there!($instructions, $($module)::+::products(grid, weights, parts, sums)).is_some() {
                return;
            }
        }};
    }
    match (kernel.width, kernel.instructions) {
        #[cfg(target_arch = "x86_64")]
        (Width::F32 | Width::F64, with @ Instructions::Avx512) => in_floats!(with, avx512::long),
        #[cfg(target_arch = "x86_64")]
        (Width::F32 | Width::F64, with @ Instructions::Avx2) => in_floats!(with, avx2::long),
        #[cfg(target_arch = "aarch64")]
        (Width::F32 | Width::F64, with @ Instructions::Neon) => in_floats!(with, neon::long),
        #[cfg(target_arch = "x86_64")]
        (Width::I64, with @ Instructions::Avx512) => {
            #[target_feature(enable = "avx512f,avx512dq")]
            fn widest(
                grid: &Grid<i64>,
                weights: &Grid<i64>,
                parts: &mut dyn Iterator<Item = Range<usize>>,
                sums: &mut [i128],
            ) {
                wide::products::<i64, i64>(grid, weights, parts, sums);
            }
            if if_there!(with, widest(grid, weights, parts, sums)).is_some() {
                return;
            }
        }
        (Width::I128, _) => return wide::products::<i64, i128>(grid, weights, parts, sums),
        _ => {}
    }
    wide::products::<i64, i64>(grid, weights, parts, sums);
}

/// Loops that are compiled three times, for AVX-512, for AVX2 and for any machine, and run with the instructions that are given.
macro_rules! compiled {
    ($(#[$about:meta])* $name:ident($($argument:ident: $kind:ty),+) -> $result:ty = $loops:path) => {
        $(#[$about])*
        #[cfg_attr(not(target_arch = "x86_64"), expect(unused_variables, reason = "there is one way"))]
        pub(crate) fn $name(instructions: Instructions, $($argument: $kind),+) -> $result {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512dq")]
                fn widest($($argument: $kind),+) -> $result {
                    $loops($($argument),+)
                }
                #[target_feature(enable = "avx2,fma")]
                fn wide($($argument: $kind),+) -> $result {
                    $loops($($argument),+)
                }
                let found = match instructions {
                    Instructions::Avx512 => if_there!(instructions, widest($($argument),+)),
                    Instructions::Avx2 => if_there!(instructions, wide($($argument),+)),
                    Instructions::Plain => None,
                };
                if let Some(found) = found {
                    return found;
                }
            }
            $loops($($argument),+)
        }
    };
}

compiled! {
    /// Whether neighbours like their own rows in a block.
    neighbours(points: &[i64], order: &Order, truths: &mut [i64]) -> bool = neighbours::of_block
}

/// [`l1`](crate::l1()) of a chunk.
pub(crate) fn l1(instructions: Instructions, a: i64, x: &[i64], b: i64, y: &[i64]) -> Option<i128> {
    #[cfg(target_arch = "x86_64")]
    if instructions == Instructions::Avx512 {
        // Where there is an instruction for products of 64 bits, compilers take it for those of 32 bits, too, and it is slow.
        #[target_feature(enable = "avx512f,avx512dq")]
        fn widest(a: i64, x: &[i64], b: i64, y: &[i64]) -> Option<i128> {
            crate::l1::chunk_by(a, x, b, y, |a, x, b, y| avx512::halves(a, x, b, y))
        }
        if let Some(found) = if_there!(instructions, widest(a, x, b, y)) {
            return found;
        }
    }
    narrower_l1(instructions, a, x, b, y)
}

compiled! {
    /// The same with other instructions.
    narrower_l1(a: i64, x: &[i64], b: i64, y: &[i64]) -> Option<i128> = crate::l1::chunk
}

compiled! {
    /// [`l1`](crate::l1()) of a chunk of short numbers.
    short_l1(a: i64, x: &[u32], b: i64, y: &[u32]) -> Option<i128> = crate::l1::any
}

compiled! {
    /// The sum of multiples of long numbers, and what is left above its digits.
    multiples(multiples: &[Multiple<'_>], short: bool, digits: &mut [u32]) -> u64 = crate::long::of_multiples
}

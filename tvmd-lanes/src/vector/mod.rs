//! Sweeps in floats that hold whole numbers, over vectors of them.
//!
//! A float of 24 or 53 bits holds every whole number below 2²⁴ or 2⁵³, and sums and products of such numbers are exact as long as they stay
//! below. That is known before a sweep begins, so these are integer sweeps, done where machines are fastest. The kernels are
//! written once, in macros, over a handful of operations that each kind of instructions has under its own names.
//!
//! Everything here is safe to write: vectors are made of numbers and are kept in lists of vectors; nothing is done with pointers.

#[macro_use]
mod kernels;

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx512;
#[cfg(target_arch = "aarch64")]
pub(crate) mod neon;

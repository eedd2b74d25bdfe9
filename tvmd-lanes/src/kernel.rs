//! Which numbers and which instructions a sweep runs with.

use std::fmt;

/// The instructions of a machine that kernels are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instructions {
    /// Loops over integers, which compile anywhere.
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "aarch64")]
    Neon,
}

/// The numbers that hold every sum of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Width {
    /// Floats of 24 bits, all of whose sums are whole and below 2²⁴.
    F32,
    /// Floats of 53 bits; below 2⁵¹, since some machines turn integers into floats only so far.
    F64,
    I64,
    I128,
}

/// How a sweep runs: in which exact numbers, with which instructions. Displayed, it is their names: `f32, avx512`.
///
/// [`Grid::kernel`](crate::Grid::kernel) chooses one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel {
    pub(crate) width: Width,
    pub(crate) instructions: Instructions,
}

impl Width {
    /// The narrowest in which numbers up to `bound` in absolute value are exact; `None` if none of them is wide enough.
    pub(crate) fn holding(bound: u128) -> Option<Self> {
        match bound {
            0..=0x00FF_FFFF => Some(Self::F32),
            0x0100_0000..=0x0007_FFFF_FFFF_FFFF => Some(Self::F64),
            0x0008_0000_0000_0000..=0x7FFF_FFFF_FFFF_FFFF => Some(Self::I64),
            0x8000_0000_0000_0000..=0x7FFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF_FFFF => Some(Self::I128),
            _ => None,
        }
    }
}

impl Instructions {
    /// Whether this machine has them.
    pub(crate) fn are_there(self) -> bool {
        match self {
            Self::Plain => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512dq"),
            #[cfg(target_arch = "aarch64")]
            Self::Neon => std::arch::is_aarch64_feature_detected!("neon"),
        }
    }

    /// Those of this machine, the fastest first. Builds with debug assertions have none but the plain ones.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let known = [
            #[cfg(target_arch = "x86_64")]
            Self::Avx512,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2,
            #[cfg(target_arch = "aarch64")]
            Self::Neon,
            Self::Plain,
        ];
        known.into_iter().filter(|instructions| {
            *instructions == Self::Plain || !cfg!(debug_assertions) && instructions.are_there()
        })
    }

    /// The fastest of this machine.
    pub(crate) fn fastest() -> Self {
        Self::all().next().unwrap_or(Self::Plain)
    }
}

impl Kernel {
    /// All that are exact up to a bound on this machine, the fastest first.
    pub(crate) fn exact_to(bound: u128, narrow: bool) -> impl Iterator<Item = Self> {
        let least = Width::holding(bound).map(|width| if narrow { width } else { Width::I128 });
        let widths = [Width::F32, Width::F64, Width::I64, Width::I128];
        let widths = widths.into_iter().filter(move |width| least.is_some_and(|least| *width >= least));
        widths
            .flat_map(|width| Instructions::all().map(move |instructions| Self { width, instructions }))
            .filter(|kernel| match kernel.width {
                Width::F32 | Width::F64 => kernel.instructions != Instructions::Plain,
                Width::I64 => true,
                Width::I128 => kernel.instructions == Instructions::Plain,
            })
    }

    /// The one to use.
    pub(crate) fn fastest(bound: u128, narrow: bool) -> Option<Self> {
        Self::exact_to(bound, narrow).next()
    }

    /// How many products are added up at once.
    pub(crate) fn at_once(self) -> usize {
        let bytes = match self.instructions {
            Instructions::Plain => return 1,
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => 64,
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => 32,
            #[cfg(target_arch = "aarch64")]
            Instructions::Neon => 16,
        };
        match self.width {
            Width::F32 => bytes / 4,
            Width::F64 => bytes / 8,
            // Products of long integers take three times as long.
            Width::I64 => bytes / 24,
            Width::I128 => 1,
        }
    }
}

/// How many products the fastest kernel adds up at once whose sums are up to `bound`: how much faster a sweep is than a loop.
///
/// ```
/// assert!(tvmd_lanes::at_once(1000) >= tvmd_lanes::at_once(1 << 100));
/// assert_eq!(tvmd_lanes::at_once(1 << 100), 1);
/// ```
#[must_use]
pub fn at_once(bound: u128) -> usize {
    Kernel::fastest(bound, true).map_or(1, Kernel::at_once)
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = match self.width {
            Width::F32 => "f32",
            Width::F64 => "f64",
            Width::I64 => "i64",
            Width::I128 => "i128",
        };
        let instructions = match self.instructions {
            Instructions::Plain => "plain",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => "avx512",
            #[cfg(target_arch = "aarch64")]
            Instructions::Neon => "neon",
        };
        write!(f, "{width}, {instructions}")
    }
}

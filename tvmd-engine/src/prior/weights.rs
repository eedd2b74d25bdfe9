//! Weights of a distribution, in as little memory as holds them: what sweeps over many of them wait for is the memory.

use crate::exact::BigInt;
use crate::exact::scaled::{Integer, Integers};
use std::borrow::Cow;

/// Whole numbers that are at least 0.
#[derive(Clone, Debug)]
pub(super) enum Weights {
    /// All are below 2³².
    Short(Vec<u32>),
    Long(Integers),
}

/// Weights of machine width.
#[derive(Clone, Copy)]
pub(super) enum Narrow<'a> {
    U32(&'a [u32]),
    I64(&'a [i64]),
}

/// Runs an expression with narrow weights, whichever they are.
macro_rules! on_narrow {
    ($narrow:expr, $weights:ident => $body:expr) => {
        match $narrow {
            $crate::prior::weights::Narrow::U32($weights) => $body,
            $crate::prior::weights::Narrow::I64($weights) => $body,
        }
    };
}
pub(super) use on_narrow;

impl Narrow<'_> {
    /// In 64 bits, whichever they are.
    pub(super) fn wide(&self) -> Cow<'_, [i64]> {
        match self {
            Self::U32(weights) => weights.iter().copied().map(i64::from).collect(),
            Self::I64(weights) => Cow::Borrowed(weights),
        }
    }
}

impl From<Integers> for Weights {
    fn from(weights: Integers) -> Self {
        let short = match &weights {
            Integers::I64(long) => long.iter().map(|weight| u32::try_from(*weight).ok()).collect(),
            _ => None,
        };
        short.map_or(Self::Long(weights), Self::Short)
    }
}

impl Weights {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Short(weights) => weights.len(),
            Self::Long(weights) => weights.len(),
        }
    }

    pub(super) fn get(&self, index: usize) -> BigInt {
        match self {
            Self::Short(weights) => weights.get(index).copied().unwrap_or_default().into(),
            Self::Long(weights) => weights.get(index),
        }
    }

    /// As numbers of machine width; `None` if they are longer.
    pub(super) fn narrow(&self) -> Option<Narrow<'_>> {
        match self {
            Self::Short(weights) => Some(Narrow::U32(weights)),
            Self::Long(Integers::I64(weights)) => Some(Narrow::I64(weights)),
            Self::Long(_) => None,
        }
    }

    /// The weights times `factor` in a width bounded to hold them.
    pub(super) fn times<T: Integer>(&self, factor: &BigInt) -> Vec<T> {
        match self {
            Self::Short(weights) => {
                let factor = T::narrow(factor).expect("a tier holds what its bound was computed for");
                weights.iter().map(|weight| T::from((*weight).into()) * factor.clone()).collect()
            }
            Self::Long(weights) => weights.times(factor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prior::Distribution;
    use crate::prior::distance::{TotalVariation, half_l1};

    #[test]
    fn weights_take_as_little_memory_as_holds_the_largest() {
        let longest = i64::from(u32::MAX);
        assert!(matches!(Weights::from(Integers::I64(vec![0, longest])), Weights::Short(_)));
        assert!(matches!(Weights::from(Integers::I64(vec![0, longest + 1])), Weights::Long(_)));
        for last in [longest, longest + 1] {
            let weights = Weights::from(Integers::I64(vec![3, last]));
            assert_eq!((weights.len(), weights.get(1), weights.get(2)), (2, last.into(), BigInt::ZERO));
            assert_eq!(weights.times::<i64>(&7.into()), [21, 7 * last]);
            assert_eq!(*weights.narrow().unwrap().wide(), [3, last]);
        }
    }

    /// Distances are those of their certificates, whatever the widths of the two.
    #[test]
    fn distances_dont_depend_on_widths() {
        let longest = i64::from(u32::MAX);
        let of = |weights: [i64; 3]| Distribution::of_weights(weights.to_vec()).unwrap();
        let all =
            [[1, 2, 3], [longest, 0, 7], [longest + 1, 5, 0], [i64::MAX, 1, i64::MAX], [0, longest, longest]];
        for (p, q) in all.iter().flat_map(|p| all.iter().map(move |q| (of(*p), of(*q)))) {
            let found = TotalVariation::between(&p, &q);
            assert!(found.certifies(&p, &q));
            assert_eq!(half_l1(&p, &q), found.value);
        }
    }
}

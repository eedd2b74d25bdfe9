//! Numbers: a few fractions, and for some instances the same with huge denominators, so that all the widths of
//! integers in which the engine computes are used.

use num_traits::Zero;
use proptest::prelude::*;
use tvmd_core::Rational;
use tvmd_core::exact::{BigInt, ratio};

/// Plain ones first: shrinking goes to the left.
const FRACTIONS: [(i64, i64); 10] =
    [(0, 1), (1, 1), (1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (2, 5), (5, 6), (1, 7)];

/// A fraction in [0, 1] before its grain is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Raw {
    fraction: usize,
    wobble: u8,
}

/// A weight before its grain is known.
pub(super) type Weight = (u8, u8);

/// How fine the numbers of an instance are: 1, or a prime that their denominators contain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grain(u128);

/// Fractions in [0, 1].
pub(super) fn raw() -> impl Strategy<Value = Raw> + Clone {
    (0..FRACTIONS.len(), 0..3_u8).prop_map(|(fraction, wobble)| Raw { fraction, wobble })
}

/// Weights of which over half are 0.
pub(super) fn weights(count: usize) -> impl Strategy<Value = Vec<Weight>> + Clone {
    let weight = (0..8_u8).prop_map(|drawn| drawn.saturating_sub(4));
    prop::collection::vec((weight, 0..3_u8), count)
}

/// Mostly plain numbers; denominators of 20, 61 and 127 bits now and then.
pub(super) fn grains() -> impl Strategy<Value = Grain> {
    prop_oneof![
        8 => Just(1),
        1 => Just(1_048_583),
        1 => Just((1 << 61) - 1),
        1 => Just((1 << 127) - 1),
    ]
    .prop_map(Grain)
}

impl Raw {
    /// Whether it is plainly 0, which stands for an entry left out.
    pub(super) fn is_nothing(self) -> bool {
        self == Self { fraction: 0, wobble: 0 }
    }
}

impl Grain {
    /// The fraction, brought slightly below itself with this grain in its denominator. Ends and ties stay possible.
    pub(super) fn fraction(self, raw: Raw) -> Rational {
        let (numerator, denominator) = FRACTIONS[raw.fraction];
        let grain = BigInt::from(self.0);
        ratio(numerator, denominator) * Rational::new(&grain - BigInt::from(raw.wobble) % &grain, grain)
    }

    /// Masses proportional to weights; all of it at the last if there is no weight.
    pub(super) fn masses(self, weights: &[Weight]) -> Vec<Rational> {
        let weight = |(weight, wobble): &Weight| match *weight {
            0 => BigInt::zero(),
            weight => BigInt::from(self.0) * weight + BigInt::from(u128::from(*wobble) % self.0),
        };
        let mut weights: Vec<BigInt> = weights.iter().map(weight).collect();
        if let (true, Some(last)) = (weights.iter().all(Zero::is_zero), weights.last_mut()) {
            *last = 1.into();
        }
        let total: BigInt = weights.iter().sum();
        weights.into_iter().map(|weight| Rational::new(weight, total.clone())).collect()
    }
}

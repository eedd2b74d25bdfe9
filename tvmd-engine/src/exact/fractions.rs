//! A column of rationals: whole numbers over one denominator.

use super::scaled::{Integers, common_denominator, numerator};
use super::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::One as _;

/// Numbers over one denominator, which is above 0.
///
/// ```
/// use tvmd::exact::{Fractions, ratio};
///
/// let sixths = Fractions::new(vec![1_i64, 3, -6], 6);
/// assert_eq!((sixths.get(1), sixths.get(2)), (ratio(1, 2), ratio(-1, 1)));
/// assert_eq!(sixths.len(), 3);
/// ```
#[derive(Clone, Debug)]
pub struct Fractions {
    pub(crate) numerators: Integers,
    pub(crate) over: BigInt,
}

impl Fractions {
    /// These numerators over a denominator.
    ///
    /// # Panics
    /// If the denominator isn't above 0.
    #[must_use]
    pub fn new(numerators: impl Into<Integers>, over: impl Into<BigInt>) -> Self {
        let over = over.into();
        assert!(over > BigInt::ZERO, "a denominator is above 0");
        Self { numerators: numerators.into(), over }
    }

    /// Numbers over their least common denominator.
    #[must_use]
    pub fn of(numbers: &[Rational]) -> Self {
        let over = common_denominator(numbers);
        let numerators = numbers.iter().map(|number| numerator(number, &over)).collect();
        Self { numerators: Integers::new(numerators), over }
    }

    /// The numerators and the denominator, if each fits into 64 bits.
    #[must_use]
    pub fn to_whole(&self) -> Option<(Vec<i64>, i64)> {
        let Integers::I64(numerators) = &self.numerators else { return None };
        Some((numerators.clone(), i64::try_from(&self.over).ok()?))
    }

    /// The same numbers over their least common denominator.
    pub(crate) fn reduced(numerators: Vec<BigInt>, over: &BigInt) -> Self {
        let mut spare = over.clone();
        for numerator in &numerators {
            if spare.is_one() {
                break;
            }
            spare = spare.gcd(numerator);
        }
        let numerators = numerators.into_iter().map(|numerator| numerator / &spare).collect();
        Self { numerators: Integers::new(numerators), over: over / spare }
    }

    /// How many numbers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numerators.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them; 0 beyond the last.
    #[must_use]
    pub fn get(&self, index: usize) -> Rational {
        Rational::new(self.numerators.get(index), self.over.clone())
    }
}

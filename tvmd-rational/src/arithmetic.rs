//! Sums, differences, products and quotients, of rationals and with whole numbers, owned or borrowed.

use crate::Rational;
use num_bigint::BigInt;
use num_rational::BigRational;
use std::iter::{Product, Sum};
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign};

/// An operation with `$other`, of which `$inner` is what num-rational takes.
macro_rules! operation {
    ($($operation:ident $method:ident, $assign:ident $in_place:ident;)+) => {$(
        operation!($operation $method, $assign $in_place, Rational, |other| other.0, |other| &other.0);
        operation!($operation $method, $assign $in_place, BigInt, |other| other, |other| other);
    )+};
    (
        $operation:ident $method:ident, $assign:ident $in_place:ident, $other:ty,
        |$owned:ident| $of_owned:expr, |$borrowed:ident| $of_borrowed:expr
    ) => {
        impl $operation<$other> for Rational {
            type Output = Self;
            fn $method(self, $owned: $other) -> Self {
                Self(self.0.$method($of_owned))
            }
        }
        impl $operation<&$other> for Rational {
            type Output = Self;
            fn $method(self, $borrowed: &$other) -> Self {
                Self(self.0.$method($of_borrowed))
            }
        }
        impl $operation<$other> for &Rational {
            type Output = Rational;
            fn $method(self, $owned: $other) -> Rational {
                Rational((&self.0).$method($of_owned))
            }
        }
        impl $operation<&$other> for &Rational {
            type Output = Rational;
            fn $method(self, $borrowed: &$other) -> Rational {
                Rational((&self.0).$method($of_borrowed))
            }
        }
        impl $assign<$other> for Rational {
            fn $in_place(&mut self, $owned: $other) {
                self.0.$in_place($of_owned);
            }
        }
        impl $assign<&$other> for Rational {
            fn $in_place(&mut self, $borrowed: &$other) {
                self.0.$in_place($of_borrowed);
            }
        }
    };
}

operation! {
    Add add, AddAssign add_assign;
    Sub sub, SubAssign sub_assign;
    Mul mul, MulAssign mul_assign;
    Div div, DivAssign div_assign;
    Rem rem, RemAssign rem_assign;
}

impl Neg for Rational {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Neg for &Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        Rational(-&self.0)
    }
}

impl Sum for Rational {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        Self(numbers.map(BigRational::from).sum())
    }
}

impl<'a> Sum<&'a Self> for Rational {
    fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
        Self(numbers.map(|number| &number.0).sum())
    }
}

impl Product for Rational {
    fn product<I: Iterator<Item = Self>>(numbers: I) -> Self {
        Self(numbers.map(BigRational::from).product())
    }
}

impl<'a> Product<&'a Self> for Rational {
    fn product<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
        Self(numbers.map(|number| &number.0).product())
    }
}

//! Floats as the numbers that they are: whole numbers times powers of two.

use super::scaled::Integers;
use super::{BigInt, Fractions};
use num_traits::One as _;

/// A finite float as a whole number times a power of two, the number being odd; `(0, 0)` for 0.
fn parts(float: f64) -> (i64, i32) {
    const FRACTION: u32 = 52;
    let bits = float.to_bits();
    let exponent = i32::try_from(bits >> FRACTION & 0x7ff).expect("11 bits");
    let fraction = i64::try_from(bits & ((1 << FRACTION) - 1)).expect("52 bits");
    let (whole, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << FRACTION, exponent - 1075) };
    if whole == 0 {
        return (0, 0);
    }
    let zeros = whole.trailing_zeros();
    let odd = whole >> zeros;
    (if float.is_sign_negative() { -odd } else { odd }, exponent + zeros.cast_signed())
}

/// Finite floats over their least common denominator.
pub(crate) fn of_floats(floats: &[f64]) -> Fractions {
    let least = floats.iter().map(|float| parts(*float).1).min().unwrap_or(0).min(0);
    let shift = |exponent: i32| (exponent - least).unsigned_abs();
    let bits = |(whole, exponent): (i64, i32)| {
        if whole == 0 { 0 } else { 64 - whole.unsigned_abs().leading_zeros() + shift(exponent) }
    };
    let most = floats.iter().map(|float| bits(parts(*float))).max().unwrap_or(0);
    let all = floats.iter().map(|float| parts(*float));
    let numerators: Integers = match most {
        // A shift of 0 beyond the width would be one too far.
        0..=63 => all
            .map(|(whole, exponent)| if whole == 0 { 0 } else { whole << shift(exponent) })
            .collect::<Vec<i64>>()
            .into(),
        64..=127 => all
            .map(|(whole, exponent)| if whole == 0 { 0 } else { i128::from(whole) << shift(exponent) })
            .collect::<Vec<i128>>()
            .into(),
        _ => all.map(|(whole, exponent)| BigInt::from(whole) << shift(exponent)).collect::<Vec<_>>().into(),
    };
    Fractions { numerators, over: BigInt::one() << least.unsigned_abs() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{Rational, parse};
    use num_traits::Zero as _;

    fn exactly(floats: &[f64]) -> Vec<Rational> {
        let numbers = of_floats(floats);
        (0..numbers.len()).map(|index| numbers.get(index)).collect()
    }

    #[test]
    fn known_floats() {
        let found = exactly(&[0.0, -0.0, 1.0, -2.5, 0.1]);
        let tenth = "3602879701896397/36028797018963968";
        let known: Vec<Rational> =
            ["0", "0", "1", "-5/2", tenth].iter().map(|text| parse(text).unwrap()).collect();
        assert_eq!(found, known);
        assert_eq!(of_floats(&[0.5, 3.0, 0.0]).over, BigInt::from(2));
        // The least and the largest of all.
        let [least, largest] = [f64::from_bits(1), f64::MAX].map(|float| exactly(&[float]).remove(0));
        assert_eq!(least, Rational::new(BigInt::one(), BigInt::one() << 1074));
        assert_eq!(largest, Rational::from((BigInt::one() << 1024) - (BigInt::one() << 971)));
    }

    #[test]
    fn every_float_is_what_its_digits_say() {
        let mut random = oorandom::Rand64::new(5);
        let (mut narrow, mut wide, mut big) = (0, 0, 0);
        for round in 0..2_000 {
            let spread = [8, 70, 2_000][round % 3];
            let floats: Vec<f64> = (0..3)
                .map(|_| {
                    let exponent = (1_023 - random.rand_range(0..spread).min(1_023)) << 52;
                    f64::from_bits(random.rand_u64() >> 63 << 63 | exponent | random.rand_u64() >> 12)
                })
                .collect();
            let numbers = of_floats(&floats);
            for (index, float) in floats.iter().enumerate() {
                // Enough digits to write any float in full.
                let digits = parse(&format!("{float:.1074}")).unwrap();
                assert_eq!(numbers.get(index), digits, "{float:e}");
            }
            match numbers.numerators {
                Integers::I64(_) => narrow += 1,
                Integers::I128(_) => wide += 1,
                Integers::Big(_) => big += 1,
            }
        }
        assert!(narrow > 300 && wide > 300 && big > 300, "{narrow}, {wide}, {big}");
        assert!(exactly(&[]).is_empty() && exactly(&[0.0])[0].is_zero());
    }
}

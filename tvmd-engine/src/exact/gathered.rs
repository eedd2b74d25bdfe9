//! Many numbers of one kind as they are read: pairs of machine integers, and one denominator for all in the end.

use super::Fractions;
use super::scaled::Integers;
use num_integer::Integer as _;
use tvmd_model::exact::pair::Pair;

/// Numbers of one kind while they are read.
pub(crate) struct Gathered {
    pairs: Vec<Pair>,
    /// The least common multiple of the denominators.
    common: i128,
}

impl Gathered {
    pub(crate) fn new() -> Self {
        Self { pairs: Vec::new(), common: 1 }
    }

    /// Takes in a number; `None` if the common denominator gets too large for this.
    pub(crate) fn push(&mut self, (top, bottom): Pair) -> Option<()> {
        let wide = i128::from(bottom);
        let divides = match i64::try_from(self.common) {
            Ok(common) => common % bottom == 0,
            Err(_) => self.common % wide == 0,
        };
        if !divides {
            self.common = (self.common / self.common.gcd(&wide)).checked_mul(wide)?;
        }
        self.pairs.push((top, bottom));
        Some(())
    }

    /// The numbers over their least common denominator; `None` if one gets too large for this.
    pub(crate) fn finish(self) -> Option<Fractions> {
        let Self { pairs, common } = self;
        let wide = |(top, bottom): &Pair| i128::from(*top).checked_mul(common / i128::from(*bottom));
        // What divides all numerators and the denominator comes from fractions that weren't reduced.
        let mut spare = common;
        for pair in &pairs {
            if spare == 1 {
                break;
            }
            spare = spare.gcd(&wide(pair)?);
        }
        let short: Option<Vec<i64>> = match i64::try_from(common) {
            // The common case, without wide divisions.
            Ok(common) if spare == 1 => {
                pairs.iter().map(|(top, bottom)| top.checked_mul(common / bottom)).collect()
            }
            _ => pairs.iter().map(|pair| i64::try_from(wide(pair)? / spare).ok()).collect(),
        };
        let numerators = match short {
            Some(numerators) => Integers::I64(numerators),
            None => {
                Integers::I128(pairs.iter().map(|pair| Some(wide(pair)? / spare)).collect::<Option<_>>()?)
            }
        };
        Some(Fractions { numerators, over: (common / spare).into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::Rational;
    use crate::exact::scaled::whole;
    use oorandom::Rand32;

    #[test]
    fn the_denominator_is_the_least() {
        let mut random = Rand32::new(4);
        let (mut narrow, mut wide, mut beyond) = (0, 0, 0);
        for _ in 0..10_000 {
            let bits = random.rand_range(1..62);
            let number = |random: &mut Rand32| {
                i64::try_from(
                    (u64::from(random.rand_u32()) << 32 | u64::from(random.rand_u32())) >> (64 - bits),
                )
                .unwrap()
            };
            let sign = |random: &mut Rand32| i64::from(random.rand_range(0..2)) * 2 - 1;
            let count = random.rand_range(0..5);
            let pairs: Vec<Pair> = (0..count)
                .map(|_| (sign(&mut random) * number(&mut random), number(&mut random).max(1)))
                .collect();
            let mut gathered = Gathered::new();
            let Some(Fractions { numerators, over }) =
                pairs.iter().try_for_each(|own| gathered.push(*own)).and_then(|()| gathered.finish())
            else {
                assert!(bits > 20 && count > 1, "{pairs:?}");
                beyond += 1;
                continue;
            };
            let values: Vec<Rational> =
                pairs.iter().map(|(top, bottom)| Rational::new((*top).into(), (*bottom).into())).collect();
            let found = (0..pairs.len()).map(|index| numerators.get(index)).collect();
            assert_eq!((found, over), whole(&values), "{pairs:?}");
            match numerators {
                Integers::I64(_) => narrow += 1,
                _ => wide += 1,
            }
        }
        assert!(narrow > 1_000 && wide > 500 && beyond > 500, "{narrow}, {wide}, {beyond}");
    }
}

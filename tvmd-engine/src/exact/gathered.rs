//! Many numbers of one kind as they are read: pairs of machine integers, and one denominator for all in the end.
//!
//! This reads a number some twenty times faster than as a rational of its own, and keeps it in 16 bytes. What it doesn't read,
//! [`parse`](super::parse) reads at length, or explains.

use super::Fractions;
use super::scaled::Integers;
use num_integer::Integer as _;

/// A numerator, and a denominator above 0; not reduced.
pub(crate) type Pair = (i64, i64);

/// The most digits in a row: less than 10^18 is an `i64`.
const MAX_DIGITS: usize = 18;

/// The number in a text of digits, with a minus, a fraction bar or a point; `None` for any other, be it right or wrong.
pub(crate) fn pair(text: &str) -> Option<Pair> {
    let (negative, unsigned) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        all => (false, all),
    };
    let (top, rest) = digits(unsigned, 0)?;
    let (top, bottom) = match rest {
        [] => (top, 1),
        [b'/', bottom @ ..] => match digits(bottom, 0)? {
            (bottom @ 1.., []) => (top, bottom),
            _ => return None,
        },
        [b'.', fraction @ ..] if unsigned.len() <= MAX_DIGITS + 1 => match digits(fraction, top)? {
            (both, []) => (both, 10_i64.pow(u32::try_from(fraction.len()).ok()?)),
            _ => return None,
        },
        _ => return None,
    };
    Some((if negative { -top } else { top }, bottom))
}

/// The number that `before` becomes with the digits at the beginning of a text, at least one and few; and what follows them.
fn digits(text: &[u8], before: i64) -> Option<(i64, &[u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=MAX_DIGITS).contains(&count) {
        return None;
    }
    let (own, rest) = text.split_at(count);
    Some((own.iter().fold(before, |number, digit| 10 * number + i64::from(digit - b'0')), rest))
}

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
    use crate::exact::scaled::whole;
    use crate::exact::text::long;
    use crate::exact::{Rational, parse};
    use oorandom::Rand32;

    /// A text that may be a number, of few characters or many.
    fn written(random: &mut Rand32) -> String {
        let digit = |random: &mut Rand32| char::from(b'0' + u8::try_from(random.rand_range(0..10)).unwrap());
        let run = |random: &mut Rand32, most: u32| -> String {
            (0..random.rand_range(0..most)).map(|_| digit(random)).collect()
        };
        let most = [3, 9, 22][random.rand_range(0..3) as usize];
        let sign = ["", "", "-", "--", " "][random.rand_range(0..5) as usize];
        let bar = ["/", "/", ".", ".", "", "e", "//"][random.rand_range(0..7) as usize];
        format!("{sign}{}{bar}{}", run(random, most), run(random, most))
    }

    #[test]
    fn reads_as_the_other_reader_does() {
        let mut random = Rand32::new(3);
        let (mut read, mut left) = (0, 0);
        for _ in 0..100_000 {
            let text = written(&mut random);
            let slowly = long(&text);
            assert_eq!(parse(&text), slowly, "{text}");
            match (pair(&text), slowly) {
                (Some((top, bottom)), right) => {
                    assert_eq!(Ok(Rational::new(top.into(), bottom.into())), right, "{text}");
                    read += 1;
                }
                (None, Ok(_)) => {
                    assert!(text.len() > MAX_DIGITS || text.starts_with(' '), "{text}");
                    left += 1;
                }
                (None, Err(_)) => {}
            }
        }
        assert!(read > 10_000 && left > 1_000, "{read}, {left}");
    }

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

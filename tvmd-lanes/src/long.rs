//! Sums of multiples of long numbers.
//!
//! A carry waits for the one before it, digit by digit. So digits are shorter than the machine's, products are added up lane by lane, for
//! some digits after the other, and what has gathered above each is passed on once, after the last product.

use crate::dispatch;
use crate::kernel::Instructions;
use std::ops::Range;

/// The largest digit from which everything was passed on.
const DIGIT: u64 = (1 << Long::BITS) - 1;

/// So many digits of a sum are formed at once: few enough to stay close to the processor.
const AT_ONCE: usize = 256;

/// So many split products are short enough likewise.
const MANY: usize = 1 << 28;

/// Multiples by factors of no more than this together are short enough for what is above their digits to fit beside the next digit.
const SHORT: u64 = 1 << (2 * Long::BITS - u32::BITS);

/// A whole number that is at least 0, of any length.
///
/// ```
/// use tvmd_lanes::{Long, Multiple};
///
/// // 7 times 2⁶⁰, and 5 times 3.
/// let big = Long::sum(61, &[Multiple { number: &Long::from(1 << 30), shift: 0, factor: 1 << 30 }]);
/// let [seven, five] = [Multiple { number: &big, shift: 0, factor: 7 }, Multiple { number: &Long::from(3), shift: 0, factor: 5 }];
/// assert_eq!(Long::sum(70, &[seven, five]).words(), [15, 7 << 28]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Long {
    /// The lowest first; each may be a little longer than a digit. The last isn't 0.
    digits: Vec<u32>,
}

/// A long number, so many digits of [`Long::BITS`] further up, times a factor.
#[derive(Clone, Copy, Debug)]
pub struct Multiple<'a> {
    /// The number.
    pub number: &'a Long,
    /// How many digits further up.
    pub shift: usize,
    /// The factor.
    pub factor: u32,
}

impl Long {
    /// How many bits a digit has.
    pub const BITS: u32 = 31;

    /// Its words of 32 bits, the lowest first; the last isn't 0.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the rest of what was gathered stays for the next word"
    )]
    pub fn words(&self) -> Vec<u32> {
        let mut words = Vec::with_capacity(self.digits.len() + 1);
        let (mut gathered, mut bits) = (0_u64, 0);
        for digit in &self.digits {
            // Fewer than 32 bits and what is carried beyond them, and a digit.
            gathered += u64::from(*digit) << bits;
            bits += Self::BITS;
            if bits >= 32 {
                words.push(gathered as u32);
                (gathered, bits) = (gathered >> 32, bits - 32);
            }
        }
        words.extend([gathered as u32, (gathered >> 32) as u32]);
        words.truncate(words.iter().rposition(|word| *word > 0).map_or(0, |last| last + 1));
        words
    }

    /// The sum of multiples, which has at most so many bits.
    ///
    /// # Panics
    /// If there is no room for it.
    #[must_use]
    pub fn sum(bits: usize, multiples: &[Multiple<'_>]) -> Self {
        let mut sum = Self::default();
        sum.set_to_sum(bits, multiples);
        sum
    }

    /// The same in the memory of a number.
    ///
    /// # Panics
    /// As [`sum`](Self::sum).
    pub fn set_to_sum(&mut self, bits: usize, multiples: &[Multiple<'_>]) {
        self.digits.resize(bits / Self::BITS as usize + 1, 0);
        for Multiple { number, shift, factor } in multiples {
            let is_nothing = number.digits.is_empty() || *factor == 0;
            assert!(is_nothing || shift + number.digits.len() <= self.digits.len(), "{ROOM}");
        }
        assert!(multiples.len() <= MANY, "no more numbers than fit in memory");
        let factors: u64 = multiples.iter().map(|multiple| u64::from(multiple.factor)).sum();
        let above =
            dispatch::multiples(Instructions::fastest(), multiples, factors <= SHORT, &mut self.digits);
        assert_eq!(above, 0, "{ROOM}");
        self.digits.truncate(self.digits.iter().rposition(|digit| *digit > 0).map_or(0, |last| last + 1));
    }
}

impl From<u32> for Long {
    fn from(number: u32) -> Self {
        let digits = if number == 0 { Vec::new() } else { vec![number] };
        Self { digits }
    }
}

const ROOM: &str = "sums have room for what was bounded beforehand";

impl<'a> Multiple<'a> {
    /// The number's digits among some of a sum, and where among these they begin.
    #[inline(always)]
    fn within(&self, some: &Range<usize>) -> (usize, &'a [u32]) {
        let place = |at: usize| at.saturating_sub(self.shift).min(self.number.digits.len());
        let digits = &self.number.digits[place(some.start)..place(some.end)];
        (self.shift.saturating_sub(some.start).min(some.len()), digits)
    }
}

/// Writes the digits of a sum, and gives what is left above them. Where the sum isn't `short`, products are split before they are added up.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "what is above a digit is passed on")]
pub(crate) fn of_multiples(multiples: &[Multiple<'_>], short: bool, digits: &mut [u32]) -> u64 {
    let (mut before, mut above_before) = (0, 0);
    for (at, digits) in digits.chunks_mut(AT_ONCE).enumerate() {
        let some = at * AT_ONCE..at * AT_ONCE + digits.len();
        let mut sums = [0; AT_ONCE];
        let sums = &mut sums[..some.len()];
        if short {
            for multiple in multiples {
                let ((at, number), factor) = (multiple.within(&some), u64::from(multiple.factor));
                for (sum, digit) in sums[at..].iter_mut().zip(number) {
                    *sum += u64::from(*digit) * factor;
                }
            }
        } else {
            above_before = add_split(multiples, &some, sums, above_before);
        }
        digits[0] = ((sums[0] & DIGIT) + (before >> Long::BITS)) as u32;
        for (digit, pair) in digits[1..].iter_mut().zip(sums.windows(2)) {
            *digit = ((pair[1] & DIGIT) + (pair[0] >> Long::BITS)) as u32;
        }
        before = sums[sums.len() - 1];
    }
    (before >> Long::BITS) + above_before
}

/// Adds multiples to the sums of some digits, what is above a digit to the next one: at first what was above the digits before them. Gives
/// what is above the last.
#[inline(always)]
fn add_split(multiples: &[Multiple<'_>], some: &Range<usize>, sums: &mut [u64], before: u64) -> u64 {
    let mut above = [0; AT_ONCE];
    for multiple in multiples {
        let ((at, number), factor) = (multiple.within(some), u64::from(multiple.factor));
        for ((sum, above), digit) in sums[at..].iter_mut().zip(&mut above[at..]).zip(number) {
            let product = u64::from(*digit) * factor;
            *sum += product & DIGIT;
            *above += product >> Long::BITS;
        }
    }
    for (sum, above) in sums.iter_mut().zip(std::iter::once(&before).chain(&above)) {
        *sum += above;
    }
    above[sums.len() - 1]
}

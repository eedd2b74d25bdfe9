//! Sums of multiples of long numbers.
//!
//! A carry waits for the one before it, digit by digit. So digits are shorter than the machine's, products are added up to them lane by
//! lane, and what has gathered above each is passed on once, after the last product.

use crate::dispatch;

/// The largest digit from which everything was passed on.
const DIGIT: u64 = (1 << Long::BITS) - 1;

/// Sums up to this are short enough for what is above their digits to fit beside the next digit.
const PASSED: u64 = 1 << (2 * Long::BITS);

/// A whole number that is at least 0, of any length.
///
/// ```
/// use tvmd_lanes::{Long, LongSum};
///
/// // 7 times 2⁶⁰, and 5 times 3.
/// let mut sum = LongSum::with_room(70);
/// let mut big = LongSum::with_room(61);
/// big.add(&Long::from(1 << 30), 0, 1 << 30);
/// sum.add(&big.carried(), 0, 7);
/// sum.add(&Long::from(3), 0, 5);
/// assert_eq!(sum.carried().words(), [15, 7 << 28]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Long {
    /// The lowest first; each may be a little longer than a digit. The last isn't 0.
    digits: Vec<u32>,
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
}

impl From<u32> for Long {
    fn from(number: u32) -> Self {
        let digits = if number == 0 { Vec::new() } else { vec![number] };
        Self { digits }
    }
}

/// A sum of multiples of [`Long`] numbers.
#[derive(Clone, Debug)]
pub struct LongSum {
    digits: Vec<u64>,
    /// No digit is larger.
    most: u64,
}

impl LongSum {
    /// The sum of nothing, with room for numbers of so many bits.
    #[must_use]
    pub fn with_room(bits: usize) -> Self {
        let mut sum = Self { digits: Vec::new(), most: 0 };
        sum.start(bits);
        sum
    }

    /// Adds `number` times `factor`, so many digits of [`Long::BITS`] further up.
    ///
    /// # Panics
    /// If the sum has no room for it.
    #[expect(clippy::cast_possible_truncation, reason = "the other bits are added as digits of their own")]
    pub fn add(&mut self, number: &Long, mut shift: usize, mut factor: u128) {
        while factor > 0 {
            self.add_shifted(number, shift, (factor & u128::from(DIGIT)) as u32);
            (factor, shift) = (factor >> Long::BITS, shift + 1);
        }
    }

    /// Adds `number` times a digit, so many digits further up.
    fn add_shifted(&mut self, number: &Long, shift: usize, factor: u32) {
        if number.digits.is_empty() || factor == 0 {
            return;
        }
        let more = u64::from(factor) * u64::from(u32::MAX);
        self.most = self.most.checked_add(more).unwrap_or_else(|| {
            self.settle();
            DIGIT + more
        });
        let room = self.digits.get_mut(shift..shift + number.digits.len()).expect(ROOM);
        dispatch::add_multiple(room, &number.digits, factor);
    }

    /// Passes everything on, digit by digit.
    #[expect(clippy::cast_possible_truncation, reason = "what is above a digit is passed on")]
    fn settle(&mut self) {
        let mut carry = 0;
        for digit in &mut self.digits {
            let sum = u128::from(*digit) + carry;
            *digit = sum as u64 & DIGIT;
            carry = sum >> Long::BITS;
        }
        assert_eq!(carry, 0, "{ROOM}");
        self.most = DIGIT;
    }

    /// Starts anew, with room for numbers of so many bits, in the memory that is there.
    pub fn start(&mut self, bits: usize) {
        self.digits.clear();
        self.digits.resize(bits / Long::BITS as usize + 1, 0);
        self.most = 0;
    }

    /// The number that the sum is.
    ///
    /// # Panics
    /// If the sum has no room for it.
    #[must_use]
    pub fn carried(mut self) -> Long {
        let mut number = Long::default();
        self.carry_to(&mut number);
        number
    }

    /// The same in the memory of a number.
    ///
    /// # Panics
    /// As [`carried`](Self::carried).
    pub fn carry_to(&mut self, number: &mut Long) {
        if self.most > PASSED {
            self.settle();
        }
        assert!(self.digits.last().is_none_or(|last| last >> Long::BITS == 0), "{ROOM}");
        let digits = &mut number.digits;
        digits.resize(self.digits.len(), 0);
        dispatch::pass_on(&self.digits, digits);
        digits.truncate(digits.iter().rposition(|digit| *digit > 0).map_or(0, |last| last + 1));
    }
}

const ROOM: &str = "sums have room for what was bounded beforehand";

/// Adds a multiple to short sums, which have room for it.
#[inline(always)]
pub(crate) fn add_multiple(sums: &mut [u64], number: &[u32], factor: u32) {
    for (sum, digit) in sums.iter_mut().zip(number) {
        *sum += u64::from(*digit) * u64::from(factor);
    }
}

/// What is above each digit goes to the next.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "two numbers of a digit are 32 bits together")]
pub(crate) fn pass_on(sums: &[u64], digits: &mut [u32]) {
    let Some((first, rest)) = digits.split_first_mut() else { return };
    *first = (sums[0] & DIGIT) as u32;
    for (digit, pair) in rest.iter_mut().zip(sums.windows(2)) {
        *digit = ((pair[1] & DIGIT) + (pair[0] >> Long::BITS)) as u32;
    }
}

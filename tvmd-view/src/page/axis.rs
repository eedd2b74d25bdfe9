//! An axis with round ticks.

use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};
use tvmd_core::{Rational, ratio};

/// From a round number to a round number, with at most so many steps between.
const MOST_STEPS: i64 = 6;

/// A part of the line of numbers, with ticks at both ends and at equal distances between.
pub(super) struct Axis {
    /// 1, 2 or 5 times a power of ten.
    step: Rational,
    /// How many decimals a tick has.
    places: usize,
    from: Rational,
    steps: usize,
}

impl Axis {
    /// The least that holds all these numbers.
    pub(super) fn over<'a>(numbers: impl Iterator<Item = &'a Rational> + Clone) -> Self {
        let low = numbers.clone().min().cloned().unwrap_or_default();
        let mut high = numbers.max().cloned().unwrap_or_default();
        if low == high {
            high = &low + Rational::one();
        }
        let ten = ratio!(10);
        // A power of ten that is too small a step, and then larger steps in turn.
        let (mut power, mut places) = (Rational::one(), 0_usize);
        let fits = |step: &Rational| &high - &low <= step * Rational::from_integer(MOST_STEPS.into());
        while fits(&power) {
            (power, places) = (power / &ten, places + 1);
        }
        let mut step = power.clone();
        for times in [ratio!(2), ratio!(5), ratio!(10)].iter().cycle() {
            if fits(&step) {
                break;
            }
            step = &power * times;
            if *times == ten {
                (power, places) = (step.clone(), places.saturating_sub(1));
            }
        }
        let from = (&low / &step).floor() * &step;
        let steps = ((high - &from) / &step).ceil().to_usize().unwrap_or(1);
        Self { step, places, from, steps }
    }

    /// The ticks, each with its number in decimals, which is exact.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (Rational, String)> {
        let mut tick = self.from.clone();
        std::iter::repeat_with(move || {
            let here = tick.clone();
            tick += &self.step;
            (here.clone(), decimal(&here, self.places))
        })
        .take(self.steps + 1)
    }

    /// The ends.
    pub(super) fn ends(&self) -> (Rational, Rational) {
        let length = &self.step * Rational::from_integer(self.steps.into());
        (self.from.clone(), &self.from + length)
    }
}

/// A number that has at most so many decimals, without zeros at their end.
fn decimal(number: &Rational, places: usize) -> String {
    let scale = (0..places).fold(Rational::one(), |scale, _| scale * ratio!(10));
    let sign = if number.is_negative() { "-" } else { "" };
    let digits = format!("{:0>1$}", (number.abs() * scale).to_integer(), places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

/// How far along a line a number is, from 0 to 1, for a picture.
pub(super) fn share(number: &Rational, (from, to): &(Rational, Rational)) -> f64 {
    let length = to - from;
    if length.is_zero() { 0.0 } else { ((number - from) / length).to_f64().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(low: Rational, high: Rational) -> Vec<String> {
        Axis::over([low, high].iter()).ticks().map(|(_, tick)| tick).collect()
    }

    #[test]
    fn ticks_are_round_and_hold_what_is_shown() {
        assert_eq!(ticks(ratio!(0), ratio!(1)), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(ticks(ratio!(-1 / 3), ratio!(7 / 2)), ["-1", "0", "1", "2", "3", "4"]);
        assert_eq!(ticks(ratio!(0), ratio!(1 / 700)), ["0", "0.0005", "0.001", "0.0015"]);
        assert_eq!(ticks(ratio!(0), ratio!(123_456)), ["0", "50000", "100000", "150000"]);
        assert_eq!(ticks(ratio!(3), ratio!(3)), ["3", "3.2", "3.4", "3.6", "3.8", "4"]);
        assert_eq!(ticks(ratio!(0), ratio!(10)), ["0", "2", "4", "6", "8", "10"]);
    }
}

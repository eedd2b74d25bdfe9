//! How often a frequency exceeds its probability by much, whatever the probability.

use super::GRID;
use super::above::Above;

/// The largest number of trials whose tails are summed.
pub(super) const MAX_TRIALS: u64 = 1_000_000;

/// The tails of binomial distributions with this many trials.
pub(super) struct Tails {
    trials: u64,
    /// n over j, for j from 0 to n.
    choices: Vec<Above>,
}

impl Tails {
    /// Those of at most [`MAX_TRIALS`] trials.
    pub(super) fn of(trials: u64) -> Self {
        let choices = (0..trials).scan(Above::ONE, |choices, j| {
            *choices = choices.times(trials - j, j + 1);
            Some(*choices)
        });
        Self { trials, choices: [Above::ONE].into_iter().chain(choices).collect() }
    }

    /// The least t, in units of 1/[`GRID`], such that for *every* p a frequency of probability p is at least p + t with probability
    /// `limit` at most.
    ///
    /// For given p the event is that the count X is at least j, the least whole number that isn't below n(p + t). Pr\[X ≥ j\] rises with
    /// p, and p ≤ j/n - t. So the largest probability is that at one of the n points p = j/n - t, and these are all looked at.
    pub(super) fn exceeded_rarely(&self, limit: Above) -> u64 {
        let middle = self.trials / 2;
        // From the middle, where tails are heaviest, so that few of the others ask for a larger t.
        let counts = (0..=middle + 1).flat_map(|away| [middle.checked_sub(away), Some(middle + 1 + away)]);
        counts.flatten().filter(|count| *count <= self.trials).fold(0, |least, count| {
            if self.is_rare(count, least, limit) { least } else { self.least_after(least, count, limit) }
        })
    }

    /// The least t above one that is too small for this count.
    fn least_after(&self, small: u64, count: u64, limit: Above) -> u64 {
        let (mut small, mut step) = (small, 1);
        while small + step < GRID && !self.is_rare(count, small + step, limit) {
            small += step;
            step *= 2;
        }
        let mut enough = (small + step).min(GRID);
        while enough - small > 1 {
            let between = small.midpoint(enough);
            if self.is_rare(count, between, limit) { enough = between } else { small = between }
        }
        enough
    }

    /// Whether Pr\[X ≥ j\] is at most the limit, where the probability of each trial is p = j/n - t.
    fn is_rare(&self, count: u64, t: u64, limit: Above) -> bool {
        let whole = self.trials * GRID;
        // p and 1 - p over the same whole; a frequency of what never happens exceeds nothing.
        let Some(p) = (count * GRID).checked_sub(self.trials * t).filter(|p| *p > 0) else { return true };
        let q = whole - p;
        let at = usize::try_from(count).expect("an index of `choices`");
        let mut term = self.choices[at].product(Above::ONE.times(p, whole).power(count));
        if q == 0 {
            return term <= limit;
        }
        term = term.product(Above::ONE.times(q, whole).power(self.trials - count));
        let mut sum = term;
        for number in count..self.trials {
            // Terms fall by this factor, and by smaller and smaller ones after it.
            let (top, bottom) = ((self.trials - number) * p, (number + 1) * q);
            let rest = term.times(top, bottom - top);
            if sum.plus(rest) <= limit {
                return true;
            }
            term = term.times(top, bottom);
            sum = sum.plus(term);
            if sum > limit {
                return false;
            }
        }
        sum <= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{Rational, ratio};
    use num_traits::{One as _, Pow};

    /// Pr[X ≥ j] of n trials, exactly.
    fn tail(trials: u32, count: u32, p: &Rational) -> Rational {
        let choices = |j: u32| {
            (0..j).fold(ratio(1, 1), |product, i| product * ratio((trials - i).into(), (i + 1).into()))
        };
        let q = Rational::one() - p;
        (count..=trials).map(|j| choices(j) * Pow::pow(p, j) * Pow::pow(&q, trials - j)).sum()
    }

    #[test]
    fn no_probability_is_exceeded_more_often_and_one_nearly_as_often() {
        for trials in [1_u32, 2, 7, 30] {
            for limit in [ratio(1, 2), ratio(1, 20), ratio(1, 1_000)] {
                let t = Tails::of(trials.into()).exceeded_rarely(Above::limit(&limit));
                let unit = |t: u64| Rational::new(t.into(), GRID.into());
                let worst = |t: &Rational| {
                    let points = (1..=trials).map(|j| (j, ratio(j.into(), trials.into()) - t));
                    points.filter(|(_, p)| *p >= ratio(0, 1)).map(|(j, p)| tail(trials, j, &p)).max()
                };
                assert!(worst(&unit(t)).is_none_or(|worst| worst <= limit), "{trials}, {limit}: {t}");
                // A grid finer than the points finds nothing worse.
                for p in (0..=64).map(|p| ratio(p, 64)) {
                    let count = ((&p + unit(t)) * ratio(trials.into(), 1)).ceil().to_integer();
                    let count = u32::try_from(count).unwrap();
                    assert!(count > trials || tail(trials, count, &p) <= limit);
                }
                // The twin: a smaller t is exceeded too often. By one unit it may be as often as allowed, which rounding up hides.
                assert!(worst(&unit(t - 2)).unwrap() > limit, "{trials}, {limit}: {t}");
            }
        }
    }
}

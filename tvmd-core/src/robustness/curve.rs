//! Continuous piecewise linear functions of δ in [0, 1].

use crate::exact::Rational;
use num_traits::{One, Signed, Zero};
use serde::Serialize;

/// A continuous piecewise linear function of a distance δ in [0, 1], exact.
///
/// ```
/// use tvmd::prelude::*;
/// use tvmd::robustness::Extremes;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 1/4, High: 3/4 } } }
/// #     mechanism Posted in Shop { posted_prices { Tea: 2 } }
/// # }
///
/// let revenue = Performance::new(&Revenue, &Table::of(&Posted)?)?;
/// let least = Extremes::of(revenue, &Shop::prior())?.least;
/// // It falls from 3/2 along a line, until nothing is left to lose.
/// let corners: Vec<_> = least.points().iter().map(|point| (point.delta.clone(), point.value.clone())).collect();
/// assert_eq!(corners, [(ratio!(0), ratio!(3 / 2)), (ratio!(3 / 4), ratio!(0)), (ratio!(1), ratio!(0))]);
/// assert_eq!(least.at(&ratio!(1 / 2)), ratio!(1 / 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Curve {
    /// From δ = 0 to δ = 1, no three in a row on a line.
    points: Vec<Point>,
}

/// A point of a curve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// A total variation distance, in probability mass.
    #[serde(with = "crate::exact::text")]
    pub delta: Rational,
    /// The curve's value there.
    #[serde(with = "crate::exact::text")]
    pub value: Rational,
}

impl Curve {
    /// The same value everywhere.
    #[must_use]
    pub fn constant(value: Rational) -> Self {
        Self::through([(Rational::zero(), value)])
    }

    /// The curve through these points, rising in δ from 0 on, constant from the last one on.
    pub(super) fn through(points: impl IntoIterator<Item = (Rational, Rational)>) -> Self {
        let mut curve = Self { points: Vec::new() };
        for (delta, value) in points {
            curve.push(Point { delta, value });
        }
        if let Some(last) = curve.points.last().cloned() {
            curve.push(Point { delta: Rational::one(), ..last });
        }
        curve
    }

    /// Adds a point at the end, dropping the last one if it is on the way; a point of the same δ adds nothing.
    fn push(&mut self, next: Point) {
        if self.points.last().is_some_and(|last| last.delta == next.delta) {
            return;
        }
        if let [.., before, last] = self.points.as_slice()
            && on_line(before, &next, &last.delta) == last.value
        {
            self.points.pop();
        }
        self.points.push(next);
    }

    /// The ends and every point where the slope changes, by rising δ.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The value at `delta`; beyond the ends, that at the end.
    #[must_use]
    pub fn at(&self, delta: &Rational) -> Rational {
        let after = self.points.partition_point(|point| point.delta < *delta);
        match (after.checked_sub(1).and_then(|before| self.points.get(before)), self.points.get(after)) {
            (Some(before), Some(after)) => on_line(before, after, delta),
            (Some(end), None) | (None, Some(end)) => end.value.clone(),
            (None, None) => Rational::zero(),
        }
    }

    /// The same with the other sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        let points = self.points.iter();
        let points = points.map(|Point { delta, value }| Point { delta: delta.clone(), value: -value });
        Self { points: points.collect() }
    }

    /// The larger of two curves at every δ.
    #[must_use]
    pub fn larger(&self, other: &Self) -> Self {
        let mut deltas: Vec<&Rational> =
            self.points.iter().chain(&other.points).map(|point| &point.delta).collect();
        deltas.sort();
        deltas.dedup();
        let ahead = |delta: &Rational| self.at(delta) - other.at(delta);
        let mut points = Vec::new();
        for (position, delta) in deltas.iter().enumerate() {
            points.push((*delta).clone());
            let Some(next) = deltas.get(position + 1) else { break };
            let (now, then) = (ahead(delta), ahead(next));
            if (&now * &then).is_negative() {
                // They cross where what the one is ahead by comes to 0.
                points.push(*delta + (*next - *delta) * &now / (&now - then));
            }
        }
        Self::through(points.into_iter().map(|delta| {
            let value = self.at(&delta).max(other.at(&delta));
            (delta, value)
        }))
    }

    /// The largest δ up to which the curve stays at or below `limit`; `None` if it is above from the start.
    ///
    /// ```
    /// use tvmd::ratio;
    /// use tvmd::robustness::Curve;
    ///
    /// let flat = Curve::constant(ratio!(1 / 2));
    /// assert_eq!(flat.stays_at_most(&ratio!(1 / 2)), Some(ratio!(1)));
    /// assert_eq!(flat.stays_at_most(&ratio!(1 / 3)), None);
    /// ```
    #[must_use]
    pub fn stays_at_most(&self, limit: &Rational) -> Option<Rational> {
        let Some(after) = self.points.iter().position(|point| point.value > *limit) else {
            return Some(Rational::one());
        };
        let (before, after) = (&self.points[after.checked_sub(1)?], &self.points[after]);
        let share = (limit - &before.value) / (&after.value - &before.value);
        Some(&before.delta + (&after.delta - &before.delta) * share)
    }
}

/// The value at `delta` on the line through two points.
fn on_line(one: &Point, other: &Point, delta: &Rational) -> Rational {
    let share = (delta - &one.delta) / (&other.delta - &one.delta);
    &one.value + (&other.value - &one.value) * share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    fn curve(points: &[(i64, i64)]) -> Curve {
        Curve::through(points.iter().map(|(twelfths, value)| (ratio(*twelfths, 12), ratio(*value, 1))))
    }

    #[test]
    fn only_corners_are_kept() {
        assert_eq!(curve(&[(0, 0), (3, 3), (6, 6), (9, 6)]), curve(&[(0, 0), (6, 6)]));
        assert_eq!(curve(&[(0, 0), (6, 6)]).points().len(), 3);
        assert_eq!(Curve::constant(ratio(1, 2)).points().len(), 2);
    }

    #[test]
    fn the_larger_of_two_has_a_corner_where_they_cross() {
        let (rising, flat) = (curve(&[(0, 0), (12, 12)]), curve(&[(0, 5)]));
        let larger = rising.larger(&flat);
        assert_eq!(larger, flat.larger(&rising));
        assert_eq!(larger, curve(&[(0, 5), (5, 5), (12, 12)]));
        for twelfth in 0..=12 {
            let delta = ratio(twelfth, 12);
            assert_eq!(larger.at(&delta), rising.at(&delta).max(flat.at(&delta)));
        }
    }

    #[test]
    fn a_limit_is_kept_up_to_where_it_is_crossed() {
        let curve = curve(&[(0, 1), (4, 1), (8, 3), (12, 0)]);
        assert_eq!(curve.stays_at_most(&ratio(2, 1)), Some(ratio(1, 2)));
        assert_eq!(curve.stays_at_most(&ratio(1, 1)), Some(ratio(1, 3)));
        assert_eq!(curve.stays_at_most(&ratio(3, 1)), Some(ratio(1, 1)));
        assert_eq!(curve.stays_at_most(&ratio(1, 2)), None);
    }
}

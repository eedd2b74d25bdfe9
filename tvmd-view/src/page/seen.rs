//! Which lines of a picture can be seen.

use num_traits::Zero as _;
use tvmd_core::Rational;

/// Points from left to right.
pub(super) type Points = [(Rational, Rational)];
/// From where to where an axis goes.
pub(super) type Ends = (Rational, Rational);

/// What becomes of a line among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is there.
    Itself,
    /// All that would be seen of it lies on this one, of those before it.
    As(usize),
    /// It is nowhere in the picture.
    Outside,
}

/// What becomes of each of some lines in a picture with these axes.
pub(super) fn seen(lines: &[&Points], up: &Ends) -> Vec<Seen> {
    let mut found: Vec<Seen> = Vec::new();
    for (position, line) in lines.iter().enumerate() {
        let before = lines[..position].iter().zip(&found).enumerate();
        let like = before.filter(|(_, (_, seen))| **seen == Seen::Itself);
        let like = like.map(|(other, (points, _))| (other, covers(points, line, up)));
        found.push(match like.filter(|(_, covers)| *covers).map(|(other, _)| other).next() {
            _ if line.len() > 1 && !jumps(line) && visible(line, &[], up).is_empty() => Seen::Outside,
            Some(other) => Seen::As(other),
            None => Seen::Itself,
        });
    }
    found
}

/// Whether all that is seen of a line lies on another.
fn covers(other: &Points, line: &Points, up: &Ends) -> bool {
    if other == line {
        return true;
    }
    // Lines with steps are compared as wholes only.
    if jumps(other) || jumps(line) {
        return false;
    }
    let at = |points: &Points, across: &Rational| height(points, across);
    let same = |across: &Rational| at(other, across).is_some_and(|up| Some(up) == at(line, across));
    visible(line, other, up).iter().all(|(from, to)| same(from) && same(to))
}

/// Whether it goes straight up or down somewhere.
fn jumps(points: &Points) -> bool {
    points.windows(2).any(|pair| pair[0].0 == pair[1].0)
}

/// The parts of a line that are inside of the picture, from where to where, on each of which it and another are straight.
fn visible(line: &Points, other: &Points, (low, high): &Ends) -> Vec<(Rational, Rational)> {
    let mut corners: Vec<Rational> = line.iter().chain(other).map(|(across, _)| across.clone()).collect();
    for pair in line.windows(2) {
        let (length, rise) = (&pair[1].0 - &pair[0].0, &pair[1].1 - &pair[0].1);
        if !rise.is_zero() {
            let crossings = [low, high].map(|edge| &pair[0].0 + (edge - &pair[0].1) * &length / &rise);
            corners.extend(crossings.into_iter().filter(|across| pair[0].0 < *across && *across < pair[1].0));
        }
    }
    corners.sort();
    corners.dedup();
    let inside = |across: &Rational| height(line, across).is_some_and(|up| *low <= up && up <= *high);
    let parts = corners.windows(2).filter(|pair| inside(&pair[0]) && inside(&pair[1]));
    parts.map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// How high a line is at a place, if it comes to it.
fn height(points: &Points, across: &Rational) -> Option<Rational> {
    let around = points.windows(2).find(|pair| pair[0].0 <= *across && *across <= pair[1].0)?;
    let [(from, start), (to, end)] = around else { return None };
    let length = to - from;
    Some(if length.is_zero() { start.clone() } else { start + (end - start) * (across - from) / length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tvmd_core::ratio;

    fn line<const N: usize>(points: [(Rational, Rational); N]) -> Vec<(Rational, Rational)> {
        points.into()
    }

    #[test]
    fn a_line_is_hidden_where_all_of_it_in_the_picture_lies_on_another() {
        let up = (ratio!(0), ratio!(2));
        let least = line([(ratio!(0), ratio!(1)), (ratio!(1 / 2), ratio!(0)), (ratio!(1), ratio!(0))]);
        // It leaves the picture where the first has its corner.
        let bound = line([(ratio!(0), ratio!(1)), (ratio!(1), ratio!(-1))]);
        // The same up to a quarter.
        let other =
            line([(ratio!(0), ratio!(1)), (ratio!(1 / 4), ratio!(1 / 2)), (ratio!(1), ratio!(1 / 4))]);
        let above = line([(ratio!(0), ratio!(3)), (ratio!(1), ratio!(4))]);
        let step = line([(ratio!(0), ratio!(1)), (ratio!(0), ratio!(0)), (ratio!(1), ratio!(0))]);
        // The same with a corner that is none.
        let again = line([(ratio!(0), ratio!(1)), (ratio!(1 / 3), ratio!(1 / 3)), (ratio!(1), ratio!(-1))]);
        let lines = [&least, &bound, &other, &above, &step, &step, &again].map(Vec::as_slice);
        let found = seen(&lines, &up);
        let expected =
            [Seen::Itself, Seen::As(0), Seen::Itself, Seen::Outside, Seen::Itself, Seen::As(4), Seen::As(0)];
        assert_eq!(found, expected);
        // With room below, the bound is seen.
        assert_eq!(seen(&lines[..2], &(ratio!(-1), ratio!(2))), [Seen::Itself, Seen::Itself]);
    }
}

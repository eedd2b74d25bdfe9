//! How far a joint distribution of two variables is from every product distribution.
//!
//! For one marginal fixed, the closest other one is exact: the overlap Σ min(D(x, y), p(x) q(y)) is a sum of concave,
//! piecewise linear functions of the q(y), so q is filled greedily, steepest piece first. Over both marginals the problem
//! isn't convex. From above, [`Pair::closest`] alternates between the two; from below, [`Pair::distance_at_least`] goes through all p on
//! a lattice: every p is within a known distance of one of them, and moving p to it moves p × q by as much.

use super::Distribution;
use crate::exact::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// Lattices have about this many points.
const POINTS: usize = 25_000;
/// Units in which the lattice's greedy fill counts; pieces are rounded up to whole ones.
const UNIT: i128 = 1 << 40;
/// How often [`closest`] improves one marginal and then the other.
const ROUNDS: usize = 3;

/// A joint distribution of two variables.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Masses by the values of the first and the second variable.
    table: Vec<Vec<Rational>>,
}

impl Pair {
    /// The distribution with `rows` values of the first variable, numbered with the first variable most significant.
    ///
    /// `None` if the number of points is no multiple of `rows`.
    #[must_use]
    pub fn new(joint: &Distribution, rows: usize) -> Option<Self> {
        let masses: Vec<Rational> = joint.masses().collect();
        let columns = masses.len().checked_div(rows).filter(|columns| columns * rows == masses.len())?;
        Some(Self { table: masses.chunks(columns).map(<[Rational]>::to_vec).collect() })
    }

    /// The variables in the other order.
    fn turned(&self) -> Self {
        let columns = self.table.first().map_or(0, Vec::len);
        let column = |at: usize| self.table.iter().map(|row| row[at].clone()).collect();
        Self { table: (0..columns).map(column).collect() }
    }

    /// The second marginal q for which p × q is closest, for the first marginal p, and its distance.
    #[must_use]
    pub fn closest_given(&self, p: &[Rational]) -> (Vec<Rational>, Rational) {
        let columns = self.table.first().map_or(0, Vec::len);
        // Of column y: the overlap grows with slope Σ p(x) over those x with q(y) < D(x, y) / p(x).
        let mut pieces: Vec<(Rational, usize, Rational)> = Vec::new();
        for column in 0..columns {
            let rows = p.iter().zip(&self.table).filter(|(own, _)| own.is_positive());
            let mut ends: Vec<(Rational, &Rational)> =
                rows.map(|(own, row)| (&row[column] / own, own)).collect();
            ends.sort_by(|one, other| one.0.cmp(&other.0));
            let mut slope: Rational = ends.iter().map(|(_, own)| *own).sum();
            let mut from = Rational::zero();
            for (end, own) in ends {
                pieces.push((slope.clone(), column, &end - &from));
                slope -= own;
                from = end;
            }
        }
        pieces.sort_by(|one, other| other.0.cmp(&one.0));
        let mut q = vec![Rational::zero(); columns];
        let (mut left, mut overlap) = (Rational::one(), Rational::zero());
        for (slope, column, length) in pieces {
            let filled = length.min(left.clone());
            overlap += slope * &filled;
            left -= &filled;
            q[column] += filled;
        }
        // What fits nowhere overlaps with nothing.
        if let Some(first) = q.first_mut() {
            *first += left;
        }
        (q, Rational::one() - overlap)
    }

    /// A product distribution close to this one, and its distance: an upper bound on the distance to the closest.
    #[must_use]
    pub fn closest(&self) -> ([Vec<Rational>; 2], Rational) {
        let turned = self.turned();
        let marginal: Vec<Rational> = self.table.iter().map(|row| row.iter().sum()).collect();
        let favouring = (0..marginal.len()).flat_map(|one| (0..=one).map(move |other| [one, other]));
        let starts = favouring.map(|favoured| {
            let weight =
                |at: usize| Rational::from_integer(if favoured.contains(&at) { 4 } else { 1 }.into());
            let start: Vec<Rational> =
                marginal.iter().enumerate().map(|(at, mass)| mass * weight(at)).collect();
            let sum: Rational = start.iter().sum();
            start.into_iter().map(|mass| mass / &sum).collect::<Vec<_>>()
        });
        let mut best: Option<([Vec<Rational>; 2], Rational)> = None;
        for start in std::iter::once(marginal.clone()).chain(starts) {
            let mut p = start;
            for _ in 0..ROUNDS {
                let (q, distance) = self.closest_given(&p);
                if best.as_ref().is_none_or(|(_, least)| distance < *least) {
                    best = Some(([p, q.clone()], distance));
                }
                p = turned.closest_given(&q).0;
            }
        }
        best.expect("there is a start")
    }

    /// A lower bound on the distance to every product distribution; 0 where the lattice would be too coarse to say more.
    ///
    /// Time is that of going through 25,000 points, each linear in the table but for sorting.
    #[must_use]
    pub fn distance_at_least(&self) -> Rational {
        let columns = self.table.first().map_or(0, Vec::len);
        if columns < self.table.len() {
            return self.turned().distance_at_least();
        }
        let rows = self.table.len();
        let Some(parts) = lattice(rows) else { return Rational::zero() };
        let count = rows as u64;
        // D(x, y) · parts in units, for p(x) = 1/parts; rounded up, which can only raise the overlap.
        let scale = BigInt::from(UNIT) * BigInt::from(parts);
        let scaled = |mass: &Rational| (mass.numer() * &scale).div_ceil(mass.denom()).to_i128();
        let table: Option<Vec<Vec<i128>>> =
            self.table.iter().map(|row| row.iter().map(scaled).collect()).collect();
        let Some(table) = table else { return Rational::zero() };
        let mut most = 0;
        for_each_point(rows, parts.into(), &mut |point| most = most.max(overlap(&table, point)));
        // The overlap counts parts of units. Rounding p down and the largest remainders up moves s(k - s)/k of 1/parts.
        let overlap = Rational::new(most.into(), BigInt::from(UNIT) * BigInt::from(parts));
        let half = (count / 2) * (count - count / 2);
        let moved = Rational::new(half.into(), BigInt::from(count) * BigInt::from(parts));
        (Rational::one() - overlap - moved).max(Rational::zero())
    }
}

/// Into how many parts mass 1 is divided so that the lattice of `rows` values has at most [`POINTS`] points.
fn lattice(rows: usize) -> Option<u64> {
    let points = |parts: u64| {
        // (parts + rows - 1) choose (rows - 1), step by step; each step is a whole number.
        (1..rows as u64).try_fold(1_u64, |points, step| Some(points.checked_mul(parts + step)? / step))
    };
    let fits = |parts: &u64| points(*parts).is_some_and(|points| points <= POINTS as u64);
    (rows > 1).then(|| (1..2_000).take_while(fits).last()).flatten()
}

/// All ways to divide `parts` among `rows`.
fn for_each_point(rows: usize, parts: i128, visit: &mut impl FnMut(&[i128])) {
    fn fill(point: &mut [i128], from: usize, left: i128, visit: &mut impl FnMut(&[i128])) {
        if from + 1 == point.len() {
            point[from] = left;
            visit(point);
            return;
        }
        for own in 0..=left {
            point[from] = own;
            fill(point, from + 1, left - own, visit);
        }
    }
    fill(&mut vec![0; rows], 0, parts, visit);
}

/// The most that p × q overlaps with the table, in parts of units, over all q; p is in parts.
fn overlap(table: &[Vec<i128>], p: &[i128]) -> i128 {
    let columns = table.first().map_or(0, Vec::len);
    let mut pieces: Vec<(i128, i128)> = Vec::with_capacity(columns * p.len());
    for column in 0..columns {
        let rows = p.iter().zip(table).filter(|(own, _)| **own > 0);
        let mut ends: Vec<(i128, i128)> =
            rows.map(|(own, row)| ((row[column] + own - 1) / own, *own)).collect();
        ends.sort_unstable();
        let mut slope: i128 = ends.iter().map(|(_, own)| own).sum();
        let mut from = 0;
        for (end, own) in ends {
            pieces.push((slope, end - from));
            slope -= own;
            from = end;
        }
    }
    pieces.sort_unstable_by(|one, other| other.cmp(one));
    let (mut left, mut overlap) = (UNIT, 0);
    for (slope, length) in pieces {
        let filled = length.min(left);
        overlap += slope * filled;
        left -= filled;
    }
    overlap
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    /// The distribution of two variables with `values` values each that are `times` as likely to agree as not, cell by cell.
    fn agreeing(values: i64, times: i64) -> Pair {
        let weight = |one, other| if one == other { times } else { 1 };
        let total = values * (times + values - 1);
        let row = |one| (0..values).map(|other| ratio(weight(one, other), total)).collect();
        Pair { table: (0..values).map(row).collect() }
    }

    #[test]
    fn products_are_at_distance_0() {
        let (p, q) = ([ratio(1, 3), ratio(2, 3)], [ratio(1, 2), ratio(1, 5), ratio(3, 10)]);
        let table = p.iter().map(|own| q.iter().map(|other| own * other).collect()).collect();
        let pair = Pair { table };
        assert_eq!(pair.closest_given(&p), (q.to_vec(), ratio(0, 1)));
        assert_eq!(pair.closest().1, ratio(0, 1));
        assert_eq!(pair.distance_at_least(), ratio(0, 1));
    }

    #[test]
    fn bounds_enclose_the_distance() {
        for (values, times) in [(2, 4), (2, 16), (3, 9), (3, 16), (4, 9), (5, 16)] {
            let pair = agreeing(values, times);
            let ([p, q], above) = pair.closest();
            let overlap: Rational = p
                .iter()
                .zip(&pair.table)
                .flat_map(|(own, row)| {
                    q.iter().zip(row).map(move |(other, mass)| (own * other).min(mass.clone()))
                })
                .sum();
            assert_eq!(above, Rational::one() - overlap);
            let below = pair.distance_at_least();
            assert!(below <= above && &above - &below < ratio(1, 10), "{values} {times}: {below} {above}");
        }
    }

    /// Without the distance to the lattice, the coarsest one would exclude products that are there.
    #[test]
    fn the_lattice_is_finer_than_its_reach() {
        assert_eq!([2, 3, 4].map(lattice), [Some(1_999), Some(222), Some(51)]);
        assert_eq!(lattice(1), None);
        let mut seen = 0;
        for_each_point(3, 4, &mut |point| seen += usize::from(point.iter().sum::<i128>() == 4));
        assert_eq!(seen, 15);
    }
}

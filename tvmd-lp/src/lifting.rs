//! Sparse linear systems over the integers, solved exactly: elimination modulo a prime, then p-adic lifting.
//!
//! The matrix is factored once, modulo p = 2⁶¹ - 1. Each step then finds one more p-adic digit of the solution from the residual of the
//! digits so far (J. D. Dixon, "Exact solution of linear equations using p-adic expansions", 1982), and the rationals are read off
//! as soon as they solve the system. Solutions of auction programs have short numbers, so few digits are needed, whatever the
//! size of the determinant. A wrong answer is impossible, since it is put into the system before it is returned.

use crate::whole::whole;
use crate::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The prime, 2⁶¹ - 1.
const P: u64 = (1 << 61) - 1;

/// The most p-adic digits that are looked at, some 250 000 bits; a system whose solution is longer has none for us.
const MAX_DIGITS: usize = 4_096;

/// A sparse row of integers: positions and entries.
pub(crate) type Sparse = Vec<(usize, BigInt)>;

/// A square system of equations that has one solution for every right side.
pub(crate) struct System {
    rows: Vec<Sparse>,
    columns: Vec<Sparse>,
    factors: Factors,
}

impl System {
    /// The system with these rows; `None` if it is singular modulo p.
    pub(crate) fn new(rows: Vec<Sparse>) -> Option<Self> {
        let factors = Factors::new(&rows);
        let mut columns = vec![Sparse::new(); rows.len()];
        for (position, row) in rows.iter().enumerate() {
            row.iter().for_each(|(column, entry)| columns[*column].push((position, entry.clone())));
        }
        (factors.pivots.len() == rows.len()).then_some(Self { rows, columns, factors })
    }

    /// The solution for a right side; `None` if it is too long.
    pub(crate) fn solve(&self, right: &[Rational]) -> Option<Vec<Rational>> {
        lift(&self.rows, right, |residual| self.factors.solve(residual))
    }

    /// The solution of the transposed system for a right side; `None` if it is too long.
    pub(crate) fn solve_transposed(&self, right: &[Rational]) -> Option<Vec<Rational>> {
        lift(&self.columns, right, |residual| self.factors.solve_transposed(residual))
    }
}

/// The solution of equations, from solutions modulo p; `None` if it is too long.
fn lift(rows: &[Sparse], right: &[Rational], solve: impl Fn(Vec<u64>) -> Vec<u64>) -> Option<Vec<Rational>> {
    let (right, unit) = whole(right);
    let prime = BigInt::from(P);
    let (mut sum, mut power) = (vec![BigInt::zero(); right.len()], BigInt::one());
    let mut residual = right.clone();
    let mut next_look = 1;
    for digits in 1..=MAX_DIGITS {
        let digit = solve(residual.iter().map(modulo).collect());
        for (row, residual) in rows.iter().zip(&mut residual) {
            let product: BigInt = row.iter().map(|(column, entry)| entry * digit[*column]).sum();
            *residual = (&*residual - product) / &prime;
        }
        for (sum, digit) in sum.iter_mut().zip(digit) {
            *sum += &power * digit;
        }
        power *= &prime;
        let exact = residual.iter().all(Zero::is_zero);
        if digits == next_look || exact {
            next_look = digits + digits.div_ceil(2);
            let limit = (&power / 2_u32).sqrt();
            let read =
                sum.iter().map(|own| reconstruct(own, &power, &limit)).collect::<Option<Vec<Rational>>>();
            if let Some(solution) = read.filter(|solution| hold(rows, &right, solution)) {
                return Some(solution.into_iter().map(|own| own / &unit).collect());
            }
        }
    }
    None
}

/// Whether this solves the equations.
fn hold(rows: &[Sparse], right: &[BigInt], solution: &[Rational]) -> bool {
    let (solution, common) = whole(solution);
    rows.iter().zip(right).all(|(row, right)| {
        row.iter().map(|(column, entry)| entry * &solution[*column]).sum::<BigInt>() == right * &common
    })
}

/// Rows and columns whose entries make a matrix that has an inverse modulo p, paired; earlier rows and, in a row, earlier
/// columns are preferred. Of each row only the columns below its limit count.
pub(crate) fn independent(rows: &[(Sparse, usize)]) -> Vec<(usize, usize)> {
    let mut reduced: HashMap<usize, Vec<(usize, u64)>> = HashMap::new();
    let mut chosen = Vec::new();
    for (position, (row, limit)) in rows.iter().enumerate() {
        let mut left: BTreeMap<usize, u64> =
            row.iter().map(|(column, entry)| (*column, modulo(entry))).filter(|(_, own)| *own != 0).collect();
        while let Some((column, entry)) = left.pop_first().filter(|(column, _)| column < limit) {
            let Some(pivot) = reduced.get(&column) else {
                let inverse = inverse(entry);
                reduced.insert(column, left.into_iter().map(|(at, own)| (at, times(own, inverse))).collect());
                chosen.push((position, column));
                break;
            };
            for (at, own) in pivot {
                let changed = minus(left.remove(at).unwrap_or(0), times(entry, *own));
                if changed != 0 {
                    left.insert(*at, changed);
                }
            }
        }
    }
    chosen
}

/// The matrix as a product of elementary steps, modulo p.
struct Factors {
    /// Pivot after pivot: its row, its column, the inverse of its entry, and the rest of its row.
    pivots: Vec<Pivot>,
}

struct Pivot {
    row: usize,
    column: usize,
    inverse: u64,
    rest: Vec<(usize, u64)>,
    /// Rows from which a multiple of this one was taken, and the multiple.
    taken: Vec<(usize, u64)>,
}

impl Factors {
    /// Eliminates, each time by the row with fewest entries left, at its column with fewest (after H. M. Markowitz, "The
    /// elimination form of the inverse", 1957).
    fn new(rows: &[Sparse]) -> Self {
        let modular = |row: &Sparse| -> BTreeMap<usize, u64> {
            row.iter().map(|(column, entry)| (*column, modulo(entry))).filter(|(_, own)| *own != 0).collect()
        };
        let mut active: Vec<_> = rows.iter().map(|row| Some(modular(row))).collect();
        let mut holders: Vec<BTreeSet<usize>> = vec![Default::default(); rows.len()];
        for (position, row) in active.iter().enumerate() {
            for column in row.iter().flat_map(BTreeMap::keys) {
                holders[*column].insert(position);
            }
        }
        let mut by_size: BTreeSet<(usize, usize)> =
            active.iter().enumerate().map(|(at, row)| (row.as_ref().map_or(0, BTreeMap::len), at)).collect();
        let mut pivots = Vec::new();
        while let Some((size, position)) = by_size.pop_first() {
            let Some(mut row) = active[position].take().filter(|_| size > 0) else { continue };
            let Some(column) = row.keys().copied().min_by_key(|column| holders[*column].len()) else {
                continue;
            };
            let inverse = inverse(row.remove(&column).unwrap_or(1));
            for own in row.keys().chain([&column]) {
                holders[*own].remove(&position);
            }
            let mut taken = Vec::new();
            for target in std::mem::take(&mut holders[column]) {
                let Some(other) = active[target].as_mut() else { continue };
                by_size.remove(&(other.len(), target));
                let factor = times(other.remove(&column).unwrap_or(0), inverse);
                for (at, own) in &row {
                    let changed = minus(other.get(at).copied().unwrap_or(0), times(factor, *own));
                    if changed == 0 {
                        other.remove(at);
                        holders[*at].remove(&target);
                    } else {
                        other.insert(*at, changed);
                        holders[*at].insert(target);
                    }
                }
                by_size.insert((other.len(), target));
                taken.push((target, factor));
            }
            pivots.push(Pivot { row: position, column, inverse, rest: row.into_iter().collect(), taken });
        }
        Self { pivots }
    }

    /// The solution modulo p.
    fn solve(&self, mut right: Vec<u64>) -> Vec<u64> {
        for pivot in &self.pivots {
            let own = right[pivot.row];
            for (target, factor) in &pivot.taken {
                right[*target] = minus(right[*target], times(*factor, own));
            }
        }
        let mut solution = vec![0; right.len()];
        for pivot in self.pivots.iter().rev() {
            let known = pivot.rest.iter().fold(right[pivot.row], |left, (column, entry)| {
                minus(left, times(*entry, solution[*column]))
            });
            solution[pivot.column] = times(known, pivot.inverse);
        }
        solution
    }

    /// The solution of the transposed system modulo p: the same steps, transposed, in the opposite order.
    fn solve_transposed(&self, mut right: Vec<u64>) -> Vec<u64> {
        let mut solution = vec![0; right.len()];
        for pivot in &self.pivots {
            let own = times(right[pivot.column], pivot.inverse);
            for (column, entry) in &pivot.rest {
                right[*column] = minus(right[*column], times(*entry, own));
            }
            solution[pivot.row] = own;
        }
        for pivot in self.pivots.iter().rev() {
            solution[pivot.row] = pivot.taken.iter().fold(solution[pivot.row], |left, (target, factor)| {
                minus(left, times(*factor, solution[*target]))
            });
        }
        solution
    }
}

fn modulo(number: &BigInt) -> u64 {
    let small = number.to_i64().map(|own| own.rem_euclid(P.cast_signed()).cast_unsigned());
    small.unwrap_or_else(|| number.mod_floor(&BigInt::from(P)).to_u64().unwrap_or(0))
}

/// The product modulo p: as 2⁶¹ is 1, what is above the lowest 61 bits is added to them.
fn times(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    let (low, high) = (product & u128::from(P), product >> 61);
    let sum = u64::try_from(low + high).unwrap_or(0);
    if sum >= P { sum - P } else { sum }
}

fn minus(one: u64, other: u64) -> u64 {
    if one >= other { one - other } else { one + P - other }
}

/// The inverse modulo p, by Fermat's little theorem.
fn inverse(number: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, number, P - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}

/// The rational with numerator and denominator up to `limit` = √(modulus / 2) that is `number` modulo `modulus`, if there is one.
fn reconstruct(number: &BigInt, modulus: &BigInt, limit: &BigInt) -> Option<Rational> {
    let (mut before, mut now) = (modulus.clone(), number.mod_floor(modulus));
    let (mut factor_before, mut factor) = (BigInt::zero(), BigInt::one());
    while now > *limit {
        let (quotient, rest) = before.div_mod_floor(&now);
        let next = &factor_before - &quotient * &factor;
        (before, now) = (now, rest);
        (factor_before, factor) = (factor, next);
    }
    (factor.abs() <= *limit && !factor.is_zero()).then(|| Rational::new(now, factor))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

    use super::*;
    use crate::tests::ratio;

    fn sparse(rows: &[&[i64]]) -> Vec<Sparse> {
        let entries = |row: &&[i64]| {
            row.iter()
                .enumerate()
                .filter(|(_, own)| **own != 0)
                .map(|(at, own)| (at, BigInt::from(*own)))
                .collect()
        };
        rows.iter().map(entries).collect()
    }

    #[test]
    fn a_system_with_long_fractions() {
        let size = 40;
        // Entries of a fixed sequence; the determinant is long.
        let entry = |row: usize, column: usize| {
            i64::try_from((row * 7 + column * 13 + row * column) % 19).unwrap() - 9
        };
        let rows: Vec<Vec<i64>> = (0..size)
            .map(|row| {
                (0..size).map(|column| entry(row, column) + if row == column { 1_000 } else { 0 }).collect()
            })
            .collect();
        let system = System::new(sparse(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())).unwrap();
        let right: Vec<BigInt> = (0..size).map(|row| BigInt::from(row * row + 1)).collect();
        let rational: Vec<Rational> = right.iter().cloned().map(Rational::from_integer).collect();
        let solution = system.solve(&rational).unwrap();
        assert!(hold(&system.rows, &right, &solution));
        assert!(solution[0].denom().bits() > 100, "{}", solution[0].denom().bits());
        let mut wrong = solution;
        wrong[3] += ratio(1, 1_000_000);
        assert!(!hold(&system.rows, &right, &wrong));
        let transposed = system.solve_transposed(&rational).unwrap();
        assert!(hold(&system.columns, &right, &transposed) && !hold(&system.rows, &right, &transposed));
    }

    #[test]
    fn small_systems_by_hand() {
        let system = System::new(sparse(&[&[2, 1], &[1, 3]])).unwrap();
        assert_eq!(system.solve(&[ratio(3, 2), ratio(5, 2)]).unwrap(), [ratio(2, 5), ratio(7, 10)]);
        assert!(System::new(sparse(&[&[1, 2], &[2, 4]])).is_none());
        assert_eq!(System::new(vec![]).unwrap().solve(&[]).unwrap(), []);
    }

    #[test]
    fn independent_rows_are_the_first_ones() {
        let rows = sparse(&[&[1, 2, 3], &[2, 4, 6], &[0, 1, 1], &[1, 3, 4], &[0, 0, 5]]);
        let within = |limit: usize| rows.iter().cloned().map(|row| (row, limit)).collect::<Vec<_>>();
        assert_eq!(independent(&within(3)), [(0, 0), (2, 1), (4, 2)]);
        assert_eq!(independent(&within(2)), [(0, 0), (2, 1)]);
    }
}

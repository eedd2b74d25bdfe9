//! Sparse linear systems over the integers, solved exactly: elimination modulo a prime, then p-adic lifting.
//!
//! The matrix is factored once, modulo p = 2⁶¹ - 1. Each step then finds one more p-adic digit of the solution from the residual of the
//! digits so far (J. D. Dixon, "Exact solution of linear equations using p-adic expansions", 1982), and the rationals are read off
//! as soon as they solve the system. Solutions of most programs have short numbers, so few digits are needed, whatever the
//! size of the determinant. A wrong answer is impossible, since it is put into the system before it is returned.

use crate::elimination::{Factors, Sparse};
use crate::modular::{P, modulo};
use crate::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One, Signed, Zero};
use tvmd_rational::whole;

/// The most p-adic digits that are looked at, some 250 000 bits; a system whose solution is longer has none for us.
const MAX_DIGITS: usize = 4_096;

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
        (factors.rank() == rows.len()).then_some(Self { rows, columns, factors })
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
            let read = sum
                .iter()
                .map(|residue| reconstruct(residue, &power, &limit))
                .collect::<Option<Vec<Rational>>>();
            if let Some(solution) = read.filter(|solution| hold(rows, &right, solution)) {
                return Some(solution.into_iter().map(|value| value / &unit).collect());
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
    use crate::elimination::sparse;
    use crate::tests::ratio;

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
}

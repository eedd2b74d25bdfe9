//! Factors against products, with exchanges and where there are none.

use super::Guess;
use super::factors::{Factors, Sparse};
use super::scales::Scales;
use crate::Program;

const SIZE: usize = 30;

impl Program {
    /// What floats of many digits take for the optimum, whatever the sizes of numbers.
    pub(crate) fn wide_guess(&self) -> Guess {
        self.guess_widely(&Scales::new(self), None, &mut |_| true)
    }
}

fn matrix(random: &mut oorandom::Rand64) -> Vec<Sparse<f64>> {
    let mut column = |slot: usize| {
        let mut column = vec![(slot, 1.0 + random.rand_float())];
        for row in 0..SIZE {
            if row != slot && random.rand_range(0..8) == 0 {
                column.push((row, random.rand_float() * 4.0 - 2.0));
            }
        }
        column
    };
    (0..SIZE).map(&mut column).collect()
}

/// The matrix times a vector by column.
fn times(columns: &[Sparse<f64>], by_column: &[f64]) -> Vec<f64> {
    let mut product = vec![0.0; SIZE];
    for (column, factor) in columns.iter().zip(by_column) {
        column.iter().for_each(|(row, entry)| product[*row] += entry * factor);
    }
    product
}

/// The transposed matrix times a vector by row.
fn transposed(columns: &[Sparse<f64>], by_row: &[f64]) -> Vec<f64> {
    columns.iter().map(|column| column.iter().map(|(row, entry)| entry * by_row[*row]).sum()).collect()
}

fn close(one: &[f64], other: &[f64]) -> bool {
    one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-6)
}

#[test]
fn solutions_solve_before_and_after_columns_are_exchanged() {
    let mut random = oorandom::Rand64::new(1);
    let mut solved = 0;
    for _ in 0..50 {
        let mut columns = matrix(&mut random);
        let others = matrix(&mut random);
        let (mut factors, repairs) = Factors::new(&columns);
        assert!(repairs.is_empty());
        for exchanged in 0..5 {
            let wanted: Vec<f64> = (0..SIZE).map(|_| random.rand_float() - 0.5).collect();
            assert!(close(&factors.solve(&mut times(&columns, &wanted)), &wanted));
            assert!(close(&factors.solve_transposed(&mut transposed(&columns, &wanted)), &wanted));
            solved += 1;
            let slot = (7 * exchanged) % SIZE;
            let mut right = vec![0.0; SIZE];
            others[slot].iter().for_each(|(row, entry)| right[*row] += entry);
            let combination = factors.solve(&mut right);
            if combination[slot].abs() < 0.01 {
                break;
            }
            factors.exchange(slot, &combination);
            columns[slot] = others[slot].clone();
        }
    }
    assert!(solved > 150, "{solved}");
}

#[test]
fn columns_that_others_determine_are_replaced() {
    let mut random = oorandom::Rand64::new(2);
    let mut columns = matrix(&mut random);
    columns[4] = columns[9].iter().map(|(row, entry)| (*row, 3.0 * entry)).collect();
    columns[20] = Sparse::new();
    let (factors, repairs) = Factors::new(&columns);
    assert_eq!(repairs.len(), 2);
    assert!(repairs.iter().all(|(slot, _)| [4, 9, 20].contains(slot)));
    for (slot, row) in repairs {
        columns[slot] = vec![(row, -1.0)];
    }
    let wanted: Vec<f64> = (0..SIZE).map(|_| random.rand_float()).collect();
    assert!(close(&factors.solve(&mut times(&columns, &wanted)), &wanted));
}

//! Powers of two by which rows and columns are scaled, so that their entries are of about one size, as far as that goes.

use super::factors::Sparse;
use crate::Program;

/// How often rows and columns are scaled in turn.
const ROUNDS: usize = 4;

/// Scaled entries of which one is so many times another are too far apart for floats: of what is 16 digits long, 4 are left where both meet.
const FAR_APART: f64 = 1e12;

/// The factors, by row and by column.
pub(super) struct Scales {
    pub(super) by_rows: Vec<f64>,
    /// The value of a variable per unit of its scaled one.
    pub(super) of_columns: Vec<f64>,
    /// The largest scaled entry over the smallest.
    spread: f64,
}

/// The power of two next to a positive number.
pub(super) fn power(number: f64) -> f64 {
    if number.is_finite() && number > 0.0 { number.log2().round().exp2() } else { 1.0 }
}

/// The least and the largest of some numbers.
fn extremes(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.fold((f64::INFINITY, 0.0), |(least, most), number| (least.min(number), most.max(number)))
}

/// The geometric mean of the least and the largest of some numbers, or 1.
pub(super) fn middle(numbers: impl Iterator<Item = f64>) -> f64 {
    let (least, most) = extremes(numbers);
    if most > 0.0 { least.sqrt() * most.sqrt() } else { 1.0 }
}

impl Scales {
    pub(super) fn new(program: &Program) -> Self {
        let rows: Vec<Sparse<f64>> = program.rows.iter().map(|row| row.reals().collect()).collect();
        let (mut of_columns, mut by_rows) = (vec![1.0; program.variables.len()], vec![1.0; rows.len()]);
        for _ in 0..ROUNDS {
            for (row, scale) in rows.iter().zip(&mut by_rows) {
                *scale = 1.0 / middle(row.iter().map(|(column, entry)| (entry * of_columns[*column]).abs()));
            }
            let mut sizes = vec![(f64::INFINITY, 0.0_f64); of_columns.len()];
            for (row, scale) in rows.iter().zip(&by_rows) {
                for (column, entry) in row {
                    let (least, most) = &mut sizes[*column];
                    let size = (entry * scale).abs();
                    (*least, *most) = (least.min(size), most.max(size));
                }
            }
            for (scale, (least, most)) in of_columns.iter_mut().zip(sizes) {
                *scale = if most > 0.0 { 1.0 / (least.sqrt() * most.sqrt()) } else { 1.0 };
            }
        }
        of_columns.iter_mut().for_each(|scale| *scale = power(*scale));
        by_rows.iter_mut().for_each(|scale| *scale = power(*scale));
        let columns = &of_columns;
        let scaled = rows.iter().zip(&by_rows).flat_map(|(row, scale)| {
            row.iter().map(move |(column, entry)| (entry * scale * columns[*column]).abs())
        });
        let (least, most) = extremes(scaled);
        Self { spread: most / least, by_rows, of_columns }
    }

    /// Whether floats have too few digits for entries so different.
    pub(super) fn are_far_apart(&self) -> bool {
        self.spread > FAR_APART
    }
}

//! What types expect of reports, as products of columns: weights of the others' profiles, by type, times chances and payments, by report.

use crate::mechanism::{Columns, on_sheet};
use crate::prior::Prior;

/// Sums over the others' profiles, over the prior's total and the columns' denominator.
pub(super) struct Expectations {
    types: usize,
    /// By type.
    pub(super) masses: Vec<i128>,
    /// By type and report, ⊥ first.
    sums: Vec<i128>,
}

/// The most types of which all pairs are summed at once.
const MOST_TYPES: usize = 1024;

impl Expectations {
    /// `None` where that is no way to sum: the weights are long, or the sums, or there are too many pairs of types.
    pub(super) fn new(columns: &Columns, prior: &Prior) -> Option<Self> {
        let numbering = prior.setting().numbering();
        let (agent, stride) = (columns.agent, numbering.stride(columns.agent));
        let types = numbering.count() / numbering.others(agent);
        let weights = prior.distribution().narrow_weights()?;
        let bits = columns.magnitude.bits() + prior.distribution().total().bits();
        if types > MOST_TYPES || bits > 125 {
            return None;
        }
        let mut masses = vec![0; types];
        for (at, row) in weights.chunks_exact(stride).enumerate() {
            masses[at % types] += row.iter().map(|weight| i128::from(*weight)).sum::<i128>();
        }
        let of_type =
            |own: usize| columns.lanes.iter().map(move |lane| weights[*lane as usize + own * stride]);
        let laid: Vec<i64> = (0..types).flat_map(of_type).collect();
        let sums = match Proportion::of(&laid, types) {
            Some(proportion) => proportion.sums(columns)?,
            None => products(columns, &laid)?,
        };
        Some(Self { types, masses, sums: utilities(columns, types, &sums) })
    }

    /// What a type expects of a report, times the mass of the type.
    pub(super) fn of(&self, own: usize, report: usize) -> i128 {
        self.sums[own * self.types + report]
    }
}

/// Weights of all types that are multiples of those of one, as they are where the others' types don't depend on hers.
struct Proportion<'w> {
    one: &'w [i64],
    /// By type, over that of the one.
    multiples: Vec<i64>,
    over: i64,
}

impl<'w> Proportion<'w> {
    fn of(weights: &'w [i64], types: usize) -> Option<Self> {
        let lanes = weights.len() / types;
        let place = weights.iter().position(|weight| *weight != 0)?;
        let (own, lane) = (place / lanes, place % lanes);
        let one = &weights[own * lanes..(own + 1) * lanes];
        let over = one[lane];
        let rows = weights.chunks_exact(lanes);
        let is_multiple = |row: &[i64]| {
            let multiple = i128::from(row[lane]);
            row.iter()
                .zip(one)
                .all(|(own, one)| i128::from(*own) * i128::from(over) == i128::from(*one) * multiple)
        };
        let multiples = rows.clone().map(|row| row[lane]).collect();
        rows.clone().all(is_multiple).then_some(Self { one, multiples, over })
    }

    /// The sums of all types, from those of one. Each is whole, so nothing is lost in dividing.
    fn sums(&self, columns: &Columns) -> Option<Vec<i128>> {
        let one = products(columns, self.one)?;
        let multiples = self.multiples.iter().copied().map(i128::from);
        let scaled =
            |(multiple, sum): (i128, &i128)| Some(sum.checked_mul(multiple)? / i128::from(self.over));
        multiples.flat_map(|multiple| one.iter().map(move |sum| (multiple, sum))).map(scaled).collect()
    }
}

fn products(columns: &Columns, weights: &[i64]) -> Option<Vec<i128>> {
    on_sheet!(&columns.numbers, sheet => sheet.grid.products(weights))
}

/// What types make of expected chances and payments, by type and report.
fn utilities(columns: &Columns, types: usize, sums: &[i128]) -> Vec<i128> {
    let mut utilities = vec![0; types * types];
    on_sheet!(&columns.numbers, sheet => {
        let quantities = sheet.grid.coordinates();
        for own in 0..types {
            // ⊥ wants nothing.
            let values = own.checked_sub(1).map_or(&[][..], |own| &sheet.values[own * quantities..(own + 1) * quantities]);
            for report in 1..types {
                let expected = &sums[(own * (types - 1) + report - 1) * (quantities + 1)..][..=quantities];
                let worth: i128 = values.iter().zip(expected).map(|(value, chance)| i128::from(*value) * chance).sum();
                utilities[own * types + report] = worth - expected[quantities];
            }
        }
    });
    utilities
}

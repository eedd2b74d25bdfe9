//! What types expect of reports, as products of columns: weights of the others' profiles, by type, times chances and payments, by report.

use crate::mechanism::{Columns, on_sheet, wide};
use crate::prior::Prior;
use tvmd_lanes::Grid;

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
        let (lanes, stride) = (columns.lanes.len(), numbering.stride(columns.agent));
        let types = numbering.count() / numbering.others(columns.agent);
        let weights = prior.distribution().narrow_weights()?;
        let bits = columns.magnitude.bits() + prior.distribution().total().bits();
        if types > MOST_TYPES || bits > 125 || prior.distribution().total().bits() > 63 {
            return None;
        }
        let masses = masses(weights, stride, types);
        let weight = |own: usize, lane: usize| weights[columns.lanes[lane] as usize + own * stride];
        // Types of probability 0 expect nothing.
        let likely: Vec<usize> = (0..types).filter(|own| masses[*own] > 0).collect();
        let proportion = Proportion::of(lanes, &likely, &weight);
        let weighed = proportion.as_ref().map_or(&likely[..], |own| std::slice::from_ref(&own.one));
        let laid = Grid::new(weighed.len(), 0, lanes, |row, _, some, out| {
            let of_type = &weights[weighed[row] * stride..];
            for (out, lane) in out.iter_mut().zip(&columns.lanes[some]) {
                *out = of_type[*lane as usize];
            }
        });
        let mut sums = on_sheet!(&columns.numbers, sheet => sheet.grid.products(&laid))?;
        if let Some(proportion) = proportion {
            sums = proportion.scale(&sums)?;
        }
        Some(Self { types, masses, sums: utilities(columns, types, &likely, &sums) })
    }

    /// Those of which sums over parts of the columns are known; `None` if these aren't sums of such a prior.
    pub(super) fn of_sums(agent: usize, prior: &Prior, sums: Vec<i128>) -> Option<Self> {
        let numbering = prior.setting().numbering();
        let types = numbering.count() / numbering.others(agent);
        let masses = masses(prior.distribution().narrow_weights()?, numbering.stride(agent), types);
        (sums.len() == types * types).then_some(Self { types, masses, sums })
    }

    /// By type and report, ⊥ first: what a type expects of a report, times the mass of the type.
    pub(super) fn sums(&self) -> &[i128] {
        &self.sums
    }

    /// What a type expects of a report, times the mass of the type.
    pub(super) fn of(&self, own: usize, report: usize) -> i128 {
        self.sums[own * self.types + report]
    }
}

/// How much each type weighs.
fn masses(weights: &[i64], stride: usize, types: usize) -> Vec<i128> {
    let mut masses = vec![0; types];
    for of_types in weights.chunks_exact(types * stride) {
        for (mass, row) in masses.iter_mut().zip(of_types.chunks_exact(stride)) {
            *mass += i128::from(row.iter().sum::<i64>());
        }
    }
    masses
}

/// Weights of types that are multiples of those of one, as they are where the others' types don't depend on hers.
struct Proportion {
    one: usize,
    /// By type, over that of the one.
    multiples: Vec<i64>,
    over: i64,
}

impl Proportion {
    /// `None` too if the first type meets no lane.
    fn of(lanes: usize, types: &[usize], weight: &impl Fn(usize, usize) -> i64) -> Option<Self> {
        let one = *types.first()?;
        let lane = (0..lanes).find(|lane| weight(one, *lane) != 0)?;
        let over = weight(one, lane);
        let is_multiple = |own: &usize| {
            let multiple = i128::from(weight(*own, lane));
            (0..lanes).all(|lane| {
                i128::from(weight(*own, lane)) * i128::from(over) == i128::from(weight(one, lane)) * multiple
            })
        };
        // Where types matter, the last is unlike the first.
        types.iter().rev().all(is_multiple).then(|| Self {
            one,
            multiples: types.iter().map(|own| weight(*own, lane)).collect(),
            over,
        })
    }

    /// The sums of all types, from those of the one. Each is whole, so nothing is lost in dividing.
    fn scale(&self, sums: &[i128]) -> Option<Vec<i128>> {
        let over = i128::from(self.over);
        let of_type = |multiple: &i64| {
            let multiple = i128::from(*multiple);
            sums.iter().map(move |sum| Some(sum.checked_mul(multiple)? / over))
        };
        self.multiples.iter().flat_map(of_type).collect()
    }
}

/// What likely types make of expected chances and payments, by type and report.
fn utilities(columns: &Columns, types: usize, likely: &[usize], sums: &[i128]) -> Vec<i128> {
    let mut utilities = vec![0; types * types];
    on_sheet!(&columns.numbers, sheet => {
        let quantities = sheet.grid.coordinates();
        let of_type = sums.chunks_exact(((types - 1) * (quantities + 1)).max(1));
        for (own, sums) in likely.iter().zip(of_type) {
            // ⊥ wants nothing.
            let values = own.checked_sub(1).map_or(&[][..], |own| &sheet.values[own * quantities..(own + 1) * quantities]);
            let reports = &mut utilities[own * types + 1..(own + 1) * types];
            for (utility, expected) in reports.iter_mut().zip(sums.chunks_exact(quantities + 1)) {
                let terms = values.iter().zip(expected);
                let worth: i128 = terms.map(|(value, chance)| wide(*value) * chance).sum();
                *utility = worth - expected[quantities];
            }
        }
    });
    utilities
}

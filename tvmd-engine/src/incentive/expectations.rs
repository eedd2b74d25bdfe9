//! What types expect of reports, as products of columns: weights of the others' profiles, by type, times chances and payments, by report.

use crate::mechanism::{Columns, on_sheet, wide};
use crate::prior::Prior;
use std::iter::Sum;
use std::ops::{Mul, Sub};

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
        let types = numbering.count() / numbering.others(columns.agent);
        let bits = columns.magnitude.bits() + prior.distribution().total().bits();
        if types > MOST_TYPES || bits > 125 {
            return None;
        }
        let given = prior.conditionals(columns.agent, &columns.lanes)?;
        let sums = on_sheet!(&columns.numbers, sheet => sheet.grid.products(&given.weights))?;
        let sums = given.of_types(sums)?;
        // No sum of products, nor what it is made of, is larger than the magnitude times the total.
        let sums = match bits {
            0..=63 => utilities::<i64>(columns, types, &given.likely, &sums),
            _ => utilities::<i128>(columns, types, &given.likely, &sums),
        };
        Some(Self { types, masses: given.masses.clone(), sums })
    }

    /// Those of which sums over parts of the columns are known; `None` if these aren't sums of such a prior.
    pub(super) fn of_sums(agent: usize, prior: &Prior, sums: Vec<i128>) -> Option<Self> {
        let numbering = prior.setting().numbering();
        let types = numbering.count() / numbering.others(agent);
        let masses = prior.masses(agent)?;
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

/// What likely types make of expected chances and payments, by type and report, formed in a width that holds them.
fn utilities<T>(columns: &Columns, types: usize, likely: &[usize], sums: &[i128]) -> Vec<i128>
where
    T: TryFrom<i128> + Into<i128> + Copy + Sum + Mul<Output = T> + Sub<Output = T>,
{
    let held = |number: i128| T::try_from(number).ok().expect("the width was chosen to hold every sum");
    let mut utilities = vec![0; types * types];
    on_sheet!(&columns.numbers, sheet => {
        let quantities = sheet.grid.coordinates();
        let of_type = sums.chunks_exact(((types - 1) * (quantities + 1)).max(1));
        for (own, sums) in likely.iter().zip(of_type) {
            // ⊥ wants nothing.
            let values = own.checked_sub(1).map_or(&[][..], |own| &sheet.values[own * quantities..(own + 1) * quantities]);
            let values: Vec<T> = values.iter().map(|value| held(wide(*value))).collect();
            let reports = &mut utilities[own * types + 1..(own + 1) * types];
            for (utility, expected) in reports.iter_mut().zip(sums.chunks_exact(quantities + 1)) {
                let terms = values.iter().zip(expected);
                let worth: T = terms.map(|(value, chance)| *value * held(*chance)).sum();
                *utility = (worth - held(expected[quantities])).into();
            }
        }
    });
    utilities
}

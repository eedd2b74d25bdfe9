//! The columns of an additive agent whose chances of items are given by profile: turned, so that profiles lie side by side.

use super::{Columns, Numbers, Scale};
use crate::exact::Fractions;
use crate::exact::scaled::Integer;
use crate::setting::Numbering;
use tvmd_lanes::{Grid, Whole};

impl Scale<'_> {
    /// From chances by agent, profile and item, and payments by agent and profile, of the profiles that `numbering` numbers: those in
    /// which all take part.
    pub(in crate::mechanism) fn of_marginals(
        self,
        chances: &Fractions,
        payments: &Fractions,
        numbering: &Numbering,
        lanes: Vec<u32>,
    ) -> Columns {
        let numbers = if self.narrow {
            Numbers::I64(self.sheet(self.transposed(chances, payments, numbering)))
        } else {
            Numbers::I128(self.sheet(self.transposed(chances, payments, numbering)))
        };
        self.columns(numbers, lanes)
    }

    fn transposed<T: Integer + Whole>(
        &self,
        chances: &Fractions,
        payments: &Fractions,
        numbering: &Numbering,
    ) -> Grid<T> {
        let (items, profiles) = (self.quantities.len(), numbering.count());
        let from = self.position * profiles;
        let chances: Vec<T> = chances.numerators.range(from * items..(from + profiles) * items);
        let payments: Vec<T> = payments.numerators.range(from..from + profiles);
        let paid = T::narrow(&self.paid).expect("no more than the most that is paid");
        let stride = numbering.stride(self.position);
        Grid::new(self.rows(), items, numbering.others(self.position), |row, column, some, mut out| {
            let mut lane = some.start;
            while lane < some.end {
                // Up to the next step of an agent before her, profiles are side by side.
                let (here, rest) = out.split_at_mut((stride - lane % stride).min(some.end - lane));
                let first = numbering.join(self.position, row, lane);
                lane += here.len();
                let profiles = first..first + here.len();
                if column == items {
                    here.iter_mut()
                        .zip(&payments[profiles])
                        .for_each(|(out, payment)| *out = *payment * paid);
                } else {
                    let chances = chances[profiles.start * items..profiles.end * items].iter();
                    here.iter_mut()
                        .zip(chances.skip(column).step_by(items))
                        .for_each(|(out, chance)| *out = *chance);
                }
                out = rest;
            }
        })
    }
}

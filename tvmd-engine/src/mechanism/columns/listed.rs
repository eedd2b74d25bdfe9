//! The columns of an agent in a table of listed outcomes, by the profiles in which something happens to her.

use super::{Columns, Numbers, Quantities, Scale};
use crate::exact::BigInt;
use crate::exact::scaled::Integer;
use crate::mechanism::OutcomeList;
use crate::setting::{Numbering, Setting};
use num_traits::One as _;
use tvmd_lanes::{Grid, Whole};

impl<'a> Scale<'a> {
    /// That of an agent in a table of listed outcomes.
    fn of_list(setting: &'a Setting, list: &OutcomeList, position: usize) -> Option<Self> {
        let quantities = Quantities::of_list(setting, position, list);
        Self::new(setting, position, quantities, &list.chances().over, &list.payments().over)
    }

    /// From the outcomes of a list, by profile number.
    fn gather(self, list: &OutcomeList, at: &[u32], numbering: &Numbering, lanes: Vec<u32>) -> Columns {
        let stride = numbering.stride(self.position);
        let numbers = if self.narrow {
            Numbers::I64(self.sheet(self.gathered(list, at, stride, &lanes)))
        } else {
            Numbers::I128(self.sheet(self.gathered(list, at, stride, &lanes)))
        };
        self.columns(numbers, lanes)
    }

    fn gathered<T: Integer + Whole>(
        &self,
        list: &OutcomeList,
        at: &[u32],
        stride: usize,
        lanes: &[u32],
    ) -> Grid<T> {
        let columns = self.quantities.len() + 1;
        let agents = list.agents();
        let chances: Vec<T> = list.chances().numerators.times(&BigInt::one());
        let payments: Vec<T> = list.payments().numerators.times(&self.paid);
        // By outcome and column.
        let mut numbers = vec![T::zero(); list.len() * columns];
        for (outcome, hers) in numbers.chunks_exact_mut(columns).enumerate() {
            hers[columns - 1] = payments[outcome * agents + self.position];
            for (drawn, bundle) in list.bundles(outcome, self.position) {
                self.quantities.add(hers, bundle, &chances[drawn]);
            }
        }
        Grid::new(self.rows(), columns - 1, lanes.len(), |row, column, some, out| {
            for (out, lane) in out.iter_mut().zip(&lanes[some]) {
                *out = numbers[at[*lane as usize + (row + 1) * stride] as usize * columns + column];
            }
        })
    }
}

impl Columns {
    /// Those of an agent in a table of listed outcomes, if sums fit, and sweeps over them take fewer steps than looking for her menus.
    pub(in crate::mechanism) fn of_list(
        setting: &Setting,
        list: &OutcomeList,
        at: &[u32],
        position: usize,
    ) -> Option<Self> {
        let scale = Scale::of_list(setting, list, position).filter(|scale| scale.is_compact(setting))?;
        // Where few outcomes are shared by many profiles there are few menus.
        let merged = list.len() * 2 < at.len();
        (!merged || scale.is_cheap(setting.numbering().others(position)))
            .then(|| Self::laid(scale, setting, list, at))
    }

    /// The same whatever is cheaper.
    #[cfg(test)]
    pub(in crate::mechanism) fn of_any_list(
        setting: &Setting,
        list: &OutcomeList,
        at: &[u32],
        position: usize,
    ) -> Option<Self> {
        Some(Self::laid(Scale::of_list(setting, list, position)?, setting, list, at))
    }

    fn laid(scale: Scale<'_>, setting: &Setting, list: &OutcomeList, at: &[u32]) -> Self {
        let (position, rows, numbering) = (scale.position, scale.rows(), setting.numbering());
        let concerns: Vec<bool> = (0..list.len()).map(|outcome| list.concerns(outcome, position)).collect();
        let stride = numbering.stride(position);
        let lanes = (0..numbering.others(position)).map(|others| numbering.join(position, 0, others));
        let happens = |lane: &usize| (1..=rows).any(|row| concerns[at[lane + row * stride] as usize]);
        let lanes = lanes.filter(happens).map(|lane| u32::try_from(lane).expect("at most 2^22 profiles"));
        let lanes = lanes.collect();
        scale.gather(list, at, numbering, lanes)
    }
}

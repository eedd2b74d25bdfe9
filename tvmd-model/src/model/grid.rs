//! Grids of types: one type per combination of the items' values, named after them.

use super::{AgentDecl, Entries, Grid, SettingDecl, Space, TypeDecl, Values};
use crate::exact::{BigInt, Rational, text::Text};
use num_traits::{Signed, ToPrimitive};

/// The most types that one agent may have.
pub const MAX_TYPES: usize = 10_000;

impl Grid {
    /// How many values the grid has; `None` if its step isn't positive, it runs backwards or is far too fine.
    fn count(&self) -> Option<usize> {
        if !self.step.is_positive() || self.to < self.from {
            return None;
        }
        let steps = ((&self.to - &self.from) / &self.step).floor().to_integer().to_usize()?;
        (steps < MAX_TYPES).then_some(steps + 1)
    }

    fn values(&self) -> impl Iterator<Item = Rational> + '_ {
        std::iter::successors(Some(self.from.clone()), |value| Some(value + &self.step))
            .take(self.count().unwrap_or(0))
    }
}

impl SettingDecl {
    /// How many profiles it declares, ⊥ included; what is malformed counts as nothing.
    #[doc(hidden)]
    pub fn profiles(&self) -> BigInt {
        let types = |agent: &AgentDecl| agent.types.iter().filter_map(TypeDecl::count).sum::<usize>();
        self.agents.iter().map(|agent| BigInt::from(1 + types(agent))).product()
    }
}

impl TypeDecl {
    /// How many types this declares; `None` for a malformed grid, or one with over [`MAX_TYPES`] types.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        match &self.space {
            Space::One(_) => Some(1),
            Space::Grid(grid) => grid
                .iter()
                .try_fold(1_usize, |count, (_, axis)| count.checked_mul(axis.count()?))
                .filter(|count| *count <= MAX_TYPES),
        }
    }

    /// How many types a well-formed grid declares, however many: `201 × 201 = 40401`.
    #[doc(hidden)]
    pub fn count_in_words(&self) -> String {
        let Space::Grid(grid) = &self.space else { return "1".to_owned() };
        let count = |axis: &Grid| ((&axis.to - &axis.from) / &axis.step).floor().to_integer() + 1;
        let counts: Vec<BigInt> = grid.iter().map(|(_, axis)| count(axis)).collect();
        let factors: Vec<String> = counts.iter().map(ToString::to_string).collect();
        match factors.as_slice() {
            [alone] => alone.clone(),
            factors => format!("{} = {}", factors.join(" × "), counts.iter().product::<BigInt>()),
        }
    }

    /// The types declared, each with its values. The values of the last item of a grid vary fastest.
    ///
    /// The grid `V = { A: 0..=1 step 1/2, B: 2 }` declares `V0x2`, `V1_2x2` and `V1x2`. A malformed grid declares
    /// nothing.
    #[must_use]
    pub fn expand(&self) -> Vec<(String, Values)> {
        let grid = match &self.space {
            Space::One(values) => return vec![(self.name.clone(), values.clone())],
            Space::Grid(_) if self.count().is_none() => return Vec::new(),
            Space::Grid(grid) => grid,
        };
        let mut points: Vec<Vec<Rational>> = vec![Vec::new()];
        for (_, axis) in grid.iter() {
            points = points
                .iter()
                .flat_map(|point| axis.values().map(|value| [point.as_slice(), &[value]].concat()))
                .collect();
        }
        points.into_iter().map(|point| (self.point_name(&point), values_at(grid, point))).collect()
    }

    /// The names of the types declared.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.expand().into_iter().map(|(name, _)| name).collect()
    }

    fn point_name(&self, point: &[Rational]) -> String {
        let values: Vec<String> = point.iter().map(|value| value.to_string().replace('/', "_")).collect();
        format!("{}{}", self.name, values.join("x"))
    }
}

fn values_at(grid: &Entries<Grid>, point: Vec<Rational>) -> Values {
    Values::Items(grid.iter().zip(point).map(|((item, _), value)| (item.clone(), Text(value))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    fn grid(step: Rational) -> TypeDecl {
        let axis = |from, to, step| Grid { from, to, step };
        let axes = [
            ("A".to_owned(), axis(ratio(0, 1), ratio(1, 1), step)),
            ("B".to_owned(), axis(ratio(2, 1), ratio(2, 1), ratio(1, 1))),
        ];
        TypeDecl { name: "V".into(), space: Space::Grid(axes.into_iter().collect()) }
    }

    #[test]
    fn names_its_points_after_their_values() {
        assert_eq!(grid(ratio(1, 2)).names(), ["V0x2", "V1_2x2", "V1x2"]);
    }

    #[test]
    fn is_not_fooled_by_its_step() {
        assert_eq!(grid(ratio(0, 1)).count(), None);
        assert_eq!(grid(ratio(-1, 2)).count(), None);
        assert_eq!(grid(ratio(1, 1_000_000)).count(), None);
        assert_eq!(grid(ratio(2, 3)).names(), ["V0x2", "V2_3x2"]);
    }
}

//! How an agent's chances, payments and values become whole numbers, and of what width.

use super::{Columns, Numbers, Quantities, Sheet};
use crate::exact::scaled::{Integer, common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::setting::{Agent, Setting};
use crate::work::MOST_BUNDLES;
use num_integer::Integer as _;
use num_traits::One as _;
use tvmd_lanes::{Grid, Whole};

/// How an agent's numbers become whole.
pub(in crate::mechanism) struct Scale<'a> {
    agent: &'a Agent,
    pub(super) position: usize,
    pub(super) quantities: Quantities,
    /// Of utilities.
    denominator: BigInt,
    /// What numbers of values over theirs, and payments over theirs, are multiplied with.
    unit: BigInt,
    values_over: BigInt,
    pub(super) paid: BigInt,
    magnitude: BigInt,
    /// Whether all numbers fit into an `i64`; sums of products fit into an `i128`.
    pub(super) narrow: bool,
}

impl<'a> Scale<'a> {
    /// That of an agent, with chances and payments over these denominators; `None` if an `i128` may not hold some sums.
    pub(in crate::mechanism) fn new(
        setting: &'a Setting,
        position: usize,
        quantities: Quantities,
        chances_over: &BigInt,
        payments_over: &BigInt,
    ) -> Option<Self> {
        let agent = &setting.agents()[position];
        let values_over =
            common_denominator(agent.types.iter().flat_map(|her_type| her_type.valuation.numbers()));
        let worth_over = &values_over * chances_over;
        let denominator = worth_over.lcm(payments_over);
        let (unit, paid) = (&denominator / &worth_over, &denominator / payments_over);
        let most = agent.types.iter().map(|her_type| her_type.valuation.most()).max().unwrap_or_default();
        let most_worth = (numerator(&most, &values_over) * &unit).max(BigInt::one());
        let most_paid = (setting.bound() * Rational::from(denominator.clone())).ceil().to_integer();
        let sums = &most_worth * chances_over * quantities.len().max(1) + &most_paid;
        let narrow = [&most_worth, chances_over, &most_paid].iter().all(|number| number.bits() <= 63);
        // Twice over, for differences.
        (sums.bits() <= 125).then_some(Self {
            agent,
            position,
            quantities,
            denominator,
            unit,
            values_over,
            paid,
            magnitude: sums,
            narrow,
        })
    }

    /// Whether its columns take no more than twice the memory of their numbers, and few of these are 0.
    pub(super) fn is_compact(&self, setting: &Setting) -> bool {
        let numbers = self.rows() * (self.quantities.len() + 1);
        let fills_lanes = setting.numbering().others(self.position) >= 64 || numbers <= 4096;
        fills_lanes
            && (matches!(self.quantities, Quantities::Items(_)) || self.quantities.len() <= MOST_BUNDLES)
    }

    /// Whether a sweep over all rows of so many lanes takes no more steps than it takes to look for the menus in them.
    pub(super) fn is_cheap(&self, lanes: usize) -> bool {
        /// Products that are as long as a look at a profile, when menus are looked for.
        const LOOK: usize = 8;
        let Ok(bound) = u128::try_from(&self.magnitude * 2) else { return false };
        let (rows, columns) = (self.rows(), self.quantities.len() + 1);
        let padded = lanes.next_multiple_of(16);
        rows * rows * columns * padded / tvmd_lanes::at_once(bound) <= LOOK * (rows + 1) * lanes
    }

    pub(super) fn rows(&self) -> usize {
        self.agent.types.len() - 1
    }

    pub(super) fn columns(self, numbers: Numbers, lanes: Vec<u32>) -> Columns {
        Columns {
            agent: self.position,
            numbers,
            denominator: self.denominator,
            magnitude: self.magnitude,
            lanes,
        }
    }

    pub(super) fn sheet<T: Integer + Whole>(&self, grid: Grid<T>) -> Sheet<T> {
        let bundles = self.quantities.bundles();
        let worth = |value: &Rational| {
            T::narrow(&(numerator(value, &self.values_over) * &self.unit)).expect("no more than the most")
        };
        let mut values = Vec::new();
        for her_type in &self.agent.types[1..] {
            values.extend(bundles.iter().map(|bundle| worth(&her_type.valuation.value(*bundle))));
        }
        Sheet { values, grid }
    }
}

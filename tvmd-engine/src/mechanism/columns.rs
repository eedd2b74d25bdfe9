//! What an agent gets and pays, as columns of whole numbers laid out for sweeps.
//!
//! Of an outcome all that matters to an agent is her chance of each *quantity*, and her payment. To an additive agent the quantities are
//! the items; to others the bundles that occur. Both are integers, and so is what a quantity is worth to a type, such that the sum of
//! products less the payment is her utility over one denominator. Her own report is a row and a profile of the others a lane, those
//! where nothing happens to her whatever she reports being left out; ⊥, which gets and pays nothing, is no row.

use super::OutcomeList;
use crate::exact::scaled::{Integer, common_denominator, numerator};
use crate::exact::{BigInt, Fractions, Rational};
use crate::setting::{Agent, AgentId, Bundle, ItemId, Numbering, Setting};
use crate::work::MOST_BUNDLES;
use num_integer::Integer as _;
use num_traits::One as _;
use tvmd_lanes::{Grid, Whole};

/// One agent's side of a table.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub(crate) agent: usize,
    pub(crate) numbers: Numbers,
    /// Of utilities, and of the payments in the grid.
    pub(crate) denominator: BigInt,
    /// No sum of products is larger in absolute value, over `denominator`; nor is anything that it is made of.
    pub(crate) magnitude: BigInt,
    /// By lane: the number of the profile in which she reports ⊥.
    pub(crate) lanes: Vec<u32>,
}

/// The numbers, in a width that holds them.
#[derive(Clone, Debug)]
pub(crate) enum Numbers {
    I64(Sheet<i64>),
    I128(Sheet<i128>),
}

/// Chances and payments by own report and lane, and what quantities are worth, `values[(type - 1) * quantities + quantity]`.
#[derive(Clone, Debug)]
pub(crate) struct Sheet<T> {
    pub(crate) grid: Grid<T>,
    pub(crate) values: Vec<T>,
}

/// Runs an expression with the sheet of a width.
macro_rules! on_sheet {
    ($numbers:expr, $sheet:ident => $body:expr) => {
        match $numbers {
            $crate::mechanism::Numbers::I64($sheet) => $body,
            $crate::mechanism::Numbers::I128($sheet) => $body,
        }
    };
}
pub(crate) use on_sheet;

/// A number of a sheet of either width.
pub(crate) fn wide(number: impl Into<i128>) -> i128 {
    number.into()
}

/// What an agent has chances of.
pub(super) enum Quantities {
    /// So many items.
    Items(usize),
    /// In order.
    Bundles(Vec<Bundle>),
}

/// How an agent's numbers become whole.
pub(super) struct Scale<'a> {
    agent: &'a Agent,
    position: usize,
    quantities: Quantities,
    /// Of utilities.
    denominator: BigInt,
    /// What numbers of values over theirs, and payments over theirs, are multiplied with.
    unit: BigInt,
    values_over: BigInt,
    paid: BigInt,
    magnitude: BigInt,
    /// Whether all numbers fit into an `i64`; sums of products fit into an `i128`.
    narrow: bool,
}

impl Quantities {
    /// Those of an agent at some outcomes.
    fn of_list(setting: &Setting, position: usize, list: &OutcomeList) -> Self {
        if setting.agents()[position].is_additive() {
            return Self::Items(setting.items().len());
        }
        let mut bundles: Vec<Bundle> =
            list.allocations().iter().map(|allocation| allocation.bundle(AgentId(position))).collect();
        bundles.sort_unstable();
        bundles.dedup();
        Self::Bundles(bundles)
    }

    fn len(&self) -> usize {
        match self {
            Self::Items(items) => *items,
            Self::Bundles(bundles) => bundles.len(),
        }
    }

    /// Each as a bundle.
    fn bundles(&self) -> Vec<Bundle> {
        match self {
            Self::Items(items) => (0..*items).map(|item| Bundle::from_iter([ItemId(item)])).collect(),
            Self::Bundles(bundles) => bundles.clone(),
        }
    }

    /// Adds a chance of a bundle to those of quantities.
    fn add<T: Integer>(&self, chances: &mut [T], bundle: Bundle, chance: &T) {
        match self {
            Self::Items(_) => bundle.items().for_each(|item| chances[item.0] += chance.clone()),
            Self::Bundles(bundles) => {
                let place = bundles.binary_search(&bundle).expect("every bundle was collected");
                chances[place] += chance.clone();
            }
        }
    }
}

impl<'a> Scale<'a> {
    /// That of an agent, with chances and payments over these denominators; `None` if an `i128` may not hold some sums.
    pub(super) fn new(
        setting: &'a Setting,
        position: usize,
        quantities: Quantities,
        chances_over: &BigInt,
        payments_over: &BigInt,
    ) -> Option<Self> {
        let agent = &setting.agents()[position];
        let values_over = common_denominator(agent.types.iter().flat_map(|own| own.valuation.numbers()));
        let worth_over = &values_over * chances_over;
        let denominator = worth_over.lcm(payments_over);
        let (unit, paid) = (&denominator / &worth_over, &denominator / payments_over);
        let most = agent.types.iter().map(|own| own.valuation.most()).max().unwrap_or_default();
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
    fn is_compact(&self, setting: &Setting) -> bool {
        let numbers = self.rows() * (self.quantities.len() + 1);
        let fills_lanes = setting.numbering().others(self.position) >= 64 || numbers <= 4096;
        fills_lanes
            && (matches!(self.quantities, Quantities::Items(_)) || self.quantities.len() <= MOST_BUNDLES)
    }

    /// Whether a sweep over all rows of so many lanes takes no more steps than it takes to look for the menus in them.
    fn is_cheap(&self, lanes: usize) -> bool {
        /// Products that are as long as a look at a profile, when menus are looked for.
        const LOOK: usize = 8;
        let Ok(bound) = u128::try_from(&self.magnitude * 2) else { return false };
        let (rows, columns) = (self.rows(), self.quantities.len() + 1);
        let padded = lanes.next_multiple_of(16);
        rows * rows * columns * padded / tvmd_lanes::at_once(bound) <= LOOK * (rows + 1) * lanes
    }

    fn rows(&self) -> usize {
        self.agent.types.len() - 1
    }

    fn columns(self, numbers: Numbers, lanes: Vec<u32>) -> Columns {
        Columns {
            agent: self.position,
            numbers,
            denominator: self.denominator,
            magnitude: self.magnitude,
            lanes,
        }
    }

    fn sheet<T: Integer + Whole>(&self, grid: Grid<T>) -> Sheet<T> {
        let bundles = self.quantities.bundles();
        let worth = |value: &Rational| {
            T::narrow(&(numerator(value, &self.values_over) * &self.unit)).expect("no more than the most")
        };
        let mut values = Vec::new();
        for own in &self.agent.types[1..] {
            values.extend(bundles.iter().map(|bundle| worth(&own.valuation.value(*bundle))));
        }
        Sheet { values, grid }
    }

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
        for (outcome, own) in numbers.chunks_exact_mut(columns).enumerate() {
            own[columns - 1] = payments[outcome * agents + self.position];
            for (drawn, bundle) in list.bundles(outcome, self.position) {
                self.quantities.add(own, bundle, &chances[drawn]);
            }
        }
        Grid::new(self.rows(), columns - 1, lanes.len(), |row, column, some, out| {
            for (out, lane) in out.iter_mut().zip(&lanes[some]) {
                *out = numbers[at[*lane as usize + (row + 1) * stride] as usize * columns + column];
            }
        })
    }

    /// From chances by agent, profile and item, and payments by agent and profile, of the profiles that `numbering` numbers: those in
    /// which all take part.
    pub(super) fn of_marginals(
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

impl<T: Whole> Sheet<T> {
    fn part(&self, lanes: std::ops::Range<usize>) -> Self {
        Self { grid: self.grid.part(lanes), values: self.values.clone() }
    }
}

impl Columns {
    /// Some of the lanes.
    pub(crate) fn part(&self, lanes: std::ops::Range<usize>) -> Self {
        let numbers = match &self.numbers {
            Numbers::I64(sheet) => Numbers::I64(sheet.part(lanes.clone())),
            Numbers::I128(sheet) => Numbers::I128(sheet.part(lanes.clone())),
        };
        let (denominator, magnitude) = (self.denominator.clone(), self.magnitude.clone());
        Self { agent: self.agent, numbers, denominator, magnitude, lanes: self.lanes[lanes].to_vec() }
    }

    /// Those of an agent in a table of listed outcomes, if sums fit, and sweeps over them take fewer steps than looking for her menus.
    pub(super) fn of_list(
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
    pub(super) fn of_any_list(
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

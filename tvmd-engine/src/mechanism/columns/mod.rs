//! What an agent gets and pays, as columns of whole numbers laid out for sweeps.
//!
//! Of an outcome all that matters to an agent is her chance of each *quantity*, and her payment. To an additive agent the quantities are
//! the items; to others the bundles that occur. Both are integers, and so is what a quantity is worth to a type, such that the sum of
//! products less the payment is her utility over one denominator. Her own report is a row and a profile of the others a lane, those
//! where nothing happens to her whatever she reports being left out; ⊥, which gets and pays nothing, is no row.

mod listed;
mod quantities;
mod scale;
mod transposed;

pub(super) use quantities::Quantities;
pub(super) use scale::Scale;

use crate::exact::BigInt;
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
}

//! `outcomes`: an explicit table whose first matching row decides.

use super::computed::Computed;
use super::key::Keys;
use crate::exact::BigInt;
use crate::mechanism::{Outcome, OutcomeList};
use crate::setting::{Profile, Setting};
use crate::work::Making;

/// What rows give and take, and which row decides at each profile.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// Distinct ones.
    outcomes: OutcomeList,
    /// The position of each row's outcome.
    of_row: Vec<u32>,
    /// By profile number.
    deciding: Vec<u32>,
}

impl Outcomes {
    /// The rule whose row r has the outcome at position `of_row[r]` of a list of distinct ones, and where row `deciding[p]` decides at
    /// profile number p.
    pub(crate) fn new(outcomes: OutcomeList, of_row: Vec<u32>, deciding: Vec<u32>) -> Self {
        Self { outcomes, of_row, deciding }
    }

    /// The outcomes of the rows, each distinct one once.
    pub(crate) fn list(&self) -> &OutcomeList {
        &self.outcomes
    }

    /// The position in the list of each profile's outcome, by profile number.
    pub(crate) fn positions(&self) -> Vec<u32> {
        self.deciding.iter().map(|row| self.of_row[*row as usize]).collect()
    }

    /// The row that decides at a profile of the setting.
    pub(crate) fn row(&self, setting: &Setting, reports: &Profile) -> Option<usize> {
        setting.index_of(reports).map(|index| self.deciding[index] as usize)
    }
}

impl Computed for Outcomes {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        match self.row(setting, reports) {
            Some(row) => self.outcomes.get(self.of_row[row] as usize),
            None => Outcome::nothing(setting.agents().len()),
        }
    }

    fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a> {
        Box::new(|profile| Some(vec![self.row(setting, profile)? as u64]))
    }

    fn making(&self, setting: &Setting) -> Making {
        let rows = BigInt::from(self.of_row.len());
        let each = BigInt::from(setting.agents().len() * setting.items().len());
        Making { draws: self.outcomes.most_draws().into(), ..Making::sure(rows.clone(), rows, each) }
    }

    fn denominator_bits(&self) -> u64 {
        self.outcomes.denominator_bits()
    }
}

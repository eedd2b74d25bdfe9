//! `outcomes`: an explicit table whose first matching row decides.

use super::Rows;
use crate::mechanism::Outcome;
use crate::setting::{Profile, Setting};

/// What rows give and take, and which row decides at each profile.
#[derive(Clone, Debug)]
pub struct Outcomes {
    pub(crate) rows: Rows,
    /// By profile number.
    pub(crate) deciding: Vec<u32>,
}

impl Outcomes {
    /// The row that decides at a profile of the setting.
    pub(crate) fn row(&self, setting: &Setting, reports: &Profile) -> Option<usize> {
        setting.index_of(reports).map(|index| self.deciding[index] as usize)
    }

    pub(crate) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let row = self.row(setting, reports).map(|row| self.rows.outcome(row));
        row.unwrap_or_else(|| Outcome::nothing(setting.agents().len()))
    }
}

//! `outcomes`: an explicit table whose first matching row decides.

use crate::mechanism::Outcome;
use crate::setting::{Profile, Setting};

/// The rows' outcomes, and which row decides at each profile.
#[derive(Clone, Debug)]
pub struct Outcomes {
    pub(crate) rows: Vec<Outcome>,
    /// By profile number.
    pub(crate) deciding: Vec<u32>,
}

impl Outcomes {
    /// The row that decides at a profile of the setting.
    pub(crate) fn row(&self, setting: &Setting, reports: &Profile) -> Option<usize> {
        setting.index_of(reports).map(|index| self.deciding[index] as usize)
    }

    pub(crate) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let row = self.row(setting, reports).and_then(|row| self.rows.get(row));
        row.cloned().unwrap_or_else(|| Outcome::nothing(setting.agents().len()))
    }
}

//! `outcomes`: an explicit table whose first matching row decides.

use crate::mechanism::Outcome;
use crate::setting::{Profile, Setting};

/// The rows' outcomes, and which row decides at each profile.
#[derive(Clone, Debug)]
pub(crate) struct Outcomes {
    pub(crate) rows: Vec<Outcome>,
    /// By profile number.
    pub(crate) deciding: Vec<u32>,
}

impl Outcomes {
    pub(super) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let row = setting.index_of(reports).and_then(|index| self.rows.get(self.deciding[index] as usize));
        row.cloned().unwrap_or_else(|| Outcome::nothing(setting.agents.len()))
    }
}

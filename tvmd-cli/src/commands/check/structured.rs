//! Mechanisms that are evaluated by their structure, where there are too many profiles.

use super::Check;
use crate::Failure;
use crate::progress::Progress;
use std::time::{Duration, Instant};
use tvmd_core::declared::{Structured, StructuredInstance};
use tvmd_core::setting::MAX_PROFILES;
use tvmd_core::structure;
use tvmd_view::answer::check::{Checked, Timings};

impl Check {
    /// By structure; `done` takes each mechanism as it is finished.
    pub(super) fn structured(
        &self,
        instance: &StructuredInstance,
        read: Duration,
        done: &mut dyn FnMut(Checked),
    ) -> Result<(), Failure> {
        let every = [("--table: a table has", &self.table), ("--drawing: a drawing has", &self.drawing)];
        if let Some((has, _)) = every.iter().find(|(_, out)| out.is_some()) {
            return Err(Failure::Input(format!(
                "{}: {has} every profile, and here there are more than {MAX_PROFILES}",
                self.file.display()
            )));
        }
        let chosen = self.chosen(instance.mechanisms(), Structured::name)?;
        let required = self.required(instance.types().is_some())?;
        let mut progress = Progress::new();
        for mechanism in chosen {
            self.budget.allows(mechanism.work(), self.file.display())?;
            progress.stage(&format!("evaluating {} by its structure", mechanism.name()));
            let started = Instant::now();
            let found = structure::evaluate(mechanism).map_err(|lie| self.wrong(mechanism.name(), &lie))?;
            let timings = self.timings.then(|| Timings {
                read: read.as_secs_f64(),
                table: 0.0,
                kernel: started.elapsed().as_secs_f64(),
                kernel_name: "structure".to_owned(),
            });
            let claims = self.decided(&found.report, mechanism.claims(), &required)?;
            done(Checked { timings, ..Checked::structured(mechanism.name(), found, claims) });
        }
        Ok(())
    }
}

//! Mechanisms that are checked profile by profile.

use super::Check;
use crate::progress::Progress;
use crate::{Failure, Format, arrays, output};
use std::time::{Duration, Instant};
use tvmd_core::incentive::{IncentiveReport, kernel_name};
use tvmd_core::model::Claim;
use tvmd_core::work;
use tvmd_core::{Declared, Instance, Mechanism as _};
use tvmd_view::answer::check::{Checked, Timings};
use tvmd_view::page::Drawing;

/// Where the incentives of a mechanism come from.
pub(super) type Report<'a> = dyn Fn(&Declared) -> Result<IncentiveReport, Failure> + 'a;

impl Check {
    /// Profile by profile; `done` takes each mechanism as it is finished.
    pub(super) fn listed(
        &self,
        instance: &Instance,
        read: Duration,
        format: Format,
        report: &Report<'_>,
        done: &mut dyn FnMut(Checked),
    ) -> Result<(), Failure> {
        let chosen = self.chosen(instance.mechanisms(), Declared::name)?;
        let required = self.required(instance.prior().is_some())?;
        let mut progress = Progress::new();
        for (position, mechanism) in chosen.iter().copied().enumerate() {
            let profiles = instance.setting().profile_count();
            self.allow(mechanism)?;
            progress.stage(&format!("checking {} over {profiles} profiles", mechanism.name()));
            if chosen.len() > 1 {
                let (before, all) = (position as u128, chosen.len() as u128);
                progress.estimate(&format!("{before} of {all} mechanisms done"), before, all);
            }
            let found = self.check(mechanism, &required, read, report)?;
            let tables = self.shown.of(mechanism.table(), mechanism.prior(), format, self.file.display())?;
            done(Checked { tables, ..found });
        }
        Ok(())
    }

    /// Refuses what is too much work.
    pub(super) fn allow(&self, mechanism: &Declared) -> Result<(), Failure> {
        let work = mechanism.work().and(&work::expectation(mechanism.setting()));
        self.budget.allows(work, self.file.display())
    }

    /// What is found of a mechanism, with the files that are asked for.
    fn check(
        &self,
        mechanism: &Declared,
        required: &[Claim],
        read: Duration,
        report: &Report<'_>,
    ) -> Result<Checked, Failure> {
        let started = Instant::now();
        let table = mechanism.table();
        table.lay_out();
        let laid_out = started.elapsed();
        let report = report(mechanism)?;
        let timings = self.timings.then(|| Timings {
            read: read.as_secs_f64(),
            table: laid_out.as_secs_f64(),
            kernel: (started.elapsed() - laid_out).as_secs_f64(),
            kernel_name: kernel_name(table),
        });
        if let Some(out) = &self.table {
            let wrong = |reason| self.wrong(mechanism.name(), &format!("--table: {reason}"));
            output::arrays(out, &arrays::written(table).map_err(wrong)?)?;
        }
        if let Some(out) = &self.drawing {
            let drawing = Drawing::of(table, mechanism.prior()).ok_or_else(|| {
                let plane = "--drawing: what is drawn is one buyer's menu over her values of two items, or what two agents get over their values of one";
                self.wrong(mechanism.name(), &plane)
            })?;
            output::page(out, &drawing.svg())?;
        }
        let claims = self.decided(&report, mechanism.claims(), required)?;
        let checked = Checked::listed(mechanism.name(), table, mechanism.prior(), report, claims);
        Ok(Checked { timings, ..checked.map_err(|error| self.wrong(mechanism.name(), &error))? })
    }
}

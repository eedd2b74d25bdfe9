//! `--sweep`: the same check for many values of a number.

use super::Check;
use crate::{Failure, Format, input, sweep};
use std::time::Duration;
use tvmd_core::sweep::Sweep;
use tvmd_core::{Declared, Instance, Mechanism as _};
use tvmd_view::answer::check::{Answer, Checked};
use tvmd_view::answer::sweep::Seen;

impl Check {
    /// For each value of a number.
    pub(super) fn swept(&self, sweep: &Sweep, format: Format) -> Result<(), Failure> {
        // What is wrong with the file is told with the value that it has then.
        if let Ok(instance) = input::read(&self.file) {
            self.chosen(instance.mechanisms(), Declared::name)?;
        }
        let mut failed = Vec::new();
        let answer = |instance: Instance| {
            let incentives = |mechanism: &Declared| Ok(mechanism.incentives().clone());
            let mut mechanisms = Vec::new();
            self.listed(&instance, Duration::ZERO, Format::Json, &incentives, &mut |own| {
                mechanisms.push(own);
            })?;
            failed.extend(mechanisms.iter().flat_map(Checked::failures));
            Ok(Answer { mechanisms })
        };
        let shown = |answer: &Answer| {
            let seen = |own: &Checked| Seen { of: Some(own.name.clone()), cells: own.cells() };
            answer.mechanisms.iter().map(seen).collect()
        };
        sweep::run(sweep, &self.file, format, self.page.as_deref(), answer, shown)?;
        if failed.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(failed.join("\n"))) }
    }
}

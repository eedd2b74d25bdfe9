//! `--witness-test` and `--lean`: each violation as a program that shows it alone.

use super::Check;
use crate::{Failure, Format, input, output};
use tvmd_core::{Declared, Mechanism as _};
use tvmd_view::counterexample::Counterexample;

impl Check {
    /// Prints each violation as a program.
    pub(super) fn counterexamples(&self, format: Format) -> Result<(), Failure> {
        let option = if self.lean { "--lean" } else { "--witness-test" };
        if format != Format::Text {
            return Err(Failure::Input(format!(
                "{option}: what is printed is a program; leave `--format` out"
            )));
        }
        let instance = input::read(&self.file)?;
        let mut programs = Vec::new();
        for mechanism in self.chosen(instance.mechanisms(), Declared::name)? {
            self.allow(mechanism)?;
            let (table, prior, report) = (mechanism.table(), instance.prior(), mechanism.incentives());
            let all = Counterexample::all(mechanism.name(), table, prior, report);
            programs.extend(all.iter().map(|one| if self.lean { one.lean() } else { one.rust() }));
        }
        if programs.is_empty() {
            return Err(Failure::DoesNotHold(format!(
                "{}: {option}: nothing is violated",
                self.file.display()
            )));
        }
        output::text(&programs.join("\n"))
    }
}

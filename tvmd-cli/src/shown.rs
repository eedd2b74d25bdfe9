//! The tables that are shown of a mechanism.

use crate::{Failure, Format};
use clap::ValueEnum;
use std::fmt::Display;
use tvmd_core::quantities::ReducedForm;
use tvmd_core::{Prior, Table};
use tvmd_view::{self as view, Sheet};

/// The option of all commands that show mechanisms.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Shown {
    /// Show these tables, and whole. Without it, people see the beginnings of some, where there are few profiles; for programs, tables are a part of
    /// the answer if they are asked for here.
    #[arg(long, value_name = "TABLES", value_delimiter = ',')]
    show: Vec<Which>,
}

/// A table of a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Who gets what and pays what, profiles with the same outcome together; for one agent, her menu.
    Outcomes,
    /// The same at all profiles, those of probability 0 included: where an agent stays away, for one.
    Profiles,
    /// What each type expects: Q, value, T and U.
    Interim,
    /// Virtual values of one item, plain and ironed.
    VirtualValues,
    /// What each type gains by each report.
    Deviations,
    /// Expected revenue, welfare and rents.
    Summary,
}

/// With more profiles than this, tables are made where they are asked for.
const FEW_PROFILES: usize = 4096;
/// So many rows are the beginning of a table.
const BEGINNING: usize = 12;
/// The most pairs of reports, over all profiles of the others, of which gains are listed.
const MOST_GAINS: usize = 2_000_000;

impl Shown {
    /// Whether tables are asked for.
    pub(crate) fn is_asked(&self) -> bool {
        !self.show.is_empty()
    }

    /// The tables of a mechanism that guarantees something whatever the joint distribution is.
    ///
    /// # Errors
    /// As of [`of`](Self::of).
    pub(crate) fn of_guarantee(
        &self,
        table: &Table,
        format: Format,
        file: impl Display,
    ) -> Result<Vec<Sheet>, Failure> {
        let reason = "expectations are those under one prior, and this is guaranteed under many; `--out` writes the mechanism to a file, of which \
                      `check --show` tells them under the file's prior";
        self.or(&[Which::Outcomes], table, Err(reason), format, file)
    }

    /// The tables of a mechanism; `file` is where it is from.
    ///
    /// # Errors
    /// If one is asked for that can't be made.
    pub(crate) fn of(
        &self,
        table: &Table,
        prior: Option<&Prior>,
        format: Format,
        file: impl Display,
    ) -> Result<Vec<Sheet>, Failure> {
        let prior = prior.ok_or("expectations need a prior, and the file has no `prior`");
        self.or(&[Which::Outcomes, Which::Interim, Which::Summary], table, prior, format, file)
    }

    /// Those of an optimum, of which virtual values are a part.
    ///
    /// # Errors
    /// As of [`of`](Self::of).
    pub(crate) fn of_optimum(
        &self,
        table: &Table,
        prior: &Prior,
        format: Format,
        file: impl Display,
    ) -> Result<Vec<Sheet>, Failure> {
        let usual = [Which::Outcomes, Which::Interim, Which::VirtualValues, Which::Summary];
        self.or(&usual, table, Ok(prior), format, file)
    }

    /// The tables that are asked for, or else the usual ones; of expectations those that there is a prior for, or why there is none.
    fn or(
        &self,
        usual: &[Which],
        table: &Table,
        prior: Result<&Prior, &str>,
        format: Format,
        file: impl Display,
    ) -> Result<Vec<Sheet>, Failure> {
        let asked = self.is_asked();
        let wrong = |reason: &dyn Display| Failure::Input(format!("{file}: --show: {reason}"));
        let which: &[Which] = match format {
            _ if asked => &self.show,
            // Programs have asked for nothing.
            Format::Json => &[],
            Format::Text if table.setting().profile_count() > FEW_PROFILES => &[],
            _ => usual,
        };
        let mut sheets = Vec::new();
        // Several tables say what of it they are about.
        let mut expected: Option<ReducedForm> = None;
        for which in which {
            match (which, prior) {
                (Which::Outcomes, prior) => sheets.push(view::outcomes(table, prior.ok())),
                (Which::Profiles, prior) => sheets.push(view::profiles(table, prior.ok())),
                (Which::Deviations, prior) => {
                    if view::gains(table.setting()) > MOST_GAINS {
                        return Err(wrong(&format_args!("there are more than {MOST_GAINS} gains to list")));
                    }
                    sheets.extend(view::deviations(table, prior.ok()).map_err(|error| wrong(&error))?);
                }
                (_, Err(reason)) if asked => return Err(wrong(&reason)),
                (_, Err(_)) => {}
                (Which::Interim | Which::Summary, Ok(prior)) => {
                    let reduced = match &expected {
                        Some(known) => known,
                        None => {
                            expected.insert(ReducedForm::of(table, prior).map_err(|error| wrong(&error))?)
                        }
                    };
                    let sheet = if *which == Which::Interim { view::interim } else { view::summary };
                    sheets.push(sheet(table.setting(), reduced));
                }
                (Which::VirtualValues, Ok(prior)) => match view::virtual_values(prior) {
                    Some(sheet) => sheets.push(sheet),
                    None if asked => {
                        let reason = match table.setting().items().len() {
                            1 => "virtual values are those of independent types, and the prior's aren't"
                                .to_owned(),
                            items => format!("virtual values are those of one item, and there are {items}"),
                        };
                        return Err(wrong(&reason));
                    }
                    None => {}
                },
            }
        }
        let beginnings = format == Format::Text && !asked;
        if beginnings {
            let whole = |sheet: Sheet| {
                let by = format!("`--show {}` shows all", sheet.name);
                sheet.first(BEGINNING, &by)
            };
            sheets = sheets.into_iter().map(whole).collect();
        }
        Ok(sheets)
    }
}

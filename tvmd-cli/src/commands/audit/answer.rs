//! What a search found, printed, and what of it doesn't fit the verdicts.

use super::table;
use crate::{Failure, Format, output};
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::search::{Options, Row, TwinRow};
use tvmd_view::schema::found;

/// What was found of some statements.
pub(super) enum Found {
    /// Their rows.
    Statements(Vec<Row>),
    /// Those of their wrong versions.
    Twins(Vec<TwinRow>),
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer<'a> {
    schema: &'static str,
    seed: u64,
    budget: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Vec<found::Row>>")]
    statements: Option<&'a [Row]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Vec<found::TwinRow>>")]
    twins: Option<&'a [TwinRow]>,
}

impl Found {
    /// Prints it.
    ///
    /// # Errors
    /// What doesn't fit the verdicts.
    pub(super) fn print(&self, options: &Options, format: Format) -> Result<(), Failure> {
        let answer = |schema| Answer {
            schema,
            seed: options.seed,
            budget: options.budget,
            statements: None,
            twins: None,
        };
        let (answer, sheet) = match self {
            Self::Twins(rows) if rows.is_empty() => {
                return Err(Failure::Input(
                    "--twins: there are no wrong versions of these statements".to_owned(),
                ));
            }
            Self::Statements(rows) => {
                (Answer { statements: Some(rows), ..answer("tvmd.audit/1") }, table::of_rows(rows, options))
            }
            Self::Twins(rows) => {
                (Answer { twins: Some(rows), ..answer("tvmd.twins/1") }, table::of_twins(rows, options))
            }
        };
        output::table(format, &answer, &sheet)?;
        let surprises = self.surprises(options);
        if surprises.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(surprises.join("\n"))) }
    }

    fn surprises(&self, options: &Options) -> Vec<String> {
        let searched = format!("seed {}, up to {} cases", options.seed, options.budget);
        match self {
            Self::Statements(rows) => {
                let surprises = rows.iter().filter_map(|row| Some((&row.id, row.search.surprise.as_ref()?)));
                surprises.map(|(id, surprise)| format!("{id}: {surprise} ({searched})")).collect()
            }
            Self::Twins(rows) => {
                let survivors = rows.iter().filter(|row| !row.is_as_expected());
                let survived = |TwinRow { id, what, instances, .. }: &TwinRow| {
                    format!("{id}: the twin `{what}` survived {instances} cases ({searched})")
                };
                survivors.map(survived).collect()
            }
        }
    }
}

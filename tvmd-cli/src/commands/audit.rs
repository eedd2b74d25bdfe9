//! `tvmd audit`: the ledger of the paper's statements.

use crate::progress::Progress;
use crate::{Failure, Format, output};
use comfy_table::{Table, presets};
use serde::Serialize;
use tvmd_core::names;
use tvmd_core::paper::{Standing, Statement, statements};
use tvmd_core::search::{self, Options, Row};

#[derive(Debug, clap::Args)]
pub(crate) struct Audit {
    /// Only these statements, by their ids: `lemma-1,lemma-2`.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    only: Vec<String>,
    /// How many random cases to try for each statement.
    #[arg(long, default_value_t = Options::default().budget)]
    budget: u64,
    /// What the random cases are made from; the same seed gives the same cases.
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    seed: u64,
    statements: &'a [Row],
}

impl Audit {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let chosen = self.chosen()?;
        let mut progress = Progress::new();
        let options = Options { budget: self.budget, seed: self.seed };
        let rows = search::audit(chosen, &options, &mut |id, done| {
            progress.stage(&format!("searching {id}"));
            progress.detail(&format!("{done} of {} cases", options.budget));
        });
        drop(progress);
        match format {
            Format::Json => {
                output::json(&Answer { schema: "tvmd.audit/1", seed: self.seed, statements: &rows })?;
            }
            Format::Text => output::text(&for_people(&rows, &options))?,
        }
        let surprises: Vec<&str> = rows.iter().filter(|row| row.search.violated).map(|row| row.id).collect();
        if surprises.is_empty() {
            return Ok(());
        }
        Err(Failure::DoesNotHold(format!("violated by the instance found: {}", surprises.join(", "))))
    }

    fn chosen(&self) -> Result<Vec<&'static dyn Statement>, Failure> {
        let all = statements();
        let ids = all.iter().map(|statement| statement.entry().id);
        for wanted in &self.only {
            if !ids.clone().any(|id| id == wanted) {
                let hint = names::nearest(wanted, ids.clone()).map_or_else(
                    || format!("; there are: {}", ids.clone().collect::<Vec<_>>().join(", ")),
                    |near| format!("; did you mean `{near}`?"),
                );
                return Err(Failure::Input(format!("--only: there is no statement `{wanted}`{hint}")));
            }
        }
        let wanted = |statement: &&dyn Statement| {
            self.only.is_empty() || self.only.iter().any(|id| id == statement.entry().id)
        };
        Ok(all.into_iter().filter(wanted).collect())
    }
}

fn for_people(rows: &[Row], options: &Options) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["statement", "as printed", "constant", "worst ratio", "instances", "vacuous", "title"]);
    for row in rows {
        let verdict = match row.printed.verdict {
            Standing::Holds => "holds",
            Standing::Refuted => "REFUTED",
            Standing::NotImplied => "not implied",
            Standing::Open => "open",
        };
        let ratio = row.search.best_ratio.as_ref().map_or_else(String::new, |ratio| ratio.0.to_string());
        table.add_row([
            row.id,
            verdict,
            row.printed.constant.as_deref().unwrap_or(""),
            &ratio,
            &row.search.instances.to_string(),
            &row.search.vacuous.to_string(),
            row.title,
        ]);
    }
    format!("{table}\n\nseed {}, {} random cases per statement", options.seed, options.budget)
}

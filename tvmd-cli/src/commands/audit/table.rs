//! The ledger and the table of twins.

use tvmd_core::Rational;
use tvmd_core::paper::{Flaw, Standing};
use tvmd_core::search::{Options, Row, TwinRow};
use tvmd_view::{Cell, Sheet};

pub(super) fn of_rows(rows: &[Row], options: &Options) -> Sheet {
    let columns =
        ["statement", "as printed", "constant", "sharp", "worst found", "instances", "vacuous", "title"];
    let mut sheet = Sheet::new("ledger", "What is printed, and what is true", columns);
    for row in rows {
        let verdict = match row.printed.verdict {
            Standing::Holds => "holds",
            Standing::Refuted if row.is_true_as_meant() => "refuted, true as meant",
            Standing::Refuted => "REFUTED",
            Standing::NotImplied => "not implied",
            Standing::Open => "open",
        };
        sheet.row([
            row.id.as_str().into(),
            verdict.into(),
            Cell::from(row.printed.constant.as_deref()),
            Cell::from(row.sharp.constant.as_deref()),
            Cell::from(row.search.best_ratio.as_ref().map(|ratio| ratio.0.clone())),
            count_of(row.search.instances),
            count_of(row.search.vacuous),
            row.title.into(),
        ]);
    }
    let count = |standing| rows.iter().filter(|row| row.printed.verdict == standing).count();
    let meant = rows.iter().filter(|row| row.is_true_as_meant()).count();
    sheet.note(format!(
        "{} statements: {} hold as printed, {} refuted ({meant} of them true as meant), {} not implied by the printed argument, {} open",
        rows.len(),
        count(Standing::Holds),
        count(Standing::Refuted),
        count(Standing::NotImplied),
        count(Standing::Open),
    ));
    sheet.note(format!("seed {}, up to {} cases per statement", options.seed, options.budget));
    sheet
}

pub(super) fn of_twins(rows: &[TwinRow], options: &Options) -> Sheet {
    let columns = ["statement", "wrong version", "verdict", "least", "instances", "seconds"];
    let mut sheet = Sheet::new("twins", "Wrong versions, and whether they were refuted", columns);
    for row in rows {
        let verdict = match (row.refuted, row.flaw) {
            (true, _) => "refuted",
            (false, Flaw::Hypothesis) => "no counterexample known",
            (false, _) => "SURVIVED",
        };
        sheet.row([
            row.id.as_str().into(),
            row.what.as_str().into(),
            verdict.into(),
            Cell::from(row.least.as_ref().map(|least| least.0.clone())),
            count_of(row.instances),
            format!("{:.2}", row.seconds).into(),
        ]);
    }
    let refuted = rows.iter().filter(|row| row.refuted).count();
    sheet.note(format!("{refuted} of {} wrong versions refuted from scratch", rows.len()));
    sheet.note("least: what a sharp coefficient can't be below, as a share of what is claimed");
    sheet.note(format!("seed {}, up to {} cases per version", options.seed, options.budget));
    sheet
}

fn count_of(cases: u64) -> Cell {
    Rational::from_integer(cases.into()).into()
}

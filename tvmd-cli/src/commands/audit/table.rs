//! The ledger and the table of twins, for people.

use comfy_table::{Table, presets};
use num_traits::ToPrimitive;
use tvmd_core::Rational;
use tvmd_core::paper::{Flaw, Standing};
use tvmd_core::search::{Options, Row, TwinRow};

/// Fractions longer than this are shown as decimals.
const MAX_FRACTION: usize = 12;

pub(super) fn of_rows(rows: &[Row], options: &Options) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header([
        "statement",
        "as printed",
        "constant",
        "sharp",
        "worst found",
        "instances",
        "vacuous",
        "title",
    ]);
    for row in rows {
        let verdict = match row.printed.verdict {
            Standing::Holds => "holds",
            Standing::Refuted if row.is_true_as_meant() => "refuted, true as meant",
            Standing::Refuted => "REFUTED",
            Standing::NotImplied => "not implied",
            Standing::Open => "open",
        };
        table.add_row([
            &row.id,
            verdict,
            row.printed.constant.as_deref().unwrap_or(""),
            row.sharp.constant.as_deref().unwrap_or(""),
            &row.search.best_ratio.as_ref().map_or_else(String::new, |ratio| number(&ratio.0)),
            &row.search.instances.to_string(),
            &row.search.vacuous.to_string(),
            row.title,
        ]);
    }
    let count = |standing| rows.iter().filter(|row| row.printed.verdict == standing).count();
    let meant = rows.iter().filter(|row| row.is_true_as_meant()).count();
    format!(
        "{table}\n\n{} statements: {} hold as printed, {} are refuted ({meant} of them true as meant), {} aren't implied by the printed argument, {} are \
         open\nseed {}, up to {} cases per statement",
        rows.len(),
        count(Standing::Holds),
        count(Standing::Refuted),
        count(Standing::NotImplied),
        count(Standing::Open),
        options.seed,
        options.budget
    )
}

pub(super) fn of_twins(rows: &[TwinRow], options: &Options) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["statement", "wrong version", "verdict", "least", "instances", "seconds"]);
    for row in rows {
        let verdict = match (row.refuted, row.flaw) {
            (true, _) => "refuted",
            (false, Flaw::Hypothesis) => "no counterexample known",
            (false, _) => "SURVIVED",
        };
        let seconds = format!("{:.2}", row.seconds);
        let least = row.least.as_ref().map_or_else(String::new, |least| number(&least.0));
        table.add_row([&row.id, &row.what, verdict, &least, &row.instances.to_string(), &seconds]);
    }
    let refuted = rows.iter().filter(|row| row.refuted).count();
    format!(
        "{table}\n\n{refuted} of {} wrong versions refuted from scratch; least: what a sharp coefficient can't be below, as a share of \
         what is claimed\nseed {}, up to {} cases per version",
        rows.len(),
        options.seed,
        options.budget
    )
}

/// A fraction, or about what it is if it is long.
fn number(number: &Rational) -> String {
    let exact = number.to_string();
    match number.to_f64() {
        Some(about) if exact.len() > MAX_FRACTION => format!("~{about:.4}"),
        _ => exact,
    }
}

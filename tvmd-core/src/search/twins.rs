//! The table of twins: every deliberately wrong version must be refuted by the search, from scratch.
//!
//! For every bound that calls itself sharp that is each of its coefficients lowered by 2%, the others left as they are; and what the
//! statement itself lists, a hypothesis dropped or something else wrong.

use super::hunt::{Found, Options, hunt};
use super::ledger::Row;
use crate::exact::{Rational, ratio, text::Text};
use crate::paper::{ClaimKind, Flaw, Statement, Twin};
use serde::{Deserialize, Serialize};

/// What became of a twin.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TwinRow {
    /// The statement of which it is a wrong version.
    pub id: String,
    /// What kind of thing is wrong.
    pub flaw: Flaw,
    /// What is wrong.
    pub what: String,
    /// Whether every one of its claims was violated.
    pub refuted: bool,
    /// For a lowered coefficient: the least that no case tried refutes, as a share of what is claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Text>,
    /// Cases about which it says something, tried until then.
    pub instances: u64,
    /// How long it took, in seconds.
    pub seconds: f64,
}

impl TwinRow {
    /// Whether the twin did what it is there for. A dropped hypothesis may turn out not to be needed; anything
    /// else must be refuted.
    #[must_use]
    pub fn is_as_expected(&self) -> bool {
        self.refuted || self.flaw == Flaw::Hypothesis
    }
}

/// Searches every twin of a statement, with an empty catalogue: those that it lists until they are refuted or the budget is used
/// up, and its own sharp coefficients with all of the budget.
pub fn twins(statement: &dyn Statement, options: &Options, progress: &mut dyn FnMut(u64)) -> Vec<TwinRow> {
    examine(statement, options, progress).1
}

/// The row of a statement and those of its twins, with an empty catalogue: one hunt shows what it is worth, and which of its sharp
/// coefficients could be lowered.
pub fn examine(
    statement: &dyn Statement,
    options: &Options,
    progress: &mut dyn FnMut(u64),
) -> (Row, Vec<TwinRow>) {
    let id = statement.entry().id;
    let found = hunt(statement, None, options, progress);
    let mut rows = coefficients(id, &found);
    let options = Options { stop_when_refuted: true, ..*options };
    let row = |Twin { flaw, what, statement }: Twin| {
        let found = hunt(&*statement, None, &options, progress);
        TwinRow {
            id: id.to_owned(),
            flaw,
            what: what.to_owned(),
            refuted: found.is_refuted(),
            least: None,
            instances: found.instances,
            seconds: found.time.as_secs_f64(),
        }
    };
    rows.extend(statement.twins().into_iter().map(row));
    (super::ledger::row(statement, &found), rows)
}

/// Each coefficient of each bound that is claimed to be sharp, lowered by 2%. A bound that was 0 at every case has none to lower,
/// and nothing shows that it is sharp.
fn coefficients(id: &'static str, found: &Found) -> Vec<TwinRow> {
    let row = |what: String, least: Rational| TwinRow {
        id: id.to_owned(),
        flaw: Flaw::Constant,
        what,
        refuted: least > lowered(),
        least: Some(Text(least)),
        instances: found.instances,
        seconds: found.time.as_secs_f64(),
    };
    let mut rows = Vec::new();
    for (what, claimed) in &found.claims {
        if claimed.claim != ClaimKind::Sharp || claimed.equation {
            continue;
        }
        if claimed.coefficients.is_empty() {
            rows.push(row(format!("{what}: never anything but 0"), Rational::default()));
        }
        let lowered = claimed.coefficients.iter();
        rows.extend(lowered.map(|(term, least)| row(format!("{what}: {term} lowered by 2%"), least.clone())));
    }
    rows
}

/// 98%.
fn lowered() -> Rational {
    ratio(49, 50)
}

//! The table of twins: every deliberately wrong version must be refuted by the search, from scratch.

use super::hunt::{Options, hunt};
use crate::paper::{Flaw, Statement, Twin};
use serde::Serialize;

/// What became of a twin.
#[derive(Clone, Debug, Serialize)]
pub struct TwinRow {
    /// The statement of which it is a wrong version.
    pub id: &'static str,
    /// What kind of thing is wrong.
    pub flaw: Flaw,
    /// What is wrong.
    pub what: &'static str,
    /// Whether every one of its claims was violated.
    pub refuted: bool,
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

/// Searches every twin of a statement, with an empty catalogue, until it is refuted or the budget is used up.
pub fn twins(statement: &dyn Statement, options: &Options, progress: &mut dyn FnMut(u64)) -> Vec<TwinRow> {
    let id = statement.entry().id;
    let options = Options { stop_when_refuted: true, ..*options };
    let row = |Twin { flaw, what, statement }: Twin| {
        let found = hunt(&*statement, None, &options, progress);
        TwinRow {
            id,
            flaw,
            what,
            refuted: found.is_refuted(),
            instances: found.instances,
            seconds: found.time.as_secs_f64(),
        }
    };
    statement.twins().into_iter().map(row).collect()
}

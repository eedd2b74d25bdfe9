//! Shares of an audit: each searches some of the statements, and all of them together are the audit.

use super::Audit;
use super::answer::Found;
use super::chosen::{self, Chosen};
use crate::part::{Cover, Part, digest};
use crate::shard::Shard;
use crate::{Failure, Format, output};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use tvmd_core::paper::Paper;
use tvmd_core::search::{Options, Record, TwinRow};
use tvmd_view::schema::found;

/// The file of a share.
pub(crate) type Shared = Part<Call, Done>;

/// What was asked for.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call {
    statements: Vec<String>,
    twins: bool,
    budget: u64,
    seed: u64,
}

/// What a share found: of each of its statements.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Done {
    covers: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<found::Record>")]
    statements: Vec<Record>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<found::TwinRow>")]
    twins: Vec<TwinRow>,
}

impl Audit {
    /// Searches one share of the statements, and writes what was found.
    pub(super) fn share(
        &self,
        chosen: &[Chosen<'_>],
        shard: Shard,
        out: &Path,
        format: Format,
    ) -> Result<(), Failure> {
        let input = self.input(chosen);
        let ids = |chosen: &[Chosen<'_>]| chosen.iter().map(|chosen| chosen.id.clone()).collect::<Vec<_>>();
        let statements = ids(chosen);
        let mine: Vec<Chosen<'_>> = shard.share_of(chosen).cloned().collect();
        let (statements_found, twins) = match self.search(&mine, None)? {
            Found::Statements(rows) => (rows.into_iter().map(Record::from).collect(), Vec::new()),
            Found::Twins(rows) => (Vec::new(), rows),
        };
        let covers = ids(&mine);
        let said = format!("share {shard}: {} of {} statements searched", covers.len(), statements.len());
        let call = Call { statements, twins: self.twins, budget: self.budget, seed: self.seed };
        let done = Done { covers, statements: statements_found, twins };
        let part = Part::new("audit", input, shard, call, done);
        part.write(out)?;
        output::answer(format, &part, |_| said, &[])
    }

    /// The hash of the instances that the search starts from.
    fn input(&self, chosen: &[Chosen<'_>]) -> String {
        let reads = !self.from_scratch && !self.twins;
        let of_statement = |chosen: &Chosen<'_>| {
            let known = if reads { fs::read(chosen.file()).unwrap_or_default() } else { Vec::new() };
            [chosen.id.clone().into_bytes(), known]
        };
        let pieces: Vec<Vec<u8>> = chosen.iter().flat_map(of_statement).collect();
        digest(pieces.iter().map(Vec::as_slice))
    }
}

/// Prints what all shares of an audit found, as the audit itself does.
pub(crate) fn merge(papers: &[&dyn Paper], cover: Cover, format: Format) -> Result<(), Failure> {
    let parts = cover.of::<Call, Done>()?;
    let Some(Part { call: Call { statements, twins, budget, seed }, .. }) = parts.first() else {
        return Ok(());
    };
    let (twins, options) = (*twins, Options { budget: *budget, seed: *seed, ..Options::default() });
    let chosen = chosen::only(Chosen::all(papers, None), statements)?;
    let (mut records, mut wrong) = (Vec::new(), Vec::new());
    for Part { shard, done, .. } in parts {
        let mine: Vec<&str> = shard.share_of(&chosen).map(|chosen| chosen.id.as_str()).collect();
        let found: Vec<&str> = done.statements.iter().map(|record| record.id.as_str()).collect();
        if done.covers != mine || !twins && found != mine || twins && !found.is_empty() {
            return Err(Failure::Input(format!(
                "share {shard} is not of the statements that it should be of"
            )));
        }
        records.extend(done.statements);
        wrong.extend(done.twins);
    }
    let place = |id: &str| chosen.iter().position(|chosen| chosen.id == id);
    let found = if twins {
        // A statement's twins stay in their order.
        wrong.sort_by_key(|row: &TwinRow| place(&row.id));
        Found::Twins(wrong)
    } else {
        records.sort_by_key(|record: &Record| place(&record.id));
        Found::Statements(
            records.into_iter().zip(&chosen).map(|(record, chosen)| record.row(chosen.statement)).collect(),
        )
    };
    found.print(&options, format)
}

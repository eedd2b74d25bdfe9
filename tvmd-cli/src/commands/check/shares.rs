//! Shares of a check: each sweeps some of the others' profiles, and all of them together are the check.

use super::{Check, print};
use crate::budget::Budgeted;
use crate::input::Properties;
use crate::part::{Cover, Part, digest};
use crate::progress::Progress;
use crate::shard::Shard;
use crate::shown::Shown;
use crate::{Failure, Format, input, output, targets};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tvmd_core::declared::AnyInstance;
use tvmd_core::incentive::{IncentiveReport, Slice};
use tvmd_core::model::Claim;
use tvmd_core::{Declared, Instance, Mechanism as _};
use tvmd_view::Sheet;
use tvmd_view::schema::found;

/// The file of a share.
pub(crate) type Shared = Part<Call, Done>;

/// What was asked for.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call {
    /// As it was named; `merge` reads it again, from where it is called.
    file: PathBuf,
    mechanism: Option<String>,
    #[schemars(with = "Option<Vec<found::Claim>>")]
    require: Option<Vec<Claim>>,
    budget: u64,
}

/// What a share found.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Done {
    mechanisms: Vec<Mine>,
}

/// What it found of a mechanism.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mine {
    name: String,
    #[schemars(with = "found::Slice")]
    slice: Slice,
}

impl Check {
    /// Does one share of the work, and writes what was found.
    pub(super) fn share(&self, shard: Shard, out: &Path, format: Format) -> Result<(), Failure> {
        let input = hash(&self.file)?;
        let instance = listed(&self.file)?;
        let chosen = self.chosen(instance.mechanisms(), Declared::name)?;
        self.required(instance.prior().is_some())?;
        let mut progress = Progress::new();
        let mut mechanisms = Vec::new();
        for mechanism in chosen {
            self.allow(mechanism)?;
            progress.stage(&format!("checking share {shard} of {}", mechanism.name()));
            let slice = Slice::of(mechanism.table(), instance.prior(), shard.number, shard.of);
            let slice = slice.map_err(|error| self.wrong(mechanism.name(), &error))?;
            mechanisms.push(Mine { name: mechanism.name().to_owned(), slice });
        }
        drop(progress);
        let call = Call {
            file: self.file.clone(),
            mechanism: self.mechanism.clone(),
            require: self.require.as_ref().map(|Properties(claims)| claims.clone()),
            budget: self.budget.times(),
        };
        let part = Part::new("check", input, shard, call, Done { mechanisms });
        part.write(out)?;
        let words = |_: &[Sheet]| {
            let lines = part.done.mechanisms.iter().flat_map(|mine| covered(mine, &instance));
            let lines: Vec<String> =
                [format!("share {shard} of {}", self.file.display())].into_iter().chain(lines).collect();
            lines.join("\n")
        };
        output::answer(format, &part, words, &[])
    }
}

/// Which of the others' profiles were looked at.
fn covered(mine: &Mine, instance: &Instance) -> Vec<String> {
    let agents = mine.slice.columns().zip(instance.setting().agents());
    let line = |(columns, agent): (Option<std::ops::Range<usize>>, &tvmd_core::setting::Agent)| {
        let looked_at = match columns {
            Some(columns) => {
                format!("{} profiles of the others, from number {}", columns.len(), columns.start + 1)
            }
            None => "her menus are few, and left for `merge`".to_owned(),
        };
        format!("  {}, {}: {looked_at}", mine.name, agent.name())
    };
    agents.map(line).collect()
}

/// The instance of a file whose profiles can be listed.
fn listed(file: &Path) -> Result<Instance, Failure> {
    match input::read_any(file)? {
        AnyInstance::Listed(instance) => Ok(instance),
        AnyInstance::Structured(_) => Err(Failure::Input(format!(
            "{}: --shard: this is evaluated by its structure, and there is nothing to divide; leave `--shard` out",
            file.display()
        ))),
    }
}

/// The hash of a file and of all that it names.
fn hash(file: &Path) -> Result<String, Failure> {
    if !file.is_file() {
        return Err(Failure::Input(format!(
            "{}: is no file, and shares are of one that can be read again",
            input::shown(file)
        )));
    }
    let text = fs::read(file).unwrap_or_default();
    let named = targets::named_in(file, &String::from_utf8_lossy(&text));
    let others: Vec<Vec<u8>> = named.into_iter().map(|file| fs::read(file).unwrap_or_default()).collect();
    Ok(digest([text.as_slice()].into_iter().chain(others.iter().map(Vec::as_slice))))
}

/// Prints what all shares of a check found, as the check itself does.
pub(crate) fn merge(cover: Cover, format: Format) -> Result<(), Failure> {
    let parts = cover.of::<Call, Done>()?;
    let Some(Part { call: Call { file, mechanism, require, budget }, input, .. }) = parts.first() else {
        return Ok(());
    };
    if hash(file)? != *input {
        return Err(Failure::Input(format!(
            "{}: has changed since the shares were done",
            input::shown(file)
        )));
    }
    let check = Check {
        sweep: None,
        shown: Shown::default(),
        file: file.clone(),
        mechanism: mechanism.clone(),
        require: require.clone().map(Properties),
        timings: false,
        table: None,
        drawing: None,
        page: None,
        shard: None,
        out: None,
        witness_test: false,
        lean: false,
        budget: Budgeted::of(*budget),
    };
    let instance = listed(file)?;
    let report = |mechanism: &Declared| {
        let slice = |part: &Part<Call, Done>| {
            let mine = part.done.mechanisms.iter().find(|mine| mine.name == mechanism.name());
            mine.map(|mine| mine.slice.clone())
        };
        let slices: Option<Vec<Slice>> = parts.iter().map(slice).collect();
        let slices = slices.ok_or_else(|| check.wrong(mechanism.name(), &"a share is without it"))?;
        IncentiveReport::of_slices(mechanism.table(), instance.prior(), &slices)
            .map_err(|error| check.wrong(mechanism.name(), &format!("the shares: {error}")))
    };
    let mut checked = Vec::new();
    check.listed(&instance, Duration::ZERO, format, &report, &mut |own| checked.push(own))?;
    print(checked, format)
}

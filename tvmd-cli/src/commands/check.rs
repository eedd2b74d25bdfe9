//! `tvmd check FILE`: the incentives of mechanisms, and whether what is claimed or required of them holds.
//!
//! What has more profiles than can be listed, or very many, is evaluated by its structure, and the answer says on which theorem it rests.
//!
//! DSIC and BIC count ⊥ as a report; what is true among types that take part is said for programs, and for people where it differs.

mod listed;
mod programs;
mod shares;
mod structured;
mod swept;

pub(crate) use shares::{Shared, merge};

use crate::budget::Budgeted;
use crate::input::Properties;
use crate::interrupt::Finished;
use crate::shard::Shard;
use crate::shown::Shown;
use crate::{Failure, Format, input, output, targets};
use schemars::JsonSchema;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tvmd_core::declared::AnyInstance;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::model::Claim;
use tvmd_core::sweep::Sweep;
use tvmd_core::{Declared, Instance};
use tvmd_view::Sheet;
use tvmd_view::answer::check::{self, Answer, Checked, Decided};

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The instance file.
    file: PathBuf,
    /// Only this mechanism.
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// Properties that must hold: `ex_post_ir,dsic,bic,bic(1/10),bic(1/10, 1/4),not dsic`. Not taking part counts as a report;
    /// it doesn't in `dsic_participating,bic_participating`, which go with `ex_post_ir` or `interim_ir`.
    #[arg(long, value_name = "PROPERTIES", allow_hyphen_values = true)]
    require: Option<Properties>,
    /// Say how long reading, laying out the table and checking it took, and with which numbers and instructions.
    #[arg(long)]
    timings: bool,
    /// Write the table to this `.npz` file as arrays: what each agent gets and pays at the profiles in which all take part.
    #[arg(long, value_name = "OUT")]
    table: Option<PathBuf>,
    /// Draw who gets what and pays what over the types to this `.svg` file: one buyer's menu over her values of two items, or what two agents get
    /// over their values of one.
    #[arg(long, value_name = "OUT.svg")]
    drawing: Option<PathBuf>,
    /// Only share K of N of the work, written to `--out`; `merge` puts all shares together.
    #[arg(long, value_name = "K/N", allow_hyphen_values = true, requires = "out", conflicts_with_all = ["table", "drawing", "timings", "page", "show", "sweep"])]
    shard: Option<Shard>,
    /// The file of the share.
    #[arg(long, value_name = "PART.json", requires = "shard")]
    out: Option<PathBuf>,
    /// The same for many values of one number of the file, by its path or the end of it: `"reserve=0..2 step 1/4"`; without a step it is 1.
    /// Of a probability, with `rescaled` behind, the others of its distribution share what is left in their proportions.
    #[arg(long, value_name = "PATH=FROM..TO step S", conflicts_with_all = ["table", "drawing", "timings", "show"])]
    sweep: Option<Sweep>,
    /// Print, in place of the answer, a Rust test of each violation that shows it alone: the agents, types and outcomes that it is made of.
    #[arg(long, conflicts_with_all = ["table", "drawing", "page", "timings", "show", "sweep", "shard", "require"])]
    witness_test: bool,
    /// The same as theorems of Lean 4.
    #[arg(long, conflicts_with_all = ["witness_test", "table", "drawing", "page", "timings", "show", "sweep", "shard", "require"])]
    lean: bool,
    /// Write a page for a browser to this file: what was found, who gains by which lie, and the mechanisms as tables and pictures; or the
    /// curves of a sweep.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    budget: Budgeted,
}

/// The answer, or that for many values.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "for the schema")]
pub(crate) enum Answered {
    Whole(Answer),
    Sweep(crate::sweep::Answer<Answer>),
}

/// Prints what was found.
///
/// # Errors
/// What is claimed or required and doesn't hold.
fn print(checked: Vec<Checked>, format: Format) -> Result<(), Failure> {
    let failed: Vec<String> = checked.iter().flat_map(Checked::failures).collect();
    let sheets: Vec<Sheet> = checked.iter().flat_map(Checked::titled).collect();
    let answer = Answer { mechanisms: checked };
    let words = |tables: &[Sheet]| {
        if answer.mechanisms.is_empty() {
            return "the file has no mechanisms: nothing was checked but that its setting and its prior are well-formed".to_owned();
        }
        let said = if tables.is_empty() { Checked::in_words } else { Checked::for_people };
        answer.mechanisms.iter().map(said).collect::<Vec<_>>().join("\n")
    };
    output::answer(format, &answer, words, &sheets)?;
    if failed.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(failed.join("\n"))) }
}

impl Check {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let writes = [
            ("--table", self.table.as_deref()),
            ("--drawing", self.drawing.as_deref()),
            ("--page", self.page.as_deref()),
            ("--out", self.out.as_deref()),
        ];
        targets::check(&[&self.file], &writes)?;
        if let Some((shard, out)) = self.shard.zip(self.out.as_deref()) {
            return self.share(shard, out, format);
        }
        if let Some(sweep) = &self.sweep {
            return self.swept(sweep, format);
        }
        if self.witness_test || self.lean {
            return self.counterexamples(format);
        }
        let started = Instant::now();
        let instance = input::read_any(&self.file)?;
        let read = started.elapsed();
        let finished = |mechanisms| {
            let chosen = self.mechanism.as_ref().map_or(mechanisms, |_| 1);
            Finished::of(chosen, "mechanisms", move |checked| print(checked, format))
        };
        let checked = match instance {
            AnyInstance::Listed(instance) => {
                let finished = finished(instance.mechanisms().len());
                let incentives = |own: &Declared| Ok(own.incentives().clone());
                self.listed(&instance, read, format, &incentives, &mut |checked| finished.add(checked))?;
                let checked = finished.all();
                self.write_page(&checked, Some(&instance))?;
                checked
            }
            AnyInstance::Structured(instance) => {
                let finished = finished(instance.mechanisms().len());
                self.structured(&instance, read, &mut |checked| finished.add(checked))?;
                let checked = finished.all();
                self.write_page(&checked, None)?;
                checked
            }
        };
        print(checked, format)
    }

    /// Writes a page, if one is asked for.
    fn write_page(&self, checked: &[Checked], listed: Option<&Instance>) -> Result<(), Failure> {
        let Some(file) = &self.page else { return Ok(()) };
        let name = self.file.file_name().map_or(self.file.as_path(), Path::new);
        let page = check::page(&input::shown(name), checked, listed);
        let page = page.map_err(|error| self.wrong("--page", &error))?;
        output::html(file, &page)
    }

    fn wrong(&self, mechanism: &str, error: &dyn std::fmt::Display) -> Failure {
        Failure::Input(format!("{}: {mechanism}: {error}", self.file.display()))
    }

    /// The properties that are required.
    fn required(&self, has_prior: bool) -> Result<Vec<Claim>, Failure> {
        let Some(Properties(required)) = &self.require else { return Ok(Vec::new()) };
        check::sensible(required, has_prior)
            .map_err(|error| Failure::Input(format!("{}: --require: {error}", self.file.display())))?;
        Ok(required.clone())
    }

    /// An option that asks for something of mechanisms.
    fn asked(&self) -> Option<&'static str> {
        let options = [
            ("--require", self.require.is_some()),
            ("--table", self.table.is_some()),
            ("--drawing", self.drawing.is_some()),
            ("--shard", self.shard.is_some()),
            ("--sweep", self.sweep.is_some()),
            ("--witness-test", self.witness_test),
            ("--lean", self.lean),
        ];
        options.into_iter().find(|(_, given)| *given).map(|(option, _)| option)
    }

    /// The mechanisms that are asked about.
    fn chosen<'a, M>(&self, mechanisms: &'a [M], name: fn(&M) -> &str) -> Result<Vec<&'a M>, Failure> {
        if let (true, Some(option)) = (mechanisms.is_empty(), self.asked()) {
            return Err(Failure::Input(format!(
                "{}: {option}: there is nothing to check, since the file has no mechanisms",
                self.file.display()
            )));
        }
        let chosen = match &self.mechanism {
            Some(wanted) => vec![input::mechanism(mechanisms, name, wanted, &self.file)?],
            None => mechanisms.iter().collect(),
        };
        match chosen.len() {
            1 => Ok(chosen),
            count if self.table.is_some() => Err(Failure::Input(format!(
                "{}: --table: the file has {count} mechanisms, and the table of one is written; name it by --mechanism",
                self.file.display()
            ))),
            count if self.drawing.is_some() => Err(Failure::Input(format!(
                "{}: --drawing: the file has {count} mechanisms, and one is drawn; name it by --mechanism",
                self.file.display()
            ))),
            _ => Ok(chosen),
        }
    }

    /// What is claimed and what is required, and whether it holds.
    fn decided(
        &self,
        report: &IncentiveReport,
        claimed: &[Claim],
        required: &[Claim],
    ) -> Result<Vec<Decided>, Failure> {
        Decided::all(claimed.iter().chain(required), report).map_err(|claim| {
            let file = self.file.display();
            Failure::Input(format!("{file}: prior: there is none, and `{claim}` is about one"))
        })
    }
}

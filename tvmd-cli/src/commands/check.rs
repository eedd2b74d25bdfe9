//! `tvmd check FILE`: the incentives of mechanisms, and whether what is claimed or required of them holds.
//!
//! What has more profiles than can be listed, or very many, is evaluated by its structure, and the answer says on which theorem it rests.
//!
//! DSIC and BIC count ⊥ as a report; what is true among types that take part is said for programs, and for people where it differs.

mod shares;

pub(crate) use shares::{Shared, merge};

use crate::budget::Budgeted;
use crate::input::Properties;
use crate::interrupt::Finished;
use crate::progress::Progress;
use crate::shard::Shard;
use crate::shown::Shown;
use crate::sweep;
use crate::{Failure, Format, arrays, input, output, targets};
use schemars::JsonSchema;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tvmd_core::declared::{AnyInstance, Structured, StructuredInstance};
use tvmd_core::incentive::{IncentiveReport, kernel_name};
use tvmd_core::model::Claim;
use tvmd_core::setting::MAX_PROFILES;
use tvmd_core::structure;
use tvmd_core::sweep::Sweep;
use tvmd_core::work;
use tvmd_core::{Declared, Instance, Mechanism as _};
use tvmd_view::Sheet;
use tvmd_view::answer::check::{self, Answer, Checked, Decided, Timings};
use tvmd_view::answer::sweep::Seen;
use tvmd_view::counterexample::Counterexample;
use tvmd_view::page::Drawing;

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

/// Where the incentives of a mechanism come from.
type Report<'a> = dyn Fn(&Declared) -> Result<IncentiveReport, Failure> + 'a;

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

    /// Prints each violation as a program.
    fn counterexamples(&self, format: Format) -> Result<(), Failure> {
        let option = if self.lean { "--lean" } else { "--witness-test" };
        if format != Format::Text {
            return Err(Failure::Input(format!(
                "{option}: what is printed is a program; leave `--format` out"
            )));
        }
        let instance = input::read(&self.file)?;
        let mut programs = Vec::new();
        for mechanism in self.chosen(instance.mechanisms(), Declared::name)? {
            self.allow(mechanism)?;
            let (table, prior, report) = (mechanism.table(), instance.prior(), mechanism.incentives());
            let all = Counterexample::all(mechanism.name(), table, prior, report);
            programs.extend(all.iter().map(|one| if self.lean { one.lean() } else { one.rust() }));
        }
        if programs.is_empty() {
            return Err(Failure::DoesNotHold(format!(
                "{}: {option}: nothing is violated",
                self.file.display()
            )));
        }
        output::text(&programs.join("\n"))
    }

    /// Writes a page, if one is asked for.
    fn write_page(&self, checked: &[Checked], listed: Option<&Instance>) -> Result<(), Failure> {
        let Some(file) = &self.page else { return Ok(()) };
        let name = self.file.file_name().map_or(self.file.as_path(), Path::new);
        let page = check::page(&input::shown(name), checked, listed);
        let page = page.map_err(|error| self.wrong("--page", &error))?;
        output::html(file, &page)
    }

    /// For each value of a number.
    fn swept(&self, sweep: &Sweep, format: Format) -> Result<(), Failure> {
        let mut failed = Vec::new();
        let answer = |instance: Instance| {
            let incentives = |mechanism: &Declared| Ok(mechanism.incentives().clone());
            let mut mechanisms = Vec::new();
            self.listed(&instance, Duration::ZERO, Format::Json, &incentives, &mut |own| {
                mechanisms.push(own);
            })?;
            failed.extend(mechanisms.iter().flat_map(Checked::failures));
            Ok(Answer { mechanisms })
        };
        let shown = |answer: &Answer| {
            let seen = |own: &Checked| Seen { of: Some(own.name.clone()), cells: own.cells() };
            answer.mechanisms.iter().map(seen).collect()
        };
        sweep::run(sweep, &self.file, format, self.page.as_deref(), answer, shown)?;
        if failed.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(failed.join("\n"))) }
    }

    /// Profile by profile; `done` takes each mechanism as it is finished.
    fn listed(
        &self,
        instance: &Instance,
        read: Duration,
        format: Format,
        report: &Report<'_>,
        done: &mut dyn FnMut(Checked),
    ) -> Result<(), Failure> {
        let required = self.required(instance.mechanisms().is_empty(), instance.prior().is_some())?;
        let mut progress = Progress::new();
        let chosen = self.chosen(instance.mechanisms(), Declared::name)?;
        for (position, mechanism) in chosen.iter().copied().enumerate() {
            let profiles = instance.setting().profile_count();
            self.allow(mechanism)?;
            progress.stage(&format!("checking {} over {profiles} profiles", mechanism.name()));
            if chosen.len() > 1 {
                let (before, all) = (position as u128, chosen.len() as u128);
                progress.estimate(&format!("{before} of {all} mechanisms done"), before, all);
            }
            let found = self.check(mechanism, &required, read, report)?;
            let tables = self.shown.of(mechanism.table(), mechanism.prior(), format, self.file.display())?;
            done(Checked { tables, ..found });
        }
        Ok(())
    }

    /// Refuses what is too much work.
    fn allow(&self, mechanism: &Declared) -> Result<(), Failure> {
        let work = mechanism.work().and(&work::expectation(mechanism.setting()));
        self.budget.allows(work, self.file.display())
    }

    /// By structure, where there are too many profiles.
    fn structured(
        &self,
        instance: &StructuredInstance,
        read: Duration,
        done: &mut dyn FnMut(Checked),
    ) -> Result<(), Failure> {
        let every = [("--table: a table has", &self.table), ("--drawing: a drawing has", &self.drawing)];
        if let Some((has, _)) = every.iter().find(|(_, out)| out.is_some()) {
            return Err(Failure::Input(format!(
                "{}: {has} every profile, and here there are more than {MAX_PROFILES}",
                self.file.display()
            )));
        }
        let required = self.required(instance.mechanisms().is_empty(), instance.types().is_some())?;
        let mut progress = Progress::new();
        for mechanism in self.chosen(instance.mechanisms(), Structured::name)? {
            self.budget.allows(mechanism.work(), self.file.display())?;
            progress.stage(&format!("evaluating {} by its structure", mechanism.name()));
            let started = Instant::now();
            let found = structure::evaluate(mechanism).map_err(|lie| self.wrong(mechanism.name(), &lie))?;
            let timings = self.timings.then(|| Timings {
                read: read.as_secs_f64(),
                table: 0.0,
                kernel: started.elapsed().as_secs_f64(),
                kernel_name: "structure".to_owned(),
            });
            let claims = self.decided(&found.report, mechanism.claims(), &required)?;
            done(Checked { timings, ..Checked::structured(mechanism.name(), found, claims) });
        }
        Ok(())
    }

    fn wrong(&self, mechanism: &str, error: &dyn std::fmt::Display) -> Failure {
        Failure::Input(format!("{}: {mechanism}: {error}", self.file.display()))
    }

    /// The properties that are required, if there is something that can have them.
    fn required(&self, has_no_mechanism: bool, has_prior: bool) -> Result<Vec<Claim>, Failure> {
        let Some(Properties(required)) = &self.require else { return Ok(Vec::new()) };
        if has_no_mechanism {
            return Err(Failure::Input(format!(
                "{}: --require: there is nothing to check, since the file has no mechanisms",
                self.file.display()
            )));
        }
        check::sensible(required, has_prior)
            .map_err(|error| Failure::Input(format!("{}: --require: {error}", self.file.display())))?;
        Ok(required.clone())
    }

    fn chosen<'a, M>(&self, mechanisms: &'a [M], name: fn(&M) -> &str) -> Result<Vec<&'a M>, Failure> {
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

    fn check(
        &self,
        mechanism: &Declared,
        required: &[Claim],
        read: Duration,
        report: &Report<'_>,
    ) -> Result<Checked, Failure> {
        let started = Instant::now();
        let table = mechanism.table();
        table.lay_out();
        let laid_out = started.elapsed();
        let report = report(mechanism)?;
        let timings = self.timings.then(|| Timings {
            read: read.as_secs_f64(),
            table: laid_out.as_secs_f64(),
            kernel: (started.elapsed() - laid_out).as_secs_f64(),
            kernel_name: kernel_name(table),
        });
        if let Some(out) = &self.table {
            let wrong = |reason| self.wrong(mechanism.name(), &format!("--table: {reason}"));
            output::arrays(out, &arrays::written(table).map_err(wrong)?)?;
        }
        if let Some(out) = &self.drawing {
            let drawing = Drawing::of(table, mechanism.prior()).ok_or_else(|| {
                let plane = "--drawing: what is drawn is one buyer's menu over her values of two items, or what two agents get over their values of one";
                self.wrong(mechanism.name(), &plane)
            })?;
            output::page(out, &drawing.svg())?;
        }
        let claims = self.decided(&report, mechanism.claims(), required)?;
        let checked = Checked::listed(mechanism.name(), table, mechanism.prior(), report, claims);
        Ok(Checked { timings, ..checked.map_err(|error| self.wrong(mechanism.name(), &error))? })
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

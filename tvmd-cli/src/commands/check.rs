//! `tvmd check FILE`: the incentives of mechanisms, and whether what is claimed or required of them holds.
//!
//! DSIC and BIC count ⊥ as a report; what is true among types that take part is said for programs, and for people where it differs.

use crate::budget::Budgeted;
use crate::input::Properties;
use crate::progress::Progress;
use crate::{Failure, Format, arrays, input, output, targets};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{Frontier, Verdict, kernel_name};
use tvmd_core::model::Claim;
use tvmd_core::work::{self, MAX_CORNERS};
use tvmd_core::{Declared, Instance, Mechanism as _};

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
    #[command(flatten)]
    budget: Budgeted,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer {
    mechanisms: Vec<Checked>,
}

/// One mechanism.
#[derive(Serialize)]
struct Checked {
    name: String,
    ex_post_ir: Verdict,
    interim_ir: Option<Verdict>,
    dsic: Verdict,
    dsic_participating: Verdict,
    bic: Option<Verdict>,
    bic_participating: Option<Verdict>,
    frontier: Option<Frontier>,
    frontier_as_printed: Option<Frontier>,
    /// Where that isn't listed: it has more corners than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    frontier_as_printed_over: Option<usize>,
    revenue: Option<Text>,
    welfare: Option<Text>,
    claims: Vec<Decided>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timings: Option<Timings>,
}

/// Seconds.
#[derive(Serialize)]
struct Timings {
    /// Of the whole file.
    read: f64,
    /// Making the table, and laying it out for sweeps.
    table: f64,
    /// Checking incentives.
    kernel: f64,
    kernel_name: String,
}

/// A claim of the file, or a property required on the command line, and whether it holds.
#[derive(Serialize)]
struct Decided {
    claim: Claim,
    holds: bool,
    /// What the claim is decided by, in words, where it doesn't hold and isn't a denial.
    #[serde(skip)]
    reason: Option<String>,
}

impl Check {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--table", self.table.as_deref())])?;
        let started = Instant::now();
        let instance = input::read(&self.file)?;
        let read = started.elapsed();
        let required = self.required(&instance)?;
        let chosen = self.chosen(&instance)?;
        let mut progress = Progress::new();
        let mut checked = Vec::new();
        for mechanism in chosen {
            let profiles = instance.setting().profile_count();
            let work = mechanism.work().and(&work::expectation(instance.setting()));
            self.budget.allows(work, self.file.display())?;
            progress.stage(&format!("checking {} over {profiles} profiles", mechanism.name()));
            checked.push(self.check(mechanism, &required, read)?);
        }
        drop(progress);
        let failed: Vec<String> = checked.iter().flat_map(Checked::failures).collect();
        match format {
            Format::Json => output::json(&Answer { mechanisms: checked })?,
            Format::Text if checked.is_empty() => output::text(
                "the file has no mechanisms: nothing was checked but that its setting and its prior are well-formed",
            )?,
            Format::Text => {
                let texts: Vec<String> = checked.iter().map(Checked::for_people).collect();
                output::text(&texts.join("\n"))?;
            }
        }
        if failed.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(failed.join("\n"))) }
    }

    /// The properties that are required, if there is something that can have them.
    fn required(&self, instance: &Instance) -> Result<Vec<Claim>, Failure> {
        let Some(Properties(required)) = &self.require else { return Ok(Vec::new()) };
        if instance.mechanisms().is_empty() {
            return Err(Failure::Input(format!(
                "{}: --require: there is nothing to check, since the file has no mechanisms",
                self.file.display()
            )));
        }
        input::check(required, instance.prior().is_some())
            .map_err(|error| Failure::Input(format!("{}: --require: {error}", self.file.display())))?;
        Ok(required.clone())
    }

    fn chosen<'a>(&self, instance: &'a Instance) -> Result<Vec<&'a Declared>, Failure> {
        let chosen = match &self.mechanism {
            Some(name) => vec![input::mechanism(instance, name, &self.file)?],
            None => instance.mechanisms().iter().collect(),
        };
        match chosen.len() {
            1 => Ok(chosen),
            count if self.table.is_some() => Err(Failure::Input(format!(
                "{}: --table: the file has {count} mechanisms, and the table of one is written; name it by --mechanism",
                self.file.display()
            ))),
            _ => Ok(chosen),
        }
    }

    fn check(&self, mechanism: &Declared, required: &[Claim], read: Duration) -> Result<Checked, Failure> {
        let wrong =
            |error: String| Failure::Input(format!("{}: {}: {error}", self.file.display(), mechanism.name()));
        let started = Instant::now();
        let table = mechanism.table();
        table.lay_out();
        let laid_out = started.elapsed();
        let report = mechanism.incentives().clone();
        let timings = self.timings.then(|| Timings {
            read: read.as_secs_f64(),
            table: laid_out.as_secs_f64(),
            kernel: (started.elapsed() - laid_out).as_secs_f64(),
            kernel_name: kernel_name(table),
        });
        if let Some(out) = &self.table {
            let arrays = arrays::written(table).map_err(|reason| wrong(format!("--table: {reason}")))?;
            output::arrays(out, &arrays)?;
        }
        let (mut revenue, mut welfare) = (None, None);
        if let Some((prior, bic)) = mechanism.prior().zip(report.bic.as_ref()) {
            let expected = table.expected_revenue(prior).map_err(|error| wrong(error.to_string()))?;
            (welfare, revenue) = (Some(Text(&expected + bic.rents())), Some(Text(expected)));
        }
        let mut claims = Vec::new();
        for claim in mechanism.claims().iter().chain(required) {
            let holds = report.decides(claim).ok_or_else(|| {
                Failure::Input(format!(
                    "{}: prior: there is none, and `{claim}` is about one",
                    self.file.display()
                ))
            })?;
            let witness = report.verdict(&claim.property).and_then(|verdict| verdict.witness.as_ref());
            let reason = witness.filter(|_| !holds && !claim.negated).map(ToString::to_string);
            claims.push(Decided { claim: claim.clone(), holds, reason });
        }
        let bic = report.bic.as_ref();
        let frontier_as_printed = bic.and_then(|bic| bic.frontier_as_printed.clone());
        Ok(Checked {
            name: mechanism.name().to_owned(),
            interim_ir: bic.map(|bic| bic.interim_ir.clone()),
            bic: bic.map(|bic| bic.verdict.clone()),
            bic_participating: bic.map(|bic| bic.participating.clone()),
            frontier: bic.map(|bic| bic.frontier.clone()),
            ex_post_ir: report.ex_post_ir,
            dsic: report.dsic,
            dsic_participating: report.dsic_participating,
            frontier_as_printed_over: (bic.is_some() && frontier_as_printed.is_none()).then_some(MAX_CORNERS),
            frontier_as_printed,
            revenue,
            welfare,
            claims,
            timings,
        })
    }
}

impl Checked {
    /// The claims and requirements that don't hold, with the reason.
    fn failures(&self) -> impl Iterator<Item = String> {
        self.claims.iter().filter(|decided| !decided.holds).map(|Decided { claim, reason, .. }| {
            let reason = reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
            format!("{}: `{claim}` doesn't hold{reason}", self.name)
        })
    }

    fn for_people(&self) -> String {
        let mut text = format!("{}\n", self.name);
        let mut line = |what: &str, is: &str| {
            // Later lines of a witness are set under its first.
            let is = is.replace('\n', "\n              ");
            let _ = writeln!(text, "  {what:<11} {is}");
        };
        line("ex-post IR", &self.ex_post_ir.to_string());
        if let Some(interim) = self.interim_ir.as_ref().filter(|_| !self.ex_post_ir.holds) {
            line("interim IR", &interim.to_string());
        }
        let dsic = [("DSIC", Some(&self.dsic), Some(&self.dsic_participating))];
        let bic = [("BIC", self.bic.as_ref(), self.bic_participating.as_ref())];
        for (what, with_bottom, participating) in dsic.into_iter().chain(bic) {
            let Some((with_bottom, participating)) = with_bottom.zip(participating) else { continue };
            line(what, &with_bottom.to_string());
            if let Some(apart) = participating.unlike(with_bottom) {
                line("", &apart);
            }
        }
        if let Some(frontier) = self.frontier.as_ref().filter(|frontier| frontier.steps().len() > 1) {
            let steps: Vec<String> =
                frontier.steps().iter().map(|step| format!("({}, {})", step.epsilon, step.q)).collect();
            line("(ε, q)-BIC", &format!("from {} on", steps.join(", ")));
        }
        if self.bic.is_some() && self.frontier_as_printed.is_none() {
            line(
                "as printed",
                &format!("its frontier has more than {MAX_CORNERS} corners, and isn't listed"),
            );
        }
        for (what, value) in [("revenue", &self.revenue), ("welfare", &self.welfare)] {
            if let Some(value) = value {
                line(what, &value.0.to_string());
            }
        }
        for Decided { claim, holds, .. } in &self.claims {
            line("claim", &format!("{claim}: {}", if *holds { "holds" } else { "DOESN'T HOLD" }));
        }
        if let Some(Timings { read, table, kernel, kernel_name }) = &self.timings {
            let took = format!("read {read:.6} s, table {table:.6} s, kernel {kernel:.6} s ({kernel_name})");
            line("timings", &took);
        }
        text
    }
}

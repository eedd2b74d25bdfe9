//! `tvmd check FILE`: the incentives of mechanisms, and whether what is claimed or required of them holds.

use crate::budget::Budgeted;
use crate::progress::Progress;
use crate::{Failure, Format, input, output};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{Frontier, Verdict};
use tvmd_core::model::{Claim, Property};
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use tvmd_core::work::{self, MAX_CORNERS};
use tvmd_core::{Declared, Instance, Mechanism as _};

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The instance file.
    file: PathBuf,
    /// Only this mechanism.
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// Properties that must hold: `ex_post_ir,dsic,bic,bic(1/10),bic(1/10, 1/4),not dsic`.
    #[arg(long, value_name = "PROPERTIES")]
    require: Option<String>,
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
    dsic: Verdict,
    bic: Option<Verdict>,
    frontier: Option<Frontier>,
    frontier_as_printed: Option<Frontier>,
    /// Where that isn't listed: it has more corners than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    frontier_as_printed_over: Option<usize>,
    revenue: Option<Text>,
    welfare: Option<Text>,
    claims: Vec<Decided>,
}

/// A claim of the file, or a property required on the command line, and whether it holds.
#[derive(Serialize)]
struct Decided {
    claim: Claim,
    holds: bool,
}

impl Check {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let required = self.required()?;
        let instance = input::read(&self.file)?;
        let mut progress = Progress::new();
        let mut checked = Vec::new();
        for mechanism in self.chosen(&instance)? {
            let profiles = instance.setting().profile_count();
            let work = mechanism.work().and(&work::expectation(instance.setting()));
            self.budget.allows(work, self.file.display())?;
            progress.stage(&format!("checking {} over {profiles} profiles", mechanism.name()));
            checked.push(self.check(mechanism, &required)?);
        }
        drop(progress);
        let failed: Vec<String> = checked.iter().flat_map(Checked::failures).collect();
        match format {
            Format::Json => output::json(&Answer { mechanisms: checked })?,
            Format::Text => {
                let texts: Vec<String> = checked.iter().map(Checked::for_people).collect();
                output::text(&texts.join("\n"))?;
            }
        }
        if failed.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(failed.join("\n"))) }
    }

    fn required(&self) -> Result<Vec<Claim>, Failure> {
        let list = self.require.as_deref().map_or_else(|| Ok(Vec::new()), Claim::list);
        list.map_err(|error| Failure::Input(format!("--require: {error}")))
    }

    fn chosen<'a>(&self, instance: &'a Instance) -> Result<Vec<&'a Declared>, Failure> {
        let Some(name) = &self.mechanism else { return Ok(instance.mechanisms().iter().collect()) };
        Ok(vec![input::mechanism(instance, name, &self.file)?])
    }

    fn check(&self, mechanism: &Declared, required: &[Claim]) -> Result<Checked, Failure> {
        let wrong =
            |error: String| Failure::Input(format!("{}: {}: {error}", self.file.display(), mechanism.name()));
        let table = mechanism.outcomes();
        let report = mechanism.report().clone();
        let expected = |objective: &dyn Objective| -> Result<Option<Text>, Failure> {
            let Some(prior) = mechanism.prior() else { return Ok(None) };
            let performance = Performance::new(objective, table).map_err(|error| wrong(error.to_string()))?;
            let value = performance.expectation(prior).map_err(|error| wrong(error.to_string()))?;
            Ok(Some(Text(value)))
        };
        let (revenue, welfare) = (expected(&Revenue)?, expected(&Welfare)?);
        let mut claims = Vec::new();
        for claim in mechanism.claims().iter().chain(required) {
            let holds = report.decides(claim).ok_or_else(|| {
                Failure::Input(format!(
                    "{}: prior: there is none, and `{claim}` is about one",
                    self.file.display()
                ))
            })?;
            claims.push(Decided { claim: claim.clone(), holds });
        }
        let (bic, frontier, frontier_as_printed) = match report.bic {
            Some(bic) => (Some(bic.verdict), Some(bic.frontier), bic.frontier_as_printed),
            None => (None, None, None),
        };
        Ok(Checked {
            name: mechanism.name().to_owned(),
            ex_post_ir: report.ex_post_ir,
            dsic: report.dsic,
            frontier_as_printed_over: (bic.is_some() && frontier_as_printed.is_none()).then_some(MAX_CORNERS),
            bic,
            frontier,
            frontier_as_printed,
            revenue,
            welfare,
            claims,
        })
    }
}

impl Checked {
    /// The claims and requirements that don't hold, with the reason.
    fn failures(&self) -> impl Iterator<Item = String> {
        self.claims.iter().filter(|decided| !decided.holds).map(|Decided { claim, .. }| {
            let verdict = match &claim.property {
                Property::ExPostIr => Some(&self.ex_post_ir),
                Property::Dsic => Some(&self.dsic),
                _ => self.bic.as_ref(),
            };
            let reason = match verdict.and_then(|verdict| verdict.witness.as_ref()) {
                Some(witness) if !claim.negated => format!(": {witness}"),
                _ => String::new(),
            };
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
        line("DSIC", &self.dsic.to_string());
        if let Some(bic) = &self.bic {
            line("BIC", &bic.to_string());
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
        for Decided { claim, holds } in &self.claims {
            line("claim", &format!("{claim}: {}", if *holds { "holds" } else { "DOESN'T HOLD" }));
        }
        text
    }
}

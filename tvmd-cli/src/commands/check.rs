//! `tvmd check FILE`: the incentives of mechanisms, and whether what is claimed or required of them holds.
//!
//! What has more profiles than can be listed, or very many, is evaluated by its structure, and the answer says on which theorem it rests.
//!
//! DSIC and BIC count ⊥ as a report; what is true among types that take part is said for programs, and for people where it differs.

use crate::budget::Budgeted;
use crate::input::Properties;
use crate::progress::Progress;
use crate::{Failure, Format, input, output};
use num_traits::Signed as _;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;
use tvmd_core::declared::{AnyInstance, Structured, StructuredInstance};
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{Frontier, IncentiveReport, Verdict};
use tvmd_core::model::Claim;
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use tvmd_core::structure::{self, Evaluation};
use tvmd_core::work::{self, MAX_CORNERS};
use tvmd_core::{Declared, Instance, Mechanism as _, Rational};

/// The most characters of a number that is shown to people as it is.
const LONGEST: usize = 200;

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
    /// Why truth pays, where that wasn't found profile by profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    theorem: Option<String>,
    claims: Vec<Decided>,
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
        let checked = match input::read_any(&self.file)? {
            AnyInstance::Listed(instance) => self.listed(&instance)?,
            AnyInstance::Structured(instance) => self.structured(&instance)?,
        };
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

    /// Profile by profile.
    fn listed(&self, instance: &Instance) -> Result<Vec<Checked>, Failure> {
        let required = self.required(instance.mechanisms().is_empty(), instance.prior().is_some())?;
        let mut progress = Progress::new();
        let mut checked = Vec::new();
        for mechanism in self.chosen(instance.mechanisms(), Declared::name)? {
            let profiles = instance.setting().profile_count();
            let work = mechanism.work().and(&work::expectation(instance.setting()));
            self.budget.allows(work, self.file.display())?;
            progress.stage(&format!("checking {} over {profiles} profiles", mechanism.name()));
            checked.push(self.check(mechanism, &required)?);
        }
        Ok(checked)
    }

    /// By structure, where there are too many profiles.
    fn structured(&self, instance: &StructuredInstance) -> Result<Vec<Checked>, Failure> {
        let required = self.required(instance.mechanisms().is_empty(), instance.types().is_some())?;
        let mut progress = Progress::new();
        let mut checked = Vec::new();
        for mechanism in self.chosen(instance.mechanisms(), Structured::name)? {
            self.budget.allows(mechanism.work(), self.file.display())?;
            progress.stage(&format!("evaluating {} by its structure", mechanism.name()));
            let Evaluation { report, theorem, revenue, welfare, .. } =
                structure::evaluate(mechanism).map_err(|lie| self.wrong(mechanism.name(), &lie))?;
            let claims = self.decided(&report, mechanism.claims(), &required)?;
            checked.push(Checked {
                theorem: Some(theorem.to_string()),
                ..Checked::new(mechanism.name(), report, revenue, welfare, claims)
            });
        }
        Ok(checked)
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
        input::check(required, has_prior)
            .map_err(|error| Failure::Input(format!("{}: --require: {error}", self.file.display())))?;
        Ok(required.clone())
    }

    fn chosen<'a, M>(&self, mechanisms: &'a [M], name: fn(&M) -> &str) -> Result<Vec<&'a M>, Failure> {
        let Some(wanted) = &self.mechanism else { return Ok(mechanisms.iter().collect()) };
        Ok(vec![input::mechanism(mechanisms, name, wanted, &self.file)?])
    }

    fn check(&self, mechanism: &Declared, required: &[Claim]) -> Result<Checked, Failure> {
        let table = mechanism.table();
        let report = mechanism.incentives().clone();
        let expected = |objective: &dyn Objective| -> Result<Option<Rational>, Failure> {
            let Some(prior) = mechanism.prior() else { return Ok(None) };
            let wrong = |error: &dyn std::fmt::Display| self.wrong(mechanism.name(), error);
            let performance = Performance::new(objective, table).map_err(|error| wrong(&error))?;
            performance.expectation(prior).map(Some).map_err(|error| wrong(&error))
        };
        let (revenue, welfare) = (expected(&Revenue)?, expected(&Welfare)?);
        let claims = self.decided(&report, mechanism.claims(), required)?;
        Ok(Checked::new(mechanism.name(), report, revenue, welfare, claims))
    }

    /// What is claimed and what is required, and whether it holds.
    fn decided(
        &self,
        report: &IncentiveReport,
        claimed: &[Claim],
        required: &[Claim],
    ) -> Result<Vec<Decided>, Failure> {
        let decided = claimed.iter().chain(required).map(|claim| {
            let holds = report.decides(claim).ok_or_else(|| {
                Failure::Input(format!(
                    "{}: prior: there is none, and `{claim}` is about one",
                    self.file.display()
                ))
            })?;
            let witness = report.verdict(&claim.property).and_then(|verdict| verdict.witness.as_ref());
            let reason = witness.filter(|_| !holds && !claim.negated).map(ToString::to_string);
            Ok(Decided { claim: claim.clone(), holds, reason })
        });
        decided.collect()
    }
}

impl Checked {
    fn new(
        name: &str,
        report: IncentiveReport,
        revenue: Option<Rational>,
        welfare: Option<Rational>,
        claims: Vec<Decided>,
    ) -> Self {
        let bic = report.bic.as_ref();
        let frontier_as_printed = bic.and_then(|bic| bic.frontier_as_printed.clone());
        Self {
            name: name.to_owned(),
            interim_ir: bic.map(|bic| bic.interim_ir.clone()),
            bic: bic.map(|bic| bic.verdict.clone()),
            bic_participating: bic.map(|bic| bic.participating.clone()),
            frontier: bic.map(|bic| bic.frontier.clone()),
            ex_post_ir: report.ex_post_ir,
            dsic: report.dsic,
            dsic_participating: report.dsic_participating,
            frontier_as_printed_over: (bic.is_some() && frontier_as_printed.is_none()).then_some(MAX_CORNERS),
            frontier_as_printed,
            revenue: revenue.map(Text),
            welfare: welfare.map(Text),
            theorem: None,
            claims,
        }
    }

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
                line(what, &if self.theorem.is_some() { short(&value.0) } else { value.0.to_string() });
            }
        }
        if let Some(theorem) = &self.theorem {
            line("because", theorem);
        }
        for Decided { claim, holds, .. } in &self.claims {
            line("claim", &format!("{claim}: {}", if *holds { "holds" } else { "DOESN'T HOLD" }));
        }
        text
    }
}

/// A number for people: one of very many digits, as expectations over many agents are, is cut to decimals, and that is said.
fn short(number: &Rational) -> String {
    let written = number.to_string();
    if written.len() <= LONGEST {
        return written;
    }
    let sign = if number.is_negative() { "-" } else { "" };
    let millionths = number.abs() * Rational::from_integer(1_000_000.into());
    let digits = format!("{:0>7}", millionths.to_integer());
    let (whole, rest) = digits.split_at(digits.len() - 6);
    format!("{sign}{whole}.{rest}… (`--format json` has it as a fraction)")
}

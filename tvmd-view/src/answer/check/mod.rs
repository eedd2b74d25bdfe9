//! What a check found of mechanisms, for programs and for people.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

mod page;

pub use page::page;

use crate::schema::{Exact, found};
use crate::{Cell, Rounded, Sheet, below};
use num_traits::Signed as _;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use tvmd_core::diagnostic::PathStep;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{Frontier, IncentiveReport, Verdict};
use tvmd_core::model::Claim;
use tvmd_core::prior::PriorError;
use tvmd_core::structure::Evaluation;
use tvmd_core::work::MAX_CORNERS;
use tvmd_core::{Prior, Rational, Table};

/// The most characters of a number that is shown to people as it is.
const LONGEST: usize = 200;

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    pub mechanisms: Vec<Checked>,
}

/// One mechanism.
#[derive(Serialize, JsonSchema)]
pub struct Checked {
    pub name: String,
    #[schemars(with = "found::Verdict")]
    pub ex_post_ir: Verdict,
    #[schemars(with = "Option<found::Verdict>")]
    pub interim_ir: Option<Verdict>,
    #[schemars(with = "found::Verdict")]
    pub dsic: Verdict,
    #[schemars(with = "found::Verdict")]
    pub dsic_participating: Verdict,
    #[schemars(with = "Option<found::Verdict>")]
    pub bic: Option<Verdict>,
    #[schemars(with = "Option<found::Verdict>")]
    pub bic_participating: Option<Verdict>,
    #[schemars(with = "Option<found::Frontier>")]
    pub frontier: Option<Frontier>,
    #[schemars(with = "Option<found::Frontier>")]
    pub frontier_as_printed: Option<Frontier>,
    /// Where that isn't listed: it has more corners than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontier_as_printed_over: Option<usize>,
    #[schemars(with = "Option<Exact>")]
    pub revenue: Option<Text>,
    #[schemars(with = "Option<Exact>")]
    pub welfare: Option<Text>,
    /// Why truth pays, where that wasn't found profile by profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theorem: Option<String>,
    pub claims: Vec<Decided>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timings: Option<Timings>,
    /// Those that are shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<found::Sheet>")]
    pub tables: Vec<Sheet>,
}

/// Seconds.
#[derive(Serialize, JsonSchema)]
pub struct Timings {
    /// Of the whole file.
    pub read: f64,
    /// Making the table, and laying it out for sweeps.
    pub table: f64,
    /// Checking incentives.
    pub kernel: f64,
    pub kernel_name: String,
}

/// A claim of the file, or a property required on the command line, and whether it holds.
#[derive(Serialize, JsonSchema)]
pub struct Decided {
    #[schemars(with = "found::Claim")]
    pub claim: Claim,
    pub holds: bool,
    /// What the claim is decided by, in words, where it doesn't hold and isn't a denial.
    #[serde(skip)]
    pub reason: Option<String>,
}

/// Checks properties that are required as those that a file claims are checked.
///
/// # Errors
/// What is wrong with them, in words.
pub fn sensible(claims: &[Claim], has_prior: bool) -> Result<(), String> {
    Claim::check(claims, has_prior).map_err(|errors| {
        let said = errors.iter().map(|error| {
            let help = error.help.as_ref().map_or_else(String::new, |help| format!("\n  help: {help}"));
            let claim = match error.place.0.first() {
                Some(PathStep::Index(index)) => claims.get(*index),
                _ => None,
            };
            match claim.map(ToString::to_string).filter(|claim| !error.message.contains(claim)) {
                Some(claim) => format!("`{claim}`: {}{help}", error.message),
                None => format!("{}{help}", error.message),
            }
        });
        said.collect::<Vec<_>>().join("\n")
    })
}

impl Decided {
    /// What a report decides of claims.
    ///
    /// # Errors
    /// A claim about a prior, where there is none.
    pub fn all<'c>(
        claims: impl IntoIterator<Item = &'c Claim>,
        report: &IncentiveReport,
    ) -> Result<Vec<Self>, &'c Claim> {
        let decided = claims.into_iter().map(|claim| {
            let holds = report.decides(claim).ok_or(claim)?;
            let witness = report.verdict(&claim.property).and_then(|verdict| verdict.witness.as_ref());
            let reason = witness.filter(|_| !holds && !claim.negated).map(ToString::to_string);
            Ok(Self { claim: claim.clone(), holds, reason })
        });
        decided.collect()
    }
}

impl Checked {
    /// What is found profile by profile, with what is expected under a prior.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn listed(
        name: &str,
        table: &Table,
        prior: Option<&Prior>,
        report: IncentiveReport,
        claims: Vec<Decided>,
    ) -> Result<Self, PriorError> {
        let (mut revenue, mut welfare) = (None, None);
        if let Some((prior, bic)) = prior.zip(report.bic.as_ref()) {
            let expected = table.expected_revenue(prior)?;
            (welfare, revenue) = (Some(&expected + bic.rents()), Some(expected));
        }
        Ok(Self::new(name, report, revenue, welfare, claims))
    }

    /// What is found by the structure of a mechanism.
    #[must_use]
    pub fn structured(name: &str, found: Evaluation, claims: Vec<Decided>) -> Self {
        let Evaluation { report, theorem, revenue, welfare, .. } = found;
        Self { theorem: Some(theorem.to_string()), ..Self::new(name, report, revenue, welfare, claims) }
    }

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
            timings: None,
            tables: Vec::new(),
        }
    }

    /// The claims and requirements that don't hold, with the reason.
    pub fn failures(&self) -> impl Iterator<Item = String> {
        self.claims.iter().filter(|decided| !decided.holds).map(|Decided { claim, reason, .. }| {
            let reason = reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
            format!("{}: `{claim}` doesn't hold{reason}", self.name)
        })
    }

    /// In words, with its tables.
    #[must_use]
    pub fn for_people(&self) -> String {
        let text = self.in_words();
        if self.tables.is_empty() { text } else { below(&text, &self.tables) }
    }

    /// In words.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut text = format!("{}\n", self.name);
        for (what, is) in self.facts() {
            // Later lines of a witness are set under its first.
            let is = is.replace('\n', "\n              ");
            let _ = writeln!(text, "  {what:<11} {is}");
        }
        text
    }

    /// What was found, in words.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        let mut line = |what: &'static str, is: &str| facts.push((what, is.to_owned()));
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
                line(
                    what,
                    &if self.theorem.is_some() { short(&value.0) } else { Rounded::Near.beside(&value.0) },
                );
            }
        }
        if let Some(theorem) = &self.theorem {
            line("because", theorem);
        }
        for Decided { claim, holds, .. } in &self.claims {
            line("claim", &format!("{claim}: {}", if *holds { "holds" } else { "DOESN'T HOLD" }));
        }
        if let Some(Timings { read, table, kernel, kernel_name }) = &self.timings {
            let took = format!("read {read:.6} s, table {table:.6} s, kernel {kernel:.6} s ({kernel_name})");
            line("timings", &took);
        }
        facts
    }

    /// What is shown of it in a row; beside others each cell says whose it is.
    #[must_use]
    pub fn cells(&self, alone: bool) -> Vec<(String, Cell)> {
        let whose = if alone { String::new() } else { format!("{}: ", self.name) };
        let number = |number: &Option<Text>| Cell::from(number.as_ref().map(|number| number.0.clone()));
        let mut cells = vec![
            ("ex-post IR", Cell::from(&self.ex_post_ir)),
            ("DSIC", Cell::from(&self.dsic)),
            ("BIC", self.bic.as_ref().into()),
            ("revenue", number(&self.revenue)),
            ("welfare", number(&self.welfare)),
        ];
        if self.bic.is_none() {
            cells.truncate(2);
        }
        cells.into_iter().map(|(what, cell)| (format!("{whose}{what}"), cell)).collect()
    }

    /// The tables, each with the mechanism's name.
    pub fn titled(&self) -> impl Iterator<Item = Sheet> {
        self.tables
            .iter()
            .map(|sheet| Sheet { title: format!("{}: {}", self.name, sheet.title), ..sheet.clone() })
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

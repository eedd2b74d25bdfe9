//! A mechanism near independent priors that stay so: values at one distance.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use super::lies::best;
use super::{Lie, beside};
use crate::page::Page;
use crate::schema::{Exact, found};
use crate::{Rounded, Sheet, below};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::Verdict;
use tvmd_core::objective::{Objective as _, Performance, Standard};
use tvmd_core::prior::PriorError;
use tvmd_core::robustness::{Products, Promise, Quantity};
use tvmd_core::{Prior, Rational, Table};

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    mechanism: String,
    objective: Expected,
    incentives: Incentives,
    #[schemars(with = "Exact")]
    delta: Text,
    ball: &'static str,
    pub promises: Vec<Promised>,
}

/// What was found of an answer by the time it was interrupted.
#[derive(Serialize, JsonSchema)]
pub struct SoFar {
    status: &'static str,
    mechanism: String,
    #[schemars(with = "Exact")]
    delta: Text,
    ball: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    objective: Option<Expected>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incentives: Option<Incentives>,
}

/// A part of the answer, as it is found.
pub enum Part {
    Objective(Expected),
    Lies(Incentives),
}

impl Part {
    /// What comes after it, in words.
    #[must_use]
    pub fn next(&self) -> &'static str {
        match self {
            Self::Objective(_) => "what lies gain",
            Self::Lies(_) => "promises",
        }
    }
}

/// How many parts there are, with the promises, which come last.
pub const PARTS: usize = 3;

/// The objective at the distance, and the prior under which it is least.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Expected {
    name: String,
    #[schemars(with = "Exact")]
    least_at_delta: Text,
    #[schemars(with = "Exact")]
    most_at_delta: Text,
    #[serde(serialize_with = "crate::answer::listed")]
    #[schemars(with = "found::Prior")]
    worst_prior: Prior,
}

/// The gain of the best lie at the distance, and the prior under which it is that; null where none gains.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Incentives {
    #[schemars(with = "Exact")]
    regret_at_delta: Text,
    lie: Option<Lie>,
    #[serde(serialize_with = "listed")]
    #[schemars(with = "Option<found::Prior>")]
    worst_prior: Option<Prior>,
    /// Whether truth is dominant, so that the prior doesn't matter.
    #[serde(skip)]
    truth_is_dominant: bool,
}

/// A promise, and whether it holds at the distance.
#[derive(Serialize, JsonSchema)]
pub struct Promised {
    pub promise: String,
    pub holds: bool,
}

impl Answer {
    /// Of a mechanism near a prior under which types are independent; `found` is told of each part.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn of(
        (mechanism, table): (&str, &Table),
        (products, delta): (&Products, &Rational),
        objective: Standard,
        promises: &[Promise],
        found: &mut dyn FnMut(Part),
    ) -> Result<Self, PriorError> {
        let least = |objective: Standard, sign: i64| {
            let made = Performance::new(&objective, table).expect("feasible outcomes keep to the ranges");
            let sign = Rational::from_integer(sign.into());
            let signed: Vec<Rational> = made.values().iter().map(|value| value * &sign).collect();
            products.least(&signed).map(|(value, prior)| (value * sign, prior))
        };
        let (made, worst) = least(objective, 1)?;
        let expected = Expected {
            name: objective.name().to_owned(),
            least_at_delta: Text(made),
            most_at_delta: Text(least(objective, -1)?.0),
            worst_prior: worst,
        };
        found(Part::Objective(expected.clone()));
        let (lie, tempted) = products.worst_lie(table)?.unzip();
        let regret = lie.as_ref().map(|lie| lie.gain.clone()).unwrap_or_default();
        let incentives = Incentives {
            regret_at_delta: Text(regret.clone()),
            worst_prior: tempted,
            truth_is_dominant: Verdict::dsic(table).holds,
            lie: lie.map(|lie| Lie::named(table.setting(), lie)),
        };
        found(Part::Lies(incentives.clone()));
        let holds = |promise: &Promise| {
            let holds = match promise.quantity {
                Quantity::Revenue => least(Standard::Revenue, 1)?.0 >= promise.limit,
                Quantity::Welfare => least(Standard::Welfare, 1)?.0 >= promise.limit,
                Quantity::Regret => regret <= promise.limit,
            };
            Ok::<_, PriorError>(Promised { promise: promise.to_string(), holds })
        };
        let promises = promises.iter().map(holds).collect::<Result<_, _>>()?;
        Ok(Self {
            mechanism: mechanism.to_owned(),
            objective: expected,
            incentives,
            delta: Text(delta.clone()),
            ball: "product",
            promises,
        })
    }

    /// In words, with its tables.
    pub fn for_people(&self, sheets: &[Sheet]) -> String {
        let mut text = format!("{}\n", title(&self.mechanism, &self.delta.0));
        // Writing to a string can't fail.
        let _ = writeln!(text, "  {}", self.objective.in_words());
        let _ = writeln!(text, "  {}", self.incentives.in_words());
        for promised in &self.promises {
            let _ = writeln!(text, "  {}", promised.for_people());
        }
        below(&text, sheets)
    }

    /// The worst priors beside the prior that they are near.
    pub fn sheets(&self, near: &Prior) -> Vec<Sheet> {
        let delta = &self.delta.0;
        [self.objective.worst(near, delta)].into_iter().chain(self.incentives.worst(near, delta)).collect()
    }

    /// The same as a page, with the mechanism and its setting.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn page(&self, table: &Table, near: &Prior) -> Result<Page, PriorError> {
        let mut page =
            Page::new(format!("{}: {}", table.setting().name(), title(&self.mechanism, &self.delta.0)));
        let mut facts =
            vec![("Within the distance", self.objective.in_words()), ("", self.incentives.in_words())];
        facts.extend(self.promises.iter().map(|promised| ("Promise", promised.for_people())));
        page.facts(facts);
        self.sheets(near).iter().for_each(|sheet| page.sheet(sheet));
        page.section(&format!("The mechanism: {}", self.mechanism));
        page.mechanism(table, Some(near))?;
        page.setting(table.setting(), Some(near));
        Ok(page)
    }
}

/// What an answer is about.
fn title(mechanism: &str, delta: &Rational) -> String {
    format!(
        "{mechanism} where types are independent, and each agent's distribution is within {delta} of the file's"
    )
}

impl SoFar {
    /// With these parts.
    pub fn of(mechanism: &str, delta: &Rational, parts: Vec<Part>) -> Self {
        let (mechanism, delta) = (mechanism.to_owned(), Text(delta.clone()));
        let status = "stopped";
        let mut so_far =
            Self { status, mechanism, delta, ball: "product", objective: None, incentives: None };
        for part in parts {
            match part {
                Part::Objective(objective) => so_far.objective = Some(objective),
                Part::Lies(incentives) => so_far.incentives = Some(incentives),
            }
        }
        so_far
    }

    /// In words, with these tables.
    pub fn for_people(&self, sheets: &[Sheet]) -> String {
        let said = self.objective.iter().map(Expected::in_words);
        let said = said.chain(self.incentives.iter().map(Incentives::in_words));
        let lines = said.map(|line| format!("  {line}\n")).collect::<String>();
        below(&format!("{}\n{lines}", title(&self.mechanism, &self.delta.0)), sheets)
    }

    /// The worst priors that were found, beside the prior that they are near.
    pub fn sheets(&self, near: &Prior) -> Vec<Sheet> {
        let delta = &self.delta.0;
        let least = self.objective.iter().map(|own| own.worst(near, delta));
        least.chain(self.incentives.iter().filter_map(|own| own.worst(near, delta))).collect()
    }
}

impl Incentives {
    /// The best lie, in words.
    fn in_words(&self) -> String {
        best(self.lie.as_ref(), self.truth_is_dominant)
    }

    fn worst(&self, near: &Prior, delta: &Rational) -> Option<Sheet> {
        let title = format!("The prior within {delta} for each agent under which a lie gains most");
        Some(beside(near, self.worst_prior.as_ref()?, title))
    }
}

impl Expected {
    fn worst(&self, near: &Prior, delta: &Rational) -> Sheet {
        let name = &self.name;
        let title = format!("The prior within {delta} for each agent under which expected {name} is least");
        beside(near, &self.worst_prior, title)
    }

    fn in_words(&self) -> String {
        let Self { name, least_at_delta, most_at_delta, .. } = self;
        let (least, most) = (Rounded::Down.beside(&least_at_delta.0), Rounded::Up.beside(&most_at_delta.0));
        format!("{name} of at least {least}, and at most {most}")
    }
}

impl Promised {
    fn for_people(&self) -> String {
        format!("{} {}", self.promise, if self.holds { "holds" } else { "doesn't hold" })
    }
}

/// A prior, where there is one, as it stands in files.
fn listed<S: Serializer>(prior: &Option<Prior>, serializer: S) -> Result<S::Ok, S::Error> {
    prior.as_ref().map(Prior::to_model).serialize(serializer)
}

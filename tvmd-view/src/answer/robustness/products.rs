//! A mechanism near independent priors that stay so: values at one distance.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use super::{Lie, beside};
use crate::page::Page;
use crate::schema::{Exact, found};
use crate::{Sheet, below};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;
use tvmd_core::exact::text::Text;
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

/// The objective at the distance, and the prior under which it is least.
#[derive(Serialize, JsonSchema)]
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
#[derive(Serialize, JsonSchema)]
pub struct Incentives {
    #[schemars(with = "Exact")]
    regret_at_delta: Text,
    lie: Option<Lie>,
    #[serde(serialize_with = "listed")]
    #[schemars(with = "Option<found::Prior>")]
    worst_prior: Option<Prior>,
}

/// A promise, and whether it holds at the distance.
#[derive(Serialize, JsonSchema)]
pub struct Promised {
    pub promise: String,
    pub holds: bool,
}

impl Answer {
    /// Of a mechanism near a prior under which types are independent.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn of(
        (mechanism, table): (&str, &Table),
        (products, delta): (&Products, &Rational),
        objective: Standard,
        promises: &[Promise],
    ) -> Result<Self, PriorError> {
        let least = |objective: Standard, sign: i64| {
            let made = Performance::new(&objective, table).expect("feasible outcomes keep to the ranges");
            let sign = Rational::from_integer(sign.into());
            let signed: Vec<Rational> = made.values().iter().map(|value| value * &sign).collect();
            products.least(&signed).map(|(value, prior)| (value * sign, prior))
        };
        let (made, worst) = least(objective, 1)?;
        let (lie, tempted) = products.worst_lie(table)?.unzip();
        let regret = lie.as_ref().map(|lie| lie.gain.clone()).unwrap_or_default();
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
            objective: Expected {
                name: objective.name().to_owned(),
                least_at_delta: Text(made),
                most_at_delta: Text(least(objective, -1)?.0),
                worst_prior: worst,
            },
            incentives: Incentives {
                regret_at_delta: Text(regret),
                worst_prior: tempted,
                lie: lie.map(|lie| Lie::named(table.setting(), lie)),
            },
            delta: Text(delta.clone()),
            ball: "product",
            promises,
        })
    }

    /// What it is about.
    fn title(&self) -> String {
        let (mechanism, delta) = (&self.mechanism, &self.delta.0);
        format!(
            "{mechanism} where types are independent, and each agent's distribution is within {delta} of the file's"
        )
    }

    /// In words, with its tables.
    pub fn for_people(&self, sheets: &[Sheet]) -> String {
        let mut text = format!("{}\n", self.title());
        let Expected { name, least_at_delta, most_at_delta, .. } = &self.objective;
        // Writing to a string can't fail.
        let _ = writeln!(text, "  {name} of at least {}, and at most {}", least_at_delta.0, most_at_delta.0);
        let _ = writeln!(text, "  {}", self.lie());
        for promised in &self.promises {
            let _ = writeln!(text, "  {}", promised.for_people());
        }
        below(&text, sheets)
    }

    /// The worst priors beside the prior that they are near.
    pub fn sheets(&self, near: &Prior) -> Vec<Sheet> {
        let (name, delta) = (&self.objective.name, &self.delta.0);
        let least = format!("The prior within {delta} for each agent under which expected {name} is least");
        let tempted = self.incentives.worst_prior.as_ref().map(|worst| {
            let title = format!("The prior within {delta} for each agent under which a lie gains most");
            beside(near, worst, title)
        });
        [beside(near, &self.objective.worst_prior, least)].into_iter().chain(tempted).collect()
    }

    /// The same as a page, with the mechanism and its setting.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn page(&self, table: &Table, near: &Prior) -> Result<Page, PriorError> {
        let mut page = Page::new(self.title());
        let Expected { name, least_at_delta, most_at_delta, .. } = &self.objective;
        let mut facts = vec![
            (
                "Within the distance",
                format!("{name} of at least {}, and at most {}", least_at_delta.0, most_at_delta.0),
            ),
            ("", self.lie()),
        ];
        facts.extend(self.promises.iter().map(|promised| ("Promise", promised.for_people())));
        page.facts(facts);
        self.sheets(near).iter().for_each(|sheet| page.sheet(sheet));
        page.section(&format!("The mechanism: {}", self.mechanism));
        page.mechanism(table, Some(near))?;
        page.setting(table.setting(), Some(near));
        Ok(page)
    }

    /// The best lie, in words.
    fn lie(&self) -> String {
        self.incentives.lie.as_ref().map_or_else(|| "no lie gains anything".to_owned(), Lie::for_people)
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

//! A mechanism near independent priors that stay so: values at one distance.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use super::Lie;
use crate::schema::{Exact, found};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use tvmd_core::exact::text::Text;
use tvmd_core::model;
use tvmd_core::objective::{Objective as _, Performance, Standard};
use tvmd_core::prior::PriorError;
use tvmd_core::robustness::{Products, Promise, Quantity};
use tvmd_core::{Rational, Table};

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
    #[schemars(with = "found::Prior")]
    worst_prior: model::PriorDecl,
}

/// The gain of the best lie at the distance, and the prior under which it is that; null where none gains.
#[derive(Serialize, JsonSchema)]
pub struct Incentives {
    #[schemars(with = "Exact")]
    regret_at_delta: Text,
    lie: Option<Lie>,
    #[schemars(with = "Option<found::Prior>")]
    worst_prior: Option<model::PriorDecl>,
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
        let lie = products.worst_lie(table)?;
        let regret = lie.as_ref().map(|(lie, _)| lie.gain.clone()).unwrap_or_default();
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
                worst_prior: worst.to_model(),
            },
            incentives: Incentives {
                regret_at_delta: Text(regret),
                worst_prior: lie.as_ref().map(|(_, prior)| prior.to_model()),
                lie: lie.map(|(lie, _)| Lie::named(table.setting(), lie)),
            },
            delta: Text(delta.clone()),
            ball: "product",
            promises,
        })
    }

    /// In words.
    ///
    /// # Errors
    /// If a prior can't be written.
    pub fn for_people(&self) -> Result<String, serde_json::Error> {
        let prior = |prior: &model::PriorDecl| serde_json::to_string(prior);
        let Expected { name, least_at_delta, most_at_delta, worst_prior } = &self.objective;
        let mut text = format!(
            "{} where types are independent, and each agent's distribution is within {} of the file's\n",
            self.mechanism, self.delta.0
        );
        // Writing to a string can't fail.
        let _ = writeln!(text, "  {name} of {} under {}", least_at_delta.0, prior(worst_prior)?);
        let _ = writeln!(text, "  and of {} at most", most_at_delta.0);
        let _ = match (&self.incentives.lie, &self.incentives.worst_prior) {
            (Some(lie), Some(worst)) => writeln!(text, "  {} under {}", lie.for_people(), prior(worst)?),
            _ => writeln!(text, "  no lie gains anything"),
        };
        for Promised { promise, holds } in &self.promises {
            let _ = writeln!(text, "  {promise} {}", if *holds { "holds" } else { "doesn't hold" });
        }
        Ok(text)
    }
}

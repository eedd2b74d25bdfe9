//! A mechanism under every prior near its own: for programs, and in words.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

mod expected;
mod lies;
mod page;
pub mod products;
mod promised;
mod so_far;
mod words;

pub use expected::Expected;
pub use lies::{Incentives, Lie, Lies};
pub use page::page;
pub use promised::Promised;
pub use so_far::{PARTS, Part, SoFar};

use crate::schema::{Exact, found};
use crate::{self as view, Cell, Sheet};
use num_traits::Zero as _;
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::Verdict;
use tvmd_core::objective::{Objective as _, Performance, Standard};
use tvmd_core::optimum::Ball;
use tvmd_core::prior::PriorError;
use tvmd_core::robustness::{Extremes, NearFrontier, Promise, Regret};
use tvmd_core::tv_robustness::{Lemma2Bound, Lemma4Bound};
use tvmd_core::work::Budget;
use tvmd_core::{Prior, Rational, Table};

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    pub mechanism: String,
    pub objective: Expected,
    pub incentives: Incentives,
    pub bounds: Bounds,
    #[schemars(with = "Exact")]
    pub delta: Text,
    /// `all`, or `support`: only priors that rule out what the file's does.
    pub ball: &'static str,
    pub promises: Vec<Promised>,
}

/// The paper's bounds.
#[derive(Serialize, JsonSchema)]
pub struct Bounds {
    #[schemars(with = "found::Lemma2Bound")]
    pub lemma_2: Lemma2Bound,
    /// None where the mechanism isn't ex-post IR and BIC under the prior.
    #[schemars(with = "Option<found::Lemma4Bound>")]
    pub lemma_4: Option<Lemma4Bound>,
}

/// What is asked about a mechanism near its prior.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub objective: Standard,
    /// The total variation distance at which worst priors are looked for.
    pub delta: &'a Rational,
    pub ball: Ball,
    pub promises: &'a [Promise],
}

/// What a ball is called.
#[must_use]
pub fn word(ball: Ball) -> &'static str {
    match ball {
        Ball::All => "all",
        Ball::Support => "support",
    }
}

impl Answer {
    /// Of a mechanism of this name; `found` is told of each part. The frontier takes a quarter of the budget; where that is over it has bounds.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn of(
        (mechanism, table): (&str, &Table),
        prior: &Prior,
        asked: Asked<'_>,
        budget: &Budget,
        found: &mut dyn FnMut(Part),
    ) -> Result<Self, PriorError> {
        let Asked { objective, delta, ball, promises } = asked;
        let performance = Performance::new(&objective, table).expect("feasible outcomes keep to the ranges");
        let extremes = Extremes::over(performance, prior, ball)?;
        let lemma_2 = extremes.lemma_2(&objective);
        let expected = Expected {
            name: objective.name().to_owned(),
            worst_prior: extremes.worst_prior(delta),
            least: extremes.least,
            most: extremes.most,
        };
        found(Part::Objective(expected.clone()));
        let regret = Regret::over(table, prior, ball)?;
        let lies = Lies {
            ruled_out: Text(regret.jump()),
            lie: regret.worst_lie(delta).map(|lie| Lie::named(table.setting(), lie)),
            worst_prior: regret.worst_prior(table, delta)?,
            regret: regret.curve,
            truth_is_dominant: Verdict::dsic(table).holds,
        };
        found(Part::Lies(lies.clone()));
        let gains = NearFrontier::of(table, prior, delta, ball)?;
        // Curves come at once, and the frontier in some seconds.
        let frontier = gains.steps(&Budget { steps: budget.steps / 4, ..budget.clone() });
        found(Part::Frontier(frontier.clone()));
        let lemma_4 = Lemma4Bound::of(table, prior)?;
        let promised = |promise: &Promise| {
            let to = promise.holds_over(table, prior, ball)?;
            Ok(Promised { promise: promise.to_string(), holds_up_to: to.map(Text) })
        };
        Ok(Self {
            mechanism: mechanism.to_owned(),
            bounds: Bounds { lemma_2, lemma_4 },
            objective: expected,
            incentives: Incentives { lies, frontier },
            delta: Text(delta.clone()),
            ball: word(ball),
            promises: promises.iter().map(promised).collect::<Result<_, PriorError>>()?,
        })
    }

    /// What it is about.
    pub fn title(&self) -> String {
        words::title(&self.mechanism, self.ball)
    }

    /// The curves by their corners, and the worst priors beside the prior that they are near.
    pub fn sheets(&self, near: &Prior) -> Vec<Sheet> {
        let (objective, lies, delta) = (&self.objective, &self.incentives.lies, &self.delta.0);
        let curves = [objective.curves(delta), lies.curve(delta), objective.worst(near, delta)];
        curves.into_iter().chain(lies.worst(near, delta)).collect()
    }

    /// What is shown of it in a row.
    pub fn cells(&self) -> Vec<(String, Cell)> {
        let (objective, delta) = (&self.objective, &self.delta.0);
        vec![
            (objective.name.clone(), objective.least.at(&Rational::zero()).into()),
            (format!("least within {delta}"), Cell::AtLeast(objective.least.at(delta))),
            (format!("largest gain within {delta}"), Cell::AtMost(self.incentives.lies.regret.at(delta))),
        ]
    }
}

/// A worst prior beside the one that it is near.
fn beside(near: &Prior, worst: &Prior, title: String) -> Sheet {
    view::worst_prior(title, ("prior", near), ("worst prior", worst))
}

//! What a mechanism does under every prior near its own.

use crate::budget::allow;
use crate::fraction::Fraction;
use crate::json::json;
use crate::page::Page;
use crate::sheet::Sheet;
use crate::swept::Cells;
use crate::{error, named};
use pyo3::prelude::*;
use tvmd_core::incentive::Temptation;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::Ball;
use tvmd_core::robustness::{Products, Promise, Regret};
use tvmd_core::work::Budget;
use tvmd_core::{Prior, Rational, Table};
use tvmd_view::answer::robustness::{self, Answer, Asked, products};

/// What is asked about it.
pub(crate) struct Question {
    objective: Standard,
    delta: Rational,
    /// Which priors that near there are; none are those under which types are independent.
    ball: Option<Ball>,
    promises: Vec<Promise>,
    budget: u64,
}

/// What was found: an answer as JSON and in words, its tables and its page.
#[derive(IntoPyObject)]
pub(crate) struct Found {
    answer: String,
    in_words: String,
    sheets: Vec<Sheet>,
    /// Of curves.
    cells: Option<Cells>,
    page: Page,
}

impl Question {
    pub(crate) fn new(
        objective: &str,
        delta: Fraction,
        ball: &str,
        promises: Vec<String>,
        budget: u64,
    ) -> PyResult<Self> {
        let balls = [("all", Some(Ball::All)), ("support", Some(Ball::Support)), ("product", None)];
        let promise =
            |text: String| text.parse().map_err(|wrong| error::argument(format_args!("promises: {wrong}")));
        Ok(Self {
            objective: named::objective(objective)?,
            delta: named::distance("delta", delta)?,
            ball: named::one_of("ball", ball, &balls)?,
            promises: promises.into_iter().map(promise).collect::<PyResult<_>>()?,
            budget,
        })
    }

    /// Of a mechanism near its prior.
    pub(crate) fn answer(&self, mechanism: &str, table: &Table, prior: &Prior) -> PyResult<Found> {
        allow(self.budget, Regret::work(table))?;
        let Self { objective, delta, ball, promises, budget } = self;
        let Some(ball) = *ball else { return self.products(mechanism, table, prior) };
        let asked = Asked { objective: *objective, delta, ball, promises };
        let answer =
            Answer::of((mechanism, table), prior, asked, &Budget::DEFAULT.times(*budget), &mut |_| ());
        let answer = answer.map_err(error::argument)?;
        let (written, in_words) = (json(&answer)?, answer.for_people(&[]).trim_end().to_owned());
        let sheets = answer.sheets(prior).into_iter().map(Sheet).collect();
        let cells = Some(Cells::new(answer.cells()));
        let (table, prior) = (table.clone(), prior.clone());
        let page = Page::new(move || robustness::page(&answer, &table, &prior).map_err(error::argument));
        Ok(Found { answer: written, in_words, sheets, cells, page })
    }

    fn products(&self, mechanism: &str, table: &Table, prior: &Prior) -> PyResult<Found> {
        let products = Products::of(prior, &self.delta).ok_or_else(|| {
            error::argument("the ball `product` is about independent types, and the instance's aren't")
        })?;
        let lies = Temptation::all(table, prior).map_err(error::argument)?.len();
        let functions = lies + 2 + self.promises.len();
        allow(self.budget, Products::work(prior, functions as u64))?;
        let (named, near) = ((mechanism, table), (&products, &self.delta));
        let answer = products::Answer::of(named, near, self.objective, &self.promises, &mut |_| ());
        let answer = answer.map_err(error::argument)?;
        let (written, in_words) = (json(&answer)?, answer.for_people(&[]).trim_end().to_owned());
        let sheets = answer.sheets(prior).into_iter().map(Sheet).collect();
        let (table, prior) = (table.clone(), prior.clone());
        let page = Page::new(move || answer.page(&table, &prior).map_err(error::argument));
        Ok(Found { answer: written, in_words, sheets, cells: None, page })
    }
}

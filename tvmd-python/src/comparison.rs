//! Mechanisms side by side, and simple ones beside the best.

use crate::budget::allow;
use crate::fraction::Fraction;
use crate::json::json;
use crate::page::Page;
use crate::sheet::Sheet;
use crate::{error, named};
use pyo3::prelude::*;
use tvmd_core::optimum::simple::Simple;
use tvmd_core::robustness::Regret;
use tvmd_core::{Declared, Instance, Mechanism as _, Prior, ratio, work};
use tvmd_view::answer::compare::{Answer, Compared, page};
use tvmd_view::answer::simple;

/// An answer as JSON, its table and its page.
#[derive(IntoPyObject)]
pub(crate) struct Comparison {
    answer: String,
    sheet: Sheet,
    page: Page,
}

/// What is compared, and near which distance.
pub(crate) struct Question {
    pub(crate) mechanisms: Option<Vec<String>>,
    pub(crate) delta: Option<Fraction>,
    pub(crate) budget: u64,
}

impl Question {
    /// Of the mechanisms of an instance.
    pub(crate) fn answer(self, instance: &Instance) -> PyResult<Comparison> {
        let delta = match (instance.prior(), self.delta) {
            (None, Some(_)) => {
                return Err(error::argument(
                    "`delta` is a distance of priors, and the instance has no `prior`",
                ));
            }
            (None, None) => None,
            (Some(_), delta) => {
                Some(named::distance("delta", delta.unwrap_or_else(|| ratio!(1 / 10).into()))?)
            }
        };
        let all = instance.mechanisms();
        let known = |name: &String| {
            let found = all.iter().find(|found| found.name() == name);
            found.ok_or_else(|| named::unknown("mechanism", name, all.iter().map(Declared::name)))
        };
        let chosen: Vec<&Declared> = match &self.mechanisms {
            Some(names) if names.is_empty() => {
                return Err(error::argument(
                    "mechanisms: there is nothing to compare in an empty list; leave it out for all",
                ));
            }
            Some(names) => names.iter().map(known).collect::<PyResult<_>>()?,
            None => all.iter().collect(),
        };
        if chosen.is_empty() {
            return Err(error::argument("there is nothing to compare, since the instance has no mechanisms"));
        }
        let near = instance.prior().zip(delta.as_ref());
        let compared = chosen.into_iter().map(|mechanism| {
            allow(self.budget, mechanism.work().and(&work::expectation(mechanism.setting())))?;
            let table = mechanism.table();
            if near.is_some() {
                allow(self.budget, Regret::work(table))?;
            }
            Compared::of(mechanism.name(), table, mechanism.incentives().clone(), near)
                .map_err(error::argument)
        });
        let compared = compared.collect::<PyResult<_>>()?;
        let answer = Answer::of(instance.setting(), delta, compared);
        let (written, sheet, instance) = (json(&answer)?, Sheet(answer.sheet()), instance.clone());
        let page = Page::new(move || page(&answer, &instance).map_err(error::argument));
        Ok(Comparison { answer: written, sheet, page })
    }
}

/// What simple mechanisms bring beside the best, as JSON, its table and its page.
#[derive(IntoPyObject)]
pub(crate) struct Sold {
    answer: String,
    sheet: Sheet,
    page: Page,
}

impl Sold {
    pub(crate) fn of(found: Simple, prior: &Prior) -> PyResult<Self> {
        let (answer, prior) = (simple::Answer::of(&found), prior.clone());
        let page = Page::new(move || simple::page(&found, &prior).map_err(error::argument));
        Ok(Self { answer: json(&answer)?, sheet: Sheet(answer.sheet()), page })
    }
}

//! `tvmd tv FILE FILE`: the distance of two priors, with both certificates; with one file, bounds on the distance of its prior to the
//! closest product.

use crate::budget::Budgeted;
use crate::{Failure, Format, input, output};
use schemars::JsonSchema;
use std::path::{Path, PathBuf};
use tvmd_core::optimum::closest_product::{ClosestProduct, Patience};
use tvmd_core::prior::Variables;
use tvmd_core::{Instance, Prior, Rational, ratio, work};
use tvmd_view::answer::distance::{Answer, Bounds};

#[derive(Debug, clap::Args)]
pub(crate) struct Tv {
    /// The instance file with the prior P.
    first: PathBuf,
    /// The instance file with the prior Q, in the same setting. Without it, the distance is that to the closest product.
    second: Option<PathBuf>,
    /// How wide the interval may be that holds the distance to the closest product; where the search is cut off before that, the exit
    /// status is 1. Without it, 1/100 is tried for and the status is 0.
    #[arg(long, value_parser = parse_tolerance, conflicts_with = "second", allow_hyphen_values = true)]
    tolerance: Option<Rational>,
    #[command(flatten)]
    budget: Budgeted,
}

/// The distance of two priors, or bounds on that to the closest product.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "for the schema")]
pub(crate) enum Answered<'a> {
    Two(Answer<'a>),
    Product(Bounds),
}

impl Tv {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let instance = input::read(&self.first)?;
        let p = prior(&instance, &self.first)?;
        let Some(second) = &self.second else { return self.closest_product(p, format) };
        let other = input::read(second)?;
        let q = prior(&other, second)?;
        self.budget.allows(work::distance(p, q), self.first.display())?;
        let distance = p.total_variation(q).map_err(|error| {
            Failure::Input(format!("{} and {}: {error}", self.first.display(), second.display()))
        })?;
        let answer = Answer::new(&distance, p, q);
        output::answer(format, &answer, |_| answer.for_people(&distance, p, q), &[])
    }

    fn closest_product(&self, prior: &Prior, format: Format) -> Result<(), Failure> {
        let no_variables = || {
            Failure::Input(format!(
                "{}: the distance to a product is about several agents, or about the items of one agent who always takes part and has \
                 exactly one type for each combination of their values",
                self.first.display()
            ))
        };
        let variables = Variables::of(prior).ok_or_else(no_variables)?;
        let tolerance = self.tolerance.clone().unwrap_or_else(|| ratio!(1 / 100));
        let patience = Patience { tolerance, ..Patience::default() };
        let work = ClosestProduct::work(variables.joint.len(), &variables.sizes(), &patience);
        self.budget.allows(work, self.first.display())?;
        let found = ClosestProduct::search(&variables.joint, &variables.sizes(), &patience);
        let answer = Bounds::new(&found.ok_or_else(no_variables)?, &variables, patience.tolerance);
        output::answer(format, &answer, |_| answer.for_people(), &[])?;
        if self.tolerance.is_none() || answer.reached {
            return Ok(());
        }
        Err(Failure::DoesNotHold(format!(
            "{}: --tolerance: the search was cut off at bounds {} apart, more than {}",
            self.first.display(),
            &answer.upper.0 - &answer.lower.0,
            answer.tolerance.0
        )))
    }
}

/// The prior of an instance file.
fn prior<'a>(instance: &'a Instance, file: &Path) -> Result<&'a Prior, Failure> {
    input::prior(instance, "a distance is one of priors", file)
}

/// A width above 0 as an exact number.
fn parse_tolerance(text: &str) -> Result<Rational, String> {
    let tolerance = tvmd_core::exact::parse(text).map_err(|error| error.to_string())?;
    (tolerance > Rational::default()).then_some(tolerance).ok_or_else(|| "it has to be above 0".to_owned())
}

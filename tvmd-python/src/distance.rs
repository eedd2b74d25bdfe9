//! How far priors are apart, and how far one is from the closest product.

use crate::budget::allow;
use crate::error;
use crate::json::json;
use pyo3::PyResult;
use tvmd_core::optimum::closest_product::{ClosestProduct, Patience};
use tvmd_core::prior::Variables;
use tvmd_core::{Prior, Rational, work};
use tvmd_view::answer::distance::{Answer, Bounds};

/// The total variation distance of two priors with both certificates, as JSON.
pub(crate) fn of_two(one: &Prior, other: &Prior, budget: u64) -> PyResult<String> {
    allow(budget, work::distance(one, other))?;
    let distance = one.total_variation(other).map_err(error::argument)?;
    json(&Answer::new(&distance, one, other))
}

/// Bounds on the distance to the closest product, as JSON.
pub(crate) fn to_product(prior: &Prior, tolerance: Rational, budget: u64) -> PyResult<String> {
    if tolerance <= Rational::default() {
        return Err(error::argument(format_args!("a tolerance of {tolerance}; it has to be above 0")));
    }
    let no_variables = || {
        error::argument(
            "the distance to a product is about several agents, or about the items of one agent who always takes part and has exactly one \
             type for each combination of their values",
        )
    };
    let variables = Variables::of(prior).ok_or_else(no_variables)?;
    let patience = Patience { tolerance, ..Patience::default() };
    allow(budget, ClosestProduct::work(variables.joint.len(), &variables.sizes(), &patience))?;
    let found = ClosestProduct::search(&variables.joint, &variables.sizes(), &patience);
    json(&Bounds::new(&found.ok_or_else(no_variables)?, &variables, patience.tolerance))
}

//! What is known of an optimum when a search is stopped.

use crate::exact::Rational;
use crate::learn::decimal::{beside, ceil, floor};
use crate::model::RuleDecl;
use std::fmt;

/// What is known of an optimum when [time is up](crate::work::Budget::until), or a search is [stopped](crate::work::Stop), exactly.
///
/// ```
/// use std::time::Instant;
/// use tvmd::optimum::{Design, OptimumError, Truthfulness};
/// use tvmd::prelude::*;
/// use tvmd::work::Budget;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea, Milk } bound 20; agent Buyer: additive { V = { Tea: 1..=6, Milk: 1..=6 } } prior uniform; }
/// # }
///
/// let prior = Shop::prior();
/// let mut design = Design::revenue(&prior, Truthfulness::Dsic);
/// design.budget = Budget { until: Some(Instant::now()), ..Budget::DEFAULT };
/// let Err(OptimumError::TimeIsUp(known)) = design.best() else { unreachable!() };
/// let (value, upper) = (known.value.ok_or("prices are known")?, known.upper.ok_or("multipliers are known")?);
/// design.budget = Budget::DEFAULT;
/// let best = design.best()?.value;
/// assert!(value <= best && best <= upper);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    /// What a mechanism makes that is as wanted, the best that is known.
    pub value: Option<Rational>,
    /// What no mechanism that is as wanted makes more than.
    pub upper: Option<Rational>,
    /// The mechanism that makes the value; none where it is to do nothing, or known by its prices alone.
    pub mechanism: Option<RuleDecl>,
}

impl SoFar {
    /// How far the two bounds are apart.
    #[must_use]
    pub fn gap(&self) -> Option<Rational> {
        self.upper.as_ref().zip(self.value.as_ref()).map(|(upper, value)| upper - value)
    }
}

impl fmt::Display for SoFar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the optimum is ")?;
        let value = self.value.as_ref().map(|value| beside(value, floor));
        let upper = self.upper.as_ref().map(|upper| beside(upper, ceil));
        match (value, upper) {
            (Some(value), Some(upper)) => write!(f, "at least {value} and at most {upper}"),
            (Some(value), None) => write!(f, "at least {value}"),
            (None, Some(upper)) => write!(f, "at most {upper}"),
            (None, None) => f.write_str("not known within any bounds yet"),
        }
    }
}

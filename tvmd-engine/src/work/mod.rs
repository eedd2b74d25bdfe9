//! How much work something is, counted before it starts.
//!
//! Work is counted in steps and bytes. A *step* is one operation on machine integers, a few nanoseconds; an operation on rationals
//! counts as a hundred of them. Counts are bounds from above, from the sizes of what goes in: the numbers of profiles, types, items
//! and offers, and the width of the numbers. What is over a [`Budget`] isn't begun; the answer is the count.
//!
//! ```
//! use tvmd::prelude::*;
//! use tvmd::work::Budget;
//! # tvmd::mechanism! {
//! #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
//! #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
//! # }
//!
//! let posted = Shop::instance().mechanism("Posted").ok_or("not declared")?;
//! let work = posted.work();
//! assert!(Budget::BUILD.allows(work.clone()).is_ok());
//!
//! // Nothing fits into a budget of no steps; the answer says how much too much it would be.
//! let none = Budget { steps: 0, ..Budget::DEFAULT };
//! let over = none.allows(work).unwrap_err();
//! assert_eq!(*over.budget, none);
//! # Ok::<(), &str>(())
//! ```

mod incentives;
mod stop;
mod structure;
mod table;

pub(crate) use incentives::MOST_BUNDLES;
pub use incentives::expectation;
pub use incentives::{incentives, robustness};
pub use stop::Stop;
pub(crate) use structure::{Masses, by_values, digits, most_types, structure};
pub(crate) use table::{Making, most, power, purchase, table, valuing, worths};

use crate::exact::scaled::common_denominator;
use crate::exact::{BigInt, Rational};
use crate::prior::Prior;
use crate::setting::Setting;
use std::fmt;
use std::time::Instant;

/// The steps of an operation on short rationals.
pub const RATIONAL: u64 = 100;

/// The most corners that are listed of the frontier as printed: with types of odd masses it may have as many as pairs of types.
pub const MAX_CORNERS: usize = 1 << 20;

/// How many gains of pairs of types are kept at once while that frontier is made.
pub(crate) const GAINS_AT_ONCE: usize = 1 << 22;

/// The bytes of a short rational with its two integers.
pub const RATIONAL_BYTES: u64 = 128;

/// What something takes at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What is done, in words: `checking …`.
    pub what: String,
    /// How many steps.
    pub steps: BigInt,
    /// How many bytes at once.
    pub memory: BigInt,
}

/// What may be done at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Steps.
    pub steps: u64,
    /// Bytes.
    pub memory: u64,
    /// When what searches for an optimum is to stop, with what it knows by then. Whatever else is counted isn't stopped.
    pub until: Option<Instant>,
    /// A sign on which it is to stop, too.
    pub stop: Option<Stop>,
}

/// Something is more work than the budget allows, and wasn't begun.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OverBudget {
    /// What it would take.
    pub work: Box<Work>,
    /// What may be done.
    pub budget: Box<Budget>,
}

impl Work {
    /// One thing and then another, what the first made being kept.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self { what: self.what, steps: self.steps + &other.steps, memory: self.memory + &other.memory }
    }
}

impl Budget {
    /// About a minute of an optimised build, and six gigabytes.
    pub const DEFAULT: Self = Self { steps: 20_000_000_000, memory: 6_000_000_000, until: None, stop: None };

    /// What a build may do to verify the claims of a mechanism: about half a second, unoptimised.
    pub const BUILD: Self = Self { steps: 50_000_000, memory: 1_000_000_000, until: None, stop: None };

    /// Whatever it takes.
    pub const UNLIMITED: Self = Self { steps: u64::MAX, memory: u64::MAX, until: None, stop: None };

    /// So many times as much.
    #[must_use]
    pub fn times(&self, factor: u64) -> Self {
        let (steps, memory) = (self.steps.saturating_mul(factor), self.memory.saturating_mul(factor));
        Self { steps, memory, ..self.clone() }
    }

    /// Whether it is time to stop.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stop.as_ref().is_some_and(Stop::is_given)
            || self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// # Errors
    /// If the work is more than this.
    pub fn allows(&self, work: Work) -> Result<(), OverBudget> {
        if work.steps <= self.steps.into() && work.memory <= self.memory.into() {
            return Ok(());
        }
        Err(OverBudget { work: Box::new(work), budget: Box::new(self.clone()) })
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl OverBudget {
    /// How many times the budget would do.
    #[must_use]
    pub fn times(&self) -> BigInt {
        let times = |need: &BigInt, have: u64| -> BigInt { (need + have - 1_u64) / have.max(1) };
        times(&self.work.steps, self.budget.steps).max(times(&self.work.memory, self.budget.memory))
    }
}

impl fmt::Display for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Work { what, steps, memory }, budget) = (&*self.work, &self.budget);
        write!(
            f,
            "{what} takes up to {} steps and {}; the budget is {} steps and {}",
            Count(steps),
            Bytes(memory),
            Count(&budget.steps.into()),
            Bytes(&budget.memory.into())
        )
    }
}

impl std::error::Error for OverBudget {}

/// A count in digits, or the power of ten that it is about if it is astronomic.
///
/// ```
/// use tvmd::exact::BigInt;
/// use tvmd::work::Count;
///
/// assert_eq!(Count(&BigInt::from(4_194_304)).to_string(), "4 194 304");
/// assert_eq!(Count(&BigInt::from(10).pow(30)).to_string(), "about 10^30");
/// ```
pub struct Count<'a>(pub &'a BigInt);

impl fmt::Display for Count<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        if digits.len() > 24 {
            return write!(f, "about 10^{}", digits.len() - 1);
        }
        let groups: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|group| std::str::from_utf8(group).unwrap_or_default())
            .collect();
        f.write_str(&groups.join(" "))
    }
}

/// An amount of memory.
struct Bytes<'a>(&'a BigInt);

impl fmt::Display for Bytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let million = BigInt::from(1_000_000);
        write!(f, "{} MB", Count(&((self.0 + &million - 1) / million)))
    }
}

/// The product of the distributions of agents' types.
pub fn product(setting: &Setting, marginals: &[Vec<Rational>]) -> Work {
    let profiles = BigInt::from(setting.profile_count());
    let bits: u64 = marginals.iter().map(|masses| common_denominator(masses).bits()).sum();
    Work {
        what: format!("the prior over {profiles} profiles, with masses of {bits} bits,"),
        steps: &profiles * (10 + bits / 16),
        // While it is made, its last factor is still missing in another copy.
        memory: profiles * (48 + bits / 8) * 2,
    }
}

/// The distance of two priors of settings with so many agents, with its certificates written out.
#[must_use]
pub fn distance(one: &Prior, other: &Prior) -> Work {
    let points = one.distribution().support().count() + other.distribution().support().count();
    let agents = one.setting().agents().len();
    Work {
        what: "the distance of the priors, with its certificates,".to_owned(),
        steps: BigInt::from(points) * (20 * agents as u64 + 10 * RATIONAL),
        // A pair of profiles by name, in the answer and as text.
        memory: BigInt::from(points) * (8 * RATIONAL_BYTES + 150 * agents as u64),
    }
}

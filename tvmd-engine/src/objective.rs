//! What a designer maximises: revenue, welfare, or any function with a declared range.
//!
//! [`Revenue`] and [`Welfare`] are at hand; any other is a function with the interval in which it lies ([`Custom`]). What one comes to on
//! a mechanism is a [`Performance`]: a value per profile, and an expectation under each prior.
//!
//! ```
//! use tvmd::objective::Custom;
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 2;
//!         agent Buyer: additive { Low = 1, High = 2 }
//!         prior independent { Buyer { Low: 1/4, High: 3/4 } }
//!     }
//!     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
//! }
//!
//! let table = Table::of(&Posted)?;
//! assert_eq!(Performance::new(&Revenue, &table)?.expectation(&Shop::prior())?, ratio!(9 / 8));
//! assert_eq!(Performance::new(&Welfare, &table)?.expectation(&Shop::prior())?, ratio!(3 / 2));
//!
//! // How often tea is sold.
//! let tea = Bundle::all(1);
//! let sold = Custom::new("sales", (ratio!(0), ratio!(1)), move |_, _, outcome: &Outcome| {
//!     outcome.probability(shop::Agent::Buyer, tea)
//! });
//! let sales = Performance::new(&sold, &table)?;
//! assert_eq!(sales.expectation(&Shop::prior())?, ratio!(3 / 4));
//! assert_eq!(sales.range_in_play(), (ratio!(0), ratio!(1)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::exact::Rational;
use crate::mechanism::{Outcome, Table};
use crate::prior::{Prior, PriorError, same_setting};
use crate::setting::{AgentId, Profile, Setting};
use num_traits::Zero;
use serde_core::{Serialize, Serializer};
use std::fmt;

/// An objective O(t, M(t)) with values in a declared interval \[a, b\] (section 2 of the paper).
pub trait Objective {
    /// What it is called.
    fn name(&self) -> &str;

    /// The interval \[a, b\] in which it lies for every outcome of `setting`; b - a is the paper's V.
    fn range(&self, setting: &Setting) -> (Rational, Rational);

    /// Its value when `types` are reported truthfully and `outcome` happens.
    fn value(&self, setting: &Setting, types: &Profile, outcome: &Outcome) -> Rational;
}

/// The sum of payments, in [-nH, nH].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revenue;

/// The sum of the agents' values for what they get, in [0, nH].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Welfare;

impl Objective for Revenue {
    fn name(&self) -> &'static str {
        "revenue"
    }
    fn range(&self, setting: &Setting) -> (Rational, Rational) {
        let most = all_bounds(setting);
        (-most.clone(), most)
    }
    fn value(&self, _: &Setting, _: &Profile, outcome: &Outcome) -> Rational {
        outcome.revenue()
    }
}

impl Objective for Welfare {
    fn name(&self) -> &'static str {
        "welfare"
    }
    fn range(&self, setting: &Setting) -> (Rational, Rational) {
        (Rational::zero(), all_bounds(setting))
    }
    fn value(&self, setting: &Setting, types: &Profile, outcome: &Outcome) -> Rational {
        let value = |(position, agent): (usize, &crate::setting::Agent)| {
            let agent_id = AgentId(position);
            outcome.value(agent_id, agent.types[types.of(agent_id)].valuation())
        };
        setting.agents().iter().enumerate().map(value).sum()
    }
}

/// One of the objectives that can be named in files and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// [`Revenue`].
    Revenue,
    /// [`Welfare`].
    Welfare,
}

impl Standard {
    fn objective(self) -> &'static dyn Objective {
        match self {
            Self::Revenue => &Revenue,
            Self::Welfare => &Welfare,
        }
    }
}

impl Serialize for Standard {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Objective for Standard {
    fn name(&self) -> &'static str {
        self.objective().name()
    }
    fn range(&self, setting: &Setting) -> (Rational, Rational) {
        self.objective().range(setting)
    }
    fn value(&self, setting: &Setting, types: &Profile, outcome: &Outcome) -> Rational {
        self.objective().value(setting, types, outcome)
    }
}

/// nH.
fn all_bounds(setting: &Setting) -> Rational {
    setting.bound() * Rational::from_integer(setting.agents().len().into())
}

/// An objective of the user's own: a function of types and outcome, with a declared range that is enforced.
pub struct Custom<F> {
    name: String,
    range: (Rational, Rational),
    value: F,
}

impl<F: Fn(&Setting, &Profile, &Outcome) -> Rational> Custom<F> {
    /// The objective `value`, which is said to lie in `range`.
    pub fn new(name: &str, range: (Rational, Rational), value: F) -> Self {
        Self { name: name.to_owned(), range, value }
    }
}

impl<F> fmt::Debug for Custom<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Custom").field("name", &self.name).field("range", &self.range).finish_non_exhaustive()
    }
}

impl<F: Fn(&Setting, &Profile, &Outcome) -> Rational> Objective for Custom<F> {
    fn name(&self) -> &str {
        &self.name
    }
    fn range(&self, _: &Setting) -> (Rational, Rational) {
        self.range.clone()
    }
    fn value(&self, setting: &Setting, types: &Profile, outcome: &Outcome) -> Rational {
        (self.value)(setting, types, outcome)
    }
}

/// An objective leaves the range that it declares.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutOfRange {
    /// The objective's name.
    pub objective: String,
    /// The types at which it does, by name.
    pub types: String,
    /// Its value there.
    pub value: Rational,
    /// The declared range.
    pub range: Box<(Rational, Rational)>,
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { objective, types, value, range } = self;
        let (from, to) = range.as_ref();
        write!(f, "{objective} is {value} at {types}, outside the range [{from}, {to}] that it declares")
    }
}

impl std::error::Error for OutOfRange {}

/// An objective of a mechanism under truthful reports, profile by profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performance {
    setting: Setting,
    values: Vec<Rational>,
}

impl Performance {
    /// The objective's values on a mechanism.
    ///
    /// # Errors
    /// If it leaves its declared range at some profile.
    pub fn new(objective: &(impl Objective + ?Sized), table: &Table) -> Result<Self, OutOfRange> {
        let setting = table.setting();
        let range = objective.range(setting);
        // Outcomes of many profiles are made once; others aren't kept.
        let many = 2 * table.outcome_count() <= setting.profile_count();
        let values = setting.profiles().enumerate().map(|(index, types)| {
            let value = if many {
                objective.value(setting, &types, table.outcome_at(index))
            } else {
                objective.value(setting, &types, &table.make(table.number_at(index)))
            };
            if range.0 <= value && value <= range.1 {
                return Ok(value);
            }
            let types = setting.profile_name(&types);
            Err(OutOfRange {
                objective: objective.name().to_owned(),
                types,
                value,
                range: Box::new(range.clone()),
            })
        });
        Ok(Self { setting: setting.clone(), values: values.collect::<Result<_, _>>()? })
    }

    /// The setting of the mechanism.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The values by profile number.
    #[must_use]
    pub fn values(&self) -> &[Rational] {
        &self.values
    }

    /// The expectation when types are drawn from `prior`.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn expectation(&self, prior: &Prior) -> Result<Rational, PriorError> {
        same_setting(&self.setting, prior.setting())?;
        Ok(prior.distribution().expectation(&self.values))
    }

    /// The least and the greatest value at any profile: the tightest interval that contains the objective.
    #[must_use]
    pub fn range_in_play(&self) -> (Rational, Rational) {
        let least = self.values.iter().min().cloned().unwrap_or_default();
        let most = self.values.iter().max().cloned().unwrap_or_default();
        (least, most)
    }

    /// The width of [`range_in_play`](Self::range_in_play): the smallest V for which Lemma 2 speaks.
    #[must_use]
    pub fn width_in_play(&self) -> Rational {
        let (least, most) = self.range_in_play();
        most - least
    }
}

//! Instances whose names are resolved, and the types that `mechanism!` generates for them.
//!
//! ```
//! use tvmd::declared::DeclaredSetting;
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 2;
//!         agent Buyer: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!     mechanism Cheap in Shop { posted_prices { Tea: 1 } }
//!     mechanism Dear in Shop { posted_prices { Tea: 2 } }
//! }
//!
//! /// The revenue of every mechanism of a setting, whichever it is.
//! fn revenues<S: DeclaredSetting>(prior: &PriorOf<S>) -> Result<Vec<Rational>, Box<dyn std::error::Error>> {
//!     let mechanisms = S::instance().mechanisms().iter();
//!     mechanisms.map(|own| Ok(Performance::new(&Revenue, own.table())?.expectation(prior)?)).collect()
//! }
//!
//! assert_eq!(revenues(&Shop::prior())?, [ratio!(1), ratio!(1)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod by_hand;
#[doc(hidden)]
pub mod generated;
mod prior_of;
mod structured;
mod typed;

pub use by_hand::{ByHand, MechanismIn};
pub use prior_of::PriorOf;
pub use structured::{AnyInstance, Structured, StructuredInstance, TypeDistribution};
pub use typed::{DeclaredMechanism, DeclaredSetting, NotInSetting, Reports};

use crate::incentive::IncentiveReport;
use crate::mechanism::rules::Rule;
use crate::mechanism::{Mechanism, Outcome, Table};
use crate::model::Claim;
use crate::prior::{Mrf, Prior};
use crate::setting::{Profile, Setting};
use crate::work::{self, Work};
use std::sync::{Arc, OnceLock};

/// A setting, its priors and its mechanisms, resolved and checked.
///
/// What [`InstanceDecl::resolve`](crate::model::InstanceDecl::resolve) and
/// [`InstanceDecl::load`](crate::model::InstanceDecl::load) give; the page of [`model`](crate::model) has an example.
#[derive(Clone, Debug)]
pub struct Instance {
    pub(crate) setting: Setting,
    pub(crate) prior: Option<Arc<Prior>>,
    pub(crate) field: Option<Arc<Mrf>>,
    pub(crate) prior_hat: Option<Arc<Prior>>,
    pub(crate) mechanisms: Vec<Declared>,
}

impl Instance {
    /// The setting.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The prior, if one is declared.
    #[must_use]
    pub fn prior(&self) -> Option<&Prior> {
        self.prior.as_deref()
    }

    /// The Markov random field that the prior was given as, if it was: a representation of it (Definition 5).
    #[must_use]
    pub fn field(&self) -> Option<&Mrf> {
        self.field.as_deref()
    }

    /// The perturbed prior, in witnesses of statements about two.
    #[must_use]
    pub fn prior_hat(&self) -> Option<&Prior> {
        self.prior_hat.as_deref()
    }

    /// The mechanisms, in the order in which they were declared.
    #[must_use]
    pub fn mechanisms(&self) -> &[Declared] {
        &self.mechanisms
    }

    /// The mechanism of this name.
    #[must_use]
    pub fn mechanism(&self, name: &str) -> Option<&Declared> {
        self.mechanisms.iter().find(|mechanism| mechanism.name == name)
    }
}

/// A mechanism that was declared by a rule.
///
/// One of [`Instance::mechanisms`].
#[derive(Clone, Debug)]
pub struct Declared {
    name: String,
    setting: Setting,
    prior: Option<Arc<Prior>>,
    rule: Arc<Rule>,
    claims: Vec<Claim>,
    /// Filled when it is first asked for.
    table: OnceLock<Arc<Table>>,
    /// Likewise.
    report: OnceLock<IncentiveReport>,
}

impl Declared {
    pub(crate) fn new(
        name: &str,
        setting: &Setting,
        prior: Option<Arc<Prior>>,
        rule: Rule,
        claims: Vec<Claim>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            setting: setting.clone(),
            prior,
            rule: Arc::new(rule),
            claims,
            table: OnceLock::new(),
            report: OnceLock::new(),
        }
    }

    /// What is claimed of it.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Its incentives under the prior that is declared with it, checked once.
    pub fn incentives(&self) -> &IncentiveReport {
        self.report.get_or_init(|| {
            IncentiveReport::of(self.table(), self.prior.as_deref())
                .expect("prior and rule are of one setting")
        })
    }

    /// What [`incentives`](Self::incentives) was called.
    #[doc(hidden)]
    pub fn report(&self) -> &IncentiveReport {
        self.incentives()
    }

    /// What it takes to make the [`table`](Self::table).
    #[must_use]
    pub fn work_of_table(&self) -> Work {
        work::table(&self.name, self.rule.computed().making(&self.setting), &self.setting)
    }

    /// What it takes to make the [`table`](Self::table) and the report of its [`incentives`](Self::incentives).
    #[must_use]
    pub fn work(&self) -> Work {
        let prior = self.prior.as_deref();
        let bits = self.rule.computed().denominator_bits();
        work::incentives(&self.name, bits, &self.setting, prior).and(&self.work_of_table())
    }

    pub(crate) fn rule(&self) -> &Arc<Rule> {
        &self.rule
    }

    /// The outcomes at all profiles, made once.
    pub fn table(&self) -> &Table {
        self.shared_table()
    }

    /// What [`table`](Self::table) was called.
    #[doc(hidden)]
    pub fn outcomes(&self) -> &Table {
        self.table()
    }

    #[doc(hidden)]
    pub fn shared_table(&self) -> &Arc<Table> {
        self.table.get_or_init(|| match &*self.rule {
            Rule::Table(table) => Arc::clone(table),
            Rule::Outcomes(rule) => {
                Arc::new(Table::resolved(&self.setting, rule.list().clone(), rule.positions()))
            }
            rule => {
                let table = Table::keyed(self, rule.computed().keys(&self.setting));
                Arc::new(table.expect("rules are feasible by construction"))
            }
        })
    }
}

impl Mechanism for Declared {
    fn name(&self) -> &str {
        &self.name
    }
    fn setting(&self) -> &Setting {
        &self.setting
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        self.rule.outcome(&self.setting, reports)
    }
    fn prior(&self) -> Option<&Prior> {
        self.prior.as_deref()
    }
    fn table(&self) -> Result<Table, crate::mechanism::TableError> {
        Ok(self.table().clone())
    }
}

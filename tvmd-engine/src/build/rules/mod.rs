//! Rules, for [`Setting::mechanism`]. They say what the rules of a `mechanism!` block say, in the same words.
//!
//! ```
//! use tvmd_engine::build::{priors, rules, types::additive};
//! use tvmd_engine::exact::ratio;
//! use tvmd_engine::{Mechanism, Setting};
//!
//! let types = || additive([("Low", [1]), ("High", [2])]);
//! let shop = Setting::builder("Shop").items(["Tea"]).bound(2).agent("Ann", types()).agent("Ben", types()).build()?;
//!
//! let auction = shop.mechanism("Auction", rules::second_price().reserve("3/2"))?;
//! let posted = shop.mechanism("Posted", rules::posted_prices([("Tea", "3/2")]).order(["Ben", "Ann"]))?;
//! let refusal = shop.mechanism(
//!     "Refusal",
//!     rules::outcomes([
//!         rules::row(["High", "_"]).gets("Ann", "Tea").pays("Ann", "3/2"),
//!         rules::row(["Low", "High"]).gets("Ben", "Tea").pays("Ben", 2),
//!         rules::row(["Low", "_"]).gets("Ann", "Tea").pays("Ann", 1),
//!         rules::row(["_", "_"]),
//!     ]),
//! )?;
//! // Refusal where both are Low, extended: it is truthful there.
//! let extended = rules::dsic_extension(&refusal, [("Ann", ["Low"]), ("Ben", ["Low"])]);
//! let extended = shop.mechanism("Extended", extended)?;
//! let dsic = |mechanism: &dyn Mechanism| mechanism.incentives(None).unwrap().dsic.holds;
//! assert_eq!([&auction, &posted, &refusal, &extended].map(|own| dsic(own)), [true, true, false, true]);
//!
//! // With values that are alike, the best price for the highest bidder follows from the other's value.
//! let alike = shop.prior(priors::joint([(["Low", "Low"], "1/2"), (["High", "High"], "1/2")]))?;
//! let lookahead = shop.mechanism("Lookahead", rules::lookahead(&alike))?;
//! let revenue = alike.support().map(|(reports, mass)| mass * lookahead.outcome(&reports).revenue());
//! assert_eq!(revenue.sum::<tvmd_engine::Rational>(), ratio(3, 2));
//! # Ok::<(), tvmd_engine::diagnostic::Diagnostics>(())
//! ```

mod menu;
mod outcomes;
mod sale;

pub use menu::{Entry, bundle_lottery, item_lottery, menu, menus};
pub use outcomes::{Row, outcomes, row};
pub use sale::{Sale, bundles, posted_prices, posted_prices_by_agent};

use super::names::strings;
use super::unread::Unread;
use crate::declared::Declared;
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::{Number, Rational};
use crate::mechanism::{Form, Mechanism as _};
use crate::model::{Entries, RuleDecl};
use crate::prior::Prior;
use crate::resolve::alone::{self, Given};
use crate::setting::Setting;
use std::sync::Arc;

/// A rule, before it is checked.
#[derive(Clone, Debug)]
pub struct Rule {
    said: RuleDecl,
    given: Given,
    unread: Unread,
}

/// A second-price auction of each item.
#[derive(Clone, Debug)]
pub struct SecondPrice {
    reserve: Option<Rational>,
    unread: Unread,
}

impl Setting {
    /// The mechanism of this name by this rule, checked as one in a block or a file is. The prior that is declared with it is the
    /// one that its rule computes with, if any.
    ///
    /// # Errors
    /// Everything that is wrong with it, each mistake once, at its place in the instance format, such as
    /// `mechanisms.Posted.posted_prices.prices.Tea`.
    pub fn mechanism(&self, name: impl AsRef<str>, rule: impl Into<Rule>) -> Result<Declared, Diagnostics> {
        let (name, Rule { said, given, unread }) = (name.as_ref(), rule.into());
        let at = Place::default().field("mechanisms").entry(given.base.iter().len(), name);
        alone::mechanism(name, &said, self, &given, unread.told(&at))
    }
}

/// Each item goes to the highest value of at least the reserve, at the second highest or the reserve.
#[must_use]
pub fn second_price() -> SecondPrice {
    SecondPrice { reserve: None, unread: Unread::default() }
}

/// Welfare is maximised, and each agent pays what her presence costs the others.
#[must_use]
pub fn vcg() -> Rule {
    Rule::said(RuleDecl::Vcg)
}

/// Only the highest bidder may buy the item, at the price that earns most under the prior given the others' reports.
#[must_use]
pub fn lookahead(prior: &Prior) -> Rule {
    Rule {
        given: Given { prior: Some(Arc::new(prior.clone())), base: None },
        ..Rule::said(RuleDecl::Lookahead)
    }
}

/// Definition 3 of the paper: a mechanism kept on these types, by agent, and extended to all. ⊥ is always kept, and of an agent
/// who isn't listed all types are.
pub fn dsic_extension<A: Into<String>, T: Into<String>>(
    of: &Declared,
    keeping: impl IntoIterator<Item = (A, impl IntoIterator<Item = T>)>,
) -> Rule {
    let said = RuleDecl::DsicExtension { of: of.name().to_owned(), keeping: names_by_agent(keeping) };
    Rule { given: Given { prior: None, base: Some(of.clone()) }, ..Rule::said(said) }
}

/// Definition 4 of the paper: the same with expectations over the others' types under an independent prior.
pub fn bic_extension<A: Into<String>, T: Into<String>>(
    of: &Declared,
    keeping: impl IntoIterator<Item = (A, impl IntoIterator<Item = T>)>,
    prior: &Prior,
    form: Form,
) -> Rule {
    let (of_name, keeping, printed) = (of.name().to_owned(), names_by_agent(keeping), form == Form::Printed);
    let said = RuleDecl::BicExtension { of: of_name, keeping, printed };
    let given = Given { prior: Some(Arc::new(prior.clone())), base: Some(of.clone()) };
    Rule { given, ..Rule::said(said) }
}

impl Rule {
    fn said(said: RuleDecl) -> Self {
        Self { said, given: Given::default(), unread: Unread::default() }
    }
}

impl SecondPrice {
    /// The least price at which an item is sold; 0 if none is given.
    #[must_use]
    pub fn reserve(mut self, reserve: impl Into<Number>) -> Self {
        let at = || Place::default().field("second_price").field("reserve");
        self.reserve = Some(self.unread.number(reserve, at));
        self
    }
}

impl From<SecondPrice> for Rule {
    fn from(SecondPrice { reserve, unread }: SecondPrice) -> Self {
        Self { unread, ..Self::said(RuleDecl::SecondPrice { reserve }) }
    }
}

fn names_by_agent<A: Into<String>, T: Into<String>>(
    names: impl IntoIterator<Item = (A, impl IntoIterator<Item = T>)>,
) -> Entries<Vec<String>> {
    names.into_iter().map(|(agent, names)| (agent.into(), strings(names))).collect()
}

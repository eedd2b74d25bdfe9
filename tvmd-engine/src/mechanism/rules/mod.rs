//! The rules that can be declared, one a file.
//!
//! A rule is made by resolving a [`model::RuleDecl`](crate::model::RuleDecl) against a setting and is feasible by
//! construction. Each documents its tie-breaks.

mod arrays;
mod bic_extension;
mod bundles;
mod computed;
mod dsic_extension;
mod key;
mod lookahead;
mod menu;
mod outcomes;
mod posted_prices;
mod second_price;
mod sequence;
mod vcg;

pub use bic_extension::{BicExtension, Defect, Form};
pub use bundles::Bundles;
pub(crate) use computed::{Computed, Evaluated};
pub use dsic_extension::{DsicExtension, extend};
pub(crate) use key::Key;
pub use lookahead::{Lookahead, Ronen, highest_bidder, is_highest, lookahead};
pub use menu::{Menu, MenuEntry};
pub use outcomes::Outcomes;
pub use posted_prices::PostedPrices;
pub use second_price::SecondPrice;
pub use vcg::vcg;

use super::{Outcome, Table};
use crate::exact::Rational;
use crate::setting::{Profile, Setting};
use std::sync::Arc;

/// A rule whose names are resolved.
#[derive(Clone, Debug)]
pub enum Rule {
    /// A table.
    Outcomes(Outcomes),
    /// Prices per agent and item, in sequence.
    PostedPrices(PostedPrices),
    /// Prices of bundles, in sequence.
    Bundles(Bundles),
    /// A menu per agent.
    Menu(Menu),
    /// Item by item, with a reserve.
    SecondPrice(SecondPrice),
    /// Welfare is maximised.
    Vcg,
    /// One item, to the highest bidder.
    Lookahead(Ronen),
    /// Definition 3.
    DsicExtension(DsicExtension),
    /// Without a defect.
    BicExtension(BicExtension),
    /// What happens at every profile.
    Table(Arc<Table>),
}

impl Rule {
    /// What it does, and what it says of itself.
    pub(crate) fn computed(&self) -> &dyn Computed {
        match self {
            Self::Outcomes(rule) => rule,
            Self::PostedPrices(rule) => rule,
            Self::Bundles(rule) => rule,
            Self::Menu(rule) => rule,
            Self::SecondPrice(rule) => rule,
            Self::Vcg => &vcg::Vcg,
            Self::Lookahead(rule) => rule,
            Self::DsicExtension(rule) => rule,
            Self::BicExtension(rule) => rule,
            Self::Table(table) => &**table,
        }
    }

    /// What the rule does at a profile of its setting.
    pub fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        self.computed().outcome(setting, reports)
    }
}

/// The rules that are told by their structure: it needn't be listed what they come to, and whether truth pays.
#[derive(Clone, Debug)]
pub enum Structure {
    /// Prices per agent and item, in sequence.
    PostedPrices(PostedPrices),
    /// Prices of bundles, in sequence.
    Bundles(Bundles),
    /// A menu per agent.
    Menu(Menu),
    /// Item by item, with a reserve.
    SecondPrice(SecondPrice),
    /// Ronen's auction for independent types.
    Lookahead,
}

impl Structure {
    /// That of a rule; `None` if it has none that is known.
    pub(crate) fn of(rule: Rule, setting: &Setting) -> Option<Self> {
        match rule {
            Rule::PostedPrices(rule) => Some(Self::PostedPrices(rule)),
            Rule::Bundles(rule) => Some(Self::Bundles(rule)),
            Rule::Menu(rule) => Some(Self::Menu(rule)),
            Rule::SecondPrice(rule) => Some(Self::SecondPrice(rule)),
            // Item by item, and what is worth nothing to its winner may as well be hers.
            Rule::Vcg if setting.is_additive() || setting.items().len() == 1 => {
                Some(Self::SecondPrice(SecondPrice { reserve: Rational::default() }))
            }
            Rule::Vcg
            | Rule::Lookahead(_)
            | Rule::Outcomes(_)
            | Rule::Table(_)
            | Rule::DsicExtension(_)
            | Rule::BicExtension(_) => None,
        }
    }

    /// What it says of itself.
    pub(crate) fn evaluated(&self) -> &dyn Evaluated {
        match self {
            Self::PostedPrices(rule) => rule,
            Self::Bundles(rule) => rule,
            Self::Menu(rule) => rule,
            Self::SecondPrice(rule) => rule,
            Self::Lookahead => &lookahead::OfIndependentTypes,
        }
    }
}

//! The rules that can be declared, one a file.
//!
//! A rule is made by resolving a [`model::RuleDecl`](crate::model::RuleDecl) against a setting and is feasible by
//! construction. Each documents its tie-breaks.

mod bic_extension;
mod bundles;
mod dsic_extension;
mod key;
mod lookahead;
mod menu;
mod outcomes;
mod posted_prices;
mod second_price;
mod structure;
mod vcg;

pub use bic_extension::{BicExtension, Defect, Form};
pub use bundles::Bundles;
pub use dsic_extension::{DsicExtension, extend};
pub(crate) use key::Key;
pub use lookahead::Lookahead;
pub use lookahead::{highest_bidder, is_highest, lookahead};
pub use menu::{Menu, MenuEntry};
pub use outcomes::Outcomes;
pub use posted_prices::PostedPrices;
pub use second_price::SecondPrice;
pub use structure::Structure;
pub use vcg::vcg;

use super::{Outcome, Table};
use crate::exact::Rational;
use crate::exact::scaled::common_denominator;
use crate::prior::Prior;
use crate::setting::{Profile, Setting};
use std::sync::Arc;

/// The bits of a common denominator.
fn bits<'a>(numbers: impl IntoIterator<Item = &'a Rational>) -> u64 {
    common_denominator(numbers).bits()
}

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
    /// The prior from which prices are computed.
    Lookahead(Arc<Prior>),
    /// Definition 3.
    DsicExtension(DsicExtension),
    /// Without a defect.
    BicExtension(BicExtension),
    /// What happens at every profile.
    Table(Arc<Table>),
}

impl Rule {
    /// At least the bits of the common denominator of what it may charge, and of the chances of what it may give.
    pub(crate) fn denominator_bits(&self) -> u64 {
        match self {
            Self::Outcomes(rule) => rule.list().denominator_bits(),
            Self::PostedPrices(rule) => bits(rule.prices.iter().flatten().flatten()),
            Self::Bundles(rule) => bits(rule.offers.iter().map(|(_, price)| price)),
            Self::Menu(rule) => bits(rule.entries.iter().flatten().flat_map(MenuEntry::numbers)),
            Self::SecondPrice(rule) => bits([&rule.reserve]),
            // Prices are values.
            Self::Vcg | Self::Lookahead(_) => 0,
            Self::DsicExtension(rule) => rule.base.denominator_bits(),
            Self::BicExtension(rule) => rule.denominator_bits(),
            Self::Table(table) => table.denominator_bits(),
        }
    }

    /// What the rule does at a profile of its setting.
    pub fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        match self {
            Self::Outcomes(rule) => rule.outcome(setting, reports),
            Self::PostedPrices(rule) => rule.outcome(setting, reports),
            Self::Bundles(rule) => rule.outcome(setting, reports),
            Self::Menu(rule) => rule.outcome(setting, reports),
            Self::SecondPrice(rule) => rule.outcome(setting, reports),
            Self::Vcg => vcg(setting, reports),
            Self::Lookahead(prior) => lookahead(setting, prior, reports),
            Self::DsicExtension(rule) => rule.outcome(setting, reports),
            Self::BicExtension(rule) => rule.outcome(reports).expect("resolving checked that it is defined"),
            Self::Table(table) => {
                table.outcome(reports).cloned().unwrap_or_else(|| Outcome::nothing(reports.types().len()))
            }
        }
    }
}

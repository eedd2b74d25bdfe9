//! Rules whose outcomes needn't be listed to know what they come to, and whether truth pays.

use super::{Bundles, Menu, PostedPrices, Rule, SecondPrice};
use crate::exact::Rational;
use crate::setting::Setting;

/// The rules that can be told by their structure.
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
}

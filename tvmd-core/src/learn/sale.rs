//! How an item is sold.

use crate::exact::{Rational, text::Text};
use crate::model::{Prices, RuleDecl};

/// The item, whatever it is.
pub(super) const ITEM: &str = "Item";

/// How the item is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sale {
    /// To the highest bidder, at the second highest bid or the reserve.
    SecondPrice,
    /// To the first of the bidders, in their order, who is ready to pay the reserve.
    PostedPrice,
}

impl Sale {
    /// What the mechanism in an instance is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SecondPrice => "SecondPrice",
            Self::PostedPrice => "PostedPrice",
        }
    }

    /// The mechanism with this reserve.
    pub(super) fn rule(self, reserve: &Rational) -> RuleDecl {
        match self {
            Self::SecondPrice => RuleDecl::SecondPrice { reserve: Some(reserve.clone()) },
            Self::PostedPrice => RuleDecl::PostedPrices {
                order: None,
                prices: Prices::Anonymous([(ITEM.to_owned(), Text(reserve.clone()))].into_iter().collect()),
            },
        }
    }
}

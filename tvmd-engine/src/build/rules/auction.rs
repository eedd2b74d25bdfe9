//! Auctions: second price, VCG and lookahead.

use super::rule::Rule;
use crate::build::unread::Unread;
use crate::diagnostic::Place;
use crate::exact::{Number, Rational};
use crate::model::RuleDecl;
use crate::prior::Prior;
use crate::resolve::alone::Given;
use std::sync::Arc;

/// A second-price auction of each item.
#[derive(Clone, Debug)]
pub struct SecondPrice {
    reserve: Option<Rational>,
    unread: Unread,
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

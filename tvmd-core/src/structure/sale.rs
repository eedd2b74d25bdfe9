//! Items, or bundles of them, at posted prices.

use crate::mechanism::rules::{Bundles, PostedPrices};

/// What is sold, to whom first, and at which prices.
#[derive(Clone, Copy)]
pub(super) enum Sale<'a> {
    Items(&'a PostedPrices),
    Bundles(&'a Bundles),
}

impl Sale<'_> {
    pub(super) fn order(&self) -> &[usize] {
        match self {
            Self::Items(rule) => &rule.order,
            Self::Bundles(rule) => &rule.order,
        }
    }
}

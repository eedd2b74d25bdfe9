//! Rules as they are said, and the mechanisms that are built of them.

use crate::build::unread::Unread;
use crate::declared::Declared;
use crate::diagnostic::{Diagnostics, Place};
use crate::model::RuleDecl;
use crate::resolve::alone::{self, Given};
use crate::setting::Setting;

/// A rule, before it is checked.
#[derive(Clone, Debug)]
pub struct Rule {
    pub(super) said: RuleDecl,
    pub(super) given: Given,
    pub(super) unread: Unread,
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

impl Rule {
    pub(super) fn said(said: RuleDecl) -> Self {
        Self { said, given: Given::default(), unread: Unread::default() }
    }
}

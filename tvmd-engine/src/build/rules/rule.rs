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

/// A rule as data, as a file has it. What it computes with besides the setting, a prior or another mechanism, isn't said with it.
///
/// ```
/// use tvmd::build::types::additive;
/// use tvmd::model::RuleDecl;
/// use tvmd::{Mechanism, Setting};
///
/// let types = || additive([("Low", [1]), ("High", [2])]);
/// let shop = Setting::builder("Shop").items(["Tea"]).bound(2).agent("Ann", types()).agent("Ben", types()).build()?;
/// let auction = shop.mechanism("Auction", RuleDecl::Vcg)?;
/// assert!(auction.incentives().dsic.holds);
/// # Ok::<(), tvmd::diagnostic::Diagnostics>(())
/// ```
impl From<RuleDecl> for Rule {
    fn from(said: RuleDecl) -> Self {
        Self::said(said)
    }
}

impl Rule {
    pub(super) fn said(said: RuleDecl) -> Self {
        Self { said, given: Given::default(), unread: Unread::default() }
    }
}

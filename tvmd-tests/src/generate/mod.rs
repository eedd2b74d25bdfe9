//! Random small instances, as a user would write them.
//!
//! Everything is drawn as small integers that know nothing of each other and shrink to 0, and turned into a
//! [`model::InstanceDecl`](tvmd_core::model::InstanceDecl) afterwards. So a counterexample shrinks to the plainest instance
//! (one agent, one item, one type, nothing sold) in every direction at once. Values, prices and masses come from
//! a few fractions, so that ties are frequent.

mod menu;
mod number;
mod prior;
mod sale;
mod setting;
mod table;

pub use menu::{additive_menus, single_menu};
pub use sale::{bundle_sale, lookahead, posted_prices, second_price, vcg};
pub use setting::{Frame, Limits};
pub use table::tables;

use prior::priors;
use proptest::prelude::*;
use setting::frames;
use std::fmt::Debug;
use tvmd_core::model::{Entries, FORMAT, InstanceDecl, MechanismDecl, PriorDecl, RuleDecl};

/// The name of the mechanism in a random instance.
pub const MECHANISM: &str = "M";

/// A rule that was drawn before the setting it will belong to.
pub trait Draft: Debug {
    /// The rule in a setting.
    fn rule(&self, frame: &Frame) -> RuleDecl;
}

/// Instances with a prior and one mechanism of this kind.
pub fn instances<D: Draft>(
    limits: Limits,
    drafts: impl Strategy<Value = D>,
) -> impl Strategy<Value = InstanceDecl> {
    (frames(limits), priors(), drafts).prop_map(|(frame, prior, draft)| {
        let (prior, rule) = (prior.model(&frame), draft.rule(&frame));
        assemble(frame, prior, None, Some(rule))
    })
}

/// Instances with two priors and no mechanism.
pub fn two_priors(limits: Limits) -> impl Strategy<Value = InstanceDecl> {
    (frames(limits), priors(), priors()).prop_map(|(frame, prior, hat)| {
        let (prior, hat) = (prior.model(&frame), hat.model(&frame));
        assemble(frame, prior, Some(hat), None)
    })
}

fn assemble(
    frame: Frame,
    prior: PriorDecl,
    prior_hat: Option<PriorDecl>,
    rule: Option<RuleDecl>,
) -> InstanceDecl {
    let mechanism = |rule| (MECHANISM.to_owned(), MechanismDecl { rule, claims: Vec::new() });
    InstanceDecl {
        tvmd: FORMAT,
        setting: frame.setting,
        prior: Some(prior),
        prior_hat,
        mechanisms: rule.map(mechanism).into_iter().collect(),
        numbers: Entries::default(),
    }
}

//! Random small instances, as a user would write them.
//!
//! Raw choices are small integers that shrink towards the plainest instance (one agent, one item, one type, nothing
//! sold); they are turned into a [`model::Instance`](tvmd_core::model::Instance) afterwards. Values, prices and
//! masses come from a few fractions, so that ties are frequent.

mod number;
mod prior;
mod rules;
mod setting;
mod table;

pub use number::{Grain, Raw, raw};
pub use rules::{additive_menus, bundle_sale, posted_prices, second_price, single_menu, vcg};
pub use setting::{Frame, Limits, frames};
pub use table::tables;

use proptest::prelude::*;
use tvmd_core::model::{Entries, FORMAT, Instance, Mechanism, Prior, Rule};

/// The name of the mechanism in a random instance.
pub const MECHANISM: &str = "M";

/// Instances with a prior and one mechanism of this kind.
pub fn instances(
    limits: Limits,
    rule: impl Fn(&Frame) -> BoxedStrategy<Rule> + 'static,
) -> impl Strategy<Value = Instance> {
    frames(limits)
        .prop_flat_map(move |frame| (prior::priors(&frame), rule(&frame), Just(frame)))
        .prop_map(|(prior, rule, frame)| assemble(frame, prior, None, Some(rule)))
}

/// Instances with two priors and no mechanism.
pub fn two_priors(limits: Limits) -> impl Strategy<Value = Instance> {
    frames(limits)
        .prop_flat_map(|frame| (prior::priors(&frame), prior::priors(&frame), Just(frame)))
        .prop_map(|(prior, hat, frame)| assemble(frame, prior, Some(hat), None))
}

fn assemble(frame: Frame, prior: Prior, prior_hat: Option<Prior>, rule: Option<Rule>) -> Instance {
    let mechanism = |rule| (MECHANISM.to_owned(), Mechanism { rule, claims: Vec::new() });
    Instance {
        tvmd: FORMAT,
        setting: frame.setting,
        prior: Some(prior),
        prior_hat,
        mechanisms: rule.map(mechanism).into_iter().collect(),
        numbers: Entries::default(),
    }
}

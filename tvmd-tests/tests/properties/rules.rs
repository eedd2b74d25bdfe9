//! The declared rules are DSIC and ex-post IR on every instance, as the theory says.

use super::{mechanism, regrets, resolved};
use num_traits::Zero;
use proptest::prelude::*;
use tvmd_core::setting::Profile;
use tvmd_core::{Mechanism, Rational, model};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// Checks instances of a rule; enough of them must sell something at a positive price.
fn truthful(name: &'static str, cases: u32, instances: &impl Strategy<Value = model::InstanceDecl>) {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let instance = resolved(instance)?;
        prop_assert_eq!(regrets(&instance)?, (Rational::zero(), Rational::zero()));
        let mechanism = mechanism(&instance);
        let revenue = |profile: Profile| mechanism.outcome(&profile).revenue();
        tally.case();
        tally.kind("earns something", instance.setting().profiles().map(revenue).any(|paid| !paid.is_zero()));
        Ok(())
    };
    check(name, cases, instances, property);
    tally.require(name, &[("earns something", 25)]);
}

#[test]
fn posted_prices() {
    truthful("posted-prices", 300, &generate::instances(Limits::ALL, generate::posted_prices()));
}

#[test]
fn bundles() {
    truthful("bundles", 300, &generate::instances(Limits::ALL, generate::bundle_sale()));
}

#[test]
fn menus() {
    let alone = Limits { agents: 1, ..Limits::ALL };
    truthful("menu", 300, &generate::instances(alone, generate::single_menu()));
    truthful("menus", 200, &generate::instances(Limits::ADDITIVE, generate::additive_menus()));
}

#[test]
fn second_price() {
    truthful("second-price", 300, &generate::instances(Limits::ADDITIVE, generate::second_price()));
    let one_item = Limits { items: 1, ..Limits::ALL };
    truthful("second-price-one-item", 200, &generate::instances(one_item, generate::second_price()));
}

#[test]
fn vcg() {
    let crowded = Limits { types: 3, ..Limits::ALL };
    truthful("vcg", 300, &generate::instances(crowded, generate::vcg()));
}

#[test]
fn lookahead() {
    let one_item = Limits { items: 1, ..Limits::ALL };
    truthful("lookahead", 300, &generate::instances(one_item, generate::lookahead()));
}

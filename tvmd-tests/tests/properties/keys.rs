//! Tables of declared rules, which compute an outcome only once per key, are those of asking at every profile.

use super::{mechanism, resolved};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use tvmd_core::declared::Declared;
use tvmd_core::{Mechanism, Outcome, Profile, Setting, Table, model};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::replay::check;

/// A declared mechanism of which only the outcomes are known.
struct Asked<'a>(&'a Declared);

impl Mechanism for Asked<'_> {
    fn name(&self) -> &'static str {
        "asked"
    }
    fn setting(&self) -> &Setting {
        self.0.setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        self.0.outcome(reports)
    }
}

fn same_table(instance: &model::InstanceDecl) -> TestCaseResult {
    let instance = resolved(instance)?;
    let mechanism = mechanism(&instance);
    let asked = Table::of(&Asked(mechanism)).unwrap();
    prop_assert!(asked.same_outcomes(mechanism.table()));
    Ok(())
}

#[test]
fn keys_never_confuse_outcomes() {
    let alone = Limits { agents: 1, ..Limits::ALL };
    check("keys-posted", 200, &generate::instances(Limits::ALL, generate::posted_prices()), same_table);
    check("keys-bundles", 200, &generate::instances(Limits::ALL, generate::bundle_sale()), same_table);
    check(
        "keys-second-price",
        200,
        &generate::instances(Limits::ADDITIVE, generate::second_price()),
        same_table,
    );
    check("keys-menu", 100, &generate::instances(alone, generate::single_menu()), same_table);
    check("keys-tables", 100, &generate::instances(Limits::SMALL, generate::tables()), same_table);
}

//! Properties on random instances: the engine against the naive implementation, and the rules against the theory.
//!
//! Each check counts what its cases looked like and fails if too few of them could have failed it. Counterexamples
//! are kept in `counterexamples/`.

#![allow(clippy::unwrap_used, reason = "a panic is a failed test")]

mod best_set;
mod bic_extension;
mod built;
mod choices;
mod claims;
mod coverage;
mod distance;
mod extension;
mod frontier;
mod incentives;
mod json;
mod keys;
mod learn;
mod lookahead;
mod prior;
mod repricing;
mod rules;
mod sales;
mod slices;
mod structure;
mod twins;
mod vcg;

use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tvmd_core::declared::{Declared, Instance};
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::{Rational, model};
use tvmd_tests::generate::MECHANISM;
use tvmd_tests::naive::Naive;

/// A random instance with its names resolved.
fn resolved(instance: &model::InstanceDecl) -> Result<Instance, TestCaseError> {
    instance.resolve().map_err(|errors| TestCaseError::fail(format!("doesn't resolve:\n{errors}")))
}

/// The mechanism of a random instance.
fn mechanism(instance: &Instance) -> &Declared {
    instance.mechanism(MECHANISM).unwrap()
}

/// The regrets of ex-post IR and DSIC, on which the engine and the naive implementation agree.
fn regrets(instance: &Instance) -> Result<(Rational, Rational), TestCaseError> {
    let mechanism = mechanism(instance);
    let report = IncentiveReport::of(mechanism.table(), None).unwrap();
    let naive = Naive::new(mechanism);
    prop_assert_eq!(&report.ex_post_ir.regret, &naive.ex_post_ir_regret());
    prop_assert_eq!(&report.dsic.regret, &naive.dsic_regret());
    prop_assert_eq!(report.ex_post_ir.holds, report.ex_post_ir.regret.is_zero());
    prop_assert_eq!(report.dsic.holds, report.dsic.regret.is_zero());
    Ok((report.ex_post_ir.regret, report.dsic.regret))
}

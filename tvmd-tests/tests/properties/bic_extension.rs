//! Definition 4: repaired, the extension of an ex-post IR mechanism is ex-post IR, and of a BIC one nearly BIC (Lemma 7);
//! as printed it often isn't.

use super::{mechanism, resolved};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::sync::Arc;
use tvmd_core::declared::Instance;
use tvmd_core::exact::ratio;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::mechanism::{BicExtension, Form, Kept};
use tvmd_core::{AgentId, Mechanism, Prior, Rational, model};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// Of each agent, the types that are kept: every other one, the first of them by the agent's parity.
fn kept(resolved: &Instance) -> Kept {
    let setting = resolved.setting();
    (0..setting.agents().len()).fold(Kept::all(setting), |kept, agent| {
        let types = 1..setting.agents()[agent].types().len();
        kept.only(AgentId(agent), types.filter(|her_type| (her_type + agent).is_multiple_of(2)))
    })
}

/// The extension of the instance's mechanism under the product of its prior's marginals.
fn extended(
    instance: &model::InstanceDecl,
    form: Form,
) -> Result<(Instance, Prior, BicExtension), TestCaseError> {
    let resolved = resolved(instance)?;
    let prior = resolved.prior().unwrap().product_of_marginals();
    let table = Arc::new(mechanism(&resolved).table().clone());
    let extension = BicExtension::new(&table, &kept(&resolved), &prior, form).unwrap();
    Ok((resolved, prior, extension))
}

/// A mechanism written by hand from an extension without a defect.
struct Extended<'a>(&'a Instance, &'a BicExtension);

impl Mechanism for Extended<'_> {
    fn name(&self) -> &'static str {
        "extension"
    }
    fn setting(&self) -> &tvmd_core::Setting {
        self.0.setting()
    }
    fn outcome(&self, reports: &tvmd_core::Profile) -> tvmd_core::Outcome {
        self.1.outcome(reports).unwrap()
    }
}

/// A bound on κ: how likely some agent's type isn't kept.
fn replaced(extension: &BicExtension, prior: &Prior) -> Rational {
    let moved = prior.support().filter(|(profile, _)| extension.surrogates(profile) != *profile);
    moved.map(|(_, mass)| mass).sum()
}

#[test]
fn repaired_extensions_of_truthful_mechanisms_are_nearly_truthful() {
    let tally = Tally::default();
    check("bic-extension", 300, &generate::instances(Limits::ALL, generate::posted_prices()), |instance| {
        let (resolved, prior, extension) = extended(instance, Form::Repaired)?;
        let report = Extended(&resolved, &extension)
            .incentives(Some(&prior))
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(report.ex_post_ir.holds, "{report}");
        let gain = report.bic.unwrap().verdict.regret;
        let slack = ratio(3, 1) * replaced(&extension, &prior) * resolved.setting().bound();
        prop_assert!(gain <= slack, "gains {gain} with a slack of {slack}");
        tally.case();
        tally.kind("replaces a type", extension.surrogates(&last(&resolved)) != last(&resolved));
        Ok(())
    });
    tally.require("bic-extension", &[("replaces a type", 25)]);
}

fn last(resolved: &Instance) -> tvmd_core::Profile {
    let setting = resolved.setting();
    setting.profile_at(setting.profile_count() - 1)
}

/// The twin: the definition as printed.
#[test]
fn printed_extensions_are_often_no_mechanisms_or_not_ex_post_ir() {
    let tally = Tally::default();
    check(
        "bic-extension-twin",
        300,
        &generate::instances(Limits::ALL, generate::posted_prices()),
        |instance| {
            let (resolved, _, extension) = extended(instance, Form::Printed)?;
            tally.case();
            let defect = extension.defect().is_some();
            tally.kind("no mechanism", defect);
            let report = (!defect).then(|| {
                let table = Extended(&resolved, &extension).table().unwrap();
                IncentiveReport::of(&table, None).unwrap()
            });
            tally.kind("not ex-post IR", report.is_some_and(|report| !report.ex_post_ir.holds));
            Ok(())
        },
    );
    tally.require("bic-extension-twin", &[("no mechanism", 10)]);
}

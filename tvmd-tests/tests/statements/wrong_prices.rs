//! In every auction of the examples a wrong price is refused, with the right witness, and the right claims are accepted.

use num_traits::Zero;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tvmd_core::claims::verify;
use tvmd_core::declared::AnyInstance;
use tvmd_core::exact::ratio;
use tvmd_core::model::{Claim, InstanceDecl as Model, Property, RuleDecl};
use tvmd_core::work::Budget;
use tvmd_core::{Declared, Instance, Mechanism as _};
use tvmd_tests::naive::{Naive, masses};

/// How many prices of each mechanism are tried.
const PRICES: usize = 12;
/// By how much they are wrong, in tenths of H.
const STEPS: [i64; 4] = [-11, -5, -1, 5];

/// The files whose profiles can be listed, what they say and what that means.
fn instances() -> Vec<(PathBuf, Model, Instance)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/instances");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    let listed = files.into_iter().filter_map(|file| {
        let model = Model::read(&file).unwrap();
        match model.resolve_any().unwrap() {
            AnyInstance::Listed(instance) => Some((file, model, instance)),
            AnyInstance::Structured(_) => None,
        }
    });
    listed.collect()
}

/// What of a claim is broken by a price, by the naive implementation.
fn broken(mechanism: &Declared, claim: &Claim) -> bool {
    let naive = Naive::new(mechanism);
    match &claim.property {
        Property::ExPostIr => !naive.ex_post_ir_regret().is_zero(),
        Property::Dsic => !naive.dsic_regret().is_zero(),
        Property::DsicParticipating => !naive.dsic_participating_regret().is_zero(),
        Property::InterimIr => !naive.interim_ir_regret(&masses(mechanism.prior().unwrap())).is_zero(),
        Property::BicParticipating => {
            !naive.bic_participating_regret(&masses(mechanism.prior().unwrap())).is_zero()
        }
        _ => !naive.bic_regret(&masses(mechanism.prior().unwrap())).is_zero(),
    }
}

#[test]
fn the_claims_of_all_examples_are_accepted() {
    for (file, model, resolved) in instances() {
        if resolved.mechanisms().iter().all(|mechanism| Budget::BUILD.allows(mechanism.work()).is_ok()) {
            let verified = verify(&model, &[], |_| true);
            assert!(verified.is_ok(), "{}: {}", file.display(), verified.unwrap_err());
        }
    }
}

#[test]
fn a_wrong_price_in_each_example_is_refused() {
    for (file, model, resolved) in instances() {
        // Tables of thousands of rows say nothing that smaller ones don't.
        if resolved.setting().profile_count() > 1_000 {
            continue;
        }
        let mut refused = 0;
        for (index, mechanism) in resolved.mechanisms().iter().enumerate() {
            let claims: Vec<Claim> = mechanism
                .claims()
                .iter()
                .filter(|claim| {
                    let relaxed = matches!(claim.property, Property::EpsBic(_) | Property::EpsQBic(..));
                    !claim.negated && !relaxed
                })
                .cloned()
                .collect();
            for (price, step) in (0..PRICES).flat_map(|price| STEPS.map(|step| (price, ratio(step, 10)))) {
                let mut wrong = model.clone();
                let declared = &mut wrong.mechanisms.0[index].1;
                declared.claims.clone_from(&claims);
                declared.rule = mechanism.table().to_model();
                let RuleDecl::Outcomes(rows) = &mut declared.rule else { unreachable!("a table") };
                let Some(payment) = rows.iter_mut().flat_map(|row| &mut row.pays.0).nth(price) else { break };
                let bound = &model.setting.bound;
                payment.1.0 = (&payment.1.0 + bound * step).min(bound.clone()).max(-bound);
                let Ok(resolved) = wrong.resolve() else { continue };
                let found = verify(&wrong, &[], |name| name == mechanism_name(&wrong, index));
                let mechanism = &resolved.mechanisms()[index];
                let expected = claims.iter().filter(|claim| broken(mechanism, claim)).count();
                let errors = found.err().map_or_else(Vec::new, |errors| errors.iter().cloned().collect());
                assert_eq!(errors.len(), expected, "{}", file.display());
                refused += expected;
            }
        }
        assert!(refused > 0, "{}: no wrong price was refused", file.display());
    }
}

fn mechanism_name(model: &Model, index: usize) -> &str {
    &model.mechanisms.0[index].0
}

/// Fewer deviations than small auctions of several bidders have, and a frontier of as many corners as there are types.
#[test]
fn a_false_claim_about_many_types_is_refuted_in_a_build() {
    let types = 200;
    let price = |number: usize| (number * number % 997 + 1).to_string();
    let rows = (0..types).map(
        |number| json!({ "when": [format!("T{number}")], "gets": { "Ann": ["A"] }, "pays": { "Ann": price(number) } }),
    );
    let rows: Vec<Value> = rows.chain([json!({ "when": ["_"] })]).collect();
    let listed: Vec<Value> = (0..types)
        .map(|number| json!({ "name": format!("T{number}"), "values": { "A": price(number) } }))
        .collect();
    let ann = json!({ "name": "Ann", "valuation": "additive", "types": listed });
    let rule = json!({ "outcomes": rows, "claims": ["bic(1/10, 1/10)"] });
    let file = json!({
        "tvmd": 1,
        "setting": { "name": "Shop", "items": ["A"], "bound": "1000", "agents": [ann] },
        "prior": "uniform",
        "mechanisms": { "PayYourBid": rule },
    });
    let model: Model = serde_json::from_value(file).unwrap();
    let resolved = model.resolve().unwrap();
    assert!(Budget::BUILD.allows(resolved.mechanisms()[0].work()).is_ok());
    let refuted = verify(&model, &[], |_| true).unwrap_err().to_string();
    assert!(refuted.contains("gains"), "{refuted}");
}

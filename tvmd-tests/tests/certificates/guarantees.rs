//! Guarantees under all joint distributions with the same marginals: accepted as they are, void where a number is changed.

use super::{numbers, verdict};
use serde_json::Value;
use tvmd_core::case::Generator;
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::{Performance, Standard};
use tvmd_core::optimum::couplings::worst_joint;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::maxmin::{MaxMin, Ties, max_min, max_min_lookahead};
use tvmd_core::optimum::posted::max_min_posted;
use tvmd_core::prior::Distribution;
use tvmd_core::work::Budget;
use tvmd_core::{AgentId, Prior, Rational, Table, ratio};
use tvmd_verify::Proves;

fn marginals(prior: &Prior) -> Vec<Distribution> {
    (0..prior.setting().agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect()
}

/// What each family guarantees under all joint distributions with a prior's marginals, with its certificate.
fn guarantees(prior: &Prior, objective: Standard) -> Vec<(Rational, Proves, String)> {
    let (setting, marginals) = (prior.setting(), marginals(prior));
    let any = max_min(setting, &marginals, &objective, &Budget::DEFAULT, &mut |_| ()).unwrap();
    let mut found = vec![(any, Proves::MaxMin)];
    if setting.items().len() == 1 {
        let lookahead =
            max_min_lookahead(setting, &marginals, &objective, Ties::Any, &Budget::DEFAULT, &mut |_| ());
        let posted = max_min_posted(setting, &marginals, objective, &Budget::DEFAULT, &mut |_| ());
        found.extend([lookahead, posted].map(|best| (best.unwrap(), Proves::Guarantee)));
    }
    let file = |best: &MaxMin| File::max_min(best, prior, objective).to_json().unwrap();
    found.into_iter().map(|(best, proves)| (best.value.clone(), proves, file(&best))).collect()
}

#[test]
fn random_guarantees_are_accepted_and_the_best_of_all_is_the_greatest() {
    let mut generator = Generator::new(43);
    let (mut checked, mut simple) = (0, 0);
    while checked < 60 {
        let Some(case) = generator.case().filter(|case| case.setting().profile_count() <= 16) else {
            continue;
        };
        for objective in [Standard::Revenue, Standard::Welfare] {
            let found = guarantees(&case.prior, objective);
            for (value, proves, text) in &found {
                assert_eq!(verdict(text), Ok((*proves, value.clone())), "{text}");
                assert!(*value <= found[0].0, "{text}");
            }
            simple += found.len() - 1;
        }
        checked += 1;
    }
    assert!(simple > 10, "{simple} of smaller families");
}

/// What a mechanism makes at least under all joint distributions with a prior's marginals.
fn worst(table: &Table, prior: &Prior, objective: Standard) -> Rational {
    let performance = Performance::new(&objective, table).unwrap();
    worst_joint(prior.setting(), &marginals(prior), performance.values()).unwrap().value
}

/// What is written for one setting, with every number changed one at a time. Only a change of the setting, which is then another
/// problem, of the potentials, or of the mechanism where it has slack may leave a proof. It then proves the same value, or that of the
/// other problem, calculated anew; no other change of the priors, the value or a multiplier will do.
#[test]
fn a_changed_number_of_a_guarantee_is_noticed() {
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let all = [Standard::Revenue, Standard::Welfare].into_iter().flat_map(|objective| {
        guarantees(gallery.prior().unwrap(), objective)
            .into_iter()
            .enumerate()
            .map(move |found| (objective, found))
    });
    for (objective, (at, (value, _, text))) in all {
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut paths = Vec::new();
        numbers(&document, "", &mut paths);
        assert!(paths.iter().any(|path| path.starts_with("/primal/potentials")));
        assert!(paths.iter().any(|path| path.starts_with("/worst_prior")));
        for path in paths {
            for change in [ratio!(1 / 7), ratio!(-1 / 7)] {
                let mut changed = document.clone();
                let number = changed.pointer_mut(&path).unwrap();
                let before = tvmd_core::exact::parse(number.as_str().unwrap()).unwrap();
                *number = Value::String((before + change).to_string());
                let Ok((proves, proved)) = verdict(&changed.to_string()) else { continue };
                let of_setting = path.starts_with("/setting");
                assert!(of_setting || path.starts_with("/primal"), "{path}");
                let instance = serde_json::json!({
                    "tvmd": 1, "setting": changed["setting"], "prior": changed["prior"],
                    "mechanisms": { "Changed": { "outcomes": changed["primal"]["outcomes"] } },
                });
                let instance = InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap();
                let prior = instance.prior().unwrap();
                let now = match proves {
                    Proves::MaxMin => guarantees(prior, objective)[at].0.clone(),
                    _ => worst(instance.mechanisms()[0].table(), prior, objective),
                };
                assert_eq!((&proved, &value), (&now, &value), "{path}");
            }
        }
    }
}

/// A guarantee doesn't pass for a max-min optimum, nor the other way round.
#[test]
fn what_is_proved_is_not_exchanged() {
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    for (_, proves, text) in guarantees(gallery.prior().unwrap(), Standard::Revenue) {
        for other in ["optimum", "max-min", "guarantee"] {
            let mut changed: Value = serde_json::from_str(&text).unwrap();
            let same = changed["proves"] == other;
            changed["proves"] = other.into();
            let proved = verdict(&changed.to_string()).map(|proved| proved.0);
            assert_eq!(proved == Ok(proves), same, "{other}: {proved:?}");
        }
    }
}

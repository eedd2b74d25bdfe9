//! Certificates of all kinds to start from: additive, unit-demand and bundle agents, one to three of them, one to three items.

use serde_json::{Value, json};
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::maxmin::{Ties, max_min, max_min_lookahead, max_min_near};
use tvmd_core::optimum::posted::max_min_posted;
use tvmd_core::optimum::{Ball, Design, Linear as _, Noise, Participation, Transfers, Truthfulness};
use tvmd_core::work::Budget;
use tvmd_core::{AgentId, Prior, ratio};

fn agent(name: &str, valuation: &str, types: Value) -> Value {
    let types =
        types.as_object().unwrap().iter().map(|(name, values)| json!({ "name": name, "values": values }));
    json!({ "name": name, "valuation": valuation, "types": types.collect::<Vec<_>>() })
}

fn prior(items: &[&str], agents: Vec<Value>, prior: Value) -> Prior {
    let setting = json!({ "name": "Mutated", "items": items, "bound": "4", "agents": agents });
    let instance = json!({ "tvmd": 1, "setting": setting, "prior": prior });
    InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap().prior().unwrap().clone()
}

/// The priors that certificates are about.
fn priors() -> Vec<Prior> {
    let one = || json!({ "Low": { "A": "1" }, "High": { "A": "2" } });
    let three = json!({ "Low": { "A": "1" }, "Mid": { "A": "2" }, "High": { "A": "3" } });
    let two = || json!({ "Low": { "A": "1", "B": "1" }, "High": { "A": "2", "B": "1" } });
    let bundles =
        |both: &str| json!([{ "bundle": ["A"], "value": "1" }, { "bundle": ["A", "B"], "value": both }]);
    let correlated = json!({ "joint": [
        { "profile": ["Low", "Low"], "probability": "1/3" }, { "profile": ["High", "High"], "probability": "1/3" },
        { "profile": ["High", "Low"], "probability": "1/6" }, { "profile": ["Low", "Bottom"], "probability": "1/6" },
    ]});
    let items = json!({ "Low": { "A": "1", "B": "1", "C": "1/2" }, "High": { "A": "2", "C": "1" } });
    let listed = json!({ "Low": bundles("2"), "High": bundles("4") });
    vec![
        prior(&["A"], vec![agent("X", "additive", three)], json!("uniform")),
        prior(&["A"], vec![agent("X", "additive", one()), agent("Y", "additive", one())], correlated),
        prior(&["A", "B"], vec![agent("X", "additive", two())], json!("uniform")),
        prior(&["A", "B"], vec![agent("X", "unit_demand", two())], json!("uniform")),
        prior(&["A", "B"], vec![agent("X", "bundles", listed.clone())], json!("uniform")),
        prior(
            &["A", "B"],
            vec![
                agent("X", "bundles", listed),
                agent("Y", "unit_demand", json!({ "Only": { "A": "3/2", "B": "1" } })),
            ],
            json!("uniform"),
        ),
        prior(&["A", "B", "C"], vec![agent("X", "additive", items)], json!("uniform")),
        prior(
            &["A"],
            vec![
                agent("X", "additive", one()),
                agent("Y", "additive", json!({ "Only": { "A": "3/2" } })),
                agent("Z", "additive", json!({ "Only": { "A": "1" } })),
            ],
            json!("uniform"),
        ),
    ]
}

/// Certificates that are true, one per prior and question.
pub(crate) fn certificates() -> Vec<String> {
    let mut all = Vec::new();
    for prior in &priors() {
        for objective in [Standard::Revenue, Standard::Welfare] {
            for (truthfulness, participation) in [
                (Truthfulness::Dsic, Participation::ExPost),
                (Truthfulness::Dsic, Participation::Interim),
                (Truthfulness::Bic, Participation::ExPost),
                (Truthfulness::Bic, Participation::Interim),
                (Truthfulness::EpsBic(ratio!(1 / 10)), Participation::ExPost),
            ] {
                let (goal, transfers) = (objective.goal(), Transfers::General);
                let design = Design {
                    prior,
                    goal,
                    truthfulness: truthfulness.clone(),
                    participation,
                    transfers,
                    budget: Budget::DEFAULT,
                };
                let best = design.best().unwrap();
                all.push(File::new(&best, prior, objective, &truthfulness, participation));
                let best = design.best_without_lotteries(&mut |_| ()).unwrap();
                all.push(File::without_lotteries(&best, prior, objective, &truthfulness, participation));
                for ball in [Ball::All, Ball::Support] {
                    let best = design.best_within(&ratio!(1 / 10), ball, &mut |_| ()).unwrap();
                    all.push(File::within(&best, prior, objective, &truthfulness, participation));
                }
            }
            let setting = prior.setting();
            let marginals: Vec<_> =
                (0..setting.agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect();
            let budget = Budget::DEFAULT;
            let best = max_min(setting, &marginals, &objective, &budget, &mut |_| ()).unwrap();
            all.push(File::max_min(&best, prior, objective));
            for ball in [Ball::All, Ball::Support] {
                let radii = (0..marginals.len())
                    .map(|agent| ratio!(1 / 10) * tvmd_core::Rational::from_integer(agent.into()));
                let noise = Noise { radii: radii.collect(), ball };
                let best =
                    max_min_near(setting, &marginals, &noise, &objective, &budget, &mut |_| ()).unwrap();
                all.push(File::max_min_near(&best, prior, &noise, objective));
            }
            if setting.items().len() == 1 {
                let best =
                    max_min_lookahead(setting, &marginals, &objective, Ties::First, &budget, &mut |_| ())
                        .unwrap();
                all.push(File::max_min(&best, prior, objective));
                let best = max_min_posted(setting, &marginals, objective, &budget, &mut |_| ()).unwrap();
                all.push(File::max_min(&best, prior, objective));
            }
        }
    }
    all.iter().map(|file| file.to_json().unwrap()).collect()
}

/// Forgeries: the optimum with a gain allowed, of one agent, relabelled as one in dominant strategies.
pub(crate) fn forgeries() -> Vec<String> {
    let alone = priors().into_iter().filter(|prior| prior.setting().agents().len() == 1);
    let forged = alone.map(|prior| {
        let truthfulness = Truthfulness::EpsBic(ratio!(1 / 10));
        let best = Design::revenue(&prior, truthfulness.clone()).best().unwrap();
        let file = File::new(&best, &prior, Standard::Revenue, &truthfulness, Participation::ExPost);
        let mut file: Value = serde_json::from_str(&file.to_json().unwrap()).unwrap();
        file["truthfulness"] = "dsic".into();
        for multiplier in file["dual"][0]["multipliers"].as_array_mut().unwrap() {
            if multiplier["others"].is_null() {
                // What was in expectation, given her type, is at the one profile with that type.
                let named = multiplier["type"].as_str().unwrap();
                let her_type = prior.setting().agents()[0]
                    .types()
                    .iter()
                    .position(|known| known.name() == named)
                    .unwrap();
                let given = tvmd_core::exact::parse(multiplier["multiplier"].as_str().unwrap()).unwrap();
                let weight = given * prior.marginal(AgentId(0)).mass(her_type);
                multiplier["multiplier"] = weight.to_string().into();
                multiplier["others"] = json!([]);
            }
        }
        file.to_string()
    });
    forged.collect()
}

//! What work is counted to take beforehand bounds the memory that it then takes, and isn't far above it.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use peak_alloc::PeakAlloc;
use serde_json::{Value, json};
use tvmd_core::Instance;
use tvmd_core::model;
use tvmd_core::optimum::{Design, Truthfulness};
use tvmd_core::work::Work;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The bytes that something has at once, at most, beyond those that are there.
fn peak<T>(of: impl FnOnce() -> T) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let made = of();
    let peak = MEMORY.peak_usage().saturating_sub(before);
    drop(made);
    peak
}

fn resolved(agents: usize, items: usize, types: usize, valuation: &str, rule: &Value) -> Instance {
    let names: Vec<String> = (0..items).map(|item| format!("I{item}")).collect();
    let value = |number: usize, item: usize| json!(((number * 7 + item * 3) % 50 + 1).to_string());
    let values = |number: usize| -> Value {
        names.iter().enumerate().map(|(item, name)| (name.clone(), value(number, item))).collect()
    };
    let types: Vec<Value> =
        (0..types).map(|number| json!({ "name": format!("T{number}"), "values": values(number) })).collect();
    let agents: Vec<Value> = (0..agents)
        .map(|number| json!({ "name": format!("B{number}"), "valuation": valuation, "types": types }))
        .collect();
    let bound = (50 * items).to_string();
    let setting = json!({ "name": "Shop", "items": names, "bound": bound, "agents": agents });
    let file = json!({ "tvmd": 1, "setting": setting, "prior": "uniform", "mechanisms": { "M": rule } });
    let model: model::InstanceDecl = serde_json::from_value(file).unwrap();
    model.resolve().unwrap()
}

/// Two agents with an item; who gets it with which chance for what, and how likely it is, differs from profile to profile.
fn correlated(types: usize) -> Instance {
    let named = |number: usize| json!({ "name": format!("T{number}"), "values": { "I0": (number % 50 + 1).to_string() } });
    let kinds: Vec<Value> = (0..types).map(named).collect();
    let agents = ["A", "B"].map(|name| json!({ "name": name, "valuation": "additive", "types": kinds }));
    let profiles =
        (0..types * types).map(|at| (at, [at / types, at % types].map(|number| format!("T{number}"))));
    let (mut rows, mut joint) = (Vec::new(), Vec::new());
    let total: usize = (1..=types * types).sum();
    for (at, profile) in profiles {
        let chance = |numerator: usize| format!("{numerator}/{}", types * types);
        let lottery = [("A", at), ("B", types * types - at)]
            .map(|(who, weight)| json!({ "probability": chance(weight), "gets": { who: ["I0"] } }));
        rows.push(json!({ "when": profile, "lottery": lottery, "pays": { "A": chance(at * 7 % 40) } }));
        joint.push(json!({ "profile": profile, "probability": format!("{}/{total}", at + 1) }));
    }
    rows.push(json!({ "when": ["_", "_"] }));
    let setting = json!({ "name": "Shop", "items": ["I0"], "bound": "100", "agents": agents });
    let rule = json!({ "M": { "outcomes": rows } });
    let file = json!({ "tvmd": 1, "setting": setting, "prior": { "joint": joint }, "mechanisms": rule });
    serde_json::from_value::<model::InstanceDecl>(file).unwrap().resolve().unwrap()
}

fn prices(items: usize) -> Value {
    (0..items).map(|item| (format!("I{item}"), json!("20"))).collect()
}

/// Each type pays another price, for the only item.
fn pay_your_bid(types: usize) -> Value {
    let rows = (0..types).map(|number| {
        json!({ "when": [format!("T{number}")], "gets": { "B0": ["I0"] }, "pays": { "B0": ((number * 7) % 50 + 1).to_string() } })
    });
    let rows: Vec<Value> = rows.chain([json!({ "when": ["_"] })]).collect();
    json!({ "outcomes": rows })
}

/// Whether so much was counted as is used, and at most `times` as much.
fn assert_close(what: &str, work: &Work, used: usize, times: usize) {
    let counted = &work.memory;
    assert!(*counted >= used.into(), "{what}: {used} bytes of {counted}");
    assert!(*counted <= (times * used).into(), "{what}: only {used} bytes of {counted}");
}

/// One test, since memory is that of the whole process.
#[test]
fn memory_is_bounded_by_the_count_and_near_it() {
    let posted = |items| json!({ "posted_prices": { "prices": prices(items) } });
    // With one agent room is counted for the gains of all pairs of types, and where she is truthful there are none.
    for (agents, items, types, valuation, rule, times) in [
        (1, 1, 400, "additive", posted(1), 300),
        (1, 1, 400, "additive", pay_your_bid(400), 30),
        (3, 1, 12, "additive", json!({ "second_price": {} }), 30),
        (3, 2, 8, "additive", posted(2), 30),
        (2, 3, 10, "unit_demand", json!({ "vcg": {} }), 30),
        (6, 1, 3, "additive", json!({ "lookahead": {} }), 30),
    ] {
        let what = format!("{agents} agents, {items} items, {types} types, {rule}");
        let instance = resolved(agents, items, types, valuation, &rule);
        let mechanism = instance.mechanism("M").unwrap();
        let used = peak(|| mechanism.incentives().dsic.holds);
        assert_close(&what, &mechanism.work(), used, times);
    }
    // With a prior that says something else of the others for each type, and an outcome of its own for each profile.
    let instance = correlated(40);
    let mechanism = instance.mechanism("M").unwrap();
    let used = peak(|| mechanism.incentives().dsic.holds);
    assert_close("a table under a correlated prior", &mechanism.work(), used, 30);
    for (agents, items, types) in [(1, 1, 40), (2, 1, 8), (1, 3, 12), (2, 2, 4)] {
        let instance = resolved(agents, items, types, "additive", &posted(items));
        for truthfulness in [Truthfulness::Dsic, Truthfulness::Bic] {
            let what = format!("{agents} agents, {items} items, {types} types, {truthfulness:?}");
            let design = Design::revenue(instance.prior().unwrap(), truthfulness);
            let used = peak(|| design.best().unwrap());
            assert_close(&what, &design.work(), used, 30);
        }
    }
}

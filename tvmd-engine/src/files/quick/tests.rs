//! The quick way of reading agrees with the other: what it takes means the same there, and it takes nothing that is refused there.

use super::super::load::Reading;
use super::super::tests::{spoil, written};
use super::{Quick, Reader, Skimmed, instance, mechanism, right, said};
use crate::declared::Instance;
use crate::mechanism::Mechanism as _;
use crate::model::InstanceDecl;
use crate::resolve::alone;
use oorandom::Rand32;
use serde_json::{Map, Value, json};

fn below(random: &mut Rand32, count: usize) -> usize {
    random.rand_range(0..u32::try_from(count).unwrap()) as usize
}

/// A number from 0 to `most` in some spelling.
fn number(random: &mut Rand32, most: usize) -> Value {
    let (top, bottom) = (below(random, 4 * most + 1), 4);
    match below(random, 5) {
        0 => json!(most / 2),
        1 => json!(format!("{top}/{bottom}")),
        2 => json!(format!("{}/{}", 7 * top, 7 * bottom)),
        3 => json!(format!("{}.{:02}", top / 4, top % 4 * 25)),
        _ => json!(format!("{}", top / 4)),
    }
}

/// Chances that add up to 1.
fn chances(random: &mut Rand32, count: usize) -> Vec<Value> {
    let weights: Vec<usize> = (0..count).map(|place| below(random, 4) + usize::from(place == 0)).collect();
    let sum: usize = weights.iter().sum();
    weights.iter().map(|weight| json!(format!("{weight}/{sum}"))).collect()
}

/// Who gets what, of those who take part.
fn gets(random: &mut Rand32, names: &[&str], items: &[&str], absent: &[bool]) -> Value {
    let mut gets: Map<String, Value> = Map::new();
    for item in items {
        let agent = below(random, names.len() + 1);
        if agent < names.len() && !absent[agent] {
            let bundle = gets.entry(names[agent]).or_insert_with(|| json!([]));
            bundle.as_array_mut().unwrap().push(json!(item));
        }
    }
    gets.into()
}

/// A row for these reports, in which someone who may be absent seldom gets or pays anything.
fn row(random: &mut Rand32, when: &[String], names: &[&str], items: &[&str]) -> Value {
    let absent = |pattern: &String| (pattern == "_" || pattern.contains("Bottom")) && below(random, 4) > 0;
    let absent: Vec<bool> = when.iter().map(absent).collect();
    let mut row = json!({ "when": when });
    match below(random, 3) {
        0 => {}
        1 => row["gets"] = gets(random, names, items, &absent),
        _ => {
            let draws = 1 + below(random, 3);
            let draws = chances(random, draws)
                .into_iter()
                .map(|chance| json!({ "probability": chance, "gets": gets(random, names, items, &absent) }));
            row["lottery"] = draws.collect();
        }
    }
    let mut pays = Map::new();
    for (name, absent) in names.iter().zip(absent) {
        if !absent && below(random, 2) == 0 {
            pays.insert((*name).to_owned(), number(random, 3));
        }
    }
    row["pays"] = pays.into();
    row
}

/// A table with a row for each profile in which all take part, and others before and after; and a prior.
fn random_instance(random: &mut Rand32) -> Value {
    let names = &["Ann", "Bob", "Cy"][..1 + below(random, 3)];
    let items = &["X", "Y"][..1 + below(random, 2)];
    let sizes: Vec<usize> = names.iter().map(|_| 1 + below(random, 3)).collect();
    let agents = names.iter().zip(&sizes).map(|(name, size)| {
        let valuation = ["additive", "unit_demand"][below(random, 2)];
        let values = |random: &mut Rand32| -> Map<String, Value> {
            items.iter().map(|item| ((*item).to_owned(), number(random, 1))).collect()
        };
        let types: Vec<Value> = (0..*size)
            .map(|number| json!({ "name": format!("T{number}"), "values": values(random) }))
            .collect();
        json!({ "name": name, "valuation": valuation, "types": types })
    });
    let agents: Vec<Value> = agents.collect();
    let profiles = sizes.iter().fold(vec![Vec::new()], |profiles: Vec<Vec<String>>, size| {
        let with = |profile: &Vec<String>| -> Vec<Vec<String>> {
            (0..*size).map(|t| [profile.as_slice(), &[format!("T{t}")]].concat()).collect()
        };
        profiles.iter().flat_map(with).collect()
    });
    let mut rows = Vec::new();
    if below(random, 3) == 0 {
        let some = ["Bottom", "T0 | Bottom", "_", " T0"][below(random, 4)];
        let when: Vec<String> = names.iter().map(|_| ["T0", some][below(random, 2)].to_owned()).collect();
        rows.push(row(random, &when, names, items));
    }
    rows.extend(profiles.iter().map(|when| row(random, when, names, items)));
    rows.push(json!({ "when": vec!["_"; names.len()] }));
    let atoms = chances(random, profiles.len()).into_iter().zip(&profiles);
    let atoms: Vec<Value> =
        atoms.map(|(chance, profile)| json!({ "profile": profile, "probability": chance })).collect();
    let prior = if below(random, 5) == 0 { json!("uniform") } else { json!({ "joint": atoms }) };
    let claims = [json!([]), json!(["bic", "not dsic"])][below(random, 2)].clone();
    json!({
        "tvmd": 1,
        "setting": { "name": "S", "items": items, "bound": "3", "agents": agents },
        "prior": prior,
        "mechanisms": {
            "M": { "outcomes": rows, "claims": claims },
            "N": { "vcg": {} },
            "O": { "dsic_extension": { "of": "M", "keeping": {} } }
        }
    })
}

fn assert_same(one: &Instance, other: &Instance, text: &str) {
    assert_eq!(one.setting(), other.setting(), "{text}");
    assert_eq!((one.prior(), one.prior_hat()), (other.prior(), other.prior_hat()), "{text}");
    assert_eq!(one.mechanisms().len(), other.mechanisms().len(), "{text}");
    for (one, other) in one.mechanisms().iter().zip(other.mechanisms()) {
        assert_eq!((one.name(), one.claims()), (other.name(), other.claims()), "{text}");
        assert_eq!(one.table().to_model(), other.table().to_model(), "{text}");
    }
}

/// Whether the table `M` of an instance goes straight into columns.
fn is_quick(text: &str) -> bool {
    let Ok(Skimmed { setting, mechanisms, .. }) = serde_json::from_str(text) else { return false };
    let setting = alone::setting(&right(setting, Reader::setting).unwrap(), Default::default()).unwrap();
    mechanisms.get("M").is_some_and(|raw| mechanism(raw, &setting).unwrap().1.is_some())
}

#[test]
fn both_ways_mean_the_same() {
    let mut random = Rand32::new(17);
    let (mut right, mut quick, mut wrong, mut left) = (0, 0, 0, 0);
    for _ in 0..2_500 {
        let mut said = random_instance(&mut random);
        for _ in 0..below(&mut random, 4).saturating_sub(1) {
            spoil(&mut said, &mut random);
        }
        let text = written(&said, &mut random);
        let taken = instance(&text, None, false).map(|quick| match quick {
            Quick::Instance(instance) => *instance,
            Quick::Said(_) => panic!("few profiles"),
        });
        match (
            taken,
            Reading::of(&text, None).and_then(|reading| reading.resolved(InstanceDecl::resolve_knowing)),
        ) {
            (Some(taken), Ok(other)) => {
                assert_same(&taken, &other, &text);
                right += 1;
                quick += usize::from(is_quick(&text));
            }
            (None, Ok(_)) => left += 1,
            (None, Err(_)) => wrong += 1,
            (Some(_), Err(error)) => panic!("{error}\n{text}"),
        }
    }
    assert!(right > 500 && quick > 500 && wrong > 500, "{right}, {quick}, {wrong}, {left}");
    assert!(left < 20, "{left} that are right aren't taken");
}

/// As they are read where profiles are too many for tables.
#[test]
fn all_parts_together_say_what_the_file_says() {
    let mut random = Rand32::new(19);
    let (mut right, mut wrong) = (0, 0);
    for _ in 0..1_000 {
        let mut value = random_instance(&mut random);
        for _ in 0..below(&mut random, 4).saturating_sub(1) {
            spoil(&mut value, &mut random);
        }
        let text = written(&value, &mut random);
        let whole = InstanceDecl::from_json(&text).ok();
        let skimmed: Option<Skimmed<'_>> = serde_json::from_str(&text).ok();
        let parts = skimmed.and_then(|parts| {
            let setting = super::right(parts.setting, Reader::setting)?;
            said(parts, setting)
        });
        assert_eq!(parts, whole, "{text}");
        *if whole.is_some() { &mut right } else { &mut wrong } += 1;
    }
    assert!(right > 300 && wrong > 100, "{right}, {wrong}");
}

#[test]
fn what_is_unusual_goes_the_other_way() {
    let mut random = Rand32::new(18);
    let said = random_instance(&mut random);
    assert!(is_quick(&said.to_string()), "{said}");
    let paying = |payment: &str| {
        let mut said = said.clone();
        said["mechanisms"]["M"]["outcomes"][0]["pays"]["Ann"] = json!(payment);
        is_quick(&said.to_string())
    };
    assert!(paying("1/3") && paying("-0.125") && paying("0"));
    assert!(!paying("1/1234567890123456789012") && !paying(" 1/3") && !paying("4"));
}

//! Work is counted before it starts: what is near the limits is answered, and what is too much is refused with the count.

use super::schemas::{follows, strict};
use super::{Run, example, json, tvmd};
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// A file in a folder of its own.
struct File {
    folder: tempfile::TempDir,
}

impl File {
    fn of(instance: &Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("auction.json"), instance.to_string()).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("auction.json")
    }

    fn run(&self, command: &str, options: &[&str]) -> Run {
        let path = self.path();
        let arguments = [command.as_ref(), path.as_os_str()].into_iter();
        tvmd(arguments.chain(options.iter().map(AsRef::as_ref)))
    }

    /// The run in so much memory.
    fn run_in(&self, megabytes: u32, command: &str, options: &[&str]) -> Run {
        let limited = format!("ulimit -v {megabytes}000; exec \"$0\" \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &limited, env!("CARGO_BIN_EXE_tvmd"), command])
            .arg(self.path())
            .args(options)
            .output()
            .unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Agents of one item with the values 1 to `types`, uniform.
fn bidders(agents: usize, types: usize, mechanisms: &Value) -> Value {
    let grid = json!({ "A": { "from": "1", "to": types.to_string(), "step": "1" } });
    let agent = |number: usize| json!({ "name": format!("B{number}"), "valuation": "additive", "types": [{ "name": "V", "grid": grid }] });
    let agents: Vec<Value> = (0..agents).map(agent).collect();
    instance(&["A"], types.to_string(), &agents, mechanisms)
}

fn instance(items: &[&str], bound: String, agents: &[Value], mechanisms: &Value) -> Value {
    let setting = json!({ "name": "Large", "items": items, "bound": bound, "agents": agents });
    json!({ "tvmd": 1, "setting": setting, "prior": "uniform", "mechanisms": mechanisms })
}

fn names(what: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{what}{number}")).collect()
}

/// One agent with one type, who values each of some items at 1.
fn buyer(name: &str, valuation: &str, items: &[&str]) -> Value {
    let values: Map<String, Value> = items.iter().map(|item| ((*item).to_owned(), json!("1"))).collect();
    json!({ "name": name, "valuation": valuation, "types": [{ "name": "Only", "values": values }] })
}

/// Refused before anything is done: the count, and the option that allows it.
fn assert_refused(run: &Run, words: &[&str]) {
    assert_eq!(run.status, 2, "{}{}", run.stdout, run.stderr);
    for word in ["steps", "MB", "--budget"].iter().chain(words) {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
}

#[test]
fn a_frontier_of_many_types_is_a_sort() {
    let types = 300;
    let rows = (0..types).map(|report| {
        json!({ "when": [format!("T{report}")], "gets": { "Ann": ["A"] }, "pays": { "Ann": (report + 1).to_string() } })
    });
    let rows: Vec<Value> = rows.chain([json!({ "when": ["_"] })]).collect();
    let of_type =
        |number: usize| json!({ "name": format!("T{number}"), "values": { "A": (number + 1).to_string() } });
    let listed: Vec<Value> = (0..types).map(of_type).collect();
    let ann = json!({ "name": "Ann", "valuation": "additive", "types": listed });
    let file = instance(&["A"], types.to_string(), &[ann], &json!({ "PayYourBid": { "outcomes": rows } }));
    let run = File::of(&file).run("check", &["--format=json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    // Reporting T0 gains the more the higher the value: k types gain more than 299 - k. The same by each reading, since that lie is best.
    let steps = |k: usize| {
        let q = tvmd_core::Rational::new(k.into(), types.into()).to_string();
        json!({ "epsilon": (types - 1 - k).to_string(), "q": q })
    };
    let steps: Vec<Value> = (0..types).rev().map(steps).collect();
    let checked = &json(&run)["mechanisms"][0];
    assert_eq!(checked["frontier"], json!(steps));
    assert_eq!(checked["frontier_as_printed"], json!(steps));
}

#[test]
fn gains_of_all_pairs_of_types_are_not_kept() {
    let posted = json!({ "Posted": { "posted_prices": { "prices": { "A": "1000" } } } });
    let run = File::of(&bidders(1, 2_000, &posted)).run_in(400, "check", &["--format=json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(json(&run)["mechanisms"][0]["revenue"], "1001/2");
}

#[test]
fn programs_are_counted_before_they_are_made() {
    let two = File::of(&bidders(2, 200, &json!({})));
    let program = ["a linear program of", "rows", "columns", "nonzeros"];
    for options in [&[][..], &["--truthfulness=bic"], &["--no-lotteries"], &["--within=1/10"]] {
        assert_refused(&two.run("optimum", options), &program);
    }
    for family in ["--family=any", "--family=lookahead", "--within=1/10"] {
        assert_refused(&two.run("maxmin", &[family]), &program);
    }
    assert_refused(&File::of(&bidders(1, 9_999, &json!({}))).run("simple", &[]), &program);
}

#[test]
fn corners_of_independent_priors_are_counted() {
    let file = File::of(&bidders(3, 12, &json!({ "Second": { "second_price": {} } })));
    // Of 13 types each, to one of them, from any set of the others, and from one in part.
    let run = file.run("robustness", &["--mechanism=Second", "--ball=product"]);
    assert_refused(&run, &["479 174 066 176 choices of corners"]);
}

#[test]
fn choices_of_posted_prices_are_counted() {
    let ten = example("posted_prices_ten.json");
    let options = ["--family=posted".as_ref(), "--objective=welfare".as_ref()];
    let run = tvmd(["maxmin".as_ref(), ten.as_os_str()].into_iter().chain(options));
    // 10! orders, and two values or none for each of ten agents.
    assert_refused(&run, &["214 277 011 200 choices"]);
}

/// Far more choices than are tried in a second: the bounds are those of what was tried, and the mechanism is one.
#[test]
fn a_search_stops_at_its_time_limit_with_bounds() {
    let file = File::of(&bidders(5, 3, &json!({})));
    let options =
        ["--family", "posted", "--objective", "welfare", "--budget", "1000000000", "--time-limit", "1"];
    let run = file.run("maxmin", &[&options[..], &["--format", "json"]].concat());
    assert_eq!(run.status, 3, "{}", run.stderr);
    let known = json(&run);
    assert_eq!(known["status"], "stopped");
    follows(&strict("maxmin"), &known, "what is known when time is up");
    // All values alike make 2 in expectation whoever is served; 3 for all of a third is too much.
    assert_eq!(known["upper_bound"], "2");
    assert!(known["value"].is_string() && known["gap"].is_string(), "{known}");
    let mut instance = bidders(5, 3, &json!({}));
    instance["mechanisms"] = json!({ "Known": known["mechanism"] });
    let checked = File::of(&instance).run("check", &["--require", "dsic,ex_post_ir"]);
    assert_eq!(checked.status, 0, "{}", checked.stderr);
    let run = file.run("maxmin", &options);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(run.stdout.starts_with("time was up: the optimum is at least "), "{}", run.stdout);
}

#[test]
fn revenue_of_posted_prices_needs_no_orders() {
    let run = File::of(&bidders(8, 3, &json!({}))).run("maxmin", &["--family", "posted", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    // Prices 3 and 2 for one each and 1 for a third, accepted with 1/3, 2/3 and 1.
    assert_eq!(json(&run)["value"], "2");
}

#[test]
fn rules_that_try_many_sets_are_counted() {
    let items = names("I", 24);
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let offers: Vec<Value> = items.iter().map(|item| json!({ "bundle": [item], "price": "1/2" })).collect();
    let bundles = json!({ "Each": { "bundles": { "offers": offers } } });
    let ann = [buyer("Ann", "additive", &items)];
    let bundles = File::of(&instance(&items, "24".to_owned(), &ann, &bundles));
    let items = &items[..10];
    let agents: Vec<Value> = names("B", 6).iter().map(|name| buyer(name, "unit_demand", items)).collect();
    let vcg = File::of(&instance(items, "1".to_owned(), &agents, &json!({ "Vcg": { "vcg": {} } })));
    for file in [bundles, vcg] {
        assert_refused(&file.run("check", &[]), &[]);
    }
}

#[test]
fn gains_near_a_prior_are_counted_and_a_truthful_rule_has_none() {
    // First pays what she reports, except that the highest report pays the other's: each of his makes another menu.
    let types = 270;
    let row = |one: &str, other: &str, price: usize| json!({ "when": [one, other], "gets": { "B0": ["A"] }, "pays": { "B0": price.to_string() } });
    let highest = (1..=types).map(|other| row(&name(types), &name(other), other));
    let rows = highest.chain((1..=types).map(|report| row(&name(report), "_", report)));
    let rows: Vec<Value> = rows.chain([json!({ "when": ["_", "_"] })]).collect();
    let truthful = File::of(&bidders(2, 60, &json!({ "Second": { "second_price": {} } })));
    assert_eq!(truthful.run("robustness", &["--mechanism=Second", "--delta=0"]).status, 0);
    let file = File::of(&bidders(2, types, &json!({ "First": { "outcomes": rows } })));
    assert_refused(&file.run("robustness", &["--mechanism=First"]), &["gains of lies"]);
}

/// A point of the grid of values.
fn name(value: usize) -> String {
    format!("V{value}")
}

/// The odd numbers from 2^`bits` on: their common denominator is about as long as all of them.
fn denominator(bits: usize, position: usize) -> String {
    let number: tvmd_core::exact::BigInt = (tvmd_core::exact::BigInt::from(1) << bits) + (2 * position + 1);
    format!("1/{number}")
}

#[test]
fn denominators_are_bounded_wherever_numbers_are_listed() {
    let items = names("I", 12);
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let number = |position: usize| json!(denominator(600, position));
    let by_item: Map<String, Value> =
        items.iter().enumerate().map(|(position, item)| ((*item).to_owned(), number(position))).collect();
    let offers: Vec<Value> = items
        .iter()
        .enumerate()
        .map(|(position, item)| json!({ "bundle": [item], "price": number(position) }))
        .collect();
    let long = denominator(5_000, 0);
    let rules = [
        (json!({ "posted_prices": { "prices": by_item } }), "prices"),
        (json!({ "posted_prices": { "prices": { "Ann": by_item } } }), "prices"),
        (json!({ "bundles": { "offers": offers } }), "prices"),
        (json!({ "menu": { "Ann": offers } }), "prices"),
        (json!({ "menu": { "Ann": [{ "lottery": by_item, "price": "0" }] } }), "probabilities"),
        (json!({ "second_price": { "reserve": long } }), "reserve"),
    ];
    let ann = [buyer("Ann", "additive", &items)];
    for (rule, what) in rules {
        let file = File::of(&instance(&items, "12".to_owned(), &ann, &json!({ "M": rule })));
        let run = file.run("check", &[]);
        let message = format!("the common denominator of the {what} has more than 4096 bits");
        assert!(run.status == 2 && run.stderr.contains(&message), "{message}: {}", run.stderr);
    }
    let bound = denominator(5_000, 0).replacen('1', "1000", 1);
    let file = File::of(&instance(&items, bound, &ann, &json!({})));
    let run = file.run("check", &[]);
    assert!(run.stderr.contains("the common denominator of the bound has more than"), "{}", run.stderr);
}

/// The count is one of numbers, and not of profiles that are listed for it: a million profiles, with a thousand reports of each agent at each, took minutes.
#[test]
fn what_is_too_much_is_refused_at_once() {
    let file = File::of(&bidders(2, 1000, &json!({ "Auction": { "second_price": {} } })));
    for (command, options) in [
        ("optimum", &["--truthfulness=bic"][..]),
        ("optimum", &["--truthfulness=bic", "--participation=interim"]),
        ("optimum", &["--truthfulness=bic", "--no-lotteries"]),
        ("optimum", &["--truthfulness=bic", "--within=1/10"]),
        ("optimum", &["--within=1/10"]),
        ("optimum", &[]),
        ("maxmin", &[]),
        ("robustness", &["--ball=product"]),
    ] {
        let started = Instant::now();
        let run = file.run(command, options);
        assert_refused(&run, &[]);
        assert!(
            started.elapsed() < Duration::from_secs(20),
            "{command} {options:?}: {:?}",
            started.elapsed()
        );
    }
}

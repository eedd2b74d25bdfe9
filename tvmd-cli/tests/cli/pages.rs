//! Pages for a browser: whole, with every number of the answer, and asking for nothing from elsewhere.
//!
//! What they look like is compared in a browser (`.ci/pages`).

use super::{example, json, tvmd};
use serde_json::Value;
use std::collections::HashSet;
use tvmd_core::Rational;
use tvmd_core::exact::parse;

/// What every page is: whole, readable on a telephone, without scripts, and without anything that has to be fetched.
pub(super) fn is_a_page(page: &str) {
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">") && page.ends_with("</html>\n"), "{page}");
    assert!(page.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
    for foreign in ["<script", "http:", "https:", "//", "<link", "<img", "url(", "@import", "onload"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    // Every picture has a name, or is a part of one that has, or of what stands beside it in words.
    for picture in page.split("<svg").skip(1) {
        let opening = picture.split('>').next().unwrap();
        let named = ["aria-labelledby=", "aria-label=", "aria-hidden=", "x="];
        assert!(named.iter().any(|named| opening.contains(named)), "{opening}");
    }
}

/// A call with a page: what it printed for programs, and the page.
pub(super) fn written(call: &[&str], option: &str) -> (Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let run = tvmd(call.iter().copied().chain([option, file.to_str().unwrap(), "--format=json"]));
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = std::fs::read_to_string(file).unwrap();
    is_a_page(&page);
    (json(&run), page)
}

/// The numbers in a document, as texts like `3/2`.
fn numbers(document: &Value, found: &mut Vec<String>) {
    match document {
        Value::String(text) if text.parse::<i64>().is_ok() => found.push(text.clone()),
        Value::String(text) => {
            let whole = |part: &str| part.parse::<i64>().is_ok();
            if text.split_once('/').is_some_and(|(one, other)| whole(one) && whole(other)) {
                found.push(text.clone());
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| numbers(part, found)),
        Value::Object(parts) => parts.values().for_each(|part| numbers(part, found)),
        _ => {}
    }
}

/// The words of a page, those of pictures apart.
fn words(page: &str) -> Vec<&str> {
    let body = page.split_once("<body>").unwrap().1;
    let texts = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    texts
        .flat_map(|text| text.split([' ', ',', ';', '·', '[', ']']))
        .map(|word| word.trim_matches(':'))
        .collect()
}

/// As a fraction or in decimals, which aren't rounded.
pub(super) fn has_every_number(answer: &Value, page: &str) {
    let mut found = Vec::new();
    numbers(answer, &mut found);
    assert!(found.len() > 3, "{answer}");
    let words = words(page);
    let shown: HashSet<Rational> = words.iter().filter_map(|word| parse(word).ok()).collect();
    for number in found {
        assert!(shown.contains(&parse(&number).unwrap()), "{number}: {words:?}");
    }
}

#[test]
fn robustness() {
    let file = example("gallery.json");
    let call = [
        "robustness",
        file.to_str().unwrap(),
        "--mechanism=FirstRefusal",
        "--delta=1/7",
        "--promise=revenue>=1",
    ];
    let (answer, page) = written(&call, "--out");
    has_every_number(&answer, &page);
    // The distance is a row of both tables, and marked in both pictures, and the worst priors stand beside the prior.
    assert_eq!(page.matches("class=\"mark\"").count(), 2);
    let first = |row: &str| row.split("</td>").next().is_some_and(|cell| cell.ends_with(">1/7 (~0.1429)"));
    assert_eq!(page.split("<tr>").filter(|row| first(row)).count(), 2);
    assert_eq!(page.matches(">worst prior</th>").count(), 2);
    assert!(
        page.contains(">Lemma 2, on this mechanism<")
            && page.contains("Lemma 4, sharp, for types of probability 1/2")
    );
    assert!(
        page.contains(">on this mechanism: with the width of the revenue ") && page.contains(">sharp: with ")
    );
    // Where truth is dominant there is nothing to draw of lies.
    let (_, truthful) = written(&["robustness", file.to_str().unwrap(), "--mechanism=Posted"], "--out");
    assert!(truthful.contains("<dd>truth is dominant, so no lie gains anything under any prior</dd>"));
    assert!(!truthful.contains("Lemma 4") && !truthful.contains("Expected gain of a lie"));
    assert!(page.contains("The mechanism: FirstRefusal") && page.contains("The setting: Gallery"));
}

/// Where types stay independent there are values at the distance, and the same tables.
#[test]
fn robustness_of_independent_types() {
    let file = example("gallery.json");
    let call =
        ["robustness", file.to_str().unwrap(), "--mechanism=FirstRefusal", "--ball=product", "--delta=1/7"];
    let (answer, page) = written(&call, "--out");
    for worst in [&answer["objective"], &answer["incentives"]] {
        has_every_number(worst, &page);
    }
    assert_eq!(page.matches(">worst prior</th>").count(), 2);
    assert!(page.contains("The mechanism: FirstRefusal") && page.contains("The setting: Gallery"));
}

#[test]
fn maxmin() {
    let file = example("repriced.json");
    let (answer, page) = written(&["maxmin", file.to_str().unwrap()], "--page");
    has_every_number(&answer, &page);
    // Both couplings are squares of the types of two agents, in shades.
    assert!(page.contains("<figcaption>Worst</figcaption>"), "{page}");
    assert!(page.contains("<figcaption>Independent, with the same marginals</figcaption>"));
    assert!(
        page.contains("Why that is guaranteed")
            && page.contains("<th scope=\"col\" class=\"number\">potential</th>")
            || page.contains(">potential</th>")
    );
    // Where marginals are known nearly, what is said of those of the file is there, too.
    let (answer, page) = written(&["maxmin", file.to_str().unwrap(), "--within=1/10"], "--page");
    has_every_number(&answer, &page);
    assert!(page.contains("from her highest to her lowest"));
    // Of one agent there is a list.
    let file = example("two_items_zero_one_two.json");
    let (_, page) = written(&["maxmin", file.to_str().unwrap()], "--page");
    assert!(page.contains("<figcaption>How likely profiles are</figcaption>"));
}

#[test]
fn simple() {
    let file = example("two_items_zero_one_two.json");
    let (answer, page) = written(&["simple", file.to_str().unwrap()], "--page");
    let found = ["srev", "brev", "rev"].map(|way| answer[way].clone());
    assert_eq!(found.each_ref().map(|number| number.as_str().unwrap()), ["4/3", "4/3", "13/9"]);
    let words = words(&page);
    assert!(words.contains(&"4/3") && words.contains(&"13/9") && words.contains(&"12/13"));
    // A bar and a menu over the types for each way of selling.
    assert_eq!(page.matches("<rect class=\"bar-0\"").count(), 3);
    assert_eq!(page.matches("What is bought, by the values of A and B</figcaption>").count(), 3);
    // What each mechanism earns is what was said of it.
    let revenue = "<th scope=\"row\">revenue</th><td class=\"number\">";
    let earned: Vec<&str> = page.split(revenue).skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(earned, ["4/3", "4/3 (~1.3333)", "13/9 (~1.4444)"]);
}

#[test]
fn learn() {
    let folder = tempfile::tempdir().unwrap();
    let bids = folder.path().join("bids.csv");
    std::fs::write(&bids, format!("Ann,Ben\n{}", "1,2\n2,\n3,3\n1,3\n".repeat(50))).unwrap();
    let call = ["learn", bids.to_str().unwrap(), "--bins=1,2,3"];
    for (option, whose) in [
        (None, "Ben, at worst"),
        (Some("--symmetric"), "each bidder, at worst"),
        (Some("--joint"), "second highest bid, at worst"),
    ] {
        let call: Vec<&str> = call.into_iter().chain(option).collect();
        let (answer, page) = written(&call, "--page");
        has_every_number(&answer["reserves"], &page);
        has_every_number(&answer["instance"]["prior"], &page);
        assert!(page.contains(whose), "{whose}: {page}");
        // A reserve of 2 or 3 is marked, on both lines.
        assert_eq!(page.matches("class=\"mark\"").count(), 1);
        assert!(
            page.contains("<h2>What this assumes</h2><ul>")
                || page.contains("<ul><li>auctions are independent")
        );
        // What is missing of the high bids is at the lowest where nobody stayed away, as Ann; pooled with Ben's they did.
        let row = |of: &str| {
            page.rsplit(&format!(">{of}</th>")).next().unwrap().split("</tr>").next().unwrap().to_owned()
        };
        let bottom = row("⊥");
        let zeros = bottom.matches(">0</td>").count();
        match option {
            Some("--symmetric") => assert_eq!(zeros, 0, "{bottom}"),
            _ => assert_eq!(zeros, 2, "{bottom}"),
        }
        // A bar for each type, ⊥ among them, and bidder.
        let bidders = if option == Some("--symmetric") { 1 } else { 2 };
        assert_eq!(page.matches("<rect class=\"bar-").count(), 4 * bidders + if bidders > 1 { 2 } else { 0 });
    }
}

#[test]
fn check() {
    let file = example("gallery.json");
    let (answer, page) = written(&["check", file.to_str().unwrap()], "--page");
    has_every_number(&answer, &page);
    // Truth isn't dominant in one of three mechanisms, and the lie is seen.
    assert_eq!(page.matches("<td class=\"number gain g").count(), 1);
    assert!(
        page.contains("<td class=\"number gain g2\">1/2</td>"),
        "1/2 of the largest change, 3/2, is in the second quarter"
    );
    assert!(page.contains("One lie gains: the cell with a +."));
    for name in ["FirstRefusal", "Posted", "Reserve"] {
        assert!(page.contains(&format!("<h2>{name}</h2>")), "{name}");
    }
    assert!(page.contains("Revenue curve of First, Second"));
}

/// Nothing is listed where profiles are too many, and what is known is said.
#[test]
fn check_by_structure() {
    let file = example("hundred_bidders.json");
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let run = tvmd(["check", file.to_str().unwrap(), "--page", page.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = std::fs::read_to_string(page).unwrap();
    is_a_page(&page);
    assert!(page.contains("<dt>because</dt>"), "{page}");
}

#[test]
fn optimum_with_its_menu_over_the_types() {
    let file = example("two_items_zero_one_two.json");
    let (answer, page) = written(&["optimum", file.to_str().unwrap()], "--page");
    has_every_number(&answer, &page);
    assert!(page.contains("What is bought, by the values of A and B"));
    // Nine types, each a cell; four offers in the key.
    assert_eq!(page.matches("<rect class=\"cell").count(), 9 + 4);
    assert!(page.contains(": {A, B} for 3, 3 types"));
    // What is handed over is among the bundles whose worth is told.
    let (_, worth) = page.split_once("What bundles are worth</figcaption>").unwrap();
    assert!(worth.split("</thead>").next().unwrap().contains(">{A, B}</th>"));
}

#[test]
fn optimum_near_a_prior() {
    let file = example("gallery.json");
    let (answer, page) = written(&["optimum", file.to_str().unwrap(), "--within=1/10"], "--page");
    has_every_number(&answer["worst_prior"], &page);
    assert!(page.contains(">worst prior</th>"));
    assert!(page.contains("A prior within 1/10 under which nothing makes more than 13/10 (1.3)<"));
    // The mechanism comes first, and then what changes of the prior.
    let (mechanism, worst) = page.split_once("<h2>The worst prior</h2>").unwrap();
    assert!(mechanism.contains("<h2>An optimal mechanism</h2>"));
    assert!(worst.contains("the other 3 profiles are as in the prior"));
}

/// Of a long table the beginning is shown, and how to see the rest.
#[test]
fn long_tables() {
    let file = example("posted_prices_ten.json");
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html");
    let run = tvmd(["check", file.to_str().unwrap(), "--page", page.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = std::fs::read_to_string(page).unwrap();
    is_a_page(&page);
    // Ten buyers of three types each, ⊥ among them: 59049 profiles, of which 200 are shown with their probability.
    assert!(page.contains("58849 more rows; the file, or `--format json`, has all"));
    assert!(
        page.contains("It has 59049 profiles, too many for a page; `tvmd check --show outcomes` lists them.")
    );
    assert!(page.contains("`tvmd check --show deviations` lists it."));
}

#[test]
fn compare() {
    let file = example("gallery.json");
    let (answer, page) = written(&["compare", file.to_str().unwrap(), "--delta=1/5"], "--page");
    let numbers = ["revenue", "welfare", "least_revenue", "regret"];
    let numbers: Vec<&Value> = answer["mechanisms"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| numbers.map(|name| &row[name]))
        .collect();
    has_every_number(&serde_json::to_value(numbers).unwrap(), &page);
    for name in ["FirstRefusal", "Posted", "Reserve"] {
        assert!(page.contains(&format!("{name}: from ")), "{name} has a line");
    }
}

#[test]
fn sweeps() {
    let file = example("gallery.json");
    let call = ["check", file.to_str().unwrap(), "--mechanism=Reserve", "--sweep=reserve=0..2 step 1/4"];
    let (answer, page) = written(&call, "--page");
    let numbers: Vec<&Value> = answer["sweep"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|at| [&at["at"], &at["mechanisms"][0]["revenue"], &at["mechanisms"][0]["welfare"]])
        .collect();
    assert_eq!(numbers.len(), 27);
    has_every_number(&serde_json::to_value(numbers).unwrap(), &page);
    // Revenue and welfare at nine reserves; verdicts have no curve.
    assert_eq!(page.matches("<circle").count(), 18);
    // Which mechanism it is, and what goes up.
    assert!(page.contains("<h1>gallery.json: Reserve: what changes with reserve</h1>"), "{page}");
    assert!(page.contains("<text x=\"4\" y=\"14\">revenue, welfare</text>"), "{page}");
    let call = ["optimum", file.to_str().unwrap(), "--sweep=bound=2..3 step 1/2"];
    let (_, page) = written(&call, "--page");
    assert_eq!(page.matches("<circle").count(), 3);
    // A heading that is a path may be broken behind its dots.
    let call = ["optimum", file.to_str().unwrap(), "--sweep=First.High=0..1 rescaled"];
    let (_, page) = written(&call, "--page");
    assert!(page.contains(">First.&#8203;High</th>") && !page.contains("200b"), "{page}");
}

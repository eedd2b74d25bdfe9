//! Tables of answers, in every format; mechanisms side by side.

use super::{Run, example, json, tvmd};

/// A command's answer about an example.
pub(super) fn ask(command: &str, file: &str, more: &[&str]) -> Run {
    let file = example(file);
    tvmd([command, file.to_str().unwrap()].iter().chain(more))
}

/// The numbers of FirstRefusal by hand: First pays 1 or 3/2, Second 2 where only he is High.
#[test]
fn a_check_shows_outcomes_and_what_types_expect() {
    let run = ask("check", "gallery.json", &["--mechanism=FirstRefusal"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let outcomes = "\
Who gets what, and pays what
 First  Second  probability  First gets  First pays  Second gets  Second pays
 Low    Low             1/4  {Painting}           1  nothing                0
 Low    High            1/4  nothing              0  {Painting}             2
 High   any             1/2  {Painting}         3/2  nothing                0
  profiles of probability 0 are left out
";
    assert!(run.stdout.contains(outcomes), "{}", run.stdout);
    assert!(
        run.stdout.contains(" First   High          1/2           1      2  3/2  1/2\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains(" rent of First     1/4\n"), "{}", run.stdout);
}

#[test]
fn a_table_is_written_in_every_format() {
    let show = |format: &str| {
        let format = format!("--format={format}");
        let run = ask("check", "gallery.json", &["--mechanism=FirstRefusal", "--show=deviations", &format]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run
    };
    // High gains nothing by any report in expectation; Low loses 1/2 as High.
    let csv = show("csv").stdout;
    let expected = "# FirstRefusal: What First gains over the truth by each report, in expectation\ntype,as Low,as High,as Bottom\nLow,0,-1/2,0\nHigh,0,0,-1/2\n";
    assert!(csv.starts_with(expected), "{csv}");
    assert!(show("markdown").stdout.contains("| Low | 0 | -1/2 | 0 |\n"));
    assert!(show("latex").stdout.contains("Low & $0$ & $-\\frac{1}{2}$ & $0$ \\\\\n"));
    let tables = &json(&show("json"))["mechanisms"][0]["tables"];
    assert_eq!(tables[0]["rows"][0], serde_json::json!(["Low", "0", "-1/2", "0"]));
    // Programs have tables where they ask for them.
    let plain = json(&ask("check", "gallery.json", &["--format=json"]));
    assert!(plain["mechanisms"][0].get("tables").is_none());
    // One table is a file of values as it is.
    let run = ask("check", "gallery.json", &["--mechanism=Posted", "--show=summary", "--format=csv"]);
    assert!(run.stdout.starts_with("quantity,value\nrevenue,9/8\nwelfare,3/2\n"), "{}", run.stdout);
}

#[test]
fn an_optimum_shows_virtual_values() {
    let run = ask("optimum", "gallery.json", &["--show=virtual-values", "--format=csv"]);
    // (1 - F)/f of Low is 1.
    assert_eq!(
        run.stdout,
        "agent,value,probability,virtual value,ironed\nFirst,1,1/2,0,0\nFirst,2,1/2,2,2\nSecond,1,1/2,0,0\nSecond,2,1/2,2,2\n"
    );
    let run = ask("optimum", "two_items_uniform.json", &["--show=virtual-values"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("virtual values are those of one item"), "{}", run.stderr);
}

#[test]
fn mechanisms_are_compared_side_by_side() {
    let run = ask("compare", "gallery.json", &["--mechanisms=Reserve,FirstRefusal"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let line = |start: &str| {
        let line = run.stdout.lines().find(|line| line.trim_start().starts_with(start)).unwrap();
        line.trim_start()
            .trim_start_matches(start)
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(line("DSIC"), ["holds", "fails by 0.5"]);
    assert_eq!(line("revenue"), ["1.25", "1.5"]);
    assert_eq!(line("rent of First"), ["0.125", "0.25"]);
    assert_eq!(line("least revenue within 1/10"), ["1.05", "1.3"]);
    // The same as `robustness` says.
    let robustness = json(&ask("robustness", "gallery.json", &["--mechanism=Reserve", "--format=json"]));
    let points = robustness["objective"]["least"].as_array().unwrap();
    assert_eq!(points[0]["value"], "5/4");
    let compared = json(&ask("compare", "gallery.json", &["--format=json", "--delta=0"]));
    assert_eq!(compared["mechanisms"][2]["least_revenue"], "5/4");
    assert_eq!(compared["mechanisms"][0]["rents"]["First"], "1/4");
    let run = ask("compare", "gallery.json", &["--mechanisms=Posted,Posted"]);
    assert!(run.status == 2 && run.stderr.contains("`Posted` is already there"), "{}", run.stderr);
    let run = ask("compare", "gallery.json", &["--mechanisms=Postd"]);
    assert!(run.status == 2 && run.stderr.contains("did you mean `Posted`?"), "{}", run.stderr);
}

/// What is said beside the tables is a part of a document, and no part of a file of values.
#[test]
fn what_is_said_beside_tables_is_kept_in_documents() {
    let formats = |call: &[&str]| {
        ["markdown", "latex", "csv"].map(|format| {
            let run = tvmd(call.iter().copied().chain(["--format", format]));
            assert_eq!(run.status, 0, "{}", run.stderr);
            run.stdout
        })
    };
    let (gallery, bids) = (example("gallery.json"), example("../data/mario_kart.csv"));
    let (gallery, bids) = (gallery.to_str().unwrap(), bids.to_str().unwrap());
    for (call, said) in [
        (&["optimum", gallery][..], "optimal revenue: 3/2"),
        (&["maxmin", gallery], "guaranteed revenue: 3/2"),
        (&["check", gallery, "--mechanism=FirstRefusal"], "gains 1/2 by reporting Low"),
        (
            &["robustness", gallery, "--mechanism=Reserve", "--promise=revenue>=1"],
            "revenue >= 1 holds up to δ = 1/8 (0.125)",
        ),
        (&["robustness", gallery, "--mechanism=Reserve", "--ball=product"], "no lie gains anything"),
        (&["learn", bids, "--bins=0,40,60"], "With confidence 95 %, a price of 40"),
    ] {
        let [markdown, latex, csv] = formats(call);
        let place = |text: &str, table: &str| {
            (text.find(said).unwrap_or_else(|| panic!("{said}: {text}")), text.find(table).unwrap())
        };
        let (at, table) = place(&markdown, "\n|---");
        assert!(at < table, "{markdown}");
        let (at, table) = place(&latex, "\\begin{table}");
        assert!(
            at < table && latex[..table].lines().all(|line| line.is_empty() || line.starts_with("% ")),
            "{latex}"
        );
        assert!(!csv.contains(said), "{csv}");
    }
    // Lines are paragraphs.
    let [markdown, ..] = formats(&["optimum", gallery, "--show=summary"]);
    assert!(
        markdown.starts_with("optimal revenue: 3/2\n\namong mechanisms that are ex-post IR and DSIC, where"),
        "{markdown}"
    );
}

/// A mechanism that is found stands beside those of the file, and every command reads it.
#[test]
fn an_optimum_is_compared_with_the_mechanisms_of_its_setting() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (one, two, three) = (path("one.json"), path("two.json"), path("three.json"));
    let run = ask("optimum", "gallery.json", &["--out", &one]);
    assert!(run.stdout.contains("one.json has it as `Optimum`\n"), "{}", run.stdout);
    let written = tvmd(["optimum", &one, "--within=1/10", "--out", &two]);
    assert!(written.stdout.contains("two.json has it as `RobustOptimum`\n"), "{}", written.stdout);
    let written = tvmd(["maxmin", &two, "--out", &three]);
    assert!(written.stdout.contains("three.json has it as `MaxMin`\n"), "{}", written.stdout);
    let names = "--mechanisms=Posted,Optimum,RobustOptimum,MaxMin";
    let compared = json(&tvmd(["compare", &three, names, "--format=json"]));
    let of = |name: &str| {
        compared["mechanisms"].as_array().unwrap().iter().find(|own| own["name"] == name).unwrap().clone()
    };
    assert_eq!((&of("Posted")["revenue"], &of("Optimum")["revenue"]), (&"9/8".into(), &"3/2".into()));
    assert_eq!(of("RobustOptimum")["least_revenue"], "13/10");
    assert_eq!(of("MaxMin")["dsic"]["holds"], true);
    // The file's own stay what they were: their rules are written, and not tables.
    let said: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&three).unwrap()).unwrap();
    let was: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(example("gallery.json")).unwrap()).unwrap();
    assert_eq!(said["mechanisms"]["Reserve"], was["mechanisms"]["Reserve"]);
    // A name that is taken gets a number, and nothing is written over what is read.
    let again = tvmd(["optimum", &three, "--no-lotteries", "--out", &one]);
    assert!(again.stdout.contains("has it as `DeterministicOptimum`"), "{}", again.stdout);
    let again = tvmd(["optimum", &three, "--out", &one]);
    assert!(again.stdout.contains("has it as `Optimum2`"), "{}", again.stdout);
    let lost = tvmd(["optimum", &one, "--out", &one]);
    assert!(lost.status == 2 && lost.stderr.contains("would be lost"), "{}", lost.stderr);
}

/// Who reads a table and a sentence reads the same bound, which is none that isn't promised: the least is rounded down, the most up.
#[test]
fn decimals_make_no_false_claim() {
    let bids = example("../data/mario_kart.csv");
    let run = tvmd(["learn", bids.to_str().unwrap(), "--bins=0,30,35,40,45,50,55,60"]);
    assert!(run.stdout.contains("earns at least 29.0122 in expectation"), "{}", run.stdout);
    assert!(run.stdout.contains("~29.0122\n"), "{}", run.stdout);
    // 13/10 and 1/5 at 1/10 are curves of pieces 3/2 - 2δ and 2δ: at 1/7001 they are 20999/14002 = 1.49971… and 2/7001 = 0.00028…
    let call = ["--mechanism=FirstRefusal", "--delta=1/7001", "--promise=revenue>=14001/10000"];
    let run = ask("robustness", "gallery.json", &call);
    for said in [
        "revenue of at least 20999/14002 (~1.4997)",
        "gains 2/7001 (~0.00029) by reporting Low",
        "20999/14002 (~1.4997)",
        "holds up to δ = 999/20000 (0.04995)",
    ] {
        assert!(run.stdout.contains(said), "{said} is not in\n{}", run.stdout);
    }
    // What is read at a glance has none, and tables in documents are exact.
    assert!(!ask("robustness", "gallery.json", &["--mechanism=FirstRefusal"]).stdout.contains('~'));
    let call = [&call[..], &["--format=csv"]].concat();
    assert!(!ask("robustness", "gallery.json", &call).stdout.contains('~'));
}

/// Whose the lemmas are is said once.
#[test]
fn the_paper_is_named_where_its_lemmas_are() {
    let paper = "Makur, Mertzaniadis, Psomas, Terzoglou, \"On the Robustness of Mechanism Design under Total Variation Distance\"";
    let named = |command, more: &[&str]| ask(command, "gallery.json", more).stdout.matches(paper).count();
    assert_eq!(named("robustness", &["--mechanism=Reserve"]), 1);
    assert_eq!(named("maxmin", &["--within=1/10"]), 1);
    assert_eq!(named("maxmin", &[]), 0);
}

//! Tables of answers, in every format; mechanisms side by side; sweeps over a number.

use super::{Run, example, json, tvmd};

fn ask(command: &str, file: &str, more: &[&str]) -> Run {
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
    let expected = "# FirstRefusal: What First gains in expectation by each report\ntype,as Low,as High,as Bottom\nLow,0,-1/2,0\nHigh,0,0,-1/2\n";
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
    assert_eq!(line("DSIC"), ["holds", "fails by 1/2"]);
    assert_eq!(line("revenue"), ["5/4", "3/2"]);
    assert_eq!(line("rent of First"), ["1/8", "1/4"]);
    assert_eq!(line("least revenue within 1/10"), ["21/20", "13/10"]);
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

/// Two bidders, Low 1 and High 2 with probability 1/2: a reserve of r brings r·3/4 up to the second bid.
#[test]
fn a_number_of_the_file_is_swept() {
    let sweep = ["--mechanism=Reserve", "--sweep=reserve=1..2 step 1/2", "--format=csv"];
    let run = ask("check", "gallery.json", &sweep);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "reserve,ex-post IR,DSIC,BIC,revenue,welfare\n1,holds,holds,holds,5/4,7/4\n3/2,holds,holds,holds,5/4,3/2\n2,holds,holds,holds,3/2,3/2\n"
    );
    let answer = json(&ask("optimum", "gallery.json", &["--sweep=bound=2..3", "--format=json"]));
    assert_eq!((&answer["sweep"][1]["at"], &answer["sweep"][1]["value"]), (&"3".into(), &"3/2".into()));
}

/// FirstRefusal's price of 3/2 to a High First: at 1 she has nothing to gain by a lie, and revenue falls by 1/4.
#[test]
fn robustness_is_swept_and_tabled() {
    let sweep = [
        "--mechanism=FirstRefusal",
        "--sweep=FirstRefusal.outcomes[0].pays.First=1..3/2 step 1/2",
        "--format=csv",
    ];
    let run = ask("robustness", "gallery.json", &sweep);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(rows[1..], ["1,5/4,21/20,0", "3/2,3/2,13/10,1/5"]);
    let run = ask("robustness", "gallery.json", &["--mechanism=FirstRefusal"]);
    for line in [
        "  within 1/10  revenue of at least 13/10\n",
        "               First of type High gains 1/5 by reporting Low\n",
        " Low     High      1/4         3/20\n",
    ] {
        assert!(run.stdout.contains(line), "{line:?} is not in\n{}", run.stdout);
    }
    let promise = [sweep[0], sweep[1], "--promise=regret<=1/10"];
    let run = ask("robustness", "gallery.json", &promise);
    assert!(run.status == 1 && run.stderr.contains("regret <= 1/10 doesn't hold"), "{}", run.stderr);
}

#[test]
fn a_sweep_that_leads_nowhere_says_so() {
    let said = |sweep: &str| {
        let run = ask("check", "gallery.json", &["--mechanism=Reserve", sweep]);
        assert_eq!(run.status, 2);
        run.stderr
    };
    let unknown = said("--sweep=reserv=0..1");
    assert!(unknown.contains("did you mean `mechanisms.Reserve.second_price.reserve`?"), "{unknown}");
    let several = said("--sweep=Painting=0..1");
    assert!(
        several.contains("several numbers are at `Painting`") && several.contains("write more of the path"),
        "{several}"
    );
    for (sweep, reason) in [
        ("--sweep=reserve", "is no sweep; write `reserve=0..2 step 1/4`"),
        ("--sweep=reserve=2..1", "write the smaller number first"),
        ("--sweep=reserve=0..1 step 0", "a step of 0 leads nowhere"),
        ("--sweep=reserve=0..1 step 1/100000", "more than 1000 values"),
    ] {
        let said = said(sweep);
        assert!(said.contains(reason), "{said}");
    }
    // A value that the auction can't have is told with the value.
    let over = said("--sweep=reserve=2..3");
    assert!(over.contains("with 3 at `reserve`") && over.contains("mechanisms.Reserve"), "{over}");
}

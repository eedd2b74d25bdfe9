//! What was perhaps meant by a call: names and files that there nearly are, lists without commas, files too many.

use super::{Run, example, tvmd, tvmd_in};
use std::fs;

fn refused(run: &Run, expected: &str) {
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{expected}: {}", run.stderr);
    assert!(run.stderr.contains(expected), "no `{expected}` in\n{}", run.stderr);
}

/// Each command that reads a file names the one beside it that is called nearly so.
#[test]
fn files_that_may_be_meant_are_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["sale.json", "bids.csv", "best.json", "part.json"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    fs::create_dir(folder.path().join("sal")).unwrap();
    for (call, meant) in [
        (&["check", "sael.json"][..], "sale.json"),
        (&["check", "sale"], "sale.json"),
        (&["check", "sal.jsn"], "sale.json"),
        (&["compare", "sael.json"], "sale.json"),
        (&["optimum", "sael.json"], "sale.json"),
        (&["optimum", "sael.json", "--out", "new.json"], "sale.json"),
        (&["optimum", "sael.json", "--sweep", "bound=1..2"], "sale.json"),
        (&["maxmin", "sael.json"], "sale.json"),
        (&["robustness", "sael.json"], "sale.json"),
        (&["simple", "sael.json"], "sale.json"),
        (&["gambit", "sael.json"], "sale.json"),
        (&["tv", "sael.json"], "sale.json"),
        (&["verify", "bets.json"], "best.json"),
        (&["learn", "bid.csv"], "bids.csv"),
        (&["merge", "prat.json"], "part.json"),
    ] {
        let run = tvmd_in(folder.path(), call);
        refused(&run, &format!(": there is no such file; did you mean `{meant}`?"));
    }
    let run = tvmd_in(folder.path(), ["check", "auction.json"]);
    assert_eq!(run.stderr, "tvmd: auction.json: there is no such file\n");
}

/// Values that a command takes, where it isn't the parser of arguments that knows them.
#[test]
fn values_that_may_be_meant_are_named() {
    let file = example("gallery.json");
    let bids = example("../data/mario_kart.csv");
    let (file, bids) = (file.to_str().unwrap(), bids.to_str().unwrap());
    for (call, expected) in [
        (
            &["check", file, "--require", "bicc(1/10)"][..],
            "`bicc(1/10)` is not a property; did you mean `bic(1/10)`?",
        ),
        (&["check", file, "--require", "dsci"], "did you mean `dsic`?"),
        (
            &["robustness", file, "--promise", "revenu>=1"],
            "`revenu>=1` is not a promise; did you mean `revenue>=1`?",
        ),
        (&["robustness", file, "--promise", "regret>=1/2"], "did you mean `regret<=1/2`?"),
        (&["robustness", file, "--promise", "welfare>1"], "did you mean `welfare>=1`?"),
        (
            &["robustness", file, "--promise", "revenue"],
            "in quotes where a shell would take `>` for a redirection",
        ),
        (
            &["learn", bids, "--bins", "quantile:4"],
            "`quantile:4` is no kind of bins; did you mean `quantiles:4`?",
        ),
        (&["learn", bids, "--bins", "valuse"], "`valuse` is no kind of bins; did you mean `values`?"),
        (&["maxmin", file, "--within", "First:1/10"], "for one agent NAME=1/10"),
        (&["compare", file, "--mechanisms", "Posted,Reserv"], "did you mean `Reserve`?"),
        (&["gambit", file, "--mechanism", "Postde"], "did you mean `Posted`?"),
        (&["gambit", file], "--mechanism says which is meant; there are: FirstRefusal, Posted, Reserve"),
        (&["robustness", file], "--mechanism says which is meant; there are: FirstRefusal, Posted, Reserve"),
        (&["help", "chek"], "a similar subcommand exists: 'check'"),
        (&["chek", file], "a similar subcommand exists: 'check'"),
        (&["man", "chek"], "did you mean `check`?"),
        (&[file], "a command comes first: `tvmd check "),
    ] {
        refused(&tvmd(call), expected);
    }
}

#[test]
fn what_is_one_argument_too_many_is_told() {
    let file = example("gallery.json");
    let file = file.to_str().unwrap();
    for (call, expected) in [
        (
            &["compare", file, file][..],
            "mechanisms are compared where they stand in one file, under its `mechanisms`",
        ),
        (
            &["compare", file, "--mechanisms", "Posted", "Reserve"],
            "what belongs to --mechanisms is one argument, with commas between",
        ),
        (&["check", file, "--show", "outcomes", "interim"], "what belongs to --show is one argument"),
        (&["check", file, "--require=bic", "dsic"], "what belongs to --require is one argument"),
        (&["check", file, file], "`check` takes no more files"),
        (&["tv", file, file, file], "`tv` takes no more files"),
    ] {
        refused(&tvmd(call), expected);
    }
}

/// What is asked of mechanisms, of a file that has none, is refused; and an answer about nothing says so.
#[test]
fn a_file_without_mechanisms_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut instance: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(example("gallery.json")).unwrap()).unwrap();
    instance.as_object_mut().unwrap().remove("mechanisms");
    fs::write(folder.path().join("bare.json"), instance.to_string()).unwrap();
    let run = |more: &[&str]| tvmd_in(folder.path(), ["check", "bare.json"].iter().chain(more));
    for more in [
        &["--sweep", "bound=2..3"][..],
        &["--require", "dsic"],
        &["--table", "out.npz"],
        &["--drawing", "out.svg"],
        &["--shard", "1/2", "--out", "part.json"],
        &["--witness-test"],
        &["--lean"],
    ] {
        refused(
            &run(more),
            &format!("bare.json: {}: there is nothing to check, since the file has no mechanisms", more[0]),
        );
    }
    let plain = run(&[]);
    assert!(
        plain.status == 0 && plain.stdout.starts_with("the file has no mechanisms: "),
        "{}",
        plain.stdout
    );
}

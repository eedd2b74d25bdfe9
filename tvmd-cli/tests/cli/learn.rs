//! `tvmd learn`: bids in, an instance and promises out.

use super::{json, tvmd};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// The 143 auctions of the examples.
fn mario_kart() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/mario_kart.csv")
}

fn absolute(file: &str) -> String {
    fs::canonicalize(file).unwrap().to_str().unwrap().to_owned()
}

/// Runs `tvmd learn` on a file with this text.
fn learn(text: &str, options: &[&str]) -> super::Run {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bids.csv");
    fs::write(&file, text).unwrap();
    let run = tvmd(["learn", file.to_str().unwrap()].iter().chain(options));
    let shown = file.to_str().unwrap();
    super::Run { stderr: run.stderr.replace(shown, "bids.csv"), ..run }
}

#[test]
fn a_price_for_mario_kart_from_143_auctions() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("mario_kart.json");
    let (file, out) = (mario_kart(), out.to_str().unwrap());
    let file = file.to_str().unwrap();
    let bins = "--bins=0,30,35,40,45,50,55,60";
    let run = tvmd(["learn", file, bins, "--format=json", "--out", out]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run);
    assert_eq!(answer["auctions"], 143);
    assert_eq!(answer["bidders"][0]["types"][2], json!({ "value": "35", "count": 17 }));
    // 133 of 143 paid at least 35; 0.101148 of the mass may be less.
    assert_eq!([&answer["reserve"], &answer["expected_revenue"]], ["35", "4655/143"]);
    assert_eq!(answer["guaranteed_revenue"], "207437713/7150000");
    assert_eq!([&answer["confidence"], &answer["radius"]], ["19/20", "75651/500000"]);
    let mut written: serde_json::Value = serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap();
    assert_eq!(written.as_object_mut().unwrap().remove("$schema"), Some(json!("tvmd:instance/1")));
    assert_eq!(written, answer["instance"]);

    // The other commands read what was written, and find the same.
    let check = tvmd(["check", out, "--format=json", "--require=dsic,ex_post_ir"]);
    assert_eq!(
        (check.status, &json(&check)["mechanisms"][0]["revenue"]),
        (0, &json!("4655/143")),
        "{}",
        check.stderr
    );
    let best = tvmd(["optimum", out, "--format=json"]);
    assert_eq!(json(&best)["value"], "4655/143");
    // Under every prior within the radius it is less than what is known of tails: 35·(133/143 - 0.151302).
    let near =
        tvmd(["robustness", out, "--mechanism=SecondPrice", "--delta=0.151302", "--promise=revenue>=27.25"]);
    assert_eq!(near.status, 0, "{}", near.stderr);
    assert!(near.stdout.contains("revenue of at least 389773349/14300000 (~27.2568)\n"), "{}", near.stdout);

    // In words it is what the page of the data shows.
    let text =
        super::tvmd_in(folder.path(), ["learn", &absolute(file), bins, "--out=mario_kart.json"]).stdout;
    let text: Vec<&str> = text.lines().map(str::trim_end).collect();
    let page = fs::read_to_string(mario_kart().with_file_name("README.md")).unwrap();
    assert!(page.contains(&text.join("\n")), "{}", text.join("\n"));
    // The table alone has exact numbers.
    let table = tvmd(["learn", file, bins, "--format=csv"]).stdout;
    assert!(table.contains("\n35,17,4655/143,207437713/7150000\n"), "{table}");
    // By the values themselves the promise is higher, and nothing is said of total variation.
    let finest = json(&tvmd(["learn", file, "--bins=values", "--format=json"]));
    assert_eq!([&finest["reserve"], &finest["radius"]], [&json!("3599/100"), &json!(null)]);
    let promised = tvmd_core::exact::parse(finest["guaranteed_revenue"].as_str().unwrap()).unwrap();
    assert_eq!(tvmd_core::learn::decimal::floor(&promised, 2), "29.83");
}

/// Two bidders, who are taken for independent, for alike, or for neither.
#[test]
fn what_is_assumed_of_bidders_decides_what_is_promised() {
    // Both bid 2, or neither takes part.
    let text = format!(
        "auction,bidder,bid\n{}",
        (0..200).fold(String::new(), |text, auction| {
            let bid = if auction % 2 == 0 { "2" } else { "" };
            format!("{text}{auction},Ann,{bid}\n{auction},Ben,{bid}\n")
        })
    );
    let answers = [vec![], vec!["--symmetric"], vec!["--joint"]].map(|options| {
        let run = learn(&text, &[&["--format=json", "--bins=2"], options.as_slice()].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        json(&run)
    });
    // Second highest bids of 2 at least, whenever both come.
    assert_eq!(answers.each_ref().map(|answer| answer["expected_revenue"].clone()), ["3/2", "3/2", "1"]);
    let prior = &answers[2]["instance"]["prior"]["joint"];
    assert_eq!(prior[0], json!({ "profile": ["Bottom", "Bottom"], "probability": "1/2" }));
    let promised = answers
        .each_ref()
        .map(|answer| tvmd_core::exact::parse(answer["guaranteed_revenue"].as_str().unwrap()).unwrap());
    // What is known of all bids together is known best; who assumes nothing is promised least.
    assert!(promised[1] > promised[0] && promised[0] > promised[2]);
    assert_eq!(learn(&text, &["--joint", "--symmetric"]).status, 2);
}

/// One price for all of them, and what the file then has.
#[test]
fn a_posted_price_is_promised_less_and_needs_fewer_bids() {
    let folder = tempfile::tempdir().unwrap();
    let (bids, out) = (folder.path().join("bids.csv"), folder.path().join("posted.json"));
    fs::write(&bids, format!("Ann,Ben\n{}", "1,2\n2,1\n2,2\n1,1\n".repeat(40))).unwrap();
    let (bids, out) = (bids.to_str().unwrap(), out.to_str().unwrap());
    for dependence in [&[][..], &["--symmetric"], &["--joint"]] {
        let call = |more: &[&str]| {
            json(&tvmd([&["learn", bids, "--bins=1,2", "--format=json"], dependence, more].concat()))
        };
        let [auction, posted] = [call(&[]), call(&["--mechanism=posted_prices", "--out", out])];
        assert_eq!([&auction["mechanism"], &posted["mechanism"]], ["SecondPrice", "PostedPrice"]);
        // Three of four sales at 2 either way; at 1 the second bid is worth something.
        assert_eq!([&auction["expected_revenue"], &posted["expected_revenue"]], ["3/2", "3/2"]);
        let revenue = |answer: &serde_json::Value| answer["reserves"][0]["revenue"].clone();
        assert_eq!([revenue(&auction), revenue(&posted)], ["5/4", "1"]);
        let checked = json(&tvmd(["check", out, "--format=json", "--require=dsic,ex_post_ir"]));
        assert_eq!(checked["mechanisms"][0]["revenue"], "3/2");
        if dependence == ["--joint"] {
            // Only the highest bid counts, so all of the confidence is for that.
            let promised = |answer: &serde_json::Value| {
                tvmd_core::exact::parse(answer["guaranteed_revenue"].as_str().unwrap()).unwrap()
            };
            assert!(promised(&posted) > promised(&auction));
        }
    }
    let text = tvmd(["learn", bids, "--bins=1,2", "--mechanism=posted_prices"]).stdout;
    assert!(text.contains("a price of 2, posted to the bidders in their order, earns at least "), "{text}");
    assert!(text.contains("--mechanism PostedPrice --delta "), "{text}");
}

#[test]
fn a_given_reserve_is_compared_with_the_best() {
    let text = format!("Ann,Ben\n{}", "1,2\n2,1\n2,2\n".repeat(40));
    let run = learn(&text, &["--reserve", "1"]);
    assert!(
        run.stdout.contains("a second-price auction with a reserve of 1 earns at least"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("Most is promised for 2: at least "), "{}", run.stdout);
    assert!(run.stdout.contains("- bidders bid independently of each other"), "{}", run.stdout);
    // Over every bid it earns nothing, and the instance is one all the same.
    let over = json(&learn(&text, &["--reserve", "9", "--format=json"]));
    assert_eq!([&over["guaranteed_revenue"], &over["instance"]["setting"]["bound"]], ["0", "9"]);
    let over = learn(&text, &["--reserve", "9"]).stdout;
    assert!(
        over.contains("with a reserve of 9 is promised to earn nothing. Most is promised for 2"),
        "{over}"
    );
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let run = learn("Ann,Ben , |,Cleo\n1,2 50,,\n\n$3,-1,,\n1,2\n", &[]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "tvmd: bids.csv: line 1: column |: `|` can't be the name of an agent\n  \
         help: names are not empty, not `_`, and have no `|`, no comma and no space at their ends\n\
         bids.csv: line 2: column Ben: `2 50` is not a number; write 3/2, 0.25 or 7\n\
         bids.csv: line 3: the line is empty\n  \
         help: remove it; an auction without bids has an empty cell, \"\", for each bidder\n\
         bids.csv: line 4: column Ann: `$3` is not a number; write 3\n\
         bids.csv: line 4: column Ben: a bid of -1; it must be at least 0\n  \
         help: leave the cell empty if the bidder didn't take part\n\
         bids.csv: line 5: the line has 2 cells, and the heading 4\n  \
         help: a cell that is empty, as of a bidder who didn't take part, has its comma all the same\n"
    );
    let run = learn("bidder,auction,bid\nAnn,1,2\nAnn,1,3\n,1,3\nBen,2,\n", &[]);
    assert_eq!(
        run.stderr,
        "tvmd: bids.csv: line 3: Ann bids in auction 1 on line 2, too\n  \
         help: keep one bid for each bidder and auction, which is the highest where the price ascends\n\
         bids.csv: line 4: column bidder: the bidder has no name\n"
    );
}

#[test]
fn each_mistake_has_its_message() {
    for (text, options, message) in [
        ("", "", "the file is empty"),
        ("Ann,Ben\n", "", "there is a heading and no auction"),
        ("12,15\n11,9\n", "", "line 1: the heading is `12,15`, which are numbers and no names of bidders"),
        ("Ann,Ann\n1,2\n", "", "line 1: column Ann: the agent `Ann` is already there"),
        ("Ann,Ben\n1,\n", "", "line 1: column Ben: Ben never bids"),
        ("Ann;Ben\n1;2\n", "", "line 1: cells are apart by commas here, and not by semicolons"),
        ("Ann\tBen\n1\t2\n", "", "line 1: cells are apart by commas here, and not by tabs"),
        ("{ \"tvmd\": 1 }\n", "", "line 1: this is JSON, and bids are a table in CSV"),
        ("Ann,Ben\n1,NA\n", "", "`NA` is not a number; write 3/2, 0.25 or 7\n  help: leave the cell empty"),
        (
            "Ann,Ben\n1,2,3\n",
            "",
            "line 2: the line has 3 cells, and the heading 2\n  help: a decimal has a point",
        ),
        ("Ann,Ben\n3\n", "", "line 2: the line has 1 cell, and the heading 2\n  help: a cell that is empty"),
        ("Ann\n€ 12.50\n", "", "`€ 12.50` is not a number; write 12.50\n"),
        ("Ann\n\"1,200\"\n", "", "`1,200` is not a number; write 1200, or 1.200 if the comma is a point\n"),
        ("Ann\n\"$1,234,567.89\"\n", "", "write 1234567.89\n"),
        ("Ann\n\"0,1\"\n", "", "`0,1` is not a number; write 0.1\n"),
        ("Ann\n\"0,,1\"\n", "", "`0,,1` is not a number; write 3/2, 0.25 or 7\n"),
        (
            "Ann\n10.35\n",
            "--bins=20,30",
            "Ann's bid of 10.35 is below 20, where the first bin begins; begin with an edge of at most 10.35",
        ),
        ("Ann\n50%\n", "", "`50%` is not a number; write 1/2"),
        ("Ann\n0\n0.0\n", "", "every bid is 0, so there is nothing to earn"),
        ("auction,bidder,price\n1,Ann,2\n", "", "there is no column `bid`"),
        ("auction,bidder,bid,day\n1,Ann,2,3\n", "", "the column `day` isn't known beside auction,bidder,bid"),
        ("auction,bidder,bid,bid\n1,Ann,2,3\n", "", "there are two columns `bid`"),
        (
            "Ann\n3\n",
            "--bins=5,10",
            "bids.csv: Ann's bid of 3 is below 5, where the first bin begins; begin with an edge of at most 3",
        ),
        ("Ann\n3\n", "--bins=5,5", "the edge 5 isn't above the one before it, 5"),
        ("Ann\n3\n", "--bins=-1,5", "an edge of -1; bids are at least 0, and so are edges"),
        ("Ann\n3\n", "--bins=quantiles:0", "`quantiles:0` is no number of quantiles"),
        ("Ann\n3\n", "--bins=deciles", "bins are `values`, `quantiles:4`, or edges such as 0,10,20"),
        ("Ann\n3\n", "--confidence=95", "a confidence of 95; it must be at least 1/2 and below 1"),
        ("Ann\n3\n", "--reserve=-1", "a reserve of -1; it must be at least 0"),
        ("Ann\n3\n", "--out=no/such/folder.json", "is in a folder that doesn't exist"),
    ] {
        let options: Vec<&str> = options.split_whitespace().collect();
        let run = learn(text, &options);
        assert_eq!(run.status, 2, "{text:?} {options:?}: {}", run.stdout);
        assert!(run.stderr.contains(message), "{message}: {}", run.stderr);
    }
    // A mistake hides only what follows from it.
    let run = learn("Ann,Ben\r\n1,2 3\r\n", &[]);
    assert_eq!(
        run.stderr,
        "tvmd: bids.csv: line 2: column Ben: `2 3` is not a number; write 3/2, 0.25 or 7\n"
    );
    // Many of a kind are counted.
    let run = learn(&format!("Ann\n{}", "x\n".repeat(100)), &[]);
    assert_eq!(run.stderr.matches("is not a number").count(), 12);
    assert!(run.stderr.contains("and 88 more of this kind"), "{}", run.stderr);
    // What is read isn't written over.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bids.csv");
    fs::write(&file, "Ann\n3\n").unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(tvmd(["learn", file, "--out", file]).status, 2);
    assert_eq!(fs::read_to_string(file).unwrap(), "Ann\n3\n");
}

//! Sweeps over a number of a file: what they give, what stops them, and what is said where there is no such number.

use super::tables::ask;
use super::{example, json, tvmd};

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
        "  within 1/10  revenue of at least 13/10 (1.3)\n",
        "               First of type High gains 1/5 (0.2) by reporting Low\n",
        " Low     High     0.25         0.15\n",
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

/// What was found before a value that can't be had is kept, in every command that sweeps, and no page is written that has only that.
#[test]
fn a_sweep_that_fails_keeps_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("sweep.html");
    let page = format!("--page={}", page.to_str().unwrap());
    for command in ["check", "robustness"] {
        let call = ["--mechanism=Reserve", "--sweep=reserve=1..3 step 1/2", "--format=csv", &page];
        let run = ask(command, "gallery.json", &call);
        assert_eq!(run.status, 2, "{}", run.stderr);
        let firsts: Vec<&str> = run.stdout.lines().map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(firsts, ["reserve", "1", "3/2", "2"]);
        let said =
            "tvmd: 3 of 5 values were finished, and are printed:\nwith 5/2 at `reserve`, by --sweep:\n";
        assert!(run.stderr.starts_with(said), "{}", run.stderr);
    }
    let run = ask("optimum", "gallery.json", &["--sweep=bound=2..1/1 step 1/2"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    // 1 is below the highest value, 2.
    let run = ask("optimum", "gallery.json", &["--sweep=bound=1..2", "--format=json"]);
    assert!(run.status == 2 && run.stdout.is_empty(), "{}", run.stdout);
    assert!(run.stderr.starts_with("tvmd: with 1 at `bound`, by --sweep:\n"), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Both are High with probability 1/2 and bid 1 or 2: a reserve of 3/2 brings 3/2 where one is High, and 2 where both are.
#[test]
fn a_probability_is_swept_with_the_others_rescaled() {
    let sweep = |sweep: &str| {
        ask("check", "gallery.json", &["--mechanism=Reserve", &format!("--sweep={sweep}"), "--format=csv"])
    };
    let run = sweep("First.High=0..1 step 1/2 rescaled");
    assert_eq!(run.status, 0, "{}", run.stderr);
    let revenues: Vec<&str> = run.stdout.lines().skip(1).map(|row| row.split(',').nth(4).unwrap()).collect();
    assert_eq!(revenues, ["3/4", "5/4", "7/4"]);
    // Without being asked for nothing else is changed, and it is said how to ask.
    let run = sweep("First.High=1/2..1 step 1/2");
    assert!(run.status == 2 && run.stdout.ends_with("\n1/2,holds,holds,holds,5/4,3/2\n"), "{}", run.stdout);
    for said in
        ["with 1 at `First.High`, by --sweep", "add up to 3/2, not to 1", "with `rescaled` behind the step"]
    {
        assert!(run.stderr.contains(said), "{said} is not in\n{}", run.stderr);
    }
    assert!(!sweep("reserve=2..3").stderr.contains("rescaled"));
    let run = sweep("reserve=0..1 rescaled");
    assert!(
        run.status == 2 && run.stderr.contains("reserve` is no probability that a prior lists"),
        "{}",
        run.stderr
    );
}

/// A prior that lists profiles, numbers without quotes, and a distribution of which only one has mass.
#[test]
fn probabilities_are_rescaled_wherever_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    let swept = |prior: &str, sweep: &str| {
        let agent = r#"{ "name": "Ann", "valuation": "additive", "types": [
            { "name": "Low", "values": { "Tea": 1 } }, { "name": "Mid", "values": { "Tea": 2 } }, { "name": "High", "values": { "Tea": 3 } } ] }"#;
        let shop = format!(
            r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea"], "bound": 3, "agents": [{agent}] }}, "prior": {prior},
                "mechanisms": {{ "Posted": {{ "posted_prices": {{ "prices": {{ "Tea": 2 }} }} }} }} }}"#
        );
        std::fs::write(&file, shop).unwrap();
        tvmd(["check", file.to_str().unwrap(), "--format=csv", "--sweep", sweep])
    };
    let joint = r#"{ "joint": [{ "profile": ["Low"], "probability": "1/2" }, { "profile": ["Mid"], "probability": "1/8" },
        { "profile": ["High"], "probability": "3/8" }] }"#;
    // Sold to Mid, who doesn't buy at her value, or to High: 3/4 of what Low leaves.
    let run = swept(joint, "joint[0].probability=0..1 step 1/2 rescaled");
    let revenues: Vec<&str> = run.stdout.lines().skip(1).map(|row| row.split(',').nth(4).unwrap()).collect();
    assert_eq!((run.stderr.as_str(), revenues), ("", vec!["2", "1", "0"]));
    let alone = r#"{ "independent": { "Ann": { "Low": 1 } } }"#;
    let run = swept(alone, "Ann.Low=0..1 rescaled");
    assert!(run.status == 2 && run.stderr.contains("all probabilities beside"), "{}", run.stderr);
    // A number without quotes is one, too.
    let run = swept(alone, "prices.Tea=1..1");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

/// A path that leads nowhere says what there is where it goes astray; agents and types are named as priors name them.
#[test]
fn a_path_that_leads_nowhere_names_what_there_is() {
    let file = example("../../docs/book/auctions/sale.json");
    let said = |path: &str| {
        let run = tvmd(["check", file.to_str().unwrap(), "--sweep", &format!("{path}=0..1")]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{path}");
        run.stderr.split_once("sale.json: --sweep: ").unwrap().1.trim_end().to_owned()
    };
    for (path, expected) in [
        // Agents and types that are misspelt, or have been left out on the way.
        ("Bob.Kene", "no number is at `Bob.Kene`; did you mean `prior.independent.Bob.Keen`?"),
        (
            "agents.An.types.Keen.values.Desk",
            "no number is at `agents.An.types.Keen.values.Desk`; did you mean `setting.agents.Ann.types.Keen.values.Desk`?",
        ),
        (
            "agents[0].types[1].values.Desl",
            "no number is at `agents[0].types[1].values.Desl`; did you mean `setting.agents.Ann.types.Keen.values.Desk`?",
        ),
        (
            "Bob.Keen.Chair",
            "no number is at `Bob.Keen.Chair`; did you mean `setting.agents.Bob.types.Keen.values.Chair`?",
        ),
        (
            "Posted.prices.Lap",
            "no number is at `Posted.prices.Lap`; did you mean `mechanisms.Posted.posted_prices.prices.Lamp`?",
        ),
        (
            "Ann.values.Chiar",
            "no number is at `Ann.values.Chiar`; did you mean one of `setting.agents.Ann.types.Modest.values.Chair` and \
             `setting.agents.Ann.types.Keen.values.Chair`?",
        ),
        // Names and positions that there aren't.
        (
            "agents[7].types[0].values.Desk",
            "there is no `[7]` in `setting.agents`; there are `Ann` and `Bob`",
        ),
        (
            "agents.Ann.types[2].values.Desk",
            "there is no `[2]` in `setting.agents.Ann.types`; there are `Modest` and `Keen`",
        ),
        ("independent.Carol.Keen", "there is no `Carol` in `prior.independent`; there are `Ann` and `Bob`"),
        // What is there, and no number.
        (
            "Posted.posted_prices",
            "`Posted.posted_prices` is no number; the numbers below it are `mechanisms.Posted.posted_prices.prices.Desk`, \
             `mechanisms.Posted.posted_prices.prices.Lamp` and `mechanisms.Posted.posted_prices.prices.Chair`",
        ),
        (
            "Auction",
            "`Auction` is no number; the number below it is `mechanisms.Auction.second_price.reserve`",
        ),
        ("agents.Ann.valuation", "`setting.agents.Ann.valuation` is `additive`, and no number"),
        ("setting.items", "`setting.items` is a list without numbers"),
        ("setting.name", "`setting.name` is `Sale`, and no number"),
    ] {
        assert_eq!(said(path), expected, "{path}");
    }
    let nothing = said("turnover");
    assert!(
        nothing.starts_with("there is no `turnover` in the file; its numbers are `setting.bound`, "),
        "{nothing}"
    );
    assert!(nothing.ends_with(" more"), "{nothing}");
    // By name, by position and in part it is the same number.
    let revenues = |path: &str| {
        let run =
            tvmd(["optimum", file.to_str().unwrap(), "--format=csv", "--sweep", &format!("{path}=0..1")]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let named = revenues("setting.agents.Ann.types.Modest.values.Lamp");
    assert_eq!(named.len(), 2);
    assert_ne!(named[0].split(',').next_back(), named[1].split(',').next_back());
    for same in
        ["setting.agents[0].types[0].values.Lamp", "Ann.types.Modest.values.Lamp", "[0].types[0].values.Lamp"]
    {
        assert_eq!(revenues(same), named, "{same}");
    }
}

/// What a shell divides is put together in the message.
#[test]
fn a_sweep_without_quotes_is_told_with_them() {
    let said = |call: &[&str]| {
        let run = tvmd(call);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{call:?}");
        run.stderr
    };
    for (call, quoted) in [
        (
            &["check", "a.json", "--sweep", "reserve=0..2", "step", "1/4"][..],
            "check a.json --sweep 'reserve=0..2 step 1/4'",
        ),
        (
            &["optimum", "--sweep=Ann.Low=0..1", "step", "1/4", "rescaled", "a.json", "--format", "csv"],
            "optimum --sweep 'Ann.Low=0..1 step 1/4 rescaled' a.json --format csv",
        ),
        (
            &["check", "--sweep", "Ann.Low=0..1", "rescaled", "a.json"],
            "check --sweep 'Ann.Low=0..1 rescaled' a.json",
        ),
        (
            &["robustness", "a.json", "--sweep", "reserve", "=", "0..2"],
            "robustness a.json --sweep 'reserve = 0..2'",
        ),
    ] {
        let said = said(call);
        assert!(
            said.contains(&format!("a sweep is one argument, in quotes:\n\n  tvmd {quoted}\n")),
            "{said}"
        );
    }
    let said = said(&["check", "nowhere.json", "--sweep", "reserve=0..2", "--format", "csv"]);
    assert!(said.contains("nowhere.json: there is no such file"), "{said}");
}

/// A word of a sweep that is misspelt.
#[test]
fn words_of_sweeps_are_known() {
    for (sweep, expected) in [
        ("reserve=0..1 rescale", "`rescale` is no word of a sweep; did you mean `rescaled`?"),
        ("reserve=0..1 stp 1/4", "`stp` is no word of a sweep; did you mean `step`?"),
        ("reserve=0..1 by 1/4", "`by` is no word of a sweep; write `reserve=0..2 step 1/4`"),
        ("=0..1", "`=0..1` is no sweep"),
    ] {
        let run = ask("check", "gallery.json", &["--sweep", sweep]);
        assert!(run.status == 2 && run.stderr.contains(expected), "{}", run.stderr);
    }
}

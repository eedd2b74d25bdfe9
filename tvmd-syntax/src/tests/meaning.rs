//! Mistakes of meaning: core finds them, and they are underlined at the tokens of their places.

use super::{assert_errors, with_setting};

#[test]
fn places_in_a_setting() {
    assert_errors(
        "setting Market<Second, First> {
            agent First: additive { Low = { A: 1, C: 1/2 }, Low = { A: 1 }, Bottom = { A: 1 } }
            agent Second: bundles { Low = { [A, C]: 1, [A]: -1 }, High = { A: 1 } }
            items { A, B, A }
            bound -4/2;
        }",
        &[
            ("C", "no item `C`"),
            ("Low", "already there"),
            ("Bottom", "can't be declared"),
            ("C", "no item `C`"),
            ("-1", "at least 0"),
            ("{ A: 1 }", "lists values of bundles"),
            ("A", "already there"),
            ("-4/2", "it must be above 0"),
        ],
    );
}

#[test]
fn places_in_a_grid() {
    let setting = |space: &str| {
        format!("setting M<One> {{ items {{ A, B }} bound 4; agent One: additive {{ {space} }} }}")
    };
    assert_errors(&setting("V = { A: 0..=2, B: 1 }"), &[]);
    assert_errors(&setting("V = { A: 0..=2 step 0/2, B: 1 }"), &[("0/2", "above 0")]);
    assert_errors(&setting("V = { A: 2..=1 step 1/2 }"), &[("2..=1 step 1/2", "the grid is empty")]);
}

#[test]
fn places_in_a_prior() {
    let prior = |prior: &str| with_setting("").replacen("items", &format!("prior {prior} items"), 1);
    assert_errors(
        &prior("independent { First { Low: 1/2, High: 1/3 } Second { Low: -1, Hihg: 2 } Third uniform }"),
        &[
            ("{ Low: 1/2, High: 1/3 }", "add up to 5/6"),
            ("-1", "at least 0"),
            ("Hihg", "did you mean `High`?"),
            ("Third", "no agent `Third`"),
        ],
    );
    assert_errors(&prior("independent { First uniform }"), &[("independent", "a distribution of `Second`")]);
    assert_errors(
        &prior("joint { (Low, Mid): 1/2, (Low): 1/4, (Low, Low): -1/4 }"),
        &[("Mid", "Second has no type `Mid`"), ("(Low)", "one per agent"), ("-1/4", "at least 0")],
    );
    assert_errors(&prior("joint { (Low, Low): 1/2 }"), &[("joint", "add up to 1/2")]);
    assert_errors(&prior("include \"nowhere.csv\";"), &[("\"nowhere.csv\"", "there is no such file")]);
}

#[test]
fn places_in_an_included_file() {
    let file = std::env::temp_dir().join(format!("tvmd-syntax-{}.csv", std::process::id()));
    let quoted = format!("{:?}", file.display().to_string());
    let source = with_setting("").replacen("items", &format!("prior include {quoted}; items"), 1);
    std::fs::write(&file, "First,Second,probability\nLow,Hgih,1/2\nLow,Low,1/2\n").unwrap();
    assert_errors(&source, &[(&quoted, ".csv: line 2: Second has no type `Hgih`")]);
    std::fs::write(&file, "First,Second,probability\nLow,High,1/2\nLow,Low,1/2\n").unwrap();
    assert_errors(&source, &[]);
    assert_errors(
        &source.replace(".csv", ".txt"),
        &[(&quoted.replace(".csv", ".txt"), "there is no such file")],
    );
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn places_in_a_table() {
    let table = |rows: &str| with_setting(&format!("mechanism M in Market {{ outcomes {{ {rows} }} }}"));
    assert_errors(
        &table(
            "(High, Top) => Frist gets { A } pays 9/2,
             (High) => First gets { A, C } and Third pays 1,
             (Low, _) => lottery { 1/2: First gets { A } and Second gets { A, B }, 1/4: Third gets { B } },
             _ => nothing",
        ),
        &[
            ("Top", "Second has no type `Top`"),
            ("Frist", "did you mean `First`?"),
            ("9/2", "over the bound 4"),
            ("(High)", "one per agent"),
            ("C", "no item `C`"),
            ("Third", "no agent `Third`"),
            ("{ 1/2: First gets { A } and Second gets { A, B }, 1/4: Third gets { B } }", "add up to 3/4"),
            ("A", "given to both First and Second"),
            ("Third", "no agent `Third`"),
        ],
    );
    assert_errors(
        &table("(Low, _) => nothing, (Low, High) => nothing"),
        &[("outcomes", "no row says"), ("(Low, High)", "never reached")],
    );
    assert_errors(&table("_ => First pays 1"), &[("_", "takes no part")]);
}

#[test]
fn places_in_other_rules() {
    let source = with_setting(
        "mechanism One in Market { posted_prices { A: 5, C: 1 } order (First, First); claims dsic, bic(1/2); }
         mechanism Two in Market { posted_prices { Third: { A: 1 }, First: { A: -1 } } order (First); }
         mechanism Three in Market { bundles { [A, C] @ 1, [] @ 1, [B] @ 5 } }
         mechanism Four in Market { menu { [A] @ 1 } }
         mechanism Five in Market { menu { First: { [A] @ 5, lottery { C: 1, A: 2 } @ 1 }, Third: { [A] @ 1 } } }
         mechanism Six in Market { menu { First: { lottery { [C]: 1, [A]: -1 } @ 1 } } }
         mechanism Seven in Market { second_price { reserve 9/2 } }
         mechanism Seven in Market { vcg; }
         mechanism Eight in Market { lookahead; }
         mechanism Nine in Market { bic_extension of Seven keeping { First: [Lwo] } under prior; }",
    );
    assert_errors(
        &source,
        &[
            ("5", "over the bound"),
            ("C", "no item `C`"),
            ("(First, First)", "leaves out Second"),
            ("First", "comes twice"),
            ("bic(1/2)", "declares none"),
            ("Third", "no agent `Third`"),
            ("-1", "at least 0"),
            ("(First)", "leaves out Second"),
            ("C", "no item `C`"),
            ("[]", "empty bundle"),
            ("5", "over the bound"),
            ("menu", "one menu for several agents"),
            ("5", "over the bound"),
            ("C", "no item `C`"),
            ("2", "in [0, 1]"),
            ("Third", "no agent `Third`"),
            ("C", "no item `C`"),
            ("-1", "at least 0"),
            ("9/2", "over the bound"),
            ("Seven", "already there"),
            ("lookahead", "sells one item"),
            ("lookahead", "declares none"),
            ("bic_extension", "declares none"),
            ("Lwo", "did you mean `Low`?"),
        ],
    );
}

#[test]
fn names_that_rust_objects_to() {
    assert_errors(
        "setting gallery<Agent, FirstBuyer, First_buyer> {
            items { A }
            bound 1;
            agent Agent: additive { ALL = 1 }
            agent FirstBuyer: additive { Low = 1 }
            agent First_buyer: additive { Low = 1 }
        }",
        &[
            ("gallery", "begin the setting's name with a capital"),
            ("Agent", "can't be called `Agent`"),
            ("ALL", "lists the agent's types"),
            ("First_buyer", "would share the field `first_buyer`"),
        ],
    );
    let source = with_setting("mechanism market in Market { vcg; } mechanism Market in Market { vcg; }");
    assert_errors(&source, &[("market", "a name of its own"), ("Market", "a name of its own")]);
}

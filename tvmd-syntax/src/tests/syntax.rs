//! Mistakes of grammar: all of them in one go, each at its token.

use super::{GALLERY, assert_errors, with_setting};

#[test]
fn every_form_is_read() {
    assert_errors(GALLERY, &[]);
}

#[test]
fn parts_of_a_setting() {
    assert_errors(
        "setting Market<First, Second, Second> {
            bound 3
            itmes { A, B }
            items { A, 7, B }
            agent First: aditive { Low = 1, High = { A 1, B: 1e3 }, Grid = { A: 0..2 } }
            agent Third: additive { Low = { A: 1 } }
            prior independant { First uniform }
            bound 4;
        }",
        &[
            ("Second", "is not declared"),
            ("Second", "listed twice"),
            ("itmes", "expected `;`"),
            ("itmes", "did you mean `items`?"),
            ("items", "already given"),
            ("7", "expected an item"),
            ("aditive", "did you mean `additive`?"),
            ("1", "name the items"),
            ("1", "expected `:`"),
            ("1e3", "is not a number"),
            ("..", "write `..=`"),
            ("Third", "missing in the angle brackets"),
            ("independant", "did you mean `independent`?"),
            ("independant", "a distribution of `Third`"),
            ("bound", "already given"),
        ],
    );
}

#[test]
fn what_a_setting_needs() {
    let errors = [("Market", "no items"), ("Market", "no bound"), ("First", "is not declared")];
    assert_errors("setting Market<First> { }", &errors);
    assert_errors("", &[("", "expected `setting Name")]);
}

#[test]
fn one_setting_at_a_time() {
    let source = with_setting("setting Other<One> { } mechanism M in Other { vcg; }");
    assert_errors(&source, &[("Other", "a second setting")]);
}

#[test]
fn rows_of_a_table() {
    let source = with_setting(
        "mechanism M in Market { outcomes {
            (Low, Bottom) => First gives { A },
            (Low | , _) => nothing,
            (Low, High) => lottery { 1/2: First pays 1, 1/2: nothing },
            (Low, Low) => lottery { 1: nothing } and First gets { A },
            (High, Bottom) -> nothing,
            (High, High) => First,
            (High, Low) => First gets { A } Second gets { B },
            _ => nothing,
        } }",
    );
    assert_errors(
        &source,
        &[
            ("gives", "expected `gets { … }` or `pays …` after `First`"),
            (",", "expected a type's name"),
            ("First pays 1", "after the lottery"),
            ("First gets { A }", "only payments can follow"),
            ("-", "expected `=>`"),
            (",", "expected `gets"),
            ("Second", "expected `,`"),
        ],
    );
}

#[test]
fn rules_and_claims() {
    let source = with_setting(
        "mechanism One in Market { clock; }
         mechanism Two in Market { vgc; claims; }
         mechanism Three in Market { vcg; second_price; claims dsci, not bic(x), bic(1, 2, 3), dsic(1); vcg; }
         mechanism Four in Market { posted_prices { A: , B: 1 } order (First, Second) claims dsic }
         mechanism Five in Market { claims dsic; claims bic; }
         mechanism Six in Market { menu { A @ 1, [A] 1, lottery { A: } @ 1 } }
         mechanism Seven in Market { bundles { [A] @ 1 } order First; }
         mechanism Eight in Market { second_price { reserv 1 } }
         mechanism Nine of Market { vcg }",
    );
    assert_errors(
        &source,
        &[
            ("clock", "known: outcomes, posted_prices"),
            ("vgc", "did you mean `vcg`?"),
            (";", "expected a claim"),
            ("second_price", "one rule"),
            ("dsci", "did you mean `dsic`?"),
            ("x", "expected a number"),
            ("(1, 2, 3)", "or `bic(1/10, 1/4)`"),
            ("(1)", "takes no numbers"),
            ("vcg", "nothing can follow the claims"),
            (",", "expected a price such as 3/2"),
            ("claims", "expected `;` at the end of `posted_prices`"),
            ("}", "expected `;` after the claims"),
            ("Five", "has no rule"),
            ("claims", "already there"),
            ("A", "expected a bundle"),
            ("1", "expected `:` and a price"),
            ("}", "expected a probability"),
            ("First", "expected the agents in parentheses"),
            ("reserv", "did you mean `reserve`?"),
            ("of", "expected the setting of the mechanism"),
            ("}", "expected `;` at the end of `vcg`"),
        ],
    );
}

#[test]
fn priors() {
    let prior = |prior: &str| {
        format!("setting M<One> {{ items {{ A }} bound 1; agent One: additive {{ Low = 1 }} prior {prior} }}")
    };
    assert_errors(&prior("independent { One: { Low: 1 }, }"), &[]);
    assert_errors(&prior("independent { One uniform }"), &[]);
    assert_errors(&prior("joint { Low: 1/2, (Bottom): 1/2 }"), &[]);
    assert_errors(&prior("uniform"), &[("}", "expected `;`")]);
    assert_errors(&prior("joint { Low 1/2, _: 1/2 }"), &[("1", "expected `:`"), ("_", "expected a profile")]);
    assert_errors(&prior("independent { One unifrom }"), &[("unifrom", "did you mean `uniform`?")]);
    assert_errors(&prior("include prior.csv;"), &[("prior", "name of a file in quotes")]);
}

#[test]
fn names_are_not_keywords() {
    let source = "setting M<One> { items { A } bound 1; agent One: additive { type = 1, r#fn = 1 } }";
    assert_errors(source, &[("type", "reserved in Rust")]);
    assert_errors(
        "#[derive(Debug)] setting M<> {}",
        &[
            ("#[derive(Debug)]", "only doc comments, `#[cfg(…)]` and lints"),
            ("M", "no items"),
            ("M", "no bound"),
            ("<>", "at least one agent"),
        ],
    );
}

/// What can't be known for a mistake isn't complained about: who it is about, what it declares, what belongs to it.
#[test]
fn nothing_follows_from_a_lost_keyword() {
    let setting = with_setting("mechanism M in Market { vcg; }");
    let with = |text: &str, instead: &str| setting.replacen(text, instead, 1);
    assert_errors(&with("setting Market", "Market"), &[("Market", "no declaration")]);
    assert_errors(&with("setting Market", "setting"), &[("<", "a name for the setting")]);
    assert_errors(&with("<First, Second>", "<, Second>"), &[(",", "expected an agent's name")]);
    assert_errors(&with("agent First", "First"), &[("First", "no part of a setting")]);
    assert_errors(&with("agent First", "agent"), &[(":", "expected an agent's name")]);
    assert_errors(&with("mechanism M", "mechanism"), &[("in", "a name for the mechanism")]);
    let rest = "mechanism N in Market { dsic_extension of M keeping { First: [Low] } }";
    assert_errors(&(with("mechanism M", "oops M") + rest), &[("oops", "no declaration")]);
    let rule = |rule: &str| with("vcg;", rule);
    assert_errors(&rule("{ A: 1 } order (First, Second);"), &[("{", "expected a rule")]);
    assert_errors(&rule("oops { A: 1 } order (First, Second);"), &[("oops", "no rule `oops`")]);
    assert_errors(&rule("posted_prices { A: 1 } oops (First);"), &[("oops", "no rule `oops`")]);
    assert_errors(&rule("vcg; dsic;"), &[("dsic", "no rule `dsic`")]);
    assert_errors(
        &rule("dsic_extension of keeping { First: [Low] }"),
        &[("keeping", "the name of the mechanism")],
    );
}

/// Nothing follows from what is skipped after a mistake, though it may have been an entry of its own.
#[test]
fn what_is_skipped_may_have_held_more() {
    let table = |rows: &str| with_setting(&format!("mechanism M in Market {{ outcomes {{ {rows} }} }}"));
    assert_errors(&table("(High, _) First gets { A } _ => nothing"), &[("First", "expected `=>`")]);
    assert_errors(
        &table("(High, _) -> nothing, (Low, _) => nothing"),
        &[("outcomes", "no row"), ("-", "expected `=>`")],
    );
    let prior = |types: &str, prior: &str| {
        format!(
            "setting M<One, Two> {{ items {{ A }} bound 1; agent One: additive {{ {types} }} \
                 agent Two: additive {{ Low = 1 }} prior independent {{ {prior} }} }}"
        )
    };
    assert_errors(&prior("Low = x High = 1", "One { High: 1 } Two uniform"), &[("x", "expected a value")]);
    assert_errors(
        &prior("Low = x, High = 1", "One { Hihg: 1 } Two uniform"),
        &[("x", "expected a value"), ("Hihg", "did you mean `High`?")],
    );
    assert_errors(&prior("Low = 1", "One oops Two uniform"), &[("oops", "expected `uniform`")]);
    assert_errors(&prior("Low = 1", "One { Low 1 Low: 1 } Two uniform"), &[("1", "expected `:`")]);
}

#[test]
fn constants() {
    let with = |constants: &str, rest: &str| {
        with_setting(&format!("{constants} mechanism M in Market {{ {rest} }}"))
    };
    assert_errors(
        &with(
            "",
            "posted_prices { A: HIGH, B: HIGH / 2 } claims dsic; } const HIGH = 2 * LOW; const LOW = 1; mechanism N in Market { vcg;",
        ),
        &[("LOW", "no constant `LOW` here")],
    );
    assert_errors(
        &with(
            "const LOW = 1; pub const HIGH = 5 * LOW;",
            "outcomes { (High, _) => First gets { A } pays HIGH, (Low, _) => lottery { LOW / 2: First gets { A }, 1/2: nothing }, _ => nothing }
             claims not dsic, bic(2 * HIGH);",
        ),
        &[("HIGH", "over the bound"), ("bic(2 * HIGH)", "is about a prior")],
    );
    assert_errors(
        &with(
            "const LOW 1; const HIGH = cheap; const HIGH = 2; const ZERO = 1 / LOW * 0;",
            "posted_prices { A: HIGH, B: LOW }",
        ),
        &[("1", "expected `=`"), ("cheap", "expected a value"), ("HIGH", "already declared")],
    );
    assert_errors(
        &with(
            "const PRICE: Rational = 1; const M = 1; const Market = 2;",
            "posted_prices { A: PIRCE, B: COST }",
        ),
        &[
            (":", "its type is known"),
            ("M", "a mechanism is called `M` too"),
            ("Market", "a setting is called `Market` too"),
            ("PIRCE", "did you mean `PRICE`?"),
            ("COST", "declare it in the block"),
        ],
    );
}

//! Mistakes that have nothing to do with each other, several in one block: all of them are reported, and nothing else,
//! in the order of the source.

use super::{errors, in_shares, is_error, items};
use oorandom::Rand64;
use quote::ToTokens as _;

/// A block without a mistake.
const BLOCK: &str = "
    setting Market<First, Second> {
        items { A, B }
        bound 4;
        agent First: additive { Low = { A: 1 }, High = { A: 2, B: 1 }, Idle = { B: 2 }, Odd = { A: 3, B: 0 } }
        agent Second: additive { Low = { A: 1 }, High = { A: 2, B: 1 }, V = { A: 0..=1 step 1/2, B: 3 } }
        prior independent { First { Low: 1/2, High: 1/4, Idle: 1/4 } Second uniform }
    }
    mechanism Table in Market {
        outcomes {
            (Low, Low) => First gets { A } pays 1,
            (High, _) => lottery { 1/2: First gets { A }, 1/2: nothing } and First pays 1/2,
            (Idle, High | V0x3) => First gets { B } pays 1 and Second gets { A },
            _ => nothing,
        }
        claims ex_post_ir;
    }
    mechanism Covering in Market {
        outcomes {
            (Low, Low | High) => nothing,
            (Bottom, _) => nothing,
            (_, Bottom) => nothing,
            (_, _) => nothing,
        }
    }
    mechanism Posted in Market { posted_prices { A: 1, B: 2 } order (First, Second); claims dsic; }
    mechanism PerAgent in Market { posted_prices { First: { A: 3/2 }, Second: { B: 5/2 } } }
    mechanism Bundles in Market { bundles { [A, B] @ 3, [A] @ 1 } order (Second, First); }
    mechanism Menus in Market { menu { First: { [A] @ 1/2, lottery { B: 1/2 } @ 1/4 }, Second: { [B] @ 4 } } }
    mechanism Reserve in Market { second_price { reserve 7/2 } claims bic(1/7); }
    mechanism Vcg in Market { vcg; claims dsic, bic; }
    mechanism Kept in Market { dsic_extension of Vcg keeping { First: [Low, High], Second: [Low] } }
    mechanism Averaged in Market { bic_extension of Vcg keeping { First: [Low, Idle] } under prior; claims bic; }
    mechanism First_price in Market { outcomes { (High, Low) => First gets { A } pays 2, _ => nothing } }
";

/// What a mistake is in.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// The setting; then no claims are verified, and no menus served.
    Setting,
    /// The prior; then no claims about it are verified.
    Prior,
    /// The rule of a mechanism; then no claims of it are verified.
    Rule(&'static str),
    /// The claims of a mechanism; `true` if what is claimed is false.
    Claims(&'static str, bool),
    Name,
}

use Part::{Claims, Name, Prior, Rule, Setting};

/// Mistakes: what is in it, a text that the block has once, what is written for it, what is underlined then, and a part
/// of the message.
const MISTAKES: [(Part, &str, &str, &str, &str); 54] = [
    // Grammar.
    (Setting, "bound 4;", "bound 4", "agent", "expected `;` after the bound"),
    (Setting, "Odd = { A: 3", "Odd = { A 3", "3", "expected `:`"),
    (Setting, "B: 0 }", "B: 1e3 }", "1e3", "is not a number"),
    (Setting, "V = { A: 0..=1 step", "V = { A: 0..1 step", "..", "write `..=`"),
    (Setting, "agent First: additive", "agent First: aditive", "aditive", "did you mean `additive`?"),
    (Prior, "Idle: 1/4 }", "Idle 1/4 }", "1", "expected `:`"),
    (Prior, "Second uniform", "Second unifrom", "unifrom", "did you mean `uniform`?"),
    (Rule("Table"), "gets { A } pays 1,", "gives { A } pays 1,", "gives", "expected `gets"),
    (Rule("Table"), "1/2: First", "1/2 First", "First", "expected `:`"),
    (Rule("Table"), "and Second gets", "adn Second gets", "adn", "did you mean `and`?"),
    (Rule("Covering"), "(Bottom, _) =>", "(Bottom, _) ->", "-", "expected `=>`"),
    (Rule("Covering"), "(_, Bottom)", "(, Bottom)", ",", "expected a type's name"),
    (Rule("Posted"), "order (First", "ordre (First", "ordre", "did you mean `order`?"),
    (Rule("PerAgent"), "{ A: 3/2 }", "{ A 3/2 }", "3", "expected `:`"),
    (Rule("Bundles"), "[A] @ 1 }", "[A] 1 }", "1", "expected `:`"),
    (Rule("Menus"), "lottery { B: 1/2 }", "lotery { B: 1/2 }", "lotery", "did you mean `lottery`?"),
    (Rule("Reserve"), "reserve 7/2", "reserve seven", "seven", "expected the least price"),
    (Claims("Reserve", false), "claims bic(1/7)", "claims bci(1/7)", "bci", "did you mean `bic`?"),
    (Claims("Vcg", false), "claims dsic, bic", "claims dsic(1), bic", "(1)", "takes no numbers"),
    (Rule("Kept"), "dsic_extension of", "dsic_extension off", "off", "did you mean `of`?"),
    (Rule("Averaged"), "under prior", "under priors", "priors", "did you mean `prior`?"),
    (Name, "mechanism First_price", "mechansim First_price", "mechansim", "did you mean `mechanism`?"),
    // Names.
    (Name, "Posted in Market", "Posted in Markt", "Markt", "the setting of this `mechanism!` is `Market`"),
    (Name, "mechanism PerAgent", "mechanism Table", "Table", "already there"),
    (Name, "mechanism First_price", "mechanism market", "market", "a name of its own"),
    (Setting, "Idle = { B: 2 }", "Idle = { C: 2 }", "C", "no item `C`"),
    (
        Setting,
        "Low = { A: 1 }, High = { A: 2, B: 1 }, V",
        "Low = { A: 1 }, Low = { A: 1 }, High = { A: 2, B: 1 }, V",
        "Low",
        "already there",
    ),
    (Prior, "High: 1/4", "Hihg: 1/4", "Hihg", "did you mean `High`?"),
    (Prior, "{ First { Low: 1/2", "{ Frist { Low: 1/2", "Frist", "did you mean `First`?"),
    (Rule("Table"), "(Low, Low) =>", "(Low, Lwo) =>", "Lwo", "did you mean `Low`?"),
    (Rule("Table"), "High | V0x3", "High | W0x3", "W0x3", "Second has no type `W0x3`"),
    (Rule("Table"), "gets { B } pays 1", "gets { D } pays 1", "D", "no item `D`"),
    (Rule("Posted"), "order (First, Second)", "order (First, Third)", "Third", "no agent `Third`"),
    (Rule("PerAgent"), "Second: { B: 5/2 }", "Second: { E: 5/2 }", "E", "no item `E`"),
    (Rule("Bundles"), "[A, B] @ 3", "[A, A] @ 3", "A", "already there"),
    (Rule("Menus"), "Second: { [B] @ 4 }", "Secnd: { [B] @ 4 }", "Secnd", "did you mean `Second`?"),
    (
        Rule("Kept"),
        "of Vcg keeping { First: [Low, High]",
        "of Vgc keeping { First: [Low, High]",
        "Vgc",
        "no mechanism before this one",
    ),
    (Rule("Kept"), "Second: [Low] }", "Second: [Lwo] }", "Lwo", "did you mean `Low`?"),
    (Rule("Averaged"), "[Low, Idle]", "[Low, Low]", "Low", "already there"),
    // Numbers.
    (Setting, "Odd = { A: 3", "Odd = { A: 5", "5", "over the bound 4"),
    (Setting, "Idle = { B: 2 }", "Idle = { B: -2 }", "-2", "at least 0"),
    (Setting, "step 1/2", "step 0", "0", "it must be above 0"),
    (
        Prior,
        "Low: 1/2, High: 1/4",
        "Low: 1/2, High: 1/8",
        "{ Low: 1/2, High: 1/8, Idle: 1/4 }",
        "add up to 7/8",
    ),
    (
        Rule("Table"),
        "1/2: nothing",
        "1/4: nothing",
        "{ 1/2: First gets { A }, 1/4: nothing }",
        "add up to 3/4",
    ),
    (Rule("Table"), "gets { A } pays 1,", "gets { A } pays 9,", "9", "over the bound 4"),
    (Rule("Posted"), "{ A: 1, B: 2 } order", "{ A: 1, B: 6 } order", "6", "over the bound 4"),
    (Rule("Bundles"), "[A, B] @ 3", "[A, B] @ -3", "-3", "at least 0"),
    (Rule("Menus"), "@ 1/4", "@ 17/4", "17/4", "over the bound 4"),
    // Coverage and feasibility.
    (Rule("Covering"), "(_, _) => nothing", "(Low, _) => nothing", "outcomes", "no row says"),
    (Rule("Covering"), "(Bottom, _) => nothing", "(Low, High) => nothing", "(Low, High)", "never reached"),
    (
        Rule("Table"),
        "pays 1 and Second gets { A }",
        "pays 1 and Second gets { B }",
        "B",
        "given to both First and Second",
    ),
    (Rule("First_price"), "(High, Low) => First", "(Bottom, Low) => First", "Bottom", "takes no part"),
    // Claims that are false.
    (Claims("Table", true), "claims ex_post_ir;", "claims dsic;", "1", "is not DSIC"),
    (Claims("Vcg", true), "claims dsic, bic;", "claims dsic, not bic;", "not bic", "is BIC"),
];

/// What is written for two mistakes of which the second depends on the first: on whose types these are, on a mass.
const DEPENDENT: [[&str; 2]; 3] = [
    ["{ Frist { Low: 1/2", "Hihg: 1/4"],
    ["Idle 1/4 }", "Low: 1/2, High: 1/8"],
    // Reported all the same, but what is underlined for the one has the other in it.
    ["1/2 First", "1/4: nothing"],
];

/// How many blocks are tried.
const RUNS: u64 = 500;

/// A mistake made in the block: its error, and where it is in what was there before.
struct Made {
    mistake: usize,
    at: usize,
    /// Where the error is among those of the block, and the error.
    order: usize,
    error: (String, String),
}

/// The block with mistakes in it.
fn block(mistakes: &[&Made]) -> String {
    let mut mistakes: Vec<&&Made> = mistakes.iter().collect();
    mistakes.sort_by_key(|made| std::cmp::Reverse(made.at));
    let mut block = BLOCK.to_owned();
    for made in mistakes {
        let (_, text, instead, ..) = MISTAKES[made.mistake];
        block.replace_range(made.at..made.at + text.len(), instead);
    }
    block
}

/// Each mistake alone gives one error.
fn alone() -> Vec<Made> {
    let made = MISTAKES.iter().enumerate().map(|(mistake, (_, text, instead, tokens, part))| {
        let at = BLOCK.find(text).unwrap();
        assert!(!BLOCK[at + 1..].contains(text), "{text} comes twice");
        let source = BLOCK.replacen(text, instead, 1);
        let found = errors(&source);
        let [error] = found.as_slice() else { panic!("{instead}: {found:#?}") };
        assert!(error.0 == *tokens && error.1.contains(part), "{instead}: {error:?}");
        let item = items(&source).into_iter().find(is_error).unwrap();
        let start = item.into_token_stream().into_iter().next().unwrap().span().byte_range().start;
        let order =
            if start > at { (start + text.len()).saturating_sub(instead.len()).max(at) } else { start };
        Made { mistake, at, order, error: error.clone() }
    });
    made.collect()
}

/// Whether nothing follows from one mistake for the other.
fn independent(one: &Made, other: &Made) -> bool {
    let apart = |one: &Made, other: &Made| one.at + MISTAKES[one.mistake].1.len() <= other.at;
    let leaves = |one: &Made, other: &Made| match (MISTAKES[one.mistake].0, MISTAKES[other.mistake].0) {
        (Claims(mechanism, true), Rule(of)) => mechanism != of,
        (Claims(_, true), Setting | Prior) => false,
        _ => !DEPENDENT.contains(&[one, other].map(|made| MISTAKES[made.mistake].2)),
    };
    (apart(one, other) || apart(other, one)) && leaves(one, other) && leaves(other, one)
}

/// What an error underlines, and its message. Which names the help knows, and which profile is the example, depends on
/// what else is known.
fn without_help((tokens, message): &(String, String)) -> (&str, &str) {
    let message = message.split("\nhelp: ").next().unwrap_or_default();
    (tokens, message.split(" at (").next().unwrap_or_default())
}

fn assert_all_reported(mistakes: &[&Made]) {
    let source = block(mistakes);
    let mut expected: Vec<&&Made> = mistakes.iter().collect();
    expected.sort_by_key(|made| (made.order, made.at));
    let expected: Vec<(&str, &str)> = expected.iter().map(|made| without_help(&made.error)).collect();
    let found = errors(&source);
    let found: Vec<(&str, &str)> = found.iter().map(without_help).collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn nothing_is_wrong_with_the_block() {
    assert_eq!(errors(BLOCK), []);
}

/// How many of the blocks have two mistakes, and how many ten, of those that fall to one of so many shares.
fn report_share(made: &[Made], share: u64, shares: u64) -> [u64; 2] {
    let mut random = Rand64::new(7);
    let mut counts = [0; 2];
    for run in 0..RUNS {
        // Each share draws them all, so that they don't depend on how many there are.
        let mut chosen: Vec<&Made> = Vec::new();
        for _ in 0..100 {
            let next = &made[usize::try_from(random.rand_range(0..made.len() as u64)).unwrap()];
            if (chosen.len() as u64) < 2 + run % 9 && chosen.iter().all(|other| independent(next, other)) {
                chosen.push(next);
            }
        }
        if run % shares != share {
            continue;
        }
        assert_all_reported(&chosen);
        counts[0] += u64::from(chosen.len() == 2);
        counts[1] += u64::from(chosen.len() == 10);
        // Outside of a compiler proc-macro2 remembers every text that it ever read.
        proc_macro2::extra::invalidate_current_thread_spans();
    }
    counts
}

#[test]
fn mistakes_are_reported_together() {
    let made = alone();
    let counts = in_shares(|share, shares| report_share(&made, share, shares));
    let [pairs, tens] = [0, 1].map(|kind| counts.iter().map(|count| count[kind]).sum::<u64>());
    assert!(pairs > RUNS / 20 && tens > RUNS / 20, "{pairs} pairs, {tens} times ten");
}

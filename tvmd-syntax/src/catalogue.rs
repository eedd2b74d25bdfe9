//! Every message of the front end itself, in one place, so that the wording is uniform and can be reviewed: mistakes of
//! grammar, and names that can't be Rust's. What is wrong with an instance is in core's catalogue.
//!
//! One function per message, grouped by kind; each takes the words that the message is about. What is expected where
//! something else is, is named at each place of the grammar and put into [`expected`].

use proc_macro2::Ident;
use std::fmt::Display;
use tvmd_model::names::nearest;

/// A message with the way out.
pub(crate) fn with_help(message: impl Display, help: impl Display) -> String {
    format!("{message}\nhelp: {help}")
}

/// A message that stands for several of its kind.
pub(crate) fn and_more(message: impl Display, more: usize) -> String {
    format!("{message}\nand {more} more of this kind")
}

// Words.

pub(crate) fn expected(what: &str) -> String {
    format!("expected {what}")
}

pub(crate) fn nothing_more() -> String {
    "nothing more is expected here".to_owned()
}

/// `raw` is the word as a raw identifier, if it can be one.
pub(crate) fn reserved(word: &str, raw: Option<&str>) -> String {
    let instead = raw.map_or_else(String::new, |raw| format!(", or write `{raw}`"));
    with_help(format!("`{word}` is reserved in Rust"), format!("choose another name{instead}"))
}

pub(crate) fn misspelt(word: &str, meant: &str) -> String {
    with_help(format!("`{word}` has no meaning here"), did_you_mean(meant))
}

pub(crate) fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    let help = match nearest(word, known.iter().copied()) {
        Some(near) => did_you_mean(&near),
        None => format!("known: {}", known.join(", ")),
    };
    with_help(format!("there is no {what} `{word}`"), help)
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

// Attributes.

pub(crate) fn only_docs() -> String {
    "only doc comments can stand here".to_owned()
}

pub(crate) fn only_docs_and_lints() -> String {
    "only doc comments and lints such as `#[allow(…)]` can stand here".to_owned()
}

pub(crate) fn only_docs_conditions_and_lints() -> String {
    "only doc comments, `#[cfg(…)]` and lints such as `#[allow(…)]` can stand here".to_owned()
}

pub(crate) fn condition_inside() -> String {
    with_help(
        "whether this holds isn't known while the block is checked",
        "put `#[cfg(…)]` on the whole mechanism or setting, or on the whole `mechanism!`",
    )
}

// Constants.

/// `near` is a constant that is called nearly the same.
pub(crate) fn no_constant(name: impl Display, near: Option<&str>) -> String {
    let message = format!("there is no constant `{name}` here");
    let declare = format!(
        "declare it in the block: `const {name} = 3/2;`; what Rust calls so can't be read while the block is checked"
    );
    with_help(message, near.map_or(declare, did_you_mean))
}

pub(crate) fn constant_twice(name: impl Display) -> String {
    format!("constant `{name}` is already declared")
}

pub(crate) fn divides_by_zero() -> String {
    "this divides by zero".to_owned()
}

/// `other` is what else is called so.
pub(crate) fn constant_like(name: impl Display, other: &str) -> String {
    format!("a {other} is called `{name}` too; a constant needs a name of its own")
}

// Settings.

pub(crate) fn second_setting() -> String {
    with_help(
        "a second setting in one `mechanism!`",
        "give it a `mechanism!` of its own, with its mechanisms",
    )
}

pub(crate) fn no_items() -> String {
    with_help("this setting has no items", "say what is sold: `items { Painting }`")
}

pub(crate) fn no_bound() -> String {
    with_help("this setting has no bound on values", "say the highest value: `bound 2;`")
}

pub(crate) fn part_twice(part: &str) -> String {
    format!("`{part}` is already given for this setting")
}

pub(crate) fn agent_twice(agent: impl Display) -> String {
    format!("agent `{agent}` is already declared")
}

pub(crate) fn listed_twice(agent: impl Display) -> String {
    format!("agent `{agent}` is listed twice")
}

/// `near` is an agent who is listed but not declared, and called nearly the same.
pub(crate) fn not_listed(agent: impl Display, near: Option<&str>) -> String {
    let message = format!("agent `{agent}` is missing in the angle brackets after the setting's name");
    with_help(message, near.map_or_else(|| "add her there".to_owned(), did_you_mean))
}

pub(crate) fn not_declared(agent: impl Display) -> String {
    let help = format!("declare her types: `agent {agent}: additive {{ … }}`");
    with_help(format!("agent `{agent}` is not declared"), help)
}

pub(crate) fn value_of_which_item() -> String {
    with_help("which item is worth this?", "name the items, as in `{ Painting: 1, Vase: 1/2 }`")
}

pub(crate) fn half_open_grid() -> String {
    "a grid includes its last value: write `..=`".to_owned()
}

// Mechanisms.

/// `setting` is the setting that there is, if any.
pub(crate) fn no_such_setting(named: impl Display, setting: Option<&Ident>) -> String {
    let help = match setting {
        Some(setting) => format!("the setting of this `mechanism!` is `{setting}`"),
        None => "declare the setting before its mechanisms".to_owned(),
    };
    with_help(format!("there is no setting `{named}` here"), help)
}

/// `setting` is that of the mechanisms before.
pub(crate) fn two_settings(setting: impl Display) -> String {
    with_help(
        format!("the mechanisms before this one stand in `{setting}`"),
        "give those of another setting a `mechanism!` of their own",
    )
}

pub(crate) fn no_rule(mechanism: impl Display, rules: &[&str]) -> String {
    with_help(format!("`{mechanism}` has no rule"), format!("known rules: {}", rules.join(", ")))
}

pub(crate) fn second_rule() -> String {
    with_help("a mechanism has one rule", "declare another mechanism for this one")
}

pub(crate) fn draws_items() -> String {
    "the lottery says who gets what; only payments can follow it".to_owned()
}

pub(crate) fn payment_in_lottery() -> String {
    with_help(
        "payments don't depend on the draw",
        "write them after the lottery: `lottery { … } and First pays 1`",
    )
}

pub(crate) fn empty_clause(agent: impl Display, meant: &str) -> String {
    with_help(format!("`{agent}` neither gets nor pays anything"), did_you_mean(meant))
}

/// `of` is a mechanism by a rule that is written by hand.
pub(crate) fn extends_by_hand(of: &str) -> String {
    with_help(
        format!("the rule of `{of}` is written by hand, and only a declared rule can be extended here"),
        "when the program runs, `lemma6` extends any mechanism that is proved to be DSIC",
    )
}

// Claims.

/// `claims` are claims without `at test`.
pub(crate) fn claims_by_hand(mechanism: impl Display, claims: &[impl Display]) -> String {
    let claims: Vec<String> = claims.iter().map(ToString::to_string).collect();
    let claims = claims.join(", ");
    let message =
        format!("the rule of `{mechanism}` is written by hand and can't be run while this compiles");
    with_help(message, format!("have a test verify the claims: `claims {claims} at test;`"))
}

pub(crate) fn claims_twice() -> String {
    with_help("the claims are already there", "write them in one list: `claims ex_post_ir, dsic;`")
}

pub(crate) fn rule_after_claims() -> String {
    with_help("nothing can follow the claims", "write the rule before them")
}

pub(crate) fn numbers_of_bic() -> String {
    with_help(
        "`bic` takes the gain ε that is allowed, and perhaps the mass q of types that may gain more",
        "write `bic(1/10)` or `bic(1/10, 1/4)`",
    )
}

pub(crate) fn no_numbers(property: impl Display) -> String {
    format!("`{property}` holds or doesn't: it takes no numbers")
}

// Files.

/// `is_there` tells a file that can't be read from one that isn't found.
pub(crate) fn unreadable(error: impl Display, is_there: bool) -> String {
    if is_there {
        return error.to_string().replace("\n  help: ", "\nhelp: ").replace("\n  and ", "\nand ");
    }
    with_help(error, "files are looked for in the folder of this source file")
}

// Names that Rust can't take.

pub(crate) fn like_its_module(setting: impl Display) -> String {
    let message = format!("the module of this setting would be called `{setting}` as well");
    with_help(message, "begin the setting's name with a capital")
}

pub(crate) fn mechanism_like_setting(mechanism: impl Display) -> String {
    name_taken("the setting", mechanism)
}

pub(crate) fn mechanism_like_module(mechanism: impl Display) -> String {
    name_taken("the module of the setting", mechanism)
}

fn name_taken(owner: &str, mechanism: impl Display) -> String {
    format!("{owner} is called `{mechanism}` too; a mechanism needs a name of its own")
}

pub(crate) fn agent_in_module(agent: &str) -> String {
    format!("an agent can't be called `{agent}`: the setting's module declares that name itself")
}

pub(crate) fn type_called_all(agent: &str) -> String {
    format!("a type can't be called `ALL`: `{agent}::ALL` lists the agent's types")
}

pub(crate) fn same_field(one: &str, other: &str, field: &str) -> String {
    let message = format!("the agents `{one}` and `{other}` would share the field `{field}` of a profile");
    with_help(message, "choose names that differ in more than capitals and underscores")
}

pub(crate) fn same_test(one: impl Display, other: impl Display, test: impl Display) -> String {
    let message = format!("the tests of the claims of `{one}` and `{other}` would both be called `{test}`");
    with_help(message, "choose names that differ in more than capitals and underscores")
}

//! `mechanism!`: settings and mechanisms in them, checked while they compile.

/// Declares a setting and mechanisms in it.
///
/// ```
/// tvmd::mechanism! {
///     /// Two bidders and one painting.
///     pub setting Gallery<First, Second> {
///         items { Painting }
///         bound 2;
///         agent First:  additive { Low = { Painting: 1 }, High = { Painting: 2 } }
///         agent Second: additive { Low = 1, High = 2 }
///         prior independent { First { Low: 1/2, High: 1/2 } Second uniform }
///     }
///
///     /// First buys at 3/2 when she is High; Second pays his value when only he is High.
///     pub mechanism FirstRefusal in Gallery {
///         outcomes {
///             (High, _)   => First gets { Painting } pays 3/2,
///             (Low, High) => Second gets { Painting } pays 2,
///             (Low, _)    => First gets { Painting } pays 1,
///             _           => nothing,
///         }
///         claims ex_post_ir, bic, not dsic;
///     }
/// }
///
/// let outcome = FirstRefusal.outcome((gallery::First::Low, gallery::Second::High));
/// assert_eq!(outcome.payment(gallery::Agent::Second), tvmd::ratio!(2));
/// assert!(!FirstRefusal.incentives(&Gallery::prior()).dsic.holds);
/// ```
///
/// # What is declared
///
/// * `Gallery`, a unit struct with `Gallery::setting()`, `Gallery::prior()` (if a prior is declared) and
///   `Gallery::JSON`, all that the block declares in the format of instance files;
/// * the module `gallery`, its name in snake case: an enum per agent with `Bottom` (⊥, not taking part) and
///   her types, `Agent`, `Item`, and `Profile`, which tuples of types turn into. A type has its `value` of items
///   and bundles, `takes_part`, its name and its position (`TypeId`); `First::ALL` lists an agent's types and
///   `Profile::all()` the setting's profiles;
/// * a unit struct per mechanism with `outcome`, `table` and `incentives`, which is a `Mechanism`;
/// * a `LazyLock` of a rational per constant.
///
/// Everything has the visibility, the documentation, the lints and the `#[cfg(…)]` that are written on it. Documentation and lints
/// of agents, types and items go onto their enums and variants; whether a `#[cfg(…)]` holds isn't known while a block is
/// checked, so parts of a setting or of a mechanism can't have one. Mistakes are reported all at once, each at its tokens, and the
/// items are declared even so.
///
/// # Grammar
///
/// ```text
/// block      = { constant } [ setting ] { mechanism | constant } ;
/// constant   = attributes vis "const" CONSTANT "=" number ";" ;
/// setting    = attributes vis "setting" NAME ( "<" agents ">" "{" { part } "}" | "=" PATH "with" "prior" prior [ ";" ] ) ;
/// part       = docs ( "items" "{" docs ITEM { "," docs ITEM } "}" | "bound" number ";" | agent | "prior" prior ) ;
/// agent      = "agent" AGENT ":" ( "additive" | "unit_demand" | "bundles" ) "{" [ type { "," type } ] "}" ;
/// type       = docs TYPE "=" ( worth | "{" values "}" ) ;
/// values     = ITEM ":" worth { "," ITEM ":" worth } | bundle ":" number { "," bundle ":" number } ;
/// worth      = number | number "..=" number [ "step" number ] ;
/// bundle     = "[" items "]" ;
///
/// prior      = "independent" "{" { AGENT ( "uniform" | "{" TYPE ":" number { "," TYPE ":" number } "}" ) [ "," ] } "}"
///            | "joint" "{" profile ":" number { "," profile ":" number } "}"
///            | "uniform" ";"
///            | "mrf" "{" { VERTEX "{" value ":" number { "," value ":" number } "}"
///                        | "(" VERTEX { "," VERTEX } ")" "{" values ":" number { "," values ":" number } "}" } "}"
///            | "include" STRING ";" ;
/// profile    = TYPE | "(" TYPE { "," TYPE } ")" ;
/// VERTEX     = AGENT | ITEM ;            value = TYPE | number ;            values = value | "(" value { "," value } ")" ;
///
/// mechanism  = attributes vis "mechanism" NAME "in" PATH "{" docs rule [ docs claims ] "}" ;
/// claims     = "claims" claim { "," claim } [ "at" "test" ] ";" ;
/// claim      = [ "not" ] ( "ex_post_ir" | "dsic" | "bic" [ "(" number [ "," number ] ")" ]
///            | "interim_ir" | "dsic_participating" | "bic_participating" ) ;
#[doc = tvmd_macros::grammar_of_rules!()]
///            | "by" PATH ";" ;
/// extended   = "of" NAME "keeping" "{" AGENT ":" "[" TYPE { "," TYPE } "]" { "," … } "}" ;
/// prices     = ITEM ":" number { "," ITEM ":" number } ;
/// order      = "order" "(" agents ")" ";" ;
/// menu       = entry { "," entry } ;
/// entry      = ( bundle | "lottery" "{" ( prices | bundle ":" number { "," bundle ":" number } ) "}" ) ":" number ;
///
/// row        = docs ( "_" | pattern | "(" pattern { "," pattern } ")" ) "=>" outcome ;
/// pattern    = "_" | TYPE { "|" TYPE } ;
/// outcome    = "nothing" | clauses | "lottery" "{" number ":" branch { "," number ":" branch } "}" [ "and" clauses ] ;
/// branch     = "nothing" | clauses ;
/// clauses    = clause { "and" clause } ;
/// clause     = AGENT [ "gets" "{" [ items ] "}" ] [ "pays" number ] ;
///
/// items      = ITEM { "," ITEM } ;       agents = AGENT { "," AGENT } ;
/// number     = [ "-" ] factor { ( "*" | "/" ) factor } ;        factor = DIGITS [ "." DIGITS ] | CONSTANT ;
/// attributes = docs, `#[cfg(…)]` and lints ;        docs = doc comments, and lints where something is generated ;
/// ```
///
/// Names are Rust identifiers, and a PATH leads to a name as in Rust. Lists may end in a comma. A form that ends in a brace needs
/// no semicolon, any other ends in one. Numbers are exact: `0.25` is 1/4. Before prices of bundles and lotteries an `@` is read like
/// the colon.
///
/// # Constants
///
/// `const PRICE = 3/2;` anywhere in a block, and all numbers in it may be `PRICE`, `2 * PRICE`, `PRICE / 2`. One may be made of those
/// before it. For the rest of the program it is `*PRICE`, a rational. What Rust calls a constant can't be read while a block is
/// checked.
///
/// # Settings of other blocks
///
/// A block without a setting has mechanisms in one of another block, module or crate, which it finds by its path or by an import. They
/// are checked like the others, and at run time there is one setting.
///
/// ```
/// mod auctions {
///     tvmd::mechanism! {
///         pub setting Shop<Buyer> {
///             items { Tea }
///             bound 2;
///             agent Buyer: additive { Low = 1, High = 2 }
///             prior uniform;
///         }
///     }
/// }
///
/// tvmd::mechanism! {
///     const PRICE = 3/2;
///     mechanism Posted in auctions::Shop { posted_prices { Tea: PRICE } claims dsic; }
/// }
///
/// tvmd::mechanism! {
///     setting Rich = auctions::Shop with prior independent { Buyer { Low: 1/4, High: 3/4 } }
///     mechanism Dear in Rich { posted_prices { Tea: 2 } claims dsic; }
/// }
///
/// let (before, after) = (auctions::Shop::prior(), Rich::prior());
/// assert_eq!(before.total_variation(&after).unwrap().value, tvmd::ratio!(1 / 4));
/// assert_eq!(Posted.outcome(rich::Buyer::High).revenue(), *PRICE);
/// assert_eq!(Dear.outcome(auctions::shop::Buyer::High).revenue(), tvmd::ratio!(2));
/// ```
///
/// `setting Rich = Shop with prior …` is the same setting with another prior: the same agents, types and items (`rich` has what is in
/// the module `shop`, which must be found where `Shop` is), and `PriorOf<Rich>` isn't `PriorOf<Shop>`. What is wrong with a setting
/// is said in its own block. Where there is no setting of this name, Rust says that it finds no macro of this name: settings
/// are handed on by macros that are called like them.
///
/// # Settings
///
/// The parts of a setting may come in any order. `items`, `bound` and every agent in the angle brackets are
/// needed; the order in the brackets is the order of the agents. The bound is H: values lie in `[0, H]`,
/// payments in `[-H, H]`.
///
/// * `Low = { Painting: 1, Vase: 1/2 }` is a type; an item that isn't named is worth 0.
/// * `Low = 3/2` is a type where there is only one item.
/// * `V = 0..=10 step 1/2` and `V = { A: 0..=2, B: 1 }` are grids, one type per combination of values, named
///   after them: `V0`, `V1_2`, `V1`, …, and `V0x1`, `V1x1`, `V2x1`. The step is 1 if it isn't given.
/// * `Low = { [Painting]: 1, [Painting, Vase]: 3 }` is a type of an agent with `bundles`.
///
/// # Priors
///
/// * `prior independent { First { Low: 1/2, High: 1/2 } Second uniform }`: the agents' types are independent.
/// * `prior joint { (Low, High): 1/6, (Bottom, High): 5/6 }`: profiles that aren't listed have no mass.
/// * `prior uniform;`: every profile without `Bottom` is equally likely.
/// * `prior mrf { First { High: 3 } (First, Second) { (Low, Low): 2, (High, High): 2 } }`: a Markov random field
///   (Definition 5 of the paper) with the potentials e^ψ of vertices and hyperedges; those that aren't listed
///   are 1. The vertices are the agents, and `Bottom` has mass where a vertex lists it. With a single agent
///   they are the items, `prior mrf { (A, B) { (0, 1): 2 } }`: her types must be a grid, one type for each
///   combination of the items' values, by which they are named here.
/// * `prior include "prior.csv";`: from a file beside the source file, a table with a column per agent and
///   the column `probability`, or a prior in the JSON of instance files. The block is expanded again when the
///   file changes.
///
/// # Rules
///
#[doc = tvmd_macros::forms_of_rules!()]
/// * `by my_rule;`: written by hand, a function from `gallery::Profile` to outcomes, or a constant of a type that
///   implements `MechanismIn<Gallery>`:
///
/// ```
/// use tvmd::prelude::*;
///
/// tvmd::mechanism! {
///     setting Gallery<First, Second> {
///         items { Painting }
///         bound 2;
///         agent First:  additive { Low = 1, High = 2 }
///         agent Second: additive { Low = 1, High = 2 }
///         prior uniform;
///     }
///     mechanism Mine in Gallery { by my_rule; claims dsic at test; }
/// }
///
/// /// Second gets the painting for nothing, unless First is High.
/// fn my_rule(reports: gallery::Profile) -> Outcome {
///     use gallery::{Agent, First, Item};
///     if reports.first == First::High {
///         Gallery::sale(Agent::First, Item::Painting, reports.first.value(Item::Painting))
///     } else if reports.second.takes_part() {
///         Gallery::sale(Agent::Second, Item::Painting, ratio!(0))
///     } else {
///         Gallery::nothing()
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// assert!(Mine.incentives(&Gallery::prior())?.dsic.holds);
/// # Ok(())
/// # }
/// ```
///
///   Such a rule runs when the program runs: its claims are left for a test (`at test`), what is impossible is an error
///   of `table` and `incentives`, and `Gallery::JSON` and `Gallery::instance()` are without it. `Mine.table()?.to_model()`
///   is its table in the format.
///
/// # Claims
///
/// `ex_post_ir` (taking part truthfully never costs anything), `dsic` (truth is dominant), `bic` (truth is an
/// equilibrium under the prior), `bic(1/10)` (no type gains more than 1/10), `bic(1/10, 1/4)` (types that
/// gain more have mass at most 1/4), and `not` before each.
///
/// In these, not taking part (`Bottom`) is a report like any other, so that `dsic` contains that taking part never costs
/// anything, and `bic` that it doesn't in expectation. In the other convention only types that take part are compared, and
/// participation stands apart: `dsic_participating` and `bic_participating` (no misreport of another type that takes part pays,
/// whoever else does), and `interim_ir` (taking part costs no type of positive probability anything in expectation, given her
/// type). They are verified like the others, but no theorem is about them, so there are no proofs of them.
///
/// They are verified exactly while the block expands; a false claim is an error with the counterexample. What
/// holds is then at hand as a proof, `Posted::dsic()`, and establishes the hypothesis for theorems. Up to 50
/// million steps are done, which some 5 million deviations take; above that write `claims dsic at test;`, which generates a test instead (and
/// no proof). Mechanisms of two settings in one module need different names.
#[macro_export]
macro_rules! mechanism {
    ($($block:tt)*) => {
        // `$crate`, whatever the crate is called where the block stands.
        $crate::__mechanism! { ($crate) $($block)* }
    };
}

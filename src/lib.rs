//! Auctions that are checked while they compile, and a theory of their robustness that runs as tests.
//!
//! An auction is declared in a [`mechanism!`] block or in an [instance file](model), [built](build) in Rust where its numbers are
//! parameters, or written out (the trait [`Mechanism`]). What it does at every profile of reports is known exactly, so whether
//! anybody ever loses by taking part, or gains by lying, is decided and not estimated: every number is a rational, every failure
//! comes with a witness that can be checked by hand. What is claimed in a block is verified while it compiles.
//!
//! ```
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     /// Two bidders and one painting.
//!     pub setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!
//!     /// The highest bidder wins and pays the second bid, or the reserve.
//!     pub mechanism Reserve in Gallery {
//!         second_price { reserve 3/2 }
//!         claims ex_post_ir, dsic;
//!     }
//! }
//!
//! let outcome = Reserve.outcome((gallery::First::Low, gallery::Second::High));
//! assert_eq!(outcome.payment(gallery::Agent::Second), ratio!(3 / 2));
//! let revenue = Performance::new(&Revenue, Reserve.table())?;
//! assert_eq!(revenue.expectation(&Gallery::prior())?, ratio!(5 / 4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where things are
//!
//! | module | what it is for |
//! |---|---|
//! | [`prelude`] | what a program needs that declares auctions: `use tvmd::prelude::*` |
//! | [`build`] | settings, priors and rules said in Rust, so that their numbers are parameters |
//! | [`setting`], [`prior`], [`mechanism`](mod@mechanism) | who may get what, how likely types are, and what happens at each profile |
//! | [`incentive`], [`objective`] | whether truth pays, with the worst lie; what the designer makes |
//! | [`robustness`] | what a mechanism can lose, and a lie gain, under every prior near the one it was made for |
//! | [`quantities`] | reduced forms, virtual values, rents, and who gains by pretending to be whom |
//! | [`structure`] | posted prices, menus and auctions of any number of agents, without a table |
//! | [`sweep`] | many values of one number of a file |
//! | [`optimum`] | best mechanisms, worst priors, best prices: found and proved exactly |
//! | [`kernel`] | proofs, and the theorems that are functions of them |
//! | [`transform`] | from mechanisms in which lies pay a little to truthful ones |
//! | [`paper`], [`case`], [`search`], [`tv_robustness`] | statements that are tested, how to hunt for their worst instances, and the paper that comes along |
//! | [`gambit`] | mechanisms as games for Gambit |
//! | [`exact`] | rationals, in Rust and in text, and enclosures of roots and logarithms |
//! | [`model`], [`files`], [`diagnostic`], [`names`] | the instance format: reading, writing, and all that can be wrong |
//! | [`declared`], [`claims`], [`work`] | what blocks and files become; how claims are verified; how much work something is |
//!
//! # What to read next
//!
//! [`mechanism!`] has the whole grammar; `examples/quickstart.rs` is the file to copy, and the other examples are auctions from the
//! literature with their known numbers. [`theorems!`] turns the paper's statements into tests of a mechanism; [`kernel`] says what a
//! proof is and what has to be trusted. The command line, `cargo tvmd`, does most of this to instance files.
//!
//! # Features
//!
//! Blocks, files, checks and claims need none. `theory` is what is proved and hunted: the modules [`robustness`] to
//! [`tv_robustness`] of the table, the macro [`theorems!`] and the proofs that claims give. Where it is asked for by tests alone, as a
//! dev-dependency, programs build in half the time.
//!
//! # What may change
//!
//! The names that are listed on this page, and what their own pages show, are what a new version keeps or changes with its number, as
//! semantic versioning has it. Not promised are items that the documentation hides, which are for generated code; the crates that this
//! one is made of (`tvmd-core`, `tvmd-engine`, `tvmd-model`, `tvmd-syntax`, `tvmd-macros`), whose versions go together; and the words of messages. The
//! instance format has a version of its own, [`model::FORMAT`].

#[doc(hidden)]
pub use tvmd_macros::mechanism as __mechanism;

// What a block, a file or a user says, and what it means.
#[doc(inline)]
pub use tvmd_engine::{
    build, claims, declared, diagnostic, exact, files, incentive, mechanism, model, names, objective, prior,
    setting, work,
};
// What is proved and hunted.
#[cfg(feature = "theory")]
#[doc(inline)]
pub use tvmd_core::{
    case, gambit, learn, optimum, paper, paper_tests, quantities, search, statements, structure, sweep,
    theorems, transform, tv_robustness,
};

#[cfg(feature = "theory")]
#[doc(inline)]
pub use tvmd_core::Error;
#[cfg(not(feature = "theory"))]
#[doc(inline)]
pub use tvmd_engine::Error;
#[doc(inline)]
pub use tvmd_engine::{
    AgentId, Allocation, Bundle, Declared, IncentiveReport, Instance, ItemId, Mechanism, Outcome, Prior,
    Profile, Rational, Setting, Table, TypeId, ratio,
};

mod block;
#[cfg(feature = "theory")]
pub mod kernel;
pub mod prelude;
mod proofs;
#[cfg(feature = "theory")]
pub mod robustness;

/// What generated code calls. Nothing here is for users, and any of it may change.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "theory")]
    pub use tvmd_core::kernel::claimed;
    pub use tvmd_engine::claims::{assert_claims, assert_claims_by};
    pub use tvmd_engine::declared::generated::*;
}

/// The README's auction compiles and runs.
#[cfg(all(doctest, feature = "theory"))]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// The book's programs compile and run.
#[cfg(all(doctest, feature = "theory"))]
mod book {
    #[doc = include_str!("../docs/book/src/rust.md")]
    pub struct Rust;
    #[doc = include_str!("../docs/book/src/rules/by_hand.md")]
    pub struct ByHand;
    #[doc = include_str!("../docs/book/src/proofs.md")]
    pub struct Proofs;
}

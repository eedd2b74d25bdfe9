//! The paper, statement by statement: "On the Robustness of Mechanism Design under Total Variation Distance"
//! (Makur, Mertzaniadis, Psomas, Terzoglou).
//!
//! One file per numbered item, all of one shape ([`Statement`]). The [`search`](crate::search) looks for the worst
//! instance of each and makes rows of the ledger.

mod comparison;
pub mod definition_1;
pub mod definition_2;
pub mod definition_3;
mod difference;
pub mod example_lemma_2;
pub mod example_theorem_1;
pub mod example_theorem_2;
pub mod lemma_1;
pub mod lemma_2;
pub mod lemma_3;
pub mod lemma_4;
pub mod lemma_6;
pub mod proposition_5;
mod statement;
pub mod theorem_1;
pub mod theorem_1_support;
pub mod theorem_2;
mod twin;

pub use comparison::{Claim, Comparison};
pub use statement::{Entry, Standing, Statement, Version};
pub use twin::{Flaw, Twin};

/// The statements in the order of the paper.
#[must_use]
pub fn statements() -> Vec<&'static dyn Statement> {
    vec![
        &definition_1::Definition1,
        &definition_2::Definition2,
        &lemma_1::Lemma1,
        &proposition_5::Proposition5::NEW,
        &lemma_2::Lemma2,
        &theorem_1::Theorem1,
        &theorem_1_support::Theorem1Support,
        &lemma_3::Lemma3,
        &lemma_4::Lemma4::NEW,
        &theorem_2::Theorem2,
        &example_lemma_2::ExampleLemma2,
        &example_theorem_1::ExampleTheorem1,
        &example_theorem_2::ExampleTheorem2,
        &definition_3::Definition3,
        &lemma_6::Lemma6::NEW,
    ]
}

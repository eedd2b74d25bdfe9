//! The paper, statement by statement: "On the Robustness of Mechanism Design under Total Variation Distance"
//! (Makur, Mertzaniadis, Psomas, Terzoglou).
//!
//! One file per numbered item, all of one shape ([`Statement`]). The [`search`](crate::search) looks for the worst
//! instance of each and makes rows of the ledger.

pub mod definition_1;
pub mod definition_2;
pub mod example_lemma_2;
pub mod example_theorem_2;
pub mod lemma_1;
pub mod lemma_2;
mod statement;

pub use statement::{Case, Comparison, Entry, Standing, Statement, Version};

/// The statements in the order of the paper.
#[must_use]
pub fn statements() -> [&'static dyn Statement; 6] {
    [
        &definition_1::Definition1,
        &definition_2::Definition2,
        &lemma_1::Lemma1,
        &lemma_2::Lemma2,
        &example_lemma_2::ExampleLemma2,
        &example_theorem_2::ExampleTheorem2,
    ]
}

/// A version that is true.
fn holds(constant: Option<&str>, statement: &str) -> Version {
    Version {
        verdict: Standing::Holds,
        constant: constant.map(str::to_owned),
        statement: statement.to_owned(),
    }
}

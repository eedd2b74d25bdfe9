//! The paper, statement by statement: "On the Robustness of Mechanism Design under Total Variation Distance"
//! (Makur, Mertzaniadis, Psomas, Terzoglou).
//!
//! One file per numbered item, all of one shape ([`Statement`](crate::paper::Statement)). The [`search`](crate::search) looks for the worst
//! instance of each and makes rows of the ledger.

pub mod bglt19;
mod buyer;
pub mod co21;
mod contrary;
pub mod core_tail;
pub mod corollary_1;
pub mod corollary_2;
pub mod corollary_2_steps;
pub mod corollary_2a;
pub mod definition_1;
pub mod definition_2;
pub mod definition_3;
pub mod definition_4;
pub mod definition_5;
pub mod definition_6;
pub mod dk19;
pub mod example_lemma_2;
pub mod example_theorem_1;
pub mod example_theorem_2;
#[cfg(test)]
mod explained;
mod extended;
mod guarantee;
pub mod hn13;
pub mod inequality_2;
pub mod inequality_3;
pub mod lemma_1;
pub mod lemma_10;
pub mod lemma_11;
pub mod lemma_2;
pub mod lemma_3;
pub mod lemma_4;
pub mod lemma_5;
pub mod lemma_6;
pub mod lemma_7;
pub mod lemma_7_bic;
pub mod lemma_7_intermediate;
pub mod lemma_7_ir;
pub mod lemma_7_revenue;
pub mod lemma_7_tv;
pub mod lemma_8;
pub mod lemma_9;
pub mod observation_1;
pub mod prophet;
pub mod proposition_1;
pub mod proposition_2;
pub mod proposition_3;
pub mod proposition_4;
pub mod proposition_5;
mod rare;
mod single_item;
pub mod theorem_1;
mod theorem_1_revenue;
pub mod theorem_1_support;
pub mod theorem_2;
pub mod theorem_3;
pub mod theorem_4;

use crate::paper::Statement;
pub use guarantee::Guarantee;

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
        &lemma_5::Lemma5,
        &theorem_3::Theorem3,
        &proposition_1::Proposition1,
        &definition_4::Definition4,
        &lemma_7::Lemma7,
        &lemma_7_ir::Lemma7Ir,
        &lemma_7_bic::Lemma7Bic,
        &lemma_7_revenue::Lemma7Revenue,
        &lemma_7_tv::Lemma7Tv,
        &inequality_2::Inequality2,
        &inequality_3::Inequality3,
        &lemma_7_intermediate::Lemma7Intermediate,
        &lemma_8::Lemma8,
        &lemma_9::Lemma9,
        &lemma_10::Lemma10,
        &theorem_4::Theorem4,
        &bglt19::BestLookahead,
        &bglt19::BestPosted,
        &corollary_1::Corollary1,
        &dk19::Dk19,
        &prophet::HalfMax,
        &prophet::Median,
        &observation_1::Observation1,
        &corollary_2a::Corollary2a,
        &corollary_2_steps::Corollary2Steps,
        &corollary_2::Corollary2b,
        &corollary_2::General,
        &core_tail::CoreTail,
        &proposition_2::Proposition2,
        &proposition_2::Bilw20,
        &hn13::Hn13,
        &definition_5::Definition5,
        &definition_6::Definition6,
        &lemma_11::Lemma11,
        &proposition_3::Proposition3,
        &proposition_4::Stated,
        &proposition_4::Proof,
        &co21::Co21,
    ]
}

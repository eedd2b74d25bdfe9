//! The paper, statement by statement: "On the Robustness of Mechanism Design under Total Variation Distance"
//! (Makur, Mertzaniadis, Psomas, Terzoglou).
//!
//! One file per numbered item, all of one shape ([`Statement`]). The [`search`](crate::search) looks for the worst
//! instance of each and makes rows of the ledger.

pub mod bglt19_lookahead;
pub mod bglt19_posted;
pub mod bilw20;
mod buyer;
pub mod co21;
mod contrary;
pub mod core_tail;
pub mod corollary_1;
pub mod corollary_2_general;
pub mod corollary_2a;
pub mod corollary_2a_many_items;
pub mod corollary_2b;
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
mod gap;
mod guarantee;
pub mod hn13;
pub mod inequality_2;
pub mod inequality_3;
mod known_marginals;
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
mod pairwise_field;
pub mod prophet_half_max;
pub mod prophet_median;
pub mod proposition_1;
pub mod proposition_2;
pub mod proposition_3;
pub mod proposition_4_proof;
pub mod proposition_4_statement;
pub mod proposition_5;
mod rare;
mod single_item;
pub mod theorem_1;
mod theorem_1_revenue;
pub mod theorem_1_support;
pub mod theorem_2;
pub mod theorem_3;
pub mod theorem_4;
mod threshold;

use crate::paper::Statement;
pub use guarantee::Guarantee;

/// The statements in the order of the paper.
#[must_use]
pub fn statements() -> Vec<&'static dyn Statement> {
    vec![
        definition_1::STATEMENT,
        definition_2::STATEMENT,
        lemma_1::STATEMENT,
        proposition_5::STATEMENT,
        lemma_2::STATEMENT,
        theorem_1::STATEMENT,
        theorem_1_support::STATEMENT,
        lemma_3::STATEMENT,
        lemma_4::STATEMENT,
        theorem_2::STATEMENT,
        example_lemma_2::STATEMENT,
        example_theorem_1::STATEMENT,
        example_theorem_2::STATEMENT,
        definition_3::STATEMENT,
        lemma_6::STATEMENT,
        lemma_5::STATEMENT,
        theorem_3::STATEMENT,
        proposition_1::STATEMENT,
        definition_4::STATEMENT,
        lemma_7::STATEMENT,
        lemma_7_ir::STATEMENT,
        lemma_7_bic::STATEMENT,
        lemma_7_revenue::STATEMENT,
        lemma_7_tv::STATEMENT,
        inequality_2::STATEMENT,
        inequality_3::STATEMENT,
        lemma_7_intermediate::STATEMENT,
        lemma_8::STATEMENT,
        lemma_9::STATEMENT,
        lemma_10::STATEMENT,
        theorem_4::STATEMENT,
        bglt19_lookahead::STATEMENT,
        bglt19_posted::STATEMENT,
        corollary_1::STATEMENT,
        dk19::STATEMENT,
        prophet_half_max::STATEMENT,
        prophet_median::STATEMENT,
        observation_1::STATEMENT,
        corollary_2a::STATEMENT,
        corollary_2a_many_items::STATEMENT,
        corollary_2b::STATEMENT,
        corollary_2_general::STATEMENT,
        core_tail::STATEMENT,
        proposition_2::STATEMENT,
        bilw20::STATEMENT,
        hn13::STATEMENT,
        definition_5::STATEMENT,
        definition_6::STATEMENT,
        lemma_11::STATEMENT,
        proposition_3::STATEMENT,
        proposition_4_statement::STATEMENT,
        proposition_4_proof::STATEMENT,
        co21::STATEMENT,
    ]
}

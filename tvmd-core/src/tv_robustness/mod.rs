//! The paper: "On the Robustness of Mechanism Design under Total Variation Distance" (Makur, Mertzaniadis, Psomas, Terzoglou),
//! statement by statement.
//!
//! One file per numbered item, all of one shape ([`Statement`]), with its proof or what was tried in the
//! documentation of its module. The [`search`](crate::search) looks for the worst instance of each and makes rows of the ledger.
//!
//! ```
//! use tvmd::paper::{Paper, Standing};
//! use tvmd::tv_robustness::TvRobustness;
//!
//! // What holds to the letter, and what is refuted as it is printed.
//! let count = |verdict| {
//!     TvRobustness.statements().iter().filter(|own| own.entry().printed.verdict == verdict).count()
//! };
//! assert!(count(Standing::Holds) > count(Standing::Refuted));
//! assert!(count(Standing::Refuted) > 0);
//! ```

mod bounds;
mod buyer;
mod contrary;
#[cfg(test)]
mod explained;
mod extended;
mod gap;
mod guarantee;
mod known_marginals;
mod pairwise_field;
mod rare;
mod share;
mod single_item;
mod threshold;

pub use bounds::{Lemma2Bound, Lemma4Bound};
pub use corollary_1::corollary1;
pub use guarantee::Guarantee;
pub use lemma_5::{Lemma5, lemma5};
pub use lemma_8::{Direct, lemma8_direct};
pub use observation_1::{Observation1, observation1};
pub use theorem_1::{Theorem1, theorem1};
pub use theorem_2::{Theorem2, theorem2};
pub use theorem_3::{Theorem3, Theorem3Revenue, theorem3};
pub use theorem_4::{Theorem4, theorem4};

use crate::paper::{Paper, Statement};

crate::statements! {
    tv_robustness in crate::tv_robustness;
    definition_1: general,
    definition_2: general,
    lemma_1: general,
    proposition_5: general,
    lemma_2: general,
    theorem_1: general,
    theorem_1_support: general,
    lemma_3: general,
    lemma_4: general,
    theorem_2: general,
    example_lemma_2: general,
    example_theorem_1: special,
    example_theorem_2: special,
    definition_3: general,
    lemma_6: general,
    lemma_5: general,
    theorem_3: general,
    proposition_1: general,
    definition_4: general,
    lemma_7: general,
    lemma_7_ir: general,
    lemma_7_bic: general,
    lemma_7_revenue: general,
    lemma_7_tv: general,
    inequality_2: general,
    inequality_3: general,
    lemma_7_intermediate: general,
    lemma_8: general,
    lemma_9: general,
    lemma_10: general,
    theorem_4: general,
    bglt19_lookahead: special,
    bglt19_posted: special,
    corollary_1: general,
    dk19: general,
    prophet_half_max: general,
    prophet_median: general,
    observation_1: general,
    corollary_2a: special,
    corollary_2a_many_items: special,
    corollary_2b: special,
    corollary_2_general: special,
    core_tail: special,
    proposition_2: special,
    bilw20: special,
    hn13: special,
    definition_5: special,
    definition_6: special,
    lemma_11: special,
    proposition_3: special,
    proposition_4_statement: special,
    proposition_4_proof: special,
    co21: special,
}

/// The paper.
#[derive(Clone, Copy, Debug)]
pub struct TvRobustness;

impl Paper for TvRobustness {
    fn slug(&self) -> &'static str {
        "tv-robustness"
    }

    fn title(&self) -> &'static str {
        "On the Robustness of Mechanism Design under Total Variation Distance"
    }

    fn authors(&self) -> &'static [&'static str] {
        &["Makur", "Mertzaniadis", "Psomas", "Terzoglou"]
    }

    fn statements(&self) -> &'static [&'static dyn Statement] {
        STATEMENTS
    }

    fn command(&self) -> &'static str {
        "cargo tvmd audit"
    }

    fn proofs(&self) -> &'static str {
        "in the paper, or in the documentation of the module of `tvmd_core::tv_robustness` that is named after it"
    }

    fn proof_file(&self, id: &str) -> Option<String> {
        Some(format!("tvmd-core/src/tv_robustness/{}.rs", id.replace('-', "_")))
    }

    fn throughout(&self) -> &'static [&'static str] {
        &[
            "type spaces are finite",
            "what an agent gets is worth to her what her own bundle is, in [0, H], and she may get nothing: the others can go on without her",
            "payments are in [-H, H]",
            "Bottom, not taking part, is in every type space, values everything at 0, gets nothing and pays nothing",
        ]
    }
}

//! What one additive buyer brings, sold to simply and sold to optimally.

mod page;

pub use page::page;

use crate::Sheet;
use crate::schema::Exact;
use num_traits::Zero as _;
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::optimum::simple::Simple;

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    #[schemars(with = "Exact")]
    srev: Text,
    #[schemars(with = "Exact")]
    brev: Text,
    #[schemars(with = "Exact")]
    rev: Text,
}

impl Answer {
    /// Of what was found.
    #[must_use]
    pub fn of(found: &Simple) -> Self {
        let (brev, rev) = (found.bundle.revenue.clone(), found.best.value.clone());
        Self { srev: Text(found.srev()), brev: Text(brev), rev: Text(rev) }
    }

    /// A row for each way to sell the items.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let Self { srev, brev, rev } = self;
        let columns = ["how the items are sold", "revenue", "share of the best"];
        let mut sheet = Sheet::new("simple", "What the buyer brings", columns);
        let ways = [
            ("each at its best price (SRev)", srev),
            ("all at one best price (BRev)", brev),
            ("by the best mechanism (Rev)", rev),
        ];
        for (way, revenue) in ways {
            let share = (!rev.0.is_zero()).then(|| &revenue.0 / &rev.0);
            sheet.row([way.into(), revenue.0.clone().into(), share.into()]);
        }
        sheet
    }
}

//! `tvmd simple FILE`: what one additive buyer brings, sold to simply and sold to optimally.

use crate::budget::Searched;
use crate::progress::Progress;
use crate::schema::Exact;
use crate::{Failure, Format, input, output};
use num_traits::Zero as _;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::optimum::simple::{brev, rev, srev};
use tvmd_core::setting::Valuation;
use tvmd_view::Sheet;

#[derive(Debug, clap::Args)]
pub(crate) struct Simple {
    /// The instance file: one agent with additive values, and a prior.
    file: PathBuf,
    #[command(flatten)]
    budget: Searched,
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    #[schemars(with = "Exact")]
    srev: Text,
    #[schemars(with = "Exact")]
    brev: Text,
    #[schemars(with = "Exact")]
    rev: Text,
}

impl Simple {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let instance = input::read(&self.file)?;
        let wrong = |reason: &str| Failure::Input(format!("{}: {reason}", self.file.display()));
        let [buyer] = instance.setting().agents() else {
            return Err(wrong("simple mechanisms are compared for one agent, and the setting has several"));
        };
        // ⊥ comes first and values nothing.
        let additive = |valuation: &Valuation| matches!(valuation, Valuation::Additive(_));
        if !buyer.types().iter().skip(1).all(|own| additive(own.valuation())) {
            return Err(wrong("simple mechanisms are compared for an additive agent, and this one isn't"));
        }
        let Some(prior) = instance.prior() else {
            return Err(wrong("revenue is an expectation, and the file has no `prior`"));
        };
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let rev = rev(prior, &self.budget.get(), &mut |step| progress.detail(&step.to_string()));
        let rev = rev.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        drop(progress);
        let (srev, brev) = (srev(prior), brev(prior));
        let columns = ["how the items are sold", "revenue", "share of the best"];
        let mut sheet = Sheet::new("simple", "What the buyer brings", columns);
        let ways = [
            ("each at its best price (SRev)", &srev),
            ("all at one best price (BRev)", &brev),
            ("by the best mechanism (Rev)", &rev),
        ];
        for (way, revenue) in ways {
            let share = (!rev.is_zero()).then(|| revenue / &rev);
            sheet.row([way.into(), revenue.clone().into(), share.into()]);
        }
        let sheets = [sheet];
        let words = || sheets[0].to_string();
        output::answer(format, &Answer { srev: Text(srev), brev: Text(brev), rev: Text(rev) }, words, &sheets)
    }
}

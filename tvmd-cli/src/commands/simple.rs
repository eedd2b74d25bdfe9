//! `tvmd simple FILE`: what one additive buyer brings, sold to simply and sold to optimally.

mod page;

use crate::budget::Searched;
use crate::progress::Progress;
use crate::schema::Exact;
use crate::{Failure, Format, input, output, targets};
use num_traits::Zero as _;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::build::rules;
use tvmd_core::diagnostic::Diagnostics;
use tvmd_core::exact::text::Text;
use tvmd_core::optimum::simple::{Posted, bundle_price, separate_prices};
use tvmd_core::optimum::{Design, Truthfulness};
use tvmd_core::setting::Valuation;
use tvmd_core::{Declared, Prior, Rational, Table};
use tvmd_view::Sheet;

#[derive(Debug, clap::Args)]
pub(crate) struct Simple {
    /// The instance file: one agent with additive values, and a prior.
    file: PathBuf,
    /// Write a page for a browser to this file: the three ways of selling side by side, each as tables and pictures.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
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

/// A way to sell, with its mechanism.
struct Way {
    title: &'static str,
    short: &'static str,
    revenue: Rational,
    table: Table,
}

type Ways = [Way; 3];

impl Simple {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--page", self.page.as_deref())])?;
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
        let budget = self.budget.get();
        let design = Design { budget, ..Design::revenue(prior, Truthfulness::Dsic) };
        let best = design.best_telling(&mut |step| progress.detail(&step.to_string()));
        let best = best.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        drop(progress);
        let (by_item, together) = (separate_prices(prior), bundle_price(prior));
        let srev: Rational = by_item.iter().map(|posted| &posted.revenue).sum();
        let (brev, rev) = (together.revenue.clone(), best.value);
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
        if let Some(page) = &self.page {
            let (separately, bundled) =
                simple(prior, &by_item, &together).map_err(|error| wrong(&error.to_string()))?;
            let way = |title, short, revenue: &Rational, table| Way {
                title,
                short,
                revenue: revenue.clone(),
                table,
            };
            let ways = [
                way("Each item at its best price", "SRev", &srev, separately.table().clone()),
                way("All items at one best price", "BRev", &brev, bundled.table().clone()),
                way("The best mechanism", "Rev", &rev, best.table),
            ];
            let made = page::of(&sheet, &ways, prior).map_err(|error| wrong(&error.to_string()))?;
            output::html(page, &made)?;
        }
        let sheets = [sheet];
        let words = || sheets[0].to_string();
        output::answer(format, &Answer { srev: Text(srev), brev: Text(brev), rev: Text(rev) }, words, &sheets)
    }
}

/// The mechanisms that these prices are: of each item, and of all together.
fn simple(prior: &Prior, by_item: &[Posted], together: &Posted) -> Result<(Declared, Declared), Diagnostics> {
    let setting = prior.setting();
    let prices = setting.items().iter().zip(by_item).map(|(item, posted)| (item, &posted.price));
    let separately = setting.mechanism("SRev", rules::posted_prices(prices))?;
    let all = setting.items().iter().map(String::as_str).collect::<Vec<_>>();
    let bundled = setting.mechanism("BRev", rules::bundles([(all, &together.price)]))?;
    Ok((separately, bundled))
}

//! The page of simple mechanisms beside the best.

use super::Answer;
use crate::page::{Bars, Page};
use tvmd_core::Prior;
use tvmd_core::optimum::simple::Simple;

/// The ways of selling beside each other, then each of them, and the buyer.
///
/// # Errors
/// If the prior belongs to another setting.
pub fn page(found: &Simple, prior: &Prior) -> Result<Page, Box<dyn std::error::Error + Send + Sync>> {
    let setting = prior.setting();
    let (separate, bundle) = found.mechanisms(setting)?;
    let ways = [
        ("Each item at its best price", "SRev", found.srev(), separate.table()),
        ("All items at one best price", "BRev", found.bundle.revenue.clone(), bundle.table()),
        ("The best mechanism", "Rev", found.best.value.clone(), &found.best.table),
    ];
    let mut page = Page::new(format!("{}: sold simply, and sold optimally", setting.name()));
    let names = ways.iter().map(|(_, short, ..)| *short);
    let mut bars = Bars::new("Expected revenue", "how the items are sold", "revenue", names);
    bars.of("revenue", ways.iter().map(|(_, _, revenue, _)| revenue.clone()));
    page.bars_of(&bars, &Answer::of(found).sheet());
    for (title, _, _, table) in ways {
        page.section(title);
        page.mechanism(table, Some(prior))?;
    }
    page.setting(setting, Some(prior));
    Ok(page)
}

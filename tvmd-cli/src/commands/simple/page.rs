//! The page of `tvmd simple`.

use super::Ways;
use tvmd_core::Prior;
use tvmd_core::prior::PriorError;
use tvmd_view::Sheet;
use tvmd_view::page::{Bars, Page};

/// The ways of selling beside each other, then each of them, and the buyer.
pub(super) fn of(side_by_side: &Sheet, ways: &Ways, prior: &Prior) -> Result<Page, PriorError> {
    let mut page = Page::new(format!("{}: sold simply, and sold optimally", prior.setting().name()));
    let mut bars =
        Bars::new("Expected revenue", "how the items are sold", "revenue", ways.iter().map(|way| way.short));
    bars.of("revenue", ways.iter().map(|way| way.revenue.clone()));
    page.bars_of(&bars, side_by_side);
    for way in ways {
        page.section(way.title);
        page.mechanism(&way.table, Some(prior))?;
    }
    page.setting(prior.setting(), Some(prior));
    Ok(page)
}

//! What a check of incentives runs with.

use crate::mechanism::{Table, on_sheet};

/// The numbers and the instructions with which incentives in a table are checked on this machine, as `f32, avx512`; or `menus` where
/// distinct menus are looked for. Where agents differ, all of them.
///
/// ```
/// use tvmd::incentive::kernel_name;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
/// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
/// # }
///
/// assert!(!kernel_name(&Posted.table()).is_empty());
/// ```
#[must_use]
pub fn kernel_name(table: &Table) -> String {
    let mut names: Vec<String> = Vec::new();
    for agent in 0..table.setting().agents().len() {
        let kernel = table
            .columns(agent)
            .and_then(|columns| on_sheet!(&columns.numbers, sheet => sheet.grid.kernel(&sheet.values)));
        let name = kernel.map_or_else(|| "menus".to_owned(), |kernel| kernel.to_string());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" and ")
}

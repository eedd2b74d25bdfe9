//! The page of mechanisms side by side.

use super::{Answer, Compared};
use crate::page::{Page, Plot, along};
use crate::{Cell, number};
use tvmd_core::prior::PriorError;
use tvmd_core::{Instance, Mechanism as _};

/// The mechanisms side by side, what each guarantees by distance, and each of them.
///
/// # Errors
/// If the prior belongs to another setting.
pub fn page(answer: &Answer, instance: &Instance) -> Result<Page, PriorError> {
    let mut page = Page::new(format!("{}: mechanisms side by side", instance.setting().name()));
    page.sheet(&answer.sheet());
    let curve = |own: &'_ Compared| Some((own.name.clone(), own.least_by_distance.clone()?));
    let curves: Vec<_> = answer.mechanisms.iter().filter_map(curve).collect();
    if let Some(delta) = &answer.delta {
        let title = "Least expected revenue over all priors within δ";
        let mut plot = Plot::new(title, "δ: total variation distance", "revenue");
        for (name, curve) in &curves {
            plot.curve(name, curve);
        }
        plot.mark(format!("δ = {}", number(&delta.0)), delta.0.clone());
        let curves: Vec<_> =
            curves.iter().map(|(name, curve)| (name.as_str(), curve, Cell::AtLeast as fn(_) -> _)).collect();
        page.plot_of(&plot, &along("Corners of the curves", &curves, &delta.0));
    }
    for own in &answer.mechanisms {
        if let Some(mechanism) = instance.mechanism(&own.name) {
            page.section(&own.name);
            page.mechanism(mechanism.table(), mechanism.prior())?;
        }
    }
    page.setting(instance.setting(), instance.prior());
    Ok(page)
}

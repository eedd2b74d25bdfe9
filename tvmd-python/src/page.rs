//! Pages for a browser, one document each.

use crate::error;
use pyo3::PyResult;
use tvmd_core::robustness::Curve;
use tvmd_core::{Prior, Rational, Table};
use tvmd_view::page::{Page, Plot, along};
use tvmd_view::{Sheet, prior};

/// A mechanism and its setting.
pub(crate) fn mechanism(name: &str, table: &Table, near: Option<&Prior>) -> PyResult<String> {
    let mut page = Page::new(format!("The mechanism: {name}"));
    add(&mut page, table, near)?;
    Ok(page.html())
}

/// A mechanism near its prior: curves over the distance, each with its name, and the worst prior at one.
pub(crate) fn robustness(
    name: &str,
    (table, near): (&Table, &Prior),
    pictures: &[(&str, &[(&str, &Curve)])],
    worst: (&Rational, &Prior),
) -> PyResult<String> {
    let (delta, worst) = worst;
    let mut page = Page::new(format!("{name} under every prior within total variation distance δ"));
    for (title, curves) in pictures {
        page.section(title);
        let mut plot = Plot::new(*title, "δ: total variation distance", "expectation");
        for (name, curve) in *curves {
            plot.curve(*name, curve);
        }
        plot.mark(format!("δ = {delta}"), delta.clone());
        page.plot_of(&plot, &along("Corners of the curves", curves, delta));
    }
    let title = format!("The prior within {delta} under which least is made");
    page.sheet(&Sheet { title, ..prior(("prior", near), Some(("worst prior", worst))) });
    page.section(&format!("The mechanism: {name}"));
    add(&mut page, table, Some(near))?;
    Ok(page.html())
}

fn add(page: &mut Page, table: &Table, near: Option<&Prior>) -> PyResult<()> {
    page.mechanism(table, near).map_err(error::argument)?;
    page.setting(table.setting(), near);
    Ok(())
}

//! A table on a page.

use crate::sheet::{Cell, Sheet};
use maud::{Markup, html};

/// Words of more characters may be broken into lines.
const LONG: usize = 24;

/// A sheet as a table. It scrolls in a box of its own where the page is narrow; `shade` says how a cell is coloured.
pub(super) fn table(sheet: &Sheet, shade: impl Fn(&Cell) -> Option<&'static str>) -> Markup {
    let numeric: Vec<bool> = (0..sheet.columns.len()).map(|column| sheet.is_numeric(column)).collect();
    let is_numeric = |column: usize| numeric.get(column).is_some_and(|numeric| *numeric);
    html! {
        figure.table {
            figcaption { (sheet.title) }
            (scrolled(&sheet.title, &html! {
                thead {
                    tr {
                        @for (column, name) in sheet.columns.iter().enumerate() {
                            // A heading says something, or is none.
                            @if name.is_empty() { td {} } @else {
                                th class=[is_numeric(column).then_some("number")] scope="col" { (name) }
                            }
                        }
                    }
                }
                tbody {
                    @for row in &sheet.rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 && !is_numeric(0) {
                                    th class=[class(false, cell, None)] scope="row" { (shown(cell)) }
                                } @else {
                                    td class=[class(is_numeric(column), cell, shade(cell))] { (shown(cell)) }
                                }
                            }
                        }
                    }
                }
            }))
            @for note in &sheet.notes { p.note { (note) } }
        }
    }
}

/// The rows of a table, in a box that scrolls where they are wider than the screen.
pub(super) fn scrolled(title: &str, rows: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="group" aria-label=(title) { table aria-label=(title) { (rows) } } }
}

fn class(is_number: bool, cell: &Cell, shade: Option<&str>) -> Option<String> {
    let is_long = matches!(cell, Cell::Text(text) if text.chars().count() > LONG);
    let classes = [is_number.then_some("number"), is_long.then_some("words"), shade];
    let classes: Vec<&str> = classes.into_iter().flatten().collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

/// A cell; a long fraction opens on what it is exactly.
fn shown(cell: &Cell) -> Markup {
    let (exact, short) = (cell.to_string(), cell.shown());
    if short.starts_with(&exact) {
        html! { (short) }
    } else {
        html! { details { summary { (short) } span.exact { (exact) } } }
    }
}

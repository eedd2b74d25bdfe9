//! A table on a page.

use crate::sheet::{Cell, Sheet, number};
use maud::{Markup, html};

/// A sheet as a table. It scrolls in a box of its own where the page is narrow; `shade` says how a cell is coloured.
pub(super) fn table(sheet: &Sheet, shade: impl Fn(&Cell) -> Option<&'static str>) -> Markup {
    let numeric: Vec<bool> = (0..sheet.columns.len()).map(|column| sheet.is_numeric(column)).collect();
    let is_numeric = |column: usize| numeric.get(column).is_some_and(|numeric| *numeric);
    html! {
        div.table {
            div.scroll tabindex="0" role="group" aria-label=(sheet.title) {
                table {
                    caption { (sheet.title) }
                    thead {
                        tr {
                            @for (column, name) in sheet.columns.iter().enumerate() {
                                // A heading says something, or is none.
                                @if name.is_empty() { td {} } @else {
                                    th.number[is_numeric(column)] scope="col" { (name) }
                                }
                            }
                        }
                    }
                    tbody {
                        @for row in &sheet.rows {
                            tr {
                                @for (column, cell) in row.iter().enumerate() {
                                    @if column == 0 && !is_numeric(0) {
                                        th scope="row" { (shown(cell)) }
                                    } @else {
                                        td class=[class(is_numeric(column), shade(cell))] { (shown(cell)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @for note in &sheet.notes { p.note { (note) } }
        }
    }
}

fn class(is_number: bool, shade: Option<&str>) -> Option<String> {
    let words: Vec<&str> = is_number.then_some("number").into_iter().chain(shade).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A cell; a long fraction opens on what it is exactly.
fn shown(cell: &Cell) -> Markup {
    if let Cell::Number(exact) = cell {
        let (exact, short) = (exact.to_string(), number(exact));
        if short != exact {
            return html! { details { summary { (short) } span.exact { (exact) } } };
        }
    }
    html! { (cell) }
}

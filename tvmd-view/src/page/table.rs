//! A table on a page.

use super::shortened;
use crate::sheet::{Cell, Notation, Sheet};
use maud::{Markup, PreEscaped, html};

/// Words of more characters may be broken into lines.
const LONG: usize = 24;
/// About how wide a table may be where the page is as narrow as a telephone, where it stands beside a picture, and where it has all the room; in
/// hundredths of a bold character.
const NARROW: usize = 3600;
const HALF: usize = 5600;
const WHOLE: usize = 11_600;
/// About how wide a character is, in headings, in cells, and in small; and what is broken into lines.
const BOLD: usize = 100;
const PLAIN: usize = 92;
const SMALL: usize = 73;
const BROKEN: usize = 1400;
/// What a cell has at its sides, less where the page is narrow.
const AROUND: usize = 250;
const CLOSE: usize = 175;

/// How a table is told in less room than it takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Each row by itself, its cells below one another.
    Records,
    /// It is scrolled, since its rows are compared with each other.
    Matrix,
}

/// A sheet whose rows are read one by one. Where the page is too narrow for it, they are stacked.
pub(super) fn records(sheet: &Sheet) -> Markup {
    table(&shortened(sheet), Kind::Records, &|_| None)
}

/// A sheet whose rows are compared with each other. It scrolls in a box of its own where the page is narrow; `shade` says how a cell is coloured.
pub(super) fn matrix(sheet: &Sheet, shade: impl Fn(&Cell) -> Option<&'static str>) -> Markup {
    table(&shortened(sheet), Kind::Matrix, &shade)
}

/// Whether it is too wide to stand beside a picture.
pub(super) fn takes_all_room(sheet: &Sheet) -> bool {
    width(sheet, AROUND) > HALF
}

fn table(sheet: &Sheet, kind: Kind, shade: &dyn Fn(&Cell) -> Option<&'static str>) -> Markup {
    let numeric: Vec<bool> = (0..sheet.columns.len()).map(|column| sheet.is_numeric(column)).collect();
    let is_numeric = |column: usize| numeric.get(column).is_some_and(|numeric| *numeric);
    let notation = sheet.notation();
    let is_wide = width(sheet, CLOSE) > NARROW;
    let stacked = (kind == Kind::Records && is_wide).then(|| abreast(sheet));
    let scrolls = [kind == Kind::Matrix && is_wide, width(sheet, AROUND) > WHOLE];
    html! {
        figure.table {
            figcaption { (sheet.title) }
            @if scrolls[0] || scrolls[1] { p.hint.narrow[scrolls[0]].wide[scrolls[1]] { "There are more columns to the right." } }
            (scrolled(&sheet.title, stacked, &html! {
                thead {
                    tr {
                        @for (column, name) in sheet.columns.iter().enumerate() {
                            // A heading says something, or is none.
                            @if name.is_empty() { td {} } @else {
                                th class=[is_numeric(column).then_some("number")] scope="col" { (breakable(name)) }
                            }
                        }
                    }
                }
                tbody {
                    @for row in &sheet.rows {
                        tr {
                            @for ((column, cell), name) in row.iter().enumerate().zip(&sheet.columns) {
                                @let label = stacked.map(|_| breakable(name));
                                @if column == 0 && !is_numeric(0) {
                                    th class=[class(false, cell, None)] scope="row" data-label=[label.as_ref()] { (shown(cell, notation)) }
                                } @else {
                                    td class=[class(is_numeric(column), cell, shade(cell))] data-label=[label.as_ref()] { (shown(cell, notation)) }
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

/// The rows of a table, in a box that scrolls where they are wider than the screen, unless they are `stacked` there: so many cells abreast, two to four.
pub(super) fn scrolled(title: &str, stacked: Option<usize>, rows: &Markup) -> Markup {
    let class = match stacked {
        None => "scroll",
        Some(..=2) => "scroll stacked two",
        Some(3) => "scroll stacked three",
        Some(_) => "scroll stacked four",
    };
    html! { div class=(class) tabindex="0" role="group" aria-label=(title) { table aria-label=(title) { (rows) } } }
}

/// How many cells of a row there is room for abreast where the page is narrow, without breaking words: as few as fill as many lines.
fn abreast(sheet: &Sheet) -> usize {
    let notation = sheet.notation();
    let cells = sheet.rows.iter().flatten().map(|cell| PLAIN * longest_word(&cell.shown(notation)));
    let names = sheet.columns.iter().map(|name| SMALL * longest_word(name));
    let word = cells.chain(names).max().unwrap_or_default();
    let most = (NARROW / (word + CLOSE / 2)).clamp(2, 4);
    // One without a name is a heading of the others.
    let cells = sheet.columns.iter().filter(|name| !name.is_empty()).count();
    cells.div_ceil(cells.div_ceil(most).max(1))
}

/// About how wide it is at least, with so much at the sides of each cell: headings are broken between words, and long words of cells.
fn width(sheet: &Sheet, sides: usize) -> usize {
    let notation = sheet.notation();
    let of_cell = |cell: &Cell| match cell.shown(notation).chars().count() {
        long if long > LONG && matches!(cell, Cell::Text(_)) => BROKEN,
        length => PLAIN * length,
    };
    let of_column = |(column, name): (usize, &String)| {
        let cells = sheet.rows.iter().filter_map(|row| row.get(column)).map(of_cell);
        cells.chain([BOLD * longest_word(name)]).max().unwrap_or_default() + sides
    };
    sheet.columns.iter().enumerate().map(of_column).sum()
}

fn longest_word(text: &str) -> usize {
    parts(text)
        .into_iter()
        .flat_map(|part| part.split(' '))
        .map(|word| word.chars().count())
        .max()
        .unwrap_or_default()
}

/// The parts of words that may be broken behind the dots of a path: `prior.independent.Ann.High`.
fn parts(text: &str) -> Vec<&str> {
    let behind =
        |(at, _): (usize, &str)| Some(at + 1).filter(|at| text[*at..].starts_with(char::is_alphabetic));
    let ends: Vec<usize> = text.match_indices('.').filter_map(behind).chain([text.len()]).collect();
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| &text[start..*end]).collect()
}

/// The same on a page: a line may be broken between them, and nothing is seen if it isn't.
fn breakable(text: &str) -> Markup {
    html! {
        @for (position, part) in parts(text).into_iter().enumerate() {
            @if position > 0 { (PreEscaped("&#8203;")) }
            (part)
        }
    }
}

fn class(is_number: bool, cell: &Cell, shade: Option<&str>) -> Option<String> {
    let is_long = matches!(cell, Cell::Text(text) if text.chars().count() > LONG);
    let classes = [is_number.then_some("number"), is_long.then_some("words"), shade];
    let classes: Vec<&str> = classes.into_iter().flatten().collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

/// A cell; a decimal that stands for a long fraction opens on it.
fn shown(cell: &Cell, notation: Notation) -> Markup {
    let (exact, short) = (cell.to_string(), cell.shown(notation));
    let rounded = !matches!(cell, Cell::Text(_)) && short.contains('~') && !short.starts_with(&exact);
    if rounded {
        html! { details { summary { (short) } span.exact { (exact) } } }
    } else {
        html! { (short) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_broken_behind_dots_and_numbers_arent() {
        assert_eq!(breakable("prior.independent.<Ann>.B").0, "prior.&#8203;independent.&lt;Ann&gt;.&#8203;B");
        assert_eq!(parts("least within 0.1"), ["least within 0.1"]);
        assert_eq!(parts("Ann."), ["Ann."]);
        assert_eq!((longest_word("prior.independent.Ann"), longest_word("within 0.25")), (12, 6));
    }
}

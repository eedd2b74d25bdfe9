//! Pages for a browser: one file each, with the style and the pictures inside, and nothing that has to be fetched or run.
//!
//! A [`Page`] is made of words, tables and pictures in turn. Beside every picture is a table of what it shows, exactly. It is readable on
//! a telephone and on paper, in light and dark.
//!
//! ```
//! use tvmd_core::ratio;
//! use tvmd_view::Sheet;
//! use tvmd_view::page::Page;
//!
//! let mut sheet = Sheet::new("prices", "What items cost", ["item", "price"]);
//! sheet.row(["<Tea>".into(), ratio!(3 / 2).into()]);
//! let mut page = Page::new("Prices");
//! page.section("Today");
//! page.sheet(&sheet);
//! let html = page.html();
//! assert!(html.starts_with("<!DOCTYPE html>") && html.contains("&lt;Tea&gt;") && html.contains("3/2"));
//! ```

mod axis;
mod bars;
mod chances;
mod coupling;
mod curves;
mod drawing;
mod heat;
mod ledger;
mod mechanism;
mod plot;
mod seen;
mod setting;
mod steps;
mod table;
mod type_space;

pub use bars::Bars;
pub use curves::{Named, along};
pub use drawing::Drawing;
pub use ledger::ledger;
pub use plot::Plot;
pub use steps::frontier;

use crate::sheet::Sheet;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;
use tvmd_core::Bundle;

/// What a page looks like.
const STYLE: &str = include_str!("style.css");
/// Longer tables are for programs.
const MOST_ROWS: usize = 200;
/// What the command line lists by name.
const LISTED: [&str; 5] = ["outcomes", "interim", "virtual-values", "deviations", "summary"];

/// A page in the making.
#[derive(Clone, Debug)]
pub struct Page {
    title: String,
    parts: Vec<Markup>,
    /// The call that made it.
    call: Option<String>,
    /// How many pictures it has so far.
    pictures: usize,
    /// Which bundles of several items its mechanisms hand over, so far.
    handed_over: BTreeSet<Bundle>,
}

impl Page {
    /// One with nothing but a title.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), parts: Vec::new(), call: None, pictures: 0, handed_over: BTreeSet::new() }
    }

    /// Says at its end by which call of `tvmd` it was made: `optimum gallery.json`.
    pub fn made_by(&mut self, call: impl Into<String>) {
        self.call = Some(call.into());
    }

    /// Adds the heading of a section.
    pub fn section(&mut self, title: &str) {
        self.parts.push(html! { h2 { (title) } });
    }

    /// Adds a paragraph for each line of a text.
    pub fn words(&mut self, text: &str) {
        self.parts.push(html! { @for line in text.lines() { p { (line) } } });
    }

    /// Adds a list of words and what is said of each; what is said of a word again, or without one, goes on with the one before.
    pub fn facts<'a>(&mut self, facts: impl IntoIterator<Item = (&'a str, String)>) {
        let mut of_word: Vec<(&str, Vec<String>)> = Vec::new();
        for (word, said) in facts {
            match of_word.last_mut().filter(|(before, _)| word.is_empty() || *before == word) {
                Some((_, all)) => all.push(said),
                None => of_word.push((word, vec![said])),
            }
        }
        self.parts.push(html! {
            dl { @for (word, all) in of_word { dt { (word) } @for said in all { dd { (said) } } } }
        });
    }

    /// Adds a table; of a long one the beginning.
    pub fn sheet(&mut self, sheet: &Sheet) {
        self.parts.push(table::records(sheet));
    }

    /// Adds a picture.
    pub fn plot(&mut self, plot: &Plot) {
        let plot = plot.markup(self.next_picture());
        self.parts.push(plot);
    }

    /// Adds a picture with the table of what it shows.
    pub fn plot_of(&mut self, plot: &Plot, sheet: &Sheet) {
        let plot = plot.markup(self.next_picture());
        self.beside(plot, sheet);
    }

    /// Adds a picture of bars.
    pub fn bars(&mut self, bars: &Bars) {
        let bars = bars.markup(self.next_picture());
        self.parts.push(bars);
    }

    /// Adds a picture of bars with the table of what it shows.
    pub fn bars_of(&mut self, bars: &Bars, sheet: &Sheet) {
        let bars = bars.markup(self.next_picture());
        self.beside(bars, sheet);
    }

    /// Adds a list.
    pub fn list(&mut self, entries: &[String]) {
        self.parts.push(html! { ul { @for entry in entries { li { (entry) } } } });
    }

    /// The document.
    #[must_use]
    pub fn html(&self) -> String {
        let document = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    main {
                        h1 { (self.title) }
                        @for part in &self.parts { (part) "\n" }
                        footer { "tvmd " (env!("CARGO_PKG_VERSION")) @if let Some(call) = &self.call { " · " code { (call) } } }
                    }
                }
            }
        };
        document.into_string() + "\n"
    }

    /// Adds two tables that stand side by side where there is room.
    fn sheets(&mut self, one: &Sheet, other: &Sheet) {
        self.parts.push(html! { div.tables { (table::records(one)) (table::records(other)) } });
    }

    /// Adds a picture and a table that stand side by side where there is room.
    fn beside(&mut self, picture: Markup, sheet: &Sheet) {
        let sheet = shortened(sheet);
        let (table, apart) = (table::records(&sheet), table::takes_all_room(&sheet));
        self.parts.push(html! { @if apart { (picture) (table) } @else { div.pair { (picture) (table) } } });
    }

    fn next_picture(&mut self) -> usize {
        self.pictures += 1;
        self.pictures
    }
}

/// A table as long as a page shows it.
fn shortened(sheet: &Sheet) -> Sheet {
    let mut short = sheet.seen().into_owned();
    if let Some(more) = short.rows.len().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
        short.rows.truncate(MOST_ROWS);
        let name = short.name;
        short.note(if LISTED.contains(&name) {
            format!("{more} more rows; `tvmd check --show {name} --format csv` lists all")
        } else {
            format!("{more} more rows; the file, or `--format json`, has all")
        });
    }
    short
}

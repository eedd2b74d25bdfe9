//! The mistakes of a file of bids: of each kind the first few, and how many more there are.

use crate::exact::{ParseRationalError, Rational};
use crate::files::Mistake;
use crate::names::brief;
use std::collections::HashMap;
use std::panic::Location;

/// How many of a kind are told.
const MOST_TOLD: usize = 12;

/// What can be wrong.
pub(super) enum Wrong<'a> {
    NoHeading,
    /// An instance, or another JSON text.
    Json,
    /// A heading whose cells are apart by something else than commas.
    NoCommas(&'static str),
    NumbersForHeading(String),
    NoAuctions,
    /// Of a bidder's name, in words of the instance format; and the way out.
    Name(String, Option<String>),
    NoColumn(&'a str),
    Column(&'a str),
    ColumnTwice(&'a str),
    EmptyLine,
    Cells(usize, usize),
    Number(ParseRationalError),
    Negative(Rational),
    Nameless(&'a str),
    Twice {
        auction: &'a str,
        bidder: &'a str,
        before: usize,
    },
    NeverBids(&'a str),
    OnlyZeros,
}

impl Wrong<'_> {
    /// What is wrong, and the way out.
    fn said(self) -> (String, Option<String>) {
        let heading = "the first line names the bidders, one a column, or has auction,bidder,bid";
        match self {
            Self::NoHeading => ("the file is empty".to_owned(), Some(heading.to_owned())),
            Self::Json => ("this is JSON, and bids are a table in CSV".to_owned(), Some(heading.to_owned())),
            Self::NoCommas(separator) => (
                format!("cells are apart by commas here, and not by {separator}"),
                Some("save the table with commas, and with points in decimals".to_owned()),
            ),
            Self::NumbersForHeading(cells) => (
                format!("the heading is `{}`, which are numbers and no names of bidders", brief(&cells)),
                Some(heading.to_owned()),
            ),
            Self::NoAuctions => (
                "there is a heading and no auction".to_owned(),
                Some("write each auction on a line of its own".to_owned()),
            ),
            Self::Name(message, help) => (message, help),
            Self::NoColumn(name) => (
                format!("there is no column `{name}`"),
                Some(
                    "with a column `bidder` each line is a bid; its columns are auction,bidder,bid"
                        .to_owned(),
                ),
            ),
            Self::Column(name) => (
                format!("the column `{}` isn't known beside auction,bidder,bid", brief(name)),
                Some("leave it out".to_owned()),
            ),
            Self::ColumnTwice(name) => {
                (format!("there are two columns `{name}`"), Some("leave one out".to_owned()))
            }
            Self::EmptyLine => (
                "the line is empty".to_owned(),
                Some(
                    "remove it; an auction without bids has an empty cell, \"\", for each bidder".to_owned(),
                ),
            ),
            Self::Cells(found, wanted) => {
                let cells = if found == 1 { "1 cell".to_owned() } else { format!("{found} cells") };
                let help = if found < wanted {
                    "a cell that is empty, as of a bidder who didn't take part, has its comma all the same"
                } else {
                    "a decimal has a point, and text with a comma in it is put in quotes"
                };
                (format!("the line has {cells}, and the heading {wanted}"), Some(help.to_owned()))
            }
            Self::Number(error) => {
                let word = |text: &str| !text.contains(|character: char| character.is_ascii_digit());
                let is_word = matches!(&error, ParseRationalError::Malformed(text) if word(text));
                let help = is_word.then(|| "leave the cell empty if the bidder didn't take part".to_owned());
                (error.at_least_0(), help)
            }
            Self::Negative(bid) => (
                format!("a bid of {bid}; it must be at least 0"),
                Some("leave the cell empty if the bidder didn't take part".to_owned()),
            ),
            Self::Nameless(what) => (format!("the {what} has no name"), None),
            Self::Twice { auction, bidder, before } => (
                format!("{} bids in auction {} on line {before}, too", brief(bidder), brief(auction)),
                Some(
                    "keep one bid for each bidder and auction, which is the highest where the price ascends"
                        .to_owned(),
                ),
            ),
            Self::NeverBids(name) => {
                (format!("{} never bids", brief(name)), Some("leave the bidder out".to_owned()))
            }
            Self::OnlyZeros => ("every bid is 0, so there is nothing to earn".to_owned(), None),
        }
    }
}

/// Those that were found.
#[derive(Default)]
pub(super) struct Mistakes {
    told: Vec<Mistake>,
    /// Of each kind, which is what is reported at one line of the code, how many are told, and which of them is the last.
    kinds: HashMap<&'static Location<'static>, (usize, usize)>,
}

impl Mistakes {
    /// Notes what is wrong with a line, in one of its columns or as a whole.
    #[track_caller]
    pub(super) fn report(&mut self, line: Option<usize>, column: Option<&str>, wrong: Wrong<'_>) {
        let (count, last) = self.kinds.entry(Location::caller()).or_default();
        if *count == MOST_TOLD {
            self.told[*last].more += 1;
            return;
        }
        (*count, *last) = (*count + 1, self.told.len());
        let (reason, help) = wrong.said();
        let place = column.map_or_else(String::new, |name| format!("column {}", brief(name)));
        self.told.push(Mistake { line, place, help, ..Mistake::whole(reason) });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// All of them, in the order of the file.
    pub(super) fn all(mut self) -> Vec<Mistake> {
        self.told.sort_by_key(|mistake| mistake.line);
        self.told
    }
}

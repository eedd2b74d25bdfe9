//! Bids as tables: a column for each bidder, or a line for each bid.

use super::Bids;
use super::bids::Auction;
use super::mistakes::{Mistakes, Wrong};
use crate::diagnostic::{Diagnostics, PathStep};
use crate::exact::{Rational, parse, ratio};
use crate::files::{FileError, read_text};
use crate::model::{
    AgentDecl, Entries, FORMAT, InstanceDecl, SettingDecl, Space, TypeDecl, ValuationKind, Values,
};
use csv::StringRecord;
use num_traits::{Signed as _, Zero as _};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

/// The columns of a file with a line for each bid.
const LONG: [&str; 3] = ["auction", "bidder", "bid"];

impl Bids {
    /// Those of a CSV file. Numbers are whole, decimals or fractions, and exact.
    ///
    /// A heading has the names of the bidders, and each line below is an auction; or it has `auction`, `bidder` and `bid`, in any order, and
    /// each line below is a bid.
    ///
    /// # Errors
    /// Everything that is wrong with the file, each mistake once, at its line and column.
    pub fn read(file: &Path) -> Result<Self, FileError> {
        Self::from_csv(&read_text(file)?).map_err(|error| error.in_file(file))
    }

    /// Those of the text of such a file.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn from_csv(text: &str) -> Result<Self, FileError> {
        let mut found = Mistakes::default();
        let bids = bids(text, &mut found);
        match (FileError::of(found.all()), bids) {
            (None, Some(bids)) => Ok(bids),
            (error, _) => Err(error.expect("what can't be read is reported")),
        }
    }
}

fn bids(text: &str, found: &mut Mistakes) -> Option<Bids> {
    let lines: Vec<&str> = text.lines().collect();
    let is_empty = |line: usize| lines.get(line - 1).is_some_and(|line| line.trim().is_empty());
    let last = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |index| index + 1);
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let heading = reader.headers().cloned().unwrap_or_default();
    if heading.is_empty() {
        found.report(None, None, Wrong::NoHeading);
        return None;
    }
    if text.trim_start().starts_with(['{', '[']) {
        found.report(Some(1), None, Wrong::Json);
        return None;
    }
    let separator = [(';', "semicolons"), ('\t', "tabs")].into_iter();
    let separator = separator.filter(|_| heading.len() == 1).find(|(other, _)| heading[0].contains(*other));
    if let Some((_, separator)) = separator {
        found.report(Some(1), None, Wrong::NoCommas(separator));
        return None;
    }
    for line in (1..last).filter(|line| is_empty(*line)) {
        found.report(Some(line), None, Wrong::EmptyLine);
    }
    // Text that is UTF-8 is a table of some kind, however many columns its lines have.
    let records = reader.records().map_while(Result::ok).filter_map(|record| {
        let position = record.position()?;
        // Lines with nothing at all in them are skipped by the reader, and counted here.
        let before =
            usize::try_from(position.byte()).ok().and_then(|byte| text.get(byte..)).unwrap_or_default();
        let skipped = before.bytes().take_while(|byte| b"\r\n".contains(byte)).filter(|byte| *byte == b'\n');
        let line = usize::try_from(position.line()).unwrap_or(usize::MAX).saturating_add(skipped.count());
        (!is_empty(line)).then_some((line, record))
    });
    let read = if heading.iter().any(|name| name == "bidder") {
        long(&heading, records, found)?
    } else {
        wide(&heading, records, found)?
    };
    if read.auctions.is_empty() {
        found.report(None, None, Wrong::NoAuctions);
        return None;
    }
    // Others may be among those that can't be read.
    if found.is_empty() && read.auctions.iter().flatten().all(|(_, bid)| bid.is_zero()) {
        found.report(None, None, Wrong::OnlyZeros);
    }
    Some(read)
}

/// A column for each bidder.
fn wide(
    heading: &StringRecord,
    records: impl Iterator<Item = (usize, StringRecord)>,
    found: &mut Mistakes,
) -> Option<Bids> {
    if heading.iter().all(|cell| cell.is_empty() || parse(cell).is_ok()) {
        found.report(Some(1), None, Wrong::NumbersForHeading(heading.iter().collect::<Vec<_>>().join(",")));
        return None;
    }
    let bidders: Vec<String> = heading.iter().map(str::to_owned).collect();
    names(&bidders, |position| (1, Some(bidders[position].as_str()).filter(|name| !name.is_empty())), found);
    // Of who has a cell that can't be read, nothing is known.
    let mut bid_of = vec![false; bidders.len()];
    let mut auctions = Vec::new();
    for (line, record) in records {
        if record.len() != heading.len() {
            found.report(Some(line), None, Wrong::Cells(record.len(), heading.len()));
            bid_of.fill(true);
        }
        let cells = record.iter().zip(&bidders).enumerate();
        let auction = cells.filter_map(|(position, (cell, name))| {
            let bid = cell_of(cell, line, name, found, &mut bid_of[position])?;
            Some((position, bid))
        });
        auctions.push(auction.collect::<Auction>());
    }
    let idle =
        bidders.iter().zip(&bid_of).filter(|(name, bid)| !**bid && !name.is_empty() && !auctions.is_empty());
    for (name, _) in idle {
        found.report(Some(1), Some(name), Wrong::NeverBids(name));
    }
    Some(Bids { bidders, auctions })
}

/// A line for each bid.
fn long(
    heading: &StringRecord,
    records: impl Iterator<Item = (usize, StringRecord)>,
    found: &mut Mistakes,
) -> Option<Bids> {
    let at = LONG.map(|name| heading.iter().position(|column| column == name));
    for (name, _) in LONG.iter().zip(at).filter(|(_, at)| at.is_none()) {
        found.report(Some(1), None, Wrong::NoColumn(name));
    }
    for (position, name) in heading.iter().enumerate() {
        if !LONG.contains(&name) {
            found.report(Some(1), None, Wrong::Column(name));
        } else if heading.iter().position(|column| column == name) != Some(position) {
            found.report(Some(1), None, Wrong::ColumnTwice(name));
        }
    }
    let [Some(auction_at), Some(bidder_at), Some(bid_at)] = at else { return None };
    let (mut bidders, mut auctions): (Vec<String>, Vec<Auction>) = (Vec::new(), Vec::new());
    let (mut bidder_numbers, mut auction_numbers) = (HashMap::new(), HashMap::new());
    let (mut first_lines, mut bid_of, mut before) = (Vec::new(), Vec::new(), HashMap::new());
    // Whose bids on lines that can't be read are unknown, isn't said never to bid.
    let mut unread = false;
    for (line, record) in records {
        if record.len() != heading.len() {
            found.report(Some(line), None, Wrong::Cells(record.len(), heading.len()));
            unread = true;
            continue;
        }
        let (auction, bidder, bid) = (&record[auction_at], &record[bidder_at], &record[bid_at]);
        if auction.is_empty() || bidder.is_empty() {
            let what = if auction.is_empty() { "auction" } else { "bidder" };
            found.report(Some(line), Some(what), Wrong::Nameless(what));
            cell_of(bid, line, "bid", found, &mut unread);
            unread = true;
            continue;
        }
        let number = *auction_numbers.entry(auction.to_owned()).or_insert_with(|| {
            auctions.push(Auction::new());
            auctions.len() - 1
        });
        let position = *bidder_numbers.entry(bidder.to_owned()).or_insert_with(|| {
            bidders.push(bidder.to_owned());
            first_lines.push(line);
            bid_of.push(false);
            bidders.len() - 1
        });
        let bid = cell_of(bid, line, "bid", found, &mut bid_of[position]);
        match before.entry((number, position)) {
            Entry::Occupied(before) => {
                found.report(Some(line), None, Wrong::Twice { auction, bidder, before: *before.get() });
            }
            Entry::Vacant(free) => {
                free.insert(line);
                auctions[number].extend(bid.map(|bid| (position, bid)));
            }
        }
    }
    let named = |position: usize| (first_lines[position], Some("bidder"));
    names(&bidders, named, found);
    for (position, name) in bidders.iter().enumerate().filter(|(position, _)| !bid_of[*position] && !unread) {
        found.report(Some(first_lines[position]), None, Wrong::NeverBids(name));
    }
    for auction in &mut auctions {
        auction.sort_by_key(|(position, _)| *position);
    }
    Some(Bids { bidders, auctions })
}

/// The bid in a cell; none in an empty one. Notes that there is something in it, readable or not.
fn cell_of(cell: &str, line: usize, column: &str, found: &mut Mistakes, any: &mut bool) -> Option<Rational> {
    if cell.is_empty() {
        return None;
    }
    *any = true;
    match parse(cell) {
        Err(error) => found.report(Some(line), Some(column), Wrong::Number(error)),
        Ok(bid) if bid.is_negative() => found.report(Some(line), Some(column), Wrong::Negative(bid)),
        Ok(bid) => return Some(bid),
    }
    None
}

/// Checks the names of bidders as those of agents are checked; `place` is where each stands.
fn names<'a>(bidders: &[String], place: impl Fn(usize) -> (usize, Option<&'a str>), found: &mut Mistakes) {
    let item = "Item".to_owned();
    let values = [(item.clone(), crate::exact::text::Text(ratio(1, 1)))].into_iter().collect();
    let types = vec![TypeDecl { name: "Any".to_owned(), space: Space::One(Values::Items(values)) }];
    let agents = bidders.iter().map(|name| AgentDecl {
        name: name.clone(),
        valuation: ValuationKind::Additive,
        types: types.clone(),
    });
    let setting = SettingDecl {
        name: "Bids".to_owned(),
        items: vec![item],
        bound: ratio(1, 1),
        agents: agents.collect(),
    };
    let alone = InstanceDecl {
        tvmd: FORMAT,
        setting,
        prior: None,
        prior_hat: None,
        mechanisms: Entries::default(),
        numbers: Entries::default(),
    };
    for mistake in alone.resolve_structured().err().iter().flat_map(Diagnostics::iter) {
        let position = mistake.place.0.iter().find_map(|step| match step {
            PathStep::Index(position) => Some(*position),
            _ => None,
        });
        let (line, column) = position.map_or((1, None), &place);
        found.report(Some(line), column, Wrong::Name(mistake.message.clone(), mistake.help.clone()));
    }
}

//! Lists and maps: entry by entry, a mistake in one being no obstacle to the others.

use super::number::number;
use super::reader::Reader;
use super::words::{missing, name, required, skip_until, spelt};
use crate::spans::since;
use proc_macro2::Delimiter;
use syn::parse::{Parse, ParseStream};
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;
use tvmd_model::exact::text::Text;
use tvmd_model::model::Entries;

/// What a list keeps of an entry that can't be read.
pub(super) enum Unreadable<T> {
    /// Nothing; that there should be more is noted.
    Entry,
    /// Something in its place, so that those after it keep theirs.
    Replaced(fn() -> T),
}

impl Reader {
    /// The comma-separated entries of the list at `place` up to `end`; `one` is told how many came before.
    pub(super) fn list_until<T>(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        lost: &Unreadable<T>,
        end: fn(ParseStream<'_>) -> bool,
        mut one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Vec<T> {
        let mut entries = Vec::new();
        let mut all = true;
        while !end(input) && !input.is_empty() {
            let next = |input: ParseStream<'_>| input.peek(Token![,]) || end(input);
            match one(self, input, entries.len()) {
                Ok(entry) => {
                    entries.push(entry);
                    if !next(input) && !input.is_empty() {
                        all = false;
                        self.report(missing(input, "`,` before the next entry"));
                    }
                }
                Err(error) => {
                    self.report(error);
                    match lost {
                        Unreadable::Entry => all = false,
                        Unreadable::Replaced(replacement) => {
                            self.unread.push(place.index(entries.len()));
                            entries.push(replacement());
                        }
                    }
                }
            }
            skip_until(input, next);
            all &= self.skipped_no_more();
            self.keep(input.parse::<Option<Token![,]>>());
        }
        if !all {
            self.unread.push(place.index(entries.len()));
        }
        entries
    }

    /// All of `input` as the comma-separated entries of the list at `place`.
    pub(super) fn list<T>(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Vec<T> {
        self.list_until(input, place, &Unreadable::Entry, |_| false, one)
    }

    /// The comma-separated entries of the list at `place`, in the group that comes next.
    pub(super) fn entries<T>(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        place: &Place,
        expected: &str,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.group(delimiter, input, expected, |reader, content| Ok(reader.list(content, place, one)))
    }

    /// The same where each entry's position says whose it is.
    pub(super) fn positions<T>(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        place: &Place,
        expected: &str,
        replacement: fn() -> T,
        one: impl FnMut(&mut Self, ParseStream<'_>, usize) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.group(delimiter, input, expected, |reader, content| {
            Ok(reader.list_until(content, place, &Unreadable::Replaced(replacement), |_| false, one))
        })
    }

    /// The entry `name: value` of the map at `map`; a value that can't be read is unread, and `otherwise`.
    pub(super) fn named<T>(
        &mut self,
        input: ParseStream<'_>,
        map: &Place,
        position: usize,
        key: &str,
        otherwise: T,
        read: impl FnOnce(&mut Self, ParseStream<'_>, &Place) -> Result<T>,
    ) -> Result<(String, T)> {
        let ident = name(input, key)?;
        let place = map.entry(position, &spelt(&ident));
        self.mark(place.key(), &ident);
        self.mark(place.clone(), &ident);
        let colon = required::<Token![:]>(input, &format!("`:` after `{ident}`"));
        let start = input.cursor();
        let value = match colon.and_then(|_| read(self, input, &place)) {
            Ok(value) => {
                self.mark(place, since(start, input));
                value
            }
            Err(error) => {
                self.lose(place, error);
                self.skip_entry(input);
                otherwise
            }
        };
        Ok((spelt(&ident), value))
    }

    /// The number after a separator, of `place`. If it can't be read, the rest of its entry is skipped.
    pub(super) fn number_after<T: Parse>(
        &mut self,
        input: ParseStream<'_>,
        [separator, what]: [&str; 2],
        place: Place,
    ) -> Rational {
        match required::<T>(input, separator).and_then(|_| number(&self.constants, input, what)) {
            Ok(number) => {
                self.mark(place, &number);
                number.value
            }
            Err(error) => {
                self.lose(place, error);
                self.skip_entry(input);
                Rational::default()
            }
        }
    }

    /// All of `input` as entries `name: number`.
    pub(super) fn numbers_within(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        [key, value]: [&str; 2],
    ) -> Entries<Text> {
        Entries(self.list(input, place, |reader, input, position| {
            let unread = Text(Rational::default());
            let read = |reader: &mut Self, input: ParseStream<'_>, _: &Place| {
                Ok(number(&reader.constants, input, value)?.text())
            };
            reader.named(input, place, position, key, unread, read)
        }))
    }

    /// The entries `name: number` in the braces that come next.
    pub(super) fn numbers(
        &mut self,
        input: ParseStream<'_>,
        place: &Place,
        [expected, key, value]: [&str; 3],
    ) -> Result<Entries<Text>> {
        self.group(Delimiter::Brace, input, expected, |reader, content| {
            Ok(reader.numbers_within(content, place, [key, value]))
        })
    }

    /// The names in the group that comes next, marked as the elements of `place`.
    pub(super) fn names(
        &mut self,
        delimiter: Delimiter,
        input: ParseStream<'_>,
        place: &Place,
        [list, element]: [&str; 2],
    ) -> Result<Vec<String>> {
        self.positions(delimiter, input, place, list, String::new, |reader, input, position| {
            let ident = name(input, element)?;
            reader.mark(place.index(position), &ident);
            Ok(spelt(&ident))
        })
    }
}

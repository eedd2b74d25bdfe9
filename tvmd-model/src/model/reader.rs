//! Reads values of the format from a tree, and goes on after each mistake.
//!
//! What can't be read is reported, and its place is noted as unread: whatever stands there only fills the model, and no check of
//! meaning says anything about it or about what depends on it.

use super::tree::{Node, Value};
use crate::diagnostic::catalogue;
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::{Rational, parse, text::Text};
use crate::model::{Entries, FORMAT};
use crate::names::nearest;
use num_traits::Zero;
use std::borrow::Cow;

/// A value of the tree and its place.
#[derive(Clone)]
pub struct At<'n> {
    pub node: &'n Node<'n>,
    pub place: Place,
}

/// The fields of an object, in the order in which the format lists them.
pub struct Fields<'n> {
    pub place: Place,
    known: &'static [&'static str],
    /// By known field.
    values: Vec<Option<&'n Node<'n>>>,
    /// Whether there is an object at all.
    readable: bool,
    /// Whether it has fields that nobody knows.
    strays: bool,
}

impl<'n> Fields<'n> {
    /// A field that may be absent.
    pub fn given(&self, name: &'static str) -> Option<At<'n>> {
        let position = self.known.iter().position(|known| *known == name)?;
        Some(At { node: self.values[position]?, place: self.place.field(name) })
    }

    /// A field that may be absent or null.
    pub fn optional(&self, name: &'static str) -> Option<At<'n>> {
        self.given(name).filter(|at| !matches!(at.node.value, Value::Null))
    }
}

/// What a reader found wrong.
#[derive(Default)]
pub struct Reader {
    pub errors: Diagnostics,
    /// Places that couldn't be read.
    pub unread: Vec<Place>,
}

impl Reader {
    /// Complains about a place that can't be read.
    #[track_caller]
    pub fn wrong(&mut self, place: &Place, message: catalogue::Message) {
        self.errors.report(place.clone(), message);
        self.unread.push(place.clone());
    }

    #[track_caller]
    pub fn expected(&mut self, at: &At<'_>, what: &str) {
        self.wrong(&at.place, catalogue::expected(what, at.node));
    }

    /// The fields of an object. A misspelt one counts as the one that is meant.
    pub fn fields<'n>(&mut self, at: &At<'n>, what: &str, known: &'static [&'static str]) -> Fields<'n> {
        let mut fields = Fields {
            place: at.place.clone(),
            known,
            values: vec![None; known.len()],
            readable: true,
            strays: false,
        };
        let Value::Object(entries) = &at.node.value else {
            self.expected(at, what);
            return Fields { readable: false, ..fields };
        };
        let is_there = |name: &str| entries.iter().any(|(key, _)| key == name);
        for (index, (key, value)) in entries.iter().enumerate() {
            // Made only where it is needed: there are very many fields, and hardly a mistake.
            let place = || at.place.entry(index, key).key();
            let position = known.iter().position(|name| name == key);
            let meant = position.or_else(|| {
                self.errors.report(place(), catalogue::unknown_field(key, known));
                let near = nearest(key, known.iter().copied()).filter(|near| !is_there(near))?;
                known.iter().position(|name| **name == near)
            });
            match meant.map(|meant| &mut fields.values[meant]) {
                Some(field @ None) => *field = Some(value),
                Some(Some(_)) if position.is_some() => {
                    self.errors.report(place(), catalogue::field_twice(key));
                }
                Some(Some(_)) => {}
                None => fields.strays = true,
            }
        }
        fields
    }

    /// A field that has to be there.
    pub fn needed<'n>(&mut self, fields: &Fields<'n>, name: &'static str) -> Option<At<'n>> {
        let given = fields.given(name);
        if given.is_none() {
            if fields.readable {
                let message = match name {
                    "tvmd" => catalogue::missing_version(name, FORMAT),
                    _ => catalogue::missing_field(name),
                };
                self.errors.report(fields.place.clone(), message);
            }
            self.unread.push(fields.place.field(name));
        }
        given
    }

    /// The only field that is given of some that exclude each other, null being nothing; if there is none or there are several,
    /// the field `instead` is unread. A field that nobody knows may be meant for a missing one.
    pub(crate) fn one_of<'n>(
        &mut self,
        fields: &Fields<'n>,
        what: &str,
        names: &'static [&'static str],
        instead: &'static str,
    ) -> Option<(&'static str, At<'n>)> {
        let mut given = names.iter().filter_map(|name| Some((*name, fields.optional(name)?)));
        let (first, second) = (given.next(), given.next());
        match (&first, &second) {
            (None, _) if fields.readable && !fields.strays => {
                self.errors.report(fields.place.clone(), catalogue::one_of(what, names));
            }
            (Some((one, _)), Some((other, _))) => {
                self.errors.report(fields.place.clone(), catalogue::only_one_of(what, one, other));
            }
            _ => {}
        }
        if first.is_none() || second.is_some() {
            self.unread.push(fields.place.field(instead));
        }
        first.filter(|_| second.is_none())
    }

    pub fn list<'n>(&mut self, at: &At<'n>, what: &str) -> Option<Vec<At<'n>>> {
        let Value::List(elements) = &at.node.value else {
            self.expected(at, what);
            return None;
        };
        let element = |(index, node)| At { node, place: at.place.index(index) };
        Some(elements.iter().enumerate().map(element).collect())
    }

    /// The entries of an object whose keys are names, each read by `read`; `None` if there is no object.
    pub fn entries<'n, T>(
        &mut self,
        at: &At<'n>,
        what: &str,
        mut read: impl FnMut(&mut Self, At<'n>) -> T,
    ) -> Option<Entries<T>> {
        let mut read_all = Vec::new();
        for (name, own) in self.named(at, what)? {
            read_all.push((name, read(self, own)));
        }
        Some(Entries(read_all))
    }

    /// The entries of an object with their names.
    fn named<'n>(&mut self, at: &At<'n>, what: &str) -> Option<Vec<(String, At<'n>)>> {
        let Value::Object(entries) = &at.node.value else {
            self.expected(at, what);
            return None;
        };
        let entry = |(index, (name, node)): (usize, &'n (Cow<'_, str>, Node<'n>))| {
            (name.to_string(), At { node, place: at.place.entry(index, name) })
        };
        Some(entries.iter().enumerate().map(entry).collect())
    }

    /// A text; empty if there is none.
    pub fn text(&mut self, at: Option<At<'_>>, what: &str) -> String {
        let Some(at) = at else { return String::new() };
        if let Value::Text(text) = &at.node.value {
            return text.to_string();
        }
        self.expected(&at, what);
        String::new()
    }

    /// A list of names; empty if there is none.
    pub fn names(&mut self, at: Option<At<'_>>, what: &str) -> Vec<String> {
        let names = at.and_then(|at| self.list(&at, what)).unwrap_or_default();
        names.into_iter().map(|name| self.text(Some(name), "a name in quotes")).collect()
    }

    /// The names of a bundle's items.
    pub fn bundle(&mut self, at: Option<At<'_>>) -> Vec<String> {
        self.names(at, "a list of items")
    }

    /// One of some words. A word may also be written as the key of null.
    pub fn word(&mut self, at: &At<'_>, known: &'static [&'static str]) -> Option<&'static str> {
        let word = match &at.node.value {
            Value::Text(word) => word,
            Value::Object(entries) => match entries.as_slice() {
                [(word, Node { value: Value::Null, .. })] => word,
                _ => return self.no_word(at, known),
            },
            _ => return self.no_word(at, known),
        };
        let found = known.iter().find(|own| *own == word);
        if found.is_none() {
            self.wrong(&at.place, catalogue::unknown_word(word, known));
        }
        found.copied()
    }

    fn no_word(&mut self, at: &At<'_>, known: &'static [&'static str]) -> Option<&'static str> {
        let words: Vec<String> = known.iter().map(|word| format!("\"{word}\"")).collect();
        self.expected(at, &words.join(" or "));
        None
    }

    /// A number; 0 if there is none.
    pub fn number(&mut self, at: Option<At<'_>>) -> Rational {
        at.map_or_else(Rational::zero, |at| self.number_at(at.node, || at.place))
    }

    /// A number, whose place is made only where something is wrong with it.
    fn number_at(&mut self, node: &Node<'_>, place: impl FnOnce() -> Place) -> Rational {
        match &node.value {
            Value::Text(written) => match parse(written) {
                Ok(number) => return number,
                Err(error) => {
                    let place = place();
                    self.wrong(&place, catalogue::no_number(&error, &place));
                }
            },
            Value::Number(written) => match whole(written) {
                Some(number) => return number,
                None => self.wrong(&place(), catalogue::unquoted_number(written)),
            },
            _ => self.expected(&At { node, place: place() }, "a number, such as 2 or \"3/2\","),
        }
        Rational::zero()
    }

    /// Numbers by name; none if there is no object.
    pub fn numbers(&mut self, at: Option<At<'_>>, what: &str) -> Entries<Text> {
        let Some(At { node, place }) = at else { return Entries::default() };
        let Value::Object(entries) = &node.value else {
            self.expected(&At { node, place }, what);
            return Entries::default();
        };
        let numbers = entries.iter().enumerate().map(|(index, (name, node))| {
            (name.to_string(), Text(self.number_at(node, || place.entry(index, name))))
        });
        numbers.collect()
    }
}

/// A number of JSON that is read without a float in between.
fn whole(written: &str) -> Option<Rational> {
    let unsigned = written.parse().map(|number: u64| number.into());
    let number = unsigned.or_else(|_| written.parse().map(|number: i64| number.into())).ok();
    // The parser has a float for this one.
    number.filter(|_| written != "-0").map(Rational::from_integer)
}

//! What can't be read of what is said in Rust: texts that are no numbers, above all.

use crate::diagnostic::catalogue::{self, Message};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::text::Text;
use crate::exact::{Number, Rational};
use crate::model::Entries;

/// What can't be read and why, at places within what is being said.
#[derive(Clone, Debug, Default)]
pub(super) struct Unread(Vec<(Place, Message)>);

impl Unread {
    /// Notes that a place can't be read.
    pub(super) fn note(&mut self, at: Place, message: Message) {
        self.0.push((at, message));
    }

    /// The number; 0 where it can't be read, which is noted.
    pub(super) fn number(&mut self, number: impl Into<Number>, at: impl FnOnce() -> Place) -> Rational {
        number.into().into_rational().unwrap_or_else(|error| {
            let place = at();
            let message = catalogue::no_number(&error, &place);
            self.note(place, message);
            Rational::default()
        })
    }

    /// Numbers by name.
    pub(super) fn numbers<S: Into<String>, N: Into<Number>>(
        &mut self,
        numbers: impl IntoIterator<Item = (S, N)>,
        at: &Place,
    ) -> Entries<Text> {
        let mut named = Entries::default();
        for (index, (name, number)) in numbers.into_iter().enumerate() {
            let name = name.into();
            let number = self.number(number, || at.entry(index, &name));
            named.0.push((name, Text(number)));
        }
        named
    }

    /// Takes over what couldn't be read of a part that stands at `at`.
    pub(super) fn within(&mut self, part: Self, at: &Place) {
        let moved = part.0.into_iter().map(|(place, message)| (at.and(&place), message));
        self.0.extend(moved);
    }

    /// The mistakes and their places, where what is said stands at `at`.
    pub(super) fn told(self, at: &Place) -> (Diagnostics, Vec<Place>) {
        let (mut mistakes, mut places) = (Diagnostics::default(), Vec::new());
        for (place, message) in self.0 {
            let place = at.and(&place);
            mistakes.report(place.clone(), message);
            places.push(place);
        }
        (mistakes, places)
    }
}

//! The mistakes found so far, and which places of the instance can be relied on.
//!
//! What can't be relied on is what couldn't be read, what a mistake was found in, and what depends on either. Nothing
//! is said of what couldn't be read; and a check about something as a whole, a sum or a coverage, asks first whether
//! it is whole. So each mistake is reported that is there whatever the others turn out to mean, and no other.

use crate::diagnostic::catalogue::Message;
use crate::diagnostic::{Diagnostics, PathStep, Place};
use std::collections::HashSet;

/// Collects the mistakes of an instance, some places of which may be unread.
pub struct Findings {
    found: Diagnostics,
    unread: Places,
    /// The unread ones, those with mistakes, and those that depend on either.
    doubtful: Places,
}

impl Findings {
    /// Nothing found yet. A place in `unread` that the instance doesn't have, such as an element after the last of a
    /// list, says that something is missing there.
    pub fn new(unread: &[Place]) -> Self {
        let unread: Places = unread.iter().collect();
        Self { found: Diagnostics::default(), doubtful: unread.clone(), unread }
    }

    /// The same, where mistakes were found while reading.
    pub fn after(found: Diagnostics, unread: &[Place]) -> Self {
        Self { found, ..Self::new(unread) }
    }

    /// A mistake, unless its place couldn't be read anyway.
    #[track_caller]
    pub fn report(&mut self, place: Place, message: Message) {
        self.report_each(place, || message);
    }

    /// The same where there may be very many, and a message takes work.
    #[track_caller]
    pub fn report_each(&mut self, place: Place, message: impl FnOnce() -> Message) {
        if self.is_mistake(&place) {
            self.found.report_each(place, message);
        }
    }

    /// Whether a mistake at a place is one, which it isn't if it couldn't be read; then it is noted.
    fn is_mistake(&mut self, place: &Place) -> bool {
        let is_read = !self.unread.cover(place);
        if is_read {
            // What is in the place can still be relied on.
            self.doubt(&place.key());
        }
        is_read
    }

    /// How many mistakes were found.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Notes that `place` depends on something that can't be relied on.
    pub fn doubt(&mut self, place: &Place) {
        self.doubtful.insert(place);
    }

    /// Whether all of `place` was read.
    pub fn is_read(&self, place: &Place) -> bool {
        !self.unread.touch(place)
    }

    /// Whether all of `place` can be relied on.
    pub fn is_whole(&self, place: &Place) -> bool {
        !self.doubtful.touch(place)
    }

    /// All that was found, and whether everything was read and nothing found.
    pub fn finish(self) -> (Diagnostics, bool) {
        let whole = self.is_whole(&Place::default());
        (self.found, whole)
    }
}

/// A set of places that answers which others lie in or around one of them.
#[derive(Clone, Default)]
struct Places {
    /// The places themselves.
    listed: HashSet<Vec<PathStep>>,
    /// They, and all places around them.
    around: HashSet<Vec<PathStep>>,
}

impl Places {
    fn insert(&mut self, place: &Place) {
        if self.listed.insert(place.0.clone()) {
            self.around.extend((0..=place.0.len()).map(|end| place.0[..end].to_vec()));
        }
    }

    /// Whether `place` is one of them or lies in one.
    fn cover(&self, place: &Place) -> bool {
        !self.listed.is_empty() && (0..=place.0.len()).any(|end| self.listed.contains(&place.0[..end]))
    }

    /// Whether `place` is one of them, lies in one or has one in it.
    fn touch(&self, place: &Place) -> bool {
        self.around.contains(place.0.as_slice()) || self.cover(place)
    }
}

impl<'p> FromIterator<&'p Place> for Places {
    fn from_iter<I: IntoIterator<Item = &'p Place>>(iter: I) -> Self {
        let mut places = Self::default();
        iter.into_iter().for_each(|place| places.insert(place));
        places
    }
}

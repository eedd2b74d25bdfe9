//! Parts of rules that can't be read, after which a rule is still a rule.

use syn::{Error, Result};
use tvmd_model::diagnostic::Place;

/// A part of a rule that can't be read, and why.
pub(super) type Lost = Option<(Place, Error)>;

/// What was read of the last part of a rule.
pub(super) fn last_part<T: Default>(read: Result<T>, place: Place) -> (T, Lost) {
    match read {
        Ok(read) => (read, None),
        Err(error) => (T::default(), Some((place, error))),
    }
}

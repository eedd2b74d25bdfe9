//! The shape of the format, read from a tree: what it says, and every mistake of shape.

mod certificate;
mod mechanism;
mod prior;
mod setting;

use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::model::PriorDecl;
pub use crate::model::reader::{At, Reader};
use crate::model::tree::Node;
pub use certificate::{Certificate, certificate};
use std::fmt;

/// What could be read of a file, and what is wrong with its shape.
pub struct Shape<T> {
    pub read: T,
    pub errors: Diagnostics,
    /// Places of which what was read only stands in for what can't be.
    pub unread: Vec<Place>,
}

/// How a part of the format is read.
pub type Reading<T> = fn(&mut Reader, &At<'_>) -> T;

/// What a tree says, if nothing is wrong with its shape, or else the first mistake in it.
pub fn right<T>(tree: &Node<'_>, read: Reading<T>) -> Result<T, impl fmt::Display + use<T>> {
    let mut reader = Reader::default();
    let read = read(&mut reader, &At { node: tree, place: Place::default() });
    match reader.errors.iter().next() {
        None => Ok(read),
        Some(first) => Err(first.to_string()),
    }
}

/// What stands for a prior that can't be read.
pub const UNREAD: PriorDecl = PriorDecl::Include(String::new());

/// Reads a prior that is a file of its own, and places mistakes at `field`.
pub fn prior(tree: &Node<'_>, field: &'static str) -> Shape<PriorDecl> {
    let mut reader = Reader::default();
    let place = Place::default().field(field);
    let read = reader.any_prior(&At { node: tree, place: place.clone() });
    match read {
        PriorDecl::Include(_) if reader.errors.is_empty() => {
            reader.wrong(&place, catalogue::include_in_include());
        }
        PriorDecl::Arrays(_) => reader.wrong(&place, catalogue::arrays_in_include()),
        _ => {}
    }
    Shape { read, errors: reader.errors, unread: reader.unread }
}

impl Reader {
    /// A prior, or what stands for one that can't be read.
    pub fn any_prior(&mut self, at: &At<'_>) -> PriorDecl {
        self.prior(at).unwrap_or(UNREAD)
    }
}

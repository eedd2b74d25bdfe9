//! The shape of the format, read from a tree: what it says, and every mistake of shape.

mod certificate;
mod mechanism;
mod prior;
mod setting;

use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::exact::Rational;
pub(super) use crate::model::reader::{At, Reader};
use crate::model::tree::{Node, Value};
use crate::model::{FORMAT, InstanceDecl, PriorDecl, SettingDecl};
pub(super) use certificate::{Certificate, certificate};
use num_traits::Zero;
use std::fmt;

/// What could be read of a file, and what is wrong with its shape.
pub(super) struct Shape<T> {
    pub(super) read: T,
    pub(super) errors: Diagnostics,
    /// Places of which what was read only stands in for what can't be.
    pub(super) unread: Vec<Place>,
}

/// How a part of the format is read.
pub(super) type Reading<T> = fn(&mut Reader, &At<'_>) -> T;

/// What a tree says, if nothing is wrong with its shape, or else the first mistake in it.
pub(super) fn right<T>(tree: &Node<'_>, read: Reading<T>) -> Result<T, impl fmt::Display + use<T>> {
    let mut reader = Reader::default();
    let read = read(&mut reader, &At { node: tree, place: Place::default() });
    match reader.errors.iter().next() {
        None => Ok(read),
        Some(first) => Err(first.to_string()),
    }
}

/// What stands for a prior that can't be read.
pub(super) const UNREAD: PriorDecl = PriorDecl::Include(String::new());

/// Reads an instance.
pub(super) fn instance(tree: &Node<'_>) -> Shape<InstanceDecl> {
    let mut reader = Reader::default();
    let read = reader.instance(&At { node: tree, place: Place::default() });
    Shape { read, errors: reader.errors, unread: reader.unread }
}

/// Reads a prior that is a file of its own, and places mistakes at `field`.
pub(super) fn prior(tree: &Node<'_>, field: &'static str) -> Shape<PriorDecl> {
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
    pub(super) fn instance(&mut self, at: &At<'_>) -> InstanceDecl {
        let known = &["tvmd", "setting", "prior", "prior_hat", "mechanisms", "numbers", "$schema"];
        let fields = self.fields(at, "an object with an instance", known);
        if let Some(at) = fields.optional("$schema") {
            self.text(Some(at), "the name of a schema in quotes,");
        }
        let version = self.needed(&fields, "tvmd");
        self.version(version);
        let setting = self.needed(&fields, "setting");
        let nothing = || SettingDecl {
            name: String::new(),
            items: Vec::new(),
            bound: Rational::zero(),
            agents: Vec::new(),
        };
        let setting = setting.map_or_else(nothing, |at| self.setting(&at));
        let mut prior = |name| fields.optional(name).map(|at| self.any_prior(&at));
        let (prior, prior_hat) = (prior("prior"), prior("prior_hat"));
        let mechanisms = fields.given("mechanisms").and_then(|at| {
            self.entries(&at, "an object of mechanisms by name", |reader, at| reader.mechanism(&at))
        });
        let numbers = self.numbers(fields.given("numbers"), "an object of numbers by name");
        let mechanisms = mechanisms.unwrap_or_default();
        InstanceDecl { tvmd: FORMAT, setting, prior, prior_hat, mechanisms, numbers }
    }

    /// A prior, or what stands for one that can't be read.
    pub(super) fn any_prior(&mut self, at: &At<'_>) -> PriorDecl {
        self.prior(at).unwrap_or(UNREAD)
    }

    fn version(&mut self, at: Option<At<'_>>) {
        let Some(at) = at else { return };
        let version = match &at.node.value {
            Value::Number(written) => written.parse::<u32>().ok(),
            _ => None,
        };
        match version {
            Some(FORMAT) => {}
            Some(other) => self.wrong(&at.place, catalogue::other_version(other, FORMAT)),
            None => self.expected(&at, "the version of the format, a whole number,"),
        }
    }
}

//! The shape of the format, read from a tree: every mistake of shape, and the rest of what the file says.
//!
//! The fast way of reading, by `Deserialize`, decides what is right. Files that it refuses come here to have explained
//! why; what it accepts would be read the same here.

mod mechanism;
mod prior;
mod reader;
mod setting;

use super::tree::{Node, Value};
use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::exact::Rational;
use crate::model::{FORMAT, InstanceDecl, PriorDecl, SettingDecl};
use num_traits::Zero;
use reader::{At, Reader};

/// What could be read of a file, and what is wrong with its shape.
pub(super) struct Shape<T> {
    pub(super) read: T,
    pub(super) errors: Diagnostics,
    /// Places of which what was read only stands in for what can't be.
    pub(super) unread: Vec<Place>,
}

impl<T> Shape<T> {
    /// Something with nothing wrong.
    pub(super) fn good(read: T) -> Self {
        Self { read, errors: Diagnostics::default(), unread: Vec::new() }
    }
}

/// What stands for a prior that can't be read.
pub(super) const UNREAD: PriorDecl = PriorDecl::Include(String::new());

/// Reads an instance.
pub(super) fn instance(tree: &Node) -> Shape<InstanceDecl> {
    let mut reader = Reader::default();
    let at = At { node: tree, place: Place::default() };
    let known = &["tvmd", "setting", "prior", "prior_hat", "mechanisms", "numbers", "$schema"];
    let fields = reader.fields(&at, "an object with an instance", known);
    reader.text(fields.optional("$schema"), "the name of a schema in quotes");
    let version = reader.needed(&fields, "tvmd");
    reader.version(version);
    let setting = reader.needed(&fields, "setting");
    let nothing = || SettingDecl {
        name: String::new(),
        items: Vec::new(),
        bound: Rational::zero(),
        agents: Vec::new(),
    };
    let setting = setting.map_or_else(nothing, |at| reader.setting(&at));
    let mut prior = |name| fields.optional(name).map(|at| reader.prior(&at).unwrap_or(UNREAD));
    let (prior, prior_hat) = (prior("prior"), prior("prior_hat"));
    let mechanisms = fields.given("mechanisms").and_then(|at| {
        reader.entries(&at, "an object of mechanisms by name", |reader, at| reader.mechanism(&at))
    });
    let numbers = reader.numbers(fields.given("numbers"), "an object of numbers by name");
    let mechanisms = mechanisms.unwrap_or_default();
    let read = InstanceDecl { tvmd: FORMAT, setting, prior, prior_hat, mechanisms, numbers };
    Shape { read, errors: reader.errors, unread: reader.unread }
}

/// Reads a prior that is a file of its own, and places mistakes at `field`.
pub(super) fn prior(tree: &Node, field: &'static str) -> Shape<PriorDecl> {
    let mut reader = Reader::default();
    let place = Place::default().field(field);
    let read = reader.prior(&At { node: tree, place: place.clone() }).unwrap_or(UNREAD);
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

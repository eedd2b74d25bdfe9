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
use crate::model::{Entries, FORMAT, Instance, Prior};
use reader::{At, Reader};

/// What could be read of a file, and what is wrong with its shape.
pub(super) struct Shape<T> {
    /// `None` if too little could be read.
    pub(super) read: Option<T>,
    pub(super) errors: Diagnostics,
}

/// Reads an instance.
pub(super) fn instance(tree: &Node) -> Shape<Instance> {
    let mut reader = Reader::default();
    let at = At { node: tree, place: Place::default() };
    let known = &["tvmd", "setting", "prior", "prior_hat", "mechanisms", "numbers"];
    let fields = reader.fields(&at, "an object with an instance", known);
    let version = reader.needed(&fields, "tvmd");
    reader.version(version);
    let setting = reader.needed(&fields, "setting").and_then(|at| reader.setting(&at));
    let agents = setting.as_ref().map_or(0, |setting| setting.agents.len());
    // One that can't be read is as good as one in a file that wasn't read; it isn't told of again.
    let mut prior = |name| {
        let at = fields.optional(name)?;
        Some(reader.prior(&at, agents).unwrap_or(Prior::Include(String::new())))
    };
    let (prior, prior_hat) = (prior("prior"), prior("prior_hat"));
    let mechanisms = fields.given("mechanisms").and_then(|at| {
        let what = "an object of mechanisms by name";
        reader.entries(&at, what, |reader, at| reader.mechanism(&at, agents))
    });
    let numbers = fields.given("numbers").and_then(|at| reader.amounts(&at, "an object of numbers by name"));
    let read = setting.map(|setting| Instance {
        tvmd: FORMAT,
        setting,
        prior,
        prior_hat,
        mechanisms: mechanisms.unwrap_or_else(Entries::default),
        numbers: numbers.unwrap_or_default(),
    });
    Shape { read, errors: reader.errors }
}

/// Reads a prior that is a file of its own, in a setting with `agents` agents, and places mistakes at `field`.
pub(super) fn prior(tree: &Node, agents: usize, field: &'static str) -> Shape<Prior> {
    let mut reader = Reader::default();
    let place = Place::default().field(field);
    let read = reader.prior(&At { node: tree, place: place.clone() }, agents);
    if let Some(Prior::Include(_)) = read {
        reader.wrong(&place, catalogue::include_in_include());
    }
    Shape { read, errors: reader.errors }
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

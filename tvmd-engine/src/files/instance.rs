//! The shape of an instance.

use crate::diagnostic::{Place, catalogue};
use crate::exact::Rational;
use crate::model::reader::{At, Reader};
use crate::model::tree::{Node, Value};
use crate::model::{FORMAT, InstanceDecl, SettingDecl};
use num_traits::Zero;
use serde_core::{Deserialize, Deserializer};
use tvmd_model::files::deserialize;
use tvmd_model::files::shape::Shape;

/// Reads an instance.
pub(super) fn instance(tree: &Node<'_>) -> Shape<InstanceDecl> {
    let mut reader = Reader::default();
    let read = read(&mut reader, &At { node: tree, place: Place::default() });
    Shape { read, errors: reader.errors, unread: reader.unread }
}

impl<'de> Deserialize<'de> for InstanceDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize::read(deserializer, read)
    }
}

fn read(reader: &mut Reader, at: &At<'_>) -> InstanceDecl {
    let known = &["tvmd", "setting", "prior", "prior_hat", "mechanisms", "numbers", "$schema"];
    let fields = reader.fields(at, "an object with an instance", known);
    if let Some(at) = fields.optional("$schema") {
        reader.text(Some(at), "the name of a schema in quotes,");
    }
    let version = reader.needed(&fields, "tvmd");
    read_version(reader, version);
    let setting = reader.needed(&fields, "setting");
    let nothing = || SettingDecl {
        name: String::new(),
        items: Vec::new(),
        bound: Rational::zero(),
        agents: Vec::new(),
    };
    let setting = setting.map_or_else(nothing, |at| reader.setting(&at));
    let mut prior = |name| fields.optional(name).map(|at| reader.any_prior(&at));
    let (prior, prior_hat) = (prior("prior"), prior("prior_hat"));
    let mechanisms = fields.given("mechanisms").and_then(|at| {
        reader.entries(&at, "an object of mechanisms by name", |reader, at| reader.mechanism(&at))
    });
    let numbers = reader.numbers(fields.given("numbers"), "an object of numbers by name");
    let mechanisms = mechanisms.unwrap_or_default();
    InstanceDecl { tvmd: FORMAT, setting, prior, prior_hat, mechanisms, numbers }
}

fn read_version(reader: &mut Reader, at: Option<At<'_>>) {
    let Some(at) = at else { return };
    let version = match &at.node.value {
        Value::Number(written) => written.parse::<u32>().ok(),
        _ => None,
    };
    match version {
        Some(FORMAT) => {}
        Some(other) => reader.wrong(&at.place, catalogue::other_version(other, FORMAT)),
        None => reader.expected(&at, "the version of the format, a whole number,"),
    }
}

//! What stands before a setting, a mechanism, an agent, a type, an item or a row: documentation, `#[cfg(…)]`, lints.
//!
//! It goes onto what is generated. Whether a `#[cfg(…)]` holds isn't known here, so only something that is generated whole
//! can have one: without it a setting would be another one.

use super::reader::Reader;
use super::rust::Attribute;
use crate::catalogue;
use syn::Result;
use syn::parse::ParseStream;
use tvmd_model::diagnostic::Place;

/// What stands before a setting, a mechanism or a constant.
#[derive(Default)]
pub(super) struct Attributes {
    /// Documentation and expectations: for the type alone.
    pub(super) docs: Vec<Attribute>,
    /// Conditions and lints: for all that is generated.
    pub(super) everywhere: Vec<Attribute>,
}

/// Reads what stands before a setting, a mechanism or a constant.
pub(super) fn outer(reader: &mut Reader, input: ParseStream<'_>) -> Result<Attributes> {
    let mut attributes = Attributes::default();
    for attribute in input.call(Attribute::all)? {
        if is_one_of(&attribute, &["doc", "expect"]) {
            attributes.docs.push(attribute);
        } else if is_one_of(&attribute, &["cfg", "allow", "warn", "deny", "forbid"]) {
            attributes.everywhere.push(attribute);
        } else {
            reader.complain(attribute, catalogue::only_docs_conditions_and_lints());
        }
    }
    Ok(attributes)
}

/// Reads what stands before an agent, a type or an item.
pub(super) fn inner(reader: &mut Reader, input: ParseStream<'_>) -> Result<Vec<Attribute>> {
    let known = ["doc", "allow", "warn", "deny", "forbid", "expect"];
    some(reader, input, &known, catalogue::only_docs_and_lints())
}

/// Reads the documentation of what nothing is generated for, a row, a rule or claims, and whether it is no more than that.
pub(super) fn docs(reader: &mut Reader, input: ParseStream<'_>) -> Result<bool> {
    let before = reader.errors.len();
    some(reader, input, &["doc"], catalogue::only_docs())?;
    Ok(reader.errors.len() == before)
}

fn some(
    reader: &mut Reader,
    input: ParseStream<'_>,
    known: &[&str],
    otherwise: String,
) -> Result<Vec<Attribute>> {
    let (some, others): (Vec<_>, Vec<_>) =
        input.call(Attribute::all)?.into_iter().partition(|attribute| is_one_of(attribute, known));
    for attribute in others {
        let is_condition = is_one_of(&attribute, &["cfg"]);
        let message = if is_condition { catalogue::condition_inside() } else { otherwise.clone() };
        reader.complain(attribute, message);
    }
    Ok(some)
}

fn is_one_of(attribute: &Attribute, names: &[&str]) -> bool {
    names.iter().any(|name| attribute.is(name))
}

impl Reader {
    /// Keeps the attributes of what is at `place`.
    pub(super) fn keep_attributes(&mut self, place: Place, attributes: Vec<Attribute>) {
        if !attributes.is_empty() {
            self.attributes.insert(place, attributes);
        }
    }
}

//! Instances, as they are written in files. What is told by reading them, names and sums, no schema can tell.

mod mechanism;
mod prior;
mod setting;

pub use mechanism::{Mechanism, Row};
pub use prior::Prior;
pub use setting::Setting;

use super::number::Number;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Values by names that users choose.
type Named<T> = BTreeMap<String, T>;

/// A setting, its priors and the mechanisms in it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Instance {
    /// The schema that the file follows, for editors.
    #[schemars(rename = "$schema", skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// The version of the format.
    tvmd: Version,
    /// Items, agents and their types.
    setting: Setting,
    /// The distribution of types.
    #[schemars(skip_serializing_if = "Option::is_none")]
    prior: Option<Prior>,
    /// The perturbed distribution, in instances that witness a statement about two.
    #[schemars(skip_serializing_if = "Option::is_none")]
    prior_hat: Option<Prior>,
    /// By name, in the order of their declaration.
    #[schemars(default, skip_serializing_if = "BTreeMap::is_empty")]
    mechanisms: Named<Mechanism>,
    /// The numbers of both sides, in instances that witness a statement.
    #[schemars(default, skip_serializing_if = "BTreeMap::is_empty")]
    numbers: Named<Number>,
}

/// The version of the format: 1.
pub struct Version;

impl JsonSchema for Version {
    fn schema_name() -> Cow<'static, str> {
        "Version".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "const": tvmd_core::model::FORMAT })
    }
}

/// Exactly one of some fields is there.
fn one_of<F: AsRef<str>>(schema: &mut Schema, fields: &[F]) {
    let one: Vec<Value> = fields.iter().map(|field| json!({ "required": [field.as_ref()] })).collect();
    schema.insert("oneOf".to_owned(), one.into());
}

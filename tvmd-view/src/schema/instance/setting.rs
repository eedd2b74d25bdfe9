//! Settings, as they are written in files.

use super::{Named, one_of};
use crate::schema::number::Number;
use schemars::{JsonSchema, Schema};

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Setting {
    name: String,
    #[schemars(length(min = 1))]
    items: Vec<String>,
    /// H: values are in [0, H], payments in [-H, H].
    bound: Number,
    #[schemars(length(min = 1))]
    agents: Vec<Agent>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Agent {
    name: String,
    valuation: Valuation,
    /// ⊥, `Bottom`, is always there and isn't listed.
    #[schemars(length(min = 1))]
    types: Vec<Type>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Valuation {
    Additive,
    UnitDemand,
    Bundles,
}

/// A type with its values, or many types on a grid.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, transform = values_or_grid)]
struct Type {
    name: String,
    #[schemars(skip_serializing_if = "Option::is_none")]
    values: Option<Values>,
    #[schemars(skip_serializing_if = "Option::is_none")]
    grid: Option<Named<Grid>>,
}

/// By item, or by bundle; what isn't listed is worth nothing, or what its most valuable listed part is.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Values {
    Items(Named<Number>),
    Bundles(Vec<BundleValue>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BundleValue {
    bundle: Vec<String>,
    value: Number,
}

/// The values `from`, `from` + `step`, … up to `to`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Grid {
    from: Number,
    to: Number,
    step: Number,
}

fn values_or_grid(schema: &mut Schema) {
    one_of(schema, &["values", "grid"]);
}

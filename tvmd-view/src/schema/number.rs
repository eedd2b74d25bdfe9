//! Numbers, which are exact.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A number as it is read: a whole one, or a text with a fraction, a whole number or a decimal.
pub struct Number;

/// A number as it is written: a text with a reduced fraction, or a whole number.
pub struct Exact;

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number, exactly: a whole one, or a fraction or decimal in quotes.",
            "examples": [2, "3/2", "0.25"],
            "anyOf": [
                { "type": "integer" },
                { "type": "string", "pattern": r"^\s*-?[0-9]+(\s*/\s*0*[1-9][0-9]*|\.[0-9]+)?\s*$" }
            ]
        })
    }
}

impl JsonSchema for Exact {
    fn schema_name() -> Cow<'static, str> {
        "Exact".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number, exactly: a reduced fraction or a whole number.",
            "type": "string",
            "pattern": "^(0|-?[1-9][0-9]*(/[1-9][0-9]*)?)$"
        })
    }
}

//! Mechanisms, as they are written in files: rules by their words.

use super::{Named, one_of};
use crate::schema::number::Number;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;
use tvmd_core::model::{RuleWord, Word as _};

/// A rule, by its word, and what is claimed of it.
pub struct Mechanism;

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PostedPrices {
    /// Who comes when; in the setting's order if not given.
    #[schemars(skip_serializing_if = "Option::is_none")]
    order: Option<Vec<String>>,
    prices: Prices,
}

/// By item, or by agent and item.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Prices {
    Anonymous(Named<Number>),
    PerAgent(Named<Named<Number>>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Bundles {
    /// Who comes when; in the setting's order if not given.
    #[schemars(skip_serializing_if = "Option::is_none")]
    order: Option<Vec<String>>,
    offers: Vec<BundlePrice>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BundlePrice {
    bundle: Vec<String>,
    price: Number,
}

/// The menu of the only agent, or menus by agent.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Menus {
    Single(Vec<MenuEntry>),
    PerAgent(Named<Vec<MenuEntry>>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, transform = bundle_or_lottery)]
struct MenuEntry {
    #[schemars(skip_serializing_if = "Option::is_none")]
    bundle: Option<Vec<String>>,
    #[schemars(skip_serializing_if = "Option::is_none")]
    lottery: Option<Lottery>,
    price: Number,
}

/// Probabilities by item, or by bundle.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Lottery {
    Items(Named<Number>),
    Bundles(Vec<BundleChance>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BundleChance {
    bundle: Vec<String>,
    probability: Number,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SecondPrice {
    #[schemars(skip_serializing_if = "Option::is_none")]
    reserve: Option<Number>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Nothing {}

/// Another mechanism, kept on a part of the type spaces and extended to all of them.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DsicExtension {
    of: String,
    /// Types by agent; one who isn't listed keeps all.
    keeping: Named<Vec<String>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BicExtension {
    of: String,
    /// Types by agent; one who isn't listed keeps all.
    keeping: Named<Vec<String>>,
    /// Whether to follow the paper's definition to the letter.
    #[schemars(default, skip_serializing_if = "std::ops::Not::not")]
    printed: bool,
}

/// The first row that matches the reports decides.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, transform = gets_or_lottery)]
pub struct Row {
    /// A pattern for each agent: a type, `Low | High`, or `_` for any.
    when: Vec<String>,
    #[schemars(skip_serializing_if = "Option::is_none")]
    gets: Option<Named<Vec<String>>>,
    #[schemars(skip_serializing_if = "Option::is_none")]
    lottery: Option<Vec<Branch>>,
    #[schemars(default, skip_serializing_if = "BTreeMap::is_empty")]
    pays: Named<Number>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Branch {
    probability: Number,
    #[schemars(default, skip_serializing_if = "BTreeMap::is_empty")]
    gets: Named<Vec<String>>,
}

impl JsonSchema for Mechanism {
    fn schema_name() -> Cow<'static, str> {
        "Mechanism".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        // A rule that isn't described here may say anything.
        let rule = |word: RuleWord, generator: &mut SchemaGenerator| match word {
            RuleWord::Outcomes => generator.subschema_for::<Vec<Row>>(),
            RuleWord::PostedPrices => generator.subschema_for::<PostedPrices>(),
            RuleWord::Bundles => generator.subschema_for::<Bundles>(),
            RuleWord::Menu => generator.subschema_for::<Menus>(),
            RuleWord::SecondPrice => generator.subschema_for::<SecondPrice>(),
            RuleWord::Vcg | RuleWord::Lookahead => generator.subschema_for::<Nothing>(),
            RuleWord::DsicExtension => generator.subschema_for::<DsicExtension>(),
            RuleWord::BicExtension => generator.subschema_for::<BicExtension>(),
            #[allow(unreachable_patterns, reason = "a new rule needs no line here")]
            _ => true.into(),
        };
        let mut properties: Map<String, Value> = RuleWord::ALL
            .iter()
            .map(|word| (word.written().to_owned(), rule(*word, generator).into()))
            .collect();
        let file =
            json!({ "type": "string", "description": "A `.npz` file with what each agent gets and pays." });
        properties.insert("arrays".to_owned(), file);
        let rules: Vec<String> = properties.keys().cloned().collect();
        let claims = json!({
            "type": "array",
            "items": { "type": "string" },
            "description": "Such as `dsic`, `bic(1/10)` or `not ex_post_ir`."
        });
        properties.insert("claims".to_owned(), claims);
        let mut schema = json_schema!({
            "description": "A rule, by its word, and what is claimed of it.",
            "type": "object",
            "properties": properties,
            "additionalProperties": false
        });
        one_of(&mut schema, &rules);
        schema
    }
}

fn bundle_or_lottery(schema: &mut Schema) {
    one_of(schema, &["bundle", "lottery"]);
}

fn gets_or_lottery(schema: &mut Schema) {
    schema.insert("not".to_owned(), json!({ "required": ["gets", "lottery"] }));
}

//! Settings: what can't be read of them leaves agents and types without names, which may be any.

use super::super::tree::Value;
use super::reader::{At, Fields, Reader};
use crate::exact::{BigInt, Rational};
use crate::model::{Agent, BundleValue, Entries, Grid, Setting, Space, TypeDecl, ValuationKind, Values};

/// What stands for an agent, item or type whose name can't be read.
const NO_NAME: String = String::new();

impl Reader {
    /// A setting; `None` if there is nothing of one.
    pub(super) fn setting(&mut self, at: &At<'_>) -> Option<Setting> {
        let fields = self.fields(at, "an object with the setting", &["name", "items", "bound", "agents"]);
        let name = self.needed(&fields, "name");
        let items = self.needed(&fields, "items");
        let bound = self.needed(&fields, "bound");
        let agents = self.needed(&fields, "agents")?;
        let agents = self.list(&agents, "a list of agents")?;
        Some(Setting {
            name: self.text(name, "a name in quotes"),
            items: self.bundle(items),
            // Nothing is over it.
            bound: self.number(bound, Rational::from_integer(BigInt::from(1) << 8_192)),
            agents: agents.iter().map(|agent| self.agent(agent)).collect(),
        })
    }

    fn agent(&mut self, at: &At<'_>) -> Agent {
        let fields = self.fields(at, "an object with an agent", &["name", "valuation", "types"]);
        let name = self.needed(&fields, "name");
        let name = self.text(name, "a name in quotes");
        let valuation = self.valuation(&fields);
        let types = self.needed(&fields, "types").and_then(|at| self.list(&at, "a list of types"));
        let types = match types {
            Some(types) => types.iter().map(|own| self.type_decl(own, valuation)).collect(),
            None => vec![TypeDecl { name: NO_NAME, space: Space::One(nothing(valuation)) }],
        };
        Agent { name, valuation, types }
    }

    /// The kind of valuation; if it can't be read, that of the values.
    fn valuation(&mut self, fields: &Fields<'_>) -> ValuationKind {
        let kinds = [ValuationKind::Additive, ValuationKind::UnitDemand, ValuationKind::Bundles];
        let word = self.needed(fields, "valuation");
        let word = word.and_then(|at| self.word(&at, &["additive", "unit_demand", "bundles"]));
        let kind = kinds.into_iter().find(|kind| Some(kind.keyword()) == word);
        let lists_bundles = || {
            let types = fields.given("types").map(|at| &at.node.value);
            let Some(Value::List(types)) = types else { return false };
            types.iter().any(|own| matches!(own.field("values").map(|own| &own.value), Some(Value::List(_))))
        };
        kind.unwrap_or_else(|| if lists_bundles() { ValuationKind::Bundles } else { ValuationKind::Additive })
    }

    fn type_decl(&mut self, at: &At<'_>, valuation: ValuationKind) -> TypeDecl {
        let fields = self.fields(at, "an object with a type", &["name", "values", "grid"]);
        let name = self.needed(&fields, "name");
        let name = self.text(name, "a name in quotes");
        match self.one_of(&fields, "a type", &["values", "grid"]) {
            Some(("grid", at)) => match self.grid(&at) {
                Some(grid) => TypeDecl { name, space: Space::Grid(grid) },
                // Its types can't be known.
                None => TypeDecl { name: NO_NAME, space: Space::One(nothing(valuation)) },
            },
            Some((_, at)) => TypeDecl { name, space: Space::One(self.values(&at, valuation)) },
            None => TypeDecl { name, space: Space::One(nothing(valuation)) },
        }
    }

    fn values(&mut self, at: &At<'_>, valuation: ValuationKind) -> Values {
        match &at.node.value {
            Value::List(_) => {
                let values = self.list(at, "a list of values of bundles").unwrap_or_default();
                Values::Bundles(values.iter().map(|own| self.bundle_value(own)).collect())
            }
            _ => {
                let values =
                    self.amounts(at, "an object of values per item, or a list of values of bundles,");
                values.map_or_else(|| nothing(valuation), Values::Items)
            }
        }
    }

    fn bundle_value(&mut self, at: &At<'_>) -> BundleValue {
        let fields = self.fields(at, "an object with a bundle and its value", &["bundle", "value"]);
        let (bundle, value) = (self.needed(&fields, "bundle"), self.needed(&fields, "value"));
        BundleValue { bundle: self.bundle(bundle), value: self.amount(value) }
    }

    /// The axes of a grid; `None` if a number in it can't be read.
    fn grid(&mut self, at: &At<'_>) -> Option<Entries<Grid>> {
        let before = self.errors.len();
        let axes = self.entries(at, "an object of values from, to and step per item", |reader, at| {
            let fields = reader.fields(&at, "an object with from, to and step", &["from", "to", "step"]);
            let mut number = |name| {
                let at = reader.needed(&fields, name);
                reader.amount(at)
            };
            Grid { from: number("from"), to: number("to"), step: number("step") }
        });
        let readable = self.errors.len() == before;
        if !readable {
            self.errors.settle(at.place.parent().unwrap_or_default());
        }
        axes.filter(|_| readable)
    }
}

/// The values of a type of which nothing is known.
fn nothing(valuation: ValuationKind) -> Values {
    match valuation {
        ValuationKind::Bundles => Values::Bundles(Vec::new()),
        ValuationKind::Additive | ValuationKind::UnitDemand => Values::Items(Entries::default()),
    }
}

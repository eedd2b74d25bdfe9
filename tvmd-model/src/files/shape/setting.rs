//! Settings.

use crate::diagnostic::catalogue;
use crate::model::reader::{At, Fields, Reader};
use crate::model::tree::Value;
use crate::model::{
    AgentDecl, BundleValue, Entries, Grid, SettingDecl, Space, TypeDecl, ValuationKind, Values, Word as _,
};

impl Reader {
    pub fn setting(&mut self, at: &At<'_>) -> SettingDecl {
        let fields = self.fields(at, "an object with the setting", &["name", "items", "bound", "agents"]);
        let (name, items) = (self.needed(&fields, "name"), self.needed(&fields, "items"));
        let (bound, agents) = (self.needed(&fields, "bound"), self.needed(&fields, "agents"));
        let agents = agents.and_then(|at| self.list(&at, "a list of agents")).unwrap_or_default();
        SettingDecl {
            name: self.text(name, "a name in quotes"),
            items: self.bundle(items),
            bound: self.number(bound),
            agents: agents.iter().map(|agent| self.agent(agent)).collect(),
        }
    }

    fn agent(&mut self, at: &At<'_>) -> AgentDecl {
        let fields = self.fields(at, "an object with an agent", &["name", "valuation", "types"]);
        let (name, types) = (self.needed(&fields, "name"), self.needed(&fields, "types"));
        let name = self.text(name, "a name in quotes");
        let valuation = self.valuation(&fields);
        let types = types.and_then(|at| self.list(&at, "a list of types")).unwrap_or_default();
        AgentDecl { name, valuation, types: types.iter().map(|at| self.type_decl(at, valuation)).collect() }
    }

    fn valuation(&mut self, fields: &Fields<'_>) -> ValuationKind {
        let word = self.needed(fields, "valuation");
        let word = word.and_then(|at| self.word(&at, ValuationKind::WRITTEN));
        word.and_then(ValuationKind::read).unwrap_or(ValuationKind::Additive)
    }

    fn type_decl(&mut self, at: &At<'_>, valuation: ValuationKind) -> TypeDecl {
        let fields = self.fields(at, "an object with a type", &["name", "values", "grid"]);
        let name = self.needed(&fields, "name");
        let name = self.text(name, "a name in quotes");
        let space = match self.one_of(&fields, "a type", &["values", "grid"], "values") {
            Some(("grid", at)) => Space::Grid(self.grid(&at)),
            Some((_, at)) => Space::One(self.values(at, valuation)),
            None => Space::One(Values::Items(Entries::default())),
        };
        TypeDecl { name, space }
    }

    fn values(&mut self, at: At<'_>, valuation: ValuationKind) -> Values {
        let what = "an object of values per item, or a list of values of bundles,";
        match &at.node.value {
            Value::List(_) => {
                let values = self.list(&at, what).unwrap_or_default();
                Values::Bundles(values.iter().map(|at| self.bundle_value(at)).collect())
            }
            Value::Object(_) => Values::Items(self.numbers(Some(at), what)),
            _ => {
                // It is one type, of which there is more to say.
                self.errors.report(at.place.clone(), catalogue::expected(what, at.node));
                self.unread.push(at.place.index(0));
                match valuation {
                    ValuationKind::Bundles => Values::Bundles(Vec::new()),
                    ValuationKind::Additive | ValuationKind::UnitDemand => Values::Items(Entries::default()),
                }
            }
        }
    }

    fn bundle_value(&mut self, at: &At<'_>) -> BundleValue {
        let fields = self.fields(at, "an object with a bundle and its value", &["bundle", "value"]);
        let (bundle, value) = (self.needed(&fields, "bundle"), self.needed(&fields, "value"));
        BundleValue { bundle: self.bundle(bundle), value: self.number(value) }
    }

    fn grid(&mut self, at: &At<'_>) -> Entries<Grid> {
        let axes = self.entries(at, "an object of values from, to and step per item", |reader, at| {
            let fields = reader.fields(&at, "an object with from, to and step", &["from", "to", "step"]);
            let mut number = |name| {
                let at = reader.needed(&fields, name);
                reader.number(at)
            };
            Grid { from: number("from"), to: number("to"), step: number("step") }
        });
        axes.unwrap_or_default()
    }
}

//! Settings back in the instance format.

use super::{Setting, Valuation};
use crate::exact::{Rational, text::Text};
use crate::model::{self, Entries, Space, ValuationKind, Values};

impl Setting {
    /// The setting as it would be written, grids listed type by type.
    #[must_use]
    pub fn to_model(&self) -> model::SettingDecl {
        let agents = self.agents().iter().map(|agent| {
            let types = agent.types.iter().skip(1).map(|t| model::TypeDecl {
                name: t.name.clone(),
                space: Space::One(self.values(&t.valuation)),
            });
            let kind = agent.types.last().map_or(ValuationKind::Additive, |t| t.valuation.kind());
            model::AgentDecl { name: agent.name.clone(), valuation: kind, types: types.collect() }
        });
        model::SettingDecl {
            name: self.name().to_owned(),
            items: self.items().to_vec(),
            bound: self.bound().clone(),
            agents: agents.collect(),
        }
    }

    fn values(&self, valuation: &Valuation) -> Values {
        match valuation {
            Valuation::Additive(values) | Valuation::UnitDemand(values) => {
                Values::Items(self.by_item(values))
            }
            Valuation::Bundles(listed) => {
                let entry = |(bundle, value): &(super::Bundle, Rational)| model::BundleValue {
                    bundle: self.item_names(*bundle),
                    value: value.clone(),
                };
                Values::Bundles(listed.iter().map(entry).collect())
            }
        }
    }

    fn by_item(&self, values: &[Rational]) -> Entries<Text> {
        self.items().iter().cloned().zip(values.iter().cloned().map(Text)).collect()
    }

    /// The names of a bundle's items.
    pub(crate) fn item_names(&self, bundle: super::Bundle) -> Vec<String> {
        bundle.items().filter_map(|item| self.items().get(item.0).cloned()).collect()
    }
}

impl Valuation {
    fn kind(&self) -> ValuationKind {
        match self {
            Self::Additive(_) => ValuationKind::Additive,
            Self::UnitDemand(_) => ValuationKind::UnitDemand,
            Self::Bundles(_) => ValuationKind::Bundles,
        }
    }
}

//! JSON in which a key may come twice.

use serde_json::Value;

/// A document, with keys in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Leaf(Value),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    pub(crate) fn read(text: &str) -> Self {
        Self::of(serde_json::from_str(text).unwrap())
    }

    pub(crate) fn of(value: Value) -> Self {
        match value {
            Value::Array(all) => Self::List(all.into_iter().map(Self::of).collect()),
            Value::Object(all) => {
                Self::Object(all.into_iter().map(|(name, value)| (name, Self::of(value))).collect())
            }
            leaf => Self::Leaf(leaf),
        }
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Leaf(Value::String(text.into()))
    }

    pub(crate) fn write(&self) -> String {
        match self {
            Self::Leaf(value) => value.to_string(),
            Self::List(all) => format!("[{}]", all.iter().map(Self::write).collect::<Vec<_>>().join(",")),
            Self::Object(all) => {
                let entry =
                    |(name, value): &(String, Self)| format!("{}:{}", Value::from(&name[..]), value.write());
                format!("{{{}}}", all.iter().map(entry).collect::<Vec<_>>().join(","))
            }
        }
    }

    /// Visits every node, the root first.
    pub(crate) fn visit(&mut self, visit: &mut impl FnMut(&mut Tree)) {
        visit(self);
        match self {
            Self::Leaf(_) => {}
            Self::List(all) => all.iter_mut().for_each(|value| value.visit(visit)),
            Self::Object(all) => all.iter_mut().for_each(|(_, value)| value.visit(visit)),
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Self::Leaf(Value::String(text)) = self { Some(text) } else { None }
    }
}

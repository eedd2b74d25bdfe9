//! Agents, items and types, by their positions in a setting.

/// An agent, by her position in the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgentId(pub usize);

/// An item, by its position in the setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub usize);

/// A type of an agent, by its position in her type space; 0 is ⊥.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

impl From<usize> for TypeId {
    fn from(position: usize) -> Self {
        Self(position)
    }
}

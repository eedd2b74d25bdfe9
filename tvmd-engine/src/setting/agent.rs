//! Agents and their types.

use super::valuation::Valuation;

/// The name of ⊥, the type of not taking part. It is in every type space, at position 0.
pub const BOTTOM: &str = "Bottom";

/// An agent and her type space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    pub(crate) name: String,
    pub(crate) types: Vec<Type>,
}

/// A type: a name and a valuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    pub(crate) name: String,
    pub(crate) valuation: Valuation,
}

impl Agent {
    /// Her name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Her types; the first is ⊥.
    #[must_use]
    pub fn types(&self) -> &[Type] {
        &self.types
    }

    /// Whether all her types are additive; ⊥ is.
    pub(crate) fn is_additive(&self) -> bool {
        self.types.iter().skip(1).all(|t| matches!(t.valuation, Valuation::Additive(_)))
    }

    /// Fails where she has no type at this position, as a list does.
    #[track_caller]
    pub(crate) fn assert_has(&self, position: usize) {
        let (name, count) = (&self.name, self.types.len());
        assert!(
            position < count,
            "{name} has {count} types, {BOTTOM} included, and none at position {position}"
        );
    }

    /// The name of a type of hers, by its position.
    #[must_use]
    pub fn type_name(&self, position: usize) -> &str {
        self.types.get(position).map_or("?", |t| &t.name)
    }
}

/// An agent is plain data; whether she makes sense is asked where she becomes a part of a setting.
impl Agent {
    /// An agent of these types, of which the first should be ⊥.
    #[must_use]
    pub fn new(name: impl Into<String>, types: Vec<Type>) -> Self {
        Self { name: name.into(), types }
    }

    /// Her types, to be changed.
    pub fn types_mut(&mut self) -> &mut Vec<Type> {
        &mut self.types
    }
}

/// A type is plain data, too.
impl Type {
    /// A type of this name and valuation.
    #[must_use]
    pub fn new(name: impl Into<String>, valuation: Valuation) -> Self {
        Self { name: name.into(), valuation }
    }

    /// ⊥.
    #[must_use]
    pub fn bottom() -> Self {
        Self::new(BOTTOM, Valuation::BOTTOM)
    }

    /// What bundles are worth to it, to be changed.
    pub fn valuation_mut(&mut self) -> &mut Valuation {
        &mut self.valuation
    }
}

impl Type {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What bundles are worth to it.
    #[must_use]
    pub fn valuation(&self) -> &Valuation {
        &self.valuation
    }
}

//! Which types of the agents a mechanism is kept on when it is extended (Definitions 3 and 4).

use crate::setting::{AgentId, Setting, TypeId};

/// The types on which a mechanism is kept, by agent. ⊥ always is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    setting: Setting,
    types: Vec<Vec<bool>>,
}

impl Kept {
    /// All types of all agents.
    #[must_use]
    pub fn all(setting: &Setting) -> Self {
        let types = setting.agents().iter().map(|agent| vec![true; agent.types().len()]).collect();
        Self { setting: setting.clone(), types }
    }

    /// Of this agent, ⊥ and these types only.
    ///
    /// # Panics
    /// If the setting has no such agent, or she no such type.
    #[must_use]
    pub fn only<T: Into<TypeId>>(
        mut self,
        agent: impl Into<AgentId>,
        types: impl IntoIterator<Item = T>,
    ) -> Self {
        let kept = &mut self.types[agent.into().0];
        for (position, kept) in kept.iter_mut().enumerate() {
            *kept = position == 0;
        }
        for TypeId(position) in types.into_iter().map(Into::into) {
            kept[position] = true;
        }
        self
    }

    #[doc(hidden)]
    pub fn new(setting: &Setting, types: Vec<Vec<bool>>) -> Self {
        Self { setting: setting.clone(), types }
    }

    /// The setting whose types they are.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// Whether a type is kept, by agent and type.
    #[must_use]
    pub fn types(&self) -> &[Vec<bool>] {
        &self.types
    }
}

//! Which types of the agents a mechanism is kept on when it is extended (Definitions 3 and 4).

use crate::setting::{AgentId, Setting, TypeId};

/// The types on which a mechanism is kept, by agent. ⊥ always is.
///
/// ```
/// use tvmd::mechanism::Kept;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 3; agent Buyer: additive { Low = 1, Mid = 2, High = 3 } }
/// # }
///
/// let kept = Kept::all(Shop::setting()).only(shop::Agent::Buyer, [shop::Buyer::High]);
/// assert_eq!(kept.types(), [[true, false, false, true]]);
/// ```
///
/// Extensions are made from it: `lemma6` and `lemma7` of the module `kernel`.
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
        let position = agent.into();
        let agent = self.setting.agent_at(position);
        let kept = &mut self.types[position.0];
        for (position, kept) in kept.iter_mut().enumerate() {
            *kept = position == 0;
        }
        for TypeId(position) in types.into_iter().map(Into::into) {
            agent.assert_has(position);
            kept[position] = true;
        }
        self
    }

    pub(crate) fn new(setting: &Setting, types: Vec<Vec<bool>>) -> Self {
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

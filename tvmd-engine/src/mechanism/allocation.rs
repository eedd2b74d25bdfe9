//! Who gets which items.

use super::impossible::OutcomeError;
use crate::setting::{AgentId, Bundle};

/// Who gets which items. No item is given twice.
///
/// ```
/// use tvmd::{AgentId, Allocation, Bundle, ItemId};
///
/// let tea = Bundle::from_iter([ItemId(0)]);
/// let allocation = Allocation::new(vec![Bundle::EMPTY, tea])?;
/// assert_eq!(allocation.bundle(AgentId(1)), tea);
/// assert!(Allocation::new(vec![tea, tea]).is_err(), "tea is given twice");
/// # Ok::<(), tvmd::mechanism::OutcomeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Allocation(pub(super) Vec<Bundle>);

impl Allocation {
    /// The allocation in which agent i gets `bundles[i]`.
    ///
    /// # Errors
    /// If an item is given twice.
    pub fn new(bundles: Vec<Bundle>) -> Result<Self, OutcomeError> {
        let mut given = Bundle::EMPTY;
        for (agent, bundle) in bundles.iter().enumerate() {
            if !bundle.is_disjoint(given) {
                let twice = |other: &Bundle| !other.is_disjoint(*bundle);
                let first = bundles.iter().position(twice).unwrap_or(agent);
                let item = bundle.items().find(|item| given.contains(*item)).map_or(0, |item| item.0);
                return Err(OutcomeError::GivenTwice { item, agents: (first, agent) });
            }
            given = given.union(*bundle);
        }
        Ok(Self(bundles))
    }

    /// Nobody gets anything.
    #[must_use]
    pub fn nothing(agents: usize) -> Self {
        Self(vec![Bundle::EMPTY; agents])
    }

    /// What an agent gets.
    #[must_use]
    pub fn bundle(&self, agent: impl Into<AgentId>) -> Bundle {
        self.0.get(agent.into().0).copied().unwrap_or(Bundle::EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ItemId;

    fn bundle(items: &[usize]) -> Bundle {
        items.iter().copied().map(ItemId).collect()
    }

    #[test]
    fn no_item_is_given_twice() {
        let twice = Allocation::new(vec![bundle(&[0, 1]), bundle(&[]), bundle(&[1])]);
        assert_eq!(twice, Err(OutcomeError::GivenTwice { item: 1, agents: (0, 2) }));
        let said = twice.unwrap_err().to_string();
        assert_eq!(said, "the 2nd item is given to both the 1st agent and the 3rd agent");
        assert!(Allocation::new(vec![bundle(&[0]), bundle(&[1])]).is_ok());
    }
}

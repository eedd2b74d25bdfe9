//! What a product distribution is a product of, in a setting: the agents' types, or the item values of a single agent.

use super::field::{Vertices, configurations};
use super::{Distribution, Prior};
use crate::exact::BigInt;

/// A prior as the joint distribution of variables.
///
/// Where several agents take part, the variables are their types, ⊥ among them. Of a single agent they are what the items are
/// worth to her, as for a Markov random field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variables {
    /// The agents, or the items.
    pub names: Vec<String>,
    /// What the values of each are called.
    pub values: Vec<Vec<String>>,
    /// Their joint distribution, numbered with the first variable most significant.
    pub joint: Distribution,
}

impl Variables {
    /// The variables of a prior; `None` for a single agent unless she always takes part and has exactly one type for each
    /// combination of item values.
    #[must_use]
    pub fn of(prior: &Prior) -> Option<Self> {
        let setting = prior.setting();
        let vertices = Vertices::of(setting).ok()?;
        let bottom = vec![vertices.take_bottom(); vertices.names.len()];
        let values: Vec<Vec<String>> =
            (0..bottom.len()).map(|vertex| vertices.value_names(vertex, bottom[vertex])).collect();
        let own = prior.distribution();
        let weight = |at: Vec<usize>| Some(own.weight(setting.index_of(&vertices.profile(&at, &bottom))?));
        let weights: Option<Vec<BigInt>> =
            configurations(values.iter().map(Vec::len).collect()).map(weight).collect();
        let weights = weights.filter(|weights| weights.iter().sum::<BigInt>() == *own.total())?;
        Some(Self { names: vertices.names, values, joint: Distribution::proportional(weights)? })
    }

    /// How many values each variable has.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.values.iter().map(Vec::len).collect()
    }
}

//! What a product distribution is a product of, in a setting: the agents' types, or the item values of a single agent.

use super::field::{Vertices, configurations};
use super::{Distribution, Prior};
use crate::exact::BigInt;
use crate::setting::Setting;
use num_traits::Zero;

/// A prior as the joint distribution of variables.
///
/// Where several agents take part, the variables are their types, ⊥ among them. Of a single agent they are what the items are
/// worth to her, as for a Markov random field.
///
/// ```
/// use tvmd::prelude::*;
/// use tvmd::prior::Variables;
/// # tvmd::mechanism! {
/// #     setting Shop<First, Second> {
/// #         items { Tea }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior joint { (Low, Low): 1/2, (High, High): 1/2 }
/// #     }
/// # }
///
/// let variables = Variables::of(&Shop::prior()).ok_or("not a grid")?;
/// assert_eq!(variables.names, ["First", "Second"]);
/// assert_eq!(variables.values[0], ["Bottom", "Low", "High"]);
/// assert_eq!(variables.sizes(), [3, 3]);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variables {
    /// The agents, or the items.
    pub names: Vec<String>,
    /// What the values of each are called.
    pub values: Vec<Vec<String>>,
    /// Their joint distribution, numbered with the first variable most significant.
    pub joint: Distribution,
    setting: Setting,
    /// The number of the profile at which the variables have these values, by number of the values.
    profiles: Vec<usize>,
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
        let profile = |at: Vec<usize>| setting.index_of(&vertices.profile(&at, &bottom));
        let profiles: Vec<usize> =
            configurations(values.iter().map(Vec::len).collect()).map(profile).collect::<Option<_>>()?;
        let distribution = prior.distribution();
        let weights: Vec<BigInt> = profiles.iter().map(|profile| distribution.weight(*profile)).collect();
        // ⊥ of a single agent is no combination of item values.
        if weights.iter().sum::<BigInt>() != *distribution.total() {
            return None;
        }
        let joint = Distribution::proportional(weights)?;
        Some(Self { names: vertices.names, values, joint, setting: setting.clone(), profiles })
    }

    /// The prior of the same setting under which the variables are independent and so distributed; `None` if these aren't
    /// distributions of their values.
    #[must_use]
    pub fn independent(&self, marginals: &[Distribution]) -> Option<Prior> {
        if !marginals.iter().map(Distribution::len).eq(self.sizes()) {
            return None;
        }
        let product = Distribution::product(marginals);
        let mut weights = vec![BigInt::zero(); self.setting.profile_count()];
        for (number, profile) in self.profiles.iter().enumerate() {
            weights[*profile] = product.weight(number);
        }
        Some(Prior::new(&self.setting, Distribution::proportional(weights)?))
    }

    /// How many values each variable has.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.values.iter().map(Vec::len).collect()
    }
}

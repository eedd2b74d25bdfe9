//! Profiles of types, and their numbering.

use super::position::{AgentId, TypeId};

/// A type for each agent, by its position in her type space; 0 is ⊥.
///
/// ```
/// use tvmd::{AgentId, Profile};
///
/// let truth = Profile::new(vec![2, 1]);
/// let lie = truth.with(AgentId(0), 1);
/// assert_eq!(lie.types(), [1, 1]);
/// assert_eq!(truth.of(AgentId(0)), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Profile(Vec<usize>);

impl Profile {
    /// The profile in which agent i has type `types[i]`.
    #[must_use]
    pub fn new(types: Vec<usize>) -> Self {
        Self(types)
    }

    /// The types by agent.
    #[must_use]
    pub fn types(&self) -> &[usize] {
        &self.0
    }

    /// The type of one agent. An agent beyond the profile doesn't take part.
    #[must_use]
    pub fn of(&self, agent: impl Into<AgentId>) -> usize {
        self.0.get(agent.into().0).copied().unwrap_or(0)
    }

    /// What profiles are compared by where ⊥ comes last for each agent.
    pub(crate) fn bottom_last(&self) -> Vec<usize> {
        self.0.iter().map(|report| report.wrapping_sub(1)).collect()
    }

    /// This profile with one agent's type replaced: `(report, t_-i)`.
    #[must_use]
    pub fn with(&self, agent: impl Into<AgentId>, report: impl Into<TypeId>) -> Self {
        let mut types = self.0.clone();
        if let Some(position) = types.get_mut(agent.into().0) {
            *position = report.into().0;
        }
        Self(types)
    }
}

/// The numbering of profiles: mixed radix, the first agent's type most significant.
///
/// For one agent, a profile is her own type together with the number of the *others'* profile, in which she is
/// left out; the others are numbered in the same way.
///
/// ```
/// use tvmd::setting::{Numbering, Profile};
///
/// // Three agents of 2, 3 and 4 types.
/// let numbering = Numbering::new(vec![2, 3, 4]).unwrap();
/// let number = numbering.index(&Profile::new(vec![1, 2, 3])).unwrap();
/// assert_eq!(number, numbering.count() - 1);
/// // The second reports 0 instead.
/// let others = numbering.others_at(1, number);
/// assert_eq!(numbering.profile(numbering.join(1, 0, others)), Profile::new(vec![1, 0, 3]));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    sizes: Vec<usize>,
    /// How far apart profiles are that differ by one in an agent's type.
    strides: Vec<usize>,
    count: usize,
}

impl Numbering {
    /// That of agents with so many types each; `None` if the number of profiles exceeds what a machine can count.
    #[must_use]
    pub fn new(sizes: Vec<usize>) -> Option<Self> {
        let mut strides = vec![1; sizes.len()];
        let mut count: usize = 1;
        for (agent, size) in sizes.iter().enumerate().rev() {
            strides[agent] = count;
            count = count.checked_mul(*size)?;
        }
        Some(Self { sizes, strides, count })
    }

    /// How many profiles there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The number of a profile, or `None` if there is none.
    #[must_use]
    pub fn index(&self, profile: &Profile) -> Option<usize> {
        if profile.0.len() != self.sizes.len() {
            return None;
        }
        let mut index = 0;
        for ((report, size), stride) in profile.0.iter().zip(&self.sizes).zip(&self.strides) {
            if report >= size {
                return None;
            }
            index += report * stride;
        }
        Some(index)
    }

    /// The profile of a number below [`count`](Self::count).
    #[must_use]
    pub fn profile(&self, index: usize) -> Profile {
        Profile(self.sizes.iter().zip(&self.strides).map(|(size, stride)| index / stride % size).collect())
    }

    /// How far apart profiles are that differ by one in an agent's type.
    pub(crate) fn stride(&self, agent: usize) -> usize {
        self.strides[agent]
    }

    /// How many profiles the others have.
    #[must_use]
    pub fn others(&self, agent: usize) -> usize {
        self.count / self.sizes[agent]
    }

    /// The number of the others' profile in the profile with this number.
    #[must_use]
    pub fn others_at(&self, agent: usize, index: usize) -> usize {
        let stride = self.strides[agent];
        index / (stride * self.sizes[agent]) * stride + index % stride
    }

    /// The number of the profile in which `agent` reports `report` and the others have profile number `others`.
    #[must_use]
    pub fn join(&self, agent: usize, report: usize, others: usize) -> usize {
        let stride = self.strides[agent];
        let (before, after) = (others / stride, others % stride);
        (before * self.sizes[agent] + report) * stride + after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_goes_there_and_back() {
        let numbering = Numbering::new(vec![2, 3, 4]).unwrap();
        for index in 0..numbering.count {
            let profile = numbering.profile(index);
            assert_eq!(numbering.index(&profile), Some(index));
            for agent in 0..3 {
                let others = numbering.others_at(agent, index);
                assert_eq!(numbering.join(agent, profile.0[agent], others), index);
            }
        }
        for agent in 0..3 {
            let mut seen: Vec<usize> = (0..numbering.others(agent))
                .flat_map(|others| (0..numbering.sizes[agent]).map(move |report| (report, others)))
                .map(|(report, others)| {
                    let joined = numbering.join(agent, report, others);
                    assert_eq!(numbering.profile(joined).of(AgentId(agent)), report);
                    joined
                })
                .collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..24).collect::<Vec<_>>());
        }
        assert_eq!(numbering.index(&Profile::new(vec![0, 3, 0])), None);
        assert!(Numbering::new(vec![usize::MAX, 2]).is_none());
    }
}

//! (ε, q)-BIC: for which ε and q it holds, a step function.
//!
//! The printed definition puts the quantifier over misreports outside the probability; the paper's proofs put it
//! inside. Both readings are offered, by name.

use super::Interim;
use crate::exact::Rational;
use num_traits::Zero;

/// Where the quantifier over misreports stands in the definition of (ε, q)-BIC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Types with *any* misreport that gains more than ε have mass at most q. The default, and what Lemma 4 proves.
    #[default]
    PerType,
    /// For *each* misreport, types that gain more than ε by it have mass at most q. As printed.
    PerMisreport,
}

/// A corner of the frontier: the mechanism is (ε, q)-BIC, and for no smaller q with this ε nor smaller ε with this q.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Step {
    /// The gain that is allowed, in units of payments.
    #[serde(with = "crate::exact::text")]
    pub epsilon: Rational,
    /// The mass of types that may gain more.
    #[serde(with = "crate::exact::text")]
    pub q: Rational,
}

/// The smallest q for every ε: a falling step function that starts at ε = 0 and ends at q = 0.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Frontier {
    steps: Vec<Step>,
}

impl Frontier {
    pub(super) fn new(agents: &[Interim], reading: Reading) -> Self {
        // For each family of gains of which q bounds the mass: the positive gains with the masses of their types.
        let families: Vec<Vec<(Rational, Rational)>> =
            agents.iter().flat_map(|interim| families(interim, reading)).collect();
        let mut epsilons: Vec<Rational> = families.iter().flatten().map(|(gain, _)| gain.clone()).collect();
        epsilons.push(Rational::zero());
        epsilons.sort();
        epsilons.dedup();
        let mut steps: Vec<Step> = Vec::new();
        for epsilon in epsilons {
            let mass = |family: &Vec<(Rational, Rational)>| -> Rational {
                family.iter().filter(|(gain, _)| *gain > epsilon).map(|(_, mass)| mass).sum()
            };
            let q = families.iter().map(mass).max().unwrap_or_default();
            if steps.last().is_none_or(|last| q < last.q) {
                steps.push(Step { epsilon, q });
            }
        }
        Self { steps }
    }

    /// The corners, by rising ε.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The smallest q with which the mechanism is (ε, q)-BIC, for ε at least 0.
    #[must_use]
    pub fn smallest_q(&self, epsilon: &Rational) -> Rational {
        let reached = self.steps.iter().rev().find(|step| step.epsilon <= *epsilon);
        reached.map_or_else(num_traits::One::one, |step| step.q.clone())
    }

    /// The smallest ε with which the mechanism is (ε, q)-BIC, for q at least 0.
    #[must_use]
    pub fn smallest_epsilon(&self, q: &Rational) -> Rational {
        self.steps.iter().find(|step| step.q <= *q).map(|step| step.epsilon.clone()).unwrap_or_default()
    }
}

fn families(interim: &Interim, reading: Reading) -> Vec<Vec<(Rational, Rational)>> {
    let possible = || (0..interim.masses.len()).filter(|own| interim.gains[*own].is_some());
    let positive = |gains: Vec<(Rational, Rational)>| {
        gains.into_iter().filter(|(gain, _)| *gain > Rational::zero()).collect()
    };
    match reading {
        Reading::PerType => {
            let gains =
                possible().filter_map(|own| Some((interim.best(own)?.0, interim.masses[own].clone())));
            vec![positive(gains.collect())]
        }
        Reading::PerMisreport => (0..interim.masses.len())
            .map(|report| {
                let gains = possible().filter_map(|own| {
                    Some((interim.gains[own].as_ref()?[report].clone(), interim.masses[own].clone()))
                });
                positive(gains.collect())
            })
            .collect(),
    }
}

//! BIC and its relaxations: expectations over the others' types, given one's own.

use super::{Naive, Types, joined};
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;
use tvmd_core::Rational;

/// Where the quantifier over misreports stands in the definition of (ε, q)-BIC.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// Types with *any* misreport that gains more than ε have mass at most q.
    PerType,
    /// For *each* misreport, types that gain more than ε by it have mass at most q.
    PerMisreport,
}

type Masses = BTreeMap<Types, Rational>;

impl Naive {
    /// Pr\[t_agent = own\].
    #[must_use]
    pub fn type_mass(&self, masses: &Masses, agent: usize, own: usize) -> Rational {
        self.others(agent).iter().map(|others| &masses[&joined(agent, own, others)]).sum()
    }

    /// E\[u(misreport) - u(own) | own\]; `None` given a type of probability 0.
    #[must_use]
    pub fn interim_gain(
        &self,
        masses: &Masses,
        agent: usize,
        own: usize,
        misreport: usize,
    ) -> Option<Rational> {
        let mass = self.type_mass(masses, agent, own);
        if mass.is_zero() {
            return None;
        }
        let mut gain = Rational::zero();
        for others in self.others(agent) {
            let difference =
                self.utility(agent, own, misreport, &others) - self.utility(agent, own, own, &others);
            gain += &masses[&joined(agent, own, &others)] / &mass * difference;
        }
        Some(gain)
    }

    /// `gains[agent][own][misreport]`, as [`interim_gain`](Self::interim_gain) says.
    #[must_use]
    pub fn interim_gains(&self, masses: &Masses) -> Vec<Vec<Vec<Option<Rational>>>> {
        let of_type = |agent, own| {
            (0..self.types(agent)).map(|report| self.interim_gain(masses, agent, own, report)).collect()
        };
        (0..self.agents())
            .map(|agent| (0..self.types(agent)).map(|own| of_type(agent, own)).collect())
            .collect()
    }

    /// The smallest ε with which the mechanism is ε-BIC.
    #[must_use]
    pub fn bic_regret(&self, masses: &Masses) -> Rational {
        let gains = self.interim_gains(masses).into_iter().flatten().flatten().flatten();
        gains.filter(Signed::is_positive).max().unwrap_or_default()
    }

    /// The smallest q with which the mechanism is (ε, q)-BIC.
    #[must_use]
    pub fn smallest_q(&self, masses: &Masses, epsilon: &Rational, reading: Reading) -> Rational {
        let gains = self.interim_gains(masses);
        let gains_more = |agent: usize, own: usize, report: usize| {
            gains[agent][own][report].as_ref().is_some_and(|gain| gain > epsilon)
        };
        let mass_of = |agent: usize, bad: &dyn Fn(usize) -> bool| -> Rational {
            let bad = (0..self.types(agent)).filter(|own| bad(*own));
            bad.map(|own| self.type_mass(masses, agent, own)).sum()
        };
        let mut q = Rational::zero();
        for agent in 0..self.agents() {
            let reports = 0..self.types(agent);
            match reading {
                Reading::PerType => {
                    let any = |own| reports.clone().any(|report| gains_more(agent, own, report));
                    q = q.max(mass_of(agent, &any));
                }
                Reading::PerMisreport => {
                    for report in reports {
                        q = q.max(mass_of(agent, &|own| gains_more(agent, own, report)));
                    }
                }
            }
        }
        q
    }
}

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

/// The expected gains of misreports, by agent, type and misreport.
pub type Gains = Vec<Vec<Vec<Option<Rational>>>>;

impl Naive {
    /// Pr\[t_agent = own\].
    #[must_use]
    pub fn type_mass(&self, masses: &Masses, agent: usize, own: usize) -> Rational {
        self.others(agent).iter().map(|others| &masses[&joined(agent, own, others)]).sum()
    }

    /// Pr\[others | own\], for all choices of the others' types; `None` given a type of probability 0.
    fn given(&self, masses: &Masses, agent: usize, own: usize) -> Option<Vec<(Types, Rational)>> {
        let mass = self.type_mass(masses, agent, own);
        let chance = |others: Types| {
            let chance = &masses[&joined(agent, own, &others)] / &mass;
            (others, chance)
        };
        (!mass.is_zero()).then(|| self.others(agent).into_iter().map(chance).collect())
    }

    /// `gains[agent][own][misreport]`: E\[u(misreport) - u(own) | own\]; `None` given a type of probability 0.
    #[must_use]
    pub fn interim_gains(&self, masses: &Masses) -> Gains {
        let of_type = |agent, own| {
            let given = self.given(masses, agent, own);
            let gain = |misreport| {
                let chances = given.as_ref()?.iter();
                let gains = chances.map(|(others, chance)| {
                    let [lie, truth] =
                        [misreport, own].map(|report| self.utility(agent, own, report, others));
                    chance * (lie - truth)
                });
                Some(gains.sum())
            };
            (0..self.types(agent)).map(gain).collect()
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

    /// The largest expected gain of a misreport among types that take part.
    #[must_use]
    pub fn bic_participating_regret(&self, masses: &Masses) -> Rational {
        let gains = self.interim_gains(masses).into_iter();
        let taking_part =
            gains.flat_map(|types| types.into_iter().skip(1).flat_map(|gains| gains.into_iter().skip(1)));
        taking_part.flatten().filter(Signed::is_positive).max().unwrap_or_default()
    }

    /// What a type of positive probability loses most by taking part, in expectation given her type.
    #[must_use]
    pub fn interim_ir_regret(&self, masses: &Masses) -> Rational {
        let mut most = Rational::zero();
        for agent in 0..self.agents() {
            for own in 1..self.types(agent) {
                let expected: Rational = self
                    .others(agent)
                    .iter()
                    .map(|others| {
                        &masses[&joined(agent, own, others)] * self.utility(agent, own, own, others)
                    })
                    .sum();
                if expected.is_negative() {
                    most = most.max(-expected / self.type_mass(masses, agent, own));
                }
            }
        }
        most
    }

    /// The smallest q with which the mechanism is (ε, q)-BIC, given its [`interim_gains`](Self::interim_gains).
    #[must_use]
    pub fn smallest_q(
        &self,
        masses: &Masses,
        gains: &Gains,
        epsilon: &Rational,
        reading: Reading,
    ) -> Rational {
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

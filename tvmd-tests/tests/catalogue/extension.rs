//! Definition 4 to the letter: each expectation a sum over all profiles.

use super::plain::{Masses, Plain, independent, marginal};
use num_traits::{Signed, Zero};
use tvmd_core::Rational;
use tvmd_tests::naive::{Types, bottom_last};

/// The printed extension of an ex-post IR mechanism under product priors.
pub(super) struct Extension<'p> {
    pub(super) plain: &'p Plain,
    pub(super) kept: &'p [Vec<bool>],
    tau: Vec<Vec<usize>>,
}

impl<'p> Extension<'p> {
    /// The hypotheses that Lemma 7 and its parts share, or which of them fails.
    pub(super) fn of(plain: &'p Plain) -> Result<Self, String> {
        plain.individually_rational()?;
        independent(&plain.prior)?;
        independent(&plain.hat)?;
        let kept = plain.kept.as_ref().ok_or("no kept types")?;
        if kept.iter().any(|kept| !kept[0]) {
            return Err("bottom isn't kept".to_owned());
        }
        let mut extension = Self { plain, kept, tau: Vec::new() };
        extension.tau = (0..plain.agents())
            .map(|agent| (0..plain.sizes[agent]).map(|t| extension.stand_in(agent, t)).collect())
            .collect();
        Ok(extension)
    }

    /// Of the kept types that are best for t in expectation, the one that pays most, then the first, ⊥ last.
    fn stand_in(&self, agent: usize, t: usize) -> usize {
        if self.kept[agent][t] {
            return t;
        }
        let mut best: Option<((Rational, Rational), usize)> = None;
        for z in bottom_last(self.plain.sizes[agent]).filter(|z| self.kept[agent][*z]) {
            let prior = &self.plain.prior;
            let utility = self.expect(prior, agent, z, |types| self.plain.utility(agent, t, types));
            let paid = self.expect(prior, agent, z, |types| self.plain.payments[types][agent].clone());
            if best.as_ref().is_none_or(|(most, _)| (&utility, &paid) > (&most.0, &most.1)) {
                best = Some(((utility, paid), z));
            }
        }
        best.map_or(0, |(_, z)| z)
    }

    /// E over the others' types while the agent reports `report`.
    pub(super) fn expect(
        &self,
        masses: &Masses,
        agent: usize,
        report: usize,
        what: impl Fn(&Types) -> Rational,
    ) -> Rational {
        let mut sum = Rational::zero();
        for (types, mass) in masses.iter().filter(|(_, mass)| !mass.is_zero()) {
            let mut reports = types.clone();
            reports[agent] = report;
            sum += mass * what(&reports);
        }
        sum
    }

    pub(super) fn tau(&self, agent: usize, own: usize) -> usize {
        self.tau[agent][own]
    }

    pub(super) fn replaced(&self, types: &Types) -> Types {
        types.iter().enumerate().map(|(agent, own)| self.tau[agent][*own]).collect()
    }

    /// v(x̂(t)) for an agent of type `own`.
    pub(super) fn value(&self, agent: usize, own: usize, reports: &Types) -> Rational {
        self.plain.worth[agent][own][&self.replaced(reports)].clone()
    }

    /// P and N of a type that isn't kept.
    pub(super) fn ratio(&self, agent: usize, own: usize) -> (Rational, Rational) {
        let (prior, z) = (&self.plain.prior, self.tau[agent][own]);
        (
            self.expect(prior, agent, z, |types| self.plain.payments[types][agent].clone()),
            self.expect(prior, agent, z, |types| self.plain.worth[agent][own][types].clone()),
        )
    }

    /// p̂; `None` where it divides by 0.
    pub(super) fn payment(&self, agent: usize, reports: &Types) -> Option<Rational> {
        let own = reports[agent];
        if self.kept[agent][own] {
            return Some(self.plain.payments[reports][agent].clone());
        }
        let (paid, worth) = self.ratio(agent, own);
        (!worth.is_zero()).then(|| self.value(agent, own, reports) * paid / worth)
    }

    /// The extension as a mechanism; `None` if it isn't defined.
    pub(super) fn played(&self) -> Option<Plain> {
        let mut played = self.plain.clone();
        for (reports, paid) in &mut played.payments {
            for (agent, paid) in paid.iter_mut().enumerate() {
                *paid = self.payment(agent, reports)?;
            }
        }
        for (agent, types) in played.worth.iter_mut().enumerate() {
            for (own, at) in types.iter_mut().enumerate() {
                for (reports, worth) in at {
                    *worth = self.value(agent, own, reports);
                }
            }
        }
        Some(played)
    }

    /// δ.
    pub(super) fn delta(&self) -> Rational {
        self.plain.apart()
    }

    /// β, of D̂, for the agent for whom it is largest.
    pub(super) fn beta(&self) -> Rational {
        let mass = |agent: usize| -> Rational {
            let dropped = (0..self.plain.sizes[agent]).filter(|her_type| !self.kept[agent][*her_type]);
            dropped.map(|her_type| marginal(&self.plain.hat, agent, her_type)).sum()
        };
        (0..self.plain.agents()).map(mass).max().unwrap_or_default()
    }

    /// E over the others' types of what a lie gains in a mechanism.
    pub(super) fn gain(
        &self,
        mechanism: &Plain,
        masses: &Masses,
        (agent, own, report): (usize, usize, usize),
    ) -> Rational {
        let worth = |report| self.expect(masses, agent, report, |types| mechanism.utility(agent, own, types));
        worth(report) - worth(own)
    }

    /// The smallest ε ≥ 0 with E_D u(t ← w) ≥ -ε for all kept t and all w.
    pub(super) fn epsilon(&self) -> Rational {
        let kept = self.plain.lies().into_iter().filter(|(agent, own, _)| self.kept[*agent][*own]);
        let gains = kept.map(|lie| self.gain(self.plain, &self.plain.prior, lie));
        gains.filter(Signed::is_positive).max().unwrap_or_default()
    }
}

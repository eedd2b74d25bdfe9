//! One agent's side of a mechanism, in expectation over the others, whose types are drawn from a product prior.

use crate::exact::{BigInt, Rational};
use crate::mechanism::{Expected, Table};
use crate::prior::Prior;
use crate::setting::AgentId;
use num_traits::{One, Zero};

/// What reports lead to for one agent, and how likely her types are.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// D(t), by type.
    masses: Vec<Rational>,
    /// V(t, s): what the report s is worth to the type t, by type and report.
    values: Vec<Vec<Rational>>,
    /// P(s): what the report s pays.
    payments: Vec<Rational>,
}

impl Side {
    /// An agent's side of a mechanism of the prior's setting.
    pub(crate) fn new(base: &Table, prior: &Prior, agent: usize) -> Self {
        let (others, marginal) = (prior.others(AgentId(agent)), prior.marginal(AgentId(agent)));
        let types = base.setting().agents()[agent].types();
        let expected: Vec<Expected> =
            (0..types.len()).map(|report| Expected::new(base, &others, agent, report)).collect();
        let values = |own: &crate::setting::Type| {
            expected.iter().map(|expected| expected.value(own.valuation())).collect()
        };
        Self {
            masses: marginal.masses().collect(),
            values: types.iter().map(values).collect(),
            payments: expected.into_iter().map(|expected| expected.payment).collect(),
        }
    }

    /// D(t), by type.
    pub(crate) fn masses(&self) -> &[Rational] {
        &self.masses
    }

    /// V(t, s).
    pub(crate) fn value(&self, own: usize, report: usize) -> &Rational {
        &self.values[own][report]
    }

    /// P(s).
    pub(crate) fn payment(&self, report: usize) -> &Rational {
        &self.payments[report]
    }

    /// What a lottery over reports is worth to a type, given by the chance of each report.
    pub(crate) fn worth(&self, own: usize, chances: &[Rational]) -> Rational {
        self.values[own].iter().zip(chances).map(|(value, chance)| value * chance).sum()
    }

    /// The types with mass.
    pub(crate) fn likely(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        (0..self.masses.len()).filter(|own| !self.masses[*own].is_zero())
    }

    /// R: what she pays under truthful reports.
    pub(crate) fn revenue(&self) -> Rational {
        self.masses.iter().zip(&self.payments).map(|(mass, payment)| mass * payment).sum()
    }

    /// The most that a type gains by a report that has mass; at least 0.
    pub(crate) fn gain(&self, own: usize) -> Rational {
        let utility = |report: usize| self.value(own, report) - &self.payments[report];
        let best = self.likely().map(utility).max().unwrap_or_default();
        (best - utility(own)).max(Rational::zero())
    }

    /// G: what her type gains, in expectation over it.
    pub(crate) fn expected_gain(&self) -> Rational {
        self.likely().map(|own| &self.masses[own] * self.gain(own)).sum()
    }

    /// (1-η)(R - G/η) for an η that makes it at least R - 2√(R·G), and η: 0 if there is nothing to gain, and 1 where nothing is
    /// promised.
    pub(crate) fn promised(&self) -> (Rational, Rational) {
        let (revenue, gain) = (self.revenue(), self.expected_gain());
        let rebate = balanced_rebate(&revenue, &gain).unwrap_or_else(Rational::one);
        if rebate.is_zero() {
            return (revenue, rebate);
        }
        ((Rational::one() - &rebate) * (revenue - gain / &rebate), rebate)
    }
}

/// An η in (0, 1] for which (1-η)(R - G/η) is at least R - 2√(R·G), where R is a revenue and G ≥ 0 the gains by lying; 0 if G =
/// 0 ≤ R; `None` if R < G, where the most is 0, with η = 1.
///
/// With x = G/R and N = ⌈1/x⌉ let η = ⌈N√x⌉/N = √x(1 + d). Since 1/N ≤ x, d ≤ √x. Then R - (1-η)(R - G/η) = ηR + G/η - G =
/// √(RG)·(2 + d²/(1+d)) - G, and √(RG)·d² ≤ √(RG)·x ≤ G.
pub(crate) fn balanced_rebate(revenue: &Rational, gain: &Rational) -> Option<Rational> {
    if gain > revenue {
        return None;
    }
    if gain.is_zero() {
        return Some(Rational::zero());
    }
    let x = gain / revenue;
    let parts: BigInt = x.recip().ceil().to_integer();
    let square = (x * &parts * &parts).ceil().to_integer();
    // The least integer whose square is at least that.
    let root: BigInt = (square - BigInt::one()).sqrt() + BigInt::one();
    Some(Rational::new(root, parts))
}

//! One agent's side of a mechanism, in expectation over the others, whose types are drawn independently of hers.

use crate::exact::{BigInt, Rational};
use crate::mechanism::{Expected, Table};
use crate::prior::{Prior, PriorError, same_setting};
use crate::setting::{AgentId, Type};
use num_traits::{One, Signed, Zero};

/// What reports lead to for one agent, in expectation over the others, and how likely her types are.
///
/// ```
/// use tvmd::case::build::{additive, first_only};
/// use tvmd::exact::ratio;
/// use tvmd::setting::{AgentId, Bundle};
/// use tvmd::transform::Side;
/// use tvmd::Prior;
///
/// // A buyer worth 1 or 2 pays what she says the item is worth to her.
/// let values = vec![vec![ratio(1, 1)], vec![ratio(2, 1)]];
/// let shop = additive(1, ratio(2, 1), &[values]).unwrap();
/// let first_price = first_only(&shop, |reports| {
///     let value = shop.agents()[0].types()[reports.of(AgentId(0))].valuation().value(Bundle::all(1));
///     (Bundle::all(1), value)
/// });
/// let buyer = Side::of(&first_price.unwrap(), &Prior::uniform(&shop), AgentId(0)).unwrap();
/// let (low, high) = (1, 2);
/// assert_eq!(buyer.utility(high, low), ratio(1, 1));
/// assert_eq!(buyer.gain(high), ratio(1, 1));
/// assert_eq!(buyer.revenue(), ratio(3, 2)); // (1 + 2)/2
/// ```
#[derive(Clone, Debug)]
pub struct Side {
    /// D(t), by type.
    masses: Vec<Rational>,
    /// V(t, s): what the report s is worth to the type t, by type and report.
    values: Vec<Vec<Rational>>,
    /// P(s): what the report s pays.
    payments: Vec<Rational>,
}

impl Side {
    /// An agent's side of a mechanism. The others' types have their distribution under the prior whatever hers is, as they have under a
    /// product prior.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the mechanism.
    pub fn of(table: &Table, prior: &Prior, agent: AgentId) -> Result<Self, PriorError> {
        same_setting(table.setting(), prior.setting())?;
        let (others, marginal) = (prior.others(agent), prior.marginal(agent));
        let types = table.setting().agents()[agent.0].types();
        let expected: Vec<Expected> =
            (0..types.len()).map(|report| Expected::new(table, &others, agent.0, report)).collect();
        let values = |of: &Type| expected.iter().map(|expected| expected.value(of.valuation())).collect();
        Ok(Self {
            masses: marginal.masses().collect(),
            values: types.iter().map(values).collect(),
            payments: expected.into_iter().map(|expected| expected.payment).collect(),
        })
    }

    /// D(t), by type; ⊥ is the first.
    #[must_use]
    pub fn masses(&self) -> &[Rational] {
        &self.masses
    }

    /// V(t, s): what she gets with the report `report` is worth to her type `of`.
    #[must_use]
    pub fn value(&self, of: usize, report: usize) -> &Rational {
        &self.values[of][report]
    }

    /// P(s): what she pays with a report.
    #[must_use]
    pub fn payment(&self, report: usize) -> &Rational {
        &self.payments[report]
    }

    /// V(t, s) - P(s): what a report is worth to a type.
    #[must_use]
    pub fn utility(&self, of: usize, report: usize) -> Rational {
        self.value(of, report) - self.payment(report)
    }

    /// What a lottery over reports gives is worth to a type; the lottery by the chance of each report.
    #[must_use]
    pub fn worth(&self, of: usize, chances: &[Rational]) -> Rational {
        self.values[of].iter().zip(chances).map(|(value, chance)| value * chance).sum()
    }

    /// The types with mass.
    pub fn likely(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        (0..self.masses.len()).filter(|at| !self.masses[*at].is_zero())
    }

    /// R: what she pays under truthful reports.
    #[must_use]
    pub fn revenue(&self) -> Rational {
        self.masses.iter().zip(&self.payments).map(|(mass, payment)| mass * payment).sum()
    }

    /// The most that a type gains by a report that has mass; at least 0.
    #[must_use]
    pub fn gain(&self, of: usize) -> Rational {
        let best = self.likely().map(|report| self.utility(of, report)).max().unwrap_or_default();
        (best - self.utility(of, of)).max(Rational::zero())
    }

    /// G: what her type gains, in expectation over it.
    #[must_use]
    pub fn expected_gain(&self) -> Rational {
        self.likely().map(|of| &self.masses[of] * self.gain(of)).sum()
    }

    /// (1-η)(R - G/η) for an η that makes it at least R - 2√(R·G), and η: 0 if there is nothing to gain, and 1 where nothing is
    /// promised.
    pub(super) fn promised(&self) -> (Rational, Rational) {
        let (revenue, gain) = (self.revenue(), self.expected_gain());
        let rebate = balanced_rebate(&revenue, &gain).unwrap_or_else(Rational::one);
        if rebate.is_zero() {
            return (revenue, rebate);
        }
        ((Rational::one() - &rebate) * (revenue - gain / &rebate), rebate)
    }
}

/// An η in (0, 1] for which (1-η)(R - G/η) is at least R - 2√(R·G), where R is a revenue and G the gains by lying; 0 if nothing is
/// gained; `None` if R < G, where the most is 0, with η = 1.
///
/// It is what a transformation to BIC gives back to the types, as a share of what they pay: the exact square root may be irrational.
///
/// ```
/// use tvmd::exact::ratio;
/// use tvmd::transform::balanced_rebate;
///
/// let (revenue, gain) = (ratio(1, 1), ratio(1, 16));
/// let rebate = balanced_rebate(&revenue, &gain).unwrap();
/// assert_eq!(rebate, ratio(1, 4)); // √(G/R)
/// let promised = (ratio(1, 1) - &rebate) * (revenue - gain / rebate);
/// assert_eq!(promised, ratio(9, 16)); // R - 2√(R·G) is 1/2
/// assert_eq!(balanced_rebate(&ratio(1, 2), &ratio(1, 1)), None);
/// ```
///
/// With x = G/R and N = ⌈1/x⌉ let η = ⌈N√x⌉/N = √x(1 + d). Since 1/N ≤ x, d ≤ √x. Then R - (1-η)(R - G/η) = ηR + G/η - G =
/// √(RG)·(2 + d²/(1+d)) - G, and √(RG)·d² ≤ √(RG)·x ≤ G.
#[must_use]
pub fn balanced_rebate(revenue: &Rational, gain: &Rational) -> Option<Rational> {
    if gain > revenue {
        return None;
    }
    if !gain.is_positive() {
        return Some(Rational::zero());
    }
    let x = gain / revenue;
    let parts: BigInt = x.recip().ceil().to_integer();
    let square = (x * &parts * &parts).ceil().to_integer();
    // The least integer whose square is at least that.
    let root: BigInt = (square - BigInt::one()).sqrt() + BigInt::one();
    Some(Rational::new(root, parts))
}

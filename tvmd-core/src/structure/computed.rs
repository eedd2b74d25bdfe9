//! What a structure comes to, in 128 bits where all that is formed fits, and under a prior that lists profiles one by one.

use super::fraction::{self, Fraction};
use super::sale::Sale;
use super::sequence::{self, Proceeds};
use super::{Lie, buyer};
use crate::declared::{Structured, TypeDistribution};
use crate::exact::scaled::common_denominator;
use crate::exact::{BigInt, Rational};
use crate::mechanism::rules::Structure;
use crate::prior::Distribution;
use crate::setting::{Agent, AgentId, Setting};

/// What was computed, not yet in lowest terms.
pub(super) struct Computed {
    pub(super) revenue: Fraction,
    pub(super) welfare: Fraction,
    pub(super) payments: Option<Vec<Fraction>>,
    pub(super) totals: Vec<BigInt>,
}

impl Computed {
    pub(super) fn of(Proceeds { revenue, welfare, payments, totals }: Proceeds) -> Self {
        Self { revenue, welfare, payments: Some(payments), totals }
    }

    pub(super) fn of_auction((revenue, welfare): (Fraction, Fraction), types: &[Distribution]) -> Self {
        let totals = types.iter().map(|distribution| fraction::weights(distribution).1).collect();
        Self { revenue, welfare, payments: None, totals }
    }
}

pub(super) fn sell(
    sale: Sale<'_>,
    setting: &Setting,
    types: Option<&[Distribution]>,
    narrow: bool,
) -> Result<Option<Computed>, Lie> {
    let proceeds = if narrow {
        sequence::sell::<i128>(sale, setting, types)
    } else {
        sequence::sell::<BigInt>(sale, setting, types)
    };
    Ok(proceeds?.map(Computed::of))
}

/// Whether all masses times all values and prices, of up to 64 items together, fit in `i128`.
pub(super) fn fits(structure: &Structure, setting: &Setting, types: Option<&[Distribution]>) -> bool {
    let agents = 0..setting.agents().len();
    let values =
        || setting.agents().iter().flat_map(Agent::types).flat_map(|her_type| her_type.valuation().numbers());
    let units: Vec<BigInt> = match structure {
        Structure::PostedPrices(rule) => {
            agents.map(|agent| buyer::unit(Sale::Items(rule), setting, agent)).collect()
        }
        Structure::Bundles(rule) => {
            agents.map(|agent| buyer::unit(Sale::Bundles(rule), setting, agent)).collect()
        }
        Structure::SecondPrice(_) | Structure::Menu(_) => vec![BigInt::from(1)],
        Structure::Lookahead => vec![common_denominator(values())],
    };
    let unit = units.into_iter().max().unwrap_or_default();
    let mass = types
        .into_iter()
        .flatten()
        .map(|distribution| fraction::weights(distribution).1.bits())
        .max()
        .unwrap_or_default();
    (setting.bound().ceil().to_integer() * unit).bits() + mass <= 119
}

/// Under a prior that lists profiles, each is looked at; `None` where prices are computed from the prior.
pub(super) fn joint(mechanism: &Structured) -> Option<Computed> {
    let TypeDistribution::Joint(atoms) = mechanism.types()? else { return None };
    let agents = mechanism.agents().len();
    let (mut revenue, mut welfare) = (Rational::default(), Rational::default());
    let mut payments = vec![Rational::default(); agents];
    for (reports, mass) in atoms {
        let outcome = mechanism.outcome(reports)?;
        revenue += outcome.revenue() * mass;
        for (position, agent) in mechanism.agents().iter().enumerate() {
            let id = AgentId(position);
            payments[position] += outcome.payment(id) * mass;
            let report = reports.of(id);
            if report > 0 {
                welfare += outcome.value(id, agent.types()[report].valuation()) * mass;
            }
        }
    }
    let payments = payments.into_iter().map(Fraction::from).collect();
    Some(Computed {
        revenue: revenue.into(),
        welfare: welfare.into(),
        payments: Some(payments),
        totals: Vec::new(),
    })
}

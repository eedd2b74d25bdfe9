//! What mechanisms come to, and whether truth pays, by their structure and not profile by profile.
//!
//! A table has an outcome for each profile, and there are no more than [`MAX_PROFILES`](crate::setting::MAX_PROFILES) of them. Posted
//! prices with a hundred buyers have 11^100, and yet all that matters when a buyer comes is what is left. [`evaluate`] computes
//! expected revenue and welfare of such mechanisms exactly, and says on which [`Theorem`] the verdicts on truth rest; what such a theorem
//! supposes of a rule is checked, where it isn't so by construction.
//!
//! ```
//! use tvmd::AgentId;
//! use tvmd::exact::ratio;
//! use tvmd::model::InstanceDecl;
//! use tvmd::structure::{Theorem, evaluate};
//!
//! // A hundred buyers in a row, each of whom values the vase at 1 or 2 with equal chances: the price is 2.
//! let buyer = |number: usize| format!(r#"{{ "name": "B{number}", "valuation": "additive", "types": [
//!     {{ "name": "Low", "values": {{ "Vase": "1" }} }}, {{ "name": "High", "values": {{ "Vase": "2" }} }} ] }}"#);
//! let buyers: Vec<String> = (0..100).map(buyer).collect();
//! let said = format!(
//!     r#"{{ "tvmd": 1, "setting": {{ "name": "Sale", "items": ["Vase"], "bound": "2", "agents": [{}] }}, "prior": "uniform",
//!           "mechanisms": {{ "Posted": {{ "posted_prices": {{ "prices": {{ "Vase": "2" }} }} }} }} }}"#,
//!     buyers.join(",")
//! );
//! let sale = InstanceDecl::from_json(&said)?.resolve_structured()?;
//! let posted = evaluate(&sale.mechanisms()[0])?;
//! assert!(posted.report.dsic.holds);
//! assert_eq!(posted.theorem, Theorem::PostedPrices);
//! // Unsold only if all are low: with probability 1/2^100.
//! assert_eq!(posted.revenue, Some(ratio(2, 1) - ratio(1, 2).pow(99)));
//! assert_eq!(posted.expected_payment(AgentId(1)), Some(ratio(1, 2)), "if the first was low, and the second is high");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod auction;
mod buyer;
mod fraction;
mod ladder;
mod lookahead;
mod menu;
mod sequence;
mod theorem;
mod wide;

pub use theorem::{Lie, Theorem};

use crate::declared::{Structured, TypeDistribution};
use crate::exact::scaled::common_denominator;
use crate::exact::{BigInt, Rational};
use crate::incentive::{BayesianReport, Frontier, IncentiveReport, Verdict};
use crate::mechanism::rules::Structure;
use crate::prior::Distribution;
use crate::setting::{Agent, AgentId, Setting};
use fraction::Fraction;
use sequence::{Proceeds, Sale};

/// What is known of a mechanism by its structure.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Its incentives. Types that expect something are listed for no agent: the list `interim` is empty.
    pub report: IncentiveReport,
    /// What the verdicts rest on.
    pub theorem: Theorem,
    /// The expected sum of payments, if types are distributed somehow.
    pub revenue: Option<Rational>,
    /// The expected sum of what agents get is worth to them, likewise.
    pub welfare: Option<Rational>,
    payments: Option<Vec<Fraction>>,
    /// What their probabilities are over.
    totals: Vec<BigInt>,
}

impl Evaluation {
    /// What an agent is expected to pay; `None` in auctions, where only the sum is computed, and where there is no such agent or no prior.
    #[must_use]
    pub fn expected_payment(&self, agent: impl Into<AgentId>) -> Option<Rational> {
        Some(self.payments.as_ref()?.get(agent.into().0)?.clone().value(&self.totals))
    }
}

/// Evaluates a mechanism by its structure.
///
/// # Errors
/// A lie that pays, where a hypothesis of the theorem turns out to be false. The rules that there are have none.
pub fn evaluate(mechanism: &Structured) -> Result<Evaluation, Lie> {
    let types = match mechanism.types() {
        Some(TypeDistribution::Independent(types)) => Some(types.as_slice()),
        Some(TypeDistribution::Joint(_)) | None => None,
    };
    let setting = mechanism.setting();
    let narrow = fits(mechanism.structure(), setting, types);
    let (theorem, mut proceeds) = match mechanism.structure() {
        Structure::PostedPrices(rule) => {
            (Theorem::PostedPrices, sell(Sale::Items(rule), setting, types, narrow)?)
        }
        Structure::Bundles(rule) => {
            (Theorem::PostedPrices, sell(Sale::Bundles(rule), setting, types, narrow)?)
        }
        Structure::Menu(rule) => (Theorem::Menu, menu::menu(rule, setting, types)?.map(Computed::of)),
        Structure::SecondPrice(rule) => {
            let computed = types.map(|types| {
                let computed = if narrow {
                    auction::second_price::<i128>(rule, setting, types)
                } else {
                    auction::second_price::<BigInt>(rule, setting, types)
                };
                Computed::of_auction(computed, types)
            });
            (Theorem::SecondPrice, computed)
        }
        Structure::Lookahead => {
            let computed = types.map(|types| {
                let computed = if narrow {
                    lookahead::lookahead::<i128>(setting, types)
                } else {
                    lookahead::lookahead::<BigInt>(setting, types)
                };
                Computed::of_auction(computed, types)
            });
            (Theorem::Lookahead, computed)
        }
    };
    if let Some(TypeDistribution::Joint(_)) = mechanism.types() {
        proceeds = joint(mechanism);
    }
    let report = truthful(mechanism.types().is_some());
    let Some(Computed { revenue, welfare, payments, totals }) = proceeds else {
        return Ok(Evaluation {
            report,
            theorem,
            revenue: None,
            welfare: None,
            payments: None,
            totals: Vec::new(),
        });
    };
    let (revenue, welfare) = (Some(revenue.value(&totals)), Some(welfare.value(&totals)));
    Ok(Evaluation { report, theorem, revenue, welfare, payments, totals })
}

/// What was computed, not yet in lowest terms.
struct Computed {
    revenue: Fraction,
    welfare: Fraction,
    payments: Option<Vec<Fraction>>,
    totals: Vec<BigInt>,
}

impl Computed {
    fn of(Proceeds { revenue, welfare, payments, totals }: Proceeds) -> Self {
        Self { revenue, welfare, payments: Some(payments), totals }
    }

    fn of_auction((revenue, welfare): (Fraction, Fraction), types: &[Distribution]) -> Self {
        let totals = types.iter().map(|distribution| fraction::weights(distribution).1).collect();
        Self { revenue, welfare, payments: None, totals }
    }
}

fn sell(
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
fn fits(structure: &Structure, setting: &Setting, types: Option<&[Distribution]>) -> bool {
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
fn joint(mechanism: &Structured) -> Option<Computed> {
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

/// That nobody ever loses or gains by a lie: BIC, and all that is about expectations, follows from DSIC.
fn truthful(has_prior: bool) -> IncentiveReport {
    let holds = || Verdict { holds: true, regret: Rational::default(), witness: None };
    let expected = || BayesianReport {
        verdict: holds(),
        participating: holds(),
        interim_ir: holds(),
        frontier: Frontier::of_truth(),
        frontier_as_printed: Some(Frontier::of_truth()),
        interim: Vec::new(),
    };
    IncentiveReport {
        ex_post_ir: holds(),
        dsic: holds(),
        dsic_participating: holds(),
        bic: has_prior.then(expected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::InstanceDecl;

    /// What fits in `i128` comes to the same in big integers, and what doesn't fit is not tried in it.
    #[test]
    fn widths_agree() {
        let said = |mass: &str, rest: &str| {
            let agent = |name: &str, valuation: &str, values: [&str; 2]| {
                let [low, high] = values;
                format!(
                    r#"{{ "name": "{name}", "valuation": "{valuation}", "types": [
                        {{ "name": "Low", "values": {{ "Tea": "{low}" }} }}, {{ "name": "High", "values": {{ "Tea": "{high}" }} }} ] }}"#
                )
            };
            let agents = [
                agent("Ann", "additive", ["1/3", "5/7"]),
                agent("Ben", "unit_demand", ["1/3", "2"]),
                agent("Cleo", "additive", ["0", "5/7"]),
            ];
            let law = format!(r#"{{ "Bottom": "{rest}", "Low": "1/5", "High": "{mass}" }}"#);
            let text = format!(
                r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea"], "bound": "2", "agents": [{}] }},
                    "prior": {{ "independent": {{ "Ann": {law}, "Ben": {law}, "Cleo": {law} }} }},
                    "mechanisms": {{ "Posted": {{ "posted_prices": {{ "prices": {{ "Tea": "5/7" }} }} }},
                        "Second": {{ "second_price": {{ "reserve": "1/3" }} }}, "Lookahead": {{ "lookahead": {{}} }} }} }}"#,
                agents.join(",")
            );
            InstanceDecl::from_json(&text).unwrap().resolve_structured().unwrap()
        };
        let in_both = |instance: &crate::declared::StructuredInstance| {
            let Some(TypeDistribution::Independent(types)) = instance.types() else { panic!("independent") };
            let totals: Vec<BigInt> =
                types.iter().map(|distribution| fraction::weights(distribution).1).collect();
            for mechanism in instance.mechanisms() {
                let setting = mechanism.setting();
                let [narrow, wide] = match mechanism.structure() {
                    Structure::PostedPrices(rule) => [true, false].map(|narrow| {
                        let sold = sell(Sale::Items(rule), setting, Some(types), narrow).unwrap().unwrap();
                        (sold.revenue.value(&sold.totals), sold.welfare.value(&sold.totals))
                    }),
                    Structure::SecondPrice(rule) => [
                        auction::second_price::<i128>(rule, setting, types),
                        auction::second_price::<BigInt>(rule, setting, types),
                    ]
                    .map(|(revenue, welfare)| (revenue.value(&totals), welfare.value(&totals))),
                    Structure::Lookahead => [
                        lookahead::lookahead::<i128>(setting, types),
                        lookahead::lookahead::<BigInt>(setting, types),
                    ]
                    .map(|(revenue, welfare)| (revenue.value(&totals), welfare.value(&totals))),
                    Structure::Bundles(_) | Structure::Menu(_) => panic!("not declared here"),
                };
                assert!(fits(mechanism.structure(), setting, Some(types)));
                assert_eq!(narrow, wide, "{}", mechanism.name());
            }
        };
        in_both(&said("2/5", "2/5"));
        // Masses over 10⁴⁰.
        let hostile = said(&format!("0.2{}1", "0".repeat(39)), &format!("0.5{}", "9".repeat(40)));
        let types = match hostile.types() {
            Some(TypeDistribution::Independent(types)) => types.as_slice(),
            _ => panic!("independent"),
        };
        for mechanism in hostile.mechanisms() {
            assert!(!fits(mechanism.structure(), mechanism.setting(), Some(types)));
            assert!(evaluate(mechanism).unwrap().revenue.is_some());
        }
    }
}

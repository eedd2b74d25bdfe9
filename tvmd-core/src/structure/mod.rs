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
mod computed;
mod fraction;
mod ladder;
mod lookahead;
mod menu;
mod sale;
mod sequence;
mod theorem;
mod visits;
mod wide;

pub use theorem::{Lie, Theorem};

use crate::declared::{Structured, TypeDistribution};
use crate::exact::{BigInt, Rational};
use crate::incentive::{BayesianReport, Frontier, IncentiveReport, Verdict};
use crate::mechanism::rules::Structure;
use crate::setting::AgentId;
use computed::{Computed, fits, joint, sell};
use fraction::Fraction;
use sale::Sale;

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
mod tests;

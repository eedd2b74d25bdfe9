//! What a report leads to in expectation over the others' reports.

use super::Table;
use crate::exact::{BigInt, Rational};
use crate::prior::Distribution;
use crate::setting::{AgentId, Bundle, Valuation};
use num_traits::Zero;
use std::collections::BTreeMap;

/// A report's chances of bundles and its payment, in expectation over the others.
///
/// ```
/// use tvmd::mechanism::Expected;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// #     mechanism Vickrey in Gallery { second_price; }
/// # }
///
/// let second = gallery::Agent::Second;
/// let high = gallery::Second::High;
/// let others = Gallery::prior().others(second);
/// let expected = Expected::new(&Table::of(&Vickrey)?, &others, 1, high as usize);
/// // Second wins where First is Low, for 1: half of the time, at 1/2 in expectation.
/// assert_eq!(expected.value(high.valuation()), ratio!(1));
/// # Ok::<(), tvmd::mechanism::TableError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Expected {
    bundles: BTreeMap<Bundle, Rational>,
    /// The expected payment.
    pub payment: Rational,
}

impl Expected {
    /// Of this report, when the others' profile has the distribution `likely`.
    pub fn new(base: &Table, likely: &Distribution, agent: usize, report: usize) -> Self {
        let mut weights: BTreeMap<usize, BigInt> = BTreeMap::new();
        for others in likely.support() {
            let position = base.number_at(base.setting().numbering().join(agent, report, others));
            *weights.entry(position).or_default() += likely.weight(others);
        }
        let mut expected = Self { bundles: BTreeMap::new(), payment: Rational::zero() };
        for (position, weight) in weights {
            let outcome = base.outcome_numbered(position);
            let mass = Rational::new(weight, likely.total().clone());
            expected.payment += outcome.payment(AgentId(agent)) * &mass;
            for (chance, bundle) in outcome.bundles(AgentId(agent)) {
                *expected.bundles.entry(bundle).or_default() += chance * &mass;
            }
        }
        expected
    }

    /// What it is worth to a type.
    pub fn value(&self, valuation: &Valuation) -> Rational {
        self.bundles.iter().map(|(bundle, chance)| chance * valuation.value(*bundle)).sum()
    }
}

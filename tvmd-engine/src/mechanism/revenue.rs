//! The expected revenue of a table, from its columns.

use super::list::OutcomeList;
use super::marginals::Marginals;
use super::table::Contents;
use super::{Table, on_sheet, wide};
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use crate::prior::{Distribution, Prior, PriorError, same_setting};
use num_traits::One as _;

impl Table {
    /// What the agents pay together, in expectation under a prior.
    ///
    /// ```
    /// use tvmd::prelude::*;
    /// # tvmd::mechanism! {
    /// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
    /// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
    /// # }
    ///
    /// assert_eq!(Posted.table().expected_revenue(&Shop::prior())?, ratio!(3 / 4));
    /// # Ok::<(), tvmd::prior::PriorError>(())
    /// ```
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn expected_revenue(&self, prior: &Prior) -> Result<Rational, PriorError> {
        same_setting(self.setting(), prior.setting())?;
        let likely = prior.distribution();
        Ok(match self.contents() {
            Contents::Listed { outcomes, at } => of_list(outcomes, at, likely),
            Contents::Marginals(marginals) => of_marginals(self, marginals, likely),
        })
    }
}

fn of_list(outcomes: &OutcomeList, at: &[u32], likely: &Distribution) -> Rational {
    let payments = &outcomes.payments().numerators;
    // No sum of products of weights and payments is larger.
    let most = (payments.most() * outcomes.agents()).max(BigInt::one()) * likely.total();
    let sum: BigInt = on_tier!(Tier::holding(&most), T => {
        let paid: Vec<T> = payments.times(&BigInt::one());
        let zero = || T::from(0);
        let of_outcome = |own: &[T]| own.iter().fold(zero(), |sum, paid| sum + paid.clone());
        let paid: Vec<T> = paid.chunks_exact(outcomes.agents()).map(of_outcome).collect();
        let weights: Vec<T> = likely.weights_times(&BigInt::one());
        let terms = weights.into_iter().zip(at).map(|(weight, at)| weight * paid[*at as usize].clone());
        terms.fold(zero(), |sum, term| sum + term).into()
    });
    Rational::new(sum, &outcomes.payments().over * likely.total())
}

fn of_marginals(table: &Table, marginals: &Marginals, likely: &Distribution) -> Rational {
    let of_agent = |columns: &super::Columns| {
        let most = (&columns.magnitude).max(&BigInt::one()) * likely.total();
        let stride = table.setting().numbering().stride(columns.agent);
        let sum: BigInt = on_tier!(Tier::holding(&most), T => {
            let weights: Vec<T> = likely.weights_times(&BigInt::one());
            let mut sum = T::from(0);
            on_sheet!(&columns.numbers, sheet => {
                for (lane, absent) in columns.lanes.iter().enumerate() {
                    for row in 0..sheet.grid.rows() {
                        let paid = sheet.grid.get(row, sheet.grid.coordinates(), lane);
                        let paid = T::try_from(wide(paid)).ok().expect("no more than the magnitude");
                        sum += weights[*absent as usize + (row + 1) * stride].clone() * paid;
                    }
                }
            });
            sum.into()
        });
        Rational::new(sum, &columns.denominator * likely.total())
    };
    marginals.columns.iter().map(of_agent).sum()
}

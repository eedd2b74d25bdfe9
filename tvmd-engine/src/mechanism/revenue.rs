//! The expected revenue of a table, from its columns.

use super::list::OutcomeList;
use super::marginals::Marginals;
use super::table::Contents;
use super::{Columns, Table, on_sheet, wide};
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
    // No sum of products of weights and payments is larger.
    let most =
        (outcomes.payments().numerators.most() * outcomes.agents()).max(BigInt::one()) * likely.total();
    let sum = on_tier!(Tier::holding(&most), T => paid_of_list::<T>(outcomes, at, likely));
    Rational::new(sum, &outcomes.payments().over * likely.total())
}

fn paid_of_list<T: Integer>(outcomes: &OutcomeList, at: &[u32], likely: &Distribution) -> BigInt {
    let payments: Vec<T> = outcomes.payments().numerators.times(&BigInt::one());
    let sum = |payments: &[T]| payments.iter().fold(T::zero(), |sum, paid| sum + paid.clone());
    let paid: Vec<T> = payments.chunks_exact(outcomes.agents()).map(sum).collect();
    let weights: Vec<T> = likely.weights_times(&BigInt::one());
    let terms = weights.into_iter().zip(at).map(|(weight, at)| weight * paid[*at as usize].clone());
    terms.fold(T::zero(), |sum, term| sum + term).into()
}

fn of_marginals(table: &Table, marginals: &Marginals, likely: &Distribution) -> Rational {
    let of_agent = |columns: &Columns| {
        let most = (&columns.magnitude).max(&BigInt::one()) * likely.total();
        let stride = table.setting().numbering().stride(columns.agent);
        let sum = on_tier!(Tier::holding(&most), T => paid_of_columns::<T>(columns, stride, likely));
        Rational::new(sum, &columns.denominator * likely.total())
    };
    marginals.columns.iter().map(of_agent).sum()
}

fn paid_of_columns<T: Integer>(columns: &Columns, stride: usize, likely: &Distribution) -> BigInt {
    let weights: Vec<T> = likely.weights_times(&BigInt::one());
    let mut sum = T::zero();
    on_sheet!(&columns.numbers, sheet => {
        for (lane, absent) in columns.lanes.iter().enumerate() {
            for row in 0..sheet.grid.rows() {
                let paid = wide(sheet.grid.get(row, sheet.grid.coordinates(), lane));
                let Ok(paid) = T::try_from(paid) else { unreachable!("no more than the magnitude") };
                sum += weights[*absent as usize + (row + 1) * stride].clone() * paid;
            }
        }
    });
    sum.into()
}

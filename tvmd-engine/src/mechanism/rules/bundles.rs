//! `bundles`: bundles on sale. Agents come one after another; each buys a best collection of those left.
//!
//! A buyer may take several bundles, as long as they have no item in common; each is sold once. Truthful and
//! ex-post IR for the same reason as posted item prices. Ties: an indifferent buyer buys; between collections
//! of equal utility she takes the dearest, then the one with the most items, then the first as listed.

use super::posted_prices::sell_in_sequence;
use crate::exact::Rational;
use crate::mechanism::Outcome;
use crate::setting::{Bundle, Profile, Setting, Valuation};
use num_traits::Zero;

/// The bundles on sale with their prices, and who comes when.
#[derive(Clone, Debug)]
pub struct Bundles {
    /// The positions of the agents, first come first.
    pub order: Vec<usize>,
    /// What is on sale, at which price.
    pub offers: Vec<(Bundle, Rational)>,
}

impl Bundles {
    pub(crate) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        sell_in_sequence(&self.order, setting, reports, |agent, report, left| {
            self.purchase(setting, agent, report, left)
        })
    }

    /// What a type buys of what is left, and for how much.
    pub fn purchase(
        &self,
        setting: &Setting,
        agent: usize,
        report: usize,
        left: Bundle,
    ) -> (Bundle, Rational) {
        self.best(left, &setting.agents()[agent].types[report].valuation)
    }

    /// The items of a best collection of offers within `left`, and its cost.
    fn best(&self, left: Bundle, valuation: &Valuation) -> (Bundle, Rational) {
        let rank =
            |bought: Bundle, cost: &Rational| (valuation.value(bought) - cost, cost.clone(), bought.len());
        let (mut best, mut best_cost) = (Bundle::EMPTY, Rational::zero());
        let mut best_rank = rank(best, &best_cost);
        // Collections still to be extended: items taken, cost, and the first offer not yet considered.
        let mut open = vec![(Bundle::EMPTY, Rational::zero(), 0)];
        while let Some((taken, cost, next)) = open.pop() {
            // Later offers are pushed first, so that collections are met in the order of the list.
            for (position, (bundle, price)) in self.offers.iter().enumerate().skip(next).rev() {
                if bundle.is_within(left) && bundle.is_disjoint(taken) {
                    open.push((taken.union(*bundle), &cost + price, position + 1));
                }
            }
            let taken_rank = rank(taken, &cost);
            if taken_rank > best_rank {
                (best, best_cost, best_rank) = (taken, cost, taken_rank);
            }
        }
        (best, best_cost)
    }
}

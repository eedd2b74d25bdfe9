//! `bundles`: bundles on sale. Agents come one after another; each buys a best collection of those left.
//!
//! A buyer may take several bundles, as long as they have no item in common; each is sold once. Truthful and
//! ex-post IR for the same reason as posted item prices. Ties: an indifferent buyer buys; between collections
//! of equal utility she takes the dearest, then the one with the most items, then the first as listed.

use super::computed::{Computed, Evaluated, bits};
use super::key::Keys;
use super::sequence;
use crate::exact::{BigInt, Rational};
use crate::mechanism::Outcome;
use crate::setting::{Bundle, Profile, Setting, Valuation};
use crate::work::{Making, RATIONAL, Work, most, power, valuing};
use num_traits::{One as _, Zero as _};

/// The bundles on sale with their prices, and who comes when.
#[derive(Clone, Debug)]
pub struct Bundles {
    /// The positions of the agents, first come first.
    pub order: Vec<usize>,
    /// What is on sale, at which price.
    pub offers: Vec<(Bundle, Rational)>,
}

impl Bundles {
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
    /// What it takes to try all collections.
    fn trying(&self, setting: &Setting) -> BigInt {
        collections(self.offers.len(), setting.items().len()) * (most(setting, valuing) + 4 * RATIONAL)
    }
}

impl Computed for Bundles {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        sequence::sell(&self.order, setting, reports, |agent, report, left| {
            self.purchase(setting, agent, report, left)
        })
    }

    fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a> {
        Box::new(sequence::keys(&self.order, setting, |agent, report, left| {
            self.purchase(setting, agent, report, left)
        }))
    }

    fn making(&self, setting: &Setting) -> Making {
        let (agents, offers) = (setting.agents().len(), self.offers.len());
        let outcomes = power(agents + 1, offers).min(setting.profile_count().into());
        let computed = sequence::purchases(&self.order, setting, &power(2, offers)) + &outcomes * agents;
        Making::sure(outcomes, computed, self.trying(setting))
    }

    fn denominator_bits(&self) -> u64 {
        bits(self.offers.iter().map(|(_, price)| price))
    }
}

impl Evaluated for Bundles {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Option<Outcome> {
        Some(Computed::outcome(self, setting, reports))
    }

    fn over_all(&self, name: &str, setting: &Setting, bits: &[u64]) -> Work {
        sequence::over_sets(name, &self.order, setting, bits, |_| Some(self.trying(setting)))
    }

    fn one(&self, setting: &Setting, _: usize) -> BigInt {
        self.trying(setting)
    }
}

/// How many collections of disjoint offers there are: no more than partitions of a part of the items (Bell's numbers), or sets of
/// offers.
fn collections(offers: usize, items: usize) -> BigInt {
    let sets = BigInt::one() << offers;
    // Bell's triangle; it soon exceeds the sets.
    let mut row = vec![BigInt::one()];
    for _ in 0..items {
        let mut next = vec![row[row.len() - 1].clone()];
        for above in &row {
            next.push(&next[next.len() - 1] + above);
        }
        row = next;
        if row[0] > sets {
            break;
        }
    }
    row[row.len() - 1].clone().min(sets)
}

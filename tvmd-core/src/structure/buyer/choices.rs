//! What a type would buy at posted prices, best first, and that this order and end are right.

use super::Buyer;
use super::offers::Offer;
use crate::exact::Rational;
use crate::setting::{Bundle, ItemId, Valuation};
use crate::structure::Lie;
use crate::structure::sale::Sale;
use crate::structure::wide::Factor;
use num_traits::Zero as _;
use std::cmp::Ordering;

/// A set that a type would buy at posted prices.
pub(super) struct Choice<T> {
    pub(super) taken: Bundle,
    pub(super) price: T,
    pub(super) utility: T,
    /// The number of the offer, once it was made.
    pub(super) offer: Option<usize>,
}

impl<T: Factor> Buyer<'_, T> {
    /// Each type's choices at posted prices, best first, so that she takes the first of which all is left. ⊥ has none. `None` where
    /// what she takes isn't known so: bundles are for sale, or items for nothing, which are taken along.
    pub(super) fn lists(&self) -> Option<Vec<Vec<Choice<T>>>> {
        let Sale::Items(rule) = self.sale else { return None };
        let prices = &rule.prices[self.agent];
        if prices.iter().flatten().any(Rational::is_zero) {
            return None;
        }
        let scaled: Vec<Option<T>> =
            prices.iter().map(|price| price.as_ref().map(|price| self.scaled(price))).collect();
        let cost = |bundle: Bundle| {
            bundle.items().try_fold(T::zero(), |sum, item| Some(sum + scaled[item.0].clone()?))
        };
        let types = self.her().types().iter().map(|her_type| {
            let worth: Vec<(Bundle, &Rational)> = match her_type.valuation() {
                Valuation::Additive(_) => return None,
                // Under free disposal nothing else than one item, or a bundle that is listed, can be a best set.
                Valuation::UnitDemand(values) => {
                    let single = |(item, value)| (Bundle::from_iter([ItemId(item)]), value);
                    values.iter().enumerate().map(single).collect()
                }
                Valuation::Bundles(listed) => listed.iter().map(|(bundle, value)| (*bundle, value)).collect(),
            };
            let on_sale =
                worth.into_iter().filter(|(bundle, _)| !bundle.is_empty()).filter_map(|(bundle, value)| {
                    let price = cost(bundle)?;
                    Some((self.scaled(value) - price.clone(), price, bundle))
                });
            let mut ranked: Vec<(T, T, Bundle)> =
                on_sale.filter(|(utility, ..)| !utility.is_negative()).collect();
            // By utility, then the dearest, then the most items, then the first.
            ranked.sort_by(|one, other| {
                let rank = |(utility, price, bundle): &(T, T, Bundle)| {
                    (utility.clone(), price.clone(), bundle.len())
                };
                rank(other).cmp(&rank(one)).then_with(|| first(one.2, other.2))
            });
            let choice = |(utility, price, taken)| Choice { taken, price, utility, offer: None };
            Some(ranked.into_iter().map(choice).collect())
        });
        types.collect()
    }

    /// That of whatever is left, no type is better off with what another takes, or with nothing, than with the first of her list: the list
    /// falls and doesn't end below 0, and what another takes is no better than the first in it.
    pub(super) fn check_lists(&self, lists: &[Vec<Choice<T>>], offers: &[Offer<T>]) -> Result<(), Lie> {
        for (her_type, list) in lists.iter().enumerate() {
            let next = list.iter().skip(1).map(|choice| &choice.utility);
            for (choice, next) in list.iter().zip(next.chain([&T::zero()])) {
                if choice.utility < *next {
                    let gain = next.clone() - choice.utility.clone();
                    return Err(self.lie(her_type, None, choice.taken, gain));
                }
            }
            for offer in offers {
                // What she would take of it is there wherever it is.
                let truth = list.iter().find(|choice| choice.taken.is_within(offer.taken));
                let truth = truth.map_or_else(T::zero, |choice| choice.utility.clone());
                let missed = offer.utility[her_type].clone() - truth;
                if missed.is_positive() {
                    return Err(self.lie(her_type, None, offer.taken, missed));
                }
            }
        }
        Ok(())
    }
}

/// Of two sets of one size that with the first item that isn't in both comes first.
fn first(one: Bundle, other: Bundle) -> Ordering {
    let lacking = |one: Bundle, other: Bundle| one.without(other).items().next();
    lacking(one, other).cmp(&lacking(other, one))
}

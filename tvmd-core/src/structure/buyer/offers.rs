//! The purchases of a buyer, each once, with what it is worth to each of her types.

use super::Buyer;
use crate::setting::{Bundle, Type, Valuation};
use crate::structure::wide::Factor;
use std::collections::HashMap;

/// A purchase that one of her types makes, as integers over the buyer's unit.
pub(super) struct Offer<T> {
    pub(super) taken: Bundle,
    /// What it is worth to each of her types when it is paid for, ⊥ first.
    pub(super) utility: Vec<T>,
    /// What each of them pays and what she gets is worth, times her weight.
    pub(super) paid: Vec<T>,
    pub(super) worth: Vec<T>,
}

/// The purchases of a buyer, each once.
pub(super) struct Offers<T> {
    pub(super) listed: Vec<Offer<T>>,
    number: HashMap<(Bundle, T), usize>,
}

impl<T> Default for Offers<T> {
    fn default() -> Self {
        Self { listed: Vec::new(), number: HashMap::new() }
    }
}

impl<T: Factor> Offers<T> {
    pub(super) fn number(&mut self, buyer: &Buyer<'_, T>, taken: Bundle, price: &T) -> usize {
        *self.number.entry((taken, price.clone())).or_insert_with(|| {
            let worth: Vec<T> =
                buyer.her().types().iter().map(|her_type| buyer.worth(her_type, taken)).collect();
            let utility = worth.iter().map(|worth| worth.clone() - price.clone()).collect();
            let paid = (0..worth.len()).map(|her_type| buyer.weighted(her_type, price.clone())).collect();
            let worth = worth
                .into_iter()
                .enumerate()
                .map(|(her_type, worth)| buyer.weighted(her_type, worth))
                .collect();
            self.listed.push(Offer { taken, utility, paid, worth });
            self.listed.len() - 1
        })
    }
}

impl<T: Factor> Buyer<'_, T> {
    /// What a set is worth to a type.
    fn worth(&self, her_type: &Type, bundle: Bundle) -> T {
        let mut items = bundle.items();
        match (her_type.valuation(), items.next(), items.next()) {
            (Valuation::UnitDemand(values), Some(single), None) => self.scaled(&values[single.0]),
            (valuation, ..) => self.scaled(&valuation.value(bundle)),
        }
    }
}

//! Types that decide item by item: what they take where all is left, and that no single item is missed or taken at a loss.

use super::Buyer;
use crate::exact::Rational;
use crate::mechanism::rules::PostedPrices;
use crate::setting::{Bundle, ItemId};
use crate::structure::Lie;
use crate::structure::visits::Visits;
use crate::structure::wide::Factor;

impl<T: Factor> Buyer<'_, T> {
    /// Types that decide item by item.
    pub(super) fn item_by_item(
        &self,
        rule: &PostedPrices,
        values: &[&[Rational]],
        sets: &[Bundle],
    ) -> Result<Visits<T>, Lie> {
        let all = Bundle::all(self.setting.items().len());
        let prices: Vec<T> = all.items().map(|item| self.scaled(&rule.price(self.agent, item))).collect();
        // What each type takes where all is left; of less she takes what is left of it.
        let wanted: Vec<Bundle> = (1..=values.len())
            .map(|her_type| rule.purchase(self.setting, self.agent, her_type, all))
            .collect();
        let worth: Vec<Vec<T>> =
            values.iter().map(|by_item| by_item.iter().map(|value| self.scaled(value)).collect()).collect();
        self.check_items(rule, &wanted)?;
        let mut visits = Visits::default();
        for (from, left) in sets.iter().enumerate() {
            let first = self.stays_away(&mut visits, from, &[]);
            let (mut paid, mut worth_of_all) = (T::zero(), T::zero());
            for (her_type, wanted) in wanted.iter().enumerate() {
                let taken = left.without(left.without(*wanted));
                let amount = |of: &[T]| {
                    let sum = taken.items().fold(T::zero(), |sum, item| sum + of[item.0].clone());
                    self.weighted(her_type + 1, sum)
                };
                paid += amount(&prices);
                worth_of_all += amount(&worth[her_type]);
                let known = visits.steps[first..].iter().position(|step| step.taken == taken);
                visits.add(known.map(|known| first + known), from, taken, self.weight(her_type + 1));
            }
            visits.paid.push(paid);
            visits.worth.push(worth_of_all);
        }
        Ok(visits)
    }

    /// That item by item no choice of a type is better than what she takes where all is left; then none is where less is.
    pub(super) fn check_items(&self, rule: &PostedPrices, wanted: &[Bundle]) -> Result<(), Lie> {
        for (her_type, wanted) in wanted.iter().enumerate() {
            let valuation = self.her().types()[her_type + 1].valuation();
            for (item, price) in rule.prices[self.agent].iter().enumerate() {
                let (single, Some(price)) = (Bundle::from_iter([ItemId(item)]), price) else { continue };
                let gain = self.scaled(&valuation.value(single)) - self.scaled(price);
                let missed = if wanted.contains(ItemId(item)) { -gain } else { gain };
                if missed.is_positive() {
                    return Err(self.lie(her_type + 1, None, single, missed));
                }
            }
        }
        Ok(())
    }
}

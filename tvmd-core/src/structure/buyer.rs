//! One buyer of a sale in sequence: what each of her types takes of what is left, and whether another report would do better.

use super::Lie;
use super::fraction::weights;
use super::sequence::{Sale, Visits};
use super::wide::Factor;
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::mechanism::rules::PostedPrices;
use crate::prior::Distribution;
use crate::setting::{Agent, Bundle, ItemId, Setting, Type, Valuation};
use num_traits::Zero as _;
use std::cmp::Ordering;
use std::collections::HashMap;

/// A buyer.
pub(super) struct Buyer<'a, T> {
    sale: Sale<'a>,
    setting: &'a Setting,
    agent: usize,
    /// The weights of her types, ⊥ first, and their sum.
    weights: Option<(Vec<T>, BigInt)>,
    /// What values and prices are over.
    unit: BigInt,
}

/// A purchase that one of her types makes, as integers over the buyer's unit.
struct Offer<T> {
    taken: Bundle,
    /// What it is worth to each of her types when it is paid for, ⊥ first.
    utility: Vec<T>,
    /// What each of them pays and what she gets is worth, times her weight.
    paid: Vec<T>,
    worth: Vec<T>,
}

/// A set that a type would buy at posted prices.
struct Choice<T> {
    taken: Bundle,
    price: T,
    utility: T,
    /// The number of the offer, once it was made.
    offer: Option<usize>,
}

impl<'a, T: Factor> Buyer<'a, T> {
    pub(super) fn new(
        sale: Sale<'a>,
        setting: &'a Setting,
        agent: usize,
        types: Option<&Distribution>,
    ) -> Self {
        let weights = types.map(|own| {
            let (weights, total) = weights(own);
            (weights.iter().map(narrow).collect(), total)
        });
        let unit = unit(sale, setting, agent);
        Self { sale, setting, agent, weights, unit }
    }

    /// What her probabilities are over, and what values and prices are.
    pub(super) fn denominators(&self) -> Option<(&BigInt, &BigInt)> {
        Some((&self.weights.as_ref()?.1, &self.unit))
    }

    fn her(&self) -> &'a Agent {
        &self.setting.agents()[self.agent]
    }

    /// An amount of a type times her weight.
    fn weighted(&self, own: usize, amount: T) -> T {
        self.weights.as_ref().map_or_else(T::zero, |(weights, _)| amount * weights[own].clone())
    }

    fn scaled(&self, amount: &Rational) -> T {
        if *amount.denom() == self.unit {
            narrow(amount.numer())
        } else {
            narrow(&numerator(amount, &self.unit))
        }
    }

    /// What becomes of each of these sets when she comes to it.
    ///
    /// # Errors
    /// A lie that pays.
    pub(super) fn visits(&self, sets: &[Bundle]) -> Result<Visits<T>, Lie> {
        let additive = self.her().types().iter().skip(1).map(|own| match own.valuation() {
            Valuation::Additive(values) => Some(values.as_slice()),
            Valuation::UnitDemand(_) | Valuation::Bundles(_) => None,
        });
        let values: Option<Vec<&[Rational]>> = additive.collect();
        match (self.sale, values) {
            (Sale::Items(rule), Some(values)) => self.item_by_item(rule, &values, sets),
            _ => self.as_a_whole(sets),
        }
    }

    /// Types that decide item by item.
    fn item_by_item(
        &self,
        rule: &PostedPrices,
        values: &[&[Rational]],
        sets: &[Bundle],
    ) -> Result<Visits<T>, Lie> {
        let all = Bundle::all(self.setting.items().len());
        let prices: Vec<T> = all.items().map(|item| self.scaled(&rule.price(self.agent, item))).collect();
        // What each type takes where all is left; of less she takes what is left of it.
        let wanted: Vec<Bundle> =
            (1..=values.len()).map(|own| rule.purchase(self.setting, self.agent, own, all)).collect();
        let worth: Vec<Vec<T>> =
            values.iter().map(|own| own.iter().map(|value| self.scaled(value)).collect()).collect();
        self.check_items(rule, &wanted)?;
        let mut visits = Visits::default();
        for (from, left) in sets.iter().enumerate() {
            let first = self.stays_away(&mut visits, from, &[]);
            let (mut paid, mut worth_of_all) = (T::zero(), T::zero());
            for (own, wanted) in wanted.iter().enumerate() {
                let taken = left.without(left.without(*wanted));
                let amount = |of: &[T]| {
                    let sum = taken.items().fold(T::zero(), |sum, item| sum + of[item.0].clone());
                    self.weighted(own + 1, sum)
                };
                paid += amount(&prices);
                worth_of_all += amount(&worth[own]);
                let known = visits.steps[first..].iter().position(|step| step.taken == taken);
                visits.add(known.map(|known| first + known), from, taken, self.weight(own + 1));
            }
            visits.paid.push(paid);
            visits.worth.push(worth_of_all);
        }
        Ok(visits)
    }

    /// That item by item no choice of a type is better than what she takes where all is left; then none is where less is.
    fn check_items(&self, rule: &PostedPrices, wanted: &[Bundle]) -> Result<(), Lie> {
        for (own, wanted) in wanted.iter().enumerate() {
            let valuation = self.her().types()[own + 1].valuation();
            for (item, price) in rule.prices[self.agent].iter().enumerate() {
                let (single, Some(price)) = (Bundle::from_iter([ItemId(item)]), price) else { continue };
                let gain = self.scaled(&valuation.value(single)) - self.scaled(price);
                let missed = if wanted.contains(ItemId(item)) { -gain } else { gain };
                if missed.is_positive() {
                    return Err(self.lie(own + 1, None, single, missed));
                }
            }
        }
        Ok(())
    }

    /// Types that look at all that is left.
    fn as_a_whole(&self, sets: &[Bundle]) -> Result<Visits<T>, Lie> {
        let mut offers = Offers::default();
        let mut lists = self.lists();
        let mut picks = vec![None; self.her().types().len()];
        // Those who never want anything stay away, as ⊥ does.
        let is_idle = |own: &usize| lists.as_ref().is_some_and(|lists| lists[*own].is_empty());
        let (idle, choosing): (Vec<usize>, Vec<usize>) = (1..picks.len()).partition(is_idle);
        let mut visits = Visits::default();
        // By offer, the step of the last set that it was taken from.
        let mut steps: Vec<usize> = Vec::new();
        for (from, left) in sets.iter().enumerate() {
            for own in choosing.iter().copied() {
                picks[own] = match &mut lists {
                    Some(lists) => lists[own].iter_mut().find(|choice| choice.taken.is_within(*left)).map(
                        |Choice { taken, price, offer, .. }| {
                            *offer.get_or_insert_with(|| offers.number(self, *taken, price))
                        },
                    ),
                    None => {
                        let (taken, price) = self.purchase(own, *left);
                        Some(offers.number(self, taken, &self.scaled(&price)))
                    }
                };
            }
            if lists.is_none() {
                self.check(&picks, &offers.listed, *left)?;
            }
            let first = self.stays_away(&mut visits, from, &idle);
            let (mut paid, mut worth) = (T::zero(), T::zero());
            steps.resize(offers.listed.len(), 0);
            for own in choosing.iter().copied() {
                let Some(pick) = picks[own] else {
                    visits.add(Some(first), from, Bundle::EMPTY, self.weight(own));
                    continue;
                };
                let offer = &offers.listed[pick];
                paid += &offer.paid[own];
                worth += &offer.worth[own];
                let known = Some(steps[pick]).filter(|step| *step > first);
                steps[pick] = visits.add(known, from, offer.taken, self.weight(own));
            }
            visits.paid.push(paid);
            visits.worth.push(worth);
        }
        if let Some(lists) = lists {
            self.check_lists(&lists, &offers.listed)?;
        }
        Ok(visits)
    }

    /// That of whatever is left, no type is better off with what another takes, or with nothing, than with the first of her list: the list
    /// falls and doesn't end below 0, and what another takes is no better than the first in it.
    fn check_lists(&self, lists: &[Vec<Choice<T>>], offers: &[Offer<T>]) -> Result<(), Lie> {
        for (own, list) in lists.iter().enumerate() {
            let next = list.iter().skip(1).map(|choice| &choice.utility);
            for (choice, next) in list.iter().zip(next.chain([&T::zero()])) {
                if choice.utility < *next {
                    let gain = next.clone() - choice.utility.clone();
                    return Err(self.lie(own, None, choice.taken, gain));
                }
            }
            for offer in offers {
                // What she would take of it is there wherever it is.
                let truth = list.iter().find(|choice| choice.taken.is_within(offer.taken));
                let truth = truth.map_or_else(T::zero, |choice| choice.utility.clone());
                let missed = offer.utility[own].clone() - truth;
                if missed.is_positive() {
                    return Err(self.lie(own, None, offer.taken, missed));
                }
            }
        }
        Ok(())
    }

    /// That no type is better off with what another takes of the same set, or with nothing.
    fn check(&self, picks: &[Option<usize>], offers: &[Offer<T>], left: Bundle) -> Result<(), Lie> {
        let mut there: Vec<(usize, Option<usize>)> = Vec::new();
        for (report, pick) in picks.iter().enumerate() {
            if !there.iter().any(|(_, known)| known == pick) {
                there.push((report, *pick));
            }
        }
        let nothing = T::zero();
        let utility =
            |own: usize, pick: Option<usize>| pick.map_or(&nothing, |pick| &offers[pick].utility[own]);
        for (own, pick) in picks.iter().enumerate() {
            let truth = utility(own, *pick);
            if let Some((report, better)) = there.iter().find(|(_, other)| utility(own, *other) > truth) {
                let gain = utility(own, *better).clone() - truth.clone();
                return Err(self.lie(own, Some(*report), left, gain));
            }
        }
        Ok(())
    }

    /// Each type's choices at posted prices, best first, so that she takes the first of which all is left. ⊥ has none. `None` where
    /// what she takes isn't known so: bundles are for sale, or items for nothing, which are taken along.
    fn lists(&self) -> Option<Vec<Vec<Choice<T>>>> {
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
        let types = self.her().types().iter().map(|own| {
            let worth: Vec<(Bundle, &Rational)> = match own.valuation() {
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

    /// What items cost her.
    fn price(&self, bundle: Bundle) -> Rational {
        let Sale::Items(rule) = self.sale else { return Rational::default() };
        bundle.items().map(|item| rule.price(self.agent, item)).sum()
    }

    /// What a set is worth to a type.
    fn worth(&self, own: &Type, bundle: Bundle) -> T {
        let mut items = bundle.items();
        match (own.valuation(), items.next(), items.next()) {
            (Valuation::UnitDemand(values), Some(single), None) => self.scaled(&values[single.0]),
            (valuation, ..) => self.scaled(&valuation.value(bundle)),
        }
    }

    /// What a type takes by the rule, and for how much.
    fn purchase(&self, own: usize, left: Bundle) -> (Bundle, Rational) {
        match self.sale {
            Sale::Items(rule) => {
                let taken = rule.purchase(self.setting, self.agent, own, left);
                (taken, self.price(taken))
            }
            Sale::Bundles(rule) => rule.purchase(self.setting, self.agent, own, left),
        }
    }

    /// Begins with what ⊥ and idle types do at a set, and says which step that is.
    fn stays_away(&self, visits: &mut Visits<T>, from: usize, idle: &[usize]) -> usize {
        let first = visits.add(None, from, Bundle::EMPTY, self.weight(0));
        for own in idle {
            visits.add(Some(first), from, Bundle::EMPTY, self.weight(*own));
        }
        first
    }

    /// How likely a type is, if somebody says.
    fn weight(&self, own: usize) -> Option<&T> {
        self.weights.as_ref().map(|(weights, _)| &weights[own])
    }

    fn lie(&self, own: usize, report: Option<usize>, left: Bundle, gain: T) -> Lie {
        let her = self.her();
        Lie {
            agent: her.name().to_owned(),
            own: her.type_name(own).to_owned(),
            report: report.map(|report| her.type_name(report).to_owned()),
            left: self.setting.bundle_name(left),
            gain: Rational::new(gain.into(), self.unit.clone()).into(),
        }
    }
}

/// The purchases of a buyer, each once.
struct Offers<T> {
    listed: Vec<Offer<T>>,
    number: HashMap<(Bundle, T), usize>,
}

impl<T> Default for Offers<T> {
    fn default() -> Self {
        Self { listed: Vec::new(), number: HashMap::new() }
    }
}

impl<T: Factor> Offers<T> {
    fn number(&mut self, buyer: &Buyer<'_, T>, taken: Bundle, price: &T) -> usize {
        *self.number.entry((taken, price.clone())).or_insert_with(|| {
            let worth: Vec<T> = buyer.her().types().iter().map(|own| buyer.worth(own, taken)).collect();
            let utility = worth.iter().map(|worth| worth.clone() - price.clone()).collect();
            let paid = (0..worth.len()).map(|own| buyer.weighted(own, price.clone())).collect();
            let worth =
                worth.into_iter().enumerate().map(|(own, worth)| buyer.weighted(own, worth)).collect();
            self.listed.push(Offer { taken, utility, paid, worth });
            self.listed.len() - 1
        })
    }
}

/// Of two sets of one size that with the first item that isn't in both comes first.
fn first(one: Bundle, other: Bundle) -> Ordering {
    let own = |one: Bundle, other: Bundle| one.without(other).items().next();
    own(one, other).cmp(&own(other, one))
}

/// A common denominator of an agent's values and prices.
pub(super) fn unit(sale: Sale<'_>, setting: &Setting, agent: usize) -> BigInt {
    let values = setting.agents()[agent].types().iter().flat_map(|own| own.valuation().numbers());
    match sale {
        Sale::Items(rule) => common_denominator(values.chain(rule.prices[agent].iter().flatten())),
        Sale::Bundles(rule) => common_denominator(values.chain(rule.offers.iter().map(|(_, price)| price))),
    }
}

fn narrow<T: Factor>(number: &BigInt) -> T {
    T::narrow(number).expect("the width was picked from a bound of all that is formed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declared::StructuredInstance;
    use crate::mechanism::rules::Structure;
    use crate::model::InstanceDecl;

    fn shop(valuation: &str, prices: &str) -> StructuredInstance {
        let said = format!(
            r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea", "Milk"], "bound": "4", "agents": [
                {{ "name": "Ann", "valuation": "{valuation}", "types": [
                    {{ "name": "Low", "values": {{ "Tea": "1", "Milk": "1" }} }},
                    {{ "name": "High", "values": {{ "Tea": "3/2", "Milk": "2" }} }} ] }} ] }},
                "mechanisms": {{ "Posted": {{ "posted_prices": {{ "prices": {prices} }} }} }} }}"#
        );
        InstanceDecl::from_json(&said).unwrap().resolve_structured().unwrap()
    }

    fn with_buyer<R>(shop: &StructuredInstance, of: impl FnOnce(&Buyer<'_, i128>, &PostedPrices) -> R) -> R {
        let posted = &shop.mechanisms()[0];
        let Structure::PostedPrices(rule) = posted.structure() else { panic!("posted prices") };
        of(&Buyer::new(Sale::Items(rule), posted.setting(), 0, None), rule)
    }

    #[test]
    fn a_purchase_that_isnt_best_is_a_lie_that_pays() {
        let shop = shop("unit_demand", r#"{ "Tea": "1", "Milk": "1" }"#);
        with_buyer(&shop, |buyer, _| {
            let mut offers = Offers::default();
            let [tea, milk] = [0, 1].map(|item| Bundle::from_iter([ItemId(item)]));
            let [tea, milk] = [tea, milk]
                .map(|taken| Some(offers.number(buyer, taken, &buyer.scaled(&crate::exact::ratio(1, 1)))));
            let all = Bundle::all(2);
            assert!(buyer.check(&[None, tea, milk], &offers.listed, all).is_ok(), "Low is indifferent");
            let lie = buyer.check(&[None, milk, tea], &offers.listed, all).unwrap_err();
            assert_eq!(
                lie.to_string(),
                "where {Tea, Milk} is left to Ann, her type High gains 1/2 by `Low`",
                "what Low takes is better"
            );
            let dear = Some(offers.number(buyer, all, &buyer.scaled(&crate::exact::ratio(3, 1))));
            let lie = buyer.check(&[None, None, dear], &offers.listed, all).unwrap_err();
            assert_eq!((lie.report.as_deref(), *lie.gain), (Some("Bottom"), crate::exact::ratio(1, 1)));
        });
    }

    #[test]
    fn a_list_that_isnt_of_all_that_pays_best_first_is_a_lie_that_pays() {
        let shop = shop("unit_demand", r#"{ "Tea": "1", "Milk": "1" }"#);
        with_buyer(&shop, |buyer, _| {
            let mut offers = Offers::default();
            let [tea, milk] = [0, 1].map(|item| Bundle::from_iter([ItemId(item)]));
            for taken in [tea, milk] {
                offers.number(buyer, taken, &buyer.scaled(&crate::exact::ratio(1, 1)));
            }
            let mut lists = buyer.lists().unwrap();
            assert!(buyer.check_lists(&lists, &offers.listed).is_ok());
            assert_eq!(lists[2].iter().map(|choice| choice.taken).collect::<Vec<_>>(), [milk, tea]);
            // Milk is worth 1 over its price to High, and tea 1/2.
            lists[2].swap(0, 1);
            assert_eq!(
                *buyer.check_lists(&lists, &offers.listed).unwrap_err().gain,
                crate::exact::ratio(1, 2)
            );
            lists[2].remove(1);
            assert_eq!(
                *buyer.check_lists(&lists, &offers.listed).unwrap_err().gain,
                crate::exact::ratio(1, 1)
            );
        });
    }

    #[test]
    fn an_item_that_is_wanted_and_not_taken_is_a_loss() {
        // 7/4 is between what Tea and what Milk is worth to High, and over both to Low.
        let shop = shop("additive", r#"{ "Tea": "7/4", "Milk": "7/4" }"#);
        with_buyer(&shop, |buyer, rule| {
            let [none, milk, all] = [Bundle::EMPTY, Bundle::from_iter([ItemId(1)]), Bundle::all(2)];
            assert!(buyer.check_items(rule, &[none, milk]).is_ok());
            for (wanted, gain) in [([none, none], (1, 4)), ([none, all], (1, 4)), ([milk, milk], (3, 4))] {
                let lie = buyer.check_items(rule, &wanted).unwrap_err();
                assert_eq!(*lie.gain, crate::exact::ratio(gain.0, gain.1), "{wanted:?}");
            }
        });
    }
}

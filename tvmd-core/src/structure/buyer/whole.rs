//! Types that look at all that is left: what they take of each set, and that they take what is best for them of it.

use super::Buyer;
use super::choices::Choice;
use super::offers::{Offer, Offers};
use crate::exact::Rational;
use crate::setting::Bundle;
use crate::structure::Lie;
use crate::structure::sale::Sale;
use crate::structure::visits::Visits;
use crate::structure::wide::Factor;

impl<T: Factor> Buyer<'_, T> {
    /// Types that look at all that is left.
    pub(super) fn as_a_whole(&self, sets: &[Bundle]) -> Result<Visits<T>, Lie> {
        let mut offers = Offers::default();
        let mut lists = self.lists();
        let mut picks = vec![None; self.her().types().len()];
        // Those who never want anything stay away, as ⊥ does.
        let is_idle = |her_type: &usize| lists.as_ref().is_some_and(|lists| lists[*her_type].is_empty());
        let (idle, choosing): (Vec<usize>, Vec<usize>) = (1..picks.len()).partition(is_idle);
        let mut visits = Visits::default();
        // By offer, the step of the last set that it was taken from.
        let mut steps: Vec<usize> = Vec::new();
        for (from, left) in sets.iter().enumerate() {
            for her_type in choosing.iter().copied() {
                picks[her_type] = match &mut lists {
                    Some(lists) => lists[her_type]
                        .iter_mut()
                        .find(|choice| choice.taken.is_within(*left))
                        .map(|Choice { taken, price, offer, .. }| {
                            *offer.get_or_insert_with(|| offers.number(self, *taken, price))
                        }),
                    None => {
                        let (taken, price) = self.purchase(her_type, *left);
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
            for her_type in choosing.iter().copied() {
                let Some(pick) = picks[her_type] else {
                    visits.add(Some(first), from, Bundle::EMPTY, self.weight(her_type));
                    continue;
                };
                let offer = &offers.listed[pick];
                paid += &offer.paid[her_type];
                worth += &offer.worth[her_type];
                let known = Some(steps[pick]).filter(|step| *step > first);
                steps[pick] = visits.add(known, from, offer.taken, self.weight(her_type));
            }
            visits.paid.push(paid);
            visits.worth.push(worth);
        }
        if let Some(lists) = lists {
            self.check_lists(&lists, &offers.listed)?;
        }
        Ok(visits)
    }

    /// That no type is better off with what another takes of the same set, or with nothing.
    pub(super) fn check(
        &self,
        picks: &[Option<usize>],
        offers: &[Offer<T>],
        left: Bundle,
    ) -> Result<(), Lie> {
        let mut there: Vec<(usize, Option<usize>)> = Vec::new();
        for (report, pick) in picks.iter().enumerate() {
            if !there.iter().any(|(_, known)| known == pick) {
                there.push((report, *pick));
            }
        }
        let nothing = T::zero();
        let utility = |her_type: usize, pick: Option<usize>| {
            pick.map_or(&nothing, |pick| &offers[pick].utility[her_type])
        };
        for (her_type, pick) in picks.iter().enumerate() {
            let truth = utility(her_type, *pick);
            if let Some((report, better)) = there.iter().find(|(_, other)| utility(her_type, *other) > truth)
            {
                let gain = utility(her_type, *better).clone() - truth.clone();
                return Err(self.lie(her_type, Some(*report), left, gain));
            }
        }
        Ok(())
    }

    /// What items cost her.
    fn price(&self, bundle: Bundle) -> Rational {
        let Sale::Items(rule) = self.sale else { return Rational::default() };
        bundle.items().map(|item| rule.price(self.agent, item)).sum()
    }

    /// What a type takes by the rule, and for how much.
    fn purchase(&self, her_type: usize, left: Bundle) -> (Bundle, Rational) {
        match self.sale {
            Sale::Items(rule) => {
                let taken = rule.purchase(self.setting, self.agent, her_type, left);
                (taken, self.price(taken))
            }
            Sale::Bundles(rule) => rule.purchase(self.setting, self.agent, her_type, left),
        }
    }
}

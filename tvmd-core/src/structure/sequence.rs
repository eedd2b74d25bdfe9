//! Buyers come one after another, each to what those before her left: sequential posted prices of items and of bundles.
//!
//! What a buyer does depends on her type and on the set of items that is left, so that sets take the place of profiles. How likely each
//! set is before each buyer is a sum over the sets before (dynamic programming), as integers over the product of the denominators of those
//! who came; types that take the same are one step.
//!
//! What is left and what it costs her doesn't depend on what she says. So truth is dominant and taking part costs nothing if at each set
//! that may be left to her, whatever the others report, what she takes is worth to her at least what it costs, and no less than what
//! another report would take: the taxation principle (Hammond 1979; for posted prices Chawla, Hartline, Malec and Sivan 2010).
//! That is checked here, set by set.

use super::Lie;
use super::buyer::Buyer;
use super::fraction::Fraction;
use super::sale::Sale;
use super::visits::Visits;
use super::wide::{self, Factor, ROOM, whole};
use crate::exact::BigInt;
use crate::prior::Distribution;
use crate::setting::{Bundle, Setting};
use std::collections::HashMap;
use tvmd_lanes::Long;

/// What a sale comes to in expectation.
pub(super) struct Proceeds {
    pub(super) revenue: Fraction,
    pub(super) welfare: Fraction,
    /// What each agent pays, by agent.
    pub(super) payments: Vec<Fraction>,
    /// The denominators of types, in the order in which they are drawn.
    pub(super) totals: Vec<BigInt>,
}

impl Proceeds {
    /// Before anybody came.
    pub(super) fn none(agents: usize) -> Self {
        let payments = vec![Fraction::zero(); agents];
        Self { revenue: Fraction::zero(), welfare: Fraction::zero(), payments, totals: Vec::new() }
    }
}

/// Checks that no buyer can lose or gain by a lie, and computes what the sale comes to if types are distributed so.
pub(super) fn sell<T: Factor>(
    sale: Sale<'_>,
    setting: &Setting,
    types: Option<&[Distribution]>,
) -> Result<Option<Proceeds>, Lie> {
    let mut sets = Sets::of_all_items(setting.items().len());
    let mut proceeds = Proceeds::none(setting.agents().len());
    let mut mass = BigInt::from(1);
    for agent in sale.order() {
        let buyer = Buyer::<T>::new(sale, setting, *agent, types.map(|types| &types[*agent]));
        let visits = buyer.visits(&sets.left)?;
        let Some((total, unit)) = buyer.denominators() else {
            sets.open(&visits);
            continue;
        };
        // No more than all of it times all weights.
        let most = mass.bits() + total.bits() + (setting.bound().ceil().to_integer() * unit).bits();
        let sold = |by_set: &[T]| whole(&wide::sum(most, sets.likely.iter().zip(by_set)));
        let (paid, worth) = (sold(&visits.paid), sold(&visits.worth));
        mass *= total;
        for (sum, of_her) in [(&mut proceeds.revenue, &paid), (&mut proceeds.welfare, &worth)] {
            sum.draw(total);
            sum.add(of_her.clone(), unit);
        }
        proceeds.totals.push(total.clone());
        proceeds.payments[*agent] = Fraction::new(paid, unit, proceeds.totals.len());
        sets.take(&visits, &mass);
    }
    Ok(types.map(|_| proceeds))
}

/// The sets of items that may be left, each once, with the numerators of their probabilities.
struct Sets {
    left: Vec<Bundle>,
    place: HashMap<Bundle, usize>,
    /// By set and item: what is left when just that is taken, once it is known.
    without: Vec<Option<usize>>,
    items: usize,
    likely: Vec<Long>,
    /// Room for those when the next buyer has gone.
    next: Vec<Long>,
}

impl Sets {
    fn of_all_items(items: usize) -> Self {
        let all = Bundle::all(items);
        Self {
            left: vec![all],
            place: [(all, 0)].into(),
            without: vec![None; items],
            items,
            likely: vec![Long::from(1)],
            next: Vec::new(),
        }
    }

    /// Takes in the sets that are left behind, and says where each step leads.
    fn open<T>(&mut self, visits: &Visits<T>) -> Vec<usize> {
        visits.steps.iter().map(|step| self.after(step.from, step.taken)).collect()
    }

    /// The set that is left of another.
    fn after(&mut self, from: usize, taken: Bundle) -> usize {
        let mut items = taken.items();
        let known = match (items.next(), items.next()) {
            (None, _) => return from,
            (Some(single), None) => Some(from * self.items + single.0),
            _ => None,
        };
        if let Some(place) = known.and_then(|known| self.without[known]) {
            return place;
        }
        let left = self.left[from].without(taken);
        let place = *self.place.entry(left).or_insert_with(|| {
            self.left.push(left);
            self.without.resize(self.left.len() * self.items, None);
            self.left.len() - 1
        });
        if let Some(known) = known {
            self.without[known] = Some(place);
        }
        place
    }

    /// What is left when she has gone, over `mass`.
    fn take<T: Factor>(&mut self, visits: &Visits<T>, mass: &BigInt) {
        let leads = self.open(visits);
        self.likely.resize_with(self.left.len(), Long::default);
        self.next.resize_with(self.left.len(), Long::default);
        let bits = usize::try_from(mass.bits()).expect(ROOM);
        let (order, ends) = by_lead(&leads, self.left.len());
        let (mut start, mut multiples) = (0, Vec::new());
        for (next, end) in self.next.iter_mut().zip(ends) {
            multiples.clear();
            for step in order[start..end].iter().map(|step| &visits.steps[*step]) {
                step.weight.multiples(&self.likely[step.from], &mut multiples);
            }
            next.set_to_sum(bits, &multiples);
            start = end;
        }
        std::mem::swap(&mut self.likely, &mut self.next);
    }
}

/// The steps in the order of the sets that they lead to, and where in it those to each set end.
fn by_lead(leads: &[usize], sets: usize) -> (Vec<usize>, Vec<usize>) {
    let mut next = vec![0; sets];
    for lead in leads {
        next[*lead] += 1;
    }
    let mut before = 0;
    for next in &mut next {
        (*next, before) = (before, before + *next);
    }
    let mut order = vec![0; leads.len()];
    for (step, lead) in leads.iter().enumerate() {
        order[next[*lead]] = step;
        next[*lead] += 1;
    }
    (order, next)
}

//! Sales to agents who come one after another: `posted_prices` and `bundles`.

use super::key::Key;
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, Profile, Setting};
use crate::work::{Count, Work, digits, most_types};
use num_traits::{One as _, Zero as _};
use std::collections::HashMap;

/// Agents come one after another; `purchase` says what a type buys of what is left, and for how much. ⊥ buys nothing.
pub(super) fn sell(
    order: &[usize],
    setting: &Setting,
    reports: &Profile,
    purchase: impl Fn(usize, usize, Bundle) -> (Bundle, Rational),
) -> Outcome {
    let mut left = Bundle::all(setting.items().len());
    let mut bundles = vec![Bundle::EMPTY; setting.agents().len()];
    let mut payments = vec![Rational::zero(); setting.agents().len()];
    for agent in order.iter().copied() {
        let report = reports.of(AgentId(agent));
        if report > 0 {
            (bundles[agent], payments[agent]) = purchase(agent, report, left);
            left = left.without(bundles[agent]);
        }
    }
    let allocation = Allocation::new(bundles).expect("each buyer takes from what is left");
    Outcome::sure(allocation, payments)
}

/// Keys: what each buyer takes depends on her type and on what is left.
pub(super) fn keys<'a>(
    order: &'a [usize],
    setting: &'a Setting,
    mut purchase: impl FnMut(usize, usize, Bundle) -> (Bundle, Rational) + 'a,
) -> impl FnMut(&Profile) -> Option<Key> + 'a {
    // The number of each purchase, and what it takes.
    let mut made: HashMap<(usize, usize, Bundle), (u64, Bundle)> = HashMap::new();
    let mut distinct: HashMap<(Bundle, Rational), u64> = HashMap::new();
    move |profile| {
        let mut left = Bundle::all(setting.items().len());
        let mut key = vec![0; order.len()];
        for agent in order {
            let report = profile.of(AgentId(*agent));
            let (number, taken) = *made.entry((*agent, report, left)).or_insert_with(|| {
                let bought = if report == 0 { Default::default() } else { purchase(*agent, report, left) };
                let next = distinct.len() as u64;
                (*distinct.entry(bought.clone()).or_insert(next), bought.0)
            });
            key[*agent] = number;
            left = left.without(taken);
        }
        Some(key)
    }
}

/// How many purchases there are: of each type, out of what those before her may have left, which is one of so many sets.
pub(super) fn purchases(order: &[usize], setting: &Setting, sets: &BigInt) -> BigInt {
    let (mut purchases, mut before) = (BigInt::from(0), BigInt::one());
    for agent in order {
        let types = setting.agents()[*agent].types.len();
        purchases += (&before).min(sets) * types;
        before *= types;
    }
    purchases
}

/// A sale over the sets of items that may be left; `asked` is what it takes to ask the rule what a type does, where that isn't known of
/// all sets at once.
pub(super) fn over_sets(
    name: &str,
    order: &[usize],
    setting: &Setting,
    bits: &[u64],
    asked: impl Fn(usize) -> Option<BigInt>,
) -> Work {
    let all = BigInt::one() << setting.items().len();
    let (mut before, mut sum, mut most_sets) = (BigInt::one(), 0, BigInt::one());
    let mut steps = BigInt::zero();
    for agent in order {
        let types = setting.agents()[*agent].types.len();
        let sets = (&before).min(&all).clone();
        sum += bits[*agent];
        let words = 1 + bits[*agent] / 64;
        let digits = 1 + sum / 64;
        // What each type takes and whether another's is better; sums of long numbers for each different purchase.
        let picks = types * (2 * setting.items().len() + 3 * types);
        let each = BigInt::from(picks)
            + BigInt::from(types + 2) * (2 * digits * words + 20)
            + asked(*agent).unwrap_or_default() * types;
        steps += &sets * each;
        before *= types;
        most_sets = most_sets.max(sets);
    }
    let types = most_types(setting);
    let memory = &most_sets * (BigInt::from(16 * digits(bits)) + types * 40 + 100);
    let what = format!("evaluating `{name}` over the sets of items left, {} at most,", Count(&most_sets));
    Work { what, steps, memory }
}

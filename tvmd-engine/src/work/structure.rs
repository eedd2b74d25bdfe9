//! Evaluating mechanisms by their structure: sets of items that may be left, or values, in place of profiles.

use super::table::{collections, lotteries, most, purchase, valuing, worths};
use super::{Count, RATIONAL, RATIONAL_BYTES, Work};
use crate::exact::{BigInt, Rational};
use crate::mechanism::rules::{Bundles, PostedPrices, Structure};
use crate::setting::{Agent, Setting, Valuation};
use num_traits::{One as _, Zero as _};

/// How types are distributed: the bits of the denominator of each agent's masses, or how many profiles are listed.
#[derive(Clone, Debug)]
pub(crate) enum Masses {
    /// Each agent's type is drawn on her own.
    Independent(Vec<u64>),
    /// Some profiles with their masses.
    Listed(usize),
    /// Nothing is known of it.
    Unknown,
}

/// What it takes to evaluate a mechanism of this structure.
pub(crate) fn structure(name: &str, structure: &Structure, setting: &Setting, masses: &Masses) -> Work {
    let none = vec![0; setting.agents().len()];
    let bits = if let Masses::Independent(bits) = masses { bits } else { &none };
    let mut work = match structure {
        Structure::PostedPrices(rule) => {
            in_sequence(name, &rule.order, setting, bits, |agent| of_items(rule, setting, agent))
        }
        Structure::Bundles(rule) => {
            in_sequence(name, &rule.order, setting, bits, |_| Some(of_bundles(rule, setting)))
        }
        Structure::Menu(menu) => {
            let own = setting.agents().iter().zip(&menu.entries);
            let looked = own.map(|(agent, own)| {
                BigInt::from(agent.types.len() * (lotteries(own) + own.len()))
                    * (2 * RATIONAL + most(setting, valuing))
            });
            Work {
                what: format!("evaluating the menus of `{name}`"),
                steps: looked.sum(),
                memory: BigInt::zero(),
            }
        }
        Structure::SecondPrice(_) => by_values(name, setting, bits, 4),
        Structure::Lookahead => by_values(name, setting, bits, 20),
    };
    let digits = BigInt::from(digits(bits));
    if let Masses::Listed(profiles) = masses {
        let (agents, items) = (setting.agents().len(), setting.items().len());
        let own = |agent: usize| match structure {
            Structure::PostedPrices(_) => purchase(&setting.agents()[agent], items),
            Structure::Bundles(rule) => of_bundles(rule, setting),
            Structure::Menu(rule) => BigInt::from(lotteries(&rule.entries[agent])) * most(setting, valuing),
            Structure::SecondPrice(_) | Structure::Lookahead => BigInt::from(items) * RATIONAL,
        };
        let outcome = (0..agents).map(|agent| own(agent) + 10 * RATIONAL).sum::<BigInt>();
        work.steps += outcome * *profiles;
    }
    // Lowest terms, at the end.
    work.steps += &digits * &digits * 200;
    let types: usize = setting.agents().iter().map(|agent| agent.types.len()).sum();
    work.steps += BigInt::from(types) * (20 * RATIONAL);
    work.memory += BigInt::from(types) * (4 * RATIONAL_BYTES) + digits * (16 * setting.agents().len());
    work
}

fn digits(bits: &[u64]) -> u64 {
    1 + bits.iter().sum::<u64>() / 64
}

/// A sale over the sets of items that may be left; `asked` is what it takes to ask the rule what a type does, where that isn't known of
/// all sets at once.
fn in_sequence(
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

/// Asking what a type buys at posted prices; `None` where that is known for all sets.
fn of_items(rule: &PostedPrices, setting: &Setting, agent: usize) -> Option<BigInt> {
    let additive =
        |own: &Agent| own.types.iter().skip(1).all(|own| matches!(own.valuation, Valuation::Additive(_)));
    let free = rule.prices[agent].iter().flatten().any(Rational::is_zero);
    let agent = &setting.agents()[agent];
    (free && !additive(agent)).then(|| purchase(agent, setting.items().len()))
}

fn of_bundles(rule: &Bundles, setting: &Setting) -> BigInt {
    collections(rule, setting.items().len()) * (most(setting, valuing) + 4 * RATIONAL)
}

/// Auctions: for each value of an item a pass over the bidders, with so many sums of long numbers for each.
fn by_values(name: &str, setting: &Setting, bits: &[u64], sums: u64) -> Work {
    let values: usize = (0..setting.items().len()).map(|item| 1 + worths(setting, item)).sum();
    let words = 1 + bits.iter().max().copied().unwrap_or_default() / 64;
    let each = BigInt::from(sums * digits(bits) * words) + 10 * most_types(setting);
    Work {
        what: format!("evaluating `{name}` over {values} values"),
        steps: each * values * setting.agents().len(),
        memory: BigInt::from(values) * RATIONAL_BYTES,
    }
}

fn most_types(setting: &Setting) -> usize {
    setting.agents().iter().map(|agent| agent.types.len()).max().unwrap_or_default()
}

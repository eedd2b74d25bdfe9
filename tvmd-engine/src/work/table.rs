//! Making the table of a rule: one outcome per key, a key per profile.

use super::{RATIONAL, RATIONAL_BYTES, Work};
use crate::exact::{BigInt, Rational};
use crate::setting::{Agent, Bundle, ItemId, Setting, Type, Valuation};
use num_traits::One as _;

/// A number of outcomes, and what making one of them takes.
pub(crate) struct Making {
    /// How many different outcomes there are.
    pub(crate) outcomes: BigInt,
    /// How many times an outcome, or a part of it, is computed, and the steps of each.
    pub(crate) computed: BigInt,
    pub(crate) each: BigInt,
    /// The allocations of a lottery.
    pub(crate) draws: BigInt,
}

impl Making {
    /// Of outcomes without lotteries: so many, computed so many times, at so many steps each.
    pub(crate) fn sure(outcomes: BigInt, computed: BigInt, each: BigInt) -> Self {
        Self { outcomes, computed, each, draws: BigInt::one() }
    }

    /// The same, computed anew at each profile.
    pub(crate) fn at_each_profile(setting: &Setting, each: BigInt) -> Self {
        let profiles = BigInt::from(setting.profile_count());
        Self::sure(profiles.clone(), profiles, each)
    }
}

/// What the table of a rule takes whose outcomes are made so.
pub(crate) fn table(name: &str, making: Making, setting: &Setting) -> Work {
    let (agents, profiles) = (BigInt::from(setting.agents().len()), BigInt::from(setting.profile_count()));
    let Making { outcomes, computed, each, draws } = making;
    let outcomes = outcomes.min(profiles.clone());
    // Payments; allocations with their chances; the outcome is also a key of the table's search.
    let outcome = &agents * RATIONAL_BYTES + &draws * (&agents * 8 + 2 * RATIONAL_BYTES);
    let key = &agents * 24 + 100;
    Work {
        what: format!("the table of `{name}` over {profiles} profiles"),
        steps: &profiles * (&agents * 20 + 100) + computed * each + &outcomes * &draws * &agents * RATIONAL,
        memory: &outcomes * (outcome * 2 + key) + profiles * 8,
    }
}

/// A number of choices to the power of how many choose.
pub(crate) fn power(base: usize, exponent: usize) -> BigInt {
    BigInt::from(base).pow(exponent.try_into().unwrap_or(u32::MAX))
}

/// Something of each type, at most.
pub(crate) fn most(setting: &Setting, of: impl Fn(&Type) -> u64) -> u64 {
    setting.agents().iter().flat_map(|agent| &agent.types).map(of).max().unwrap_or_default()
}

/// The value of a bundle.
pub(crate) fn valuing(her_type: &Type) -> u64 {
    RATIONAL
        * match &her_type.valuation {
            Valuation::Additive(values) | Valuation::UnitDemand(values) => values.len() as u64,
            // Sets are compared, not numbers.
            Valuation::Bundles(listed) => 2 + listed.len() as u64 / 10,
        }
}

/// How many different values an item has.
pub(crate) fn worths(setting: &Setting, item: usize) -> usize {
    let single = Bundle::from_iter([ItemId(item)]);
    let types = setting.agents().iter().flat_map(|agent| &agent.types);
    let mut worths: Vec<Rational> = types.map(|her_type| her_type.valuation.value(single)).collect();
    worths.sort();
    worths.dedup();
    worths.len()
}

/// A best set at posted prices.
pub(crate) fn purchase(agent: &Agent, items: usize) -> BigInt {
    let of_type = |her_type: &Type| match &her_type.valuation {
        Valuation::Additive(_) => BigInt::from(items) * (2 * RATIONAL),
        Valuation::UnitDemand(_) => BigInt::from((items + 1) * (items + 1)) * (2 * RATIONAL),
        Valuation::Bundles(listed) if listed.is_empty() => BigInt::from(0),
        Valuation::Bundles(_) => {
            BigInt::from(1_u64 << items) * (valuing(her_type) + (items as u64 + 4) * RATIONAL)
        }
    };
    agent.types.iter().map(of_type).max().unwrap_or_default()
}

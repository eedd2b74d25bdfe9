//! Making the table of a rule: one outcome per key, a key per profile.

use super::{RATIONAL, RATIONAL_BYTES, Work};
use crate::exact::{BigInt, Rational};
use crate::mechanism::rules::{Bundles, Menu, MenuEntry, Rule};
use crate::setting::{Agent, Bundle, ItemId, Setting, Type, Valuation};
use num_traits::One as _;
use std::collections::HashSet;

/// A number of outcomes, and what making one of them takes.
struct Making {
    /// How many different outcomes there are.
    outcomes: BigInt,
    /// How many times an outcome, or a part of it, is computed, and the steps of each.
    computed: BigInt,
    each: BigInt,
    /// The allocations of a lottery.
    draws: BigInt,
}

/// What the table of a rule takes.
pub(crate) fn table(name: &str, rule: &Rule, setting: &Setting) -> Work {
    let (agents, profiles) = (BigInt::from(setting.agents().len()), BigInt::from(setting.profile_count()));
    let Making { outcomes, computed, each, draws } = making(rule, setting);
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

fn making(rule: &Rule, setting: &Setting) -> Making {
    let (agents, items) = (setting.agents().len(), setting.items().len());
    let profiles = BigInt::from(setting.profile_count());
    let types: usize = setting.agents().iter().map(|agent| agent.types.len()).sum();
    let power =
        |base: usize, exponent: usize| BigInt::from(base).pow(exponent.try_into().unwrap_or(u32::MAX));
    let making = |outcomes: BigInt, computed: BigInt, each: BigInt| Making {
        outcomes,
        computed,
        each,
        draws: BigInt::one(),
    };
    match rule {
        Rule::Outcomes(rule) => {
            let rows = BigInt::from(rule.rows());
            Making {
                draws: rule.list().most_draws().into(),
                ..making(rows.clone(), rows, (agents * items).into())
            }
        }
        // Each item goes to somebody or nobody, and that settles what is paid.
        Rule::PostedPrices(rule) => {
            let each = setting.agents().iter().map(|agent| purchase(agent, items)).max().unwrap_or_default();
            let outcomes = power(agents + 1, items).min(profiles.clone());
            let computed = purchases(&rule.order, setting, &power(2, items)) + &outcomes * agents;
            making(outcomes, computed, each)
        }
        Rule::Bundles(rule) => {
            let outcomes = power(agents + 1, rule.offers.len()).min(profiles.clone());
            let computed = purchases(&rule.order, setting, &power(2, rule.offers.len())) + &outcomes * agents;
            let valued = most(setting, valuing);
            making(outcomes, computed, collections(rule, items) * (valued + 4 * RATIONAL))
        }
        Rule::Menu(menu) => Making { draws: draws(menu, items), ..menus(menu, setting) },
        // A winner and a price for each item: the reserve, or a value. Or nobody wins.
        Rule::SecondPrice(_) => {
            let outcomes: BigInt =
                (0..items).map(|item| BigInt::from(agents * (worths(setting, item) + 1) + 1)).product();
            making(outcomes.clone(), outcomes.min(profiles), BigInt::from(agents * items) * RATIONAL)
        }
        Rule::Vcg => making(profiles.clone(), profiles, vcg(setting)),
        Rule::Lookahead(_) => {
            // For each profile of the others, the highest of all and the revenue of each price; and for each profile the highest.
            let most = setting.agents().iter().map(|agent| agent.types.len()).max().unwrap_or_default();
            let each = BigInt::from(agents + most) * RATIONAL;
            making(BigInt::from(agents * types + 1), profiles * (agents + 1), each)
        }
        // Where an agent's type isn't kept, all that are kept are tried.
        Rule::DsicExtension(rule) => {
            let base = making_of(&rule.base, setting);
            let kept = rule.kept.iter().map(|own| own.iter().filter(|kept| **kept).count()).max();
            let each = base.each * kept.unwrap_or(1) + BigInt::from(agents) * RATIONAL;
            Making { outcomes: profiles.clone(), computed: profiles, each, draws: base.draws }
        }
        // It is there.
        Rule::Table(_) => making(BigInt::from(0), BigInt::from(0), BigInt::from(0)),
        Rule::BicExtension(_) => making(profiles.clone(), profiles, BigInt::from(10 * agents) * RATIONAL),
    }
}

/// The same where each profile is asked for.
fn making_of(rule: &Rule, setting: &Setting) -> Making {
    let Making { each, draws, .. } = making(rule, setting);
    Making { outcomes: BigInt::one(), computed: BigInt::one(), each: each * setting.agents().len(), draws }
}

/// Something of each type, at most.
pub(super) fn most(setting: &Setting, of: impl Fn(&Type) -> u64) -> u64 {
    setting.agents().iter().flat_map(|agent| &agent.types).map(of).max().unwrap_or_default()
}

/// The value of a bundle.
pub(super) fn valuing(own: &Type) -> u64 {
    RATIONAL
        * match &own.valuation {
            Valuation::Additive(values) | Valuation::UnitDemand(values) => values.len() as u64,
            // Sets are compared, not numbers.
            Valuation::Bundles(listed) => 2 + listed.len() as u64 / 10,
        }
}

/// How many purchases there are: of each type, out of what those before her may have left, which is one of so many sets.
fn purchases(order: &[usize], setting: &Setting, sets: &BigInt) -> BigInt {
    let (mut purchases, mut before) = (BigInt::from(0), BigInt::one());
    for agent in order {
        let types = setting.agents()[*agent].types.len();
        purchases += (&before).min(sets) * types;
        before *= types;
    }
    purchases
}

/// How many different values an item has.
pub(super) fn worths(setting: &Setting, item: usize) -> usize {
    let single = Bundle::from_iter([ItemId(item)]);
    let types = setting.agents().iter().flat_map(|agent| &agent.types);
    types.map(|own| own.valuation.value(single)).collect::<HashSet<Rational>>().len()
}

/// A best set at posted prices.
pub(super) fn purchase(agent: &Agent, items: usize) -> BigInt {
    let of_type = |own: &Type| match &own.valuation {
        Valuation::Additive(_) => BigInt::from(items) * (2 * RATIONAL),
        Valuation::UnitDemand(_) => BigInt::from((items + 1) * (items + 1)) * (2 * RATIONAL),
        Valuation::Bundles(listed) if listed.is_empty() => BigInt::from(0),
        Valuation::Bundles(_) => {
            BigInt::from(1_u64 << items) * (valuing(own) + (items as u64 + 4) * RATIONAL)
        }
    };
    agent.types.iter().map(of_type).max().unwrap_or_default()
}

/// How many collections of disjoint offers there are: no more than partitions of a part of the items (Bell's numbers), or sets of
/// offers.
pub(super) fn collections(rule: &Bundles, items: usize) -> BigInt {
    let sets = BigInt::one() << rule.offers.len();
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

/// The branches of all lotteries of a menu.
pub(super) fn lotteries(entries: &[MenuEntry]) -> usize {
    entries.iter().map(|entry| entry.lottery.len()).sum()
}

/// Each agent picks an entry or nothing.
fn menus(menu: &Menu, setting: &Setting) -> Making {
    let computed = setting.agents().iter().zip(&menu.entries);
    let looked: BigInt = computed.map(|(agent, own)| BigInt::from(agent.types.len() * lotteries(own))).sum();
    let outcomes: BigInt = menu.entries.iter().map(|own| BigInt::from(own.len() + 1)).product();
    let again: usize = menu.entries.iter().map(|own| lotteries(own)).sum();
    let outcomes = outcomes.min(setting.profile_count().into());
    let each = BigInt::from(most(setting, valuing) + 2 * RATIONAL);
    Making { computed: looked + &outcomes * again, outcomes, each, draws: BigInt::one() }
}

/// The branches of a lottery over all agents' picks.
fn draws(menu: &Menu, items: usize) -> BigInt {
    if menu.additive {
        return BigInt::from(menu.entries.len() * items + 1);
    }
    let longest = |own: &Vec<MenuEntry>| own.iter().map(|entry| entry.lottery.len()).max().unwrap_or(1);
    menu.entries.iter().map(|own| BigInt::from(longest(own))).product()
}

/// An outcome of VCG: the best allocation to all, and to all but each.
fn vcg(setting: &Setting) -> BigInt {
    let (agents, items) = (setting.agents().len(), setting.items().len());
    let additive =
        |own: &Type| own.valuation == Valuation::BOTTOM || matches!(own.valuation, Valuation::Additive(_));
    let best = if setting.agents().iter().flat_map(|agent| &agent.types).all(additive) {
        BigInt::from(agents * items) * RATIONAL
    } else {
        let valued = (BigInt::one() << items) * most(setting, valuing);
        (BigInt::from(3).pow(items.try_into().unwrap_or(u32::MAX)) * (3 * RATIONAL) + valued) * agents
    };
    best * (agents + 1)
}

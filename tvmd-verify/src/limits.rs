//! How large a certificate may be and how much work it is, counted before anything is done.

use super::Error;
use super::file::{Certificate, Multiplier, Node, Number, Row};
use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::One as _;

/// How many steps of arithmetic, on words of 64 bits, [`verify`](super::verify) takes at most: about a minute's.
pub const BUDGET: u128 = 1 << 31;
const MAX_ITEMS: usize = 64;
/// The most items where an agent values bundles.
const MAX_BUNDLE_ITEMS: usize = 16;
/// The most types of an agent and the most profiles, ⊥ included.
const MAX_TYPES: usize = 10_000;
const MAX_PROFILES: usize = 1 << 22;
/// The most bits of the common denominator.
const MAX_BITS: u64 = 1 << 15;

/// Refuses a file that is too large or more work than the budget, and returns a common denominator of all its numbers.
pub(crate) fn check(file: &Certificate, budget: u128) -> Result<BigInt, Error> {
    let (agents, items) = (&file.setting.agents, file.setting.items.len());
    let most = |what: &str, count: usize, most: usize| match count > most {
        true => Err(Error::TooLarge(format!("{count} {what}; at most {most} are possible"))),
        false => Ok(()),
    };
    let bundles = agents.iter().any(|own| own.valuation == "bundles");
    most("items", items, if bundles { MAX_BUNDLE_ITEMS } else { MAX_ITEMS })?;
    let sizes: Vec<usize> = agents.iter().map(|own| own.types.len() + 1).collect();
    most("types of an agent", sizes.iter().copied().max().unwrap_or(0), MAX_TYPES)?;
    let profiles = sizes.iter().copied().fold(1, usize::saturating_mul);
    most("profiles, counting Bottom", profiles, MAX_PROFILES)?;

    let (mut unit, mut digits) = (BigInt::one(), 0);
    for Number(number) in numbers(file) {
        // Most denominators are there already; and the greatest common divisor of small numbers is found fast.
        let rest = &unit % number.denom();
        unit *= number.denom() / rest.gcd(number.denom());
        digits = digits.max(number.numer().bits());
        if unit.bits() > MAX_BITS {
            return Err(Error::TooLarge(format!("a common denominator of over {MAX_BITS} bits")));
        }
    }
    let words = u128::from(1 + (unit.bits() + digits) / 64);
    let (sums, products) = steps(file, &sizes, profiles as u128);
    let steps = sums.saturating_mul(words).saturating_add(products.saturating_mul(words * words));
    if steps > budget {
        return Err(Error::TooLarge(format!(
            "up to {steps} steps of arithmetic, over the budget of {budget}"
        )));
    }
    Ok(unit)
}

fn numbers(file: &Certificate) -> impl Iterator<Item = &Number> {
    let rows = || file.primal.outcomes.iter();
    let values = file.setting.agents.iter().flat_map(|own| &own.types).flat_map(|own| own.values.numbers());
    let potentials = file.primal.potentials.iter().flat_map(|own| &own.0).flat_map(|own| &own.1.0);
    let named = rows().flat_map(|row| &row.pays.0).chain(potentials).map(|own| &own.1);
    let chances = rows().flat_map(|row| &row.lottery).flatten().map(|own| &own.probability);
    let atoms = [&file.prior].into_iter().chain(&file.worst_prior).flat_map(|own| &own.joint);
    let multipliers = leaves(file).flatten().map(|own| &own.multiplier);
    let weights = atoms.map(|own| &own.probability).chain(multipliers).chain(&file.epsilon);
    values.chain(named).chain(chances).chain(weights).chain([&file.setting.bound, &file.value])
}

fn leaves(file: &Certificate) -> impl Iterator<Item = &Vec<Multiplier>> {
    file.dual.iter().flatten().filter_map(|node| match node {
        Node::Bounded(own) => Some(&own.multipliers),
        Node::Split(_) => None,
    })
}

/// How many sums or comparisons, and how many products, of numbers the checker calculates at most.
fn steps(file: &Certificate, sizes: &[usize], profiles: u128) -> (u128, u128) {
    let all = |counts: &[u128]| counts.iter().copied().fold(0, u128::saturating_add);
    let times = |counts: &[u128]| counts.iter().copied().fold(1, u128::saturating_mul);
    let (agents, items) = (&file.setting.agents, file.setting.items.len());
    let [bidders, types] = [agents.len(), sizes.iter().sum()].map(|own| own as u128);
    let fits = |row: &Row| {
        let any = row.when.iter().zip(sizes).filter(|own| own.0 == "_");
        any.map(|own| *own.1 as u128).product()
    };
    let draws = |row: &Row| row.lottery.as_ref().map_or(1, |own| own.len() as u128 + 1);
    let rows = || file.primal.outcomes.iter();
    let drawn = rows().map(|row| times(&[fits(row), draws(row)])).fold(0, u128::saturating_add);
    // What it takes to value a bundle; and the bundles and divisions of them that are tried if not all agents are additive.
    let listed = agents.iter().flat_map(|own| &own.types).map(|own| own.values.numbers().count() as u128 + 1);
    let value = listed.max().unwrap_or(1);
    let closed = agents.iter().filter(|own| own.valuation != "additive" && items > 1).count();
    let bundles = if closed > 0 { times(&[2].repeat(items)) } else { 1 };
    let divisions = times(&[times(&[3].repeat(items)), closed.saturating_sub(1) as u128]);
    // Types that are weighed at profiles: by the objective and by multipliers.
    let [ends, nodes] = [leaves(file).count(), file.dual.as_ref().map_or(0, Vec::len)].map(|own| own as u128);
    let joints = [&file.prior].into_iter().chain(&file.worst_prior);
    let massive = joints.map(|own| own.joint.len() as u128).max().unwrap_or(0);
    let least = sizes.iter().min().map_or(1, |own| *own as u128);
    let weighed = |own: &Multiplier| if own.others.is_some() { 2 } else { 2 * profiles / least };
    let weighed =
        leaves(file).flatten().map(weighed).fold(times(&[ends, massive, bidders]), u128::saturating_add);
    let each = all(&[times(&[bidders + bundles, items as u128 + 1]), divisions]);
    let sums =
        all(&[drawn, times(&[types, profiles]), times(&[ends, profiles, each]), times(&[ends, nodes])]);
    let drawn = all(&[times(&[types, rows().map(draws).sum()]), times(&[bidders, drawn])]);
    (sums, times(&[value, all(&[drawn, times(&[weighed, bundles])])]))
}

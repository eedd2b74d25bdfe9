//! How large a certificate may be and how much work it is, counted before anything is done.

use super::Error;
use super::file::{Certificate, Multiplier, Node, Number, Row};
use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::One as _;

/// How many steps of arithmetic, on words of 64 bits, [`verify`](super::verify) takes at most: about a minute's.
pub const BUDGET: u128 = 1 << 30;

/// Refuses a file that is too large or more work than the budget, and returns a common denominator of all its numbers.
pub(crate) fn check(file: &Certificate, budget: u128) -> Result<BigInt, Error> {
    let agents = &file.setting.agents;
    let sizes: Vec<u128> = agents.iter().map(|agent| agent.types.len() as u128 + 1).collect();
    let profiles = sizes.iter().copied().fold(1, u128::saturating_mul);
    let most = if agents.iter().any(|agent| agent.valuation == "bundles") { 16 } else { 64 };
    let at_most = |count: u128, most: u128, what: &str| match count <= most {
        true => Ok(()),
        false => Err(Error::TooMuch(format!("{count} {what}; at most {most} are possible"))),
    };
    at_most(file.setting.items.len() as u128, most, "items")?;
    at_most(sizes.iter().copied().max().unwrap_or(0), 10_000, "types of an agent, counting Bottom")?;
    at_most(profiles, 1 << 22, "profiles, counting Bottom")?;
    let (mut unit, mut digits) = (BigInt::one(), 0);
    for Number(number) in numbers(file) {
        // Most denominators are there already; and the greatest common divisor of small numbers is found fast.
        unit *= number.denom() / (&unit % number.denom()).gcd(number.denom());
        digits = digits.max(number.numer().bits());
        at_most(unit.bits().into(), 1 << 15, "bits of the common denominator")?;
    }
    let words = u128::from(1 + (unit.bits() + digits) / 64);
    let [sums, products] = steps(file, &sizes, profiles);
    let steps = sums.saturating_add(products.saturating_mul(words)).saturating_mul(words);
    at_most(steps, budget, "steps of arithmetic (`--budget` allows more)").map(|()| unit)
}

fn numbers(file: &Certificate) -> impl Iterator<Item = &Number> {
    let rows = || file.primal.outcomes.iter();
    let values = file
        .setting
        .agents
        .iter()
        .flat_map(|agent| &agent.types)
        .flat_map(|her_type| her_type.values.numbers());
    let potentials = file.primal.potentials.iter().flat_map(|agents| &agents.0).map(|(_, types)| types);
    let named = rows()
        .flat_map(|row| &row.pays)
        .chain(potentials)
        .flat_map(|named| &named.0)
        .map(|(_, number)| number);
    let chances = rows().flat_map(|row| &row.lottery).flatten().map(|chance| &chance.probability);
    let atoms = [&file.prior].into_iter().chain(&file.worst_prior).flat_map(|prior| &prior.joint);
    let weights =
        atoms.map(|atom| &atom.probability).chain(leaves(file).flatten().map(|priced| &priced.multiplier));
    let others = [&file.setting.bound, &file.value].into_iter().chain(&file.epsilon);
    let radii = file.marginals_within.iter().flat_map(|agents| &agents.0).map(|(_, radius)| radius);
    let others = others.chain(&file.within).chain(radii).chain(&file.primal.cap);
    values.chain(named).chain(chances).chain(weights).chain(others)
}

fn leaves(file: &Certificate) -> impl Iterator<Item = &Vec<Multiplier>> {
    let nodes = file.dual.iter().flatten();
    nodes.filter_map(|node| if let Node::Bounded(leaf) = node { Some(&leaf.multipliers) } else { None })
}

/// How many sums and comparisons, and how many products, of numbers the checker calculates at most.
fn steps(file: &Certificate, sizes: &[u128], profiles: u128) -> [u128; 2] {
    let (agents, items) = (&file.setting.agents, file.setting.items.len());
    let all = |counts: &[u128]| counts.iter().copied().fold(0, u128::saturating_add);
    let times = |counts: &[u128]| counts.iter().copied().fold(1, u128::saturating_mul);
    let (bidders, types) = (sizes.len() as u128, sizes.iter().sum());
    // Outcomes that rows draw, at all profiles that they fit.
    let any = |named: &(&String, &u128)| named.0 == "_";
    let fits = |row: &Row| row.when.iter().zip(sizes).filter(any).map(|(_, size)| *size).product::<u128>();
    let draws = |row: &Row| row.lottery.as_ref().map_or(1, |lottery| lottery.len() as u128 + 1);
    let drawn = file.primal.outcomes.iter().map(|row| draws(row) * (types + bidders * fits(row)));
    let drawn = drawn.fold(0, u128::saturating_add);
    // What it takes to value a bundle; the bundles, and ways to divide them, that are tried if not all agents are additive.
    let listed = agents
        .iter()
        .flat_map(|agent| &agent.types)
        .map(|her_type| her_type.values.numbers().count() as u128 + 1);
    let value = listed.max().unwrap_or(1);
    let others = agents.iter().filter(|agent| agent.valuation != "additive" && items > 1).count();
    let bundles = if others > 0 { times(&[2].repeat(items)) } else { 1 };
    let divided = times(&[all(&[bidders, times(&[others as u128 + 1].repeat(items))]), items as u128 + 1]);
    // Types that are weighed at profiles, by the objective and by multipliers.
    let (ends, least) = (leaves(file).count() as u128, sizes.iter().min().copied().unwrap_or(1));
    let weighed = |priced: &Multiplier| if priced.others.is_some() { 2 } else { 2 * profiles / least };
    let atoms =
        [&file.prior].into_iter().chain(&file.worst_prior).map(|prior| prior.joint.len() as u128).sum();
    let objective = times(&[ends, atoms, bidders]);
    let weighed = leaves(file).flatten().map(weighed).fold(objective, u128::saturating_add);
    let subsets = if agents.iter().any(|agent| agent.valuation == "bundles") {
        times(&[types, value, value])
    } else {
        0
    };
    let sums =
        [drawn, subsets, times(&[types, profiles]), times(&[ends, profiles, divided]), times(&[ends, ends])];
    [all(&sums), times(&[all(&[drawn, times(&[weighed, bundles])]), value])]
}

//! Checking incentives: sweeps over (type, misreport, profile of the others).

use super::{Count, GAINS_AT_ONCE, MAX_CORNERS, RATIONAL, RATIONAL_BYTES, Work};
use crate::exact::BigInt;
use crate::exact::scaled::common_denominator;
use crate::prior::Prior;
use crate::setting::{Agent, Setting};

/// The most bundles that columns are made of: an offer holds few of them, and the rest would be zeros.
pub(crate) const MOST_BUNDLES: usize = 16;

/// What it takes to check everything about a rule's incentives, once its table is there; its payments and chances are over a denominator
/// of at least so many bits.
pub fn incentives(name: &str, denominator_bits: u64, setting: &Setting, prior: Option<&Prior>) -> Work {
    let profiles = BigInt::from(setting.profile_count());
    let bits = bits(denominator_bits, setting);
    let masses = prior.map_or(0, |prior| prior.distribution().total().bits());
    // Of what is gained at a profile, in expectation, and where expectations are compared.
    let [known, expected, words] = [0, 1, 2].map(|factors| (bits + factors * masses).div_ceil(63));
    let agents = setting.agents().len() as u64;
    let sizes = || setting.agents().iter().map(|agent| BigInt::from(agent.types.len()));
    let types = sizes().sum::<BigInt>();
    let deviations = &types * &profiles;
    // A sweep for what is gained at a profile; one in expectation, and one for the frontier, whose gains are sorted.
    let sweeps = width(known) + if prior.is_some() { 2 * width(expected) } else { 0 };
    let pairs: BigInt =
        if prior.is_some() { sizes().map(|types| &types * &types).sum() } else { BigInt::from(0) };
    let laid_out = if prior.is_some() { conditionals(setting) } else { Laid::default() };
    let steps =
        &deviations * sweeps + &pairs * (40 + 5 * width(words)) + &profiles * (20 * agents) + laid_out.steps;
    // By profile: the offers of each agent, the menus while they are found, weights. By type: what it expects.
    let memory = &profiles * (8 * agents + 60 + 16 * words)
        + worths(setting, &profiles) * 8 * words
        + &profiles * columns(setting)
        + types * (8 * RATIONAL_BYTES * words)
        + laid_out.memory
        + prior.map_or_else(|| BigInt::from(0), |prior| frontier(pairs, prior) * words);
    Work {
        what: format!("checking `{name}` over {profiles} profiles, {deviations} deviations,"),
        steps,
        memory,
    }
}

/// What laying out takes.
#[derive(Default)]
struct Laid {
    steps: BigInt,
    memory: BigInt,
}

/// A prior's weights by type, laid out for each agent and kept with the prior; and once more for one of them, where a mechanism has other
/// lanes than that which was the first.
fn conditionals(setting: &Setting) -> Laid {
    let profiles = BigInt::from(setting.profile_count());
    let most = setting.agents().iter().map(|agent| agent.types.len()).max().unwrap_or_default();
    let types = setting.agents().iter().map(|agent| agent.types.len()).sum::<usize>() + most;
    let times = setting.agents().len() + 1;
    // They are gone through for the sums by type, for types whose weights are in proportion, to be laid out, and for the sums by row.
    let steps = &profiles * (4 * times);
    // A weight, and the number of a profile of the others; rows are whole blocks of lanes.
    Laid { steps, memory: profiles * (12 * times) + BigInt::from(types) * (8 * 64) }
}

/// What it takes to know what an objective is at each profile, and in expectation.
#[must_use]
pub fn expectation(setting: &Setting) -> Work {
    let profiles = BigInt::from(setting.profile_count());
    Work {
        what: format!("an expectation over {profiles} profiles"),
        steps: &profiles * (2 * RATIONAL),
        memory: profiles * RATIONAL_BYTES,
    }
}

/// What it takes to know how incentives and an objective change near a prior, and to write the worst priors, where so many gains of lies
/// that pay somewhere have to be looked at.
pub fn robustness(setting: &Setting, gains: u64) -> Work {
    let profiles = BigInt::from(setting.profile_count());
    let agents = setting.agents().len() as u64;
    Work {
        what: format!("robustness over {profiles} profiles, with {} gains of lies,", Count(&gains.into())),
        steps: BigInt::from(gains) * (20 * RATIONAL) + &profiles * (20 * RATIONAL),
        // Each gain may be a corner of a curve; the worst priors are written out by name.
        memory: BigInt::from(gains) * (5 * RATIONAL_BYTES) + profiles * (8 * RATIONAL_BYTES + 150 * agents),
    }
}

/// The bytes of the printed reading's frontier: gains that are kept at once, and corners, of which there are no more than masses that
/// types can add up to.
fn frontier(pairs: BigInt, prior: &Prior) -> BigInt {
    let corners = (&pairs).min(prior.distribution().total()).min(&MAX_CORNERS.into()) * (4 * RATIONAL_BYTES);
    pairs.min(GAINS_AT_ONCE.into()) * 96 + corners
}

/// The bytes of a profile in all agents' columns, which are laid out only if they don't take more than twice as much as their numbers.
fn columns(setting: &Setting) -> u64 {
    let items = setting.items().len();
    let of_agent = |agent: &Agent| {
        let bundles =
            MOST_BUNDLES.min(1_usize.checked_shl(items.try_into().unwrap_or(u32::MAX)).unwrap_or(usize::MAX));
        2 * 8 * (if agent.is_additive() { items } else { bundles } as u64 + 1)
    };
    setting.agents().iter().map(of_agent).sum()
}

/// The values that types have for the bundles that a table may hold.
fn worths(setting: &Setting, profiles: &BigInt) -> BigInt {
    let items: u32 = setting.items().len().try_into().unwrap_or(u32::MAX);
    let bundles = BigInt::from(2).pow(items).min(profiles.clone());
    setting.agents().iter().map(|agent| BigInt::from(agent.types.len())).sum::<BigInt>() * bundles
}

/// How many bits a utility has, over the denominator of all.
fn bits(denominator_bits: u64, setting: &Setting) -> u64 {
    let values = setting
        .agents()
        .iter()
        .flat_map(|agent| &agent.types)
        .flat_map(|her_type| her_type.valuation.numbers());
    let over = common_denominator(values).bits() + denominator_bits;
    over + setting.bound().ceil().numer().bits() + 2
}

/// The steps of a product of numbers of so many words; those of more than two are on the heap.
fn width(words: u64) -> u64 {
    match words {
        0 | 1 => 1,
        2 => 3,
        _ => 40 + words * words,
    }
}

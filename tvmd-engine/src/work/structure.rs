//! Evaluating mechanisms by their structure: sets of items that may be left, or values, in place of profiles.

use super::table::worths;
use super::{RATIONAL, RATIONAL_BYTES, Work};
use crate::exact::BigInt;
use crate::setting::Setting;

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

impl Masses {
    /// The bits of the denominators by agent; 0 where types aren't drawn one by one.
    pub(crate) fn bits(&self, setting: &Setting) -> Vec<u64> {
        if let Self::Independent(bits) = self { bits.clone() } else { vec![0; setting.agents().len()] }
    }
}

/// What it takes to evaluate a mechanism: over all that may happen (`over_all`), or at listed profiles, what each agent does (`one`).
pub(crate) fn structure(
    over_all: Work,
    one: impl Fn(usize) -> BigInt,
    setting: &Setting,
    masses: &Masses,
) -> Work {
    let mut work = over_all;
    let digits = BigInt::from(digits(&masses.bits(setting)));
    if let Masses::Listed(profiles) = masses {
        let agents = 0..setting.agents().len();
        let outcome = agents.map(|agent| one(agent) + 10 * RATIONAL).sum::<BigInt>();
        work.steps += outcome * *profiles;
    }
    // Lowest terms, at the end.
    work.steps += &digits * &digits * 200;
    let types: usize = setting.agents().iter().map(|agent| agent.types.len()).sum();
    work.steps += BigInt::from(types) * (20 * RATIONAL);
    work.memory += BigInt::from(types) * (4 * RATIONAL_BYTES) + digits * (16 * setting.agents().len());
    work
}

/// The words of sums over everybody's masses.
pub(crate) fn digits(bits: &[u64]) -> u64 {
    1 + bits.iter().sum::<u64>() / 64
}

/// Auctions: for each value of an item a pass over the bidders, with so many sums of long numbers for each.
pub(crate) fn by_values(name: &str, setting: &Setting, bits: &[u64], sums: u64) -> Work {
    let values: usize = (0..setting.items().len()).map(|item| 1 + worths(setting, item)).sum();
    let words = 1 + bits.iter().max().copied().unwrap_or_default() / 64;
    let each = BigInt::from(sums * digits(bits) * words) + 10 * most_types(setting);
    Work {
        what: format!("evaluating `{name}` over {values} values"),
        steps: each * values * setting.agents().len(),
        memory: BigInt::from(values) * RATIONAL_BYTES,
    }
}

/// The types of the agent who has most.
pub(crate) fn most_types(setting: &Setting) -> usize {
    setting.agents().iter().map(|agent| agent.types.len()).max().unwrap_or_default()
}

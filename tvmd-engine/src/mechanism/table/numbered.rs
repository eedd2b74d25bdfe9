//! The outcomes of a table by their numbers: made when they are asked for, or looked at as whole numbers.

use super::{Contents, Table};
use crate::exact::BigInt;
use crate::mechanism::Outcome;
use crate::setting::Bundle;
use std::sync::OnceLock;

impl Table {
    /// The outcome at the profile with this number. It is made when it is first asked for, and kept.
    pub fn outcome_at(&self, index: usize) -> &Outcome {
        self.outcome_numbered(self.number_at(index))
    }

    /// The distinct outcomes; of a table of chances of items, that at each profile.
    pub fn outcomes(&self) -> impl ExactSizeIterator<Item = &Outcome> + '_ {
        (0..self.outcome_count()).map(|number| self.outcome_numbered(number))
    }

    /// One of [`outcomes`](Self::outcomes).
    pub(crate) fn outcome_numbered(&self, number: usize) -> &Outcome {
        let made = self.made.get_or_init(|| vec![OnceLock::new(); self.outcome_count()]);
        made[number].get_or_init(|| Box::new(self.make(number)))
    }

    /// The same, not to be kept.
    pub(crate) fn make(&self, number: usize) -> Outcome {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.get(number),
            Contents::Marginals(marginals) => {
                marginals.outcome(&self.setting, &self.setting.profile_at(number))
            }
        }
    }

    /// The bits of the common denominator of chances and payments.
    pub(crate) fn denominator_bits(&self) -> u64 {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.denominator_bits(),
            Contents::Marginals(marginals) => marginals.denominator_bits(),
        }
    }

    /// How many [`outcomes`](Self::outcomes) there are.
    pub(crate) fn outcome_count(&self) -> usize {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.len(),
            Contents::Marginals(_) => self.setting.profile_count(),
        }
    }

    /// What an agent gets of one of [`outcomes`](Self::outcomes): chances of bundles, each once, and what she pays, over her
    /// [`denominators`](Self::denominators).
    pub(crate) fn offer(&self, number: usize, agent: usize) -> (Vec<(BigInt, Bundle)>, BigInt) {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.offer(number, agent),
            Contents::Marginals(marginals) => marginals.offer(&self.setting, number, agent),
        }
    }

    /// Of an agent's chances, and of her payments.
    pub(crate) fn denominators(&self, agent: usize) -> (BigInt, BigInt) {
        match &self.contents {
            Contents::Listed { outcomes, .. } => {
                (outcomes.chances().over.clone(), outcomes.payments().over.clone())
            }
            Contents::Marginals(marginals) => marginals.denominators(agent),
        }
    }

    /// The position among [`outcomes`](Self::outcomes) of a profile's outcome.
    pub(crate) fn number_at(&self, index: usize) -> usize {
        match &self.contents {
            Contents::Listed { at, .. } => at[index] as usize,
            Contents::Marginals(_) => index,
        }
    }
}

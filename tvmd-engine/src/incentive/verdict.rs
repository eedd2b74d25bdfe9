//! One property at a time: whether it holds, and if not, by how much it fails and where.

use super::Interim;
use super::dominant::{worst_gain, worst_gain_taking_part, worst_loss};
use super::side::Side;
use super::witness::Witness;
use super::worst::Worst;
use crate::exact::Rational;
use crate::mechanism::Table;
use crate::prior::{Prior, PriorError, same_setting};
use num_traits::Zero;
use std::fmt;

/// Whether a property holds; if not, how badly it fails and where.
///
/// ```
/// use tvmd::incentive::Verdict;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
/// #     mechanism Bid in Shop { outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing } }
/// # }
///
/// let verdict = Verdict::dsic(&Table::of(&Bid)?);
/// assert!(!verdict.holds);
/// assert_eq!(verdict.regret, ratio!(1));
/// # Ok::<(), tvmd::mechanism::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it holds, exactly.
    pub holds: bool,
    /// The largest loss or gain, in units of payments; 0 where it holds.
    pub regret: Rational,
    /// Who can gain most; of several, the first by agent, type, misreport and others'
    /// profile, ⊥ counting as the last type.
    pub witness: Option<Witness>,
}

impl Verdict {
    /// Whether truthful participation ever costs anything; nothing else is checked.
    #[must_use]
    pub fn ex_post_ir(table: &Table) -> Self {
        Self::worst(table, &Side::all(table, None), worst_loss)
    }

    /// Whether truth is dominant, with ⊥ as a report; nothing else is checked.
    #[must_use]
    pub fn dsic(table: &Table) -> Self {
        Self::worst(table, &Side::all(table, None), worst_gain)
    }

    /// Whether truth is dominant among types that take part; nothing else is checked.
    #[must_use]
    pub fn dsic_participating(table: &Table) -> Self {
        Self::worst(table, &Side::all(table, None), worst_gain_taking_part)
    }

    /// Whether truth is a Bayes-Nash equilibrium under `prior`, with ⊥ as a report; nothing else is checked. Its regret is the
    /// smallest ε with which the mechanism is ε-BIC.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn bic(table: &Table, prior: &Prior) -> Result<Self, PriorError> {
        same_setting(table.setting(), prior.setting())?;
        Ok(Self::expected(table, prior, &Interim::all(&Side::all(table, Some(prior)), prior)))
    }

    /// In words, where this is the verdict among types that take part and it isn't that with ⊥ as a report.
    #[must_use]
    pub fn unlike(&self, with_bottom: &Self) -> Option<String> {
        (self != with_bottom)
            .then(|| format!("⊥ counts as a report there; among types that take part it {self}"))
    }

    pub(crate) fn new(witness: Option<Witness>) -> Self {
        let regret = witness.as_ref().map_or_else(Rational::zero, |witness| witness.gain.clone());
        Self { holds: witness.is_none(), regret, witness }
    }

    /// The largest of what a check against known reports finds for the agents.
    pub(super) fn worst(table: &Table, sides: &[Side<'_>], check: fn(&Side<'_>) -> Option<Worst>) -> Self {
        Self::of_agents(table, sides.iter().map(check))
    }

    /// The largest of what was found for each agent.
    pub(super) fn of_agents(table: &Table, found: impl Iterator<Item = Option<Worst>>) -> Self {
        let mut most: Option<(usize, Worst)> = None;
        for (agent, worst) in found.enumerate() {
            let Some(worst) = worst else { continue };
            if most.as_ref().is_none_or(|(_, most)| most.amount < worst.amount) {
                most = Some((agent, worst));
            }
        }
        Self::new(most.map(|(agent, worst)| Witness::ex_post(table, agent, &worst)))
    }

    /// The largest of the agents' expected gains.
    pub(super) fn expected(table: &Table, prior: &Prior, interim: &[Interim]) -> Self {
        let mut worst: Option<(usize, usize, usize, Rational)> = None;
        for (agent, own_interim) in interim.iter().enumerate() {
            for own in (1..own_interim.masses.len()).chain([0]) {
                let Some((gain, report)) = own_interim.best(own) else { continue };
                if gain > worst.as_ref().map_or_else(Rational::zero, |worst| worst.3.clone()) {
                    worst = Some((agent, own, report, gain));
                }
            }
        }
        Self::new(
            worst.map(|(agent, own, report, gain)| {
                Witness::interim(table, prior, agent, own, Some(report), gain)
            }),
        )
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.witness {
            None => f.write_str("holds"),
            Some(witness) => write!(f, "fails: {witness}"),
        }
    }
}

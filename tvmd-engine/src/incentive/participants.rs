//! The convention in which ⊥ is no report: misreports among types that take part, and participation in expectation apart.
//!
//! Where the largest gain of all is made without ⊥ it is the largest here, too, and nothing is looked for again.

use super::bayesian::{Interim, Sweep};
use super::dominant::worst_gain_taking_part;
use super::side::Side;
use super::verdict::Verdict;
use super::witness::Witness;
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{Rational, Tier};
use crate::mechanism::Table;
use crate::prior::Prior;
use num_traits::Signed as _;

/// What a type is tempted by in expectation: an agent, her type, a report (none for staying away) and what it gains.
struct Lure {
    agent: usize,
    own: usize,
    report: Option<usize>,
    gain: Rational,
}

/// DSIC among types that take part, from DSIC with ⊥ as a report.
pub(super) fn dominant(table: &Table, sides: &[Side<'_>], dsic: &Verdict) -> Verdict {
    without_bottom(dsic).unwrap_or_else(|| Verdict::worst(table, sides, worst_gain_taking_part))
}

/// BIC among types that take part, from BIC with ⊥ as a report.
pub(super) fn bayesian(table: &Table, sides: &[Side<'_>], prior: &Prior, bic: &Verdict) -> Verdict {
    without_bottom(bic).unwrap_or_else(|| worst_lie(table, sides, prior))
}

/// Whether taking part costs a type anything in expectation.
pub(super) fn interim_ir(table: &Table, prior: &Prior, interim: &[Interim]) -> Verdict {
    let losses = interim.iter().enumerate().flat_map(|(agent, interim)| {
        (1..interim.masses.len()).filter_map(move |own| {
            let utility = interim.utility(own).filter(|utility| utility.is_negative())?;
            Some(Lure { agent, own, report: None, gain: -utility })
        })
    });
    worst(table, prior, losses)
}

/// The verdict itself if it is none about ⊥: the first of the largest gains stays so among fewer.
pub(super) fn without_bottom(verdict: &Verdict) -> Option<Verdict> {
    let about_bottom =
        verdict.witness.as_ref().is_some_and(|witness| witness.own == 0 || witness.misreport == Some(0));
    (!about_bottom).then(|| verdict.clone())
}

fn worst_lie(table: &Table, sides: &[Side<'_>], prior: &Prior) -> Verdict {
    let total = prior.distribution().total();
    let lures = sides
        .iter()
        .flat_map(|side| on_tier!(Tier::holding(&side.sweep_bound(total)), T => lures::<T>(side, prior)));
    worst(table, prior, lures)
}

/// The largest gain, the first of equals.
fn worst(table: &Table, prior: &Prior, lures: impl Iterator<Item = Lure>) -> Verdict {
    let worst = lures.fold(None, |best: Option<Lure>, lure| match best {
        Some(best) if best.gain >= lure.gain => Some(best),
        _ => Some(lure),
    });
    let witness =
        worst.map(|lure| Witness::interim(table, prior, lure.agent, lure.own, lure.report, lure.gain));
    Verdict::new(witness)
}

/// The misreport that tempts each type most that takes part, of positive probability, if one does.
fn lures<T: Integer>(side: &Side<'_>, prior: &Prior) -> Vec<Lure> {
    let sweep = Sweep::<T>::new(side, prior);
    let lure = |own: usize| {
        let expects = sweep.of_type(own);
        let truth = expects.from(own);
        let (mut most, mut best) = (T::zero(), None);
        for report in (1..side.types()).filter(|report| *report != own) {
            let gain = expects.from(report) - truth.clone();
            if gain > most {
                (most, best) = (gain, Some(report));
            }
        }
        // A type of mass 0 expects nothing, and so gains nothing.
        best.map(|report| Lure { agent: side.agent, own, report: Some(report), gain: expects.rational(most) })
    };
    (1..side.types()).filter_map(lure).collect()
}

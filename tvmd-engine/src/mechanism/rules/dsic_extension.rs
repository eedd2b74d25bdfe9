//! `dsic_extension`: Definition 3, a mechanism on a part of the type spaces extended to all of them.
//!
//! Where all reports are kept, the mechanism decides. Where exactly one isn't, that agent is treated as if she had
//! reported the kept type whose outcome is best for the type that she did report, and the others get and pay nothing.
//! Where several aren't, nobody gets or pays anything. The extension of a mechanism that is DSIC and ex-post IR on the
//! kept types is both on all (Lemma 6).
//!
//! Ties between equally good kept types: the one that pays most, then the first in the order of the type space, ⊥ last.

use super::Rule;
use super::computed::Computed;
use super::key::{self, Keys};
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, Profile, Setting};
use crate::work::{Making, RATIONAL};
use num_traits::Zero;
use std::sync::Arc;

/// A rule, and the types on which it is kept.
#[derive(Clone, Debug)]
pub struct DsicExtension {
    pub(crate) base: Arc<Rule>,
    /// `kept[agent][type]`; ⊥ always is.
    pub(crate) kept: Vec<Vec<bool>>,
}

impl Computed for DsicExtension {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        extend(setting, reports, &self.kept, |profile| self.base.outcome(setting, profile))
    }

    fn keys<'a>(&'a self, _: &'a Setting) -> Keys<'a> {
        key::none()
    }

    /// Where an agent's type isn't kept, all that are kept are tried.
    fn making(&self, setting: &Setting) -> Making {
        let agents = setting.agents().len();
        let base = self.base.computed().making(setting);
        let kept = self.kept.iter().map(|hers| hers.iter().filter(|kept| **kept).count()).max();
        let each = base.each * agents * kept.unwrap_or(1) + BigInt::from(agents) * RATIONAL;
        Making { draws: base.draws, ..Making::at_each_profile(setting, each) }
    }

    fn denominator_bits(&self) -> u64 {
        self.base.computed().denominator_bits()
    }
}

/// Definition 3: the outcome of the extension at a profile, given a mechanism's outcomes on kept types. `kept` has a flag for each type of each
/// agent, and ⊥ is kept.
///
/// # Panics
/// If a type has no flag.
#[must_use]
pub fn extend(
    setting: &Setting,
    reports: &Profile,
    kept: &[Vec<bool>],
    base: impl Fn(&Profile) -> Outcome,
) -> Outcome {
    let agents = setting.agents().len();
    let foreign: Vec<usize> =
        (0..agents).filter(|agent| !kept[*agent][reports.of(AgentId(*agent))]).collect();
    match foreign.as_slice() {
        [] => base(reports),
        [agent] => {
            let valuation = setting.agents()[*agent].types[reports.of(AgentId(*agent))].valuation();
            let id = AgentId(*agent);
            // The first of the best is looked for, so later ones must be strictly better.
            let mut best: Option<((Rational, Rational), Outcome)> = None;
            for report in (1..kept[*agent].len()).chain([0]).filter(|report| kept[*agent][*report]) {
                let outcome = base(&reports.with(id, report));
                let payment = outcome.payment(id);
                let rank = (outcome.value(id, valuation) - &payment, payment);
                if best.as_ref().is_none_or(|(best, _)| rank > *best) {
                    best = Some((rank, outcome));
                }
            }
            best.map_or_else(|| Outcome::nothing(agents), |(_, outcome)| only(*agent, agents, &outcome))
        }
        _ => Outcome::nothing(agents),
    }
}

/// An outcome with what one agent gets and pays, and nothing for the others.
fn only(agent: usize, agents: usize, outcome: &Outcome) -> Outcome {
    let mut payments = vec![Rational::zero(); agents];
    payments[agent] = outcome.payment(AgentId(agent));
    let alone = |bundle| {
        let mut bundles = vec![Bundle::EMPTY; agents];
        bundles[agent] = bundle;
        Allocation::new(bundles).expect("nobody else gets anything")
    };
    let branches =
        outcome.bundles(AgentId(agent)).into_iter().map(|(chance, bundle)| (chance, alone(bundle)));
    Outcome::lottery(branches, payments).expect("the probabilities of a lottery add up to 1")
}

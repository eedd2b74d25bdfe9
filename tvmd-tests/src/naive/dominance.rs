//! Ex-post IR and DSIC: every type, every misreport, every profile of the others, always with ⊥ last.

use super::{Naive, Types, bottom_last, product};
use num_traits::{Signed, Zero};
use tvmd_core::Rational;

/// A gain by misreporting, or a loss by reporting the truth (then `report` is `own`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// Whose.
    pub agent: usize,
    /// Her type.
    pub own: usize,
    /// What she reports.
    pub report: usize,
    /// What the others report.
    pub others: Types,
    /// How much, above 0.
    pub gain: Rational,
}

impl Naive {
    /// The largest loss of a truthful agent, of equal ones the first by agent, type and others, ⊥ counting as the
    /// last type; `None` if there is no loss.
    #[must_use]
    pub fn worst_loss(&self) -> Option<Deviation> {
        self.worst(
            |own, report| own == report,
            |naive, agent, own, _, others| {
                let utility = naive.utility(agent, own, own, others);
                utility.is_negative().then(|| -utility)
            },
        )
    }

    /// The largest gain of a misreport, of equal ones the first by agent, type, misreport and others, ⊥
    /// counting as the last type; `None` if nobody gains.
    #[must_use]
    pub fn worst_gain(&self) -> Option<Deviation> {
        self.worst(|own, report| own != report, Self::gain)
    }

    /// The same among types that take part: ⊥ is neither a type nor a report. The others may be absent.
    #[must_use]
    pub fn worst_gain_taking_part(&self) -> Option<Deviation> {
        self.worst(|own, report| own != report && own != 0 && report != 0, Self::gain)
    }

    /// What a type gains by a misreport, if she gains.
    fn gain(&self, agent: usize, own: usize, report: usize, others: &Types) -> Option<Rational> {
        let (lie, truth) = (self.utility(agent, own, report, others), self.utility(agent, own, own, others));
        (lie > truth).then(|| lie - truth)
    }

    /// The largest amount, of those that are above 0.
    fn worst(
        &self,
        considered: impl Fn(usize, usize) -> bool,
        amount: impl Fn(&Self, usize, usize, usize, &Types) -> Option<Rational>,
    ) -> Option<Deviation> {
        let mut worst: Option<Deviation> = None;
        for agent in 0..self.agents() {
            let all_others = self.others_bottom_last(agent);
            for own in bottom_last(self.types(agent)) {
                for report in bottom_last(self.types(agent)).filter(|report| considered(own, *report)) {
                    for others in &all_others {
                        let Some(gain) = amount(self, agent, own, report, others) else { continue };
                        if worst.as_ref().is_none_or(|worst| gain > worst.gain) {
                            worst = Some(Deviation { agent, own, report, others: others.clone(), gain });
                        }
                    }
                }
            }
        }
        worst
    }

    /// The profiles of the others, first those in which all take part.
    fn others_bottom_last(&self, agent: usize) -> Vec<Types> {
        let mut sizes = self.sizes.clone();
        sizes.remove(agent);
        let shifted =
            |types: Types| types.iter().zip(&sizes).map(|(place, size)| (place + 1) % size).collect();
        product(&sizes).into_iter().map(shifted).collect()
    }

    /// The smallest loss bound: ex-post IR holds exactly if it is 0.
    #[must_use]
    pub fn ex_post_ir_regret(&self) -> Rational {
        self.worst_loss().map_or_else(Rational::zero, |worst| worst.gain)
    }

    /// The largest gain of a misreport: DSIC holds exactly if it is 0.
    #[must_use]
    pub fn dsic_regret(&self) -> Rational {
        self.worst_gain().map_or_else(Rational::zero, |worst| worst.gain)
    }

    /// The largest gain of a misreport among types that take part.
    #[must_use]
    pub fn dsic_participating_regret(&self) -> Rational {
        self.worst_gain_taking_part().map_or_else(Rational::zero, |worst| worst.gain)
    }
}

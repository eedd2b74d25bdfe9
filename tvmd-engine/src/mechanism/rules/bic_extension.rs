//! `bic_extension`: Definition 4, a mechanism on a part of the type spaces extended to all of them, as printed and repaired.
//!
//! D is a product prior and M = (x, p) the mechanism. A kept type stands for itself; for any other type t of agent i stands
//! the kept type τ(t) whose outcome under M is best for t in expectation over the others' types, drawn from D. Who gets
//! what is x(τ(t)) in both forms. Let P = E p_i(τ(t), ·) and N = E v_i(t, x_i(τ(t), ·)), both over D of the others. Then
//!
//! - *as printed*, a kept type pays p_i at the reports as they are, and another pays v_i(t_i, x̂_i)·P/N;
//! - *repaired*, a kept type pays p_i at τ of all the reports, and another pays v_i(t_i, x̂_i)·P/N if P > 0, and the constant P
//!   if not.
//!
//! What is wrong with the printed form: P/N is undefined where N = 0; a kept type may pay for what it doesn't get, since the
//! others' types that aren't kept are replaced in the allocation and not in its payment, so it isn't ex-post IR; and
//! where P < 0, v_i·P/N can be below -H.
//!
//! The repaired form is a mechanism, and ex-post IR whenever M is. ⊥ is kept and worth 0 to t, so τ(t) is worth at least 0:
//! P ≤ N. If P > 0 then N > 0 and 0 < P/N ≤ 1, so t pays between 0 and what she gets is worth to her; if P ≤ 0 she pays
//! at least -H and at most 0. A kept type gets and pays what M gives it at the profile τ(t), where it reports truly.
//!
//! Ties between equally good kept types: the one that pays most in expectation, then the first in the order of the type
//! space, ⊥ last.

use super::computed::{Computed, bits};
use super::key::{self, Keys};
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Expected, Kept, Outcome, Table};
use crate::prior::{Distribution, Prior, PriorError, same_setting};
use crate::setting::{AgentId, Profile, Setting};
use crate::work::{Making, RATIONAL};
use num_traits::{Signed, Zero};
use std::collections::HashMap;
use std::sync::Arc;

/// Which form of Definition 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// To the letter. It need not be a mechanism: see [`BicExtension::defect`].
    Printed,
    /// So that Lemma 7 holds.
    Repaired,
}

/// The extension of Definition 4, as data: it can be looked at where it is no mechanism, too.
#[derive(Clone, Debug)]
pub struct BicExtension {
    base: Arc<Table>,
    form: Form,
    /// By agent and type.
    stand_ins: Vec<Vec<StandIn>>,
}

/// What a type of an agent is replaced by.
#[derive(Clone, Debug)]
struct StandIn {
    kept: bool,
    /// τ of the type.
    surrogate: usize,
    /// P.
    payment: Rational,
    /// N.
    value: Rational,
}

/// Why the printed form is no mechanism.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// What this agent pays at this profile divides by 0.
    Undefined(AgentId, Profile),
    /// This agent pays this at this profile, outside [-H, H].
    OutOfRange(AgentId, Profile, Rational),
}

impl BicExtension {
    /// Extends a mechanism from the kept types, with expectations over the others' types under `prior`.
    ///
    /// The paper means product priors; of another prior the others' joint marginal is used.
    ///
    /// # Errors
    /// If `base`, `kept` and `prior` are not about the same setting.
    pub fn new(base: &Arc<Table>, kept: &Kept, prior: &Prior, form: Form) -> Result<Self, PriorError> {
        same_setting(base.setting(), kept.setting())?;
        same_setting(base.setting(), prior.setting())?;
        let stand_ins =
            kept.types().iter().enumerate().map(|(agent, kept)| stand_ins(base, prior, agent, kept));
        Ok(Self { base: base.clone(), form, stand_ins: stand_ins.collect() })
    }

    /// τ of an agent's type; `None` if there is no such type.
    #[must_use]
    pub fn surrogate(&self, agent: impl Into<AgentId>, report: usize) -> Option<usize> {
        Some(self.stand_ins.get(agent.into().0)?.get(report)?.surrogate)
    }

    /// τ of a profile: what the mechanism is asked about.
    #[must_use]
    pub fn surrogates(&self, reports: &Profile) -> Profile {
        let types = reports.types().iter().enumerate();
        Profile::new(
            types.map(|(agent, report)| self.surrogate(AgentId(agent), *report).unwrap_or(0)).collect(),
        )
    }

    /// P and N of a type: what its surrogate pays in expectation, and what that gets is worth to the type.
    #[must_use]
    pub fn expected(&self, agent: impl Into<AgentId>, report: usize) -> Option<(&Rational, &Rational)> {
        let stand_in = self.stand_ins.get(agent.into().0)?.get(report)?;
        Some((&stand_in.payment, &stand_in.value))
    }

    /// The distribution of τ of an agent's others, given that of the others.
    pub fn replaced_others(&self, others: &Distribution, agent: usize) -> Distribution {
        let numbering = &self.base.setting().numbering();
        let at: HashMap<usize, usize> =
            (0..others.len()).map(|position| (numbering.join(agent, 0, position), position)).collect();
        let mut masses = vec![Rational::zero(); others.len()];
        for position in others.support() {
            let profile = numbering.profile(numbering.join(agent, 0, position));
            let replaced = numbering.index(&self.surrogates(&profile)).and_then(|index| at.get(&index));
            masses[*replaced.expect("⊥ stands for ⊥")] += others.mass(position);
        }
        Distribution::new(&masses).expect("masses that move still add up to 1")
    }

    /// What the mechanism does at τ of the reports; its allocation is the extension's.
    fn replaced(&self, reports: &Profile) -> Outcome {
        let nothing = || Outcome::nothing(self.stand_ins.len());
        self.base.outcome(&self.surrogates(reports)).cloned().unwrap_or_else(nothing)
    }

    /// What an agent's type gets at a profile is worth to her.
    #[must_use]
    pub fn value(&self, agent: impl Into<AgentId>, reports: &Profile) -> Rational {
        let agent = agent.into();
        let t =
            self.base.setting().agents().get(agent.0).and_then(|known| known.types.get(reports.of(agent)));
        t.map_or_else(Rational::zero, |t| self.replaced(reports).value(agent, &t.valuation))
    }

    /// What an agent pays; `None` where that is undefined.
    #[must_use]
    pub fn payment(&self, agent: impl Into<AgentId>, reports: &Profile) -> Option<Rational> {
        let agent = agent.into();
        let StandIn { kept, payment, value, .. } = self.stand_ins.get(agent.0)?.get(reports.of(agent))?;
        Some(match self.form {
            Form::Printed if *kept => self.base.outcome(reports)?.payment(agent),
            Form::Repaired if *kept => self.replaced(reports).payment(agent),
            Form::Repaired if !payment.is_positive() => payment.clone(),
            _ if value.is_zero() => return None,
            _ => self.value(agent, reports) * payment / value,
        })
    }

    /// The outcome at a profile; `None` where a payment is undefined.
    #[must_use]
    pub fn outcome(&self, reports: &Profile) -> Option<Outcome> {
        let payments = (0..self.stand_ins.len()).map(|agent| self.payment(AgentId(agent), reports));
        let payments: Vec<Rational> = payments.collect::<Option<_>>()?;
        let lottery = self.replaced(reports).allocations().to_vec();
        Some(Outcome::lottery(lottery, payments).expect("the probabilities of a lottery add up to 1"))
    }

    /// Where this is no mechanism, the first profile by number; the repaired form always is one.
    #[must_use]
    pub fn defect(&self) -> Option<Defect> {
        if self.form == Form::Repaired {
            return None;
        }
        let setting = self.base.setting();
        setting.profiles().find_map(|reports| {
            let agents = (0..self.stand_ins.len()).map(AgentId);
            agents.into_iter().find_map(|agent| match self.payment(agent, &reports) {
                None => Some(Defect::Undefined(agent, reports.clone())),
                Some(paid) if paid.abs() > *setting.bound() => {
                    Some(Defect::OutOfRange(agent, reports.clone(), paid))
                }
                Some(_) => None,
            })
        })
    }
}

impl Computed for BicExtension {
    fn outcome(&self, _: &Setting, reports: &Profile) -> Outcome {
        Self::outcome(self, reports).expect("resolving checked that it is defined")
    }

    fn keys<'a>(&'a self, _: &'a Setting) -> Keys<'a> {
        key::none()
    }

    fn making(&self, setting: &Setting) -> Making {
        Making::at_each_profile(setting, BigInt::from(10 * setting.agents().len()) * RATIONAL)
    }

    /// At least the bits of the common denominator of its chances, and of what it charges beyond that of values.
    fn denominator_bits(&self) -> u64 {
        let shares: Vec<Rational> = self
            .stand_ins
            .iter()
            .flatten()
            .filter(|stand_in| !stand_in.kept && stand_in.payment.is_positive() && !stand_in.value.is_zero())
            .map(|stand_in| &stand_in.payment / &stand_in.value)
            .collect();
        let constants = self.stand_ins.iter().flatten().map(|stand_in| &stand_in.payment);
        let kept = self.base.outcomes().flat_map(Outcome::numbers);
        bits(&shares) + bits(kept.chain(constants))
    }
}

/// The stand-ins of an agent's types.
fn stand_ins(base: &Table, prior: &Prior, agent: usize, kept: &[bool]) -> Vec<StandIn> {
    let likely = prior.others(AgentId(agent));
    let interim: Vec<(usize, Expected)> =
        (0..kept.len()).filter(|t| kept[*t]).map(|t| (t, Expected::new(base, &likely, agent, t))).collect();
    let stand_in = |t: usize| {
        let valuation = &base.setting().agents()[agent].types[t].valuation;
        // The first of the best is looked for, so later ones must be strictly better; ⊥ comes last.
        let mut best: Option<((Rational, Rational), usize)> = None;
        for (stand_in, interim) in interim.iter().cycle().skip(1).take(interim.len()) {
            let rank = (interim.value(valuation) - &interim.payment, interim.payment.clone());
            if best.as_ref().is_none_or(|(best, _)| rank > *best) {
                best = Some((rank, *stand_in));
            }
        }
        let surrogate = if kept[t] { t } else { best.map_or(0, |(_, stand_in)| stand_in) };
        let at = interim
            .binary_search_by_key(&surrogate, |(stand_in, _)| *stand_in)
            .expect("stand-ins are kept types");
        let interim = &interim[at].1;
        let (payment, value) = (interim.payment.clone(), interim.value(valuation));
        StandIn { kept: kept[t], surrogate, payment, value }
    };
    (0..kept.len()).map(stand_in).collect()
}

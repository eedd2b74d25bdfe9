//! The linear program of a problem: its variables, constraints and objective, and what its multipliers say.

use super::Design;
use crate::exact::{BigInt, Rational};
use crate::optimum::Program;
use crate::optimum::constraint::{Constraint, of_bottom};
use crate::optimum::goal::Goal;
use crate::optimum::incentives::Incentives;
use crate::optimum::plan::Plan;
use crate::optimum::requirements::{Participation, Transfers, Truthfulness};
use crate::optimum::work::Parts;
use crate::setting::{AgentId, Profile, Setting};
use num_traits::{One as _, Zero};
use std::collections::HashSet;

impl Design<'_> {
    /// States the constraints at the profiles in play.
    pub(in crate::optimum) fn incentives<'p>(
        &'p self,
        plan: &'p Plan,
        program: &mut Program,
        in_play: &[bool],
    ) -> Incentives<'p> {
        let setting = self.prior.setting();
        let mut incentives = match (&self.truthfulness, self.participation) {
            (Truthfulness::Dsic, Participation::ExPost) => Incentives::dominant(setting, plan, in_play),
            (Truthfulness::Dsic, Participation::Interim) => {
                Incentives::dominant_taking_part(setting, plan, in_play)
            }
            (Truthfulness::Bic, _) => Incentives::bayesian(self.prior, plan, Rational::zero()),
            (Truthfulness::EpsBic(slack), _) => Incentives::bayesian(self.prior, plan, slack.clone()),
        };
        match (self.participation, &self.truthfulness) {
            (Participation::Interim, _) => incentives.participation_interim(self.prior, program),
            (Participation::ExPost, Truthfulness::Dsic) => incentives.participation(program),
            (Participation::ExPost, _) => incentives.participation_ex_post(program),
        }
        incentives
    }

    /// States the expected objective, and says what it is where nothing happens.
    pub(in crate::optimum) fn expect(&self, plan: &Plan, program: &mut Program) -> Rational {
        let setting = self.prior.setting();
        let mut nothing = Rational::zero();
        for (profile, mass) in self.prior.support() {
            let index = setting.index_of(&profile).expect("a prior is about profiles of its setting");
            let (constant, form) = self.goal.form(setting, plan, index);
            nothing += &mass * constant;
            for (variable, factor) in form {
                // Revenue counts every payment once.
                let earned = if factor.is_one() { mass.clone() } else { &mass * factor };
                program.earn(variable, &earned).expect("a form is in the variables of its plan");
            }
        }
        nothing
    }

    /// What relaxing a constraint would be worth by a program's multipliers, where that is something.
    pub(in crate::optimum) fn multipliers(
        &self,
        plan: &Plan,
        incentives: &Incentives<'_>,
        program: &Program,
        dual: &[Rational],
    ) -> Vec<(Constraint, Rational)> {
        let mut multipliers = incentives.multipliers(dual);
        if self.bottom_reports_at_known_profiles() {
            let payment = |profile, agent| plan.payment(profile, agent);
            multipliers.extend(of_bottom(self.prior.setting(), program, dual, payment));
        }
        multipliers
    }

    pub(in crate::optimum) fn plan(&self, program: &mut Program, in_play: &[bool], fixed: bool) -> Plan {
        let setting = self.prior.setting();
        let at_least_0 = self.bottom_reports_at_known_profiles() || self.transfers == Transfers::NoPositive;
        let lowest = if at_least_0 { Rational::zero() } else { -setting.bound().clone() };
        let pieces = self.goal.pieces(setting);
        Plan::new(program, setting, pieces, &lowest, fixed, |profile| in_play[profile])
    }

    /// Whether ⊥ must not gain by reporting a type, whatever the others report: then no payment is negative.
    fn bottom_reports_at_known_profiles(&self) -> bool {
        self.truthfulness == Truthfulness::Dsic && self.participation == Participation::ExPost
    }

    /// Whether only the expectation of a payment given the own report matters, and is one number whatever the own type.
    pub(in crate::optimum) fn payments_are_fixed(&self) -> bool {
        self.participation == Participation::Interim
            && self.truthfulness != Truthfulness::Dsic
            && matches!(self.goal, Goal::Revenue | Goal::Welfare)
            && self.prior.product_of_marginals() == *self.prior
    }

    /// The profiles that matter where truth is dominant, by how many agents take part: counted, before any is listed.
    pub(in crate::optimum) fn present(&self) -> Vec<BigInt> {
        let setting = self.prior.setting();
        Parts::of(setting, &absent(setting, self.prior.distribution().support()))
    }

    /// By profile: whether it matters.
    pub(in crate::optimum) fn in_play(&self) -> Vec<bool> {
        let setting = self.prior.setting();
        let distribution = self.prior.distribution();
        let mut in_play = vec![false; setting.profile_count()];
        if self.truthfulness == Truthfulness::Dsic {
            return absences(setting, distribution.support());
        }
        for profile in distribution.support() {
            let types = setting.profile_at(profile);
            for (agent, spec) in setting.agents().iter().enumerate() {
                for report in 0..spec.types().len() {
                    let reached = setting.index_of(&types.with(AgentId(agent), report));
                    reached.into_iter().for_each(|reached| in_play[reached] = true);
                }
            }
        }
        in_play
    }
}

/// The profiles whose set of agents at ⊥ is that of one of `reached`.
pub(in crate::optimum) fn absences(setting: &Setting, reached: impl Iterator<Item = usize>) -> Vec<bool> {
    let sets = absent(setting, reached);
    setting.profiles().map(|profile| sets.contains(&absent_at(&profile))).collect()
}

/// The sets of agents who stay away together at some of these profiles.
pub(in crate::optimum) fn absent(
    setting: &Setting,
    reached: impl Iterator<Item = usize>,
) -> HashSet<Vec<bool>> {
    reached.map(|profile| absent_at(&setting.profile_at(profile))).collect()
}

/// By agent whether she stays away.
fn absent_at(profile: &Profile) -> Vec<bool> {
    profile.types().iter().map(|report| *report == 0).collect()
}

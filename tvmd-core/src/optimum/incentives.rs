//! The incentive constraints of a designer's problem, listed in its program as they matter.
//!
//! Of all pairs of a type and a misreport few bind. A large program starts with misreports of nearby types; floats
//! solve it, constraints that their point violates are added, and they go on from there, until there are none. Then the program is solved exactly
//! and the mechanism is checked, against *all* constraints, by the exact check of incentives; a constraint that it finds
//! violated is added too. So the optimum is one over all constraints, whatever the floats did.

use super::constraint::{Constraint, Constraints};
use super::nearest::nearest;
use super::plan::Plan;
#[cfg(feature = "lp")]
use super::separation::Separation;
use super::situation::{Situation, drawn, known};
use super::stage::Stage;
use super::work::FEW;
use super::{Optimum, Program, Solution, VariableId};
use crate::exact::{BigInt, Rational};
use crate::incentive::Verdict;
use crate::mechanism::Table;
use crate::prior::Prior;
use crate::setting::Setting;
use crate::work::Budget;
use num_traits::{One, Zero};
use std::collections::HashSet;
use std::ops::ControlFlow;
#[cfg(feature = "lp")]
use tvmd_lp::Guess;

/// The constraints on a plan, those in its program and those not yet.
pub(super) struct Incentives<'a> {
    setting: &'a Setting,
    plan: &'a Plan,
    asked: Asked<'a>,
    /// The gain that is allowed.
    slack: Rational,
    situations: Vec<Situation>,
    listed: HashSet<Constraint>,
    rows: Constraints,
    /// Where floats ended when the program was solved last.
    #[cfg(feature = "lp")]
    guess: Option<Guess>,
}

/// Why a program has no optimum.
pub(super) enum Unsolved {
    /// There is none: multipliers of the listed rows show it.
    Infeasible(Vec<Rational>),
    /// Time was up; the optimum is at most this, as far as that is known.
    Stopped(Option<Rational>),
}

/// What is asked of incentives, apart from the gain that is allowed.
#[derive(Clone, Copy)]
enum Asked<'a> {
    /// That truth is dominant, with ⊥ as a report.
    Dominant,
    /// That truth is dominant among types that take part.
    DominantTakingPart,
    /// That nobody gains in expectation over a prior.
    Expected(&'a Prior),
}

fn best(solution: Solution) -> Result<Optimum, Unsolved> {
    match solution {
        Solution::Optimal(optimum) => Ok(optimum),
        Solution::Infeasible(multipliers) => Err(Unsolved::Infeasible(multipliers)),
        Solution::Unbounded { .. } => unreachable!("what can be made of chances and payments is bounded"),
    }
}

/// What no feasible point exceeds by the bounds of variables alone.
fn idle(program: &Program) -> Option<Rational> {
    program.upper_bound(&vec![Rational::zero(); program.row_count()])
}

impl<'a> Incentives<'a> {
    /// Truth is dominant at the profiles in play; ⊥ doesn't gain there because payments are at least 0.
    pub(super) fn dominant(setting: &'a Setting, plan: &'a Plan, in_play: &[bool]) -> Self {
        Self::new(setting, plan, Asked::Dominant, Rational::zero(), known(setting, in_play))
    }

    /// The same where ⊥ is neither a type nor a report: what misreports are compared are the same, as no one who stays away has any.
    pub(super) fn dominant_taking_part(setting: &'a Setting, plan: &'a Plan, in_play: &[bool]) -> Self {
        Self::new(setting, plan, Asked::DominantTakingPart, Rational::zero(), known(setting, in_play))
    }

    /// No type of positive probability gains more than `slack` in expectation over the others, given her type.
    pub(super) fn bayesian(prior: &'a Prior, plan: &'a Plan, slack: Rational) -> Self {
        Self::new(prior.setting(), plan, Asked::Expected(prior), slack, drawn(prior))
    }

    fn new(
        setting: &'a Setting,
        plan: &'a Plan,
        asked: Asked<'a>,
        slack: Rational,
        situations: Vec<Situation>,
    ) -> Self {
        Self {
            setting,
            plan,
            asked,
            slack,
            situations,
            listed: HashSet::new(),
            rows: Constraints::default(),
            #[cfg(feature = "lp")]
            guess: None,
        }
    }

    /// Taking part costs nobody anything, in any of the situations in which misreports are compared.
    pub(super) fn participation(&mut self, program: &mut Program) {
        for situation in 0..self.situations.len() {
            let situation = self.situations[situation].clone();
            self.take_part(program, &situation);
        }
    }

    /// Taking part costs no type of positive probability anything in expectation.
    pub(super) fn participation_interim(&mut self, prior: &Prior, program: &mut Program) {
        drawn(prior).iter().for_each(|situation| self.take_part(program, situation));
    }

    fn take_part(&mut self, program: &mut Program, situation: &Situation) {
        if situation.truth > 0 {
            let truth = self.utility(situation, situation.truth).collect();
            let form = (truth, &situation.unit * &self.plan.unit);
            self.rows.add(program, situation.constraint(None), form, Rational::zero());
        }
    }

    /// Taking part costs nobody anything, at any profile.
    pub(super) fn participation_ex_post(&mut self, program: &mut Program) {
        let one = BigInt::one();
        for (index, profile) in self.setting.profiles().enumerate() {
            for (agent, truth) in profile.types().iter().enumerate().filter(|(_, truth)| **truth > 0) {
                let constraint = Constraint { agent, own: *truth, misreport: None, at: Some(index) };
                let truth = self.plan.utility(index, agent, *truth, &one).collect();
                self.rows.add(program, constraint, (truth, self.plan.unit.clone()), Rational::zero());
            }
        }
    }

    /// The optimum over all constraints, and its mechanism.
    ///
    /// # Errors
    /// If there is none, or the budget's time is up.
    pub(super) fn solve(
        &mut self,
        program: &mut Program,
        budget: &Budget,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(Optimum, Table), Unsolved> {
        if self.listed.is_empty() {
            self.start(program);
        }
        loop {
            let optimum = self.solve_listed(program, budget, progress)?;
            let table = self.plan.table(&optimum.primal);
            let Some((situation, misreport)) = self.violated(&table) else { return Ok((optimum, table)) };
            self.list(program, situation, misreport);
        }
    }

    /// What relaxing a constraint would be worth, for those where it is worth something.
    pub(super) fn multipliers(&self, dual: &[Rational]) -> Vec<(Constraint, Rational)> {
        self.rows.multipliers(dual)
    }

    /// How many constraints there are, participation apart.
    fn count(&self) -> usize {
        self.situations.iter().map(|situation| situation.misreports(self.setting).count()).sum()
    }

    /// Lists all constraints if they are few, and else those between types that are near each other.
    pub(super) fn start(&mut self, program: &mut Program) {
        let all = self.count() <= FEW || !cfg!(feature = "lp");
        let near: Vec<Vec<Vec<usize>>> = if all { Vec::new() } else { nearest(self.setting) };
        for situation in 0..self.situations.len() {
            let decides = &self.situations[situation];
            let misreports: Vec<usize> = if all {
                decides.misreports(self.setting).collect()
            } else {
                let near = &near[decides.agent][decides.truth];
                decides.misreports(self.setting).filter(|report| near.contains(report)).collect()
            };
            for misreport in misreports {
                self.list(program, situation, misreport);
            }
        }
    }

    /// The exact optimum over the listed constraints, after those that floats find violated are listed.
    #[cfg(feature = "lp")]
    fn solve_listed(
        &mut self,
        program: &mut Program,
        budget: &Budget,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Optimum, Unsolved> {
        let all = self.count();
        let separation = Separation::new(self.setting, self.plan, &self.situations, &self.slack);
        let mut guess = self.guess.take();
        let mut tell = |solving, listed| {
            Stage::of(solving, listed, all).into_iter().for_each(&mut *progress);
            if budget.is_over() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        // Where all are listed from the start, solving makes its own guess.
        while guess.is_some() || self.listed.len() < all {
            let listed = self.listed.len();
            let found = program.guess_from(guess.as_ref(), &mut |solving| tell(solving, listed));
            let is_optimal = found.is_optimal();
            let violated = if is_optimal {
                let is_listed = |constraint: &Constraint| self.listed.contains(constraint);
                separation.violated(&self.situations, found.point(), is_listed)
            } else {
                Vec::new()
            };
            guess = Some(found);
            if violated.is_empty() || budget.is_over() {
                break;
            }
            for (situation, misreport) in violated {
                self.list(program, situation, misreport);
            }
        }
        self.guess.clone_from(&guess);
        let listed = self.listed.len();
        let mut tell = |solving| tell(solving, listed);
        let solved = match guess {
            _ if budget.is_over() => None,
            Some(guess) => program.maximise_from(guess, &mut tell),
            None => program.maximise_telling(&mut tell),
        };
        let upper = || match &self.guess {
            Some(guess) => program.upper_bound_of(guess),
            None => idle(program),
        };
        best(solved.ok_or_else(|| Unsolved::Stopped(upper()))?)
    }

    #[cfg(not(feature = "lp"))]
    fn solve_listed(
        &mut self,
        program: &mut Program,
        budget: &Budget,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Optimum, Unsolved> {
        let all = self.count();
        let solved = program.maximise_telling(&mut |solving| {
            Stage::of(solving, all, all).into_iter().for_each(&mut *progress);
            ControlFlow::Continue(())
        });
        let in_time = solved.filter(|_| !budget.is_over());
        best(in_time.ok_or_else(|| Unsolved::Stopped(idle(program)))?)
    }

    /// The worst of all constraints that a mechanism violates, by the exact check.
    fn violated(&self, table: &Table) -> Option<(usize, usize)> {
        let verdict = match self.asked {
            Asked::Dominant => Verdict::dsic(table),
            Asked::DominantTakingPart => Verdict::dsic_participating(table),
            Asked::Expected(prior) => {
                Verdict::bic(table, prior).expect("the plan is one for the prior's setting")
            }
        };
        let witness = verdict.witness.filter(|witness| witness.gain > self.slack)?;
        let at = witness.profile.as_ref().and_then(|profile| self.setting.index_of(profile));
        let same = |decides: &Situation| {
            (decides.agent, decides.truth, decides.at) == (witness.agent.0, witness.own, at)
        };
        let situation =
            self.situations.iter().position(same).expect("⊥ and profiles out of play have no gain");
        Some((situation, witness.misreport.expect("a gain is one by a misreport")))
    }

    fn list(&mut self, program: &mut Program, situation: usize, misreport: usize) {
        let situation = &self.situations[situation];
        let constraint = situation.constraint(Some(misreport));
        assert!(self.listed.insert(constraint), "a listed constraint holds at every feasible point");
        let lie = self.utility(situation, misreport).map(|(variable, factor)| (variable, -factor));
        let gain = self.utility(situation, situation.truth).chain(lie).collect();
        let form = (gain, &situation.unit * &self.plan.unit);
        self.rows.add(program, constraint, form, -self.slack.clone());
    }

    /// What a report is worth in a situation, over the units of the situation and the plan.
    fn utility<'u>(
        &'u self,
        situation: &'u Situation,
        report: usize,
    ) -> impl Iterator<Item = (VariableId, BigInt)> + 'u {
        situation.others.iter().flat_map(move |(others, weight)| {
            let profile = self.setting.numbering().join(situation.agent, report, *others);
            self.plan.utility(profile, situation.agent, situation.truth, weight)
        })
    }
}

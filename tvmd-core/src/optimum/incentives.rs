//! The incentive constraints of a designer's problem, listed in its program as they matter.
//!
//! Of all pairs of a type and a misreport few bind. A large program starts with misreports of nearby types; a float solver
//! solves it, constraints that its point violates are added, and so on until there are none. Then the program is solved exactly
//! and the mechanism is checked, against *all* constraints, by the exact check of incentives; a constraint that it finds
//! violated is added too. So the optimum is one over all constraints, whatever the floats did.

use super::constraint::{Constraint, Constraints};
use super::plan::Plan;
#[cfg(feature = "lp")]
use super::separation::Separation;
use super::stage::Stage;
use super::work::FEW;
use super::{Optimum, Program, Solution, VariableId};
use crate::exact::scaled::whole;
use crate::exact::{BigInt, Rational};
use crate::incentive::Verdict;
use crate::mechanism::Table;
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Setting};
use num_traits::{One, Signed, Zero};
use std::collections::HashSet;

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

/// Where a type of an agent decides what to report: against known reports of the others, or against a draw of them.
#[derive(Clone, Debug)]
pub(super) struct Situation {
    pub(super) agent: usize,
    /// Her type.
    pub(super) own: usize,
    /// The number of the profile in which she tells the truth, if the others' reports are known.
    at: Option<usize>,
    /// The others' reports, by number, and their probabilities over `unit`.
    pub(super) others: Vec<(usize, BigInt)>,
    pub(super) unit: BigInt,
}

fn best(solution: Solution) -> Result<Optimum, Vec<Rational>> {
    match solution {
        Solution::Optimal(optimum) => Ok(optimum),
        Solution::Infeasible(multipliers) => Err(multipliers),
        Solution::Unbounded { .. } => unreachable!("what can be made of chances and payments is bounded"),
    }
}

impl Situation {
    /// What she would report instead of the truth; who knows that ⊥ is worth 0 needn't look at it.
    pub(super) fn misreports(&self, setting: &Setting) -> impl Iterator<Item = usize> + use<> {
        let (own, first) = (self.own, usize::from(self.at.is_some()));
        (first..setting.agents()[self.agent].types().len()).filter(move |report| *report != own)
    }

    pub(super) fn constraint(&self, misreport: Option<usize>) -> Constraint {
        Constraint { agent: self.agent, own: self.own, misreport, at: self.at }
    }
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
        Self { setting, plan, asked, slack, situations, listed: HashSet::new(), rows: Constraints::default() }
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
        if situation.own > 0 {
            let truth = self.utility(situation, situation.own).collect();
            let form = (truth, &situation.unit * &self.plan.unit);
            self.rows.add(program, situation.constraint(None), form, Rational::zero());
        }
    }

    /// Taking part costs nobody anything, at any profile.
    pub(super) fn participation_ex_post(&mut self, program: &mut Program) {
        let one = BigInt::one();
        for (index, profile) in self.setting.profiles().enumerate() {
            for (agent, own) in profile.types().iter().enumerate().filter(|(_, own)| **own > 0) {
                let constraint = Constraint { agent, own: *own, misreport: None, at: Some(index) };
                let truth = self.plan.utility(index, agent, *own, &one).collect();
                self.rows.add(program, constraint, (truth, self.plan.unit.clone()), Rational::zero());
            }
        }
    }

    /// The optimum over all constraints, and its mechanism.
    ///
    /// # Errors
    /// If there is none: multipliers of the listed rows that show it.
    pub(super) fn solve(
        &mut self,
        program: &mut Program,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(Optimum, Table), Vec<Rational>> {
        if self.listed.is_empty() {
            self.start(program);
        }
        loop {
            let optimum = self.solve_listed(program, progress)?;
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
        self.situations.iter().map(|own| own.misreports(self.setting).count()).sum()
    }

    /// Lists all constraints if they are few, and else those between types that are near each other.
    pub(super) fn start(&mut self, program: &mut Program) {
        let all = self.count() <= FEW || !cfg!(feature = "lp");
        let near: Vec<Vec<Vec<usize>>> = if all { Vec::new() } else { nearest(self.setting) };
        for situation in 0..self.situations.len() {
            let own = &self.situations[situation];
            let misreports: Vec<usize> = if all {
                own.misreports(self.setting).collect()
            } else {
                let near = &near[own.agent][own.own];
                own.misreports(self.setting).filter(|report| near.contains(report)).collect()
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
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Optimum, Vec<Rational>> {
        let all = self.count();
        let separation = Separation::new(self.setting, self.plan, &self.situations, &self.slack);
        let mut guess = None;
        while self.listed.len() < all {
            progress(Stage::Guess { listed: self.listed.len(), all });
            guess = program.guess();
            let Some(guess) = &guess else { break };
            let is_listed = |constraint: &Constraint| self.listed.contains(constraint);
            let violated = separation.violated(&self.situations, guess.point(), is_listed);
            if violated.is_empty() {
                break;
            }
            for (situation, misreport) in violated {
                self.list(program, situation, misreport);
            }
        }
        let mut tell = |solving| Stage::of(solving).into_iter().for_each(&mut *progress);
        best(match guess {
            Some(guess) => program.maximise_from(guess, &mut tell),
            None => program.maximise_telling(&mut tell),
        })
    }

    #[cfg(not(feature = "lp"))]
    fn solve_listed(
        &mut self,
        program: &mut Program,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Optimum, Vec<Rational>> {
        best(program.maximise_telling(&mut |solving| Stage::of(solving).into_iter().for_each(&mut *progress)))
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
        let same = |own: &Situation| (own.agent, own.own, own.at) == (witness.agent.0, witness.own, at);
        let situation =
            self.situations.iter().position(same).expect("⊥ and profiles out of play have no gain");
        Some((situation, witness.misreport.expect("a gain is one by a misreport")))
    }

    fn list(&mut self, program: &mut Program, situation: usize, misreport: usize) {
        let situation = &self.situations[situation];
        let constraint = situation.constraint(Some(misreport));
        assert!(self.listed.insert(constraint), "a listed constraint holds at every feasible point");
        let lie = self.utility(situation, misreport).map(|(variable, factor)| (variable, -factor));
        let gain = self.utility(situation, situation.own).chain(lie).collect();
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
            self.plan.utility(profile, situation.agent, situation.own, weight)
        })
    }
}

/// Known reports of the others at the profiles in play, for every agent who takes part.
fn known(setting: &Setting, in_play: &[bool]) -> Vec<Situation> {
    let profiles = setting.profiles().enumerate().filter(|(index, _)| in_play[*index]);
    let situations = profiles.flat_map(|(index, profile)| {
        let present = profile.types().iter().enumerate().filter(|(_, own)| **own > 0);
        let situation = |(agent, own): (usize, &usize)| {
            let others = setting.numbering().others_at(agent, index);
            let others = vec![(others, BigInt::one())];
            Situation { agent, own: *own, at: Some(index), others, unit: BigInt::one() }
        };
        present.map(situation).collect::<Vec<_>>()
    });
    situations.collect()
}

/// A draw of the others' reports given each type of positive probability.
fn drawn(prior: &Prior) -> Vec<Situation> {
    let agents = prior.setting().agents().iter().enumerate();
    let types = agents.flat_map(|(agent, spec)| (0..spec.types().len()).map(move |own| (agent, own)));
    let situations = types.filter_map(|(agent, own)| {
        let others = prior.conditional(AgentId(agent), own)?;
        let masses: Vec<Rational> = others.support().map(|rest| others.mass(rest)).collect();
        let (weights, unit) = whole(&masses);
        let others = others.support().zip(weights).collect();
        Some(Situation { agent, own, at: None, others, unit })
    });
    situations.collect()
}

/// By agent and type: the types nearest to hers in what single items and all of them are worth; with one item, the next up
/// and the next down.
fn nearest(setting: &Setting) -> Vec<Vec<Vec<usize>>> {
    let items = setting.items().len();
    let bundles = (0..items).map(|item| Bundle::from_iter([ItemId(item)])).chain([Bundle::all(items)]);
    let bundles: Vec<Bundle> = bundles.collect();
    let agents = setting.agents().iter().map(|agent| {
        let values: Vec<Vec<Rational>> = agent
            .types()
            .iter()
            .map(|own| bundles.iter().map(|bundle| own.valuation().value(*bundle)).collect())
            .collect();
        let near = values.iter().enumerate().map(|(own, worths)| {
            let others = values.iter().enumerate().filter(|(other, _)| *other != own);
            let mut others: Vec<(Rational, bool, usize)> = others
                .map(|(other, of_other)| {
                    let apart = worths.iter().zip(of_other).map(|(one, other)| (one - other).abs());
                    (apart.sum(), of_other < worths, other)
                })
                .collect();
            others.sort_by(|one, other| (&one.0, one.2).cmp(&(&other.0, other.2)));
            if items == 1 {
                let side = |below: bool| others.iter().find(move |other| other.1 == below);
                side(true).into_iter().chain(side(false)).map(|other| other.2).collect()
            } else {
                others.into_iter().take(2 * items + 1).map(|other| other.2).collect()
            }
        });
        near.collect()
    });
    agents.collect()
}

//! Dominant strategies among types that take part, with participation in expectation: against the problem written out in full, by
//! its definition, and solved by a naive simplex method.

use super::Random;
use super::mechanisms::{setting, values};
use super::naive::{self, Answer};
use crate::case::Generator;
use crate::exact::{Rational, ratio};
use crate::incentive::IncentiveReport;
use crate::model::ValuationKind;
use crate::objective::{Performance, Revenue};
use crate::optimum::{Design, Goal, Participation, Program, Relation, Transfers, Truthfulness, VariableId};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use crate::work::Budget;
use num_traits::{One, Zero};

pub(super) fn problem<'a>(
    prior: &'a Prior,
    goal: Goal<'a>,
    truthfulness: Truthfulness,
    participation: Participation,
) -> Design<'a> {
    Design {
        prior,
        goal,
        truthfulness,
        participation,
        transfers: Transfers::General,
        budget: Budget::DEFAULT,
    }
}

fn dominant<'a>(prior: &'a Prior, goal: Goal<'a>) -> Design<'a> {
    problem(prior, goal, Truthfulness::Dsic, Participation::Interim)
}

/// A variable for every chance and payment at every profile, in play or not, for additive types.
struct Written<'a> {
    setting: &'a Setting,
    program: Program,
    /// By profile and agent: chances by item, then the payment; none for ⊥.
    variables: Vec<Vec<Vec<VariableId>>>,
}

impl<'a> Written<'a> {
    /// `chance` gives the bounds of who gets an item at a profile; `None` at a profile where nothing happens.
    fn new(
        prior: &'a Prior,
        welfare: bool,
        chance: impl Fn(usize, usize, usize) -> Option<(i64, i64)>,
    ) -> Self {
        let setting: &Setting = prior.setting();
        let (mut program, mut variables) = (Program::new(), Vec::new());
        for (index, profile) in setting.profiles().enumerate() {
            let mass = prior.mass(&profile);
            let of_agent = |agent: usize| -> Vec<VariableId> {
                let report = profile.types()[agent];
                let chances = (0..setting.items().len()).map_while(|item| {
                    let worth = worth(setting, agent, report, item) * &mass;
                    let worth = if welfare { worth } else { Rational::zero() };
                    let (least, most) = chance(index, agent, item)?;
                    Some(program.variable(Some(ratio(least, 1)), Some(ratio(most, 1)), worth))
                });
                let mut all: Vec<VariableId> = if report == 0 { Vec::new() } else { chances.collect() };
                if all.is_empty() {
                    return all;
                }
                let paid = if welfare { Rational::zero() } else { mass.clone() };
                let (bound, lowest) = (setting.bound().clone(), -setting.bound().clone());
                all.push(program.variable(Some(lowest), Some(bound), paid));
                all
            };
            let here: Vec<Vec<VariableId>> = (0..setting.agents().len()).map(of_agent).collect();
            for item in 0..setting.items().len() {
                let given = here.iter().filter_map(|chances| Some((*chances.get(item)?, Rational::one())));
                program.row(given, Relation::AtMost, Rational::one()).unwrap();
            }
            variables.push(here);
        }
        let mut written = Self { setting, program, variables };
        written.constrain(prior);
        written
    }

    /// What a report of a type is worth at a profile of reports, times a weight.
    fn utility(
        &self,
        agent: usize,
        of: usize,
        at: &Profile,
        weight: &Rational,
    ) -> Vec<(VariableId, Rational)> {
        let variables = &self.variables[self.setting.index_of(at).unwrap()][agent];
        let items = 0..self.setting.items().len();
        let factors = items.map(|item| worth(self.setting, agent, of, item)).chain([-Rational::one()]);
        variables.iter().copied().zip(factors.map(|factor| factor * weight)).collect()
    }

    fn constrain(&mut self, prior: &Prior) {
        let (one, minus) = (Rational::one(), -Rational::one());
        for (agent, spec) in self.setting.agents().iter().enumerate() {
            for of in 1..spec.types().len() {
                let truths: Vec<Profile> =
                    self.setting.profiles().filter(|profile| profile.types()[agent] == of).collect();
                let mut expected = Vec::new();
                for truth in &truths {
                    for lie in (1..spec.types().len()).filter(|lie| *lie != of) {
                        let mut form = self.utility(agent, of, truth, &one);
                        form.extend(self.utility(agent, of, &truth.with(AgentId(agent), lie), &minus));
                        self.program.row(form, Relation::AtLeast, Rational::zero()).unwrap();
                    }
                    expected.extend(self.utility(agent, of, truth, &prior.mass(truth)));
                }
                self.program.row(expected, Relation::AtLeast, Rational::zero()).unwrap();
            }
        }
    }

    fn best(&self) -> Option<Rational> {
        match naive::maximise(&self.program) {
            Answer::Optimal(value) => Some(value),
            Answer::Infeasible => None,
            Answer::Unbounded => panic!("chances and payments are bounded"),
        }
    }
}

fn worth(setting: &Setting, agent: usize, of: usize, item: usize) -> Rational {
    setting.agents()[agent].types()[of].valuation().value(Bundle::from_iter([ItemId(item)]))
}

/// Two bidders for one item, and one or two buyers of two items; ⊥ has mass in many of the priors, and some types have none.
fn settings() -> Vec<Setting> {
    vec![
        setting(ValuationKind::Additive, 2, &values(1..=2), 2),
        setting(ValuationKind::Additive, 2, &values(2..=3), 4),
        setting(ValuationKind::Additive, 1, &[vec![1, 2], vec![2, 1], vec![2, 2]], 4),
    ]
}

#[test]
fn the_optimum_is_that_of_the_problem_written_out() {
    let mut generator = Generator::new(71);
    let (mut bottom, mut beats_dsic) = (0, 0);
    for setting in settings() {
        for _ in 0..25 {
            let prior = generator.prior(&setting);
            for welfare in [false, true] {
                let goal = if welfare { Goal::Welfare } else { Goal::Revenue };
                let best = dominant(&prior, goal).best().unwrap();
                let written = Written::new(&prior, welfare, |_, _, _| Some((0, 1)));
                assert_eq!(Some(&best.value), written.best().as_ref(), "{:?}", prior.distribution());
                let report = IncentiveReport::of(&best.table, Some(&prior)).unwrap();
                assert!(report.dsic_participating.holds && report.bic.unwrap().interim_ir.holds);
                if !welfare {
                    let revenue = Performance::new(&Revenue, &best.table).unwrap();
                    assert_eq!(revenue.expectation(&prior).unwrap(), best.value);
                    let dsic = Design::revenue(&prior, Truthfulness::Dsic).best().unwrap().value;
                    assert!(dsic <= best.value);
                    beats_dsic += i32::from(dsic < best.value);
                }
            }
            bottom += i32::from(prior.support().any(|(profile, _)| profile.types().contains(&0)));
        }
    }
    assert!(bottom > 20 && beats_dsic > 10, "{bottom} with ⊥, {beats_dsic} better than DSIC");
}

/// All ways of giving the item away for sure, each with its best payments.
#[test]
fn without_lotteries_it_is_the_best_of_all_allocations() {
    let setting = setting(ValuationKind::Additive, 2, &values(1..=2), 2);
    let mut random = Random(oorandom::Rand64::new(72));
    for _ in 0..2 {
        // Everybody takes part: at the other profiles nothing needs to happen.
        let together: Vec<usize> = setting
            .profiles()
            .enumerate()
            .filter(|(_, profile)| !profile.types().contains(&0))
            .map(|(index, _)| index)
            .collect();
        let weights: Vec<Rational> = together.iter().map(|_| ratio(1 + random.below(6), 1)).collect();
        let total: Rational = weights.iter().sum();
        let mut masses = vec![Rational::zero(); setting.profile_count()];
        together.iter().zip(&weights).for_each(|(index, weight)| masses[*index] = weight / &total);
        let prior = Prior::from_masses(&setting, &masses).unwrap();
        let ways = 3_usize.pow(u32::try_from(together.len()).unwrap());
        let written = |way: usize| {
            let given = |index: usize, agent: usize, _: usize| {
                let place = together.iter().position(|profile| *profile == index)?;
                let to = way / 3_usize.pow(u32::try_from(place).unwrap()) % 3;
                Some(if to == agent { (1, 1) } else { (0, 0) })
            };
            Written::new(&prior, false, given).best()
        };
        let best = (0..ways).filter_map(written).max().unwrap();
        let found = dominant(&prior, Goal::Revenue).best_without_lotteries(&mut |_| ()).unwrap();
        assert_eq!(found.value, best);
        assert!(found.value <= dominant(&prior, Goal::Revenue).best().unwrap().value);
    }
}

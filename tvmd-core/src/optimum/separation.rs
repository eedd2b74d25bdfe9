//! Which incentive constraints a float point violates: a guess at those that matter.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

use super::constraint::Constraint;
use super::nearest::float;
use super::plan::Plan;
use super::situation::Situation;
use crate::exact::{BigInt, Rational};
use crate::setting::{Bundle, Setting};
use std::collections::HashMap;

/// How many misreports are added at once in a situation, at most.
const AT_ONCE: usize = 3;

/// By how much a constraint must be violated to be added, as a share of what the type values most and of the payments.
const VIOLATED: f64 = 1e-8;

/// A plan's outcomes and the values of types, as floats.
pub(super) struct Separation<'a> {
    setting: &'a Setting,
    slack: f64,
    /// By agent and profile.
    cells: Vec<Vec<Cell>>,
    /// By agent and type: what each of her bundles is worth.
    worths: Vec<Vec<Vec<f64>>>,
    /// By situation: the others' reports and their probabilities.
    others: Vec<Vec<(usize, f64)>>,
}

/// What an agent gets and pays at a profile: variables, and the numbers of the bundles that they give her.
#[derive(Default)]
struct Cell {
    gets: Vec<(usize, usize)>,
    pays: Option<usize>,
}

impl<'a> Separation<'a> {
    pub(super) fn new(setting: &'a Setting, plan: &Plan, situations: &[Situation], slack: &Rational) -> Self {
        let (mut cells, mut worths) = (Vec::new(), Vec::new());
        for (agent, spec) in setting.agents().iter().enumerate() {
            let mut numbers: HashMap<Bundle, usize> = HashMap::new();
            let mut bundles = Vec::new();
            let cell = |profile| {
                let gets = plan.given(profile, agent).map(|(variable, bundle)| {
                    let number = *numbers.entry(bundle).or_insert_with(|| {
                        bundles.push(bundle);
                        bundles.len() - 1
                    });
                    (variable.0, number)
                });
                Cell { gets: gets.collect(), pays: plan.payment(profile, agent).map(|variable| variable.0) }
            };
            cells.push((0..setting.profile_count()).map(cell).collect::<Vec<Cell>>());
            let worth = spec.types().iter().map(|spec| {
                bundles.iter().map(|bundle| float(&spec.valuation().value(*bundle))).collect::<Vec<f64>>()
            });
            worths.push(worth.collect());
        }
        let others = situations.iter().map(|situation| {
            let mass = |weight: &BigInt| float(&Rational::new(weight.clone(), situation.unit.clone()));
            situation.others.iter().map(|(others, weight)| (*others, mass(weight))).collect()
        });
        let others = others.collect();
        Self { setting, slack: float(slack), cells, worths, others }
    }

    /// Situations and misreports that gain too much at a point, the worst few of each situation, without those that are listed.
    pub(super) fn violated(
        &self,
        situations: &[Situation],
        point: &[f64],
        is_listed: impl Fn(&Constraint) -> bool,
    ) -> Vec<(usize, usize)> {
        let mut violated = Vec::new();
        for (position, situation) in situations.iter().enumerate() {
            let most = self.worths[situation.agent][situation.truth].iter().copied().fold(0.0, f64::max);
            let expected = |report| self.expected(situation, &self.others[position], report, point);
            let (truth, paid) = expected(situation.truth);
            let gain = |report| {
                let (lie, pays) = expected(report);
                let rounded = VIOLATED * (most + paid.abs() + pays.abs());
                (lie - truth > self.slack + rounded).then_some((lie - truth, report))
            };
            let mut gains: Vec<(f64, usize)> = situation
                .misreports(self.setting)
                .filter_map(gain)
                .filter(|(_, report)| !is_listed(&situation.constraint(Some(*report))))
                .collect();
            gains.sort_by(|one, other| other.0.total_cmp(&one.0));
            violated.extend(gains.into_iter().take(AT_ONCE).map(|(_, report)| (position, report)));
        }
        violated
    }

    /// What a report is worth in a situation, and what is paid for it.
    fn expected(
        &self,
        situation: &Situation,
        others: &[(usize, f64)],
        report: usize,
        point: &[f64],
    ) -> (f64, f64) {
        let worths = &self.worths[situation.agent][situation.truth];
        others.iter().fold((0.0, 0.0), |(worth, paid), (others, mass)| {
            let profile = self.setting.numbering().join(situation.agent, report, *others);
            let cell = &self.cells[situation.agent][profile];
            let gets: f64 =
                cell.gets.iter().map(|(variable, bundle)| worths[*bundle] * point[*variable]).sum();
            let pays = cell.pays.map_or(0.0, |variable| point[variable]);
            (worth + mass * (gets - pays), paid + mass * pays)
        })
    }
}

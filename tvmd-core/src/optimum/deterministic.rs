//! The best mechanism without lotteries, by branch and bound.
//!
//! Whether an agent gets an item at a profile is decided one way and the other, where the best lottery is most in doubt, until a
//! linear program's best mechanism needs no lottery, or makes no more than the best one without that is known. Each program is
//! solved exactly, so nothing is cut off by mistake. What proves the optimum is the tree of decisions, with multipliers for the
//! program at each leaf: they bound all mechanisms that respect the decisions on the way there.
//!
//! The work can grow exponentially with the number of profiles.
//!
//! ```
//! use tvmd::optimum::{Design, Truthfulness};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     // A is worth 1 or 2, B is worth 1 or 3 (Daskalakis 2015).
//!     setting Stall<Buyer> {
//!         items { A, B }
//!         bound 5;
//!         agent Buyer: additive { V = { A: 1..=2, B: 1..=3 step 2 } }
//!         prior uniform;
//!     }
//! }
//!
//! let prior = Stall::prior();
//! let design = Design::revenue(&prior, Truthfulness::Dsic);
//! let sure = design.best_without_lotteries(&mut |_| ())?;
//! assert_eq!(sure.value, ratio!(5 / 2));
//! // Half a chance of B is worth something.
//! assert_eq!(design.best()?.value, ratio!(21 / 8));
//! # Ok::<(), tvmd::optimum::OptimumError>(())
//! ```

use super::Program;
use super::agreement;
use super::constraint::Constraint;
use super::decision::Decision;
use super::error::OptimumError;
use super::incentives::{Incentives, Unsolved};
use super::mechanism::Design;
use super::plan::Plan;
use super::so_far::SoFar;
use super::stage::Stage;
use crate::exact::{Rational, ratio};
use crate::mechanism::Table;
use num_traits::Zero;

/// A best mechanism among those without lotteries.
///
/// What [`Design::best_without_lotteries`] finds.
#[derive(Clone, Debug)]
pub struct Deterministic {
    /// The expected objective.
    pub value: Rational,
    /// The mechanism.
    pub table: Table,
    /// Why none is better.
    pub branches: Branches,
    /// Whether that weighs a bound of a payment that may limit the value.
    pub(super) bound_weighs: bool,
}

/// A tree of decisions that covers all mechanisms without lotteries.
#[derive(Clone, Debug)]
pub enum Branches {
    /// Mechanisms that respect the decisions on the way here are bounded by multipliers, at least 0, on their constraints.
    Bounded(Vec<(Constraint, Rational)>),
    /// A decision, one way and the other.
    Split {
        /// What is decided.
        decision: Decision,
        /// The agent gets the item.
        given: Box<Branches>,
        /// She doesn't.
        withheld: Box<Branches>,
    },
}

/// The state of a search.
struct Search<'a> {
    design: &'a Design<'a>,
    plan: &'a Plan,
    incentives: Incentives<'a>,
    program: Program,
    /// The decisions on the way to the present node.
    decisions: Vec<(Decision, bool)>,
    /// What the best known mechanism makes beyond nothing, and its point in the program; none if it is to do nothing.
    value: Rational,
    point: Option<Vec<Rational>>,
    solved: usize,
    /// How many decisions are still to be tried the other way.
    open: usize,
    /// Whether multipliers at a leaf weigh a bound of a payment.
    bound_weighs: bool,
}

impl Design<'_> {
    /// A best mechanism without lotteries. After each linear program `progress` is told how many were solved: only the size of one is
    /// known beforehand.
    ///
    /// # Errors
    /// If there is none at all (a negative ε), its linear program is too much work, time is up, or the objective isn't what its coefficients say.
    pub fn best_without_lotteries(
        &self,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Deterministic, OptimumError> {
        if !self.truthfulness.is_possible() {
            return Err(OptimumError::NoMechanism);
        }
        self.budget.allows(self.work())?;
        agreement::check(&self.goal, self.prior.setting())?;
        let (mut program, in_play) = (Program::new(), self.in_play());
        let plan = self.plan(&mut program, &in_play, self.payments_are_fixed());
        let mut incentives = self.incentives(&plan, &mut program, &in_play);
        let nothing = self.expect(&plan, &mut program);
        // Where anything is feasible, doing nothing is: ε isn't negative.
        let root = incentives.solve(&mut program, &self.budget, progress);
        root.map_err(|unsolved| match unsolved {
            Unsolved::Infeasible(_) => OptimumError::NoMechanism,
            Unsolved::Stopped(upper) => self.so_far(&nothing, upper),
        })?;
        let mut search = Search {
            design: self,
            plan: &plan,
            incentives,
            program,
            decisions: Vec::new(),
            value: Rational::zero(),
            point: None,
            solved: 0,
            open: 0,
            bound_weighs: false,
        };
        let branches = search.branches(progress);
        let branches = branches.map_err(|Stopped(upper)| search.so_far(upper, &nothing))?;
        let point = search.point.unwrap_or_else(|| vec![Rational::zero(); search.program.variable_count()]);
        let (value, bound_weighs) = (search.value + nothing, search.bound_weighs);
        let table = plan.table(&point);
        agreement::check_on(&self.goal, &table)?;
        Ok(Deterministic { value, table, branches, bound_weighs })
    }
}

/// Time was up: no mechanism below the present node makes more than this beyond nothing, as far as that is known.
struct Stopped(Option<Rational>);

impl Search<'_> {
    /// The tree below the present node.
    fn branches(&mut self, progress: &mut dyn FnMut(Stage)) -> Result<Branches, Stopped> {
        self.plan.decide(&mut self.program, &self.decisions);
        let solved = self.incentives.solve(&mut self.program, &self.design.budget, &mut |_| ());
        self.solved += 1;
        progress(Stage::Programs { solved: self.solved, open: self.open });
        let (dual, open) = match solved {
            Err(Unsolved::Stopped(upper)) => return Err(Stopped(upper)),
            Err(Unsolved::Infeasible(multipliers)) => {
                let bounded = self.program.at_most(&multipliers, &self.value);
                (bounded.expect("chances and payments have bounds"), None)
            }
            Ok((optimum, _)) => {
                let open =
                    if optimum.value > self.value { self.plan.undecided(&optimum.primal) } else { None };
                if open.is_none() && optimum.value > self.value {
                    (self.value, self.point) = (optimum.value.clone(), Some(optimum.primal));
                }
                (optimum.dual, open.map(|open| (open, optimum.value)))
            }
        };
        let Some(((decision, chance), upper)) = open else {
            self.bound_weighs |= self.design.bound_weighs(self.plan, &self.program, &dual);
            return Ok(Branches::Bounded(self.design.multipliers(
                self.plan,
                &self.incentives,
                &self.program,
                &dual,
            )));
        };
        // The likelier way first: what it finds may spare work the other way.
        let likely = chance >= ratio(1, 2);
        self.open += 1;
        let first = self.decided(decision, likely, progress);
        self.open -= 1;
        // The other way may make as much as this node's program.
        let first = first.map_err(|_| Stopped(Some(upper.clone())))?;
        let second = self.decided(decision, !likely, progress);
        let second = second.map_err(|Stopped(below)| Stopped(Some(below.unwrap_or(upper))))?;
        let (given, withheld) = if likely { (first, second) } else { (second, first) };
        Ok(Branches::Split { decision, given, withheld })
    }

    fn decided(
        &mut self,
        decision: Decision,
        given: bool,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Box<Branches>, Stopped> {
        self.decisions.push((decision, given));
        let below = self.branches(progress);
        self.decisions.pop();
        Ok(Box::new(below?))
    }

    /// What is known when time is up, where nothing below the root makes more than `upper`.
    fn so_far(&self, upper: Option<Rational>, nothing: &Rational) -> OptimumError {
        let mechanism = self.point.as_ref().map(|point| self.plan.table(point).to_model());
        // What was looked at makes no more than the best that was found.
        let upper = upper.map(|upper| upper.max(self.value.clone()) + nothing);
        OptimumError::TimeIsUp(Box::new(SoFar { value: Some(&self.value + nothing), upper, mechanism }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Case, Generator};
    use crate::mechanism::Mechanism;
    use crate::objective::{Performance, Revenue};
    use crate::optimum::myerson::Myerson;
    use crate::optimum::{Relation, Truthfulness, VariableId};
    use crate::prior::Prior;
    use crate::setting::{AgentId, Bundle};
    use num_traits::One;

    fn cases(agents: usize, items: usize, most: usize, count: usize) -> impl Iterator<Item = Case> {
        let mut generator = Generator::new(11);
        let drawn = std::iter::from_fn(move || Some(generator.case()));
        let fits = move |case: &Case| {
            let setting = case.setting();
            (setting.agents().len(), setting.items().len()) == (agents, items)
                && setting.profile_count() <= most
        };
        drawn.flatten().filter(fits).take(count)
    }

    /// The most revenue from one buyer, over all ways to give each type a bundle.
    fn enumerated(prior: &Prior) -> Rational {
        let setting = prior.setting();
        let types = &setting.agents()[0].types();
        let marginal = prior.marginal(AgentId(0));
        let bundles: Vec<Bundle> = Bundle::all(setting.items().len()).subsets().collect();
        let ways = (1..types.len()).fold(vec![vec![Bundle::EMPTY]], |ways, _| {
            ways.iter().flat_map(|way| bundles.iter().map(|bundle| [&way[..], &[*bundle]].concat())).collect()
        });
        let revenue = ways.iter().filter_map(|way| {
            let mut program = Program::new();
            let pays: Vec<VariableId> = (0..types.len())
                .map(|report| {
                    let most = if report == 0 { Rational::zero() } else { setting.bound().clone() };
                    program.variable(Some(-most.clone()), Some(most), marginal.mass(report))
                })
                .collect();
            for (truth, spec) in types.iter().enumerate() {
                for report in (0..types.len()).filter(|report| *report != truth) {
                    let more = spec.valuation().value(way[truth]) - spec.valuation().value(way[report]);
                    let form = [(pays[truth], Rational::one()), (pays[report], -Rational::one())];
                    program.row(form, Relation::AtMost, more).unwrap();
                }
            }
            program.maximise().optimum().map(|optimum| optimum.value)
        });
        revenue.max().unwrap()
    }

    #[test]
    fn is_the_best_of_all_deterministic_menus() {
        let mut below = 0;
        for case in cases(1, 2, 4, 40) {
            let design = Design::revenue(&case.prior, Truthfulness::Dsic);
            let found = design.best_without_lotteries(&mut |_| ()).unwrap();
            assert_eq!(found.value, enumerated(&case.prior));
            let attained =
                Performance::new(&Revenue, &found.table).unwrap().expectation(&case.prior).unwrap();
            assert_eq!(found.value, attained);
            below += usize::from(found.value < design.best().unwrap().value);
        }
        assert!(below < 40, "{below}");
    }

    #[test]
    fn single_items_and_independent_values_need_no_lotteries() {
        let mut compared = 0;
        for case in cases(2, 1, 12, 30) {
            let Ok(auction) = Myerson::of(&case.prior) else { continue };
            let revenue = Performance::new(&Revenue, &auction.table().unwrap())
                .unwrap()
                .expectation(&case.prior)
                .unwrap();
            for truthfulness in [Truthfulness::Dsic, Truthfulness::Bic] {
                let found =
                    Design::revenue(&case.prior, truthfulness).best_without_lotteries(&mut |_| ()).unwrap();
                assert_eq!(found.value, revenue);
            }
            compared += 1;
        }
        assert!(compared > 5, "{compared}");
    }
}

//! The best mechanism for a prior: a linear program over lotteries and payments.
//!
//! Mechanisms are defined, individually rational and incentive compatible on all types, ⊥ included: whoever reports ⊥ gets and
//! pays nothing, and ⊥ too must not gain by a report. Conditionals given a type of probability 0 are vacuous. Profiles that
//! no incentive of a type of positive probability reaches get the outcome in which nothing happens, which loses nothing:
//!
//! - under BIC, those reached by no one's deviation from a profile of positive probability;
//! - under DSIC, those whose set of agents at ⊥ has probability 0. Deviations lead from one set to another only by an agent
//!   who joins or leaves ⊥, where she gets and pays nothing, so each set is a program of its own.
//!
//! ⊥ is a report like any other there, so DSIC contains participation at every profile. A dominant strategy with participation in
//! expectation only is the other convention, that of Crémer and McLean (1988): truth is dominant among types that take
//! part, whatever the others report, ⊥ included, and no type of positive probability loses in expectation. No deviation leads
//! from one set of absent agents to another then, and payments may be negative.
//!
//! ```
//! use tvmd::optimum::{Design, Truthfulness};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 3;
//!         agent Buyer: additive { V = 1..=3 }
//!         prior independent { Buyer { V1: 1/2, V2: 1/4, V3: 1/4 } }
//!     }
//! }
//!
//! let prior = Shop::prior();
//! let best = Design::revenue(&prior, Truthfulness::Dsic).best()?;
//! assert_eq!(best.value, ratio!(1), "at 1 as at 2");
//! // What relaxing a constraint would be worth is what proves that nothing makes more.
//! assert!(best.multipliers.iter().all(|(_, multiplier)| *multiplier > ratio!(0)));
//! # Ok::<(), tvmd::optimum::OptimumError>(())
//! ```

mod program;

pub(super) use program::{absences, absent};

use super::agreement;
use super::cell::Pieces;
use super::constraint::Constraint;
use super::error::OptimumError;
use super::goal::Goal;
use super::incentives::Unsolved;
use super::requirements::{Participation, Transfers, Truthfulness};
use super::simple::{brev, srev};
use super::so_far::SoFar;
use super::stage::Stage;
use super::work::{self, Parts, Size};
use super::{Optimum, Program};
use crate::exact::{BigInt, Rational};
use crate::mechanism::Table;
use crate::prior::Prior;
use crate::setting::Valuation;
use crate::work::{Budget, Work};

/// A designer's problem.
///
/// ```
/// use tvmd::optimum::{Design, Goal, Participation, Truthfulness};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior joint { (Low, Low): 1/3, (High, High): 1/3, (Low, High): 1/6, (High, Low): 1/6 }
/// #     }
/// # }
///
/// let prior = Gallery::prior();
/// let ex_post = Design::revenue(&prior, Truthfulness::Bic);
/// assert_eq!(ex_post.best()?.value, ratio!(3 / 2));
/// // With correlated types, bets on the other's report extract more (Crémer and McLean 1988).
/// let interim = Design { participation: Participation::Interim, ..ex_post.clone() };
/// assert_eq!(interim.best()?.value, ratio!(5 / 3));
/// // That is all that there is.
/// let welfare = Design { goal: Goal::Welfare, ..ex_post };
/// assert_eq!(welfare.best()?.value, ratio!(5 / 3));
/// # Ok::<(), tvmd::optimum::OptimumError>(())
/// ```
#[derive(Clone)]
pub struct Design<'a> {
    /// The prior that types are drawn from.
    pub prior: &'a Prior,
    /// What is maximised.
    pub goal: Goal<'a>,
    /// What is asked of incentives.
    pub truthfulness: Truthfulness,
    /// What is asked of participation.
    pub participation: Participation,
    /// Which payments are allowed.
    pub transfers: Transfers,
    /// How much work may be done, and until when.
    pub budget: Budget,
}

/// A best mechanism.
///
/// What [`Design::best`] finds; the [module's page](self) has an example.
#[derive(Clone, Debug)]
pub struct Best {
    /// The expected objective.
    pub value: Rational,
    /// The mechanism.
    pub table: Table,
    /// The linear program that says so: of its incentive constraints, those that were listed.
    pub program: Program,
    /// Its solution; the value differs by what the goal counts where nothing happens.
    pub optimum: Optimum,
    /// What relaxing a constraint would be worth, for those where it is worth something.
    pub multipliers: Vec<(Constraint, Rational)>,
    /// Whether the solution weighs a bound of a payment that may limit the value.
    pub(super) bound_weighs: bool,
}

impl<'a> Design<'a> {
    /// The most revenue of an ex-post IR mechanism with payments in [-H, H].
    #[must_use]
    pub fn revenue(prior: &'a Prior, truthfulness: Truthfulness) -> Self {
        Self {
            prior,
            goal: Goal::Revenue,
            truthfulness,
            participation: Participation::ExPost,
            transfers: Transfers::General,
            budget: Budget::DEFAULT,
        }
    }

    /// What it takes to find a best mechanism: its linear program is made and solved.
    #[must_use]
    pub fn work(&self) -> Work {
        self.size().work("the best mechanism")
    }

    /// The size of its linear program.
    pub(super) fn size(&self) -> Size {
        work::designed(&self.parts(|| self.present(), self.payments_are_fixed()))
    }

    /// What its linear program is made of; `present` counts profiles in play by who takes part, where truth is dominant.
    pub(super) fn parts(&self, present: impl FnOnce() -> Vec<BigInt>, fixed: bool) -> Parts<'a> {
        let (setting, dominant) = (self.prior.setting(), self.truthfulness == Truthfulness::Dsic);
        Parts {
            setting,
            allocations: self.goal.pieces(setting) == Pieces::Allocations,
            present: if dominant { present() } else { Parts::all(setting) },
            ex_post: self.participation == Participation::ExPost,
            dominant,
            fixed,
        }
    }

    /// A best mechanism.
    ///
    /// # Errors
    /// If there is none at all (a negative ε), it is too much work, or the objective isn't what its coefficients say.
    pub fn best(&self) -> Result<Best, OptimumError> {
        self.best_telling(&mut |_| ())
    }

    /// The same, telling `progress` how far it is.
    ///
    /// # Errors
    /// Likewise.
    pub fn best_telling(&self, progress: &mut dyn FnMut(Stage)) -> Result<Best, OptimumError> {
        if !self.truthfulness.is_possible() {
            return Err(OptimumError::NoMechanism);
        }
        self.budget.allows(self.work())?;
        agreement::check(&self.goal, self.prior.setting())?;
        let (mut program, in_play) = (Program::new(), self.in_play());
        let plan = self.plan(&mut program, &in_play, self.payments_are_fixed());
        let mut incentives = self.incentives(&plan, &mut program, &in_play);
        let nothing = self.expect(&plan, &mut program);
        let solved = incentives.solve(&mut program, &self.budget, progress);
        let (optimum, table) = solved.map_err(|unsolved| match unsolved {
            Unsolved::Infeasible(_) => OptimumError::NoMechanism,
            Unsolved::Stopped(upper) => self.so_far(&nothing, upper),
        })?;
        agreement::check_on(&self.goal, &table)?;
        let multipliers = self.multipliers(&plan, &incentives, &program, &optimum.dual);
        let bound_weighs = self.bound_weighs(&plan, &program, &optimum.dual);
        Ok(Best { value: &optimum.value + nothing, table, program, optimum, multipliers, bound_weighs })
    }

    /// What is known without an optimum: what it is worth to do nothing, or to post prices, and what multipliers show beyond nothing.
    pub(super) fn so_far(&self, nothing: &Rational, upper: Option<Rational>) -> OptimumError {
        let value = self.by_prices().max(Some(nothing.clone()));
        let upper = upper.map(|upper| upper + nothing);
        OptimumError::TimeIsUp(Box::new(SoFar { value, upper, mechanism: None }))
    }

    /// What posted prices bring from a single additive buyer.
    fn by_prices(&self) -> Option<Rational> {
        let [buyer] = self.prior.setting().agents() else { return None };
        let mut types = buyer.types().iter().skip(1);
        let is_additive = types.all(|one| matches!(one.valuation(), Valuation::Additive(_)));
        let fits = is_additive && matches!(self.goal, Goal::Revenue);
        fits.then(|| srev(self.prior).max(brev(self.prior)))
    }
}

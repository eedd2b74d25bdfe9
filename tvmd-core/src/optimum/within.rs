//! The best mechanism when the prior may be off by δ: max-min over all priors within that total variation distance.
//!
//! The least expectation of a function f over the priors within δ of D moves mass δ from where f is greatest to where it is least. It is
//!
//! ```text
//! max over c ≥ m of  E_D[min(f, c)] - δ·(c - m),  where m ≤ f at every profile that priors in the ball may have:
//! ```
//!
//! what is made above a cap c doesn't count, and mass δ falls from the cap to the least. *At most:* a prior D̂ in the ball has
//! E_D̂\[f\] ≥ E_D̂\[min(f, c)\], a function of width c - m at most, which is at least E_D\[min(f, c)\] - δ·(c - m). *Attained* by the
//! c from which down the mass is δ. So the best mechanism is one linear program, with c, m and what f lacks to the cap as variables beside
//! the mechanism, and the multipliers of its rows are a worst prior: no mechanism makes more under it.
//!
//! Within 0 this is the optimum for the prior, and within 1 the max-min over all priors.
//!
//! **What is asked of mechanisms is asked under the given prior.** DSIC and ex-post IR are about no prior. BIC and interim IR are what bidders
//! make of the mechanism, and they believe in the given prior; the ball is where types may really come from. BIC under every
//! prior of the ball would be another problem, and hardly differ from DSIC: for a type of probability at most δ it is the same.
//!
//! ```
//! use tvmd::optimum::{Ball, Design, Truthfulness};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 4;
//!         agent Buyer: additive { Low = 3, High = 4 }
//!         prior independent { Buyer { Low: 1/5, High: 4/5 } }
//!     }
//! }
//!
//! let prior = Shop::prior();
//! let design = Design::revenue(&prior, Truthfulness::Dsic);
//! // At 4 only High buys, which makes 16/5. If Low may be the more likely of both, the price 3 is better.
//! assert_eq!(design.best()?.value, ratio!(16 / 5));
//! let half = design.best_within(&ratio!(1 / 2), Ball::Support, &mut |_| ())?;
//! assert_eq!(half.value, ratio!(3));
//! // If she may stay away half of the time, half of that is left.
//! let all = design.best_within(&ratio!(1 / 2), Ball::All, &mut |_| ())?;
//! assert_eq!(all.value, ratio!(3 / 2));
//! let revenue = Performance::new(&Revenue, &all.table)?;
//! assert_eq!(revenue.expectation(&all.worst)?, all.value);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::agreement;
use super::ball::Ball;
use super::constraint::Constraint;
use super::error::OptimumError;
use super::form::state;
use super::incentives::Unsolved;
use super::mechanism::{Design, absences};
use super::plan::Plan;
use super::so_far::SoFar;
use super::stage::Stage;
use super::work::{Parts, Size};
use super::{Program, Relation, RowId, VariableId};
use crate::exact::Rational;
use crate::mechanism::Table;
use crate::prior::Prior;
use crate::work::Work;
use num_traits::{One, Zero};

/// A best mechanism against the worst prior within a distance.
///
/// What [`Design::best_within`] finds; the [module's page](self) has an example.
#[derive(Clone, Debug)]
pub struct Within {
    /// The distance, in probability mass.
    pub radius: Rational,
    /// Which priors within it there are.
    pub ball: Ball,
    /// What the mechanism makes at least, under all of them.
    pub value: Rational,
    /// The mechanism.
    pub table: Table,
    /// One of them under which no mechanism makes more.
    pub worst: Prior,
    /// The cap c: E_D\[min(f, c)\] - δ·(c - m) is the value, f being the objective at a profile and m the least that it may come to.
    pub cap: Rational,
    /// Multipliers that show that no mechanism makes more under the worst prior.
    pub multipliers: Vec<(Constraint, Rational)>,
    /// Whether the solution weighs a bound of a payment that may limit the value.
    pub(super) bound_weighs: bool,
}

/// The least expected objective in a program.
pub(super) struct Caps {
    /// m.
    least: VariableId,
    /// c - m.
    height: VariableId,
    /// By profile of positive probability, that the objective and what it lacks to the cap are at least c; by profile that priors reach, that it is
    /// at least m. Their multipliers are mass.
    rows: Vec<(usize, RowId)>,
}

impl Design<'_> {
    /// A mechanism whose least expected objective over all priors within `radius` is greatest, telling `progress` how far it is.
    ///
    /// All priors are within 1 of each other, and below 0 there is only the prior itself.
    ///
    /// # Errors
    /// Like [`best`](Self::best).
    pub fn best_within(
        &self,
        radius: &Rational,
        ball: Ball,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Within, OptimumError> {
        if !self.truthfulness.is_possible() {
            return Err(OptimumError::NoMechanism);
        }
        let radius = &radius.clone().max(Rational::zero());
        self.budget.allows(self.work_within(radius, ball))?;
        let setting = self.prior.setting();
        agreement::check(&self.goal, setting)?;
        let in_play = self.in_play_within(radius, ball);
        let mut program = Program::new();
        // Far from the prior more matters of a payment than what it is expected to be under it.
        let plan = self.plan(&mut program, &in_play, false);
        let mut incentives = self.incentives(&plan, &mut program, &in_play);
        let caps = self.caps(&plan, &mut program, radius, ball);
        let solved = incentives.solve(&mut program, &self.budget, progress);
        let (optimum, table) = solved.map_err(|unsolved| match unsolved {
            Unsolved::Infeasible(_) => OptimumError::NoMechanism,
            Unsolved::Stopped(upper) => OptimumError::TimeIsUp(Box::new(SoFar { upper, ..SoFar::default() })),
        })?;
        agreement::check_on(&self.goal, &table)?;
        let mut masses = vec![Rational::zero(); setting.profile_count()];
        for (index, row) in caps.rows {
            masses[index] += &optimum.dual[row.0];
        }
        Ok(Within {
            radius: radius.clone(),
            ball,
            table,
            worst: Prior::from_masses(setting, &masses)?,
            cap: &optimum.primal[caps.least.0] + &optimum.primal[caps.height.0],
            multipliers: self.multipliers(&plan, &incentives, &program, &optimum.dual),
            bound_weighs: self.bound_weighs(&plan, &program, &optimum.dual),
            value: optimum.value,
        })
    }

    /// What a function of the profiles, with these values, is expected to be at least under all priors within `radius`, and the cap at
    /// which that is attained.
    pub(super) fn least_within(
        &self,
        values: &[Rational],
        radius: &Rational,
        ball: Ball,
    ) -> (Rational, Rational) {
        let radius = &radius.clone().min(Rational::one());
        let distribution = self.prior.distribution();
        let mass = |index: usize| distribution.mass(index);
        let reached = (0..values.len()).filter(|index| ball.reaches(!mass(*index).is_zero(), radius));
        let least = reached.map(|index| &values[index]).min().cloned().unwrap_or_default();
        let mut falling: Vec<usize> = distribution.support().collect();
        falling.sort_by(|one, other| values[*other].cmp(&values[*one]));
        // From the cap down there is as much mass as may move.
        let (mut above, mut cap) = (Rational::zero(), least.clone());
        for index in falling {
            cap.clone_from(&values[index]);
            above += mass(index);
            if above >= *radius {
                break;
            }
        }
        let capped = distribution.support().map(|index| mass(index) * (&values[index]).min(&cap));
        (capped.sum::<Rational>() - radius * (&cap - least), cap)
    }

    /// States the least expected objective.
    pub(super) fn caps(&self, plan: &Plan, program: &mut Program, radius: &Rational, ball: Ball) -> Caps {
        let (zero, one) = (Rational::zero, Rational::one);
        let setting = self.prior.setting();
        let least = program.variable(None, None, one());
        let height = program.variable(Some(zero()), None, one() - radius);
        let mut rows = Vec::new();
        for index in 0..setting.profile_count() {
            let mass = self.prior.distribution().mass(index);
            if !ball.reaches(!mass.is_zero(), radius) {
                continue;
            }
            let (nothing, made) = self.goal.form(setting, plan, index);
            let made = || made.iter().map(|(variable, factor)| (*variable, -factor));
            if !mass.is_zero() {
                let lacks = program.variable(Some(zero()), None, -mass);
                let capped = [(least, one()), (height, one()), (lacks, -one())].into_iter().chain(made());
                rows.push((index, state(program, capped, Relation::AtMost, nothing.clone())));
            }
            let bounded = [(least, one())].into_iter().chain(made());
            rows.push((index, state(program, bounded, Relation::AtMost, nothing)));
        }
        Caps { least, height, rows }
    }

    /// What it takes to find one: its linear program is made and solved.
    #[must_use]
    pub fn work_within(&self, radius: &Rational, ball: Ball) -> Work {
        self.size_within(radius, ball).work("the best mechanism near the prior")
    }

    /// The size of its linear program.
    pub(super) fn size_within(&self, radius: &Rational, ball: Ball) -> Size {
        let setting = self.prior.setting();
        let parts = match ball.reaches(false, radius) {
            true => self.parts(|| Parts::all(setting), false),
            false => self.parts(|| self.present(), false),
        };
        let drawn = self.prior.distribution().support().count();
        let reached = if ball.reaches(false, radius) { setting.profile_count() } else { drawn };
        super::work::designed(&parts).with_cap(&parts, drawn, reached)
    }

    /// By profile: whether it matters.
    pub(super) fn in_play_within(&self, radius: &Rational, ball: Ball) -> Vec<bool> {
        let setting = self.prior.setting();
        if ball.reaches(false, radius) {
            absences(setting, 0..setting.profile_count())
        } else {
            self.in_play()
        }
    }
}

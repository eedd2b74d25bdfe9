//! The best DSIC mechanism when only the marginals are known: max-min over joint distributions (Theorem 4).
//!
//! One linear program: a DSIC, ex-post IR mechanism M and potentials φ_i with Σ_i φ_i(t_i) ≤ O(t, M(t)) at every profile, and the
//! greatest Σ_i E φ_i. The multipliers of these rows are a joint distribution with the given marginals, against which no
//! mechanism does better: a worst prior.
//!
//! ```
//! use tvmd::optimum::maxmin::max_min;
//! use tvmd::prelude::*;
//! use tvmd::work::Budget;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior independent { First { Low: 1/4, High: 3/4 } Second uniform }
//!     }
//! }
//!
//! let prior = Gallery::prior();
//! let marginals = [prior.marginal(gallery::Agent::First), prior.marginal(gallery::Agent::Second)];
//! let best = max_min(Gallery::setting(), &marginals, &Revenue, &Budget::DEFAULT, &mut |_| ())?;
//! assert_eq!(best.value, ratio!(7 / 4));
//! // Under the worst prior that is what the mechanism makes.
//! let revenue = Performance::new(&Revenue, &best.table)?;
//! assert_eq!(revenue.expectation(&best.worst)?, best.value);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::agreement;
use super::cell::Pieces;
use super::constraint::{Constraint, of_bottom};
use super::couplings::{fit, potentials, reachable, values};
use super::error::OptimumError;
use super::form::{Form, state};
use super::goal::{Goal, Linear};
use super::incentives::{Incentives, Unsolved};
use super::mechanism::{absences, absent};
use super::noise::{Noise, possible};
use super::plan::Plan;
use super::so_far::SoFar;
use super::stage::Stage;
use super::work::{self, Parts};
use super::{Program, Relation};
use crate::exact::Rational;
use crate::mechanism::{Allocation, Table, highest_bidder, is_highest};
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Profile, Setting};
use crate::work::{Budget, Work};
use num_traits::{One, Zero};
use std::collections::HashSet;

/// A best mechanism against the worst joint distribution.
///
/// What [`max_min`] and its like find.
#[derive(Clone, Debug)]
pub struct MaxMin {
    /// What the mechanism makes at least, under all joint distributions with the marginals.
    pub value: Rational,
    /// The mechanism.
    pub table: Table,
    /// A joint distribution under which no mechanism of the family makes more.
    pub worst: Prior,
    /// By agent and type: they add up to at most the objective at every profile of types of positive probability, and their
    /// expectations to the value.
    pub potentials: Vec<Vec<Rational>>,
    /// Multipliers that show that no DSIC, ex-post IR mechanism makes more under the worst prior; none where the family is smaller.
    pub multipliers: Option<Vec<(Constraint, Rational)>>,
}

/// The DSIC, ex-post IR mechanism whose least expected objective over all joint distributions with these marginals is
/// greatest. Marginals are one per agent, over her types, ⊥ first.
///
/// `progress` is told how far it is.
///
/// # Errors
/// If there isn't one marginal per agent, over her types, it is too much work, or the objective isn't what its coefficients say.
pub fn max_min(
    setting: &Setting,
    marginals: &[Distribution],
    objective: &dyn Linear,
    budget: &Budget,
    progress: &mut dyn FnMut(Stage),
) -> Result<MaxMin, OptimumError> {
    max_min_among(setting, marginals, None, objective, None, budget, progress)
}

/// The same over all joint distributions whose marginals are near these.
///
/// The potentials φ_i count for what they come to at least when mass δ_i moves: Σ_i E φ_i - δ_i·(max φ_i - min φ_i), a potential being lowered where it
/// is so high that this is worth it. So it is a linear program with a highest and a lowest potential per agent besides.
///
/// # Errors
/// Like [`max_min`]; and if there isn't one distance per agent.
///
/// ```
/// use tvmd::optimum::maxmin::max_min_near;
/// use tvmd::optimum::{Ball, Noise};
/// use tvmd::prelude::*;
/// use tvmd::work::Budget;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior independent { First { Low: 1/4, High: 3/4 } Second uniform }
/// #     }
/// # }
///
/// let marginals = [AgentId(0), AgentId(1)].map(|agent| Gallery::prior().marginal(agent));
/// let guaranteed = |radius: Rational| {
///     let noise = Noise { radii: vec![radius.clone(), radius], ball: Ball::Support };
///     max_min_near(Gallery::setting(), &marginals, &noise, &Revenue, &Budget::DEFAULT, &mut |_| ())
/// };
/// assert_eq!(guaranteed(ratio!(0))?.value, ratio!(7 / 4));
/// assert_eq!(guaranteed(ratio!(1 / 10))?.value, ratio!(33 / 20));
/// // Where nothing is known but the types, whoever is there may be Low.
/// assert_eq!(guaranteed(ratio!(1))?.value, ratio!(1));
/// # Ok::<(), tvmd::optimum::OptimumError>(())
/// ```
pub fn max_min_near(
    setting: &Setting,
    marginals: &[Distribution],
    noise: &Noise,
    objective: &dyn Linear,
    budget: &Budget,
    progress: &mut dyn FnMut(Stage),
) -> Result<MaxMin, OptimumError> {
    noise.fits(marginals)?;
    max_min_among(setting, marginals, Some(noise), objective, None, budget, progress)
}

/// To whom a lookahead auction may sell where several bidders are highest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// To any of them.
    #[default]
    Any,
    /// To the first in the setting only, as the rule `lookahead` does.
    First,
}

/// The best lookahead auction for one item: the same among mechanisms that sell only to a highest bidder. Her price may be drawn at
/// random, and so may she be; the worst prior is worst for these auctions.
///
/// With [`Ties::First`] the family is smaller. A first agent worth 3 or 6, equally likely, beside one who is always worth 3: sold to the
/// second where both are worth 3, and else to the first at 6, the item makes 9/2; sold to the first only, 3.
///
/// # Errors
/// If there isn't one marginal per agent, over her types, it is too much work, or the objective isn't what its coefficients say.
///
/// ```
/// use tvmd::optimum::maxmin::{Ties, max_min_lookahead};
/// use tvmd::prelude::*;
/// use tvmd::work::Budget;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 6;
/// #         agent First:  additive { Low = 3, High = 6 }
/// #         agent Second: additive { Any = 3 }
/// #         prior uniform;
/// #     }
/// # }
///
/// let marginals = [AgentId(0), AgentId(1)].map(|agent| Gallery::prior().marginal(agent));
/// let best = |ties| max_min_lookahead(Gallery::setting(), &marginals, &Revenue, ties, &Budget::DEFAULT, &mut |_| ());
/// assert_eq!(best(Ties::Any)?.value, ratio!(9 / 2));
/// assert_eq!(best(Ties::First)?.value, ratio!(3));
/// # Ok::<(), tvmd::optimum::OptimumError>(())
/// ```
pub fn max_min_lookahead(
    setting: &Setting,
    marginals: &[Distribution],
    objective: &dyn Linear,
    ties: Ties,
    budget: &Budget,
    progress: &mut dyn FnMut(Stage),
) -> Result<MaxMin, OptimumError> {
    let may_get = |profile: &Profile, agent| match ties {
        Ties::Any => is_highest(setting, profile, agent),
        Ties::First => highest_bidder(setting, profile) == Some(agent),
    };
    let best = max_min_among(setting, marginals, None, objective, Some(&may_get), budget, progress)?;
    Ok(MaxMin { multipliers: None, ..best })
}

/// Whether an agent may get items at a profile.
type MayGet<'a> = &'a dyn Fn(&Profile, AgentId) -> bool;

/// The same among mechanisms that, at each profile, give items only to agents to whom they may; to all where nothing is said.
fn max_min_among(
    setting: &Setting,
    marginals: &[Distribution],
    noise: Option<&Noise>,
    objective: &dyn Linear,
    may_get: Option<MayGet<'_>>,
    budget: &Budget,
    progress: &mut dyn FnMut(Stage),
) -> Result<MaxMin, OptimumError> {
    fit(setting, marginals)?;
    let possible = possible(marginals, noise);
    let reachable = reachable(setting, &possible);
    let reached = || (0..reachable.len()).filter(|profile| reachable[*profile]);
    let goal = Goal::of(objective);
    let pieces = goal.pieces(setting);
    let absent = absent(setting, reached());
    budget.allows(work(setting, &possible, noise.is_some(), pieces, &absent, may_get.is_some()))?;
    let in_play = absences(setting, reached());
    agreement::check(&goal, setting)?;
    let mut program = Program::new();
    let zero = Rational::zero();
    let plan = Plan::new(&mut program, setting, pieces, &zero, false, |profile| in_play[profile]);
    let mut incentives = Incentives::dominant(setting, &plan, &in_play);
    incentives.participation(&mut program);
    if let Some(may_get) = may_get {
        bar(setting, &plan, may_get, &mut program);
    }
    let variables = potentials(&mut program, marginals, &possible);
    if let Some(noise) = noise {
        noise.spread(&mut program, &variables, &possible);
    }
    let mut rows = Vec::new();
    for (index, profile) in setting.profiles().enumerate().filter(|(index, _)| reachable[*index]) {
        let reports = profile.types().iter().zip(&variables);
        let of_reports = reports.filter_map(|(report, potentials)| potentials[*report]);
        let mut form: Form = of_reports.map(|variable| (variable, Rational::one())).collect();
        let (nothing, made) = goal.form(setting, &plan, index);
        form.extend(made.into_iter().map(|(variable, factor)| (variable, -factor)));
        rows.push((index, state(&mut program, form, Relation::AtMost, nothing)));
    }
    let solved = incentives.solve(&mut program, budget, progress);
    let (optimum, table) = solved.map_err(|unsolved| match unsolved {
        Unsolved::Infeasible(_) => unreachable!("selling nothing is feasible"),
        Unsolved::Stopped(upper) => OptimumError::TimeIsUp(Box::new(SoFar { upper, ..SoFar::default() })),
    })?;
    agreement::check_on(&goal, &table)?;
    let mut masses = vec![Rational::zero(); setting.profile_count()];
    for (index, row) in rows {
        masses[index] = optimum.dual[row.0].clone();
    }
    let worst = Prior::from_masses(setting, &masses)?;
    let payment = |profile, agent| plan.payment(profile, agent);
    let mut multipliers = incentives.multipliers(&optimum.dual);
    multipliers.extend(of_bottom(setting, &program, &optimum.dual, payment));
    Ok(MaxMin {
        table,
        potentials: values(&variables, &optimum),
        value: optimum.value,
        worst,
        multipliers: Some(multipliers),
    })
}

/// What it takes: the program is made and solved.
fn work(
    setting: &Setting,
    possible: &[Vec<bool>],
    noisy: bool,
    pieces: Pieces,
    absent: &HashSet<Vec<bool>>,
    barred: bool,
) -> Work {
    let allocations = pieces == Pieces::Allocations;
    let present = Parts::of(setting, absent);
    let parts = Parts { setting, allocations, present, ex_post: true, dominant: true, fixed: false };
    let size = work::designed(&parts).with_potentials(&parts, possible);
    let size = if noisy { size.with_noise(possible) } else { size };
    let size = if barred { size.with_bars(&parts) } else { size };
    size.work("the best guarantee")
}

/// At each profile, agents who may not get items don't.
fn bar(setting: &Setting, plan: &Plan, may_get: MayGet<'_>, program: &mut Program) {
    for (index, profile) in setting.profiles().enumerate() {
        let agents = (0..setting.agents().len()).map(AgentId);
        let barred: Vec<AgentId> = agents.filter(|agent| !may_get(&profile, *agent)).collect();
        let given = |allocation: &Allocation| {
            let gets = |agent: &AgentId| !allocation.bundle(*agent).is_empty();
            if barred.iter().any(gets) { Rational::one() } else { Rational::zero() }
        };
        let form = plan.weighted(index, given, |_| Rational::zero());
        if !form.is_empty() {
            state(program, form, Relation::AtMost, Rational::zero());
        }
    }
}

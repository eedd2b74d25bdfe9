//! Joint distributions with given marginals: the worst one for a function of the profile, and the one nearest to a prior.
//!
//! The least expectation of a function O over all joint distributions with marginals D_1, …, D_n is a transport problem. Its
//! dual asks for potentials φ_i with Σ_i φ_i(t_i) ≤ O(t) everywhere and the greatest Σ_i E φ_i; the potentials are the
//! certificate, since any joint distribution with these marginals has expectation at least Σ_i E φ_i.
//!
//! ```
//! use tvmd::optimum::couplings::{nearest_joint, worst_joint};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!     mechanism Posted in Gallery { posted_prices { Painting: 2 } }
//! }
//!
//! let prior = Gallery::prior();
//! let marginals = [prior.marginal(gallery::Agent::First), prior.marginal(gallery::Agent::Second)];
//! // Revenue is 3/2 if types are independent; at worst they are always alike.
//! let revenue = Performance::new(&Revenue, &Table::of(&Posted)?)?;
//! let worst = worst_joint(Gallery::setting(), &marginals, revenue.values())?;
//! assert_eq!((revenue.expectation(&prior)?, worst.value), (ratio!(3 / 2), ratio!(1)));
//! assert_eq!(worst.prior.marginal(AgentId(0)), marginals[0]);
//!
//! // The joint distribution with these marginals that is nearest to another prior.
//! let alike = nearest_joint(&worst.prior, &marginals)?;
//! assert_eq!(alike.distance, ratio!(0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::form::{Form, state};
use super::noise::{Noise, possible};
use super::{Program, Relation};
use crate::exact::Rational;
use crate::prior::{Distribution, Prior, PriorError};
use crate::setting::{Profile, Setting};
use num_traits::{One, Zero};

/// A joint distribution with given marginals under which a function is least.
///
/// [`worst_joint`] finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worst {
    /// The least expectation.
    pub value: Rational,
    /// A joint distribution that attains it.
    pub prior: Prior,
    /// By agent and type: Σ_i φ_i(t_i) is at most the function at every profile of types of positive probability, and
    /// Σ_i E φ_i is the value.
    pub potentials: Vec<Vec<Rational>>,
}

/// A joint distribution with given marginals that is nearest to a prior.
///
/// [`nearest_joint`] finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// Its distance from the prior, in total variation.
    pub distance: Rational,
    /// The joint distribution.
    pub prior: Prior,
}

/// Checks that there is a distribution of each agent's types.
pub(super) fn fit(setting: &Setting, marginals: &[Distribution]) -> Result<(), PriorError> {
    if marginals.len() != setting.agents().len() {
        return Err(PriorError::Agents(setting.agents().len(), marginals.len()));
    }
    for (agent, marginal) in setting.agents().iter().zip(marginals) {
        if agent.types().len() != marginal.len() {
            let (types, masses) = (agent.types().len(), marginal.len());
            return Err(PriorError::Types { agent: agent.name().to_owned(), types, masses });
        }
    }
    Ok(())
}

/// The profiles of which all types are possible.
pub(super) fn reachable(setting: &Setting, possible: &[Vec<bool>]) -> Vec<bool> {
    let all =
        |profile: Profile| profile.types().iter().zip(possible).all(|(report, possible)| possible[*report]);
    setting.profiles().map(all).collect()
}

/// Variables for potentials, by agent and possible type, which the objective counts at their expectation.
///
/// Adding a constant to one potential and subtracting it from another changes nothing, so all but the first agent's are
/// 0 at their first type.
pub(super) fn potentials(
    program: &mut Program,
    marginals: &[Distribution],
    possible: &[Vec<bool>],
) -> Vec<Vec<Option<super::VariableId>>> {
    let of_agent = |(agent, (marginal, possible)): (usize, (&Distribution, &Vec<bool>))| {
        let mut variables = vec![None; marginal.len()];
        let types = (0..marginal.len()).filter(|report| possible[*report]);
        for report in types.skip(usize::from(agent > 0)) {
            variables[report] = Some(program.variable(None, None, marginal.mass(report)));
        }
        variables
    };
    marginals.iter().zip(possible).enumerate().map(of_agent).collect()
}

/// The potentials of a solution.
pub(super) fn values(
    variables: &[Vec<Option<super::VariableId>>],
    optimum: &super::Optimum,
) -> Vec<Vec<Rational>> {
    let value = |variable: &Option<super::VariableId>| {
        variable.map(|variable| optimum.primal[variable.0].clone()).unwrap_or_default()
    };
    variables.iter().map(|agent| agent.iter().map(value).collect()).collect()
}

/// The least expectation of a function, given by its values at all profiles, over all joint distributions with these
/// marginals (one per agent, over her types, ⊥ first).
///
/// # Errors
/// If there isn't one value per profile and one marginal per agent, over her types.
pub fn worst_joint(
    setting: &Setting,
    marginals: &[Distribution],
    values: &[Rational],
) -> Result<Worst, PriorError> {
    worst_among(setting, marginals, None, values)
}

/// The same over all joint distributions whose marginals are near these.
///
/// # Errors
/// Likewise, and if there isn't one distance per agent.
///
/// [`Noise`] has an example.
pub fn worst_joint_near(
    setting: &Setting,
    marginals: &[Distribution],
    noise: &Noise,
    values: &[Rational],
) -> Result<Worst, PriorError> {
    worst_among(setting, marginals, Some(noise), values)
}

fn worst_among(
    setting: &Setting,
    marginals: &[Distribution],
    noise: Option<&Noise>,
    values: &[Rational],
) -> Result<Worst, PriorError> {
    fit(setting, marginals)?;
    noise.map_or(Ok(()), |noise| noise.fits(marginals))?;
    if values.len() != setting.profile_count() {
        return Err(PriorError::Profiles(setting.profile_count(), values.len()));
    }
    // With values of at least 0, all potentials 0 are feasible to start from.
    let least = values.iter().min().cloned().unwrap_or_default();
    let mut program = Program::new();
    let possible = possible(marginals, noise);
    let variables = potentials(&mut program, marginals, &possible);
    if let Some(noise) = noise {
        noise.spread(&mut program, &variables, &possible);
    }
    let reachable = reachable(setting, &possible);
    let mut rows = Vec::new();
    for (index, profile) in setting.profiles().enumerate().filter(|(index, _)| reachable[*index]) {
        let reports = profile.types().iter().zip(&variables);
        let of_reports = reports.filter_map(|(report, potentials)| potentials[*report]);
        let form: Form = of_reports.map(|variable| (variable, Rational::one())).collect();
        rows.push((index, state(&mut program, form, Relation::AtMost, &values[index] - &least)));
    }
    let optimum = program.maximise().optimum().expect("feasible, and bounded by any joint distribution");
    let mut masses = vec![Rational::zero(); values.len()];
    for (index, row) in rows {
        masses[index] = optimum.dual[row.0].clone();
    }
    let mut potentials = self::values(&variables, &optimum);
    // Shift back.
    potentials.iter_mut().take(1).flatten().for_each(|potential| *potential += &least);
    Ok(Worst { value: optimum.value + least, prior: Prior::from_masses(setting, &masses)?, potentials })
}

/// A joint distribution with these marginals that is nearest to a prior in total variation.
///
/// What the two share is as much as fits under both the prior and the marginals; the rest of each marginal is drawn
/// independently.
///
/// # Errors
/// If there isn't one marginal per agent, over her types.
pub fn nearest_joint(prior: &Prior, marginals: &[Distribution]) -> Result<Nearest, PriorError> {
    let setting = prior.setting();
    fit(setting, marginals)?;
    let mut program = Program::new();
    let zero = Rational::zero;
    let shared: Vec<_> = prior
        .support()
        .map(|(profile, mass)| (profile, program.variable(Some(zero()), Some(mass), Rational::one())))
        .collect();
    for (agent, marginal) in marginals.iter().enumerate() {
        for report in 0..marginal.len() {
            let with_type = shared.iter().filter(|(profile, _)| profile.types()[agent] == report);
            let form: Form = with_type.map(|(_, variable)| (*variable, Rational::one())).collect();
            if !form.is_empty() {
                state(&mut program, form, Relation::AtMost, marginal.mass(report));
            }
        }
    }
    let optimum = program.maximise().optimum().expect("sharing nothing is feasible, and at most 1 is shared");
    let distance = Rational::one() - &optimum.value;
    let mut rest: Vec<Vec<Rational>> = marginals.iter().map(|marginal| marginal.masses().collect()).collect();
    let mut masses = vec![zero(); setting.profile_count()];
    for (profile, variable) in &shared {
        let mass = &optimum.primal[variable.0];
        let index = setting.index_of(profile).expect("a prior is about profiles of its setting");
        masses[index] += mass;
        for (rest, report) in rest.iter_mut().zip(profile.types()) {
            rest[*report] -= mass;
        }
    }
    if !distance.is_zero() {
        for (profile, mass) in setting.profiles().zip(&mut masses) {
            let chances = profile.types().iter().zip(&rest).map(|(report, rest)| &rest[*report] / &distance);
            *mass += chances.fold(distance.clone(), |product, chance| product * chance);
        }
    }
    Ok(Nearest { distance, prior: Prior::from_masses(setting, &masses)? })
}

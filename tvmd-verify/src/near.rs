//! Distributions near a given one: whether the worst prior is, and what a mechanism makes at least under all of them.

use super::Checked;
use super::file::{Ball, Named, Number};
use super::place::{At as _, Wrong};
use super::problem::{Masses, Problem};
use num_bigint::BigInt;
use num_traits::{Signed as _, Zero as _};

impl Problem<'_> {
    pub(crate) fn ball(&self) -> Ball {
        self.file.ball.unwrap_or(Ball::All)
    }

    /// A distance, over the unit.
    fn radius(&self, number: &Number) -> Checked<BigInt> {
        let radius = self.whole(number);
        let fits = !radius.is_negative() && radius <= self.unit;
        if fits { Ok(radius) } else { Err("a distance that isn't in [0, 1]".into()) }
    }

    /// Whether some distribution within a distance has mass at a point at which the given one has this.
    fn is_reached(&self, mass: &BigInt, radius: &BigInt) -> bool {
        mass.is_positive() || (self.ball() == Ball::All && radius.is_positive())
    }

    /// Whether a distribution is within a distance of a given one: mass that is added is what is taken elsewhere.
    fn is_near<'m>(
        &self,
        given: impl Iterator<Item = &'m BigInt>,
        other: impl Iterator<Item = &'m BigInt>,
        radius: &BigInt,
    ) -> bool {
        let (mut moved, mut reached) = (BigInt::ZERO, true);
        for (given, other) in given.zip(other) {
            moved += BigInt::ZERO.max(other - given);
            reached &= other.is_zero() || self.is_reached(given, radius);
        }
        reached && moved <= *radius
    }

    /// How far each agent's marginal may be: nowhere, where nothing is said.
    fn radii(&self) -> Checked<Vec<BigInt>> {
        let mut radii = vec![BigInt::ZERO; self.types.len()];
        let named = self.agents.each(self.file.marginals_within.as_ref()).at("marginals_within")?;
        for (number, (agent, radius)) in named.into_iter().enumerate() {
            radii[agent] = self.radius(radius).at(number).at("marginals_within")?;
        }
        Ok(radii)
    }

    /// Whether the worst prior is one of those that the claim is about.
    pub(crate) fn check_worst(&self, worst: &Masses) -> Checked<()> {
        if let Some(within) = &self.file.within {
            let all = |masses: &Masses| -> Vec<BigInt> {
                (0..self.at.len()).map(|profile| masses.get(&profile).cloned().unwrap_or_default()).collect()
            };
            let (given, other) = (all(&self.prior), all(worst));
            let radius = self.radius(within).at("within")?;
            let is_near = self.is_near(given.iter(), other.iter(), &radius);
            return if is_near { Ok(()) } else { Err("the worst prior isn't near the prior".into()) }
                .at("worst_prior");
        }
        let (given, other) = (self.marginals(&self.prior), self.marginals(worst));
        let mut agents = given.iter().zip(&other).zip(self.radii()?);
        let are_near =
            agents.all(|((given, other), radius)| self.is_near(given.iter(), other.iter(), &radius));
        if are_near { Ok(()) } else { Err("the worst prior has other marginals".into()) }.at("worst_prior")
    }

    /// What potentials show that the mechanism makes under every joint distribution with marginals near the prior's, over unit³: they
    /// add up to at most the objective, and each agent's expectation falls by at most the mass that moves times their width. Profiles
    /// with a type of no mass have none under any of them.
    pub(crate) fn guaranteed(&self, named: &Named<Named<Number>>) -> Checked<BigInt> {
        let (marginals, mut expected) = (self.marginals(&self.prior), BigInt::ZERO);
        let mut potentials: Vec<_> =
            marginals.iter().map(|marginal| vec![BigInt::ZERO; marginal.len()]).collect();
        let by_agent = self.agents.each(Some(named)).at("potentials").at("primal")?;
        for (number, (agent, types)) in by_agent.into_iter().enumerate() {
            let by_type = self.types[agent].each(Some(types)).at(number).at("potentials").at("primal")?;
            for (her_type, potential) in by_type {
                potentials[agent][her_type] = self.whole(potential) * &self.unit;
                expected += &marginals[agent][her_type] * &potentials[agent][her_type];
            }
        }
        let radii = self.radii()?;
        let is_possible =
            |agent: usize, her_type: usize| self.is_reached(&marginals[agent][her_type], &radii[agent]);
        for (agent, potentials) in potentials.iter().enumerate() {
            let possible = || {
                (0..potentials.len())
                    .filter(|her_type| is_possible(agent, *her_type))
                    .map(|her_type| &potentials[her_type])
            };
            let width = possible().max().zip(possible().min()).map(|(most, least)| most - least);
            expected -= &radii[agent] * width.unwrap_or_default();
        }
        for profile in 0..self.at.len() {
            let types = || (0..potentials.len()).map(|agent| (agent, self.type_at(agent, profile)));
            let possible = types().all(|(agent, her_type)| is_possible(agent, her_type));
            let sum: BigInt = types().map(|(agent, her_type)| &potentials[agent][her_type]).sum();
            if possible && sum > self.objective(profile) {
                let (at, row) = (self.name(profile), self.at[profile]);
                let reason = format!("the potentials add up to more than the objective at {at}");
                return Err(Wrong::from(reason)
                    .behind("when")
                    .behind(row)
                    .behind("outcomes")
                    .behind("primal"));
            }
        }
        Ok(expected)
    }

    /// What a cap shows that the mechanism makes under every prior near the given one, over unit³: the objective up to the cap, whose
    /// expectation falls by at most the mass that moves times its width.
    pub(crate) fn capped(&self, cap: &Number) -> Checked<BigInt> {
        let (cap, none) = (self.whole(cap) * &self.unit, BigInt::ZERO);
        let radius = self.file.within.as_ref().map_or(Ok(BigInt::ZERO), |radius| self.radius(radius));
        let radius = radius.at("within")?;
        let (mut expected, mut least) = (BigInt::ZERO, cap.clone());
        for profile in 0..self.at.len() {
            let mass = self.prior.get(&profile).unwrap_or(&none);
            if self.is_reached(mass, &radius) {
                let made = self.objective(profile).min(cap.clone());
                expected += mass * &made;
                least = least.min(made);
            }
        }
        Ok(expected - radius * (cap - least))
    }
}

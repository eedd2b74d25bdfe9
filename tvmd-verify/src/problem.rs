//! What a certificate is about: names resolved to positions, profiles to numbers. What an instance is refused for is refused here.

use super::claim::{Participation, Truthfulness};
use super::file::{Certificate, Joint, Named, Number, Row, Values};
use super::names::Names;
use num_bigint::BigInt;
use num_traits::{Signed as _, Zero as _};
use std::collections::{BTreeMap, HashSet};

/// The masses of profiles, where they aren't 0.
pub(crate) type Masses = BTreeMap<usize, BigInt>;

/// What sets of items, as bits, are worth: the sum of the listed parts; or what is listed, or else the best listed part.
pub(crate) struct Valuation {
    pub(crate) is_sum: bool,
    listed: Vec<(u64, BigInt)>,
}

/// A lottery over allocations, a bundle per agent, and payments.
pub(crate) struct Outcome {
    pub(crate) lottery: Vec<(BigInt, Vec<u64>)>,
    pub(crate) payments: Vec<BigInt>,
}

/// All numbers are whole, over one `unit`.
pub(crate) struct Problem<'a> {
    pub(crate) file: &'a Certificate,
    pub(crate) unit: BigInt,
    pub(crate) items: Names<'a>,
    pub(crate) agents: Names<'a>,
    /// By agent, the names of her types; the first is ⊥.
    pub(crate) types: Vec<Names<'a>>,
    /// `values[agent][type]`.
    pub(crate) values: Vec<Vec<Valuation>>,
    pub(crate) prior: Masses,
    /// The mechanism's outcomes, and which of them happens at each profile.
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) at: Vec<usize>,
    /// By agent, how far apart profiles are that differ by one in her type; the last agent's changes fastest.
    strides: Vec<usize>,
}

impl<'a> Problem<'a> {
    pub(crate) fn read(file: &'a Certificate, unit: BigInt) -> Result<Self, String> {
        let setting = &file.setting;
        Names::new("setting", [&setting.name[..]])?;
        let agents = Names::new("agent", setting.agents.iter().map(|own| &own.name[..]))?;
        let items = Names::new("item", setting.items.iter().map(|own| &own[..]))?;
        let (mut types, mut strides, mut profiles) = (Vec::new(), Vec::new(), 1);
        for agent in setting.agents.iter().rev() {
            let named = agent.types.iter().map(|own| &own.name[..]);
            types.insert(0, Names::new("type", ["Bottom"].into_iter().chain(named))?);
            strides.insert(0, profiles);
            profiles *= agent.types.len() + 1;
        }
        let (values, prior, outcomes, at) =
            (Vec::new(), Masses::new(), Vec::new(), vec![usize::MAX; profiles]);
        let mut problem = Self { file, unit, items, agents, types, values, prior, outcomes, at, strides };
        if !setting.bound.0.is_positive() {
            return Err(format!("the bound is {}; it must be above 0", setting.bound.0));
        }
        for agent in &setting.agents {
            if agent.types.is_empty() {
                return Err(format!("{} has no types", agent.name));
            }
            let mut values = vec![Valuation { is_sum: true, listed: Vec::new() }];
            for own in &agent.types {
                let read = problem.valuation(&agent.valuation, &own.values);
                values.push(read.map_err(|wrong| format!("{} of type {}: {wrong}", agent.name, own.name))?);
            }
            problem.values.push(values);
        }
        problem.prior = problem.masses(&file.prior)?;
        for row in &file.primal.outcomes {
            problem.add(row)?;
        }
        match problem.at.iter().position(|row| *row == usize::MAX) {
            Some(profile) => Err(format!("there is no row for {}", problem.name(profile))),
            None => Ok(problem),
        }
    }

    pub(crate) fn whole(&self, number: &Number) -> BigInt {
        number.0.numer() * (&self.unit / number.0.denom())
    }

    /// The type of an agent at a profile.
    pub(crate) fn own(&self, agent: usize, profile: usize) -> usize {
        profile / self.strides[agent] % self.values[agent].len()
    }

    /// The profile with one agent's type replaced.
    pub(crate) fn with(&self, profile: usize, agent: usize, own: usize) -> usize {
        profile + own * self.strides[agent] - self.own(agent, profile) * self.strides[agent]
    }

    /// The types at a profile, in words.
    pub(crate) fn name(&self, profile: usize) -> String {
        let named = self.types.iter().enumerate().map(|(agent, own)| own.listed[self.own(agent, profile)]);
        named.collect::<Vec<_>>().join(", ")
    }

    /// The profiles with these types, `_` for any.
    fn fitting(&self, names: &[String]) -> Result<Vec<usize>, String> {
        if names.len() != self.types.len() {
            return Err(format!("a profile of {} types for {} agents", names.len(), self.types.len()));
        }
        let types = names.iter().zip(&self.types).zip(&self.strides);
        types.into_iter().try_fold(vec![0], |profiles, ((name, types), stride)| {
            let own =
                if name == "_" { 0..types.listed.len() } else { types.find(name).map(|own| own..own + 1)? };
            Ok(profiles.iter().flat_map(|at| own.clone().map(move |own| at + own * stride)).collect())
        })
    }

    /// The number of a profile.
    pub(crate) fn profile(&self, names: &[String]) -> Result<usize, String> {
        let any = names.iter().any(|name| name == "_");
        if any { Err("`_` where a type is needed".to_owned()) } else { Ok(self.fitting(names)?[0]) }
    }

    /// A distribution of profiles.
    pub(crate) fn masses(&self, joint: &Joint) -> Result<Masses, String> {
        let mut masses = Masses::new();
        for atom in &joint.joint {
            let (profile, mass) = (self.profile(&atom.profile)?, self.whole(&atom.probability));
            if mass.is_negative() || masses.insert(profile, mass).is_some() {
                return Err(format!("the mass of {} is negative or comes twice", self.name(profile)));
            }
        }
        masses.retain(|_, mass| !mass.is_zero());
        let is_whole = masses.values().sum::<BigInt>() == self.unit;
        if is_whole { Ok(masses) } else { Err("masses that don't add up to 1".to_owned()) }
    }

    /// The masses of each agent's types.
    pub(crate) fn marginals(&self, masses: &Masses) -> Vec<Vec<BigInt>> {
        let mut marginals: Vec<_> = self.values.iter().map(|own| vec![BigInt::ZERO; own.len()]).collect();
        for (agent, marginal) in marginals.iter_mut().enumerate() {
            masses.iter().for_each(|(profile, mass)| marginal[self.own(agent, *profile)] += mass);
        }
        marginals
    }

    /// Adds a row for the profiles that it fits and no row above it does.
    fn add(&mut self, row: &Row) -> Result<(), String> {
        let mut fitting = self.fitting(&row.when)?;
        fitting.retain(|profile| self.at[*profile] == usize::MAX);
        if fitting.is_empty() {
            return Err(format!("the row for {} is never reached", row.when.join(", ")));
        }
        fitting.into_iter().for_each(|profile| self.at[profile] = self.outcomes.len());
        let lottery = match (&row.gets, &row.lottery) {
            (Some(_), Some(_)) => return Err("a row has `gets` or `lottery`, not both".to_owned()),
            (None, Some(drawn)) => drawn
                .iter()
                .map(|own| Ok((self.whole(&own.probability), self.allocation(&own.gets)?)))
                .collect(),
            (gets, None) => {
                let sure =
                    gets.as_ref().map_or_else(|| Ok(vec![0; self.types.len()]), |own| self.allocation(own));
                sure.map(|sure| vec![(self.unit.clone(), sure)])
            }
        };
        let mut payments = vec![BigInt::ZERO; self.types.len()];
        for (agent, payment) in self.agents.each(&row.pays)? {
            payments[agent] = self.whole(payment);
        }
        self.outcomes.push(Outcome { lottery: lottery?, payments });
        Ok(())
    }

    fn allocation(&self, gets: &Named<Vec<String>>) -> Result<Vec<u64>, String> {
        let mut bundles = vec![0; self.types.len()];
        for (agent, items) in self.agents.each(gets)? {
            bundles[agent] = self.bundle(items)?;
        }
        Ok(bundles)
    }

    fn bundle(&self, names: &[String]) -> Result<u64, String> {
        let add = |bundle: u64, name: &String| match bundle | 1 << self.items.find(name)? {
            same if same == bundle => Err(format!("`{name}` comes twice")),
            more => Ok(more),
        };
        names.iter().try_fold(0, add)
    }

    fn valuation(&self, kind: &str, values: &Values) -> Result<Valuation, String> {
        let listed: Vec<(u64, BigInt)> = match (kind, values) {
            ("additive" | "unit_demand", Values::Items(values)) => {
                let values = self.items.each(values)?.into_iter();
                values.map(|(item, value)| (1 << item, self.whole(value))).collect()
            }
            ("bundles", Values::Bundles(values)) => {
                let values = values.iter().map(|own| Ok((self.bundle(&own.bundle)?, self.whole(&own.value))));
                values.collect::<Result<_, String>>()?
            }
            _ => return Err(format!("values that don't go with the valuation `{kind}`")),
        };
        let mut seen = HashSet::new();
        if !listed.iter().all(|(bundle, _)| seen.insert(*bundle)) {
            return Err("the value of a bundle comes twice".to_owned());
        }
        let values = || listed.iter().map(|(_, value)| value);
        let most =
            if kind == "additive" { values().sum() } else { values().max().cloned().unwrap_or_default() };
        if values().any(BigInt::is_negative) || most > self.whole(&self.file.setting.bound) {
            Err("a value outside [0, H]".to_owned())
        } else if listed.iter().any(|(bundle, value)| *bundle == 0 && !value.is_zero()) {
            Err("the empty bundle is worth 0".to_owned())
        } else {
            Ok(Valuation { is_sum: kind == "additive" || self.items.listed.len() == 1, listed })
        }
    }

    /// Whether a type is asked not to gain by a misreport, or not to lose by taking part: with truth dominant and participation
    /// in expectation, Bottom is no report.
    pub(crate) fn is_asked(&self, own: usize, misreport: Option<usize>) -> bool {
        let without =
            (self.file.truthfulness, self.file.participation) == (Truthfulness::Dsic, Participation::Interim);
        misreport.is_none_or(|lie| lie != own && !(without && (own == 0 || lie == 0)))
    }

    /// Whether that is asked at every profile, rather than in expectation over the others' types.
    pub(crate) fn is_pointwise(&self, misreport: Option<usize>) -> bool {
        match misreport {
            Some(_) => self.file.truthfulness == Truthfulness::Dsic,
            None => self.file.participation == Participation::ExPost,
        }
    }
}

impl Valuation {
    pub(crate) fn value(&self, bundle: u64) -> BigInt {
        let parts = || self.listed.iter().filter(|(part, _)| part & bundle == *part);
        match parts().find(|(part, _)| *part == bundle) {
            _ if self.is_sum => parts().map(|(_, value)| value).sum(),
            Some((_, value)) => value.clone(),
            None => parts().map(|(_, value)| value).max().cloned().unwrap_or_default(),
        }
    }
}

//! What a certificate is about: names resolved to positions, profiles to numbers.

use super::file::{Certificate, Joint, Named, Participation, Row, Truthfulness, Type, Values};
use num_rational::BigRational as Q;
use num_traits::{One, Signed, Zero};

/// A lottery over allocations, a set of items per agent as bits, and payments.
pub(crate) struct Outcome {
    pub(crate) lottery: Vec<(Q, Vec<usize>)>,
    pub(crate) payments: Vec<Q>,
}

pub(crate) struct Problem<'a> {
    pub(crate) file: &'a Certificate,
    /// By agent, the names of her types; the first is ⊥.
    pub(crate) names: Vec<Vec<&'a str>>,
    /// `values[agent][type][bundle]`.
    pub(crate) values: Vec<Vec<Vec<Q>>>,
    /// The types at each profile; the last agent's changes fastest.
    pub(crate) profiles: Vec<Vec<usize>>,
    pub(crate) prior: Vec<Q>,
    pub(crate) epsilon: Q,
    /// The mechanism's outcomes, and which of them happens at each profile.
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) at: Vec<usize>,
}

fn find<'n>(mut names: impl Iterator<Item = &'n str>, name: &str) -> Result<usize, String> {
    names.position(|own| own == name).ok_or_else(|| format!("there is no `{name}`"))
}

impl<'a> Problem<'a> {
    pub(crate) fn read(file: &'a Certificate) -> Result<Self, String> {
        let (setting, zero) = (&file.setting, Q::zero());
        let sizes = setting.agents.iter().map(|agent| agent.types.len() + 1);
        let count = sizes.clone().try_fold(1_usize, usize::checked_mul);
        if file.tvmd != 1 || setting.items.len() > 16 || count.is_none_or(|all| all > 1 << 22) {
            return Err("only format 1, up to 16 items and 4194304 profiles, are known".to_owned());
        }
        let longer = |profiles: Vec<Vec<usize>>, size: usize| {
            profiles.iter().flat_map(|own| (0..size).map(move |last| [&own[..], &[last]].concat())).collect()
        };
        let named = |own: &'a Vec<Type>| ["Bottom"].into_iter().chain(own.iter().map(|own| &own.name[..]));
        let mut problem = Self {
            file,
            names: setting.agents.iter().map(|agent| named(&agent.types).collect()).collect(),
            values: Vec::new(),
            profiles: sizes.fold(vec![Vec::new()], longer),
            prior: Vec::new(),
            epsilon: file.epsilon.as_ref().map_or(Q::zero(), |own| own.0.clone()),
            outcomes: Vec::new(),
            at: Vec::new(),
        };
        for agent in &setting.agents {
            let types = agent.types.iter().map(|own| problem.worths(&agent.valuation, &own.values));
            let bottom = Ok(vec![zero.clone(); 1 << setting.items.len()]);
            problem.values.push([bottom].into_iter().chain(types).collect::<Result<_, _>>()?);
        }
        if problem.values.iter().flatten().flatten().any(|own| *own < zero || *own > setting.bound.0) {
            return Err("a value outside [0, H]".to_owned());
        }
        problem.prior = problem.masses(&file.prior)?;
        problem.add_outcomes()?;
        Ok(problem)
    }

    pub(crate) fn agent(&self, name: &str) -> Result<usize, String> {
        find(self.file.setting.agents.iter().map(|agent| &agent.name[..]), name)
    }

    pub(crate) fn item(&self, name: &str) -> Result<usize, String> {
        find(self.file.setting.items.iter().map(|item| &item[..]), name)
    }

    pub(crate) fn own(&self, agent: usize, name: &str) -> Result<usize, String> {
        find(self.names[agent].iter().copied(), name)
    }

    /// The numbers of the profiles with these types, `_` for any.
    fn fitting(&self, when: &[String]) -> Result<Vec<usize>, String> {
        if when.len() != self.names.len() {
            return Err(format!("a profile of {} types for {} agents", when.len(), self.names.len()));
        }
        when.iter().enumerate().try_fold(vec![0], |numbers, (agent, name)| {
            let size = self.names[agent].len();
            let own = if name == "_" { 0..size } else { self.own(agent, name).map(|own| own..own + 1)? };
            Ok(numbers.iter().flat_map(|number| own.clone().map(move |own| number * size + own)).collect())
        })
    }

    pub(crate) fn profile(&self, types: &[String]) -> Result<usize, String> {
        match self.fitting(types)?[..] {
            [profile] => Ok(profile),
            _ => Err("`_` where a type is needed".to_owned()),
        }
    }

    fn bundle(&self, names: &[String]) -> Result<usize, String> {
        names.iter().try_fold(0, |bundle, name| Ok(bundle | 1 << self.item(name)?))
    }

    /// What every bundle is worth: what is listed, or else the best listed part, or the sum of items.
    fn worths(&self, valuation: &str, values: &Values) -> Result<Vec<Q>, String> {
        let listed = match (valuation, values) {
            ("additive" | "unit_demand", Values::Items(values)) => {
                values.iter().map(|(item, value)| Ok((1 << self.item(item)?, &value.0))).collect()
            }
            ("bundles", Values::Bundles(values)) => {
                values.iter().map(|own| Ok((self.bundle(&own.bundle)?, &own.value.0))).collect()
            }
            _ => Err(format!("values that don't go with the valuation `{valuation}`")),
        };
        let listed: Vec<(usize, &Q)> = listed?;
        let worth = |bundle: usize| {
            let parts = || listed.iter().filter(|own| own.0 & bundle == own.0).map(|own| own.1);
            match listed.iter().find(|own| own.0 == bundle) {
                Some((_, value)) => (*value).clone(),
                None if valuation == "additive" => parts().sum(),
                None => parts().max().cloned().unwrap_or_default(),
            }
        };
        Ok((0..1 << self.file.setting.items.len()).map(worth).collect())
    }

    /// The masses of all profiles.
    pub(crate) fn masses(&self, prior: &Joint) -> Result<Vec<Q>, String> {
        let mut masses = vec![Q::zero(); self.profiles.len()];
        for atom in &prior.joint {
            masses[self.profile(&atom.profile)?] += &atom.probability.0;
        }
        if masses.iter().any(Signed::is_negative) || !masses.iter().sum::<Q>().is_one() {
            return Err("masses that are negative or don't add up to 1".to_owned());
        }
        Ok(masses)
    }

    /// The masses of each agent's types.
    pub(crate) fn marginals(&self, masses: &[Q]) -> Vec<Vec<Q>> {
        let mut marginals: Vec<_> = self.names.iter().map(|own| vec![Q::zero(); own.len()]).collect();
        for (types, mass) in self.profiles.iter().zip(masses).filter(|(_, mass)| !mass.is_zero()) {
            marginals.iter_mut().zip(types).for_each(|(marginal, own)| marginal[*own] += mass);
        }
        marginals
    }

    /// At each profile the first row that fits.
    fn add_outcomes(&mut self) -> Result<(), String> {
        let mut at = vec![None; self.profiles.len()];
        for (position, row) in self.file.primal.outcomes.iter().enumerate() {
            self.outcomes.push(self.outcome(row)?);
            for profile in self.fitting(&row.when)? {
                at[profile].get_or_insert(position);
            }
        }
        let missing = |profile| format!("no row for {}", self.name(profile));
        let rows = at.iter().enumerate().map(|(profile, row)| row.ok_or_else(|| missing(profile)));
        self.at = rows.collect::<Result<_, _>>()?;
        Ok(())
    }

    fn outcome(&self, row: &Row) -> Result<Outcome, String> {
        let bundles = |gets: &Named<Vec<String>>| {
            let mut bundles = vec![0; self.names.len()];
            for (agent, items) in gets {
                bundles[self.agent(agent)?] = self.bundle(items)?;
            }
            Ok::<_, String>(bundles)
        };
        let chances = row.lottery.iter().map(|own| Ok((own.probability.0.clone(), bundles(&own.gets)?)));
        let mut lottery = chances.collect::<Result<Vec<_>, String>>()?;
        if lottery.is_empty() || !row.gets.is_empty() {
            lottery.push((Q::one(), bundles(&row.gets)?));
        }
        let mut payments = vec![Q::zero(); self.names.len()];
        for (agent, payment) in &row.pays {
            payments[self.agent(agent)?].clone_from(&payment.0);
        }
        Ok(Outcome { lottery, payments })
    }

    /// The types at a profile, in words.
    pub(crate) fn name(&self, profile: usize) -> String {
        let named = self.profiles[profile].iter().zip(&self.names).map(|(own, names)| names[*own]);
        named.collect::<Vec<_>>().join(", ")
    }

    /// The profile with one agent's type replaced.
    pub(crate) fn with(&self, profile: usize, agent: usize, own: usize) -> usize {
        let stride: usize = self.names[agent + 1..].iter().map(Vec::len).product();
        profile + own * stride - self.profiles[profile][agent] * stride
    }

    /// The profiles at which the agent is of this type.
    pub(crate) fn of_type(&self, agent: usize, own: usize) -> impl Iterator<Item = usize> {
        (0..self.profiles.len()).filter(move |profile| self.profiles[*profile][agent] == own)
    }

    /// Whether a constraint is asked for at every profile, rather than in expectation over the others' types.
    pub(crate) fn pointwise(&self, misreport: Option<usize>) -> bool {
        match misreport {
            Some(_) => self.file.truthfulness == Truthfulness::Dsic,
            None => self.file.participation == Participation::ExPost,
        }
    }
}

//! What a certificate is about: names resolved to positions, profiles to numbers.

use super::file::{
    BundleValue, Certificate, Joint, Named, Participation, Row, Setting, Truthfulness, Valuation, Values,
};
use num_rational::BigRational as Q;
use num_traits::{One, Signed, Zero};

/// A lottery over allocations, a set of items per agent as bits, and payments.
pub(crate) struct Outcome {
    pub(crate) lottery: Vec<(Q, Vec<usize>)>,
    pub(crate) payments: Vec<Q>,
}

pub(crate) struct Problem<'a> {
    pub(crate) file: &'a Certificate,
    /// `values[agent][type][bundle]`; type 0 is ⊥.
    pub(crate) values: Vec<Vec<Vec<Q>>>,
    pub(crate) epsilon: Q,
    /// By number of the profile; the last agent's type changes fastest.
    pub(crate) prior: Vec<Q>,
    /// The mechanism's rows, and the row of each profile.
    pub(crate) rows: Vec<Outcome>,
    pub(crate) at: Vec<usize>,
}

fn find<'a>(mut names: impl Iterator<Item = &'a String>, name: &str) -> Result<usize, String> {
    names.position(|own| own == name).ok_or_else(|| format!("there is no `{name}`"))
}

impl Setting {
    pub(crate) fn agent(&self, name: &str) -> Result<usize, String> {
        find(self.agents.iter().map(|agent| &agent.name), name)
    }

    pub(crate) fn item(&self, name: &str) -> Result<usize, String> {
        find(self.items.iter(), name)
    }

    /// The position of a type; 0 is ⊥.
    pub(crate) fn own(&self, agent: usize, name: &str) -> Result<usize, String> {
        let named = || find(self.agents[agent].types.iter().map(|own| &own.name), name);
        if name == "Bottom" { Ok(0) } else { named().map(|own| own + 1) }
    }

    fn profile_count(&self) -> usize {
        self.agents.iter().map(|agent| agent.types.len() + 1).product()
    }

    /// The number of a profile.
    pub(crate) fn profile(&self, names: &[String]) -> Result<usize, String> {
        if names.len() != self.agents.len() {
            return Err(format!("a profile of {} types for {} agents", names.len(), self.agents.len()));
        }
        names.iter().zip(0..).try_fold(0, |number, (name, agent)| {
            Ok(number * (self.agents[agent].types.len() + 1) + self.own(agent, name)?)
        })
    }

    fn bundle(&self, names: &[String]) -> Result<usize, String> {
        names.iter().try_fold(0, |bundle, name| Ok(bundle | 1 << self.item(name)?))
    }

    fn bundles(&self, gets: &Named<Vec<String>>) -> Result<Vec<usize>, String> {
        let mut bundles = vec![0; self.agents.len()];
        for (agent, items) in gets {
            bundles[self.agent(agent)?] = self.bundle(items)?;
        }
        Ok(bundles)
    }

    /// The masses of all profiles.
    pub(crate) fn joint(&self, prior: &Joint) -> Result<Vec<Q>, String> {
        let mut masses = vec![Q::zero(); self.profile_count()];
        for atom in &prior.joint {
            masses[self.profile(&atom.profile)?] += &atom.probability.0;
        }
        if masses.iter().any(Signed::is_negative) || !masses.iter().sum::<Q>().is_one() {
            return Err("masses that are negative or don't add up to 1".to_owned());
        }
        Ok(masses)
    }

    /// The value of every bundle to a type. What isn't listed is worth its best listed part, or the sum of its items.
    fn values(&self, valuation: Valuation, values: &Values) -> Result<Vec<Q>, String> {
        let mut listed: Vec<(usize, &Q)> = Vec::new();
        match (valuation, values) {
            (Valuation::Additive | Valuation::UnitDemand, Values::Items(values)) => {
                for (item, value) in values {
                    listed.push((1 << self.item(item)?, &value.0));
                }
            }
            (Valuation::Bundles, Values::Bundles(values)) => {
                for BundleValue { bundle, value } in values {
                    listed.push((self.bundle(bundle)?, &value.0));
                }
            }
            _ => {
                return Err(
                    "values belong to bundles under the valuation `bundles`, and only there".to_owned()
                );
            }
        }
        let worth = |bundle: usize| -> Q {
            let parts = || listed.iter().filter(|own| own.0 & bundle == own.0).map(|own| own.1);
            match listed.iter().find(|own| own.0 == bundle) {
                Some((_, value)) => (*value).clone(),
                None if valuation == Valuation::Additive => parts().sum(),
                None => parts().max().cloned().unwrap_or_default(),
            }
        };
        Ok((0..1 << self.items.len()).map(worth).collect())
    }

    fn outcome(&self, row: &Row) -> Result<Outcome, String> {
        let mut lottery = Vec::new();
        for branch in &row.lottery {
            lottery.push((branch.probability.0.clone(), self.bundles(&branch.gets)?));
        }
        if lottery.is_empty() || !row.gets.is_empty() {
            lottery.push((Q::one(), self.bundles(&row.gets)?));
        }
        let mut payments = vec![Q::zero(); self.agents.len()];
        for (agent, payment) in &row.pays {
            payments[self.agent(agent)?].clone_from(&payment.0);
        }
        Ok(Outcome { lottery, payments })
    }
}

impl<'a> Problem<'a> {
    pub(crate) fn read(file: &'a Certificate) -> Result<Self, String> {
        let setting = &file.setting;
        let mut sizes = setting.agents.iter().map(|agent| agent.types.len() + 1);
        let profiles = sizes.try_fold(1_usize, usize::checked_mul);
        if file.tvmd != 1 || setting.items.len() > 16 || profiles.is_none_or(|all| all > 1 << 22) {
            return Err("only format 1, up to 16 items and 4194304 profiles, are known".to_owned());
        }
        let mut values = Vec::new();
        for agent in &setting.agents {
            let bottom = Ok(vec![Q::zero(); 1 << setting.items.len()]);
            let types = agent.types.iter().map(|own| setting.values(agent.valuation, &own.values));
            values.push([bottom].into_iter().chain(types).collect::<Result<Vec<_>, _>>()?);
        }
        let limit = &setting.bound.0;
        if values.iter().flatten().flatten().any(|value| value.is_negative() || value > limit) {
            return Err("a value outside [0, H]".to_owned());
        }
        let epsilon = file.epsilon.as_ref().map_or_else(Q::zero, |own| own.0.clone());
        let prior = setting.joint(&file.prior)?;
        let rows = file.primal.outcomes.iter().map(|row| setting.outcome(row)).collect::<Result<_, _>>()?;
        let mut problem = Self { file, values, epsilon, prior, rows, at: Vec::new() };
        for profile in 0..setting.profile_count() {
            let mut rows = file.primal.outcomes.iter();
            let row = rows.position(|row| problem.fits(profile, &row.when));
            problem.at.push(row.ok_or_else(|| format!("no row for {}", problem.name(profile)))?);
        }
        Ok(problem)
    }

    fn fits(&self, profile: usize, when: &[String]) -> bool {
        let fits = |(agent, name): (usize, &String)| name == "_" || name == self.type_name(profile, agent);
        when.len() == self.values.len() && when.iter().enumerate().all(fits)
    }

    fn type_name(&self, profile: usize, agent: usize) -> &'a str {
        let own = self.type_of(profile, agent).checked_sub(1);
        own.map_or("Bottom", |own| &self.file.setting.agents[agent].types[own].name)
    }

    /// The types at a profile, in words.
    pub(crate) fn name(&self, profile: usize) -> String {
        let names = (0..self.values.len()).map(|agent| self.type_name(profile, agent));
        names.collect::<Vec<_>>().join(", ")
    }

    /// How far apart the numbers of profiles are that differ by one in this agent's type.
    fn stride(&self, agent: usize) -> usize {
        self.values[agent + 1..].iter().map(Vec::len).product()
    }

    pub(crate) fn type_of(&self, profile: usize, agent: usize) -> usize {
        profile / self.stride(agent) % self.values[agent].len()
    }

    /// The profile with one agent's type replaced.
    pub(crate) fn with(&self, profile: usize, agent: usize, own: usize) -> usize {
        profile + own * self.stride(agent) - self.type_of(profile, agent) * self.stride(agent)
    }

    /// The profiles at which the agent is of this type.
    pub(crate) fn profiles(&self, agent: usize, own: usize) -> impl Iterator<Item = usize> + Clone {
        let (stride, types) = (self.stride(agent), self.values[agent].len());
        (0..self.at.len()).filter(move |profile| profile / stride % types == own)
    }

    /// Whether a constraint is asked for at every profile, rather than in expectation over the others' types.
    pub(crate) fn pointwise(&self, misreport: Option<usize>) -> bool {
        if misreport.is_some() {
            self.file.truthfulness == Truthfulness::Dsic
        } else {
            self.file.participation == Participation::ExPost
        }
    }
}

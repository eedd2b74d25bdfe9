//! What a certificate is about: names resolved to positions, profiles to numbers. What an instance is refused for is refused here.

use super::file::{
    Agent, Certificate, Joint, Named, Number, Participation, Proves, Row, Truthfulness, Values,
};
use super::place::{At as _, Wrong};
use super::{Checked, names::Names};
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
    pub(crate) fn read(file: &'a Certificate, unit: BigInt) -> Checked<Self> {
        let setting = &file.setting;
        let names = |agents: &'a [Agent]| agents.iter().map(|agent| &agent.name[..]);
        Names::new("setting", None, [&setting.name[..]]).at("name").at("setting")?;
        let agents = Names::new("agent", None, names(&setting.agents)).at("agents").at("setting")?;
        let items = setting.items.iter().map(|item| &item[..]);
        let items = Names::new("item", None, items).at("items").at("setting")?;
        let (mut types, mut strides, mut profiles) = (Vec::new(), Vec::new(), 1);
        for (number, agent) in setting.agents.iter().enumerate().rev() {
            let named = agent.types.iter().map(|her_type| &her_type.name[..]);
            let named = Names::new("type", Some("Bottom"), named);
            types.insert(0, named.at("types").at(number).at("agents").at("setting")?);
            strides.insert(0, profiles);
            profiles *= agent.types.len() + 1;
        }
        if !setting.bound.0.is_positive() || setting.agents.iter().any(|agent| agent.types.is_empty()) {
            return Err(
                Wrong::from("a bound that isn't above 0, or an agent without types").behind("setting")
            );
        }
        let (values, prior, outcomes) = (Vec::new(), Masses::new(), Vec::new());
        let at = vec![usize::MAX; profiles];
        let mut problem = Self { file, unit, items, agents, types, values, prior, outcomes, at, strides };
        for (number, agent) in setting.agents.iter().enumerate() {
            let mut values = vec![Valuation { is_sum: true, listed: Vec::new() }];
            for (at, her_type) in agent.types.iter().enumerate() {
                let read = problem.valuation(&agent.valuation, &her_type.values);
                let read =
                    read.map_err(|wrong| wrong.said(&format!("{} of type {}", agent.name, her_type.name)));
                values.push(read.at("values").at(at).at("types").at(number).at("agents").at("setting")?);
            }
            problem.values.push(values);
        }
        problem.prior = problem.masses(&file.prior).at("prior")?;
        for (number, row) in file.primal.outcomes.iter().enumerate() {
            let added = problem.add(row);
            let of_row =
                |wrong: Wrong| wrong.said(&format!("the row for {}", row.when.join(", "))).or_behind("when");
            added.map_err(of_row).at(number).at("outcomes").at("primal")?;
        }
        match problem.at.iter().position(|row| *row == usize::MAX) {
            Some(profile) => Err(format!("there is no row for {}", problem.name(profile)).into()),
            None => Ok(problem),
        }
        .at("outcomes")
        .at("primal")
    }

    pub(crate) fn whole(&self, number: &Number) -> BigInt {
        number.0.numer() * (&self.unit / number.0.denom())
    }

    /// The type of an agent at a profile.
    pub(crate) fn type_at(&self, agent: usize, profile: usize) -> usize {
        profile / self.strides[agent] % self.types[agent].listed.len()
    }

    /// The profile with an agent's type replaced by another.
    pub(crate) fn with(&self, profile: usize, agent: usize, truth: usize, other: usize) -> usize {
        profile + other * self.strides[agent] - truth * self.strides[agent]
    }

    /// The types at a profile, in words.
    pub(crate) fn name(&self, profile: usize) -> String {
        let named =
            self.types.iter().enumerate().map(|(agent, names)| names.listed[self.type_at(agent, profile)]);
        named.collect::<Vec<_>>().join(", ")
    }

    /// The profiles with these types, `_` for any.
    fn fitting(&self, names: &[String]) -> Checked<Vec<usize>> {
        if names.len() != self.types.len() {
            return Err(format!("a profile of {} types for {} agents", names.len(), self.types.len()).into());
        }
        let mut types = names.iter().zip(&self.types).zip(&self.strides);
        types.try_fold(vec![0], |profiles, ((name, types), stride)| {
            let all = 0..types.listed.len();
            let fitting = if name == "_" { all } else { types.find(name).map(|only| only..only + 1)? };
            Ok(profiles
                .iter()
                .flat_map(|at| fitting.clone().map(move |her_type| at + her_type * stride))
                .collect())
        })
    }

    /// The number of a profile.
    pub(crate) fn profile(&self, names: &[String]) -> Checked<usize> {
        let any = names.iter().any(|name| name == "_");
        if any { Err("`_` where a type is needed".into()) } else { Ok(self.fitting(names)?[0]) }
    }

    /// A distribution of profiles.
    pub(crate) fn masses(&self, joint: &Joint) -> Checked<Masses> {
        let mut masses = Masses::new();
        for (number, atom) in joint.joint.iter().enumerate() {
            let profile = self.profile(&atom.profile).at("profile").at(number).at("joint")?;
            if masses.insert(profile, self.whole(&atom.probability)).is_some() {
                let reason = format!("the mass of {} comes twice", self.name(profile));
                return Err(Wrong::from(reason).behind("profile").behind(number).behind("joint"));
            }
        }
        self.check_distribution(masses.values()).at("joint")?;
        masses.retain(|_, mass| !mass.is_zero());
        Ok(masses)
    }

    fn check_distribution<'m>(&self, masses: impl Iterator<Item = &'m BigInt> + Clone) -> Checked<()> {
        let is_one = !masses.clone().any(BigInt::is_negative) && masses.sum::<BigInt>() == self.unit;
        is_one.then_some(()).ok_or_else(|| "probabilities that are negative or don't add up to 1".into())
    }

    /// The masses of each agent's types.
    pub(crate) fn marginals(&self, masses: &Masses) -> Vec<Vec<BigInt>> {
        let mut marginals: Vec<_> = self.values.iter().map(|types| vec![BigInt::ZERO; types.len()]).collect();
        for (agent, marginal) in marginals.iter_mut().enumerate() {
            masses.iter().for_each(|(profile, mass)| marginal[self.type_at(agent, *profile)] += mass);
        }
        marginals
    }

    /// Adds a row for the profiles that it fits and no row above it does.
    fn add(&mut self, row: &Row) -> Checked<()> {
        let mut fitting = self.fitting(&row.when)?;
        fitting.retain(|profile| self.at[*profile] == usize::MAX);
        let lottery = match (&row.gets, &row.lottery) {
            (Some(_), Some(_)) => return Err("`gets` or `lottery`, not both".into()),
            (gets, None) => vec![(self.unit.clone(), self.allocation(gets)?)],
            (None, Some(drawn)) => {
                let drawn = drawn
                    .iter()
                    .map(|chance| Ok((self.whole(&chance.probability), self.allocation(&chance.gets)?)));
                drawn.collect::<Checked<_>>()?
            }
        };
        self.check_distribution(lottery.iter().map(|(chance, _)| chance))?;
        let mut payments = vec![BigInt::ZERO; self.types.len()];
        for (agent, payment) in self.agents.each(row.pays.as_ref())? {
            payments[agent] = self.whole(payment);
        }
        let is_drawn = |(chance, _): &(BigInt, _)| !chance.is_zero() && *chance != self.unit;
        let idle = |agent: usize| {
            payments[agent].is_zero() && lottery.iter().all(|(_, bundles)| bundles[agent] == 0)
        };
        let busy: Vec<usize> = (0..payments.len()).filter(|agent| !idle(*agent)).collect();
        let bound = self.whole(&self.file.setting.bound);
        let excessive = payments.iter().position(|payment| payment.abs() > bound);
        if fitting.is_empty() {
            Err("it is never reached".into())
        } else if let Some(agent) = excessive {
            Err(self.behind_payment("a payment outside [-H, H]".into(), row, agent))
        } else if fitting.iter().any(|profile| busy.iter().any(|agent| self.type_at(*agent, *profile) == 0)) {
            Err("who reports Bottom gets or pays something".into())
        } else if self.file.proves == Proves::Deterministic && lottery.iter().any(is_drawn) {
            Err("a lottery".into())
        } else {
            fitting.into_iter().for_each(|profile| self.at[profile] = self.outcomes.len());
            self.outcomes.push(Outcome { lottery, payments });
            Ok(())
        }
    }

    /// What is wrong with a row, at what an agent pays by it, if that is said.
    pub(crate) fn behind_payment(&self, wrong: Wrong, row: &Row, agent: usize) -> Wrong {
        let mut named = row.pays.iter().flat_map(|pays| &pays.0);
        match named.position(|(name, _)| name == self.agents.listed[agent]) {
            Some(number) => wrong.behind(number).behind("pays"),
            None => wrong.behind("when"),
        }
    }

    fn allocation(&self, gets: &Option<Named<Vec<String>>>) -> Checked<Vec<u64>> {
        let (mut bundles, mut given) = (vec![0; self.types.len()], 0);
        for (agent, items) in self.agents.each(gets.as_ref())? {
            bundles[agent] = self.bundle(items, given)?;
            given |= bundles[agent];
        }
        Ok(bundles)
    }

    /// Items as bits, none of them twice or of those that are gone.
    fn bundle(&self, names: &[String], gone: u64) -> Checked<u64> {
        names.iter().try_fold(0, |bundle, name| match 1 << self.items.find(name)? {
            item if item & (bundle | gone) != 0 => Err(format!("the item `{name}` comes twice").into()),
            item => Ok(bundle | item),
        })
    }

    fn valuation(&self, kind: &str, values: &Values) -> Checked<Valuation> {
        let listed: Vec<(u64, BigInt)> = match (kind, values) {
            ("additive" | "unit_demand", Values::Items(values)) => {
                let values = self.items.each(Some(values))?.into_iter();
                values.map(|(item, value)| (1 << item, self.whole(value))).collect()
            }
            ("bundles", Values::Bundles(values)) => {
                let values =
                    values.iter().map(|row| Ok((self.bundle(&row.bundle, 0)?, self.whole(&row.value))));
                values.collect::<Checked<_>>()?
            }
            _ => return Err(format!("values that don't go with the valuation `{kind}`").into()),
        };
        let (is_sum, mut seen) = (kind == "additive" || self.items.listed.len() == 1, HashSet::new());
        let valuation = Valuation { is_sum: kind == "additive", listed };
        let whole = valuation.listed.iter().fold(0, |all, (bundle, _)| all | bundle);
        for (bundle, value) in &valuation.listed {
            let is_less = |(part, worth): &(u64, BigInt)| part & bundle == *part && worth > value;
            if !seen.insert(*bundle) || value.is_negative() || (*bundle == 0 && !value.is_zero()) {
                return Err("a bundle comes twice, is worth less than 0, or is empty and not worth 0".into());
            } else if kind == "bundles" && valuation.listed.iter().any(is_less) {
                return Err("a bundle is worth less than a part of it".into());
            }
        }
        // Without a listed whole it is worth its best part.
        if valuation.value(whole) > self.whole(&self.file.setting.bound) {
            return Err("a value above the bound".into());
        }
        Ok(Valuation { is_sum, ..valuation })
    }

    /// Whether a type is asked not to gain by a misreport, or not to lose by taking part: with truth dominant and participation
    /// in expectation, Bottom is no report.
    pub(crate) fn is_asked(&self, truth: usize, misreport: Option<usize>) -> bool {
        let bottom = !self.is_pointwise(Some(0)) || self.is_pointwise(None);
        misreport.is_none_or(|lie| lie != truth && (bottom || (truth > 0 && lie > 0)))
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

//! The certificate file, and what it says with names resolved.

use num_bigint::BigInt;
use num_rational::BigRational as Q;
use num_traits::{One, Signed, Zero};
use serde::Deserialize;
use std::collections::BTreeMap;

type Named<T> = BTreeMap<String, T>;

/// A certificate as it stands in its file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    tvmd: u32,
    setting: Setting,
    prior: Joint,
    objective: String,
    truthfulness: String,
    #[serde(default)]
    epsilon: Option<String>,
    participation: String,
    value: String,
    primal: Primal,
    dual: Dual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Setting {
    #[serde(rename = "name")]
    _name: String,
    items: Vec<String>,
    bound: String,
    agents: Vec<Agent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agent {
    name: String,
    valuation: String,
    types: Vec<Type>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    name: String,
    values: Values,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    Items(Named<String>),
    Bundles(Vec<BundleValue>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BundleValue {
    bundle: Vec<String>,
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joint {
    joint: Vec<Atom>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Atom {
    profile: Vec<String>,
    probability: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Primal {
    outcomes: Vec<Row>,
    /// By agent and type, in max-min certificates.
    #[serde(default)]
    potentials: Option<Named<Named<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    when: Vec<String>,
    #[serde(default)]
    gets: Named<Vec<String>>,
    #[serde(default)]
    lottery: Vec<Branch>,
    #[serde(default)]
    pays: Named<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Branch {
    probability: String,
    #[serde(default)]
    gets: Named<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dual {
    participation: Vec<Multiplier>,
    truthfulness: Vec<Multiplier>,
    /// In max-min certificates.
    #[serde(default)]
    worst_prior: Option<Joint>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Multiplier {
    agent: String,
    #[serde(rename = "type")]
    own: String,
    #[serde(default)]
    misreport: Option<String>,
    #[serde(default)]
    others: Option<Vec<String>>,
    multiplier: String,
}

/// A constraint with its multiplier: agent, type, misreport (none for participation), and the others' types (none where the
/// constraint is an expectation over them).
pub(crate) struct Priced {
    pub(crate) agent: usize,
    pub(crate) own: usize,
    pub(crate) misreport: Option<usize>,
    pub(crate) others: Option<Vec<usize>>,
    pub(crate) multiplier: Q,
}

/// A lottery over allocations, a set of items per agent as bits, and payments.
pub(crate) struct Outcome {
    pub(crate) lottery: Vec<(Q, Vec<usize>)>,
    pub(crate) payments: Vec<Q>,
}

pub(crate) struct Problem {
    pub(crate) items: usize,
    pub(crate) limit: Q,
    /// `values[agent][type][bundle]`; type 0 is ⊥.
    pub(crate) values: Vec<Vec<Vec<Q>>>,
    pub(crate) additive: bool,
    pub(crate) prior: BTreeMap<Vec<usize>, Q>,
    pub(crate) worst: Option<BTreeMap<Vec<usize>, Q>>,
    pub(crate) potentials: Option<Vec<Vec<Q>>>,
    pub(crate) welfare: bool,
    pub(crate) dominant: bool,
    pub(crate) interim: bool,
    pub(crate) epsilon: Q,
    pub(crate) value: Q,
    pub(crate) outcomes: BTreeMap<Vec<usize>, Outcome>,
    pub(crate) priced: Vec<Priced>,
}

fn number(text: &str) -> Result<Q, String> {
    let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
    let whole = |part: &str| part.parse::<BigInt>().map_err(|_| format!("`{text}` is no rational"));
    let (top, bottom) = (whole(top)?, whole(bottom)?);
    if bottom.is_zero() { Err(format!("`{text}` divides by 0")) } else { Ok(Q::new(top, bottom)) }
}

fn find<'a>(mut names: impl Iterator<Item = &'a str>, name: &str) -> Result<usize, String> {
    names.position(|own| own == name).ok_or_else(|| format!("there is no `{name}`"))
}

fn one_of(word: &str, choices: [&str; 2]) -> Result<bool, String> {
    find(choices.into_iter(), word)
        .map(|position| position == 1)
        .map_err(|_| format!("`{word}` is neither {} nor {}", choices[0], choices[1]))
}

impl Setting {
    fn agent(&self, name: &str) -> Result<usize, String> {
        find(self.agents.iter().map(|agent| agent.name.as_str()), name)
    }

    fn own(&self, agent: usize, name: &str) -> Result<usize, String> {
        find(["Bottom"].into_iter().chain(self.agents[agent].types.iter().map(|own| own.name.as_str())), name)
    }

    fn profile(&self, names: &[String]) -> Result<Vec<usize>, String> {
        if names.len() != self.agents.len() {
            return Err(format!("a profile of {} types for {} agents", names.len(), self.agents.len()));
        }
        names.iter().enumerate().map(|(agent, name)| self.own(agent, name)).collect()
    }

    fn bundle(&self, names: &[String]) -> Result<usize, String> {
        let items = names.iter().map(|name| find(self.items.iter().map(String::as_str), name));
        items.map(|item| item.map(|item| 1 << item)).sum()
    }

    fn joint(&self, prior: &Joint) -> Result<BTreeMap<Vec<usize>, Q>, String> {
        let mut masses = BTreeMap::new();
        for atom in &prior.joint {
            let mass = number(&atom.probability)?;
            if mass.is_negative() || masses.insert(self.profile(&atom.profile)?, mass).is_some() {
                return Err(format!("the mass of {} is negative or listed twice", atom.profile.join(", ")));
            }
        }
        if masses.values().sum::<Q>().is_one() {
            Ok(masses)
        } else {
            Err("masses that don't add up to 1".to_owned())
        }
    }

    /// The value of every bundle to a type.
    fn values(&self, agent: &Agent, own: &Type) -> Result<Vec<Q>, String> {
        let mut listed = Vec::new();
        match &own.values {
            Values::Items(values) => {
                for (item, value) in values {
                    listed.push((self.bundle(std::slice::from_ref(item))?, number(value)?));
                }
            }
            Values::Bundles(values) => {
                for BundleValue { bundle, value } in values {
                    listed.push((self.bundle(bundle)?, number(value)?));
                }
            }
        }
        let sums = matches!((agent.valuation.as_str(), &own.values), ("additive", Values::Items(_)));
        let worth = |bundle: usize| -> Q {
            if let Some((_, value)) = listed.iter().find(|(part, _)| !sums && *part == bundle) {
                return value.clone();
            }
            let parts =
                listed.iter().filter(|(part, _)| part & bundle == *part).map(|(_, value)| value.clone());
            if sums { parts.sum() } else { parts.max().unwrap_or_default().max(Q::zero()) }
        };
        Ok((0..1_usize << self.items.len()).map(worth).collect())
    }

    fn outcome(&self, row: &Row) -> Result<Outcome, String> {
        let gifts = |gets: &Named<Vec<String>>| -> Result<Vec<usize>, String> {
            let mut bundles = vec![0; self.agents.len()];
            for (agent, items) in gets {
                bundles[self.agent(agent)?] = self.bundle(items)?;
            }
            Ok(bundles)
        };
        let mut lottery = Vec::new();
        for Branch { probability, gets } in &row.lottery {
            lottery.push((number(probability)?, gifts(gets)?));
        }
        if lottery.is_empty() {
            lottery.push((Q::one(), gifts(&row.gets)?));
        }
        let mut payments = vec![Q::zero(); self.agents.len()];
        for (agent, payment) in &row.pays {
            payments[self.agent(agent)?] = number(payment)?;
        }
        Ok(Outcome { lottery, payments })
    }

    fn priced(&self, own: &Multiplier) -> Result<Priced, String> {
        let agent = self.agent(&own.agent)?;
        let others = own.others.as_ref().map(|names| {
            let mut all = names.clone();
            all.insert(agent.min(all.len()), own.own.clone());
            self.profile(&all)
        });
        Ok(Priced {
            agent,
            own: self.own(agent, &own.own)?,
            misreport: own.misreport.as_ref().map(|name| self.own(agent, name)).transpose()?,
            others: others.transpose()?,
            multiplier: number(&own.multiplier)?,
        })
    }
}

/// All choices of one type for each agent.
pub(crate) fn profiles(sizes: &[usize]) -> Vec<Vec<usize>> {
    sizes.iter().fold(vec![Vec::new()], |all, size| {
        all.iter().flat_map(|head| (0..*size).map(move |own| [head.as_slice(), &[own]].concat())).collect()
    })
}

impl Problem {
    pub(crate) fn read(file: &Certificate) -> Result<Self, String> {
        let setting = &file.setting;
        if file.tvmd != 1 || setting.items.len() > 16 {
            return Err("only format 1, and up to 16 items, are known".to_owned());
        }
        let mut values = Vec::new();
        for agent in &setting.agents {
            let mut own = vec![vec![Q::zero(); 1 << setting.items.len()]];
            for one in &agent.types {
                own.push(setting.values(agent, one)?);
            }
            values.push(own);
        }
        let limit = number(&setting.bound)?;
        if values.iter().flatten().flatten().any(|value| value.is_negative() || *value > limit) {
            return Err("a value outside [0, H]".to_owned());
        }
        let sizes: Vec<usize> = values.iter().map(Vec::len).collect();
        let mut outcomes = BTreeMap::new();
        for profile in profiles(&sizes) {
            let names: Vec<&str> = profile
                .iter()
                .zip(&setting.agents)
                .map(|(own, agent)| if *own == 0 { "Bottom" } else { &agent.types[*own - 1].name })
                .collect();
            let fits = |row: &&Row| {
                row.when.len() == names.len()
                    && row.when.iter().zip(&names).all(|(when, name)| when == "_" || when == name)
            };
            let row = file
                .primal
                .outcomes
                .iter()
                .find(fits)
                .ok_or_else(|| format!("no row for {}", names.join(", ")))?;
            outcomes.insert(profile, setting.outcome(row)?);
        }
        let mut priced = Vec::new();
        for (multipliers, participation) in
            [(&file.dual.participation, true), (&file.dual.truthfulness, false)]
        {
            for multiplier in multipliers {
                priced.push(setting.priced(multiplier)?);
                if multiplier.misreport.is_none() != participation {
                    return Err("a misreport belongs to truthfulness, and only there".to_owned());
                }
            }
        }
        let potentials = file.primal.potentials.as_ref().map(|all| {
            let mut numbers: Vec<Vec<Q>> = sizes.iter().map(|size| vec![Q::zero(); *size]).collect();
            for (agent, types) in all {
                let agent = setting.agent(agent)?;
                for (own, potential) in types {
                    numbers[agent][setting.own(agent, own)?] = number(potential)?;
                }
            }
            Ok::<_, String>(numbers)
        });
        Ok(Self {
            items: setting.items.len(),
            limit,
            additive: setting.agents.iter().all(|agent| agent.valuation == "additive"),
            values,
            prior: setting.joint(&file.prior)?,
            worst: file.dual.worst_prior.as_ref().map(|prior| setting.joint(prior)).transpose()?,
            potentials: potentials.transpose()?,
            welfare: one_of(&file.objective, ["revenue", "welfare"])?,
            dominant: one_of(&file.truthfulness, ["bic", "dsic"])?,
            interim: one_of(&file.participation, ["ex-post", "interim"])?,
            epsilon: file.epsilon.as_deref().map_or(Ok(Q::zero()), number)?,
            value: number(&file.value)?,
            outcomes,
            priced,
        })
    }
}

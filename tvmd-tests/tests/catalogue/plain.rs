//! What a catalogue file says, as plain tables that can be changed: nothing is asked of the engine but to read the file.

use num_traits::{Signed, Zero};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use tvmd_core::model::{InstanceDecl, RuleDecl};
use tvmd_core::setting::Valuation;
use tvmd_core::{AgentId, Bundle, ItemId, Mechanism as _, Profile, Rational, Setting};
use tvmd_tests::naive::distance::half_l1;
use tvmd_tests::naive::{self, Types, joined, product, value};

pub(super) type Masses = BTreeMap<Types, Rational>;

/// An instance with a mechanism and two priors.
#[derive(Clone)]
pub(super) struct Plain {
    /// H.
    pub(super) bound: Rational,
    /// The number of items.
    pub(super) items: usize,
    /// The number of types of each agent, ⊥ included.
    pub(super) sizes: Vec<usize>,
    /// `worth[agent][type]`: what she gets at a reported profile is worth to the type.
    pub(super) worth: Vec<Vec<BTreeMap<Types, Rational>>>,
    /// Who pays what at a reported profile.
    pub(super) payments: BTreeMap<Types, Vec<Rational>>,
    /// `singles[agent][type][item]`: what one item alone is worth.
    pub(super) singles: Vec<Vec<Vec<Rational>>>,
    /// `everything[agent][type]`: what all items are worth.
    pub(super) everything: Vec<Vec<Rational>>,
    /// Whether all valuations are additive.
    pub(super) additive: bool,
    /// D.
    pub(super) prior: Masses,
    /// D̂.
    pub(super) hat: Masses,
    /// T⁺ by agent and type.
    pub(super) kept: Option<Vec<Vec<bool>>>,
    /// The named numbers.
    pub(super) numbers: BTreeMap<String, Rational>,
    /// The potentials of the prior, if it is a field.
    pub(super) field: Option<tvmd_core::model::MrfDecl>,
    /// The names of the items.
    pub(super) names: Vec<String>,
}

/// The file of a statement.
pub(super) fn file(id: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../catalogue").join(format!("{id}.json"))
}

/// The instance in the file of a statement.
pub(super) fn read(id: &str) -> Result<InstanceDecl, String> {
    let file = file(id);
    let text = fs::read_to_string(&file).map_err(|error| {
        format!("{id}: no counterexample at {}: {error}; `tvmd audit --keep` writes it", file.display())
    })?;
    InstanceDecl::from_json(&text).map_err(|error| format!("{id}: {error}"))
}

impl Plain {
    pub(super) fn read(id: &str) -> Result<Self, String> {
        let instance = read(id)?;
        let resolved = instance.resolve().map_err(|errors| format!("{id}: {errors}"))?;
        let setting = resolved.setting();
        let sizes = naive::sizes(setting);
        let prior = resolved.prior().ok_or_else(|| format!("{id}: no prior"))?;
        let hat = resolved.prior_hat().unwrap_or(prior);
        let table = resolved.mechanisms().first().ok_or_else(|| format!("{id}: no mechanism"))?;
        let outcomes: BTreeMap<Types, _> = product(&sizes)
            .into_iter()
            .map(|types| (types.clone(), table.outcome(&Profile::new(types))))
            .collect();
        let items = setting.items().len();
        let kinds: Vec<Vec<&Valuation>> = setting
            .agents()
            .iter()
            .map(|agent| agent.types().iter().map(tvmd_core::setting::Type::valuation).collect())
            .collect();
        let of_bundle = |bundle: Bundle| -> Vec<Vec<Rational>> {
            kinds
                .iter()
                .map(|valuations| {
                    valuations.iter().map(|valuation| value(valuation, bundle, items)).collect()
                })
                .collect()
        };
        let single = |valuation: &&Valuation| {
            (0..items).map(|item| value(valuation, std::iter::once(ItemId(item)).collect(), items)).collect()
        };
        let at = |agent: usize, valuation: &&Valuation| {
            let of = |outcome: &tvmd_core::Outcome| -> Rational {
                let parts = outcome.allocations().iter();
                parts.map(|(chance, all)| chance * value(valuation, all.bundle(AgentId(agent)), items)).sum()
            };
            outcomes.iter().map(|(types, outcome)| (types.clone(), of(outcome))).collect()
        };
        let paid = |outcome: &tvmd_core::Outcome| {
            (0..sizes.len()).map(|agent| outcome.payment(AgentId(agent))).collect()
        };
        Ok(Self {
            bound: setting.bound().clone(),
            items,
            worth: { kinds.iter().enumerate() }
                .map(|(agent, valuations)| valuations.iter().map(|valuation| at(agent, valuation)).collect())
                .collect(),
            payments: outcomes.iter().map(|(types, outcome)| (types.clone(), paid(outcome))).collect(),
            singles: kinds.iter().map(|valuations| valuations.iter().map(single).collect()).collect(),
            everything: of_bundle(Bundle::all(items)),
            additive: kinds
                .iter()
                .flat_map(|valuations| &valuations[1..])
                .all(|valuation| matches!(valuation, Valuation::Additive(_))),
            prior: naive::masses(prior),
            hat: naive::masses(hat),
            kept: kept(&instance, setting),
            numbers: instance.numbers.iter().map(|(name, number)| (name.clone(), number.0.clone())).collect(),
            field: match &instance.prior {
                Some(tvmd_core::model::PriorDecl::Mrf(field)) => Some(field.clone()),
                _ => None,
            },
            names: instance.setting.items.clone(),
            sizes,
        })
    }

    pub(super) fn number(&self, name: &str) -> Result<Rational, String> {
        self.numbers.get(name).cloned().ok_or_else(|| format!("no number {name}"))
    }

    pub(super) fn agents(&self) -> usize {
        self.sizes.len()
    }

    /// n.
    pub(super) fn count(&self) -> Rational {
        Rational::from_integer(self.agents().into())
    }

    /// An agent's utility of type `own` at a reported profile.
    pub(super) fn utility(&self, agent: usize, own: usize, reports: &Types) -> Rational {
        &self.worth[agent][own][reports] - &self.payments[reports][agent]
    }

    /// An agent's profiles of the others, each joined with a report of hers.
    pub(super) fn reporting(&self, agent: usize, report: usize) -> Vec<Types> {
        let mut sizes = self.sizes.clone();
        sizes.remove(agent);
        product(&sizes).into_iter().map(|others| joined(agent, report, &others)).collect()
    }

    /// Every agent with every type and every report.
    pub(super) fn lies(&self) -> Vec<(usize, usize, usize)> {
        let agents = self.sizes.iter().enumerate();
        let pairs = agents.flat_map(|(agent, size)| {
            product(&[*size, *size]).into_iter().map(move |pair| (agent, pair[0], pair[1]))
        });
        pairs.collect()
    }

    /// Ex-post IR, or why not.
    pub(super) fn individually_rational(&self) -> Result<(), String> {
        for types in product(&self.sizes) {
            for agent in 0..self.agents() {
                if self.utility(agent, types[agent], &types).is_negative() {
                    return Err(format!("not ex-post IR for agent {agent} at {types:?}"));
                }
            }
        }
        Ok(())
    }

    /// No positive transfers.
    pub(super) fn never_pays(&self) -> bool {
        !self.payments.values().flatten().any(Signed::is_negative)
    }

    /// The revenue at every profile, in expectation.
    pub(super) fn revenue(&self, masses: &Masses) -> Rational {
        masses.iter().map(|(types, mass)| mass * self.payments[types].iter().sum::<Rational>()).sum()
    }

    /// Both priors' distance.
    pub(super) fn apart(&self) -> Rational {
        distance(&self.prior, &self.hat)
    }

    /// D̂ is D.
    pub(super) fn same_prior(&mut self) {
        self.hat = self.prior.clone();
    }

    /// Nobody is paid anything.
    pub(super) fn no_transfers(&mut self) {
        for payment in self.payments.values_mut().flatten().filter(|payment| payment.is_negative()) {
            *payment = Rational::zero();
        }
    }

    /// All types are kept.
    pub(super) fn keep_all(&mut self) {
        self.kept = Some(self.sizes.iter().map(|size| vec![true; *size]).collect());
    }
}

/// The kept types of the instance's extension.
fn kept(instance: &InstanceDecl, setting: &Setting) -> Option<Vec<Vec<bool>>> {
    let keeping = instance.mechanisms.iter().find_map(|(_, mechanism)| match &mechanism.rule {
        RuleDecl::DsicExtension { keeping, .. } | RuleDecl::BicExtension { keeping, .. } => Some(keeping),
        _ => None,
    })?;
    let agents = setting.agents().iter().map(|agent| {
        let listed = keeping.get(agent.name());
        let types = agent.types().iter().enumerate();
        types
            .map(|(her_type, kind)| {
                her_type == 0 || listed.is_none_or(|listed| listed.iter().any(|name| name == kind.name()))
            })
            .collect()
    });
    Some(agents.collect())
}

pub(super) fn distance(p: &Masses, q: &Masses) -> Rational {
    let [p, q] = [p, q].map(|masses| masses.values().cloned().collect::<Vec<_>>());
    half_l1(&p, &q)
}

/// Pr\[t_agent = own\].
pub(super) fn marginal(masses: &Masses, agent: usize, own: usize) -> Rational {
    masses.iter().filter(|(types, _)| types[agent] == own).map(|(_, mass)| mass).sum()
}

/// The distribution is the product of its marginals, or why not.
pub(super) fn independent(masses: &Masses) -> Result<(), String> {
    for (types, mass) in masses {
        let all: Rational =
            types.iter().enumerate().map(|(agent, own)| marginal(masses, agent, *own)).product();
        if all != *mass {
            return Err(format!("no product prior: at {types:?}"));
        }
    }
    Ok(())
}

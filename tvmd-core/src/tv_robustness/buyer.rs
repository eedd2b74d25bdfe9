//! Cases about one additive buyer of several items: priors over value vectors, products over the items, and what simple
//! mechanisms make.

use super::single_item::{masses, whole};
use crate::case::build::{additive, first_only};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::mechanism::Table;
use crate::objective::{Performance, Revenue};
use crate::optimum::simple::{brev, rev, srev};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Setting};
use crate::work::Budget;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// By vector of item values: its probability.
pub(super) type Vectors = BTreeMap<Vec<Rational>, Rational>;

/// The setting whose types are all vectors of these values, by item.
pub(super) fn grid(values: &[Vec<Rational>]) -> Option<Setting> {
    let mut types = vec![Vec::new()];
    for worths in values {
        let longer = |start: &Vec<Rational>| -> Vec<Vec<Rational>> {
            worths.iter().map(|value| start.iter().chain([value]).cloned().collect()).collect()
        };
        types = types.iter().flat_map(longer).collect();
    }
    let bound = types.iter().map(|values| values.iter().sum()).max().unwrap_or_else(Rational::zero);
    let bound = if bound.is_zero() { Rational::one() } else { bound };
    additive(values.len(), bound, &[types])
}

/// The prior under which item values are independent, with these masses by item, in the order of the grid.
pub(super) fn product(setting: &Setting, items: &[Vec<Rational>]) -> Option<Prior> {
    let mut joint = vec![Rational::one()];
    for masses in items {
        joint = joint.iter().flat_map(|start| masses.iter().map(move |mass| start * mass)).collect();
    }
    joint.insert(0, Rational::zero());
    Prior::from_masses(setting, &joint).ok()
}

/// Two items with two or three values each, independent.
pub(super) fn some_product(generator: &mut Generator) -> Option<Prior> {
    let item = |generator: &mut Generator| {
        let count = 2 + generator.position(2);
        let mut value = ratio(whole(generator.below(3)), 1);
        let mut values = Vec::new();
        for _ in 0..count {
            values.push(value.clone());
            value += ratio(1 + whole(generator.below(3)), 1);
        }
        // Without ⊥: the masses of the values alone.
        let masses = loop {
            let mut masses = masses(generator, count + 1);
            let absent = masses.remove(0);
            if !absent.is_one() {
                break masses.into_iter().map(|mass| mass / (Rational::one() - &absent)).collect::<Vec<_>>();
            }
        };
        (values, masses)
    };
    let (values, masses): (Vec<_>, Vec<_>) = (0..2).map(|_| item(generator)).unzip();
    product(&grid(&values)?, &masses)
}

/// The only agent's value vectors; ⊥ counts as the vector of zeros. `None` if there are several agents.
pub(super) fn vectors(prior: &Prior) -> Option<Vectors> {
    let setting = prior.setting();
    let [buyer] = setting.agents() else { return None };
    let marginal = prior.marginal(AgentId(0));
    let mut vectors = BTreeMap::new();
    for (spec, mass) in buyer.types().iter().zip(marginal.masses()).filter(|(_, mass)| !mass.is_zero()) {
        let values =
            (0..setting.items().len()).map(|item| spec.valuation().value(Bundle::from_iter([ItemId(item)])));
        *vectors.entry(values.collect()).or_insert_with(Rational::zero) += mass;
    }
    Some(vectors)
}

/// The prior of one additive buyer with these values.
pub(super) fn of_vectors(vectors: &Vectors) -> Option<Prior> {
    let types: Vec<Vec<Rational>> = vectors.keys().cloned().collect();
    let items = types.first()?.len();
    let bound =
        types.iter().map(|values| values.iter().sum()).max().filter(|values: &Rational| !values.is_zero());
    let setting = additive(items, bound.unwrap_or_else(Rational::one), &[types])?;
    let masses: Vec<Rational> = [Rational::zero()].into_iter().chain(vectors.values().cloned()).collect();
    Prior::from_masses(&setting, &masses).ok()
}

/// By item, the probability of each value.
pub(super) fn item_marginals(vectors: &Vectors) -> Vec<BTreeMap<Rational, Rational>> {
    let items = vectors.keys().next().map_or(0, Vec::len);
    let mut marginals = vec![BTreeMap::new(); items];
    for (values, mass) in vectors {
        for (marginal, value) in marginals.iter_mut().zip(values) {
            *marginal.entry(value.clone()).or_insert_with(Rational::zero) += mass;
        }
    }
    marginals
}

/// A prior beside the product of its items' marginals, in the setting of all combinations of their values.
pub(super) fn beside_its_product(prior: &Prior) -> Option<Case> {
    let vectors = vectors(prior)?;
    let marginals = item_marginals(&vectors);
    let values: Vec<Vec<Rational>> =
        marginals.iter().map(|marginal| marginal.keys().cloned().collect()).collect();
    let masses: Vec<Vec<Rational>> =
        marginals.iter().map(|marginal| marginal.values().cloned().collect()).collect();
    let setting = grid(&values)?;
    let product = product(&setting, &masses)?;
    let mut joint = vec![Rational::zero()];
    for spec in setting.agents()[0].types().iter().skip(1) {
        let value = |item| spec.valuation().value(Bundle::from_iter([ItemId(item)]));
        let types: Vec<Rational> = (0..values.len()).map(value).collect();
        joint.push(vectors.get(&types).cloned().unwrap_or_else(Rational::zero));
    }
    Case::of_priors(Prior::from_masses(&setting, &joint).ok()?, product).ok()
}

/// A random prior over two items beside a product: that of its marginals, or another in the same setting.
pub(super) fn generate_beside(generator: &mut Generator) -> Option<Case> {
    let product = some_product(generator)?;
    let prior =
        if generator.below(2) == 0 { generator.prior(product.setting()) } else { generator.near(&product) };
    if generator.below(2) == 0 { beside_its_product(&prior) } else { Case::of_priors(prior, product).ok() }
}

/// Whether the only agent's item values are independent.
pub(super) fn is_product(prior: &Prior) -> bool {
    let Some(vectors) = vectors(prior) else { return false };
    let marginals = item_marginals(&vectors);
    // Vectors of the support have the product's mass; as masses add up to 1, no other vector has any.
    vectors.iter().all(|(values, mass)| {
        let chances = marginals.iter().zip(values).map(|(marginal, value)| marginal[value].clone());
        *mass == chances.product::<Rational>()
    })
}

/// What the only agent's values for all items together reach, under either prior: revenue lies between 0 and that.
pub(super) fn most(prior: &Prior, prior_hat: &Prior) -> Rational {
    let of_prior =
        |prior: &Prior| vectors(prior).unwrap_or_default().into_keys().map(|values| values.iter().sum());
    let both = of_prior(prior).chain(of_prior(prior_hat).collect::<Vec<Rational>>());
    both.max().unwrap_or_default()
}

/// What mechanisms make from one additive buyer.
pub(super) struct Revenues {
    pub(super) rev: Rational,
    pub(super) brev: Rational,
    pub(super) srev: Rational,
}

impl Revenues {
    pub(super) fn of(prior: &Prior) -> Self {
        let rev = rev(prior, &Budget::UNLIMITED, &mut |_| ());
        let rev = rev.expect("doing nothing is a mechanism, and no work is too much");
        Self { rev, brev: brev(prior), srev: srev(prior) }
    }

    /// Whether a case comes with a mechanism that does anything.
    pub(super) fn has_mechanism(case: &Case) -> bool {
        case.table.outcomes().len() > 1
    }

    /// With Rev from below where a case comes with a mechanism: what that makes. A bound on Rev implies one on that, for every truthful
    /// mechanism, and the other way round; so priors of many types can be tried. `None` if the mechanism isn't truthful.
    pub(super) fn known(case: &Case) -> Option<Self> {
        let (table, prior) = (&case.table, &case.prior);
        if !Self::has_mechanism(case) {
            return Some(Self::of(prior));
        }
        let is_truthful = || Verdict::dsic(table).holds && Verdict::ex_post_ir(table).holds;
        let rev = Performance::new(&Revenue, table).ok()?.expectation(prior).ok()?;
        is_truthful().then(|| Self { rev, brev: brev(prior), srev: srev(prior) })
    }

    /// max{SRev, BRev}.
    pub(super) fn simple(&self) -> Rational {
        self.srev.clone().max(self.brev.clone())
    }
}

/// The mechanism in which the buyer takes what she likes best from a menu of sets at prices, of equals what is dearest.
pub(super) fn chosen(setting: &Setting, menu: &[(Bundle, Rational)]) -> Option<Table> {
    let nothing = (Bundle::EMPTY, Rational::zero());
    first_only(setting, |reports| {
        let valuation = setting.agents()[0].types()[reports.of(AgentId(0))].valuation();
        let utility = |(set, price): &(Bundle, Rational)| valuation.value(*set) - price;
        let best = menu.iter().max_by_key(|entry| (utility(entry), entry.1.clone()));
        best.filter(|entry| utility(entry) >= Rational::zero()).unwrap_or(&nothing).clone()
    })
}

//! Cases whose prior is a Markov random field over the items of one additive buyer (section 4.4 of the paper).

use super::{Case, Generator};
use crate::exact::{Rational, text::Text};
use crate::model::{AgentDecl, FORMAT, InstanceDecl, SettingDecl, Space, TypeDecl, ValuationKind, Values};
use crate::prior::mrf::Edge;
use crate::prior::{Mrf, Prior, same_setting};
use crate::setting::{self, Valuation};
use num_traits::{One, Zero};

impl Case {
    /// The field as the prior of one buyer, and the product of its marginals beside it. Vertex j is item j, worth
    /// `values[j]` to her, ascending and one per value of the vertex. Nobody gets anything.
    ///
    /// `None` if the values aren't ascending and at least 0, or the field is too large.
    #[must_use]
    pub fn of_field(values: &[Vec<Rational>], field: Mrf) -> Option<Self> {
        let fitting = values.iter().map(Vec::len).eq(field.sizes());
        let ascending = values.iter().all(|values| values.is_sorted_by(|one, other| one < other));
        if !fitting || !ascending {
            return None;
        }
        let setting = buyer(values)?;
        let prior = Prior::of_field(&setting, &field).ok()?;
        let marginals = (0..values.len()).map(|item| Some(field.marginal(&[item]).ok()?.masses().collect()));
        let vertices = marginals.collect::<Option<Vec<Vec<Rational>>>>()?;
        let product = Mrf::new(vertices, Vec::new()).ok()?;
        let prior_hat = Prior::of_field(&setting, &product).ok()?;
        let case = Self::of_priors(prior, prior_hat).ok()?;
        Some(Self { field: Some(field), ..case })
    }

    /// The same with the values 0, 1, 2, … of every item, for statements that values don't matter to.
    #[must_use]
    pub fn of_field_alone(field: Mrf) -> Option<Self> {
        let count = |size: usize| (0..size).map(|value| Rational::from_integer(value.into())).collect();
        let values: Vec<Vec<Rational>> = field.sizes().into_iter().map(count).collect();
        Self::of_field(&values, field)
    }

    /// What the items may be worth to the buyer, ascending, one list per item; for cases made by
    /// [`of_field`](Self::of_field).
    #[must_use]
    pub fn item_values(&self) -> Vec<Vec<Rational>> {
        let types = self.setting().agents().iter().flat_map(tvmd_engine::setting::Agent::types);
        let points: Vec<&Vec<Rational>> = types
            .filter_map(|spec| match spec.valuation() {
                Valuation::Additive(values) => Some(values),
                Valuation::UnitDemand(_) | Valuation::Bundles(_) => None,
            })
            .collect();
        (0..self.setting().items().len())
            .map(|item| {
                let mut values: Vec<Rational> =
                    points.iter().filter_map(|point| point.get(item)).cloned().collect();
                values.sort();
                values.dedup();
                values
            })
            .collect()
    }

    /// Another field over the same values, with the same mechanism if the types are the same.
    #[must_use]
    pub fn with_field(&self, field: Mrf) -> Option<Self> {
        let moved = Self::of_field(&self.item_values(), field)?;
        let same = same_setting(self.setting(), moved.setting()).is_ok();
        let table = if same { self.table.clone() } else { moved.table };
        Some(Self { table, parameters: self.parameters.clone(), ..moved })
    }
}

/// One additive buyer with a type for each combination of the items' values.
fn buyer(values: &[Vec<Rational>]) -> Option<setting::Setting> {
    let items: Vec<String> = (1..=values.len()).map(|number| format!("Item{number}")).collect();
    let mut points: Vec<Vec<Rational>> = vec![Vec::new()];
    for worths in values {
        points = points
            .iter()
            .flat_map(|at| worths.iter().map(|v| [at.as_slice(), std::slice::from_ref(v)].concat()))
            .collect();
    }
    let types = points.into_iter().map(|point| {
        let names: Vec<String> = point.iter().map(|value| value.to_string().replace('/', "_")).collect();
        let values = items.iter().cloned().zip(point.into_iter().map(Text)).collect();
        TypeDecl { name: format!("V{}", names.join("x")), space: Space::One(Values::Items(values)) }
    });
    let buyer =
        AgentDecl { name: "Buyer".into(), valuation: ValuationKind::Additive, types: types.collect() };
    let most: Rational = values.iter().filter_map(|worths| worths.last()).sum();
    let bound = if most.is_zero() { Rational::one() } else { most };
    let setting = SettingDecl { name: "Items".into(), items, bound, agents: vec![buyer] };
    let instance = InstanceDecl {
        tvmd: FORMAT,
        setting,
        prior: None,
        prior_hat: None,
        mechanisms: Default::default(),
        numbers: Default::default(),
    };
    Some(instance.resolve().ok()?.setting().clone())
}

impl Generator {
    /// A random field of two to four vertices with two or three values each; with only pairwise edges, or any hyperedges.
    ///
    /// Potentials of edges are mostly J, 1/J and 1 for one J, since worst cases have few different ones; those of
    /// vertices range widely.
    pub fn field(&mut self, pairwise: bool) -> Option<Mrf> {
        let count = [2, 2, 2, 3, 3, 4][self.position(6)];
        let sizes: Vec<usize> =
            (0..count).map(|_| 2 + usize::from(count < 4 && self.below(3) == 0)).collect();
        let strength = Rational::from_integer((2 + self.below(3)).into());
        let vertices =
            sizes.iter().map(|size| (0..*size).map(|_| self.vertex_potential()).collect()).collect();
        let mut edges = Vec::new();
        for one in 0..count {
            for other in one + 1..count {
                if count == 2 || self.below(3) > 0 {
                    edges.push(self.edge(vec![one, other], &sizes, &strength));
                }
            }
        }
        if !pairwise && self.below(2) == 0 {
            let alone = self.below(2) == 0;
            let vertices = if alone { vec![self.position(count)] } else { (0..count).rev().collect() };
            if alone || count > 2 {
                edges.push(self.edge(vertices, &sizes, &strength));
            }
        }
        Mrf::new(vertices, edges).ok()
    }

    fn edge(&mut self, vertices: Vec<usize>, sizes: &[usize], strength: &Rational) -> Edge {
        let count: usize = vertices.iter().map(|vertex| sizes[*vertex]).product();
        let potentials = (0..count).map(|_| match self.below(5) {
            0 | 1 => strength.clone(),
            2 | 3 => strength.recip(),
            _ => Rational::one(),
        });
        Edge { potentials: potentials.collect(), vertices }
    }

    fn vertex_potential(&mut self) -> Rational {
        let size = Rational::from_integer([1, 1, 1, 2, 3, 10][self.position(6)].into());
        if self.below(2) == 0 { size } else { size.recip() }
    }
}

/// The field with one potential changed: doubled, halved, turned over, made 1, or that of a neighbour in its table.
pub(super) fn moved(field: &Mrf, generator: &mut Generator) -> Option<Mrf> {
    let (mut vertices, mut edges) = (field.vertices().to_vec(), field.edges().to_vec());
    let table = generator.position(vertices.len() + edges.len());
    let table = match table.checked_sub(vertices.len()) {
        None => vertices.get_mut(table)?,
        Some(edge) => &mut edges.get_mut(edge)?.potentials,
    };
    let at = generator.position(table.len());
    let number = table.get(at)?.clone();
    table[at] = match generator.below(5) {
        0 => number * Rational::from_integer(2.into()),
        1 => number / Rational::from_integer(2.into()),
        2 => number.recip(),
        3 => Rational::one(),
        _ => table[generator.position(table.len())].clone(),
    };
    // No verdict needs numbers of many digits, and they cost time.
    let plain = [&table[at]].iter().all(|number| number.numer().bits() + number.denom().bits() < 24);
    if plain { Mrf::new(vertices, edges).ok() } else { None }
}

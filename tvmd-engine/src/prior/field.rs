//! Which vertices a Markov random field has in a setting, and the prior that it gives.
//!
//! Where several agents take part, the vertices are the agents and the values their types; ⊥ is among them where a field
//! says so. Where there is only one, a field over agents would say nothing; the vertices are the items, and the values of
//! an item are the different numbers that it is worth to her types, ascending (section 4.4 of the paper). She must have
//! exactly one type for each combination of the items' values, as grids do; ⊥ has no mass then.

use super::{Distribution, Mrf, NoVertices, Prior, PriorError};
use crate::exact::{BigInt, Rational, text::Text};
use crate::model::{self, Entries, Potential};
use crate::setting::{Agent, BOTTOM, Profile, Setting, Valuation};
use num_traits::{One, Zero};
use std::collections::HashMap;

/// The vertices of a setting, with the names of their values.
pub(crate) struct Vertices {
    /// The agents, or the items of a single agent.
    pub(crate) names: Vec<String>,
    /// The values of each vertex: an agent's types without ⊥, or what an item may be worth.
    pub(crate) values: Vec<Vec<String>>,
    /// For a single agent, her type by the values of the items.
    types: Option<HashMap<Vec<usize>, usize>>,
}

impl Vertices {
    /// The vertices of a field in this setting.
    pub(crate) fn of(setting: &Setting) -> Result<Self, NoVertices> {
        match setting.agents() {
            [agent] => Self::items(agent, setting.items()),
            agents => Ok(Self {
                names: agents.iter().map(|agent| agent.name.clone()).collect(),
                values: agents
                    .iter()
                    .map(|agent| agent.types.iter().skip(1).map(|her_type| her_type.name.clone()).collect())
                    .collect(),
                types: None,
            }),
        }
    }

    fn items(agent: &Agent, items: &[String]) -> Result<Self, NoVertices> {
        let worth = |her_type: &crate::setting::Type| match &her_type.valuation {
            Valuation::Additive(values) | Valuation::UnitDemand(values) => Ok(values.clone()),
            Valuation::Bundles(_) => Err(NoVertices::Bundles),
        };
        let points: Vec<Vec<Rational>> =
            agent.types.iter().skip(1).map(worth).collect::<Result<_, NoVertices>>()?;
        let values: Vec<Vec<&Rational>> = (0..items.len())
            .map(|item| {
                let mut values: Vec<&Rational> = points.iter().map(|point| &point[item]).collect();
                values.sort();
                values.dedup();
                values
            })
            .collect();
        let mut types: HashMap<Vec<usize>, usize> = HashMap::new();
        for (position, point) in points.iter().enumerate() {
            let at = point
                .iter()
                .zip(&values)
                .map(|(worth, values)| values.partition_point(|known| *known < worth));
            if let Some(other) = types.insert(at.collect(), position + 1) {
                let name = |point: usize| agent.type_name(point).to_owned();
                return Err(NoVertices::Alike(name(other), name(position + 1)));
            }
        }
        let values: Vec<Vec<String>> =
            values.iter().map(|values| values.iter().map(ToString::to_string).collect()).collect();
        // There are at most as many combinations to look at as there are types, and one more.
        let missing =
            configurations(values.iter().map(Vec::len).collect()).find(|at| !types.contains_key(at));
        match missing {
            Some(at) => Err(NoVertices::NoType(
                at.iter().zip(&values).map(|(at, values)| values[*at].clone()).collect(),
            )),
            None => Ok(Self { names: items.to_vec(), values, types: Some(types) }),
        }
    }

    /// Whether ⊥ may be among a vertex's values, before the others.
    pub(crate) fn take_bottom(&self) -> bool {
        self.types.is_none()
    }

    /// Whether a field over the vertices has ⊥ among the values of each; `None` if it isn't over these vertices.
    fn with_bottom(&self, sizes: &[usize]) -> Option<Vec<bool>> {
        let bottom = |(size, values): (&usize, &Vec<String>)| match size.checked_sub(values.len())? {
            0 => Some(false),
            1 if self.take_bottom() => Some(true),
            _ => None,
        };
        (sizes.len() == self.values.len())
            .then(|| sizes.iter().zip(&self.values).map(bottom).collect())
            .flatten()
    }

    /// What the values of a vertex are called.
    pub(super) fn value_names(&self, vertex: usize, bottom: bool) -> Vec<String> {
        let bottom = bottom.then(|| BOTTOM.to_owned());
        bottom.into_iter().chain(self.values[vertex].iter().cloned()).collect()
    }

    /// The profile in which each vertex has this value.
    pub(crate) fn profile(&self, configuration: &[usize], bottom: &[bool]) -> Profile {
        Profile::new(match &self.types {
            Some(types) => vec![types.get(configuration).copied().unwrap_or(0)],
            None => configuration.iter().zip(bottom).map(|(at, bottom)| at + usize::from(!bottom)).collect(),
        })
    }
}

/// All combinations of values in the order of a field's distribution: the last varies fastest.
pub(super) fn configurations(sizes: Vec<usize>) -> impl Iterator<Item = Vec<usize>> {
    let first = (!sizes.contains(&0)).then(|| vec![0; sizes.len()]);
    std::iter::successors(first, move |at| {
        let place = (0..at.len()).rfind(|place| at[*place] + 1 < sizes[*place])?;
        let mut next = at.clone();
        next[place] += 1;
        next[place + 1..].fill(0);
        Some(next)
    })
}

impl Prior {
    /// The prior that a Markov random field gives (Definition 5).
    ///
    /// In a setting of several agents, vertex i is agent i, and its values are her types in order, with ⊥ or without. In
    /// a setting of one agent, vertex j is item j, and its values are what the item may be worth, ascending; she must
    /// have one type for each combination of them.
    ///
    /// # Errors
    /// If the field's vertices and their values aren't those, or its distribution is too large.
    ///
    /// ```
    /// use tvmd::prelude::*;
    /// use tvmd::prior::mrf::{Edge, Mrf};
    /// # tvmd::mechanism! {
    /// #     setting Gallery<First, Second> {
    /// #         items { Painting }
    /// #         bound 2;
    /// #         agent First:  additive { Low = 1, High = 2 }
    /// #         agent Second: additive { Low = 1, High = 2 }
    /// #     }
    /// # }
    ///
    /// // Twice as likely to be alike; without ⊥, so two values each.
    /// let one = || vec![ratio!(1), ratio!(1)];
    /// let alike = Edge { vertices: vec![0, 1], potentials: vec![ratio!(2), ratio!(1), ratio!(1), ratio!(2)] };
    /// let prior = Prior::of_field(Gallery::setting(), &Mrf::new(vec![one(), one()], vec![alike])?)?;
    /// assert_eq!(prior.marginal(gallery::Agent::First).mass(gallery::First::High as usize), ratio!(1 / 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_field(setting: &Setting, field: &Mrf) -> Result<Self, PriorError> {
        let vertices = Vertices::of(setting)?;
        let sizes = field.sizes();
        let bottom = vertices.with_bottom(&sizes).ok_or(PriorError::OtherVertices)?;
        let joint = field.joint()?;
        let mut weights = vec![BigInt::zero(); setting.profile_count()];
        for (number, configuration) in configurations(sizes).enumerate() {
            let profile = vertices.profile(&configuration, &bottom);
            let index = setting.index_of(&profile).ok_or(PriorError::OtherVertices)?;
            weights[index] = joint.weight(number);
        }
        let distribution = Distribution::proportional(weights).expect("potentials are positive");
        Ok(Self::new(setting, distribution))
    }
}

impl Mrf {
    /// All configurations, a value for each vertex, in the order of [`joint`](Self::joint): the last vertex varies fastest.
    ///
    /// ```
    /// use num_traits::One;
    /// use tvmd::Rational;
    /// use tvmd::prior::Mrf;
    ///
    /// let field = Mrf::new(vec![vec![Rational::one(); 2]; 2], Vec::new())?;
    /// let all: Vec<Vec<usize>> = field.configurations().collect();
    /// assert_eq!(all, [[0, 0], [0, 1], [1, 0], [1, 1]]);
    /// # Ok::<(), tvmd::prior::MrfError>(())
    /// ```
    pub fn configurations(&self) -> impl Iterator<Item = Vec<usize>> {
        configurations(self.sizes())
    }

    /// This field in the instance format, as a prior of the setting; potentials of 1 are left out.
    ///
    /// # Errors
    /// If its vertices and their values aren't those of the setting, see [`Prior::of_field`].
    pub fn to_model(&self, setting: &Setting) -> Result<model::PriorDecl, PriorError> {
        let vertices = Vertices::of(setting)?;
        let bottom = vertices.with_bottom(&self.sizes()).ok_or(PriorError::OtherVertices)?;
        let names: Vec<Vec<String>> =
            bottom.iter().enumerate().map(|(vertex, bottom)| vertices.value_names(vertex, *bottom)).collect();
        let at_vertex = |(vertex, potentials): (usize, &Vec<Rational>)| {
            let listed = names[vertex].iter().cloned().zip(potentials.iter().cloned().map(Text));
            // ⊥ is listed even so, because it isn't there otherwise.
            let listed: Entries<Text> =
                listed.filter(|(name, potential)| !potential.0.is_one() || name == BOTTOM).collect();
            (!listed.is_empty()).then(|| (vertices.names[vertex].clone(), listed))
        };
        let edge = |edge: &super::mrf::Edge| model::Edge {
            joins: edge.vertices.iter().map(|vertex| vertices.names[*vertex].clone()).collect(),
            potentials: configurations(edge.vertices.iter().map(|vertex| names[*vertex].len()).collect())
                .zip(&edge.potentials)
                .filter(|(_, potential)| !potential.is_one())
                .map(|(at, potential)| Potential {
                    values: at.iter().zip(&edge.vertices).map(|(at, v)| names[*v][*at].clone()).collect(),
                    potential: potential.clone(),
                })
                .collect(),
        };
        Ok(model::PriorDecl::Mrf(model::MrfDecl {
            vertices: self.vertices().iter().enumerate().filter_map(at_vertex).collect(),
            edges: self.edges().iter().map(edge).collect(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::InstanceDecl;

    /// An instance whose prior is this field.
    fn instance(agents: &str, field: &str) -> InstanceDecl {
        let text = format!(
            r#"{{ "tvmd": 1, "setting": {{ "name": "S", "items": ["A", "B"], "bound": "9", "agents": [{agents}] }}, "prior": {{ "mrf": {field} }} }}"#
        );
        InstanceDecl::from_json(&text).unwrap()
    }

    #[test]
    fn written_and_read_again() {
        let two = r#"{ "name": "One", "valuation": "additive", "types": [ { "name": "L", "values": {} }, { "name": "H", "values": { "A": "1" } } ] },
                     { "name": "Two", "valuation": "additive", "types": [ { "name": "T", "values": {} } ] }"#;
        let axis = r#"{ "from": "0", "to": "1", "step": "1/2" }"#;
        let alone = format!(
            r#"{{ "name": "One", "valuation": "unit_demand", "types": [ {{ "name": "V", "grid": {{ "A": {axis}, "B": {axis} }} }} ] }}"#
        );
        let bottom = r#"{ "vertices": { "Two": { "Bottom": "1" } }, "edges": [ { "joins": ["Two", "One"], "potentials": [ { "values": ["Bottom", "H"], "potential": "5/2" } ] } ] }"#;
        let items = r#"{ "vertices": { "A": { "1/2": "3" } }, "edges": [ { "joins": ["B", "A"], "potentials": [ { "values": ["0", "1"], "potential": "1/7" } ] } ] }"#;
        for (agents, field, points) in [(two, bottom, 4), (&alone, items, 9)] {
            let said = instance(agents, field);
            let resolved = said.resolve().unwrap();
            assert_eq!(resolved.prior().unwrap().support().count(), points);
            let written = resolved.field().unwrap().to_model(resolved.setting()).unwrap();
            assert_eq!(Some(&written), said.prior.as_ref());
        }
        // Fields over other vertices are no priors of the setting.
        let setting = instance(two, bottom).resolve().unwrap().setting().clone();
        let other = Mrf::new(vec![vec![Rational::one(); 2]; 3], Vec::new()).unwrap();
        assert_eq!(Prior::of_field(&setting, &other), Err(PriorError::OtherVertices));
        assert_eq!(other.to_model(&setting), Err(PriorError::OtherVertices));
    }
}

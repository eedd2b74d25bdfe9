//! Priors that are Markov random fields: potentials above 0, of vertices, hyperedges and values that exist.

use super::known::Known;
use super::numbers::check_denominators;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::exact::{Rational, text::Text};
use crate::model::{self, Entries, Potential};
use crate::prior::Mrf;
use crate::prior::field::Vertices;
use crate::prior::mrf::Edge;
use crate::setting::BOTTOM;
use num_traits::{One, Signed};
use std::collections::{HashMap, HashSet};
use tvmd_model::diagnostic::findings::Findings;

/// What is known of a field while it is read.
struct Field<'a> {
    setting: &'a Known,
    vertices: &'a Vertices,
    /// The potentials of vertices, by position and value; where ⊥ is a value, it comes first.
    potentials: Vec<Option<Vec<Rational>>>,
    at: &'a Place,
}

/// Resolves a field; `None` if anything is wrong with it.
pub(crate) fn field(
    model: &model::MrfDecl,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Option<Mrf> {
    check_potentials(model, at, errors);
    // With one agent, the vertices' values are what the items are worth to all her types.
    let several = setting.agents_in_order(errors) && setting.agents().len() > 1;
    let known = several || setting.agents_whole(errors) && setting.items_whole(errors);
    if !known {
        return None;
    }
    let vertices = match Vertices::of(setting) {
        Ok(vertices) => vertices,
        Err(error) => {
            errors.report(at.clone(), catalogue::refused(&error));
            return None;
        }
    };
    let mut field = Field { setting, vertices: &vertices, potentials: vec![None; vertices.names.len()], at };
    field.read_vertices(&model.vertices, errors);
    let edges = field.edges(&model.edges, errors);
    let potentials = (0..vertices.names.len()).map(|vertex| field.of_vertex(vertex)).collect();
    if setting.whole(errors).is_none() || !errors.is_whole(at) {
        return None;
    }
    Mrf::new(potentials, edges).map_err(|error| errors.report(at.clone(), catalogue::refused(&error))).ok()
}

/// Potentials are above 0 wherever they stand, and not out of all proportion.
fn check_potentials(model: &model::MrfDecl, at: &Place, errors: &mut Findings) {
    let mut all: Vec<(Place, &Rational)> = Vec::new();
    for (index, (name, potentials)) in model.vertices.iter().enumerate() {
        let at = at.field("vertices").entry(index, name);
        for (index, (value, potential)) in potentials.iter().enumerate() {
            all.push((at.entry(index, value), &potential.0));
        }
    }
    for (index, edge) in model.edges.iter().enumerate() {
        let at = at.field("edges").index(index).field("potentials");
        for (index, listed) in edge.potentials.iter().enumerate() {
            all.push((at.index(index).field("potential"), &listed.potential));
        }
    }
    for (at, potential) in &all {
        if !potential.is_positive() {
            errors.report(at.clone(), catalogue::potential_not_positive(potential));
        }
    }
    let potentials = all.iter().map(|(_, potential)| *potential);
    check_denominators(Numbers::Potentials, potentials, || at.clone(), errors);
}

impl Field<'_> {
    fn read_vertices(&mut self, listed: &Entries<Entries<Text>>, errors: &mut Findings) {
        for (index, (name, potentials)) in listed.iter().enumerate() {
            let at = self.at.field("vertices").entry(index, name);
            let Some(vertex) = self.vertex(name, || at.key(), errors) else { continue };
            if self.potentials[vertex].is_some() {
                errors.report(at.key(), catalogue::already_there(Noun::POTENTIALS, name));
            }
            // ⊥ is a value where it is listed.
            let bottom = self.vertices.take_bottom() && potentials.get(BOTTOM).is_some();
            let values = self.vertices.values[vertex].len() + usize::from(bottom);
            self.potentials[vertex] = Some(vec![Rational::one(); values]);
            let mut seen = HashSet::new();
            for (index, (value, potential)) in potentials.iter().enumerate() {
                let place = || at.entry(index, value);
                let Some(position) = self.value(vertex, value, || place().key(), errors) else { continue };
                if !seen.insert(position) {
                    errors.report(place().key(), catalogue::already_there(Noun::POTENTIAL, value));
                }
                if let Some(known) =
                    self.potentials[vertex].as_mut().and_then(|known| known.get_mut(position))
                {
                    *known = potential.0.clone();
                }
            }
        }
    }

    fn edges(&self, listed: &[model::Edge], errors: &mut Findings) -> Vec<Edge> {
        let mut joined = HashSet::new();
        let mut edges = Vec::with_capacity(listed.len());
        for (index, edge) in listed.iter().enumerate() {
            let at = self.at.field("edges").index(index);
            let joins = at.field("joins");
            let mut vertices = Vec::with_capacity(edge.joins.len());
            for (position, name) in edge.joins.iter().enumerate() {
                let Some(vertex) = self.vertex(name, || joins.index(position), errors) else { continue };
                if vertices.contains(&vertex) {
                    errors.report(joins.index(position), catalogue::already_there(Noun::VERTEX, name));
                }
                vertices.push(vertex);
            }
            if edge.joins.is_empty() && errors.is_read(&joins) {
                errors.report(joins.clone(), catalogue::no_vertices_joined());
            }
            // What follows would follow from this.
            if !errors.is_whole(&joins) {
                continue;
            }
            let mut set = vertices.clone();
            set.sort_unstable();
            if !joined.insert(set) {
                errors.report(at.field("joins"), catalogue::edge_twice(edge.joins.join(", ")));
            }
            let potentials = self.of_edge(&vertices, &edge.potentials, &at.field("potentials"), errors);
            edges.push(Edge { vertices, potentials });
        }
        edges
    }

    fn of_edge(
        &self,
        vertices: &[usize],
        listed: &[Potential],
        at: &Place,
        errors: &mut Findings,
    ) -> Vec<Rational> {
        let mut seen: HashMap<Vec<usize>, &Rational> = HashMap::new();
        for (index, Potential { values, potential }) in listed.iter().enumerate() {
            let at = at.index(index);
            if !errors.is_read(&at.field("values").index(values.len())) {
                continue;
            }
            if values.len() != vertices.len() {
                errors.report(at, catalogue::combination_length(vertices.len(), values.len()));
                continue;
            }
            let known = vertices.iter().zip(values).enumerate().map(|(place, (vertex, value))| {
                self.value(*vertex, value, || at.field("values").index(place), errors)
            });
            // All of them, so that every unknown value is reported.
            let known: Vec<Option<usize>> = known.collect();
            let Some(known) = known.into_iter().collect::<Option<Vec<usize>>>() else { continue };
            if seen.insert(known, potential).is_some() {
                errors.report(at, catalogue::combination_twice(values.join(", ")));
            }
        }
        if self.setting.whole(errors).is_none() {
            return Vec::new();
        }
        let sizes: Vec<usize> = vertices.iter().map(|vertex| self.of_vertex(*vertex).len()).collect();
        // No more than there are profiles or types.
        let mut potentials = vec![Rational::one(); sizes.iter().product()];
        for (known, potential) in seen {
            let number = known.iter().zip(&sizes).fold(0, |number, (value, size)| number * size + value);
            if let Some(entry) = potentials.get_mut(number) {
                *entry = potential.clone();
            }
        }
        potentials
    }

    /// The potentials of a vertex; those that weren't listed are 1.
    fn of_vertex(&self, vertex: usize) -> Vec<Rational> {
        let unlisted = || vec![Rational::one(); self.vertices.values[vertex].len()];
        self.potentials[vertex].clone().unwrap_or_else(unlisted)
    }

    fn vertex(&self, name: &str, at: impl FnOnce() -> Place, errors: &mut Findings) -> Option<usize> {
        if self.vertices.take_bottom() {
            self.setting.agent(name, at, errors)
        } else {
            self.setting.item(name, at, errors)
        }
    }

    /// The position of a vertex's value among those that have potentials.
    fn value(
        &self,
        vertex: usize,
        value: &str,
        at: impl FnOnce() -> Place,
        errors: &mut Findings,
    ) -> Option<usize> {
        let (name, values) = (&self.vertices.names[vertex], &self.vertices.values[vertex]);
        if self.vertices.take_bottom() {
            let bottom = usize::from(self.of_vertex(vertex).len() > values.len());
            if value != BOTTOM {
                return self.setting.own_type(vertex, value, at, errors).map(|t| t - 1 + bottom);
            }
            if bottom == 0 && errors.is_read(&self.at.field("vertices")) {
                errors.report(at(), catalogue::bottom_not_a_value(name));
            } else if bottom == 0 {
                errors.doubt(&at());
            }
            return (bottom > 0).then_some(0);
        }
        // Numbers are the same however they are written.
        let reduced = crate::exact::parse(value).ok().map(|number| number.to_string());
        let position = values.iter().position(|known| known == value || reduced.as_ref() == Some(known));
        if position.is_none() {
            let known: Vec<&str> = values.iter().map(String::as_str).collect();
            errors.report(at(), catalogue::no_such_worth(name, value, &known));
        }
        position
    }
}

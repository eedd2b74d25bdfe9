//! Priors that are Markov random fields: potentials above 0, of vertices, hyperedges and values that exist.

use super::{check_denominators, find};
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::{Rational, text::Text};
use crate::model::{self, Entries, Potential};
use crate::prior::Mrf;
use crate::prior::field::Vertices;
use crate::prior::mrf::Edge;
use crate::setting::{BOTTOM, Setting};
use num_traits::{One, Signed};
use std::collections::HashSet;

/// What is known of a field while it is read.
struct Field<'a> {
    vertices: &'a Vertices,
    /// The potentials of vertices, by position and value; where ⊥ is a value, it comes first.
    potentials: Vec<Option<Vec<Rational>>>,
    at: &'a Place,
}

/// Resolves a field; `None` if anything is wrong with it.
pub(super) fn field(
    model: &model::Mrf,
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Mrf> {
    let before = errors.len();
    let vertices = match Vertices::of(setting) {
        Ok(vertices) => vertices,
        Err(error) => {
            errors.report(at.clone(), catalogue::refused(&error));
            return None;
        }
    };
    check_denominators(Numbers::Potentials, all_potentials(model), || at.clone(), errors);
    let mut field = Field { vertices: &vertices, potentials: vec![None; vertices.names.len()], at };
    field.read_vertices(&model.vertices, errors);
    let edges = field.edges(&model.edges, errors);
    let potentials = (0..vertices.names.len()).map(|vertex| field.of_vertex(vertex)).collect();
    if errors.len() > before {
        return None;
    }
    Mrf::new(potentials, edges).map_err(|error| errors.report(at.clone(), catalogue::refused(&error))).ok()
}

fn all_potentials(model: &model::Mrf) -> impl Iterator<Item = &Rational> {
    let vertices = model.vertices.iter().flat_map(|(_, own)| own.iter().map(|(_, potential)| &potential.0));
    let edges = model.edges.iter().flat_map(|edge| edge.potentials.iter().map(|own| &own.potential));
    vertices.chain(edges)
}

fn check_potential(potential: &Rational, at: impl FnOnce() -> Place, errors: &mut Diagnostics) {
    if !potential.is_positive() {
        errors.report(at(), catalogue::potential_not_positive(potential));
    }
}

impl Field<'_> {
    fn read_vertices(&mut self, listed: &Entries<Entries<Text>>, errors: &mut Diagnostics) {
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
                check_potential(&potential.0, place, errors);
                let Some(position) = self.value(vertex, value, || place().key(), errors) else { continue };
                if !seen.insert(position) {
                    errors.report(place().key(), catalogue::already_there(Noun::POTENTIAL, value));
                }
                if let Some(own) = self.potentials[vertex].as_mut().and_then(|own| own.get_mut(position)) {
                    *own = potential.0.clone();
                }
            }
        }
    }

    fn edges(&self, listed: &[model::Edge], errors: &mut Diagnostics) -> Vec<Edge> {
        let mut joined = HashSet::new();
        let mut edges = Vec::with_capacity(listed.len());
        for (index, edge) in listed.iter().enumerate() {
            let at = self.at.field("edges").index(index);
            let joins = at.field("joins");
            let before = errors.len();
            let mut vertices = Vec::with_capacity(edge.joins.len());
            for (position, name) in edge.joins.iter().enumerate() {
                let Some(vertex) = self.vertex(name, || joins.index(position), errors) else { continue };
                if vertices.contains(&vertex) {
                    errors.report(joins.index(position), catalogue::already_there(Noun::VERTEX, name));
                }
                vertices.push(vertex);
            }
            if edge.joins.is_empty() {
                errors.report(joins.clone(), catalogue::no_vertices_joined());
            }
            // What follows would follow from this.
            if errors.len() > before {
                continue;
            }
            let mut set = vertices.clone();
            set.sort_unstable();
            if !joined.insert(set) {
                errors.report(joins, catalogue::edge_twice(edge.joins.join(", ")));
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
        errors: &mut Diagnostics,
    ) -> Vec<Rational> {
        let sizes: Vec<usize> = vertices.iter().map(|vertex| self.of_vertex(*vertex).len()).collect();
        // No more than there are profiles or types.
        let mut potentials = vec![Rational::one(); sizes.iter().product()];
        let mut seen = HashSet::new();
        for (index, Potential { values, potential }) in listed.iter().enumerate() {
            let at = at.index(index);
            check_potential(potential, || at.field("potential"), errors);
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
            let number = known.iter().zip(&sizes).fold(0, |number, (value, size)| number * size + value);
            if !seen.insert(number) {
                errors.report(at, catalogue::combination_twice(values.join(", ")));
            }
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

    fn vertex(&self, name: &str, at: impl FnOnce() -> Place, errors: &mut Diagnostics) -> Option<usize> {
        let what = if self.vertices.take_bottom() { Noun::AGENT } else { Noun::ITEM };
        find(what, name, self.vertices.names.iter().map(String::as_str), at, errors)
    }

    /// The position of a vertex's value among those that have potentials.
    fn value(
        &self,
        vertex: usize,
        value: &str,
        at: impl FnOnce() -> Place,
        errors: &mut Diagnostics,
    ) -> Option<usize> {
        let (name, values) = (&self.vertices.names[vertex], &self.vertices.values[vertex]);
        let known = || values.iter().map(String::as_str);
        let bottom = usize::from(self.of_vertex(vertex).len() > values.len());
        if self.vertices.take_bottom() && value == BOTTOM {
            if bottom == 0 {
                errors.report(at(), catalogue::bottom_not_a_value(name));
            }
            return (bottom > 0).then_some(0);
        }
        // Numbers are the same however they are written.
        let number = (!self.vertices.take_bottom()).then(|| crate::exact::parse(value).ok()).flatten();
        let reduced = number.map(|number| number.to_string());
        let position = known().position(|own| own == value || reduced.as_deref() == Some(own));
        if position.is_none() {
            let message = if self.vertices.take_bottom() {
                catalogue::unknown_type(name, value, known())
            } else {
                catalogue::no_such_worth(name, value, known())
            };
            errors.report(at(), message);
        }
        position.map(|position| position + bottom)
    }
}

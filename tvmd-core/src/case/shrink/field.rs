//! Smaller Markov random fields.

use super::super::Case;
use crate::exact::ratio;
use crate::prior::Mrf;

/// Cases with an edge, a value or a vertex less, or with one potential replaced by 1 or another small number.
pub(super) fn smaller<'a>(case: &'a Case, field: &'a Mrf) -> impl Iterator<Item = Case> + 'a {
    let values = case.item_values();
    let count = values.len();
    let without_vertex = (0..values.len()).filter(move |_| count > 1).filter_map({
        let values = values.clone();
        move |vertex| {
            let mut values = values.clone();
            values.remove(vertex);
            Case::of_field(&values, without_vertex(field, vertex)?)
        }
    });
    let points: Vec<(usize, usize)> = values
        .iter()
        .enumerate()
        .flat_map(|(vertex, potentials)| (0..potentials.len()).map(move |at| (vertex, at)))
        .collect();
    let without_value = points.into_iter().filter_map(move |(vertex, at)| {
        let mut values = values.clone();
        values[vertex].remove(at);
        Case::of_field(&values, without_value(field, vertex, at)?)
    });
    let without_edge = (0..field.edges().len()).filter_map(|edge| {
        let mut edges = field.edges().to_vec();
        edges.remove(edge);
        case.with_field(Mrf::new(field.vertices().to_vec(), edges).ok()?)
    });
    let tables = field.vertices().iter().chain(field.edges().iter().map(|edge| &edge.potentials));
    let entries =
        tables.enumerate().flat_map(|(table, potentials)| (0..potentials.len()).map(move |at| (table, at)));
    let plainer = entries.flat_map(move |(table, at)| {
        let plain = [(1, 1), (2, 1), (1, 2), (3, 1), (1, 3)];
        plain.into_iter().filter_map(move |(top, bottom)| {
            let (mut vertices, mut edges) = (field.vertices().to_vec(), field.edges().to_vec());
            let potentials = match table.checked_sub(vertices.len()) {
                None => vertices.get_mut(table)?,
                Some(edge) => &mut edges.get_mut(edge)?.potentials,
            };
            *potentials.get_mut(at)? = ratio(top, bottom);
            case.with_field(Mrf::new(vertices, edges).ok()?)
        })
    });
    let keep_parameters = move |made: Case| Case { parameters: case.parameters.clone(), ..made };
    without_vertex.chain(without_value).chain(without_edge).chain(plainer).map(keep_parameters)
}

/// Without a vertex that no edge joins.
fn without_vertex(field: &Mrf, vertex: usize) -> Option<Mrf> {
    if field.edges().iter().any(|edge| edge.vertices.contains(&vertex)) {
        return None;
    }
    let mut vertices = field.vertices().to_vec();
    vertices.remove(vertex);
    let edges = field.edges().iter().cloned().map(|mut edge| {
        edge.vertices.iter_mut().for_each(|other| *other -= usize::from(*other > vertex));
        edge
    });
    Mrf::new(vertices, edges.collect()).ok()
}

/// Without a value of a vertex that has others.
fn without_value(field: &Mrf, vertex: usize, value: usize) -> Option<Mrf> {
    let sizes = field.sizes();
    let mut vertices = field.vertices().to_vec();
    vertices[vertex].remove(value);
    let edges = field.edges().iter().cloned().map(|mut edge| {
        if let Some(position) = edge.vertices.iter().position(|other| *other == vertex) {
            let stride: usize = edge.vertices[position + 1..].iter().map(|later| sizes[*later]).product();
            let mut number = 0;
            edge.potentials.retain(|_| {
                number += 1;
                (number - 1) / stride % sizes[vertex] != value
            });
        }
        edge
    });
    Mrf::new(vertices, edges.collect()).ok()
}

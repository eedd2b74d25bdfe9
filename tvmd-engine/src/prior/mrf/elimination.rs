//! Variable elimination: sums, largest and smallest products over all configurations, one vertex at a time.
//!
//! To eliminate a vertex, the factors that mention it are multiplied and the product is combined over its values; what
//! remains is a factor of its neighbours. Integers that are positive distribute over addition, maximum and minimum, so
//! one procedure serves all three.

use super::{MAX_TABLE, MrfError};
use crate::exact::BigInt;
use num_traits::One;

/// A table of integers by the values of some vertices; the last vertex varies fastest.
pub(super) struct Factor {
    pub(super) vertices: Vec<usize>,
    pub(super) table: Vec<BigInt>,
}

/// The number of combinations of the vertices' values.
pub(super) fn table_size(sizes: &[usize], vertices: &[usize]) -> Result<usize, MrfError> {
    let size = vertices.iter().try_fold(1_usize, |size, vertex| size.checked_mul(sizes[*vertex]));
    size.filter(|size| *size <= MAX_TABLE).ok_or(MrfError::TooLarge)
}

/// Multiplies the factors and combines over all vertices but those in `keep`; the table is numbered by `keep`.
///
/// Next comes always the vertex whose elimination forms the smallest table: not the best order (that is NP-hard to
/// find), but a good one on grids and trees.
pub(super) fn eliminate(
    sizes: &[usize],
    mut factors: Vec<Factor>,
    keep: &[usize],
    combine: fn(BigInt, BigInt) -> BigInt,
) -> Result<Vec<BigInt>, MrfError> {
    let mentioned = |vertex: &usize| factors.iter().any(|factor| factor.vertices.contains(vertex));
    let mut left: Vec<usize> =
        (0..sizes.len()).filter(|vertex| !keep.contains(vertex) && mentioned(vertex)).collect();
    while !left.is_empty() {
        let mut best: Option<(usize, usize, Vec<usize>)> = None;
        for (position, vertex) in left.iter().enumerate() {
            let neighbours = neighbours(&factors, *vertex);
            // A table too large is not formed; another vertex may shrink it first.
            let Ok(size) = table_size(sizes, &neighbours) else { continue };
            if best.as_ref().is_none_or(|(least, ..)| size < *least) {
                best = Some((size, position, neighbours));
            }
        }
        let (_, position, mut scope) = best.ok_or(MrfError::TooLarge)?;
        let vertex = left.swap_remove(position);
        scope.push(vertex);
        table_size(sizes, &scope)?;
        let (mine, others): (Vec<Factor>, Vec<Factor>) =
            factors.into_iter().partition(|factor| factor.vertices.contains(&vertex));
        let table = product(sizes, &mine, &scope);
        scope.pop();
        let table =
            table.chunks(sizes[vertex]).filter_map(|row| row.iter().cloned().reduce(combine)).collect();
        factors = others;
        factors.push(Factor { vertices: scope, table });
    }
    table_size(sizes, keep)?;
    Ok(product(sizes, &factors, keep))
}

/// The vertices that share a factor with this one, without it.
fn neighbours(factors: &[Factor], vertex: usize) -> Vec<usize> {
    let shared = factors.iter().filter(|factor| factor.vertices.contains(&vertex));
    let mut neighbours: Vec<usize> =
        shared.flat_map(|factor| &factor.vertices).copied().filter(|other| *other != vertex).collect();
    neighbours.sort_unstable();
    neighbours.dedup();
    neighbours
}

/// The product of factors that mention no vertex outside of `scope`, numbered by `scope`.
pub(crate) fn product(sizes: &[usize], factors: &[Factor], scope: &[usize]) -> Vec<BigInt> {
    let count = scope.iter().map(|vertex| sizes[*vertex]).product();
    let mut table = vec![BigInt::one(); count];
    for factor in factors {
        let strides = strides(sizes, factor, scope);
        let mut digits = vec![0; scope.len()];
        let mut at = 0;
        for entry in &mut table {
            *entry *= &factor.table[at];
            // The next configuration: the last digit that can rise does, those after it fall to 0.
            for (place, vertex) in scope.iter().enumerate().rev() {
                if digits[place] + 1 < sizes[*vertex] {
                    digits[place] += 1;
                    at += strides[place];
                    break;
                }
                at -= digits[place] * strides[place];
                digits[place] = 0;
            }
        }
    }
    table
}

/// How far a factor's entry moves when a vertex of `scope` takes its next value; 0 for one that it doesn't mention.
fn strides(sizes: &[usize], factor: &Factor, scope: &[usize]) -> Vec<usize> {
    let stride = |vertex: &usize| {
        let position = factor.vertices.iter().position(|known| known == vertex)?;
        Some(factor.vertices[position + 1..].iter().map(|later| sizes[*later]).product())
    };
    scope.iter().map(|vertex| stride(vertex).unwrap_or(0)).collect()
}

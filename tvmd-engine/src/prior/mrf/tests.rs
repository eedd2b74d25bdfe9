//! Elimination against brute force on small fields, and a grid of 20 vertices.

use super::*;
use crate::exact::ratio;
use crate::prior::field::configurations;
use num_traits::Zero;
use oorandom::Rand64;

fn below(random: &mut Rand64, end: u64) -> u64 {
    random.rand_range(0..end)
}

fn potential(random: &mut Rand64) -> Rational {
    let mut part = || i64::try_from(1 + below(random, 4)).unwrap();
    ratio(part(), part())
}

/// A field of up to four vertices and five hyperedges, of any size and in any order.
fn field(random: &mut Rand64) -> Mrf {
    let count = usize::try_from(1 + below(random, 4)).unwrap();
    let sizes: Vec<u64> = (0..count).map(|_| 1 + below(random, 3)).collect();
    let table = |size: u64, random: &mut Rand64| (0..size).map(|_| potential(random)).collect::<Vec<_>>();
    let vertices = sizes.iter().map(|size| table(*size, random)).collect();
    let mut edges: Vec<Edge> = Vec::new();
    for _ in 0..below(random, 6) {
        let mut vertices: Vec<usize> = (0..count).filter(|_| below(random, 2) == 0).collect();
        if below(random, 2) == 0 {
            vertices.reverse();
        }
        let repeated = edges.iter().any(|edge| {
            edge.vertices.len() == vertices.len()
                && edge.vertices.iter().all(|vertex| vertices.contains(vertex))
        });
        if !vertices.is_empty() && !repeated {
            let potentials = table(vertices.iter().map(|vertex| sizes[*vertex]).product(), random);
            edges.push(Edge { vertices, potentials });
        }
    }
    Mrf::new(vertices, edges).unwrap()
}

fn weight(field: &Mrf, at: &[usize]) -> Rational {
    let vertices = at.iter().zip(field.vertices()).map(|(value, potentials)| potentials[*value].clone());
    vertices.chain(field.edges().iter().map(|edge| edge.potential(&field.sizes(), at).clone())).product()
}

#[test]
fn elimination_is_brute_force() {
    let mut random = Rand64::new(5);
    for _ in 0..300 {
        let field = field(&mut random);
        let all = configurations(field.sizes()).collect::<Vec<_>>();
        let weights: Vec<Rational> = all.iter().map(|at| weight(&field, at)).collect();
        let sum: Rational = weights.iter().sum();
        assert_eq!(field.partition_function().unwrap(), sum);
        let joint = field.joint().unwrap();
        assert!(joint.masses().eq(weights.iter().map(|weight| weight / &sum)));
        // Marginals, of one vertex and of two in either order.
        let count = field.sizes().len();
        for of in (0..count).flat_map(|one| (0..count).map(move |other| [one, other])) {
            let of = if of[0] == of[1] { vec![of[0]] } else { of.to_vec() };
            let marginal = field.marginal(&of).unwrap();
            let mut expected = vec![Rational::zero(); marginal.len()];
            for (at, weight) in all.iter().zip(&weights) {
                let number =
                    of.iter().fold(0, |number, vertex| number * field.sizes()[*vertex] + at[*vertex]);
                expected[number] += weight / &sum;
            }
            assert!(marginal.masses().eq(expected));
        }
        for vertex in 0..count {
            let product = |at: &Vec<usize>| -> Rational {
                let touching = field.edges().iter().filter(|edge| edge.vertices.contains(&vertex));
                touching.map(|edge| edge.potential(&field.sizes(), at).clone()).product()
            };
            let most = all.iter().map(|at| product(at).max(product(at).recip())).max();
            assert_eq!(Some(field.weighted_degree(vertex).unwrap()), most);
        }
    }
}

/// A grid of binary vertices whose neighbours like to agree.
fn grid(rows: usize, columns: usize) -> Mrf {
    let number = |row: usize, column: usize| row * columns + column;
    let mut edges = Vec::new();
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let right = (column + 1 < columns).then(|| number(row, column + 1));
        let below = (row + 1 < rows).then(|| number(row + 1, column));
        edges.extend(right.into_iter().chain(below).map(|other| Edge {
            vertices: vec![number(row, column), other],
            potentials: [2, 1, 1, 2].map(|weight| ratio(weight, 1)).into(),
        }));
    }
    Mrf::new(vec![vec![ratio(1, 1); 2]; rows * columns], edges).unwrap()
}

/// Sums the 4 × 5 grid row by row instead, a way of its own: the rows are a chain of 2^5 states.
#[test]
fn a_grid_of_twenty() {
    let agreements = |bits: u32, width: u32| width - (bits & ((1 << width) - 1)).count_ones();
    let within = |row: u32| BigInt::one() << agreements(row ^ (row >> 1), 4);
    let between = |one: u32, other: u32| BigInt::one() << agreements(one ^ other, 5);
    let mut sums: Vec<BigInt> = (0..32).map(within).collect();
    for _ in 1..4 {
        sums = (0..32)
            .map(|row| {
                sums.iter().zip(0..32).map(|(sum, before)| sum * between(before, row)).sum::<BigInt>()
                    * within(row)
            })
            .collect();
    }
    let field = grid(4, 5);
    assert_eq!(field.partition_function().unwrap(), Rational::from_integer(sums.into_iter().sum()));
    assert_eq!(field.maximum_weighted_degree().unwrap(), ratio(16, 1));
    assert_eq!(field.marginal(&[7]).unwrap().mass(0), ratio(1, 2));
    assert!(field.joint().is_ok());
    assert_eq!(grid(5, 5).joint(), Err(MrfError::TooLarge));
}

#[test]
fn what_is_no_field() {
    let one = || ratio(1, 1);
    let edge = |vertices: &[usize], potentials: usize| Edge {
        vertices: vertices.to_vec(),
        potentials: vec![one(); potentials],
    };
    let field = |edges: Vec<Edge>| Mrf::new(vec![vec![one(); 2]; 3], edges).map(|_| ());
    assert_eq!(Mrf::new(vec![vec![]], vec![]), Err(MrfError::EmptyAlphabet(0)));
    assert_eq!(Mrf::new(vec![vec![ratio(0, 1)]], vec![]), Err(MrfError::NotPositive(ratio(0, 1))));
    assert_eq!(field(vec![edge(&[], 1)]), Err(MrfError::NotASet(0)));
    assert_eq!(field(vec![edge(&[1, 1], 4)]), Err(MrfError::NotASet(0)));
    assert_eq!(field(vec![edge(&[1, 3], 4)]), Err(MrfError::NoSuchVertex { edge: 0, vertex: 3 }));
    assert_eq!(field(vec![edge(&[0, 1], 3)]), Err(MrfError::Potentials { edge: 0, expected: 4, found: 3 }));
    assert_eq!(field(vec![edge(&[0, 1], 4), edge(&[1, 0], 4)]), Err(MrfError::RepeatedEdge(1)));
    assert_eq!(field(vec![edge(&[0, 1], 4), edge(&[2], 2)]), Ok(()));
    let none = Mrf::new(vec![vec![one(); 2]; 3], vec![]).unwrap();
    assert!(none.marginal(&[0, 0]).is_err() && none.weighted_degree(3).is_err());
}

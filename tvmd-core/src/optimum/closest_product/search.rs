//! Branch and bound for the closest product: regions that might hold it are halved, and products in their middle improved.

use super::bound::{Marginals, Table};
use super::{Patience, Region};
use crate::exact::{BigInt, Rational, ratio};
use num_traits::{One, Zero};
use std::collections::BinaryHeap;

/// How often each variable's distribution is made best for the others'.
const ROUNDS: usize = 4;
/// Products that are improved further are rounded to multiples of 2 to the minus this, where they have longer denominators.
const BITS: u64 = 32;

/// The nearest product found, by its marginals, and the regions that bound all others.
pub(super) fn search(table: &Table, patience: &Patience) -> (Vec<Vec<Rational>>, Region) {
    let mut nearest = Nearest { overlap: Rational::zero(), marginals: table.marginals.clone() };
    nearest.improve(table, table.marginals.clone());
    let most = patience.work / table.points();
    let mut regions = Vec::new();
    let mut open = BinaryHeap::new();
    let add = |within: Marginals, regions: &mut Vec<Searched>| {
        let filled = table.fill(table.free, &within.low, &within.high);
        regions.push(Searched::Open(within, filled.price));
        (filled.overlap, regions.len() - 1)
    };
    open.push(add(table.all_marginals(), &mut regions));
    while let Some((overlap, at)) = open.pop() {
        // What is left has no more overlap than this region; and regions whose probabilities are known have no halves.
        let near = overlap <= &nearest.overlap + &patience.tolerance;
        if near || regions.len() + 2 > most {
            break;
        }
        let Searched::Open(within, _) = &regions[at] else { continue };
        let Some((variable, value)) = within.widest(table) else { continue };
        nearest.improve(table, within.middle());
        let children = within.halved(variable, value).map(|half| {
            let half = add(half, &mut regions);
            let child = half.1;
            open.push(half);
            child
        });
        regions[at] = Searched::Halved { variable, value, children };
    }
    (nearest.marginals, tree(&regions, 0))
}

/// A region as the search keeps it.
enum Searched {
    /// With the price that bounds its overlap.
    Open(Marginals, Rational),
    /// With the positions of its halves.
    Halved { variable: usize, value: usize, children: [usize; 2] },
}

/// The region at this position with all that it was halved into.
fn tree(regions: &[Searched], at: usize) -> Region {
    match &regions[at] {
        Searched::Open(_, price) => Region::Bounded(price.clone()),
        Searched::Halved { variable, value, children } => Region::Halved {
            variable: *variable,
            value: *value,
            halves: Box::new(children.map(|child| tree(regions, child))),
        },
    }
}

/// The product with most overlap so far.
struct Nearest {
    overlap: Rational,
    marginals: Vec<Vec<Rational>>,
}

impl Nearest {
    /// Takes a product into account: the free variable's distribution is made best for the others', and if that is news, every
    /// variable's in turn.
    fn improve(&mut self, table: &Table, mut marginals: Vec<Vec<Rational>>) {
        let in_turn = || std::iter::once(table.free).chain(table.boxed());
        for variable in std::iter::repeat_with(in_turn).take(ROUNDS).flatten() {
            let filled = table.fill(variable, &marginals, &marginals);
            marginals[variable] = filled.masses;
            if filled.overlap > self.overlap {
                *self = Self { overlap: filled.overlap, marginals: marginals.clone() };
            } else {
                break;
            }
            shorten(&mut marginals[variable]);
        }
    }
}

/// Rounds masses down to a short denominator, and adds what is missing to the first of the largest.
fn shorten(masses: &mut [Rational]) {
    if masses.iter().all(|mass| mass.denom().bits() <= BITS) {
        return;
    }
    let scale = Rational::from_integer(BigInt::one() << BITS);
    for mass in masses.iter_mut() {
        *mass = (&*mass * &scale).floor() / &scale;
    }
    let missing = Rational::one() - masses.iter().sum::<Rational>();
    if let Some(most) = masses.iter_mut().rev().max_by(|one, other| (**one).cmp(*other)) {
        *most += missing;
    }
}

impl Marginals {
    /// Marginals in the box, as far from low to high as adds up to 1.
    fn middle(&self) -> Vec<Vec<Rational>> {
        let of_variable = |(low, high): (&Vec<Rational>, &Vec<Rational>)| {
            let (least, most): (Rational, Rational) = (low.iter().sum(), high.iter().sum());
            let width = most - &least;
            let share = if width.is_zero() { ratio(0, 1) } else { (Rational::one() - least) / width };
            low.iter().zip(high).map(|(low, high)| low + &share * (high - low)).collect()
        };
        self.low.iter().zip(&self.high).map(of_variable).collect()
    }

    /// The probability that is known least, of the variables in boxes.
    fn widest(&self, table: &Table) -> Option<(usize, usize)> {
        let width =
            |(variable, value): &(usize, usize)| &self.high[*variable][*value] - &self.low[*variable][*value];
        let all = table
            .boxed()
            .flat_map(|variable| (0..self.low[variable].len()).map(move |value| (variable, value)));
        all.filter(|probability| !width(probability).is_zero())
            .max_by(|one, other| width(one).cmp(&width(other)))
    }
}

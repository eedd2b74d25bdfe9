//! Who enters, when a variable leaves for a bound: the ratio test with passing bounds.

use super::real::Real;
use std::cmp::Ordering;

/// By how much a reduced cost may be on the wrong side, as a share of its size and 1.
const SLACK: f64 = 1e-9;

/// Pivots of at least this size are trusted.
const TRUSTED: f64 = 1e-7;

/// A variable that may enter.
pub(super) struct Candidate<T> {
    pub(super) variable: usize,
    /// How much the leaving one moves per unit, at least 0.
    pub(super) change: T,
    /// Its reduced cost, at least 0.
    pub(super) cost: T,
    /// How far it is from one of its bounds to the other.
    pub(super) range: T,
}

/// Who enters, and who passes to the other bound before; none if all that pass don't bring the leaving variable back by `apart`.
pub(super) fn entering<T: Real>(mut left: Vec<Candidate<T>>, mut apart: T) -> Option<(usize, Vec<usize>)> {
    let (slack, trusted) = (T::rounding(SLACK), T::rounding(TRUSTED));
    let whole = apart;
    let mut groups: Vec<Vec<Candidate<T>>> = Vec::new();
    loop {
        let slackest = |candidate: &Candidate<T>| {
            (candidate.cost + slack * (T::ONE + candidate.cost)) / candidate.change
        };
        let limit = left
            .iter()
            .map(slackest)
            .fold(T::INFINITY, |least, limit| if limit < least { limit } else { least });
        if left.is_empty() {
            return None;
        }
        let (near, far): (Vec<Candidate<T>>, Vec<Candidate<T>>) =
            left.into_iter().partition(|candidate| candidate.cost <= limit * candidate.change);
        left = far;
        apart -= near.iter().map(|candidate| candidate.change * candidate.range).sum::<T>();
        groups.push(near);
        // What all that pass bring back but for rounding, they bring back.
        if apart < T::ZERO || left.is_empty() && apart <= slack * whole {
            break;
        }
    }
    // The largest pivot of the last group, or of one before if it is too small.
    let largest = |group: &Vec<Candidate<T>>| {
        let best = group
            .iter()
            .max_by(|one, other| one.change.partial_cmp(&other.change).unwrap_or(Ordering::Equal))?;
        Some((best.variable, best.change))
    };
    let large =
        (0..groups.len()).rev().find(|at| largest(&groups[*at]).is_some_and(|(_, change)| change >= trusted));
    let at = large.unwrap_or(groups.len() - 1);
    let (entering, _) = largest(&groups[at])?;
    let passed = groups.into_iter().take(at).flatten().map(|candidate| candidate.variable);
    Some((entering, passed.collect()))
}

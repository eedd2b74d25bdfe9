//! Who enters, when a variable leaves for a bound: the ratio test with passing bounds.

/// By how much a reduced cost may be on the wrong side, as a share of its size and 1.
const SLACK: f64 = 1e-9;

/// Pivots of at least this size are trusted.
const TRUSTED: f64 = 1e-7;

/// A variable that may enter.
pub(super) struct Candidate {
    pub(super) variable: usize,
    /// How much the leaving one moves per unit, at least 0.
    pub(super) change: f64,
    /// Its reduced cost, at least 0.
    pub(super) cost: f64,
    /// How far it is from one of its bounds to the other.
    pub(super) range: f64,
}

/// Who enters, and who passes to the other bound before; none if all that pass don't bring the leaving variable back by `apart`.
pub(super) fn entering(mut left: Vec<Candidate>, mut apart: f64) -> Option<(usize, Vec<usize>)> {
    let whole = apart;
    let mut groups: Vec<Vec<Candidate>> = Vec::new();
    loop {
        let slackest = |own: &Candidate| (own.cost + SLACK * (1.0 + own.cost)) / own.change;
        let limit = left.iter().map(slackest).fold(f64::INFINITY, f64::min);
        if left.is_empty() {
            return None;
        }
        let (near, far): (Vec<Candidate>, Vec<Candidate>) =
            left.into_iter().partition(|own| own.cost <= limit * own.change);
        left = far;
        apart -= near.iter().map(|own| own.change * own.range).sum::<f64>();
        groups.push(near);
        // What all that pass bring back but for rounding, they bring back.
        if apart < 0.0 || left.is_empty() && apart <= SLACK * whole {
            break;
        }
    }
    // The largest pivot of the last group, or of one before if it is too small.
    let largest = |group: &Vec<Candidate>| {
        let best = group.iter().max_by(|one, other| one.change.total_cmp(&other.change))?;
        Some((best.variable, best.change))
    };
    let trusted =
        (0..groups.len()).rev().find(|at| largest(&groups[*at]).is_some_and(|(_, change)| change >= TRUSTED));
    let at = trusted.unwrap_or(groups.len() - 1);
    let (entering, _) = largest(&groups[at])?;
    let passed = groups.into_iter().take(at).flatten().map(|own| own.variable);
    Some((entering, passed.collect()))
}

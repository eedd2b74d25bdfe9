//! Total variation distance in the four ways of Lemma 1, each by trying everything. For few points.

use num_traits::{Signed, Zero};
use tvmd_core::Rational;
use tvmd_core::exact::ratio;

/// All choices of yes or no for `points` points.
fn events(points: usize) -> impl Iterator<Item = Vec<bool>> {
    (0..1_u32 << points).map(move |bits| (0..points).map(|point| bits >> point & 1 == 1).collect())
}

/// sup |P(E) - Q(E)| over all events E.
#[must_use]
pub fn over_events(p: &[Rational], q: &[Rational]) -> Rational {
    let measure = |masses: &[Rational], event: &[bool]| -> Rational {
        masses.iter().zip(event).filter(|(_, inside)| **inside).map(|(mass, _)| mass).sum()
    };
    let gaps = events(p.len()).map(|event| (measure(p, &event) - measure(q, &event)).abs());
    gaps.max().unwrap_or_default()
}

/// max E f(X) - E f(Y) over all functions f with values ±1/2.
#[must_use]
pub fn over_functions(p: &[Rational], q: &[Rational]) -> Rational {
    let expectation = |masses: &[Rational], positive: &[bool]| -> Rational {
        let sign = |positive: &bool| if *positive { ratio(1, 2) } else { ratio(-1, 2) };
        masses.iter().zip(positive).map(|(mass, positive)| mass * sign(positive)).sum()
    };
    let gaps = events(p.len()).map(|positive| expectation(p, &positive) - expectation(q, &positive));
    gaps.max().unwrap_or_default()
}

/// Half of Σ |P(x) - Q(x)|.
#[must_use]
pub fn half_l1(p: &[Rational], q: &[Rational]) -> Rational {
    p.iter().zip(q).map(|(p, q)| (p - q).abs()).sum::<Rational>() / Rational::from_integer(2.into())
}

/// Pr\[X ≠ Y\] under a coupling.
#[must_use]
pub fn probability_of_difference(coupling: &[(usize, usize, Rational)]) -> Rational {
    coupling.iter().filter(|(x, y, _)| x != y).map(|(_, _, mass)| mass).sum()
}

/// The distributions of X and of Y under a coupling on `points` points.
#[must_use]
pub fn marginals(coupling: &[(usize, usize, Rational)], points: usize) -> (Vec<Rational>, Vec<Rational>) {
    let (mut first, mut second) = (vec![Rational::zero(); points], vec![Rational::zero(); points]);
    for (x, y, mass) in coupling {
        first[*x] += mass;
        second[*y] += mass;
    }
    (first, second)
}

/// The coupling in which X and Y are independent.
#[must_use]
pub fn independent_coupling(p: &[Rational], q: &[Rational]) -> Vec<(usize, usize, Rational)> {
    let pairs = p.iter().enumerate().flat_map(|(x, p)| q.iter().enumerate().map(move |(y, q)| (x, y, p * q)));
    pairs.filter(|(_, _, mass)| !mass.is_zero()).collect()
}

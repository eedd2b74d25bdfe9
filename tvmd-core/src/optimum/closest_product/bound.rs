//! The most that products overlap with a joint distribution if their marginals lie in a box.
//!
//! One variable, y, is free; p is the product of the others' marginals, and low ≤ p ≤ high pointwise. At y with probability t,
//! Σ_x min(D(x, y), p(x) t) is at most Σ min(D(x, y), high(x) t), and at most Σ min(D(x, y), low(x) t) + (1 - Σ low(x)) t, since what p
//! has above `low` adds up to 1 - Σ low(x). The smaller of the two is f_y(t). Both are concave and piecewise linear, and where
//! low = p = high it is the overlap itself.

use crate::exact::{Rational, ratio};
use crate::prior::Distribution;
use num_traits::{One, Signed, Zero};

/// A joint distribution of several variables, and the one that is left free.
#[derive(Clone, Debug)]
pub(super) struct Table {
    sizes: Vec<usize>,
    /// The variable with most values that occur.
    pub(super) free: usize,
    /// The distribution of each variable.
    pub(super) marginals: Vec<Vec<Rational>>,
    /// By variable and its value, the mass at each combination of the others' values, the first most significant.
    columns: Vec<Vec<Vec<Rational>>>,
}

/// An interval for each probability of each variable's values, no wider than it has to be for them to add up to 1.
#[derive(Clone, Debug)]
pub(super) struct Marginals {
    pub(super) low: Vec<Vec<Rational>>,
    pub(super) high: Vec<Vec<Rational>>,
}

/// How the free variable's probability is best divided among its values.
pub(super) struct Filled {
    /// The probability of each value.
    pub(super) masses: Vec<Rational>,
    /// Σ f_y(t_y).
    pub(super) overlap: Rational,
    /// What another unit of probability would add.
    pub(super) price: Rational,
}

impl Table {
    pub(super) fn new(joint: &Distribution, sizes: &[usize]) -> Option<Self> {
        let points = sizes.iter().try_fold(1_usize, |points, size| points.checked_mul(*size))?;
        if points != joint.len() {
            return None;
        }
        let mut columns: Vec<Vec<Vec<Rational>>> = sizes.iter().map(|size| vec![Vec::new(); *size]).collect();
        for (point, mass) in joint.masses().enumerate() {
            let mut rest = point;
            for (by_value, size) in columns.iter_mut().zip(sizes).rev() {
                by_value[rest % size].push(mass.clone());
                rest /= size;
            }
        }
        let marginals: Vec<Vec<Rational>> = columns
            .iter()
            .map(|by_value| by_value.iter().map(|column| column.iter().sum()).collect())
            .collect();
        let occurring = |variable: &usize| marginals[*variable].iter().filter(|mass| !mass.is_zero()).count();
        let free = (0..sizes.len()).max_by_key(occurring)?;
        Some(Self { sizes: sizes.to_vec(), free, marginals, columns })
    }

    /// How many masses there are.
    pub(super) fn points(&self) -> usize {
        self.sizes.iter().product()
    }

    /// The variables whose marginals are in boxes.
    pub(super) fn boxed(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.sizes.len()).filter(|variable| *variable != self.free)
    }

    /// Whether a variable's marginal is in boxes, and it has this value.
    pub(super) fn is_boxed(&self, variable: usize, value: usize) -> bool {
        variable != self.free && self.sizes.get(variable).is_some_and(|size| value < *size)
    }

    /// The box of all marginals that matter: values that never occur may be left without probability, as whatever
    /// they have is of more use elsewhere.
    pub(super) fn all_marginals(&self) -> Marginals {
        let most = |mass: &Rational| if mass.is_zero() { Rational::zero() } else { Rational::one() };
        let high: Vec<Vec<Rational>> =
            self.marginals.iter().map(|masses| masses.iter().map(most).collect()).collect();
        let low = high.iter().map(|masses| vec![Rational::zero(); masses.len()]).collect();
        let mut all = Marginals { low, high };
        (0..self.sizes.len()).for_each(|variable| all.narrow(variable));
        all
    }

    /// The best distribution of a variable where the others' marginals are bounded so.
    pub(super) fn fill(&self, variable: usize, low: &[Vec<Rational>], high: &[Vec<Rational>]) -> Filled {
        let functions = self.functions(variable, low, high);
        let mut pieces: Vec<(Rational, usize, Rational)> = Vec::new();
        for (value, corners) in functions.iter().enumerate() {
            let pairs = corners.iter().zip(corners.iter().skip(1));
            pieces.extend(pairs.map(|((from, least), (to, most))| {
                let length = to - from;
                ((most - least) / &length, value, length)
            }));
        }
        // The steepest pieces first; each function is concave, so that its own come in order.
        pieces.sort_by(|one, other| other.0.cmp(&one.0));
        let mut filled = Filled {
            masses: vec![Rational::zero(); functions.len()],
            overlap: Rational::zero(),
            price: Rational::zero(),
        };
        let mut left = Rational::one();
        for (slope, value, length) in pieces {
            let used = length.min(left.clone());
            left -= &used;
            filled.overlap += &slope * &used;
            filled.masses[value] += used;
            filled.price = slope;
            if left.is_zero() {
                break;
            }
        }
        filled
    }

    /// What bounds the overlap in a box, at a price: λ + Σ_y max_t (f_y(t) - λt).
    pub(super) fn overlap(&self, within: &Marginals, price: &Rational) -> Rational {
        let functions = self.functions(self.free, &within.low, &within.high);
        let most = |corners: &Vec<(Rational, Rational)>| {
            corners.iter().map(|(t, overlap)| overlap - price * t).max().unwrap_or_default()
        };
        price + functions.iter().map(most).sum::<Rational>()
    }

    /// f_y by value of a variable.
    fn functions(
        &self,
        variable: usize,
        low: &[Vec<Rational>],
        high: &[Vec<Rational>],
    ) -> Vec<Vec<(Rational, Rational)>> {
        let (low, high) = (others(variable, low), others(variable, high));
        self.columns[variable].iter().map(|column| corners(column, &low, &high)).collect()
    }
}

impl Marginals {
    /// Both halves, divided at the middle of one interval.
    pub(super) fn halved(&self, variable: usize, value: usize) -> [Self; 2] {
        let middle = (&self.low[variable][value] + &self.high[variable][value]) / ratio(2, 1);
        let (mut below, mut above) = (self.clone(), self.clone());
        below.high[variable][value] = middle.clone();
        above.low[variable][value] = middle;
        below.narrow(variable);
        above.narrow(variable);
        [below, above]
    }

    /// Narrows one variable's intervals to what its probabilities can be if they add up to 1.
    fn narrow(&mut self, variable: usize) {
        let (low, high) = (&mut self.low[variable], &mut self.high[variable]);
        let (least, most): (Rational, Rational) = (low.iter().sum(), high.iter().sum());
        let (missing, beyond) = (Rational::one() - least, most - Rational::one());
        for (low, high) in low.iter_mut().zip(high) {
            let narrowed = (&*high - &beyond, &*low + &missing);
            *low = narrowed.0.max(low.clone());
            *high = narrowed.1.min(high.clone());
        }
    }
}

/// The product of all marginals but one variable's, the first most significant.
fn others(variable: usize, marginals: &[Vec<Rational>]) -> Vec<Rational> {
    let mut product = vec![Rational::one()];
    for (_, masses) in marginals.iter().enumerate().filter(|(other, _)| *other != variable) {
        product = product.iter().flat_map(|start| masses.iter().map(move |mass| start * mass)).collect();
    }
    product
}

/// f_y on \[0, 1\] as the corners (t, f_y(t)) between which it is linear, for the masses D(x, y) of one y.
fn corners(column: &[Rational], low: &[Rational], high: &[Rational]) -> Vec<(Rational, Rational)> {
    let one = Rational::one();
    // Where a mass is reached, `upper` or `lower` grows more slowly by that much.
    let mut bends: Vec<(Rational, &Rational, bool)> = Vec::new();
    let mut slopes = (Rational::zero(), &one - low.iter().sum::<Rational>());
    for ((mass, low), high) in column.iter().zip(low).zip(high).filter(|((mass, _), _)| mass.is_positive()) {
        for (bound, is_upper) in
            [(high, true), (low, false)].into_iter().filter(|(side, _)| side.is_positive())
        {
            let slope = if is_upper { &mut slopes.0 } else { &mut slopes.1 };
            *slope += bound;
            bends.push((mass / bound, bound, is_upper));
        }
    }
    bends.retain(|(at, ..)| *at < one);
    bends.sort_by(|one, other| one.0.cmp(&other.0));
    let mut corners = vec![(Rational::zero(), Rational::zero())];
    let (mut upper, mut lower, mut from) = (Rational::zero(), Rational::zero(), Rational::zero());
    let end = (one, &Rational::zero(), true);
    for (at, bend, is_upper) in bends.into_iter().chain([end]) {
        if at > from {
            let step = &at - &from;
            let gap = &upper - &lower;
            upper += &slopes.0 * &step;
            lower += &slopes.1 * &step;
            // Once `upper` is the smaller it remains so: (upper - lower)/t falls, as min(D/t, high) - min(D/t, low) does.
            if gap.is_positive() && upper < lower {
                let part = &gap / (&gap + &lower - &upper) * &step;
                let value = &upper - &slopes.0 * (&step - &part);
                corners.push((&from + part, value));
            }
            corners.push((at.clone(), upper.clone().min(lower.clone())));
            from = at;
        }
        if is_upper {
            slopes.0 -= bend;
        } else {
            slopes.1 -= bend;
        }
    }
    corners
}

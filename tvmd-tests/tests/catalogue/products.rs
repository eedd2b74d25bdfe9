//! How far a field with pairwise edges is from every product: branch and bound over boxes of first marginals, in integers.
//!
//! For a box of marginals p, with lower ends l and upper ends u, the overlap Σ min(D(x, y), p(x)·q(y)) with any p × q is at most
//! that with u in place of p, and at most that with l and, beyond it, 1 - Σl. For either, the best q is filled greedily,
//! as the overlap is concave and piecewise linear in each q(y). Boxes are halved until that is below 1 - d.

use super::Sides;
use super::plain::Plain;
use num_traits::{One, ToPrimitive as _, Zero, pow};
use tvmd_core::Rational;
use tvmd_core::exact::{BigInt, parse, ratio};
use tvmd_core::model::Edge;
use tvmd_tests::naive::{Types, distance::half_l1, product};

/// Into how many parts p(x) = 1 is divided.
const PARTS: i128 = 1 << 16;
/// Into how many parts q(y) = 1 is divided.
const FINE: i128 = 1 << 40;
/// How many boxes are looked at before giving up.
const BOXES: usize = 2_000_000;

/// A field over the items of one buyer, with all its masses.
struct Field {
    /// The values of each item, ascending.
    values: Vec<Vec<Rational>>,
    /// By combination of values, in lexicographic order: its mass, and the largest e^d of an item, d as in Definition 6 but
    /// at this combination.
    points: Vec<(Types, Rational, Rational)>,
}

/// No product is within √(mΔ)/4 of the field; sides are a lower bound on the distance and an upper bound on the root.
pub(super) fn statement(plain: &Plain) -> Result<Vec<Sides>, String> {
    let field = Field::of(plain)?;
    let (left, right) = (plain.number("left")?, plain.number("right")?);
    // right ≥ √(mΔ)/4 exactly if e^(16·right²) ≥ e^(mΔ); the exponential is at least its first terms.
    let degree = field.points.iter().map(|(_, _, degree)| degree.clone()).max().ok_or("no points")?;
    if exponential_at_least(&(ratio(16, 1) * pow(right.clone(), 2))) < pow(degree, field.values.len()) {
        return Err("the right side isn't at least sqrt(m Delta)/4".to_owned());
    }
    if field.to_marginals() <= right {
        return Ok(Vec::new());
    }
    if field.is_at_least(&left) {
        return Ok(vec![(left, right)]);
    }
    Err("no proof that every product is as far as the left side says".to_owned())
}

/// A lower bound on e^x, x ≥ 0.
fn exponential_at_least(x: &Rational) -> Rational {
    let (mut term, mut sum) = (Rational::one(), Rational::one());
    for count in 1..30 {
        term = term * x / ratio(count, 1);
        sum += &term;
    }
    sum
}

impl Field {
    fn of(plain: &Plain) -> Result<Self, String> {
        let written = plain.field.as_ref().ok_or("no field")?;
        if plain.agents() != 1 || written.edges.iter().any(|edge| edge.joins.len() != 2) {
            return Err("not one buyer, or an edge that doesn't join two items".to_owned());
        }
        let values: Vec<Vec<Rational>> = (0..plain.items)
            .map(|item| {
                let mut listed: Vec<_> =
                    plain.singles[0][1..].iter().map(|worth| worth[item].clone()).collect();
                listed.sort();
                listed.dedup();
                listed
            })
            .collect();
        let item = |name: &String| plain.names.iter().position(|known| known == name).ok_or("no such item");
        let is = |item: usize, at: &Types, text: &str| {
            parse(text).is_ok_and(|number| number == values[item][at[item]])
        };
        let of_edge = |edge: &Edge, at: &Types| -> Result<Rational, String> {
            let joins: Vec<usize> = edge.joins.iter().map(item).collect::<Result<_, _>>()?;
            let found = edge
                .potentials
                .iter()
                .find(|listed| joins.iter().zip(&listed.values).all(|(item, text)| is(*item, at, text)));
            Ok(found.map_or_else(Rational::one, |listed| listed.potential.clone()))
        };
        let mut points = Vec::new();
        for at in product(&values.iter().map(Vec::len).collect::<Vec<_>>()) {
            let mut weight = Rational::one();
            let mut degrees = vec![Rational::one(); plain.items];
            for (name, listed) in written.vertices.iter() {
                let vertex = item(name)?;
                for (_, potential) in listed.iter().filter(|(text, _)| is(vertex, &at, text)) {
                    weight *= &potential.0;
                }
            }
            for edge in &written.edges {
                let potential = of_edge(edge, &at)?;
                weight *= &potential;
                for name in &edge.joins {
                    degrees[item(name)?] *= &potential;
                }
            }
            let either = degrees.into_iter().map(|degree| degree.recip().max(degree));
            points.push((at, weight, either.max().unwrap_or_else(Rational::one)));
        }
        let total: Rational = points.iter().map(|(_, weight, _)| weight).sum();
        for (_, weight, _) in &mut points {
            *weight /= &total;
        }
        Ok(Self { values, points })
    }

    fn masses(&self) -> Vec<Rational> {
        self.points.iter().map(|(_, mass, _)| mass.clone()).collect()
    }

    /// The distance to the product of the marginals.
    fn to_marginals(&self) -> Rational {
        let marginal = |item: usize, value: usize| -> Rational {
            self.points.iter().filter(|(at, ..)| at[item] == value).map(|(_, mass, _)| mass).sum()
        };
        let all = |at: &Types| at.iter().enumerate().map(|(item, value)| marginal(item, *value)).product();
        let products: Vec<Rational> = self.points.iter().map(|(at, ..)| all(at)).collect();
        half_l1(&self.masses(), &products)
    }

    /// Whether every product of a distribution of the first item and one of the others is at least so far; `false` also
    /// where that takes too long to find out.
    fn is_at_least(&self, far: &Rational) -> bool {
        let masses = self.masses();
        let rows: Vec<&[Rational]> = masses.chunks(masses.len() / self.values[0].len()).collect();
        let scale = Rational::from_integer(BigInt::from(PARTS * FINE));
        let scaled = |mass: &Rational| (mass * &scale).ceil().to_integer().to_i128();
        let table: Option<Vec<Vec<i128>>> = rows.iter().map(|row| row.iter().map(scaled).collect()).collect();
        let most = ((Rational::one() - far) * scale).floor().to_integer().to_i128();
        let (Some(table), Some(most)) = (table, most) else { return false };
        let mut boxes = vec![(vec![0; table.len()], vec![PARTS; table.len()])];
        for _ in 0..BOXES {
            let Some((mut low, mut high)) = boxes.pop() else { return true };
            // p adds up to 1.
            for at in 0..low.len() {
                let (lows, highs): (i128, i128) = (low.iter().sum(), high.iter().sum());
                (low[at], high[at]) =
                    (low[at].max(PARTS - highs + high[at]), high[at].min(PARTS - lows + low[at]));
            }
            if low.iter().zip(&high).any(|(low, high)| low > high) {
                continue;
            }
            let rest = PARTS - low.iter().sum::<i128>();
            if overlap(&table, &high) <= most || overlap(&table, &low) + rest * FINE <= most {
                continue;
            }
            let Some(widest) = (0..low.len()).max_by_key(|at| high[*at] - low[*at]) else { return false };
            if high[widest] - low[widest] < 2 {
                return false;
            }
            // Halves share the middle, since p need not be a whole number of parts.
            let middle = i128::midpoint(low[widest], high[widest]);
            let (mut below, mut above) = (high.clone(), low.clone());
            (below[widest], above[widest]) = (middle, middle);
            boxes.extend([(low, below), (above, high)]);
        }
        false
    }
}

/// At least Σ min(D(x, y), p(x)·q(y)) for the best q, in parts of fine parts; p is in parts.
fn overlap(table: &[Vec<i128>], p: &[i128]) -> i128 {
    let mut pieces: Vec<(i128, i128)> = Vec::new();
    for column in 0..table.first().map_or(0, Vec::len) {
        let rows = p.iter().zip(table).filter(|(weight, _)| **weight > 0);
        let mut ends: Vec<(i128, i128)> =
            rows.map(|(weight, row)| ((row[column] + weight - 1) / weight, *weight)).collect();
        ends.sort_unstable();
        let (mut slope, mut from) = (ends.iter().map(|(_, weight)| weight).sum::<i128>(), i128::zero());
        for (end, weight) in ends {
            pieces.push((slope, end - from));
            (slope, from) = (slope - weight, end);
        }
    }
    pieces.sort_unstable_by(|one, other| other.cmp(one));
    let (mut left, mut overlap) = (FINE, 0);
    for (slope, length) in pieces {
        let filled = length.min(left);
        overlap += slope * filled;
        left -= filled;
    }
    overlap
}

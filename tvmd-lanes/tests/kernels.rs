//! Every kernel that is exact for some numbers gives what the definition says, on thousands of random grids.

#![allow(clippy::unwrap_used, reason = "a number that does not fit is a failed test")]

use oorandom::Rand64;
use tvmd_lanes::{Grid, Long, Multiple, Regret, Weights};

/// Numbers of the grid, by row, column and lane.
struct Drawn {
    rows: usize,
    coordinates: usize,
    lanes: usize,
    points: Vec<i128>,
    values: Vec<i128>,
}

impl Drawn {
    /// Numbers below 2 to the power of `bits`, negative ones among them, and small ones among large.
    fn new(random: &mut Rand64, rows: usize, coordinates: usize, lanes: usize, bits: u64) -> Self {
        let mut number = |most: u64| {
            let bits = random.rand_range(1..most + 1);
            let wide = i128::from(random.rand_u64()) << 64 | i128::from(random.rand_u64());
            (wide >> (128 - bits.min(127))) * [1, 1, 0, -1][usize::try_from(random.rand_range(0..4)).unwrap()]
        };
        let points = (0..rows * (coordinates + 1) * lanes).map(|_| number(bits)).collect();
        let values = (0..rows * coordinates).map(|_| number(bits / 2)).collect();
        Self { rows, coordinates, lanes, points, values }
    }

    fn point(&self, row: usize, column: usize, lane: usize) -> i128 {
        self.points[(row * (self.coordinates + 1) + column) * self.lanes + lane]
    }

    fn grid<T: tvmd_lanes::Whole + TryFrom<i128>>(&self) -> Grid<T> {
        Grid::new(self.rows, self.coordinates, self.lanes, |row, column, lanes, out| {
            for (lane, out) in lanes.zip(out) {
                *out = T::try_from(self.point(row, column, lane)).ok().unwrap();
            }
        })
    }

    fn values<T: TryFrom<i128>>(&self) -> Vec<T> {
        self.values.iter().map(|value| T::try_from(*value).ok().unwrap()).collect()
    }

    fn worth(&self, row: usize, own: usize, lane: usize) -> i128 {
        let values = &self.values[own * self.coordinates..(own + 1) * self.coordinates];
        let worth: i128 =
            values.iter().enumerate().map(|(column, value)| value * self.point(row, column, lane)).sum();
        worth - self.point(row, self.coordinates, lane)
    }

    fn regret(&self, own: usize, nothing: bool) -> Regret {
        let lanes = 0..self.lanes;
        let gain = |lane: usize| {
            let rows = (0..self.rows).map(|row| self.worth(row, own, lane));
            rows.chain(nothing.then_some(0)).max().unwrap() - self.worth(own, own, lane)
        };
        Regret {
            gain: lanes.clone().map(gain).max().unwrap_or(0).max(0),
            truth: lanes.map(|lane| self.worth(own, own, lane)).min().unwrap_or(0).min(0),
        }
    }

    fn regrets(&self, nothing: bool) -> Vec<Regret> {
        (0..self.rows).map(|own| self.regret(own, nothing)).collect()
    }
}

/// Shapes with whole and broken blocks of lanes, and tiles of every size.
fn shape(random: &mut Rand64) -> (usize, usize, usize) {
    let mut below = |most: u64| usize::try_from(random.rand_range(0..most)).unwrap();
    (1 + below(9), below(7), [below(10), 1 + below(70), 60 + below(200)][below(3)])
}

/// Fewer under Miri, which takes its time.
fn rounds(most: usize) -> usize {
    if cfg!(miri) { 15 } else { most }
}

#[test]
fn regrets_are_what_the_definition_says_by_every_kernel() {
    let mut random = Rand64::new(18);
    let (mut ran, mut violated) = (std::collections::BTreeMap::<String, usize>::new(), 0);
    for round in 0..rounds(4000) {
        let (rows, coordinates, lanes) = shape(&mut random);
        let bits = [4, 9, 13, 26, 33, 40, 62][round % 7];
        let drawn = Drawn::new(&mut random, rows, coordinates, lanes, bits);
        let (grid, values) = (drawn.grid::<i64>(), drawn.values::<i64>());
        let nothing = round % 2 == 0;
        let expected = drawn.regrets(nothing);
        violated += usize::from(expected.iter().any(|regret| regret.gain > 0));
        assert_eq!(grid.regrets(&values, nothing).unwrap(), expected);
        for kernel in grid.kernels(&values) {
            assert_eq!(
                grid.regrets_by(kernel, &values, nothing),
                expected,
                "{kernel}: {rows} × {coordinates} × {lanes}"
            );
            *ran.entry(kernel.to_string()).or_default() += 1;
        }
    }
    assert!(violated > rounds(4000) / 2, "{violated}");
    let enough = ran.values().all(|times| *times > 300) && ran.contains_key("i64, plain");
    assert!(cfg!(miri) || enough, "{ran:?}");
}

/// With one coordinate, directions that take what they like best off a menu, some of them equal; and the same with a number changed.
#[test]
fn neighbours_decide_where_nobody_gains() {
    let mut random = Rand64::new(1981);
    let (mut content, mut spoilt) = (0, 0);
    for round in 0..rounds(3000) {
        let (rows, _, lanes) = shape(&mut random);
        let mut below = |most: u64| i128::from(random.rand_range(0..most));
        let values: Vec<i128> = (0..rows).map(|_| below(12) - 2).collect();
        let mut drawn = Drawn { rows, coordinates: 1, lanes, points: vec![0; rows * 2 * lanes], values };
        for lane in 0..lanes {
            let offers: Vec<(i128, i128)> = (0..4).map(|_| (below(6), below(30))).chain([(0, 0)]).collect();
            for row in 0..rows {
                let value = drawn.values[row];
                // Of equally good ones the first for some rows, the last for others.
                let worth = |(chance, charge): &(i128, i128)| value * chance - charge;
                let best = offers.iter().map(worth).max().unwrap();
                let mut good = offers.iter().filter(|offer| worth(offer) == best);
                let taken = if row % 3 == 0 { good.next() } else { good.next_back() };
                let (chance, charge) = taken.unwrap();
                drawn.points[row * 2 * lanes + lane] = *chance;
                drawn.points[(row * 2 + 1) * lanes + lane] = *charge;
            }
        }
        if round % 2 == 1 && lanes > 0 {
            let at = usize::try_from(below(u64::try_from(drawn.points.len()).unwrap())).unwrap();
            drawn.points[at] += below(7) - 3;
        }
        for nothing in [true, false] {
            let expected = drawn.regrets(nothing);
            let gains = expected.iter().any(|regret| regret.gain > 0);
            *if gains { &mut spoilt } else { &mut content } += 1;
            assert_eq!(drawn.grid::<i64>().regrets(&drawn.values::<i64>(), nothing).unwrap(), expected);
        }
    }
    assert!(cfg!(miri) || content > 1000 && spoilt > 500, "{content} content, {spoilt} spoilt");
}

#[test]
fn wide_numbers_are_swept_in_wide_sums() {
    let mut random = Rand64::new(181);
    for round in 0..rounds(300) {
        let (rows, coordinates, lanes) = shape(&mut random);
        let drawn = Drawn::new(&mut random, rows, coordinates, lanes, 76);
        let (grid, values) = (drawn.grid::<i128>(), drawn.values::<i128>());
        assert_eq!(grid.regrets(&values, round % 2 == 0).unwrap(), drawn.regrets(round % 2 == 0));
    }
}

#[test]
fn products_are_what_the_definition_says_by_every_kernel() {
    let mut random = Rand64::new(1818);
    for round in 0..rounds(2000) {
        let (rows, coordinates, lanes) = shape(&mut random);
        let drawn = Drawn::new(&mut random, rows, coordinates, lanes, [9, 30, 50, 62][round % 4]);
        let grid = drawn.grid::<i64>();
        let of = usize::try_from(random.rand_range(1..9)).unwrap();
        let bits = u32::try_from(random.rand_range(1..20)).unwrap();
        let weights: Vec<i64> =
            (0..of * lanes).map(|_| (random.rand_u64() >> (64 - bits)).cast_signed() - 3).collect();
        let laid = Weights::new(of, lanes, |row, some, out| {
            out.copy_from_slice(&weights[row * lanes..][some]);
        });
        let sum = |of: usize, row: usize, column: usize| -> i128 {
            (0..lanes)
                .map(|lane| i128::from(weights[of * lanes + lane]) * drawn.point(row, column, lane))
                .sum()
        };
        let numbers = rows * (coordinates + 1);
        let expected: Vec<i128> = (0..of * numbers)
            .map(|at| sum(at / numbers, at % numbers / (coordinates + 1), at % (coordinates + 1)))
            .collect();
        assert_eq!(grid.products(&laid).unwrap(), expected);
        for kernel in grid.product_kernels(&laid) {
            assert_eq!(
                grid.products_by(kernel, &laid),
                expected,
                "{kernel}: {rows} × {coordinates} × {lanes}"
            );
        }
    }
}

/// At the last number that a width holds, and one beyond.
#[test]
fn widths_end_where_numbers_stop_being_exact() {
    for (most, at, beyond) in [(1 << 22, "f32", "f64"), (1 << 49, "f64", "i64"), (1 << 61, "i64", "i128")] {
        for (charge, width) in [(most - 1, at), (most, beyond)] {
            // Sums are up to twice the number, and are compared by differences.
            let grid = Grid::new(1, 1, 1, |_, column, _, out: &mut [i64]| {
                out[0] = if column == 0 { most } else { -charge }
            });
            let kernels = grid.kernels(&[1]);
            // Floats come as vectors, which builds with debug assertions don't have.
            let width = if cfg!(debug_assertions) {
                width.replace("f32", "i64").replace("f64", "i64")
            } else {
                width.to_owned()
            };
            assert!(kernels[0].to_string().starts_with(&width), "{} for {charge}", kernels[0]);
            let alone = Grid::new(2, 1, 1, |row, column, _, out: &mut [i64]| {
                out[0] = [[most, -charge], [-most, charge]][row][column];
            });
            for kernel in alone.kernels(&[1, 1]) {
                assert_eq!(
                    alone.regrets_by(kernel, &[1, 1], false)[1].gain,
                    2 * i128::from(most + charge),
                    "{kernel}"
                );
            }
        }
    }
    let too_long = Grid::new(1, 1, 1, |_, _, _, out: &mut [i128]| out[0] = i128::MAX / 2);
    assert_eq!(too_long.regrets(&[2], false), None, "twice the sum leaves 128 bits");
}

#[test]
fn distances_are_what_the_definition_says() {
    let mut random = Rand64::new(18_000);
    for round in 0..rounds(2000) {
        let bits = u32::try_from([5, 20, 30, 45, 62][round % 5]).unwrap();
        let most = if round % 41 == 0 && !cfg!(miri) { 9000 } else { 100 };
        let length = usize::try_from(random.rand_range(0..most)).unwrap();
        let mut number = || (random.rand_u64() >> (64 - bits)).cast_signed();
        let (a, b) = (number() >> 3, number() >> 3);
        let [x, y]: [Vec<i64>; 2] = [(); 2].map(|()| (0..length).map(|_| number()).collect());
        assert_eq!(tvmd_lanes::l1(a, &x, b, &y), distance(a, &x, b, &y), "{bits} bits");
        let short = [&x, &y]
            .map(|own| own.iter().map(|number| u32::try_from(*number)).collect::<Result<Vec<_>, _>>());
        if let [Ok(short_x), Ok(short_y)] = short {
            assert_eq!(
                tvmd_lanes::l1(a, &short_x, b, &short_y),
                distance(a, &x, b, &y),
                "{bits} bits, short"
            );
        }
    }
}

/// By its definition.
fn distance(a: i64, x: &[i64], b: i64, y: &[i64]) -> Option<i128> {
    let wide = |factor: i64, number: &i64| i128::from(factor) * i128::from(*number);
    let mut terms = x.iter().zip(y).map(|(x, y)| (wide(a, x) - wide(b, y)).abs());
    terms.try_fold(0_i128, i128::checked_add)
}

/// Adds `number` times `factor` to `sum`, as one does on paper, in words of 32 bits.
fn add_on_paper(sum: &mut Vec<u32>, number: &[u32], factor: u128) {
    for (shift, part) in (0..4).map(|at| (at, factor >> (32 * at) & u128::from(u32::MAX))) {
        let mut carry = 0;
        for at in 0.. {
            let digit = number.get(at).copied().unwrap_or(0);
            if at >= number.len() && carry == 0 {
                break;
            }
            sum.resize(sum.len().max(at + shift + 1), 0);
            carry += u128::from(digit) * part + u128::from(sum[at + shift]);
            sum[at + shift] = u32::try_from(carry & u128::from(u32::MAX)).unwrap();
            carry >>= 32;
        }
    }
}

#[test]
fn sums_of_long_numbers_are_those_on_paper() {
    let mut random = Rand64::new(31);
    for round in 0..rounds(2000) {
        let bits = [1, 9, 31, 62, 128][round % 5];
        // Numbers of only ones carry the furthest.
        let mut factor = || {
            let wide = u128::from(random.rand_u64()) << 64 | u128::from(random.rand_u64());
            (if random.rand_range(0..2) == 0 { u128::MAX } else { wide }) >> (128 - bits)
        };
        let (mut long, mut next_long, mut words) = (Long::from(1), Long::from(5), vec![1]);
        // Past the first block of digits, and back in a number that was longer.
        for factors in [2, 9, 2, 2, 2, 40, 2, 2, 2, 2, 2, 1] {
            let mut next = Vec::new();
            let seven = Long::from(7);
            let mut multiples = vec![Multiple { number: &seven, shift: 0, factor: 1 }];
            add_on_paper(&mut next, &[7], 1);
            for _ in 0..factors {
                let factor = factor();
                add_on_paper(&mut next, &words, factor);
                let digit = |shift: usize| ((factor >> (31 * shift)) & 0x7fff_ffff) as u32;
                multiples.extend((0..5).map(|shift| Multiple { number: &long, shift, factor: digit(shift) }));
            }
            next_long.set_to_sum(words.len() * 32 + bits + 6, &multiples);
            std::mem::swap(&mut long, &mut next_long);
            while next.last() == Some(&0) {
                next.pop();
            }
            words = next;
            assert_eq!(long.words(), words, "{bits} bits");
        }
    }
}

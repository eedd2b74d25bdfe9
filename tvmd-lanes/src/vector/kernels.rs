//! The kernels, over a handful of operations on vectors.

/// The kernels of a module that has `V`, a vector of `WIDTH` numbers of the type given, and its operations.
macro_rules! kernels {
    ($features:literal, $number:ty) => {
        /// Adds the blocks of a grid to the gains and the truths of all directions.
        #[target_feature(enable = $features)]
        pub(crate) fn regrets(
            grid: &Grid<i64>,
            blocks: Range<usize>,
            values: &[$number],
            floor: $number,
            found: &mut [($number, $number)],
        ) {
            let (rows, columns) = (grid.rows(), grid.columns());
            let mut points = vec![zero(); rows * columns * (BLOCK / WIDTH)];
            let mut regrets = vec![(zero(), zero()); rows];
            let floor = splat(floor);
            for block in blocks {
                let used = (grid.lanes() - block * BLOCK).min(BLOCK).div_ceil(WIDTH);
                for (at, cell) in grid.block(block).chunks_exact(BLOCK).enumerate() {
                    let is_charge = at % columns == columns - 1;
                    let (numbers, _) = cell.as_chunks::<WIDTH>();
                    for (part, numbers) in numbers[..used].iter().enumerate() {
                        let numbers = from_whole(numbers);
                        points[part * rows * columns + at] =
                            if is_charge { sub(zero(), numbers) } else { numbers };
                    }
                }
                for points in points.chunks_exact(rows * columns).take(used) {
                    match columns {
                        2 => tiles::<2>(points.as_chunks().0, values, floor, &mut regrets),
                        3 => tiles::<3>(points.as_chunks().0, values, floor, &mut regrets),
                        4 => tiles::<4>(points.as_chunks().0, values, floor, &mut regrets),
                        5 => tiles::<5>(points.as_chunks().0, values, floor, &mut regrets),
                        _ => longer(points, columns, values, floor, &mut regrets),
                    }
                }
            }
            for ((gain, truth), (gains, truths)) in found.iter_mut().zip(regrets) {
                *gain = gain.max(greatest(gains));
                *truth = truth.min(-greatest(sub(zero(), truths)));
            }
        }

        /// All directions at one vector of lanes, `N - 1` coordinates and a charge below 0 to a point.
        #[target_feature(enable = $features)]
        fn tiles<const N: usize>(points: &[[V; N]], values: &[$number], floor: V, regrets: &mut [(V, V)]) {
            let whole = points.len() / 4 * 4;
            for first in (0..whole).step_by(4) {
                tile::<N, 4>(points, values, floor, first, regrets);
            }
            match points.len() - whole {
                3 => tile::<N, 3>(points, values, floor, whole, regrets),
                2 => tile::<N, 2>(points, values, floor, whole, regrets),
                1 => tile::<N, 1>(points, values, floor, whole, regrets),
                _ => {}
            }
        }

        /// `R` directions at once, so that a point is loaded once for all of them.
        #[target_feature(enable = $features)]
        fn tile<const N: usize, const R: usize>(
            points: &[[V; N]],
            values: &[$number],
            floor: V,
            first: usize,
            regrets: &mut [(V, V)],
        ) {
            let mut directions = [[zero(); N]; R];
            for (direction, values) in
                directions.iter_mut().zip(values[first * (N - 1)..].chunks_exact(N - 1))
            {
                for (number, value) in direction.iter_mut().zip(values) {
                    *number = splat(*value);
                }
            }
            let worth = |point: &[V; N], direction: &[V; N]| {
                let mut worth = point[N - 1];
                for at in 0..N - 1 {
                    worth = mul_add(direction[at], point[at], worth);
                }
                worth
            };
            let mut best = [floor; R];
            for point in points {
                for at in 0..R {
                    best[at] = max(best[at], worth(point, &directions[at]));
                }
            }
            let rows = points[first..].iter().zip(&mut regrets[first..]);
            for ((point, (gain, least)), (best, direction)) in rows.zip(best.iter().zip(&directions)) {
                let truth = worth(point, direction);
                *gain = max(*gain, sub(*best, truth));
                *least = min(*least, truth);
            }
        }

        /// The same for any number of coordinates.
        #[target_feature(enable = $features)]
        fn longer(points: &[V], columns: usize, values: &[$number], floor: V, regrets: &mut [(V, V)]) {
            let worth = |point: &[V], direction: &[$number]| {
                let start = point[columns - 1];
                point
                    .iter()
                    .zip(direction)
                    .fold(start, |worth, (number, value)| mul_add(splat(*value), *number, worth))
            };
            for (at, (truthful, (gain, least))) in points.chunks_exact(columns).zip(regrets).enumerate() {
                let direction = &values[at * (columns - 1)..(at + 1) * (columns - 1)];
                let best = points
                    .chunks_exact(columns)
                    .fold(floor, |best, point| max(best, worth(point, direction)));
                let truth = worth(truthful, direction);
                *gain = max(*gain, sub(best, truth));
                *least = min(*least, truth);
            }
        }
    };
}

/// The kernel for sums of products, of a module that has `Four`, sums of four vectors, too.
macro_rules! products {
    ($features:literal) => {
        /// Adds to `sums` what [`Grid::products`] says, of some parts of the blocks.
        #[target_feature(enable = $features)]
        #[expect(
            clippy::cast_possible_truncation,
            reason = "floats that hold whole numbers, as bounded beforehand"
        )]
        pub(crate) fn products(
            grid: &Grid<i64>,
            weights: &Grid<i64>,
            parts: &mut dyn Iterator<Item = Range<usize>>,
            sums: &mut [i128],
        ) {
            let (numbers, weighted) = (grid.numbers(), weights.numbers());
            // As many blocks at once as leave room in a second-level cache.
            let bytes = size_of::<f64>() * BLOCK * (numbers + weighted);
            let at_once = (500_000 / bytes).clamp(1, 16).min(grid.blocks());
            let fours = numbers.div_ceil(4);
            let mut found = vec![none(); weighted * fours];
            let mut left = vec![zero(); weighted * at_once * (BLOCK / WIDTH)];
            let mut right = vec![zero(); numbers * at_once * (BLOCK / WIDTH)];
            let ranges = parts.flat_map(|part| {
                part.clone().step_by(at_once).map(move |first| first..part.end.min(first + at_once))
            });
            for some in ranges {
                let length = some.len() * (BLOCK / WIDTH);
                let (left, right) = (&mut left[..weighted * length], &mut right[..numbers * length]);
                pack(weights, some.clone(), left);
                pack(grid, some, right);
                for (left, found) in left.chunks(4 * length).zip(found.chunks_mut(4 * fours)) {
                    match left.len() / length {
                        4 => strip::<4>(left.as_chunks().0, right, found, fours),
                        3 => strip::<3>(left.as_chunks().0, right, found, fours),
                        2 => strip::<2>(left.as_chunks().0, right, found, fours),
                        _ => strip::<1>(left.as_chunks().0, right, found, fours),
                    }
                }
            }
            for (sums, found) in sums.chunks_exact_mut(numbers).zip(found.chunks_exact(fours)) {
                for (sums, found) in sums.chunks_mut(4).zip(found) {
                    for (sum, found) in sums.iter_mut().zip(each(*found)) {
                        *sum += i128::from(found as i64);
                    }
                }
            }
        }

        /// The columns of all rows of some blocks, in panels of four, so that a step of a product is two short loads in a row.
        #[target_feature(enable = $features)]
        fn pack(grid: &Grid<i64>, some: Range<usize>, out: &mut [V]) {
            let length = some.len() * (BLOCK / WIDTH);
            for (panel, out) in out.chunks_mut(4 * length).enumerate() {
                match out.len() / length {
                    4 => pack_panel::<4>(grid, some.clone(), panel, out.as_chunks_mut().0),
                    3 => pack_panel::<3>(grid, some.clone(), panel, out.as_chunks_mut().0),
                    2 => pack_panel::<2>(grid, some.clone(), panel, out.as_chunks_mut().0),
                    _ => pack_panel::<1>(grid, some.clone(), panel, out.as_chunks_mut().0),
                }
            }
        }

        #[target_feature(enable = $features)]
        fn pack_panel<const C: usize>(
            grid: &Grid<i64>,
            some: Range<usize>,
            panel: usize,
            out: &mut [[V; C]],
        ) {
            for (block, out) in some.zip(out.chunks_exact_mut(BLOCK / WIDTH)) {
                let cells = &grid.block(block).as_chunks::<BLOCK>().0[4 * panel..4 * panel + C];
                for (at, cell) in cells.iter().enumerate() {
                    for (part, out) in cell.as_chunks::<WIDTH>().0.iter().zip(out.iter_mut()) {
                        out[at] = from_whole(part);
                    }
                }
            }
        }

        /// `R` weightings of all numbers.
        #[target_feature(enable = $features)]
        fn strip<const R: usize>(left: &[[V; R]], right: &[V], found: &mut [Four], fours: usize) {
            let length = left.len();
            for (at, right) in right.chunks(4 * length).enumerate() {
                let sums = match right.len() / length {
                    4 => square::<R, 4>(left, right.as_chunks().0),
                    3 => square::<R, 3>(left, right.as_chunks().0),
                    2 => square::<R, 2>(left, right.as_chunks().0),
                    _ => square::<R, 1>(left, right.as_chunks().0),
                };
                for (row, sums) in sums.into_iter().enumerate() {
                    found[row * fours + at] = both(found[row * fours + at], sums);
                }
            }
        }

        /// `R` weightings of `C` numbers. A function of its own, so that all sums stay in registers.
        #[target_feature(enable = $features)]
        #[inline(never)]
        fn square<const R: usize, const C: usize>(left: &[[V; R]], right: &[[V; C]]) -> [Four; R] {
            let mut all = [[zero(); C]; R];
            for (left, right) in left.iter().zip(right) {
                for row in 0..R {
                    for column in 0..C {
                        all[row][column] = mul_add(left[row], right[column], all[row][column]);
                    }
                }
            }
            all.map(|all| four(std::array::from_fn(|column| all.get(column).copied().unwrap_or(zero()))))
        }
    };
}

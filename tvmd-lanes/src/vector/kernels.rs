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
            let own = points[first..].iter().zip(&mut regrets[first..]);
            for ((point, (gain, least)), (best, direction)) in own.zip(best.iter().zip(&directions)) {
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
            for (at, (own, (gain, least))) in points.chunks_exact(columns).zip(regrets).enumerate() {
                let direction = &values[at * (columns - 1)..(at + 1) * (columns - 1)];
                let best = points
                    .chunks_exact(columns)
                    .fold(floor, |best, point| max(best, worth(point, direction)));
                let truth = worth(own, direction);
                *gain = max(*gain, sub(best, truth));
                *least = min(*least, truth);
            }
        }
    };
}

/// The kernel for sums of products.
macro_rules! products {
    ($features:literal) => {
        /// Adds to `sums[of * rows * columns + row * columns + column]` the sum over the lanes of some blocks of `weights[of * lanes +
        /// lane]` times the number in that column.
        #[target_feature(enable = $features)]
        pub(crate) fn products(grid: &Grid<i64>, blocks: Range<usize>, weights: &[i64], sums: &mut [f64]) {
            let numbers = grid.rows() * grid.columns();
            let weighted = weights.len() / grid.lanes();
            // As many blocks at once as leave room in a second-level cache.
            let bytes = size_of::<f64>() * BLOCK * (numbers + weighted);
            let at_once = (1_000_000 / bytes).clamp(1, 16);
            let part = BLOCK / WIDTH;
            let mut left = vec![zero(); weighted * at_once * part];
            let mut right = vec![zero(); numbers * at_once * part];
            let (start, end) = (blocks.start, blocks.end);
            for first in (start..end).step_by(at_once) {
                let some = end.min(first + at_once) - first;
                let length = some * part;
                for block in 0..some {
                    for (row, cell) in
                        right.chunks_exact_mut(length).zip(grid.block(first + block).chunks_exact(BLOCK))
                    {
                        for (out, numbers) in row[block * part..].iter_mut().zip(cell.as_chunks::<WIDTH>().0)
                        {
                            *out = from_whole(numbers);
                        }
                    }
                }
                let lanes = first * BLOCK..grid.lanes().min((first + some) * BLOCK);
                for (row, weights) in left.chunks_exact_mut(length).zip(weights.chunks_exact(grid.lanes())) {
                    let (whole, rest) = weights[lanes.clone()].as_chunks::<WIDTH>();
                    let mut last = [0; WIDTH];
                    last[..rest.len()].copy_from_slice(rest);
                    let numbers = whole.iter().chain([&last]);
                    for (out, numbers) in row.iter_mut().zip(numbers) {
                        *out = from_whole(numbers);
                    }
                    row.iter_mut().skip(whole.len() + 1).for_each(|out| *out = zero());
                }
                let left = &left[..weighted * length];
                let right = &right[..numbers * length];
                for (at, left) in left.chunks(4 * length).enumerate() {
                    let sums = &mut sums[at * 4 * numbers..];
                    match left.len() / length {
                        4 => strip::<4>(left, right, length, numbers, sums),
                        3 => strip::<3>(left, right, length, numbers, sums),
                        2 => strip::<2>(left, right, length, numbers, sums),
                        _ => strip::<1>(left, right, length, numbers, sums),
                    }
                }
            }
        }

        /// `R` weightings of all numbers.
        #[target_feature(enable = $features)]
        fn strip<const R: usize>(left: &[V], right: &[V], length: usize, numbers: usize, sums: &mut [f64]) {
            for (at, right) in right.chunks(4 * length).enumerate() {
                let sums = &mut sums[at * 4..];
                match right.len() / length {
                    4 => square::<R, 4>(left, right, length, numbers, sums),
                    3 => square::<R, 3>(left, right, length, numbers, sums),
                    2 => square::<R, 2>(left, right, length, numbers, sums),
                    _ => square::<R, 1>(left, right, length, numbers, sums),
                }
            }
        }

        /// `R` weightings of `C` numbers.
        #[target_feature(enable = $features)]
        fn square<const R: usize, const C: usize>(
            left: &[V],
            right: &[V],
            length: usize,
            numbers: usize,
            sums: &mut [f64],
        ) {
            let left: [&[V]; R] = std::array::from_fn(|row| &left[row * length..(row + 1) * length]);
            let right: [&[V]; C] = std::array::from_fn(|row| &right[row * length..(row + 1) * length]);
            let mut all = [[zero(); C]; R];
            for at in 0..length {
                for row in 0..R {
                    for column in 0..C {
                        all[row][column] = mul_add(left[row][at], right[column][at], all[row][column]);
                    }
                }
            }
            for (row, all) in all.iter().enumerate() {
                for (column, vector) in all.iter().enumerate() {
                    sums[row * numbers + column] += sum(*vector);
                }
            }
        }
    };
}

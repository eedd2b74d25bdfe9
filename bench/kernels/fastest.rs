//! What the kernel that is chosen takes, by size: microseconds, the best of many runs, on one thread if there is one processor to run on.

use std::hint::black_box;
use std::time::{Duration, Instant};
use tvmd_kernels::{Numbers, SIZES, grids};
use tvmd_lanes::{Long, Multiple, l1};

fn best<T>(what: &str, mut run: impl FnMut() -> T) {
    let (mut best, start) = (Duration::MAX, Instant::now());
    while start.elapsed() < Duration::from_millis(300) {
        let started = Instant::now();
        black_box(run());
        best = best.min(started.elapsed());
    }
    println!("{what}: {:.1}", best.as_secs_f64() * 1e6);
}

fn main() {
    for size in SIZES {
        let (grid, values, weights) = grids(size);
        best(&format!("regrets {size:?}"), || grid.regrets(black_box(&values), true));
        best(&format!("products {size:?}"), || grid.products(black_box(&weights)));
        // Values for which sums are long.
        for bits in [30, 50] {
            let long: Vec<i64> = values.iter().map(|value| value << bits).collect();
            let kernel = grid.kernel(&long).expect("sums are bounded");
            best(&format!("regrets {size:?} in {kernel}"), || grid.regrets(black_box(&long), true));
        }
    }
    let mut numbers = Numbers(18);
    let [x, y]: [Vec<i64>; 2] = [(); 2].map(|()| (0..10_000_000).map(|_| numbers.below(1000)).collect());
    best("distance of 10000000 atoms in i64", || l1(4_999, black_box(&x), 5_001, black_box(&y)));
    let short = |own: &i64| u32::try_from(*own).expect("below 1000");
    let [x, y]: [Vec<u32>; 2] = [x, y].map(|own| own.iter().map(short).collect());
    best("distance of 10000000 atoms", || l1(4_999, black_box(&x), 5_001, black_box(&y)));
    let long = |bits: usize| {
        let one = Long::from(1);
        Long::sum(bits, &[Multiple { number: &one, shift: bits / 31 - 1, factor: 0x7fff_ffff }])
    };
    let all: Vec<Long> = (0..100).map(|number| long(4000 + 31 * number)).collect();
    let multiples: Vec<Multiple<'_>> =
        all.iter().map(|number| Multiple { number, shift: 0, factor: 499 }).collect();
    best("a sum of 100 long numbers", || Long::sum(8000, black_box(&multiples)));
}

//! Every kernel that is exact for these numbers on this machine: products a second.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use tvmd_kernels::{Numbers, SIZES, grids};
use tvmd_lanes::l1;

fn regrets(criterion: &mut Criterion) {
    for size in SIZES {
        let (grid, values, _) = grids(size);
        let mut group = criterion.benchmark_group(format!("regrets {size:?}"));
        group
            .throughput(Throughput::Elements((grid.rows() * values.len() * grid.lanes()) as u64))
            .sample_size(10);
        for kernel in grid.kernels(&values) {
            group.bench_function(kernel.to_string(), |bencher| {
                bencher.iter(|| grid.regrets_by(kernel, black_box(&values), true))
            });
        }
    }
}

fn products(criterion: &mut Criterion) {
    for size in SIZES {
        let (grid, values, weights) = grids(size);
        let mut group = criterion.benchmark_group(format!("products {size:?}"));
        group
            .throughput(Throughput::Elements((grid.rows() * values.len() * grid.lanes()) as u64))
            .sample_size(10);
        for kernel in grid.product_kernels(&weights) {
            group.bench_function(kernel.to_string(), |bencher| {
                bencher.iter(|| grid.products_by(kernel, black_box(&weights)))
            });
        }
    }
}

fn distances(criterion: &mut Criterion) {
    let mut numbers = Numbers(18);
    let mut group = criterion.benchmark_group("distances");
    for length in [1_000_000_u64, 10_000_000] {
        let [x, y]: [Vec<i64>; 2] = [(); 2].map(|()| (0..length).map(|_| numbers.below(1000)).collect());
        group.throughput(Throughput::Bytes(16 * length)).sample_size(10);
        group.bench_function(length.to_string(), |bencher| {
            bencher.iter(|| l1(4_999, black_box(&x), 5_001, black_box(&y)))
        });
    }
}

criterion_group!(kernels, regrets, products, distances);
criterion_main!(kernels);

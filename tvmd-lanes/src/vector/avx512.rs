//! AVX-512: 16 short floats, or 8 long ones; or 8 integers.

use std::arch::x86_64::*;

/// [`halves`](crate::l1::halves), four vectors at once.
#[target_feature(enable = "avx512f,avx512dq")]
pub(crate) fn halves(a: u32, x: &[i64], b: u32, y: &[i64]) -> (i64, (i64, i64)) {
    let load = |n: &[i64; 8]| _mm512_setr_epi64(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    let (times_a, times_b) = (_mm512_set1_epi64(a.into()), _mm512_set1_epi64(b.into()));
    let mut sums = [_mm512_setzero_si512(); 4];
    let mut bits = [(_mm512_setzero_si512(), _mm512_setzero_si512()); 4];
    let ((xs, rest_of_x), (ys, rest_of_y)) = (x.as_chunks::<32>(), y.as_chunks::<32>());
    for (x, y) in xs.iter().zip(ys) {
        for (at, (x, y)) in x.as_chunks().0.iter().zip(y.as_chunks().0).enumerate() {
            let (x, y) = (load(x), load(y));
            let difference = _mm512_sub_epi64(_mm512_mul_epu32(x, times_a), _mm512_mul_epu32(y, times_b));
            sums[at] = _mm512_add_epi64(sums[at], _mm512_abs_epi64(difference));
            bits[at] = (_mm512_or_si512(bits[at].0, x), _mm512_or_si512(bits[at].1, y));
        }
    }
    let (mut sum, mut all) = crate::l1::halves(a, rest_of_x, b, rest_of_y);
    for (sums, bits) in sums.into_iter().zip(bits) {
        sum = sum.wrapping_add(_mm512_reduce_add_epi64(sums));
        all = (all.0 | _mm512_reduce_or_epi64(bits.0), all.1 | _mm512_reduce_or_epi64(bits.1));
    }
    (sum, all)
}

/// 24 bits.
pub(crate) mod short {
    use crate::Grid;
    use crate::grid::BLOCK;
    use std::arch::x86_64::*;
    use std::ops::Range;

    type V = __m512;
    const WIDTH: usize = 16;

    #[target_feature(enable = "avx512f,avx512dq")]
    fn zero() -> V {
        _mm512_setzero_ps()
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn splat(number: f32) -> V {
        _mm512_set1_ps(number)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn mul_add(one: V, other: V, sum: V) -> V {
        _mm512_fmadd_ps(one, other, sum)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn sub(one: V, other: V) -> V {
        _mm512_sub_ps(one, other)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn max(one: V, other: V) -> V {
        _mm512_max_ps(one, other)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn min(one: V, other: V) -> V {
        _mm512_min_ps(one, other)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn greatest(vector: V) -> f32 {
        _mm512_reduce_max_ps(vector)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn from_whole(n: &[i64; WIDTH]) -> V {
        let low = _mm512_cvtepi64_ps(_mm512_setr_epi64(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]));
        let high =
            _mm512_cvtepi64_ps(_mm512_setr_epi64(n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15]));
        _mm512_insertf32x8::<1>(_mm512_castps256_ps512(low), high)
    }

    kernels!("avx512f,avx512dq", f32);
}

/// 53 bits.
pub(crate) mod long {
    use crate::Grid;
    use crate::grid::BLOCK;
    // Sums of four vectors are as long.
    use crate::vector::avx2::long::{Four, both, each, none};
    use std::arch::x86_64::*;
    use std::ops::Range;

    type V = __m512d;
    const WIDTH: usize = 8;

    #[target_feature(enable = "avx512f,avx512dq")]
    fn zero() -> V {
        _mm512_setzero_pd()
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn splat(number: f64) -> V {
        _mm512_set1_pd(number)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn mul_add(one: V, other: V, sum: V) -> V {
        _mm512_fmadd_pd(one, other, sum)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn sub(one: V, other: V) -> V {
        _mm512_sub_pd(one, other)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn max(one: V, other: V) -> V {
        _mm512_max_pd(one, other)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn min(one: V, other: V) -> V {
        _mm512_min_pd(one, other)
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn greatest(vector: V) -> f64 {
        _mm512_reduce_max_pd(vector)
    }
    /// The sum of each.
    #[target_feature(enable = "avx512f,avx512dq")]
    fn four([a, b, c, d]: [V; 4]) -> Four {
        let pairs =
            |one: V, other: V| _mm512_add_pd(_mm512_unpacklo_pd(one, other), _mm512_unpackhi_pd(one, other));
        let halves = |all: V| _mm256_add_pd(_mm512_castpd512_pd256(all), _mm512_extractf64x4_pd::<1>(all));
        let (ab, cd) = (halves(pairs(a, b)), halves(pairs(c, d)));
        _mm256_add_pd(_mm256_permute2f128_pd::<0x20>(ab, cd), _mm256_permute2f128_pd::<0x31>(ab, cd))
    }
    #[target_feature(enable = "avx512f,avx512dq")]
    fn from_whole(n: &[i64; WIDTH]) -> V {
        _mm512_cvtepi64_pd(_mm512_setr_epi64(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]))
    }

    kernels!("avx512f,avx512dq", f64);
    products!("avx512f,avx512dq");
}

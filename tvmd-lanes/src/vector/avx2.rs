//! AVX2 with fused multiplication: 8 short floats, or 4 long ones.

/// 24 bits.
pub(crate) mod short {
    use crate::Grid;
    use crate::grid::BLOCK;
    use std::arch::x86_64::*;
    use std::ops::Range;

    type V = __m256;
    const WIDTH: usize = 8;

    #[target_feature(enable = "avx2,fma")]
    fn zero() -> V {
        _mm256_setzero_ps()
    }
    #[target_feature(enable = "avx2,fma")]
    fn splat(number: f32) -> V {
        _mm256_set1_ps(number)
    }
    #[target_feature(enable = "avx2,fma")]
    fn mul_add(one: V, other: V, sum: V) -> V {
        _mm256_fmadd_ps(one, other, sum)
    }
    #[target_feature(enable = "avx2,fma")]
    fn sub(one: V, other: V) -> V {
        _mm256_sub_ps(one, other)
    }
    #[target_feature(enable = "avx2,fma")]
    fn max(one: V, other: V) -> V {
        _mm256_max_ps(one, other)
    }
    #[target_feature(enable = "avx2,fma")]
    fn min(one: V, other: V) -> V {
        _mm256_min_ps(one, other)
    }
    #[target_feature(enable = "avx2,fma")]
    fn greatest(vector: V) -> f32 {
        let four = _mm_max_ps(_mm256_castps256_ps128(vector), _mm256_extractf128_ps::<1>(vector));
        let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_max_ss(two, _mm_shuffle_ps::<1>(two, two)))
    }
    /// Of numbers that fit into 32 bits.
    #[target_feature(enable = "avx2,fma")]
    #[expect(clippy::cast_possible_truncation, reason = "short floats hold numbers of 24 bits only")]
    fn from_whole(n: &[i64; WIDTH]) -> V {
        let n = n.map(|number| number as i32);
        _mm256_cvtepi32_ps(_mm256_setr_epi32(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]))
    }

    kernels!("avx2,fma", f32);
}

/// 53 bits.
pub(crate) mod long {
    use crate::Grid;
    use crate::grid::BLOCK;
    use std::arch::x86_64::*;
    use std::ops::Range;

    type V = __m256d;
    const WIDTH: usize = 4;

    #[target_feature(enable = "avx2,fma")]
    fn zero() -> V {
        _mm256_setzero_pd()
    }
    #[target_feature(enable = "avx2,fma")]
    fn splat(number: f64) -> V {
        _mm256_set1_pd(number)
    }
    #[target_feature(enable = "avx2,fma")]
    fn mul_add(one: V, other: V, sum: V) -> V {
        _mm256_fmadd_pd(one, other, sum)
    }
    #[target_feature(enable = "avx2,fma")]
    fn sub(one: V, other: V) -> V {
        _mm256_sub_pd(one, other)
    }
    #[target_feature(enable = "avx2,fma")]
    fn max(one: V, other: V) -> V {
        _mm256_max_pd(one, other)
    }
    #[target_feature(enable = "avx2,fma")]
    fn min(one: V, other: V) -> V {
        _mm256_min_pd(one, other)
    }
    #[target_feature(enable = "avx2,fma")]
    fn greatest(vector: V) -> f64 {
        let two = _mm_max_pd(_mm256_castpd256_pd128(vector), _mm256_extractf128_pd::<1>(vector));
        _mm_cvtsd_f64(_mm_max_sd(two, _mm_unpackhi_pd(two, two)))
    }
    pub(in crate::vector) type Four = __m256d;

    #[target_feature(enable = "avx2,fma")]
    pub(in crate::vector) fn none() -> Four {
        _mm256_setzero_pd()
    }
    #[target_feature(enable = "avx2,fma")]
    pub(in crate::vector) fn both(one: Four, other: Four) -> Four {
        _mm256_add_pd(one, other)
    }
    /// The sum of each.
    #[target_feature(enable = "avx2,fma")]
    fn four([a, b, c, d]: [V; 4]) -> Four {
        let (ab, cd) = (_mm256_hadd_pd(a, b), _mm256_hadd_pd(c, d));
        _mm256_add_pd(_mm256_permute2f128_pd::<0x20>(ab, cd), _mm256_permute2f128_pd::<0x31>(ab, cd))
    }
    #[target_feature(enable = "avx2,fma")]
    pub(in crate::vector) fn each(four: Four) -> [f64; 4] {
        let (low, high) = (_mm256_castpd256_pd128(four), _mm256_extractf128_pd::<1>(four));
        [
            _mm_cvtsd_f64(low),
            _mm_cvtsd_f64(_mm_unpackhi_pd(low, low)),
            _mm_cvtsd_f64(high),
            _mm_cvtsd_f64(_mm_unpackhi_pd(high, high)),
        ]
    }
    /// Of numbers below 2⁵¹, for which there is no instruction: added to 3 · 2⁵¹ as a float they are its last bits.
    #[target_feature(enable = "avx2,fma")]
    fn from_whole(n: &[i64; WIDTH]) -> V {
        let base = _mm256_set1_pd(6_755_399_441_055_744.0);
        let bits = _mm256_add_epi64(_mm256_castpd_si256(base), _mm256_setr_epi64x(n[0], n[1], n[2], n[3]));
        _mm256_sub_pd(_mm256_castsi256_pd(bits), base)
    }

    kernels!("avx2,fma", f64);
    products!("avx2,fma");
}

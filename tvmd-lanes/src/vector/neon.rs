//! NEON: 4 short floats, or 2 long ones.

/// 24 bits.
pub(crate) mod short {
    use crate::Grid;
    use crate::grid::BLOCK;
    use std::arch::aarch64::*;
    use std::ops::Range;

    type V = float32x4_t;
    const WIDTH: usize = 4;

    #[target_feature(enable = "neon")]
    fn zero() -> V {
        vdupq_n_f32(0.0)
    }
    #[target_feature(enable = "neon")]
    fn splat(number: f32) -> V {
        vdupq_n_f32(number)
    }
    #[target_feature(enable = "neon")]
    fn mul_add(one: V, other: V, sum: V) -> V {
        vfmaq_f32(sum, one, other)
    }
    #[target_feature(enable = "neon")]
    fn sub(one: V, other: V) -> V {
        vsubq_f32(one, other)
    }
    #[target_feature(enable = "neon")]
    fn max(one: V, other: V) -> V {
        vmaxq_f32(one, other)
    }
    #[target_feature(enable = "neon")]
    fn min(one: V, other: V) -> V {
        vminq_f32(one, other)
    }
    #[target_feature(enable = "neon")]
    fn greatest(vector: V) -> f32 {
        vmaxvq_f32(vector)
    }
    #[target_feature(enable = "neon")]
    fn from_whole(n: &[i64; WIDTH]) -> V {
        let [low, high] = [[n[0], n[1]], [n[2], n[3]]].map(|n| {
            vcvt_f32_f64(vcvtq_f64_s64(vcombine_s64(
                vcreate_s64(n[0].cast_unsigned()),
                vcreate_s64(n[1].cast_unsigned()),
            )))
        });
        vcombine_f32(low, high)
    }

    kernels!("neon", f32);
}

/// 53 bits.
pub(crate) mod long {
    use crate::Grid;
    use crate::grid::BLOCK;
    use std::arch::aarch64::*;
    use std::ops::Range;

    type V = float64x2_t;
    const WIDTH: usize = 2;

    #[target_feature(enable = "neon")]
    fn zero() -> V {
        vdupq_n_f64(0.0)
    }
    #[target_feature(enable = "neon")]
    fn splat(number: f64) -> V {
        vdupq_n_f64(number)
    }
    #[target_feature(enable = "neon")]
    fn mul_add(one: V, other: V, sum: V) -> V {
        vfmaq_f64(sum, one, other)
    }
    #[target_feature(enable = "neon")]
    fn sub(one: V, other: V) -> V {
        vsubq_f64(one, other)
    }
    #[target_feature(enable = "neon")]
    fn max(one: V, other: V) -> V {
        vmaxq_f64(one, other)
    }
    #[target_feature(enable = "neon")]
    fn min(one: V, other: V) -> V {
        vminq_f64(one, other)
    }
    #[target_feature(enable = "neon")]
    fn greatest(vector: V) -> f64 {
        vmaxvq_f64(vector)
    }
    #[target_feature(enable = "neon")]
    fn sum(vector: V) -> f64 {
        vaddvq_f64(vector)
    }
    #[target_feature(enable = "neon")]
    fn from_whole(n: &[i64; WIDTH]) -> V {
        let [low, high] = n.map(|number| vcreate_s64(number.cast_unsigned()));
        vcvtq_f64_s64(vcombine_s64(low, high))
    }

    kernels!("neon", f64);
    products!("neon");
}

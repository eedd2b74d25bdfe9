//! How far a distribution can be from the frequencies in a sample of it: bounds that hold for every sample size.
//!
//! Let P be a distribution, P̂ the frequencies in n independent draws from it, and α the probability with which a bound may fail. All
//! bounds here are functions of n, α and the number of atoms alone, so the smallest of those that hold does, too. They are computed
//! rounded up to millionths.
//!
//! ```
//! use tvmd::learn::radius::{product, tail, total_variation};
//! use tvmd::ratio;
//!
//! // Two bidders of five types in 400 auctions; each distribution is farther off with a probability of 1/40 at most.
//! let each = total_variation(400, 5, &ratio!(1 / 40));
//! assert!(each < ratio!(82 / 1000));
//! // So if they bid independently both together are no farther off than this, with a probability of 19/20.
//! assert!(product(&[each.clone(), each.clone()]) < ratio!(158 / 1000));
//! // How often somebody bids at least so much is known better, for all amounts at once.
//! assert!(tail(400, &ratio!(1 / 40)) < each);
//! ```
//!
//! # Total variation, k atoms
//!
//! *k has to be fixed before the sample is seen*; atoms may be of probability 0. [`total_variation`] is the smaller one of two bounds.
//!
//! **All events.** d_TV(P̂, P) is the largest P̂(A) - P(A), over 2^k - 2 events A that are neither impossible nor certain. So
//!
//! ```text
//! Pr[d_TV(P̂, P) ≥ t]  ≤  (2^k - 2) · max_p Pr[X ≥ n(p + t)],  X binomial with n trials of probability p.
//! ```
//!
//! Hoeffding's bound on the last factor, e^(-2nt²), makes this the inequality of Bretagnolle, Huber and Carol (van der Vaart and Wellner
//! 1996, Proposition A.6.6; Weissman, Ordentlich, Seroussi, Verdú and Weinberger 2003, Theorem 2.1). Here the factor is computed: the
//! maximum is attained at one of n points, since for a count of j Pr\[X ≥ j\] rises with p, up to p = j/n - t. With more than a million
//! draws Hoeffding's bound is taken.
//!
//! **The mean.** One draw moves d_TV(P̂, P) by 1/n at most. So, by McDiarmid's inequality (1989), it exceeds its expectation by
//! √(ln(1/α)/2n) with probability α at most. The expectation is Σ E|X_i - np_i| / 2n, and
//!
//! - E|X - np| ≤ √(np(1 - p)), so that it is at most √((k - 1)/n) / 2 (Berend and Kontorovich 2012, by the inequality of
//!   Cauchy and Schwarz);
//! - E|X - np| ≤ √((2/π)(np(1 - p) + 1)), so that it is at most √((2/π)((k - 1)/n + k²/n²)) / 2, since the right side is concave in p.
//!   The first term of this is that of Kamath, Orlitsky, Pichapati and Suresh (2015), and the best there is.
//!
//! Proof of the last but one line. With ν = ⌊np⌋ + 1, E|X - np| = 2ν (n over ν) p^ν (1 - p)^(n - ν + 1) (de Moivre; Diaconis and Zabell 1991). With
//! N = n + 1 this is (2ν(N - ν)/N)·(N over ν)·p^ν (1 - p)^(N - ν), which is largest at p = ν/N, and there, by Stirling's formula with
//! Robbins's remainders (1955), at most (2ν(N - ν)/N)·√(N/(2πν(N - ν))) = √((2/π)·ν(N - ν)/N). Now np is between ν - 1 and ν, and the concave np(1 - p)
//! is at least its lesser value at these ends, (ν - 1)(N - ν)/n and ν(n - ν)/n. Both are above ν(N - ν)/N - 1: the differences are
//! (N - ν)²/(nN) and ν²/(nN), below 1.
//!
//! The first bound is the smaller one for up to some forty atoms. Bounds by relative entropy and Pinsker's inequality (Mardia, Jiao,
//! Tánczos, Nowak and Weissman 2020; Agrawal 2020) hold, too, and are larger than these.
//!
//! # Tails of one number
//!
//! With probability 1 - α every tail of a number's distribution is at least its frequency less some ε, all of them at once. So it holds of
//! thresholds that were chosen by the sample. Of continuous distributions the largest shortfall has one and the same distribution, Smirnov's
//! statistic, which Birnbaum and Tingey (1951) give as a sum; of others it is no larger, since they are monotone functions of
//! continuous ones, with fewer tails. [`tail`] is that sum's ε, the least that holds of all distributions. With more than a hundred
//! thousand draws it is √(ln(1/α)/2n): the inequality of Dvoretzky, Kiefer and Wolfowitz with the constant of Massart (1990), for α up to 1/2.
//!
//! # Sources
//!
//! - R. Agrawal, *Finite-Sample Concentration of the Multinomial in Relative Entropy*, IEEE Transactions on Information Theory 66(10), 2020.
//! - D. Berend and A. Kontorovich, *On the Convergence of the Empirical Distribution*, arXiv:1205.6711, 2012.
//! - Z. W. Birnbaum and F. H. Tingey, *One-Sided Confidence Contours for Probability Distribution Functions*, Annals of Mathematical
//!   Statistics 22(4), 1951.
//! - P. Diaconis and S. Zabell, *Closed Form Summation for Classical Distributions: Variations on a Theme of De Moivre*, Statistical
//!   Science 6(3), 1991.
//! - S. Kamath, A. Orlitsky, D. Pichapati and A. T. Suresh, *On Learning Distributions from their Samples*, COLT 2015.
//! - J. Mardia, J. Jiao, E. Tánczos, R. D. Nowak and T. Weissman, *Concentration Inequalities for the Empirical Distribution of Discrete
//!   Distributions: Beyond the Method of Types*, Information and Inference 9(4), 2020.
//! - P. Massart, *The Tight Constant in the Dvoretzky-Kiefer-Wolfowitz Inequality*, Annals of Probability 18(3), 1990.
//! - C. McDiarmid, *On the Method of Bounded Differences*, Surveys in Combinatorics, 1989.
//! - H. Robbins, *A Remark on Stirling's Formula*, American Mathematical Monthly 62(1), 1955.
//! - A. W. van der Vaart and J. A. Wellner, *Weak Convergence and Empirical Processes*, Springer, 1996.
//! - T. Weissman, E. Ordentlich, G. Seroussi, S. Verdú and M. J. Weinberger, *Inequalities for the L1 Deviation of the Empirical
//!   Distribution*, HP Labs HPL-2003-97, 2003.

use super::GRID;
use super::above::Above;
use super::binomial::{MAX_TRIALS, Tails};
use super::smirnov::{MAX_DRAWS, shortfall};
use crate::exact::enclosure::{Enclosure, ln, sqrt};
use crate::exact::{BigInt, Rational, ratio};
use num_traits::{One, Signed as _, Zero as _};

/// The bits of enclosures: far more than a millionth has.
const BITS: u32 = 64;

/// The distance that the frequencies in `draws` independent draws exceed with probability `failure` at most, from whichever distribution on
/// `atoms` points, which were fixed before.
///
/// 1, which is never exceeded, where there are no draws, or far more atoms than draws.
///
/// ```
/// use tvmd::learn::radius::total_variation;
/// use tvmd::ratio;
///
/// // By Hoeffding's bound it would be 0.0608 and 0.0997.
/// assert_eq!(total_variation(500, 2, &ratio!(1 / 20)), ratio!(44_816 / 1_000_000));
/// assert_eq!(total_variation(500, 10, &ratio!(1 / 20)), ratio!(88_037 / 1_000_000));
/// assert_eq!(total_variation(500, 1, &ratio!(1 / 20)), ratio!(0), "there is nothing to learn");
/// ```
///
/// # Panics
/// If `failure` isn't in (0, 1).
#[must_use]
pub fn total_variation(draws: u64, atoms: u64, failure: &Rational) -> Rational {
    assert!(
        failure.is_positive() && *failure < Rational::one(),
        "a bound fails with a probability in (0, 1)"
    );
    if atoms <= 1 {
        return Rational::zero();
    }
    // Where 4n < k - 1 the mean alone comes to more than 1, and all events to hardly less.
    if draws.saturating_mul(4) < atoms {
        return Rational::one();
    }
    all_events(draws, atoms, failure).min(mean(draws, atoms, failure)).min(Rational::one())
}

/// What is exceeded by no event but with this probability in all.
fn all_events(draws: u64, atoms: u64, failure: &Rational) -> Rational {
    if draws > MAX_TRIALS {
        // Hoeffding. The logarithm of the number of events is below that of 2^k.
        let events = number(ln(&ratio(2, 1), BITS)).times(&whole(atoms));
        return up(&number(events.plus(&log(failure)).times(&half_per(draws)).sqrt(BITS)));
    }
    // Of very many events it doesn't matter that two of them are impossible and certain.
    let of_each = match 1_u64.checked_shl(u32::try_from(atoms).unwrap_or(u32::MAX)) {
        Some(events) => Above::limit(&(failure / whole(events - 2))),
        None => Above::limit(failure).halved(atoms),
    };
    units(Tails::of(draws).exceeded_rarely(of_each).into())
}

/// What the expectation and what it is exceeded by come to.
fn mean(draws: u64, atoms: u64, failure: &Rational) -> Rational {
    let (n, k) = (whole(draws), whole(atoms));
    let variance = (&k - Rational::one()) / &n;
    // 2/π is below 212/333.
    let normal = ratio(212, 333) * (&variance + (&k / &n) * (&k / &n));
    let mean = number(sqrt(&(variance.min(normal) / whole(4)), BITS));
    up(&mean.plus(&number(log(failure).times(&half_per(draws)).sqrt(BITS))))
}

/// What tails of one number's distribution are below their frequencies by, at most, all of them at once, except with probability `failure`.
///
/// ```
/// use tvmd::learn::radius::tail;
/// use tvmd::ratio;
///
/// assert_eq!(tail(500, &ratio!(1 / 20)), ratio!(54_395 / 1_000_000));
/// ```
///
/// # Panics
/// If `failure` isn't in (0, 1/2].
#[must_use]
pub fn tail(draws: u64, failure: &Rational) -> Rational {
    assert!(
        failure.is_positive() && *failure <= ratio(1, 2),
        "the bound for many draws is known for up to 1/2"
    );
    match draws {
        0 => return Rational::one(),
        1..=MAX_DRAWS => return units(shortfall(draws, Above::limit(failure)).into()),
        _ => {}
    }
    up(&number(log(failure).times(&half_per(draws)).sqrt(BITS)))
}

/// How far apart products of distributions can be that are so far apart one by one: 1 - Π(1 - δ_i), since optimal couplings can be
/// drawn independently. No less holds for all.
///
/// ```
/// use tvmd::learn::radius::product;
/// use tvmd::ratio;
///
/// assert_eq!(product(&[ratio!(1 / 10), ratio!(1 / 10)]), ratio!(19 / 100));
/// ```
#[must_use]
pub fn product(radii: &[Rational]) -> Rational {
    Rational::one() - radii.iter().map(|radius| Rational::one() - radius).product::<Rational>()
}

/// The next whole number of millionths.
pub(super) fn in_units(radius: &Rational) -> Rational {
    units((radius * whole(GRID)).ceil().to_integer())
}

/// ln(1/α).
fn log(failure: &Rational) -> Enclosure {
    number(ln(&failure.recip(), BITS))
}

/// 1/2n.
fn half_per(draws: u64) -> Rational {
    Rational::new(BigInt::one(), BigInt::from(draws) * 2)
}

fn whole(number: u64) -> Rational {
    Rational::from_integer(number.into())
}

/// So many units.
fn units(count: BigInt) -> Rational {
    Rational::new(count, GRID.into())
}

/// What the number is below, in units.
fn up(number: &Enclosure) -> Rational {
    in_units(number.high())
}

/// Roots are of numbers that aren't negative here, and logarithms of those above 0.
fn number(enclosure: Option<Enclosure>) -> Enclosure {
    enclosure.expect("the number exists")
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::Pow;

    /// E|X - np| of a binomial X, from the definition.
    fn deviation(n: u32, p: &Rational) -> Rational {
        let q = Rational::one() - p;
        let mut choices = ratio(1, 1);
        let mut sum = Rational::zero();
        for x in 0..=n {
            let away = (ratio(x.into(), 1) - p * ratio(n.into(), 1)).abs();
            sum += &choices * Pow::pow(p, x) * Pow::pow(&q, n - x) * away;
            choices *= ratio((n - x).into(), (x + 1).into());
        }
        sum
    }

    /// The inequality that is proved above, with its 1; without it, and with a factor below 2/π, it is false.
    #[test]
    fn frequencies_deviate_in_the_mean_by_no_more_than_is_proved() {
        let (mut without, mut below) = (false, false);
        for n in [1_u32, 2, 3, 8, 40] {
            for p in (1..64).map(|p| ratio(p, 64)) {
                let (squared, variance) =
                    (Pow::pow(deviation(n, &p), 2_u32), ratio(n.into(), 1) * &p * (ratio(1, 1) - &p));
                assert!(squared <= ratio(212, 333) * (&variance + ratio(1, 1)), "{n}, {p}");
                assert!(squared <= variance, "{n}, {p}");
                without |= squared > ratio(212, 333) * &variance;
                below |= squared > ratio(6, 10) * &variance && n == 40;
            }
        }
        assert!(without && below);
    }

    #[test]
    fn which_bound_is_the_smaller_one() {
        for (draws, atoms, mean_is_smaller) in
            [(500, 10, false), (500, 60, true), (10_000, 30, false), (10_000, 50, true)]
        {
            let (all, mean) = (all_events(draws, atoms, &ratio(1, 20)), mean(draws, atoms, &ratio(1, 20)));
            assert_eq!(mean < all, mean_is_smaller, "{draws}, {atoms}: {mean}, {all}");
            assert_eq!(total_variation(draws, atoms, &ratio(1, 20)), all.min(mean));
        }
        // Computed elsewhere, from the formulas: 0.0402358 and 0.2036265.
        assert_eq!(mean(10_000, 50, &ratio(1, 20)), ratio(40_237, 1_000_000));
        assert_eq!(all_events(500, 60, &ratio(1, 20)), ratio(203_627, 1_000_000));
        // Beyond what is summed, Hoeffding's: √((10·ln 2 + ln 20)/(4·10^6)).
        assert_eq!(all_events(2_000_000, 10, &ratio(1, 20)), ratio(1_576, 1_000_000));
        assert_eq!(tail(2_000_000, &ratio(1, 20)), ratio(866, 1_000_000));
        // Far more atoms than draws, and none at all.
        assert_eq!(
            [total_variation(5, 50, &ratio(1, 20)), tail(0, &ratio(1, 20))],
            [ratio(1, 1), ratio(1, 1)]
        );
        assert!(total_variation(20, 80, &ratio(1, 20)) <= ratio(1, 1));
    }
}

//! What is said of a sample with some confidence: how often it is wrong, by adding up the probabilities of all samples, exactly.
//!
//! Distributions are on grids of fractions, so that all probabilities are whole numbers over one power. A bound that is scaled down is wrong
//! too often, as these sums show.

use num_traits::{One, Signed, Zero};
use tvmd_core::Rational;
use tvmd_core::exact::ratio;
use tvmd_core::learn::{Bids, Bins, ByReserve, Confidence, Dependence, Learned, radius};

/// All ways to divide `total` among so many parts.
fn divisions(total: u64, parts: usize) -> Vec<Vec<u64>> {
    if parts == 1 {
        return vec![vec![total]];
    }
    let starting = |first: u64| {
        divisions(total - first, parts - 1).into_iter().map(move |rest| [vec![first], rest].concat())
    };
    (0..=total).flat_map(starting).collect()
}

/// The probability of these counts in draws from a distribution with these weights, times (sum of the weights)^draws.
fn weight(counts: &[u64], weights: &[u64]) -> u128 {
    let (mut ways, mut drawn) = (1_u128, 0_u128);
    for (count, weight) in counts.iter().zip(weights) {
        for one in 1..=u128::from(*count) {
            drawn += 1;
            // Products of binomial coefficients, so it divides.
            ways = ways * drawn / one;
        }
        ways *= u128::from(*weight).pow(u32::try_from(*count).unwrap());
    }
    ways
}

/// The probability of the samples that are marked.
fn probability(samples: &[Vec<u64>], weights: &[u64], marked: impl Fn(usize, &[u64]) -> bool) -> Rational {
    let draws = u32::try_from(samples[0].iter().sum::<u64>()).unwrap();
    let all = u128::from(weights.iter().sum::<u64>()).pow(draws);
    let of =
        |(index, counts): (usize, &Vec<u64>)| if marked(index, counts) { weight(counts, weights) } else { 0 };
    Rational::new(samples.iter().enumerate().map(of).sum::<u128>().into(), all.into())
}

fn shares(counts: &[u64]) -> Vec<Rational> {
    let total: u64 = counts.iter().sum();
    counts.iter().map(|count| Rational::new((*count).into(), total.into())).collect()
}

fn distance(one: &[u64], other: &[u64]) -> Rational {
    let parts = shares(one).into_iter().zip(shares(other));
    parts.map(|(share, other)| (share - other).abs()).sum::<Rational>() / ratio(2, 1)
}

/// By how much the most a tail is below its frequency.
fn shortfall(counts: &[u64], weights: &[u64]) -> Rational {
    let (seen, true_) = (shares(counts), shares(weights));
    let tail = |shares: &[Rational], from: usize| shares[from..].iter().sum::<Rational>();
    (0..seen.len()).map(|from| tail(&seen, from) - tail(&true_, from)).max().unwrap()
}

/// The largest probability, over a grid of distributions, that `error` exceeds a radius and so much of it.
fn worst(
    (draws, atoms, grid): (u64, usize, u64),
    radius: &Rational,
    error: fn(&[u64], &[u64]) -> Rational,
    scales: [Rational; 2],
) -> [Rational; 2] {
    let samples = divisions(draws, atoms);
    let mut worst = [Rational::zero(), Rational::zero()];
    for weights in divisions(grid, atoms) {
        let errors: Vec<Rational> = samples.iter().map(|counts| error(counts, &weights)).collect();
        for (scale, worst) in scales.iter().zip(&mut worst) {
            let limit = radius * scale;
            let wrong = probability(&samples, &weights, |index, _| errors[index] > limit);
            *worst = wrong.max(worst.clone());
        }
    }
    worst
}

#[test]
fn the_radius_is_exceeded_no_more_often_than_is_said() {
    for (draws, atoms, grid) in
        [(1, 2, 8), (4, 2, 8), (13, 2, 12), (30, 2, 12), (9, 3, 8), (18, 3, 6), (8, 4, 6), (6, 5, 5)]
    {
        for failure in [ratio(1, 20), ratio(1, 4), ratio(1, 2)] {
            let radius = radius::total_variation(draws, u64::try_from(atoms).unwrap(), &failure);
            let [wrong, _] = worst((draws, atoms, grid), &radius, distance, [ratio(1, 1), ratio(1, 1)]);
            assert!(wrong <= failure, "{draws} draws, {atoms} atoms, {failure}: {wrong}");
        }
    }
}

/// What is lost to what is known for all distributions: with two atoms hardly anything.
#[test]
fn a_radius_that_is_scaled_down_is_exceeded_too_often() {
    for (draws, atoms, grid, failure, scale) in [
        (30, 2, 12, ratio(1, 20), ratio(9, 10)),
        (13, 2, 12, ratio(1, 4), ratio(7, 8)),
        (18, 3, 6, ratio(1, 20), ratio(3, 4)),
        (8, 4, 6, ratio(1, 4), ratio(2, 3)),
    ] {
        let radius = radius::total_variation(draws, u64::try_from(atoms).unwrap(), &failure);
        let [right, wrong] = worst((draws, atoms, grid), &radius, distance, [ratio(1, 1), scale]);
        assert!(
            right <= failure && wrong > failure,
            "{draws} draws, {atoms} atoms, {failure}: {right}, {wrong}"
        );
    }
}

#[test]
fn tails_are_less_than_seen_by_more_no_more_often_than_is_said() {
    for (draws, atoms, grid) in [(1, 2, 20), (13, 2, 12), (30, 2, 12), (18, 3, 6), (5, 5, 5)] {
        for failure in [ratio(1, 20), ratio(1, 4), ratio(1, 2)] {
            let radius = radius::tail(draws, &failure);
            let [right, wrong] = worst((draws, atoms, grid), &radius, shortfall, [ratio(1, 1), ratio(1, 2)]);
            assert!(right <= failure, "{draws} draws, {atoms} atoms, {failure}: {right}");
            // The twin, where that is worse than a grid shows.
            assert!(
                wrong > failure || draws < 13 || failure > ratio(1, 20),
                "{draws} draws, {atoms} atoms, {failure}: {wrong}"
            );
        }
    }
}

/// Bids of two bidders by how often each profile was seen: ⊥, 1 and 2 of the one, each with all of the other.
fn file(profiles: &[u64]) -> Bids {
    let cell = ["", "1", "2"];
    let lines = profiles.iter().enumerate().map(|(profile, count)| {
        format!("{},{}\n", cell[profile / 3], cell[profile % 3]).repeat(usize::try_from(*count).unwrap())
    });
    Bids::from_csv(&format!("Ann,Ben\n{}", lines.collect::<String>())).unwrap()
}

/// What a second-price auction with this reserve earns, from the definition.
fn earned(profiles: &[Rational], reserve: i64) -> Rational {
    let of = |(profile, mass): (usize, &Rational)| {
        let bids = [profile / 3, profile % 3].map(|value| i64::try_from(value).unwrap());
        let (high, low) = (bids[0].max(bids[1]), bids[0].min(bids[1]));
        if high >= reserve && high > 0 { mass * ratio(low.max(reserve), 1) } else { Rational::zero() }
    };
    profiles.iter().enumerate().map(of).sum()
}

/// What is promised and what would be if the sample were the truth, of each sample.
fn promised(samples: impl Iterator<Item = Vec<u64>>, dependence: Dependence) -> Vec<Option<[ByReserve; 2]>> {
    let half = Confidence::new(ratio(1, 2)).unwrap();
    let of = |profiles: Vec<u64>| {
        let bids = profiles.iter().enumerate().filter(|(_, count)| **count > 0).map(|(profile, _)| profile);
        let (ann, ben): (Vec<_>, Vec<_>) = bids.map(|profile| (profile / 3, profile % 3)).unzip();
        // Where one of them never bids there is no file; nothing is promised.
        if ann.iter().all(Zero::is_zero) || ben.iter().all(Zero::is_zero) {
            return None;
        }
        let learned = Learned::of(&file(&profiles), &Bins::Values, dependence).unwrap();
        Some([learned.guaranteed_revenue(&half), learned.revenue()])
    };
    samples.map(of).collect()
}

/// Whether more is promised for some reserve than is earned.
fn is_broken(promise: &ByReserve, truth: &[Rational; 3]) -> bool {
    (0..3).zip(truth).any(|(reserve, truth)| promise.at(&ratio(reserve, 1)) > *truth)
}

fn truth(profiles: &[Rational]) -> [Rational; 3] {
    [0, 1, 2].map(|reserve| earned(profiles, reserve))
}

#[test]
fn promises_about_independent_bidders_are_broken_no_more_often_than_is_said() {
    // Each bidder's counts of ⊥, 1 and 2; how they meet doesn't matter.
    let counts = divisions(10, 3);
    let pairs = || counts.iter().flat_map(|ann| counts.iter().map(move |ben| (ann, ben)));
    let profiles = |(ann, ben): (&Vec<u64>, &Vec<u64>)| {
        let types = |counts: &[u64]| -> Vec<usize> {
            (0..3).flat_map(|t| std::iter::repeat_n(t, usize::try_from(counts[t]).unwrap())).collect()
        };
        let mut profiles = vec![0; 9];
        types(ann).into_iter().zip(types(ben)).for_each(|(t, other)| profiles[3 * t + other] += 1);
        profiles
    };
    let promises = promised(pairs().map(profiles), Dependence::Independent);
    let mut worst = [Rational::zero(), Rational::zero()];
    for (ann, ben) in
        [([1, 2, 3], [2, 2, 2]), ([0, 3, 3], [1, 4, 1]), ([3, 0, 3], [3, 0, 3]), ([1, 1, 4], [0, 5, 1])]
    {
        let masses = shares(&ann)
            .into_iter()
            .flat_map(|share| shares(&ben).into_iter().map(move |other| &share * other));
        let truth = truth(&masses.collect::<Vec<_>>());
        for (which, worst) in worst.iter_mut().enumerate() {
            let broken = pairs().zip(&promises).filter(|(_, promise)| {
                promise.as_ref().is_some_and(|promise| is_broken(&promise[which], &truth))
            });
            let weights = broken.map(|((of_ann, of_ben), _)| weight(of_ann, &ann) * weight(of_ben, &ben));
            let wrong = Rational::new(weights.sum::<u128>().into(), 6_u128.pow(20).into());
            *worst = wrong.max(worst.clone());
        }
    }
    let [right, twin] = worst;
    assert!(right.is_positive() && right <= ratio(1, 2) && twin > ratio(1, 2), "{right}, {twin}");
}

#[test]
fn promises_about_bidders_who_depend_on_each_other_are_broken_no_more_often_than_is_said() {
    let samples = divisions(6, 9);
    let promises = promised(samples.iter().cloned(), Dependence::Joint);
    let mut worst = [Rational::zero(), Rational::zero()];
    for weights in
        [[0, 0, 0, 0, 3, 0, 0, 0, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 2, 0, 1, 0, 2, 0, 1], [1; 9]]
    {
        let truth = truth(&shares(&weights));
        for (which, worst) in worst.iter_mut().enumerate() {
            let wrong = probability(&samples, &weights, |index, _| {
                promises[index].as_ref().is_some_and(|promise| is_broken(&promise[which], &truth))
            });
            *worst = wrong.max(worst.clone());
        }
    }
    let [right, twin] = worst;
    assert!(right.is_positive() && right <= ratio(1, 2) && twin > ratio(1, 2), "{right}, {twin}");
}

#[test]
fn promises_about_bidders_who_are_alike_are_broken_no_more_often_than_is_said() {
    // Pooled counts; how they are divided doesn't matter.
    let counts = divisions(20, 3);
    let profiles = |counts: &Vec<u64>| {
        let types = (0..3).flat_map(|t| std::iter::repeat_n(t, usize::try_from(counts[t]).unwrap()));
        let types: Vec<usize> = types.collect();
        let mut profiles = vec![0; 9];
        (0..10).for_each(|place| profiles[3 * types[place] + types[19 - place]] += 1);
        profiles
    };
    let promises = promised(counts.iter().map(profiles), Dependence::Symmetric);
    let mut worst = [Rational::zero(), Rational::zero()];
    for weights in divisions(8, 3) {
        let shares = shares(&weights);
        let masses = shares.iter().flat_map(|one| shares.iter().map(move |other| one * other));
        let truth = truth(&masses.collect::<Vec<_>>());
        for (which, worst) in worst.iter_mut().enumerate() {
            let wrong = probability(&counts, &weights, |index, _| {
                promises[index].as_ref().is_some_and(|promise| is_broken(&promise[which], &truth))
            });
            *worst = wrong.max(worst.clone());
        }
    }
    let [right, twin] = worst;
    assert!(right.is_positive() && right <= ratio(1, 2) && twin > ratio(1, 2), "{right}, {twin}");
    assert!(right < Rational::one());
}

//! The paper's bounds beside the curves: they hold, the sharp ones are attained, and smaller constants are refuted.

use num_traits::{One, Zero};
use std::path::Path;
use tvmd_core::Rational;
use tvmd_core::case::{Case, Generator};
use tvmd_core::exact::ratio;
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use tvmd_core::robustness::{Extremes, Regret};
use tvmd_core::search::Catalogue;
use tvmd_core::tv_robustness::{Lemma4Bound, lemma_4};

/// The largest share of c·H·δ/p that a type gains near the prior: 1 is equality.
fn share(case: &Case, of: fn(&Lemma4Bound) -> &Rational) -> Option<Rational> {
    let bound = Lemma4Bound::of(&case.table, &case.prior).unwrap()?;
    let shares = Regret::of(&case.table, &case.prior).unwrap().types.into_iter().flat_map(|tempted| {
        let points = tempted.curve.points().to_vec();
        let gains = points.into_iter().filter(|point| !point.delta.is_zero());
        gains.map(|point| point.value * &tempted.mass / point.delta / of(&bound)).collect::<Vec<_>>()
    });
    shares.max()
}

#[test]
fn lemma_4_bounds_each_type_and_is_attained() {
    let mut generator = Generator::new(8);
    let cases = (0..2_000).filter_map(|_| lemma_4::STATEMENT.generate(&mut generator));
    let shares: Vec<Rational> = cases.filter_map(|case| share(&case, |bound| &bound.sharp)).collect();
    assert!(shares.len() > 500, "only {} cases", shares.len());
    assert!(shares.iter().max().unwrap() <= &Rational::one());

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let worst = Catalogue::at(&folder).load("lemma-4").unwrap().unwrap();
    assert_eq!(share(&worst, |bound| &bound.sharp), Some(Rational::one()));
    assert_eq!(share(&worst, |bound| &bound.printed), Some(ratio(5, 8)));
}

/// Without ex-post IR, or without BIC, the lemma says nothing, and rightly: its bound would fail.
#[test]
fn without_its_hypotheses_nothing_is_said() {
    let mut generator = Generator::new(9);
    let (mut silent, mut beyond) = (0, 0);
    for _ in 0..300 {
        let case = generator.case().unwrap();
        if Lemma4Bound::of(&case.table, &case.prior).unwrap().is_some() {
            continue;
        }
        silent += 1;
        let least = ratio(2, 1) * case.setting().bound() * ratio(1, 100);
        let regret = Regret::of(&case.table, &case.prior).unwrap();
        beyond += usize::from(
            regret.types.iter().any(|tempted| tempted.curve.at(&ratio(1, 100)) * &tempted.mass > least),
        );
    }
    assert!(silent > 100 && beyond > 50, "{silent} {beyond}");
}

#[test]
fn lemma_2_bounds_the_curve_and_its_first_slope_attains_it() {
    let mut generator = Generator::new(10);
    let mut attained = 0;
    for _ in 0..300 {
        let case = generator.case().unwrap();
        let objectives: [&dyn Objective; 2] = [&Revenue, &Welfare];
        for objective in objectives {
            let values = Performance::new(objective, &case.table).unwrap();
            let extremes = Extremes::of(values, &case.prior).unwrap();
            let bound = extremes.lemma_2(objective);
            assert!(bound.width_in_play <= bound.width);
            let [first, second] = &extremes.least.points()[..2] else { continue };
            let slope = (&first.value - &second.value) / (&second.delta - &first.delta);
            assert!(slope <= bound.width_in_play);
            attained += usize::from(slope == bound.width_in_play && !slope.is_zero());
        }
    }
    assert!(attained > 100, "{attained}");
}

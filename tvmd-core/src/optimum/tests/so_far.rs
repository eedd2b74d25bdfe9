//! What is known when time is up: bounds on either side of the optimum.

use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::objective::{Revenue, Standard};
use crate::optimum::maxmin::max_min;
use crate::optimum::posted::max_min_posted;
use crate::optimum::{Design, OptimumError, SoFar, Truthfulness};
use crate::setting::AgentId;
use crate::work::Budget;
use std::time::Instant;

fn up() -> Budget {
    Budget { until: Some(Instant::now()), ..Budget::DEFAULT }
}

/// What is known, if time was up.
fn known<T: std::fmt::Debug>(found: Result<T, OptimumError>) -> Option<SoFar> {
    match found {
        Err(OptimumError::TimeIsUp(known)) => Some(*known),
        Ok(_) => None,
        other => panic!("{other:?}"),
    }
}

/// Whether both bounds are known and hold.
fn bounds(known: &SoFar, best: &Rational) -> usize {
    assert!(known.value.as_ref().is_none_or(|value| value <= best), "{known} {best}");
    assert!(known.upper.as_ref().is_none_or(|upper| upper >= best), "{known} {best}");
    usize::from(known.gap().is_some())
}

#[test]
fn the_optimum_is_between_what_is_known() {
    let mut generator = Generator::new(31);
    let drawn = std::iter::from_fn(|| Some(generator.case())).flatten();
    let (mut stopped, mut between) = (0, 0);
    for case in drawn.filter(|case: &Case| case.setting().profile_count() <= 16).take(40) {
        let setting = case.setting();
        let marginals: Vec<_> =
            (0..setting.agents().len()).map(|agent| case.prior.marginal(AgentId(agent))).collect();
        let all = Design::revenue(&case.prior, Truthfulness::Dsic);
        let short = Design { budget: up(), ..all.clone() };
        let mut check = |known: Option<SoFar>, best: Rational| {
            stopped += usize::from(known.is_some());
            between += known.map_or(0, |known| bounds(&known, &best));
        };
        check(known(short.best()), all.best().unwrap().value);
        check(
            known(short.best_without_lotteries(&mut |_| ())),
            all.best_without_lotteries(&mut |_| ()).unwrap().value,
        );
        let max_min = |budget| max_min(setting, &marginals, &Revenue, &budget, &mut |_| ());
        check(known(max_min(up())), max_min(Budget::DEFAULT).unwrap().value);
        if setting.items().len() == 1 {
            for objective in [Standard::Revenue, Standard::Welfare] {
                let posted = |budget| max_min_posted(setting, &marginals, objective, &budget, &mut |_| ());
                check(known(posted(up())), posted(Budget::DEFAULT).unwrap().value);
            }
        }
    }
    assert!(stopped > 100 && between > 50, "{stopped} {between}");
}

/// Stopped at any time, what is known of the best mechanism without lotteries holds.
#[test]
fn branch_and_bound_stops_with_bounds_that_hold() {
    let mut generator = Generator::new(37);
    let drawn = std::iter::from_fn(|| Some(generator.case())).flatten();
    let fits = |case: &Case| {
        let setting = case.setting();
        (setting.agents().len(), setting.items().len()) == (1, 2) && setting.profile_count() >= 4
    };
    let mut stopped = 0;
    for case in drawn.filter(fits).take(20) {
        let all = Design::revenue(&case.prior, Truthfulness::Dsic);
        let begun = Instant::now();
        let best = all.best_without_lotteries(&mut |_| ()).unwrap().value;
        let took = begun.elapsed();
        for part in [64, 32, 16, 8, 4, 2] {
            let until = Some(Instant::now() + took / part);
            let short = Design { budget: Budget { until, ..Budget::DEFAULT }, ..all.clone() };
            let Some(known) = known(short.best_without_lotteries(&mut |_| ())) else { continue };
            bounds(&known, &best);
            assert!(known.value.is_some());
            stopped += 1;
        }
    }
    assert!(stopped > 0, "{stopped}");
}

//! The largest δ at which a promise holds: it holds up to there, and not beyond.

use num_traits::{One, Zero};
use tvmd_core::Rational;
use tvmd_core::case::Generator;
use tvmd_core::exact::ratio;
use tvmd_core::incentive::Verdict;
use tvmd_core::objective::{Performance, Revenue};
use tvmd_core::robustness::{Extremes, Promise, Quantity, Regret};

#[test]
fn promises_hold_up_to_the_distance_and_not_beyond() {
    let mut generator = Generator::new(6);
    let [mut broken, mut within, mut always] = [0; 3];
    for _ in 0..300 {
        let case = generator.case().unwrap();
        let limit = generator.fraction();
        let revenue = Extremes::of(Performance::new(&Revenue, &case.table).unwrap(), &case.prior).unwrap();
        let regret = Regret::of(&case.table, &case.prior).unwrap();
        for quantity in [Quantity::Revenue, Quantity::Regret] {
            let kept = |delta: &Rational| match quantity {
                Quantity::Regret => {
                    let worst = regret.worst_prior(&case.table, delta).unwrap();
                    Verdict::bic(&case.table, &worst).unwrap().regret <= limit
                }
                _ => {
                    let worst = revenue.worst_prior(delta);
                    Performance::new(&Revenue, &case.table).unwrap().expectation(&worst).unwrap() >= limit
                }
            };
            let promise = Promise { quantity, limit: limit.clone() };
            match promise.holds_up_to(&case.table, &case.prior).unwrap() {
                None => {
                    broken += 1;
                    assert!(!kept(&Rational::zero()), "{promise}");
                }
                Some(delta) if delta.is_one() => {
                    always += 1;
                    assert!(kept(&delta), "{promise}");
                }
                Some(delta) => {
                    within += 1;
                    assert!(kept(&delta) && !kept(&(&delta + ratio(1, 1_000_000))), "{promise} at {delta}");
                }
            }
        }
    }
    assert!([broken, within, always].into_iter().all(|count| count > 20), "{broken} {within} {always}");
}

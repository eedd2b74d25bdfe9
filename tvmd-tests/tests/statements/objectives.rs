//! Objectives keep to the range they declare, or it is said where they don't.

use tvmd_core::case::Generator;
use tvmd_core::exact::ratio;
use tvmd_core::objective::{Custom, Objective, Performance, Revenue, Welfare};
use tvmd_core::{AgentId, Setting};

#[test]
fn revenue_and_welfare_lie_in_their_ranges_on_random_tables() {
    let mut generator = Generator::new(5);
    for _ in 0..200 {
        let case = generator.case().unwrap();
        let objectives: [&dyn Objective; 2] = [&Revenue, &Welfare];
        for objective in objectives {
            let (from, to) = objective.range(case.table.setting());
            let (least, most) = Performance::new(objective, &case.table).unwrap().range_in_play();
            assert!(from <= least && most <= to);
        }
    }
}

#[test]
fn an_objective_that_leaves_its_range_is_caught_with_the_place() {
    let case = Generator::new(5).case().unwrap();
    let first_payment =
        |_: &Setting, _: &tvmd_core::Profile, outcome: &tvmd_core::Outcome| outcome.payment(AgentId(0));
    let honest = Custom::new("what the first agent pays", (ratio(-2, 1), ratio(2, 1)), first_payment);
    let performance = Performance::new(&honest, &case.table).unwrap();
    let (_, most) = performance.range_in_play();
    let narrow =
        Custom::new("what the first agent pays", (ratio(-2, 1), &most - ratio(1, 100)), first_payment);
    let error = Performance::new(&narrow, &case.table).unwrap_err();
    assert_eq!(error.value, most);
    let message = error.to_string();
    assert!(message.contains("what the first agent pays") && message.contains(&error.types), "{message}");
}

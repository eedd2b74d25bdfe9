//! Constraints that matter are seen whatever the size of what they are about.

use super::mechanisms::setting;
use crate::exact::ratio;
use crate::model::ValuationKind;
use crate::optimum::separation::Separation;
use crate::optimum::situation::known;
use crate::optimum::{Design, Program, Truthfulness};
use crate::prior::Prior;
use crate::setting::AgentId;

#[test]
fn a_gain_is_large_or_small_for_the_type_that_has_it() {
    // The item is worth 1 or 10¹². Who says 10¹² gets it for so much less than 1, or more; who says 1 gets nothing.
    let high = 1_000_000_000_000;
    let setting = setting(ValuationKind::Additive, 1, &[vec![1], vec![high]], high);
    let prior = Prior::uniform(&setting);
    let design = Design::revenue(&prior, Truthfulness::Dsic);
    let (mut program, in_play) = (Program::new(), design.in_play());
    let plan = design.plan(&mut program, &in_play, false);
    let situations = known(&setting, &in_play);
    let separation = Separation::new(&setting, &plan, &situations, &ratio(0, 1));
    for (price, violated) in [(0.5, vec![(1, 2)]), (0.999, vec![(1, 2)]), (1.0, vec![]), (1.5, vec![])] {
        let mut point = vec![0.0; program.variable_count()];
        let at = (0..setting.profile_count()).find(|at| setting.profile_at(*at).of(AgentId(0)) == 2).unwrap();
        plan.given(at, 0).for_each(|(chance, _)| point[chance.0] = 1.0);
        point[plan.payment(at, 0).unwrap().0] = price;
        let found = separation.violated(&situations, &point, |_| false).into_iter();
        let found: Vec<_> = found.map(|(situation, report)| (situations[situation].truth, report)).collect();
        assert_eq!(found, violated, "at {price}");
    }
}

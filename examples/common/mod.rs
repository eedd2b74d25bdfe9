//! What the examples share: expectations under the declared prior, and the proof that an instance file beside them
//! says the same as a `mechanism!` block.

use tvmd::prelude::*;

/// The expectation of an objective at truthful reports, under the prior that was declared with the mechanism.
pub(crate) fn expected(objective: &impl Objective, mechanism: &impl Mechanism) -> Rational {
    let table = mechanism.table().expect("declared mechanisms are feasible");
    let values = Performance::new(objective, &table).expect("the objective keeps to its range");
    values.expectation(mechanism.prior().expect("a prior is declared")).expect("of the same setting")
}

/// Fails unless the instance file says the same as a `mechanism!` block, and everything claimed in it is true.
#[cfg(test)]
pub(crate) fn assert_same(declared: &tvmd::Instance, file: &str) {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/instances"));
    let model = tvmd::model::InstanceDecl::read(&folder.join(file)).unwrap_or_else(|error| panic!("{error}"));
    let read = model.resolve().unwrap_or_else(|errors| panic!("{file}: {errors}"));

    assert_eq!(declared.setting(), read.setting(), "{file}: another setting");
    assert!(declared.prior() == read.prior(), "{file}: another prior");
    let names = |instance: &tvmd::Instance| -> Vec<String> {
        instance.mechanisms().iter().map(|mechanism| mechanism.name().to_owned()).collect()
    };
    assert_eq!(names(declared), names(&read), "{file}: other mechanisms");
    for (ours, theirs) in declared.mechanisms().iter().zip(read.mechanisms()) {
        let name = ours.name();
        assert_eq!(ours.claims(), theirs.claims(), "{file}: other claims about {name}");
        for profile in declared.setting().profiles() {
            let [one, other] = [ours, theirs].map(|mechanism| mechanism.table().outcome(&profile));
            let reports = declared.setting().profile_name(&profile);
            assert_eq!(one, other, "{file}: another outcome of {name} at {reports}");
        }
        let report = tvmd::IncentiveReport::of(ours.table(), declared.prior()).expect("of one setting");
        for claim in ours.claims() {
            assert_eq!(report.decides(claim), Some(true), "{name}: `{claim}` is claimed, but\n{report}");
        }
    }
}

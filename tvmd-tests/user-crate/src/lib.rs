//! A tea auction: a setting with correlated values read from a file, declared rules, and one rule written by hand.
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused)]
#![forbid(unsafe_code)]

use tvmd::prelude::*;

/// For crates with further mechanisms in these settings.
pub use tvmd::mechanism;

tvmd::mechanism! {
    /// Two tea houses bid for a crate of leaves and a pot.
    pub setting Tea<North, South> {
        items { Leaves, Pot }
        bound 6;
        agent North: additive {
            Mild = { Leaves: 1, Pot: 1/2 },
            Keen = { Leaves: 3, Pot: 2 },
        }
        agent South: unit_demand { V = { Leaves: 1..=3, Pot: 2 } }
        prior include "prior.csv";
    }

    /// Item prices, South first.
    pub mechanism Shelf in Tea {
        posted_prices { Leaves: 2, Pot: 1 } order (South, North);
        claims ex_post_ir, dsic;
    }

    /// Only the leaves, North first; a test verifies the claims.
    pub mechanism Leaves in Tea {
        posted_prices { Leaves: 3 }
        claims ex_post_ir, dsic at test;
    }

    /// Vickrey, Clarke and Groves.
    pub mechanism Pivot in Tea {
        vcg;
        claims ex_post_ir, dsic;
    }

    /// The pot is South's, whoever else wants it.
    pub mechanism PotToSouth in Tea {
        by pot_to_south;
        claims ex_post_ir, dsic at test;
    }
}

fn pot_to_south(reports: tea::Profile) -> Outcome {
    if reports.south.takes_part() {
        Tea::sale(tea::Agent::South, tea::Item::Pot, ratio!(1))
    } else {
        Tea::nothing()
    }
}

/// North pays what she says the leaves are worth, less a rebate: no more truthful with it.
#[derive(Clone, Debug)]
pub struct Rebate(pub Rational);

impl MechanismIn<Tea> for Rebate {
    fn outcome(&self, reports: tea::Profile) -> Outcome {
        let value = reports.north.value(tea::Item::Leaves);
        if value <= self.0 {
            return Tea::nothing();
        }
        Tea::sale(tea::Agent::North, tea::Item::Leaves, value - &self.0)
    }
}

/// North pays what she says the leaves are worth: not truthful.
#[derive(Clone, Copy, Debug)]
pub struct PayYourReport;

impl Mechanism for PayYourReport {
    fn name(&self) -> &'static str {
        "PayYourReport"
    }

    fn setting(&self) -> &Setting {
        Tea::instance().setting()
    }

    fn outcome(&self, reports: &Profile) -> Outcome {
        let report = reports.of(tea::Agent::North);
        if report == 0 {
            return Outcome::nothing(2);
        }
        let leaves: Bundle = [tea::Item::Leaves.into()].into_iter().collect();
        let price = Tea::setting().agents()[0].types()[report].valuation().value(leaves);
        let allocation = Allocation::new(vec![leaves, Bundle::EMPTY]).unwrap_or(Allocation::nothing(2));
        Outcome::sure(allocation, vec![price, ratio!(0)])
    }

    fn prior(&self) -> Option<&Prior> {
        Tea::instance().prior()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tea::{North, South};
    use tvmd::kernel::{Dsic, Kept, Proof, lemma6};

    #[test]
    fn declared_rules_are_truthful() {
        for report in [Shelf.incentives(&Tea::prior()), Pivot.incentives(&Tea::prior())] {
            assert!(report.dsic.holds && report.ex_post_ir.holds, "{report}");
        }
    }

    #[test]
    fn the_hand_written_rule_is_caught() {
        let report = PayYourReport.report(Some(&Tea::prior())).unwrap();
        let witness = report.dsic.witness.unwrap();
        assert_eq!((witness.agent_name(), witness.type_name()), ("North", "Keen"));
        assert_eq!(witness.gain, ratio!(2));
    }

    #[test]
    fn rules_by_hand_are_checked_like_declared_ones() {
        assert!(PotToSouth.incentives(&Tea::prior()).unwrap().dsic.holds);
        let rebate = ByHand::new("Rebate", Rebate(ratio!(1 / 2)));
        let witness = rebate.incentives(&Tea::prior()).unwrap().dsic.witness.unwrap();
        assert_eq!(tea::Agent::try_from(witness.agent), Ok(tea::Agent::North));
        assert_eq!((witness.type_name(), &witness.gain), ("Keen", &ratio!(2)));
    }

    /// The names of before.
    #[test]
    fn old_names_mean_the_same() {
        let reports = (North::Keen, South::V3x2);
        assert_eq!(Shelf.run(reports), Shelf.outcome(reports));
        let prior = Tea::prior();
        assert_eq!(
            PayYourReport.report(Some(&prior)).unwrap(),
            PayYourReport.incentives(Some(&prior)).unwrap()
        );
        let shelf = Tea::instance().mechanism("Shelf").unwrap();
        assert_eq!(
            (shelf.report(), Vec::from_iter(shelf.outcomes().outcomes())),
            (shelf.incentives(), Vec::from_iter(shelf.table().outcomes()))
        );
    }

    #[test]
    fn outcomes_are_what_the_rules_say() {
        let outcome = Shelf.outcome((North::Keen, South::V3x2));
        // South is indifferent between leaves at 2 and the pot at 1, and takes the dearer.
        assert_eq!(outcome.payment(tea::Agent::South), ratio!(2));
        assert_eq!(outcome.payment(tea::Agent::North), ratio!(1));
        assert_eq!(Shelf.outcome((North::Bottom, South::Bottom)).revenue(), ratio!(0));
    }

    #[test]
    fn claims_are_hypotheses_of_lemmas() {
        let kept = Kept::all(Tea::instance().setting()).only(tea::Agent::North, [North::Keen]);
        let extension = lemma6(Shelf, Shelf::ex_post_ir(), kept).unwrap();
        assert_eq!(extension.dsic.to_string(), "proved: DSIC");
        // What is left for a test is proved by a check at run time.
        assert!(Proof::<Dsic, _>::check(&Leaves).is_ok());
        assert!(Proof::<Dsic, _>::check(&PayYourReport).is_err());
    }

    #[test]
    fn a_prior_of_ones_own_is_typed() {
        let sure = PriorOf::<Tea>::joint([((North::Keen, South::V1x2), ratio!(1))]).unwrap();
        assert!(Pivot.incentives(&sure).bic.unwrap().verdict.holds);
        assert_eq!(sure.total_variation(&Tea::prior()).unwrap().value, ratio!(3 / 4));
    }
}

#[cfg(test)]
mod statements {
    use super::{PayYourReport, Pivot, PotToSouth, Shelf};
    tvmd::theorems!(Shelf, Pivot, PotToSouth, PayYourReport);
}

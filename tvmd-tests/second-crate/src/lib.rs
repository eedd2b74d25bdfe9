//! More mechanisms for the tea auction, and the same auction a year later, in a crate that calls tvmd `auctions`.
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused)]
#![forbid(unsafe_code)]

use auctions::prelude::*;
use tea_auction::tea::{North, South};
use tea_auction::{Tea, tea};

auctions::mechanism! {
    /// What both items cost.
    pub const CHEST = 5/2;

    /// Item prices, North first.
    pub mechanism NorthFirst in tea_auction::Tea {
        posted_prices { Leaves: 2, Pot: 1 }
        claims ex_post_ir, dsic, bic;
    }

    /// Both or nothing, South first.
    pub mechanism Chest in tea_auction::Tea {
        bundles { [Leaves, Pot] @ CHEST } order (South, North);
        claims dsic at test;
    }
}

auctions::mechanism! {
    /// A year later, when everyone is keen.
    pub setting Later = Tea with prior joint { (Keen, V3x2): 1 }

    /// Dearer.
    pub mechanism Dear in Later {
        posted_prices { Leaves: 3, Pot: 2 }
        claims ex_post_ir, dsic;
    }
}

// The macro of another crate that passes it on.
tea_auction::mechanism! {
    /// Vickrey, Clarke and Groves.
    pub mechanism Pivot in Later { vcg; claims ex_post_ir; }
}

/// What the chest earns when it is sold to these.
#[must_use]
pub fn chest(north: North, south: South) -> Rational {
    Chest.outcome((north, south)).revenue()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mechanisms_of_two_crates_share_a_setting() {
        for setting in [NorthFirst.setting(), Dear.setting(), Pivot.setting(), Later::setting()] {
            assert!(std::ptr::eq(setting.name(), Tea::setting().name()));
        }
        let profile = (North::Keen, South::V3x2);
        let payments = [tea_auction::Shelf.outcome(profile), NorthFirst.outcome(profile)];
        assert_ne!(payments[0], payments[1]);
        assert_eq!(chest(North::Keen, South::V1x2), *CHEST);
        // She is indifferent, and takes the dearer.
        assert_eq!(Dear.outcome(profile).payment(tea::Agent::North), ratio!(5));
    }

    #[test]
    fn priors_of_both_can_be_compared() {
        let (now, later): (PriorOf<Tea>, PriorOf<Later>) = (Tea::prior(), Later::prior());
        assert!(now.total_variation(&later).unwrap().value > ratio!(0));
        assert_eq!(Dear.prior(), Some(&*later));
        assert!(NorthFirst.incentives(&now).dsic.holds && Dear.incentives(&later).dsic.holds);
    }

    #[test]
    fn claims_are_proofs() {
        assert_eq!(NorthFirst::dsic().to_string(), "proved: DSIC");
    }
}

#[cfg(test)]
mod statements {
    use super::{Dear, NorthFirst};
    auctions::theorems!(NorthFirst, Dear);
}

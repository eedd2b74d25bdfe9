//! Learned of random bids: the instance is one, and what is computed by formulas is what its auction earns profile by profile.

use proptest::prelude::*;
use std::fmt::Write as _;
use tvmd_core::exact::ratio;
use tvmd_core::exact::text::Text;
use tvmd_core::learn::{Bids, Bins, Confidence, Dependence, Learned, Sale, WorstBids, decimal, radius};
use tvmd_core::model::{Marginal, PriorDecl};
use tvmd_core::objective::{Performance, Revenue};
use tvmd_core::robustness::Extremes;
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// Files of one to three bidders and a few auctions, with empty cells.
fn files() -> impl Strategy<Value = String> {
    let cells = (1_usize..=3).prop_flat_map(|bidders| {
        let cell = prop_oneof![1 => Just(None), 4 => (0_u8..=12).prop_map(Some)];
        prop::collection::vec(prop::collection::vec(cell, bidders), 1..12)
    });
    cells.prop_map(|auctions| {
        let mut text = ["Ann", "Ben", "Cleo"][..auctions[0].len()].join(",");
        for auction in auctions {
            let cells =
                auction.iter().map(|bid| bid.map_or_else(|| "\"\"".to_owned(), |bid| format!("{bid}/2")));
            let _ = write!(text, "\n{}", cells.collect::<Vec<_>>().join(","));
        }
        text
    })
}

#[test]
fn what_is_promised_is_what_the_auction_of_the_instance_earns() {
    let tally = Tally::default();
    let property = |text: &String| {
        // Who never bids is refused, and so are bids that are all 0.
        let Ok(bids) = Bids::from_csv(text) else { return Ok(()) };
        tally.case();
        tally.kind("several bidders", bids.bidders().len() > 1);
        tally.kind(
            "someone stays away",
            bids.auctions().iter().any(|auction| auction.len() < bids.bidders().len()),
        );
        // Bins that were fixed, and begin where nobody has bid less.
        let least = bids.auctions().iter().flatten().map(|(_, bid)| bid).min().unwrap();
        let above = [ratio(0, 1), ratio(1, 1), ratio(5, 2)].map(|more| (least + more).to_string()).join(",");
        for dependence in [Dependence::Independent, Dependence::Symmetric, Dependence::Joint] {
            for bins in ["values", "quantiles:3", "0,1,2.5,7", above.as_str()] {
                let bins: Bins = bins.parse().unwrap();
                let learned = Learned::of(&bids, &bins, dependence).unwrap();
                is_worst(&learned, bins.are_fixed())?;
                is_kept(&learned, dependence, &[0, 1, 5, 14])?;
                is_kept(&learned.sold_by(Sale::PostedPrice), dependence, &[1, 5])?;
            }
        }
        Ok(())
    };
    check("learned_revenue", 40, &files(), property);
    tally.require("learned revenue", &[("several bidders", 25), ("someone stays away", 25)]);
}

/// What is said of a sale is what its mechanism earns, at these halves as reserves, under the prior; and at one of them under the worst prior.
fn is_kept(learned: &Learned, dependence: Dependence, halves: &[i64]) -> Result<(), TestCaseError> {
    let (revenue, confidence) = (learned.revenue(), Confidence::default());
    let (guaranteed, worst) = (learned.guaranteed_revenue(&confidence), learned.worst_bids(&confidence));
    for half in halves {
        let reserve = ratio(*half, 2);
        let decl = learned.instance(&reserve);
        let instance = decl.clone().resolve().map_err(|errors| TestCaseError::fail(errors.to_string()))?;
        let (prior, sale) = (instance.prior().unwrap(), instance.mechanism(learned.sale().name()).unwrap());
        let performance = Performance::new(&Revenue, sale.table()).unwrap();
        prop_assert_eq!(performance.expectation(prior).unwrap(), revenue.at(&reserve));
        prop_assert!(revenue.at(&reserve) <= revenue.best().1);
        prop_assert!(guaranteed.at(&reserve) <= guaranteed.best().1);
        prop_assert!(guaranteed.at(&reserve) <= revenue.at(&reserve));
        // What is left under every prior within the radius is a promise, too, and a weaker one.
        if let Some(radius) = learned.radius(&confidence) {
            let least = Extremes::of(performance.clone(), prior).unwrap().least.at(&radius);
            prop_assert!(least <= guaranteed.at(&reserve));
        }
        if dependence != Dependence::Joint {
            let bidders = learned.bidders().iter().zip(worst.iter().cycle());
            let marginals = bidders.map(|(bidder, worst)| (bidder.name.clone(), at_worst(worst)));
            let prior = Some(PriorDecl::Independent(marginals.collect()));
            let instance = tvmd_core::model::InstanceDecl { prior, ..decl }.resolve();
            let instance = instance.map_err(|errors| TestCaseError::fail(errors.to_string()))?;
            let earned = performance.expectation(instance.prior().unwrap());
            prop_assert_eq!(earned.unwrap(), guaranteed.at(&reserve));
        }
    }
    Ok(())
}

/// The worst distributions are ones that are assumed to be possible: no tail is lower than the sample leaves it, and who never stayed away doesn't.
fn is_worst(learned: &Learned, are_bins_fixed: bool) -> Result<(), TestCaseError> {
    let (bidders, confidence) = (learned.bidders(), Confidence::default());
    let always: Vec<bool> = bidders.iter().map(|bidder| are_bins_fixed && !bidder.stays_away()).collect();
    let count = i64::try_from(bidders.len()).unwrap();
    let (share, holds_all) = match learned.dependence() {
        Dependence::Independent => (ratio(1, count), always),
        Dependence::Symmetric => (ratio(1, 1), always),
        // So many of the highest bids are there.
        Dependence::Joint => {
            let there = always.iter().filter(|always| **always).count();
            (ratio(1, count.min(2)), vec![there > 0, there > 1])
        }
    };
    let most = radius::tail(bidders[0].draws(), &(confidence.failure() * share));
    for (own, holds_all) in learned.worst_bids(&confidence).iter().zip(holds_all) {
        let [mut seen, mut at_worst] = [ratio(0, 1), ratio(0, 1)];
        for bid in own.masses.iter().rev() {
            (seen, at_worst) = (seen + &bid.seen, at_worst + &bid.at_worst);
            prop_assert!(at_worst <= seen);
            prop_assert!(&seen - &at_worst <= most);
            prop_assert!(bid.at_worst >= ratio(0, 1));
        }
        prop_assert_eq!([seen, at_worst], [ratio(1, 1), ratio(1, 1)]);
        prop_assert_eq!(own.masses[0].at_worst == ratio(0, 1), holds_all);
    }
    Ok(())
}

/// The worst distribution of a bidder's bids, as files have it.
fn at_worst(worst: &WorstBids) -> Marginal {
    let likely = worst.masses.iter().filter(|bid| bid.at_worst != ratio(0, 1));
    let name = |value: &Option<_>| value.as_ref().map_or_else(|| "Bottom".to_owned(), decimal::exactly);
    Marginal::Masses(likely.map(|bid| (name(&bid.value), Text(bid.at_worst.clone()))).collect())
}

/// A row for each auction, and a line for each bid, say the same.
#[test]
fn both_kinds_of_files_say_the_same() {
    let property = |text: &String| {
        let Ok(wide) = Bids::from_csv(text) else { return Ok(()) };
        let mut long = "bid,auction,bidder".to_owned();
        for (number, auction) in wide.auctions().iter().enumerate() {
            // The first auction says in which order bidders come; the order of lines doesn't matter otherwise.
            let mut names: Vec<(usize, &String)> = wide.bidders().iter().enumerate().collect();
            if number > 0 {
                names.reverse();
            }
            for (position, name) in names {
                let bid =
                    auction.iter().find(|(bidder, _)| *bidder == position).map(|(_, bid)| bid.to_string());
                let _ = write!(long, "\n{},{number},{name}", bid.unwrap_or_default());
            }
        }
        prop_assert_eq!(Bids::from_csv(&long), Ok(wide));
        Ok(())
    };
    check("learned_files", 100, &files(), property);
}

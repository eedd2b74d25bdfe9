//! The worst that a small change of the prior can do to revenue, and one that does it.
//!
//! Lemma 2 of the paper: when the prior moves by a total variation distance of δ, what a mechanism earns falls by at
//! most Vδ, where V is the width of what it may earn. This seller knows that the buyer is worth 1 and asks for 1. If
//! in truth she is worth nothing with probability δ, he loses δ: no smaller bound holds.
//!
//! A. Makur, M. Mertzaniadis, A. Psomas and A. Terzoglou, *On the Robustness of Mechanism Design under Total
//! Variation Distance*, section 3, "On Tightness of Robustness Results"; here with V = 1 and δ = 1/10.
//!
//! ```sh
//! cargo run --example point_mass
//! ```

mod common;

use common::expected;
use tvmd::prelude::*;
use tvmd::tv_robustness::lemma_2;

tvmd::mechanism! {
    /// One buyer, who is surely Top.
    pub setting PointMass<Buyer> {
        items { Item }
        bound 1;
        agent Buyer: additive { Zero = 0, Top = 1 }
        prior independent { Buyer { Top: 1 } }
    }

    /// Asks for all that the buyer is willing to pay.
    pub mechanism Posted in PointMass {
        posted_prices { Item: 1 }
        claims ex_post_ir, dsic;
    }
}

/// Worth nothing a tenth of the time.
fn unsure() -> PriorOf<PointMass> {
    use point_mass::Buyer;
    PriorOf::joint([(Buyer::Zero, ratio!(1 / 10)), (Buyer::Top, ratio!(9 / 10))]).expect("adds up to 1")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (before, after) = (PointMass::prior(), unsure());
    let revenue = Performance::new(&Revenue, Posted.table())?;
    println!("TV distance of the priors  {}", before.total_variation(&after)?.value);
    println!("Revenue before             {}", expected(&Revenue, &Posted));
    println!("Revenue after              {}", revenue.expectation(&after)?);
    println!("Lemma 2 allows a fall of   {}", lemma_2::bound(&revenue, &before, &after)?);
    Ok(())
}

tvmd::theorems!(Posted);

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;
    use tvmd::robustness::Extremes;

    /// The file has the second prior, too.
    #[test]
    fn the_file_says_the_same() {
        assert_same(PointMass::instance(), "point_mass.json");
        let file = include_str!("instances/point_mass.json");
        let read = tvmd::model::InstanceDecl::from_json(file).unwrap().resolve().unwrap();
        assert_eq!(read.prior_hat(), Some(&*unsure()));
    }

    /// Section 3 of the paper: at distance δ, revenue and welfare V before and (1 - δ)V after.
    #[test]
    fn lemma_2_is_tight() {
        let (before, after) = (PointMass::prior(), unsure());
        assert_eq!(before.total_variation(&after).unwrap().value, ratio!(1 / 10));
        assert_eq!([expected(&Revenue, &Posted), expected(&Welfare, &Posted)], [ratio!(1), ratio!(1)]);
        let objectives: [&dyn Objective; 2] = [&Revenue, &Welfare];
        for objective in objectives {
            let earned = Performance::new(objective, Posted.table()).unwrap();
            let [most, least] = [&before, &after].map(|prior| earned.expectation(prior).unwrap());
            assert_eq!([&most, &least], [&ratio!(1), &ratio!(9 / 10)]);
            assert_eq!(most - least, lemma_2::bound(&earned, &before, &after).unwrap());
        }
    }

    /// Nothing within the same distance is worse.
    #[test]
    fn the_second_prior_is_the_worst_so_near() {
        let revenue = Performance::new(&Revenue, Posted.table()).unwrap();
        let near = Extremes::of(revenue.clone(), &PointMass::prior()).unwrap();
        let worst = near.worst_prior(&ratio!(1 / 10));
        let [ours, theirs] = [&*unsure(), &worst].map(|prior| revenue.expectation(prior).unwrap());
        assert_eq!(ours, theirs);
    }
}

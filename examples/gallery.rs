//! How far incentives move when the prior moves: as far as it does, and no less.
//!
//! Two bidders and one painting. `FirstRefusal` is BIC, but only just: when a tenth of the second bidder's mass moves
//! from High to Low, the first gains exactly that tenth by pretending to be Low. Only she gains, and only when she is
//! High, half of the time; so the sale is (0, 1/2)-BIC and (1/10, 0)-BIC. `Posted` and `Reserve`, in which truth is
//! dominant, don't mind the move.
//!
//! A. Makur, M. Mertzaniadis, A. Psomas and A. Terzoglou, *On the Robustness of Mechanism Design under Total
//! Variation Distance*, section 3, "On Tightness of Robustness Results": `FirstRefusal` and what is said about its
//! incentives.
//!
//! ```sh
//! cargo run --example gallery
//! ```

mod common;

use common::expected;
use tvmd::prelude::*;

tvmd::mechanism! {
    /// Two bidders who are Low or High like the toss of a coin.
    pub setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First:  additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent { First { Low: 1/2, High: 1/2 } Second { Low: 1/2, High: 1/2 } }
    }

    /// First buys at 3/2 when she is High; Second pays his value when only he is High.
    pub mechanism FirstRefusal in Gallery {
        outcomes {
            (High, _)   => First gets { Painting } pays 3/2,
            (Low, High) => Second gets { Painting } pays 2,
            (Low, _)    => First gets { Painting } pays 1,
            _           => nothing,
        }
        claims ex_post_ir, bic, not dsic;
    }

    /// One price for whoever comes first and wants it.
    pub mechanism Posted in Gallery {
        posted_prices { Painting: 3/2 } order (First, Second);
        claims ex_post_ir, dsic;
    }

    /// The highest bidder wins and pays the second bid, or the reserve.
    pub mechanism Reserve in Gallery {
        second_price { reserve 3/2 }
        claims ex_post_ir, dsic;
    }
}

/// The same gallery after a tenth of the second bidder's mass moved from High to Low.
pub mod moved {
    tvmd::mechanism! {
        /// Second is High two times in five.
        pub setting GalleryMoved<First, Second> {
            items { Painting }
            bound 2;
            agent First:  additive { Low = 1, High = 2 }
            agent Second: additive { Low = 1, High = 2 }
            prior independent { First { Low: 1/2, High: 1/2 } Second { Low: 3/5, High: 2/5 } }
        }

        /// Made for another prior, and now a tenth off.
        pub mechanism FirstRefusal in GalleryMoved {
            outcomes {
                (High, _)   => First gets { Painting } pays 3/2,
                (Low, High) => Second gets { Painting } pays 2,
                (Low, _)    => First gets { Painting } pays 1,
                _           => nothing,
            }
            claims ex_post_ir, bic(1/10), not bic, not dsic;
        }

        /// As before.
        pub mechanism Posted in GalleryMoved {
            posted_prices { Painting: 3/2 } order (First, Second);
            claims ex_post_ir, dsic;
        }

        /// As before.
        pub mechanism Reserve in GalleryMoved {
            second_price { reserve 3/2 }
            claims ex_post_ir, dsic;
        }
    }

    tvmd::theorems!(FirstRefusal, Posted, Reserve);
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let distance = Gallery::prior().total_variation(&moved::GalleryMoved::prior())?.value;
    println!(
        "FirstRefusal, revenue {}\n{}\n",
        expected(&Revenue, &FirstRefusal),
        FirstRefusal.incentives(&Gallery::prior())
    );
    println!(
        "FirstRefusal after a move of TV distance {distance}, revenue {}\n{}\n",
        expected(&Revenue, &moved::FirstRefusal),
        moved::FirstRefusal.incentives(&moved::GalleryMoved::prior())
    );
    println!("Revenue of sales in which truth is dominant, before and after:");
    println!("  posted price    {} and {}", expected(&Revenue, &Posted), expected(&Revenue, &moved::Posted));
    println!(
        "  with a reserve  {} and {}",
        expected(&Revenue, &Reserve),
        expected(&Revenue, &moved::Reserve)
    );
    Ok(())
}

tvmd::theorems!(FirstRefusal, Posted, Reserve);

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;

    #[test]
    fn the_files_say_the_same() {
        assert_same(Gallery::instance(), "gallery.json");
        assert_same(moved::GalleryMoved::instance(), "gallery_moved.json");
    }

    /// The comparison can fail.
    #[test]
    #[should_panic(expected = "gallery.json: another setting")]
    fn another_file_does_not() {
        assert_same(moved::GalleryMoved::instance(), "gallery.json");
    }

    /// Section 3 of the paper: ex-post IR and BIC, not DSIC.
    #[test]
    fn first_refusal_is_bayesian_only() {
        let report = FirstRefusal.incentives(&Gallery::prior());
        assert!(report.ex_post_ir.holds && report.bic.unwrap().verdict.holds && !report.dsic.holds);
        let witness = report.dsic.witness.unwrap();
        assert_eq!((witness.agent_name(), witness.type_name()), ("First", "High"));
        assert_eq!(
            (witness.misreport_name(), witness.others()),
            (Some("Low"), Some(vec![("Second", "Low")]))
        );
        assert_eq!(witness.gain, ratio!(1 / 2));
    }

    /// Section 3 of the paper: the BIC regret after the move is the distance of the priors.
    #[test]
    fn incentives_move_as_far_as_the_prior() {
        let after = moved::GalleryMoved::prior();
        assert_eq!(Gallery::prior().total_variation(&after).unwrap().value, ratio!(1 / 10));
        let bic = moved::FirstRefusal.incentives(&after).bic.unwrap();
        assert_eq!(bic.verdict.regret, ratio!(1 / 10));
        let witness = bic.verdict.witness.unwrap();
        assert_eq!((witness.agent_name(), witness.type_name()), ("First", "High"));
        assert_eq!(witness.misreport_name(), Some("Low"));
        // Only First of type High gains, and half of the time she is High.
        let corners: Vec<_> =
            bic.frontier.steps().iter().map(|step| (step.epsilon.clone(), step.q.clone())).collect();
        assert_eq!(corners, [(ratio!(0), ratio!(1 / 2)), (ratio!(1 / 10), ratio!(0))]);
    }

    #[test]
    fn revenue_and_welfare() {
        let [revenue, welfare] = [expected(&Revenue, &FirstRefusal), expected(&Welfare, &FirstRefusal)];
        assert_eq!([revenue, welfare], [ratio!(3 / 2), ratio!(7 / 4)]);
        assert_eq!(expected(&Revenue, &moved::FirstRefusal), ratio!(29 / 20));
        assert_eq!(
            [expected(&Revenue, &Posted), expected(&Revenue, &moved::Posted)],
            [ratio!(9 / 8), ratio!(21 / 20)]
        );
        assert_eq!(
            [expected(&Revenue, &Reserve), expected(&Revenue, &moved::Reserve)],
            [ratio!(5 / 4), ratio!(23 / 20)]
        );
    }
}

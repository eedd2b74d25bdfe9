//! Auctions in which lying pays, and what it costs to make truth pay.
//!
//! `FirstRefusal` is the paper's auction after the prior has moved by a tenth: a High first bidder gains 1/10 by saying Low. In
//! `PayYourBid` everybody pays her bid, and all who are High lie. Lemma 8 replaces types by surrogates at new prices: what
//! comes out is BIC and ex-post IR, and loses at most 2n√(Hε) of revenue, ε being what lying gained.
//!
//! C. Daskalakis and S. M. Weinberg, *Symmetries and Optimal Multi-Dimensional Mechanism Design*, EC 2012; Y. Cai, A.
//! Oikonomou, G. Velegkas and M. Zhao, *An Efficient ε-BIC to BIC Transformation and Its Application to Black-Box Reduction in
//! Revenue Maximization*, SODA 2021; the paper's Lemma 8. `FirstRefusal` and its prior are from the paper's section 3.
//!
//! ```sh
//! cargo run --example repriced
//! ```

mod common;

use common::expected;
use tvmd::kernel::{Direct, EpsQBic, IsExPostIr, Lemma8, Mismatch, Proof, lemma8, lemma8_direct};
use tvmd::optimum::{Design, Truthfulness};
use tvmd::prelude::*;

tvmd::mechanism! {
    /// First is Low or High like the toss of a coin, Second is High two times in five.
    pub setting Repriced<First, Second> {
        items { Painting }
        bound 2;
        agent First:  additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent { First { Low: 1/2, High: 1/2 } Second { Low: 3/5, High: 2/5 } }
    }

    /// Made for a prior under which Second is High half of the time.
    pub mechanism FirstRefusal in Repriced {
        outcomes {
            (High, _)   => First gets { Painting } pays 3/2,
            (Low, High) => Second gets { Painting } pays 2,
            (Low, _)    => First gets { Painting } pays 1,
            _           => nothing,
        }
        claims ex_post_ir, bic(1/10), not bic;
    }

    /// The highest bid wins and is paid; of equal bids the first one's.
    pub mechanism PayYourBid in Repriced {
        outcomes {
            (High, _) => First gets { Painting } pays 2,
            (_, High) => Second gets { Painting } pays 2,
            (Low, _)  => First gets { Painting } pays 1,
            (_, Low)  => Second gets { Painting } pays 1,
            _         => nothing,
        }
        claims ex_post_ir, not bic;
    }
}

/// The auction made truthful under its prior.
fn truthful<M: IsExPostIr>(auction: &M) -> Result<Lemma8<M::Mechanism>, Mismatch> {
    lemma8(auction, &Repriced::prior())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let prior = Repriced::prior();
    println!("FirstRefusal earns {}. Made truthful:", expected(&Revenue, &FirstRefusal));
    println!("{}\n", truthful(&FirstRefusal)?.account);
    println!("PayYourBid earns {}. Made truthful:", expected(&Revenue, &PayYourBid));
    let repriced = truthful(&PayYourBid)?;
    println!("{}\n{}\n", repriced.account, repriced.mechanism.incentives(Some(&prior))?);
    println!("Half of First's types lie in it, and no others do. All that is known by that:");
    println!("{}\n", direct(&ratio!(1 / 2))?);
    let best = Design::revenue(&prior, Truthfulness::Bic).best().expect("nothing is a mechanism");
    println!("The best BIC auction earns {}.", best.value);
    Ok(())
}

/// `PayYourBid` made truthful, knowing only that types of mass at most `q` gain more than some ε.
fn direct(q: &Rational) -> Result<Direct<PayYourBid>, Box<dyn std::error::Error>> {
    let eps_q_bic = Proof::<EpsQBic, _>::check(&PayYourBid, &Repriced::prior(), q)?;
    Ok(lemma8_direct(PayYourBid, eps_q_bic)?)
}

#[cfg(test)]
mod tests {
    use super::common::assert_same;
    use super::*;
    use tvmd::incentive::Verdict;

    #[test]
    fn the_file_says_the_same() {
        assert_same(Repriced::instance(), "repriced.json");
    }

    /// Calculated by hand. A High report wins for sure, a Low one with probability 3/5. At 3/5 for the latter, which is all
    /// that it is worth to Low, High is left with 3/5 by reporting Low, and pays 2 - 3/5 = 7/5 at most: 1 on average, and
    /// Second's 2/5. Before, she paid 3/2 and gained 1/10, as in the paper.
    #[test]
    fn first_refusal_loses_a_twentieth() {
        let account = truthful(&FirstRefusal).unwrap().account;
        assert_eq!([account.before(), account.after()], [ratio!(29 / 20), ratio!(7 / 5)]);
        assert_eq!(account.epsilon(), ratio!(1 / 10));
        assert_eq!(account.most_lost_squared(), ratio!(16 / 5));
    }

    #[test]
    fn pay_your_bid_becomes_truthful() {
        let repriced = truthful(&PayYourBid).unwrap();
        let (table, prior) = (repriced.bic.table(), Repriced::prior());
        assert!(Verdict::bic(table, &prior).unwrap().holds && Verdict::ex_post_ir(table).holds);
        let account = &repriced.account;
        assert_eq!([account.before(), account.after()], [ratio!(17 / 10), ratio!(7 / 5)]);
        assert!(account.promised() <= account.after());
        // Nothing that is truthful earns more than the best BIC auction, of course.
        let best = Design::revenue(&prior, Truthfulness::Bic).best().unwrap();
        assert_eq!(best.value, ratio!(3 / 2));
    }

    /// One step asks for less than the paper's two.
    #[test]
    fn the_direct_way_loses_less() {
        let direct = direct(&ratio!(1 / 2)).unwrap();
        assert_eq!([direct.most_gained(), direct.most_lost_squared()], [ratio!(1), ratio!(32)]);
        assert_eq!(direct.by_way_of_lemma5(), (ratio!(4), ratio!(96)));
    }
}

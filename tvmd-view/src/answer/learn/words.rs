//! What bids tell, in words.

use super::Answer;
use crate::{Sheet, below};
use num_traits::{One as _, Zero as _};
use std::fmt::Write as _;
use tvmd_core::Rational;
use tvmd_core::learn::{Dependence, Sale, decimal};
use tvmd_core::names::brief;

/// The decimals of amounts for people.
const DECIMALS: usize = 4;

impl Answer {
    /// In words, with these tables among them; `out` is where the instance was written.
    #[must_use]
    pub fn for_people(&self, tables: &[Sheet], out: Option<&str>) -> String {
        let mut text = below(
            &format!(
                "{} auction{}, bins: {}",
                self.auctions,
                if self.auctions == 1 { "" } else { "s" },
                self.bins
            ),
            tables,
        ) + "\n";
        // Writing to a string can't fail.
        let _ = writeln!(text, "{}\n{}\n\nThis assumes that", self.promise(), self.distance(out));
        for assumption in self.assumptions() {
            let _ = writeln!(text, "- {assumption};");
        }
        text.truncate(text.trim_end().trim_end_matches(';').len());
        text.push('.');
        text
    }

    /// What is promised, in words.
    #[must_use]
    pub fn promise(&self) -> String {
        let (reserve, least) = (decimal::exactly(&self.reserve.0), amount(&self.guaranteed_revenue.0));
        let auction = match self.bidders.as_slice() {
            [buyer] => format!("a price of {reserve}, posted to {},", brief(&buyer.name)),
            _ if self.mechanism == Sale::PostedPrice.name() => {
                format!("a price of {reserve}, posted to the bidders in their order,")
            }
            _ => format!("a second-price auction with a reserve of {reserve}"),
        };
        let mut promise = if self.guaranteed_revenue.0.is_zero() {
            format!("With confidence {}, {auction} is promised to earn nothing.", self.said)
        } else {
            format!(
                "With confidence {}, {auction} earns at least {least} in expectation; under the prior it earns {}.",
                self.said,
                decimal::about(&self.expected_revenue.0, decimal::nearest)
            )
        };
        let best = self.reserves.iter().max_by(|one, other| {
            // Of several the lowest.
            let one = (&one.guaranteed_revenue.0, -&one.reserve.0);
            one.cmp(&(&other.guaranteed_revenue.0, -&other.reserve.0))
        });
        let _ = match best.filter(|_| self.is_reserve_given) {
            None => write!(promise, " None of the other reserves promises more."),
            Some(best) => write!(
                promise,
                " Most is promised for {}: at least {}.",
                decimal::exactly(&best.reserve.0),
                amount(&best.guaranteed_revenue.0)
            ),
        };
        promise
    }

    pub(super) fn distance(&self, out: Option<&str>) -> String {
        match &self.radius {
            None => "How near the prior is to the true one isn't known, since the bins were chosen by the bids; it is for bins that were chosen \
                     before, such as --bins 0,10,20."
                .to_owned(),
            Some(radius) if radius.0.is_one() => {
                "There are too few auctions for so many types to say how near the prior is to the true one.".to_owned()
            }
            Some(radius) => {
                let file = out.unwrap_or("INSTANCE.json");
                format!(
                    "With confidence {}, the true prior is within {} of this one in total variation. What a mechanism makes at least under all priors \
                     that near, this says:\n  tvmd robustness {file} --mechanism {} --delta {}\n\
                     Of the auction above it says less than the promise, which uses more of the bids.",
                    self.said,
                    decimal::exactly(&radius.0),
                    self.mechanism,
                    radius.0
                )
            }
        }
    }

    /// What has to be true for that.
    #[must_use]
    pub fn assumptions(&self) -> Vec<String> {
        let mut assumed = vec![
            "auctions are independent of each other and alike, the next one included".to_owned(),
            "a bid is what the item is worth to the bidder, as in second-price and ascending auctions; not where winners pay what they bid"
                .to_owned(),
        ];
        match (self.bidders.as_slice(), self.dependence) {
            ([_], _) | (_, Dependence::Joint) => {}
            (_, Dependence::Symmetric) => {
                assumed.push("bidders bid independently of each other, and are alike".to_owned());
            }
            (_, Dependence::Independent) => {
                assumed.push("bidders bid independently of each other".to_owned());
            }
        }
        if self.radius.is_some() {
            assumed.push("the bins were chosen before these bids were seen".to_owned());
            let least = self.reserves.first().map(|least| &least.reserve.0);
            if let Some(least) = least.filter(|least| !least.is_zero()) {
                assumed.push(format!(
                    "nobody bids less than {}, where the first bin begins",
                    decimal::exactly(least)
                ));
            }
            let always = self.bidders.iter().filter(|bidder| bidder.absent == 0);
            let names: Vec<_> = always.map(|bidder| brief(&bidder.name)).collect();
            match names.as_slice() {
                [] => {}
                [name] => assumed.push(format!("{name}, who never stayed away, takes part in every auction")),
                _ => assumed
                    .push(format!("{}, who never stayed away, take part in every auction", names.join(", "))),
            }
        }
        assumed
    }
}

/// An amount, rounded down.
fn amount(amount: &Rational) -> String {
    let text = decimal::floor(amount, DECIMALS);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

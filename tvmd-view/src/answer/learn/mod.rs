//! What bids tell: for programs, and in words.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

mod page;

pub use page::page;

use crate::schema::{Exact, found};
use crate::{Cell, Sheet, below};
use num_traits::{One as _, Zero as _};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;
use tvmd_core::Rational;
use tvmd_core::exact::text::Text;
use tvmd_core::learn::{self, Bids, Bins, Confidence, Dependence, Learned, Sale, decimal};
use tvmd_core::model::InstanceDecl;
use tvmd_core::names::brief;

/// More bidders than this are shown together.
const MOST_COLUMNS: usize = 6;

/// The decimals of amounts for people.
const DECIMALS: usize = 4;

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    pub auctions: usize,
    pub bidders: Vec<Bidder>,
    pub bins: String,
    #[serde(serialize_with = "word")]
    #[schemars(with = "found::Dependence")]
    pub dependence: Dependence,
    #[schemars(with = "Exact")]
    pub confidence: Text,
    /// In total variation; none where the bins were chosen by the bids.
    #[schemars(with = "Option<Exact>")]
    pub radius: Option<Text>,
    /// Which mechanism of the instance the revenue is that of.
    pub mechanism: &'static str,
    #[schemars(with = "Exact")]
    pub reserve: Text,
    #[schemars(with = "Exact")]
    pub expected_revenue: Text,
    #[schemars(with = "Exact")]
    pub guaranteed_revenue: Text,
    /// The same for every type as a reserve.
    pub reserves: Vec<Reserve>,
    #[schemars(with = "found::Instance")]
    pub instance: InstanceDecl,
    #[serde(skip)]
    pub is_reserve_given: bool,
    /// The confidence, in words.
    #[serde(skip)]
    pub said: String,
}

/// What was counted.
#[derive(Serialize, JsonSchema)]
pub struct Bidder {
    pub(super) name: String,
    /// In so many auctions she didn't take part; bidders who are alike, all together.
    pub(super) absent: u64,
    types: Vec<Counted>,
}

/// A type, and how often it was seen.
#[derive(Serialize, JsonSchema)]
pub struct Counted {
    #[schemars(with = "Exact")]
    value: Text,
    count: u64,
}

/// What an auction with a reserve earns: under the prior, and at least.
#[derive(Serialize, JsonSchema)]
pub struct Reserve {
    #[schemars(with = "Exact")]
    pub reserve: Text,
    #[schemars(with = "Exact")]
    pub revenue: Text,
    #[schemars(with = "Exact")]
    pub guaranteed_revenue: Text,
}

impl Bidder {
    pub fn of(bidder: &learn::Bidder) -> Self {
        let types = bidder.values.iter().zip(bidder.counts.iter().skip(1));
        let types = types.map(|(value, count)| Counted { value: Text(value.clone()), count: *count });
        Self {
            name: bidder.name.clone(),
            absent: bidder.counts.first().copied().unwrap_or_default(),
            types: types.collect(),
        }
    }

    /// In so many auctions she was counted.
    pub(super) fn draws(&self) -> u64 {
        self.absent + self.types.iter().map(|own| own.count).sum::<u64>()
    }

    pub(super) fn count(&self, value: &Rational) -> u64 {
        // They ascend.
        let found = self.types.binary_search_by(|own| own.value.0.cmp(value));
        found.map_or(0, |position| self.types[position].count)
    }
}

fn word<S: Serializer>(dependence: &Dependence, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match dependence {
        Dependence::Independent => "independent",
        Dependence::Symmetric => "symmetric",
        Dependence::Joint => "joint",
    })
}

impl Answer {
    /// What bids in bins tell, with the confidence that is asked for; without a reserve, of the one for which most is promised.
    #[must_use]
    pub fn of(
        bids: &Bids,
        bins: &Bins,
        learned: &Learned,
        confidence: &Confidence,
        reserve: Option<&Rational>,
    ) -> Self {
        let (revenue, guaranteed) = (learned.revenue(), learned.guaranteed_revenue(confidence));
        let is_reserve_given = reserve.is_some();
        let reserve = reserve.cloned().unwrap_or_else(|| guaranteed.best().0);
        let reserves =
            revenue.iter().zip(guaranteed.iter()).map(|((reserve, revenue), (_, least))| Reserve {
                reserve: Text(reserve.clone()),
                revenue: Text(revenue.clone()),
                guaranteed_revenue: Text(least.clone()),
            });
        Self {
            auctions: bids.auctions().len(),
            bidders: learned.bidders().iter().map(Bidder::of).collect(),
            bins: bins.to_string(),
            dependence: learned.dependence(),
            confidence: Text(confidence.probability().clone()),
            radius: learned.radius(confidence).map(Text),
            instance: learned.instance(&reserve),
            mechanism: learned.sale().name(),
            is_reserve_given,
            expected_revenue: Text(revenue.at(&reserve)),
            guaranteed_revenue: Text(guaranteed.at(&reserve)),
            reserve: Text(reserve),
            reserves: reserves.collect(),
            said: confidence.to_string(),
        }
    }

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

    /// The bidders as tables have them: each by herself, or all together.
    pub(super) fn shown(&self) -> Vec<(String, &[Bidder])> {
        match self.bidders.as_slice() {
            // Of bidders who are alike each has all bids.
            alike if self.dependence == Dependence::Symmetric => {
                vec![("all bidders".to_owned(), &alike[..1])]
            }
            many if many.len() > MOST_COLUMNS => vec![("all bidders".to_owned(), many)],
            few => few.iter().map(|own| (brief(&own.name).into_owned(), std::slice::from_ref(own))).collect(),
        }
    }

    /// How often each type was seen, and what it is as a reserve.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let bidders = self.shown();
        let counted = |count: &dyn Fn(&Bidder) -> u64| {
            let counts = bidders.iter().map(|(_, bidders)| bidders.iter().map(count).sum::<u64>());
            counts.map(|count| Cell::Number(Rational::from_integer(count.into()))).collect::<Vec<_>>()
        };
        let row = |first: String, counts: Vec<Cell>, rest: [Cell; 2]| {
            [first.into()].into_iter().chain(counts).chain(rest)
        };
        let names = bidders.iter().map(|(name, _)| name.clone());
        let revenue = ["revenue at this reserve", "guaranteed revenue"].map(str::to_owned);
        let columns = ["type".to_owned()].into_iter().chain(names).chain(revenue);
        let title = "How often each type was seen, and what it earns as a reserve";
        let mut sheet = Sheet::new("reserves", title, columns);
        if self.bidders.iter().any(|bidder| bidder.absent > 0) {
            sheet.row(row("⊥".to_owned(), counted(&|bidder| bidder.absent), [Cell::Empty, Cell::Empty]));
        }
        for Reserve { reserve, revenue, guaranteed_revenue } in &self.reserves {
            let counts = counted(&|bidder| bidder.count(&reserve.0));
            let revenue = [revenue.0.clone().into(), Cell::AtLeast(guaranteed_revenue.0.clone())];
            sheet.row(row(decimal::exactly(&reserve.0), counts, revenue));
        }
        sheet
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
                amount(&self.expected_revenue.0)
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

    fn distance(&self, out: Option<&str>) -> String {
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
                    "With confidence {}, the true prior is within {} of this one in total variation; what that leaves of any mechanism says\n  \
                     tvmd robustness {file} --mechanism {} --delta {}",
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
            let always = self.bidders.iter().filter(|bidder| bidder.absent == 0);
            let names: Vec<_> = always.map(|bidder| brief(&bidder.name)).collect();
            match names.as_slice() {
                [] => {}
                [name] => assumed.push(format!("{name}, who never stayed away, never does")),
                _ => assumed.push(format!("{}, who never stayed away, never do", names.join(", "))),
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

//! What bids tell: for programs, and in words.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

mod page;
mod words;

pub use page::page;

use crate::schema::{Exact, found};
use crate::{Cell, Sheet};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use tvmd_core::Rational;
use tvmd_core::exact::text::Text;
use tvmd_core::learn::{self, Bids, Bins, Confidence, Dependence, Learned, decimal};
use tvmd_core::model::InstanceDecl;
use tvmd_core::names::brief;

/// More bidders than this are shown together.
const MOST_COLUMNS: usize = 6;

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
}

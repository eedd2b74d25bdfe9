//! `tvmd learn BIDS.csv`: a setting and a prior from bids, how far off that may be, and the revenue that is promised nevertheless.

use crate::{Failure, Format, input, output, targets};
use clap::ValueEnum;
use num_traits::Signed as _;
use std::path::{Path, PathBuf};
use tvmd_core::Rational;
use tvmd_core::exact;
use tvmd_core::learn::{Bids, Bins, Confidence, Dependence, Learned, Sale};
use tvmd_view::Sheet;
use tvmd_view::answer::learn::{self, Answer};

/// Where the bounds are from.
const SOURCES: &str = "\
What is known of how far a sample is off holds for any number of auctions and any distribution, and is rounded up.

Total variation: the smaller one of two bounds. No event exceeds its probability by more, by binomial tails; with Hoeffding's bound on these it is the \
inequality of Bretagnolle, Huber and Carol (Weissman et al., Inequalities for the L1 Deviation of the Empirical Distribution, 2003). And McDiarmid's \
inequality with a bound on the mean (Berend and Kontorovich, On the Convergence of the Empirical Distribution, 2012; Kamath et al., On Learning Distributions \
from their Samples, 2015). Both need that auctions are independent and that bins were chosen before.

Revenue: all tails at once, by Smirnov's statistic (Birnbaum and Tingey, One-Sided Confidence Contours for Probability Distribution Functions, 1951), and \
beyond 100 000 bids by the inequality of Dvoretzky, Kiefer and Wolfowitz with the constant of Massart (1990). It needs that auctions are independent; bins and \
reserves may be chosen by the bids. The documentation of `tvmd::learn` has the proofs.";

#[derive(Debug, clap::Args)]
#[command(after_long_help = SOURCES)]
pub(crate) struct Learn {
    /// The bids: a column for each bidder, whose name is in the heading, and a line for each auction; an empty cell where a bidder
    /// didn't take part. Or the columns auction,bidder,bid, and a line for each bid.
    #[arg(value_name = "BIDS.csv")]
    file: PathBuf,
    /// Which bids are one type: `values`, each for itself; `quantiles:4`, so many bins with as many bids each; or where bins begin, such
    /// as `0,10,20`. A bin stands for its lower end. Without it: the values if they are at most 20, and else ten quantiles. Only of bins
    /// that are given by their edges, chosen before the bids were seen, is a radius known.
    #[arg(long, value_name = "BINS", allow_hyphen_values = true)]
    bins: Option<Bins>,
    /// Bidders are alike, and bid independently: their bids are pooled.
    #[arg(long, conflicts_with = "joint")]
    symmetric: bool,
    /// Bidders may depend on each other: profiles are counted. Without it they bid independently, each by a distribution of her own.
    #[arg(long)]
    joint: bool,
    /// With which probability each statement holds: at least 1/2 and below 1.
    #[arg(long, value_name = "PROBABILITY", default_value = "19/20", allow_hyphen_values = true)]
    confidence: Confidence,
    /// Of which mechanism revenue is promised: a second-price auction with a reserve, or one price, the reserve, posted to the bidders in their
    /// order. Of any other `robustness` says what is left within the radius.
    #[arg(long, value_enum, default_value_t = Sold::SecondPrice)]
    mechanism: Sold,
    /// The reserve of the auction; without it, the one for which most revenue is promised.
    #[arg(long, value_name = "RESERVE", value_parser = reserve, allow_hyphen_values = true)]
    reserve: Option<Rational>,
    /// Write the setting with the prior and the auction to this file, which the other commands read.
    #[arg(long, value_name = "INSTANCE.json")]
    out: Option<PathBuf>,
    /// Write a page for a browser to this file: what was bid, what is promised by reserve, and the worst case that it is promised for.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
}

/// A mechanism by the word of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sold {
    #[value(name = "second_price")]
    SecondPrice,
    #[value(name = "posted_prices")]
    PostedPrices,
}

impl From<Sold> for Sale {
    fn from(sold: Sold) -> Self {
        match sold {
            Sold::SecondPrice => Self::SecondPrice,
            Sold::PostedPrices => Self::PostedPrice,
        }
    }
}

impl Learn {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--out", self.out.as_deref()), ("--page", self.page.as_deref())])?;
        let bids = Bids::read(&self.file).map_err(|error| Failure::Input(error.to_string()))?;
        let bins = self.bins.clone().unwrap_or_else(|| Bins::usual(&bids));
        let learned = Learned::of(&bids, &bins, self.dependence())
            .map_err(|error| Failure::Input(format!("{}: {error}", input::shown(&self.file))))?
            .sold_by(self.mechanism.into());
        let answer = Answer::of(&bids, &bins, &learned, &self.confidence, self.reserve.as_ref());
        let written = self.out.as_deref().map(input::shown);
        if let Some(out) = &self.out {
            output::instance(out, &answer.instance)?;
        }
        if let Some(file) = &self.page {
            let name = input::shown(self.file.file_name().map_or(self.file.as_path(), Path::new));
            let page = learn::page(&answer, &learned, &self.confidence, (&name, written.as_deref()));
            output::html(file, &page)?;
        }
        let sheet = answer.sheet();
        let words = |tables: &[Sheet]| answer.for_people(tables, written.as_deref());
        output::answer(format, &answer, words, std::slice::from_ref(&sheet))
    }

    fn dependence(&self) -> Dependence {
        match (self.symmetric, self.joint) {
            (true, _) => Dependence::Symmetric,
            (_, true) => Dependence::Joint,
            _ => Dependence::Independent,
        }
    }
}

fn reserve(text: &str) -> Result<Rational, String> {
    let reserve = exact::parse(text).map_err(|error| error.to_string())?;
    if reserve.is_negative() {
        Err(format!("a reserve of {reserve}; it must be at least 0"))
    } else {
        Ok(reserve)
    }
}

//! The page of what bids tell.

use super::{Answer, Bidder, Reserve};
use crate::page::{Bars, Page, Plot};
use crate::{Cell, Sheet};
use num_traits::Zero as _;
use tvmd_core::Rational;
use tvmd_core::learn::{Confidence, Learned, WorstBid, WorstBids, decimal};
use tvmd_core::model::{Atom, PriorDecl};
use tvmd_core::names::brief;
use tvmd_core::setting::BOTTOM;

/// What was bid, what is promised by reserve, the distributions that the promise is kept for, and what is assumed; `from` is where the
/// bids are from, and `out` where the instance was written.
#[must_use]
pub fn page(
    answer: &Answer,
    learned: &Learned,
    confidence: &Confidence,
    (from, out): (&str, Option<&str>),
) -> Page {
    let (revenue, guaranteed) = (learned.revenue(), learned.guaranteed_revenue(confidence));
    let mut page = Page::new(format!("What is learned from {from}"));
    let mut facts = vec![
        ("Bids", format!("{} auctions, bins: {}", answer.auctions, answer.bins)),
        ("Confidence", format!("{}, of each statement by itself", answer.said)),
    ];
    let radius = answer.radius.as_ref();
    facts.extend(
        radius.map(|radius| ("Radius", format!("{} in total variation", decimal::exactly(&radius.0)))),
    );
    facts.push(("Promise", answer.promise()));
    facts.push(("", answer.distance(out)));
    page.facts(facts);

    page.section("What was bid");
    let shares = shares(answer);
    page.bars_of(&bars(&shares), &shares);
    if let Some(PriorDecl::Joint(atoms)) = &answer.instance.prior {
        page.sheet(&joint(answer, atoms));
    }

    page.section("What is promised, by reserve");
    let mut plot = Plot::new("Expected revenue by reserve", "reserve", "revenue");
    plot.line("under the prior", revenue.corners());
    plot.line(format!("at least, with confidence {}", answer.said), guaranteed.corners());
    plot.mark(format!("reserve {}", decimal::exactly(&answer.reserve.0)), answer.reserve.0.clone());
    page.plot_of(&plot, &reserves(answer));

    page.section("The worst case");
    page.words(
        "The promise is kept whatever the distribution is, if it is one that the bids leave possible with this confidence. Of these, the sale earns \
         least where all high bids are as rare as they may be: exactly what is promised, at every reserve.",
    );
    // Bins that were chosen by the bids say nothing of bids below the first.
    let (rest, none) = match &answer.radius {
        Some(_) => (
            "Where high bids are missing, a bidder who never stayed away bids the least that there is, and others stay away.",
            "⊥",
        ),
        None => (
            "Where high bids are missing, there are bids lower than any that was seen, or none.",
            "lower, or ⊥",
        ),
    };
    page.words(rest);
    page.sheet(&beside(&learned.worst_bids(confidence), none));

    page.section("What this assumes");
    page.list(&answer.assumptions());
    page
}

/// By type the share of auctions in which it was seen.
fn shares(answer: &Answer) -> Sheet {
    let bidders = answer.shown();
    let columns = ["type".to_owned()].into_iter().chain(bidders.iter().map(|(name, _)| name.clone()));
    let mut sheet = Sheet::new("bids", "Shares of auctions, by type", columns);
    let share = |count: &dyn Fn(&Bidder) -> u64| {
        let shares = bidders.iter().map(|(_, bidders)| {
            let (seen, all) =
                bidders.iter().fold((0, 0), |(seen, all), own| (seen + count(own), all + own.draws()));
            Cell::Number(Rational::new(seen.into(), all.into()))
        });
        shares.collect::<Vec<_>>()
    };
    if answer.bidders.iter().any(|bidder| bidder.absent > 0) {
        sheet.row([Cell::from("⊥")].into_iter().chain(share(&|bidder| bidder.absent)));
    }
    for Reserve { reserve, .. } in &answer.reserves {
        let name = decimal::exactly(&reserve.0);
        sheet.row([Cell::from(name)].into_iter().chain(share(&|bidder| bidder.count(&reserve.0))));
    }
    sheet
}

/// What each type earns as a reserve.
fn reserves(answer: &Answer) -> Sheet {
    let mut sheet = Sheet::new(
        "reserves",
        "Revenue at each type as the reserve",
        ["reserve", "under the prior", "at least"],
    );
    for Reserve { reserve, revenue, guaranteed_revenue } in &answer.reserves {
        sheet.row([
            decimal::exactly(&reserve.0).into(),
            revenue.0.clone().into(),
            Cell::AtLeast(guaranteed_revenue.0.clone()),
        ]);
    }
    sheet.note("above a type's value, and up to the next, fewer buy: the curves fall there");
    sheet
}

/// Shares as bars.
fn bars(shares: &Sheet) -> Bars {
    let names = shares.rows.iter().map(|row| row[0].to_string());
    let mut bars = Bars::new("How often each type was seen", "type", "share of auctions", names);
    for (position, name) in shares.columns.iter().enumerate().skip(1) {
        let numbers = shares.rows.iter().map(|row| row[position].exact().cloned().unwrap_or_default());
        bars.of(name, numbers);
    }
    bars
}

/// How often bids came together.
fn joint(answer: &Answer, atoms: &[Atom]) -> Sheet {
    let names = answer.bidders.iter().map(|bidder| brief(&bidder.name).into_owned());
    let columns = names.chain(["share of auctions".to_owned()]);
    let mut sheet = Sheet::new("prior", "How often which types came together", columns);
    for Atom { profile, probability } in atoms {
        let types = profile.iter().map(|own| if own == BOTTOM { "⊥" } else { own }.into());
        sheet.row(types.chain([probability.clone().into()]));
    }
    sheet
}

/// How likely each distribution makes each bid where the promise is met exactly, beside what was seen; `none` says what is in the place of
/// these bids, where that is possible.
fn beside(worst: &[WorstBids], none: &str) -> Sheet {
    let whose = worst.iter().flat_map(|own| {
        let name = brief(&own.whose).into_owned();
        [format!("{name}, as seen"), format!("{name}, at worst")]
    });
    let columns = ["bid".to_owned()].into_iter().chain(whose);
    let mut sheet = Sheet::new("worst", "The worst distributions beside what was seen", columns);
    let Some(first) = worst.first() else { return sheet };
    for (position, WorstBid { value, .. }) in first.masses.iter().enumerate() {
        let name = value.as_ref().map_or_else(|| none.to_owned(), decimal::exactly);
        let masses = worst.iter().filter_map(|own| own.masses.get(position));
        let masses: Vec<&Rational> =
            masses.flat_map(|WorstBid { seen, at_worst, .. }| [seen, at_worst]).collect();
        if value.is_none() && masses.iter().all(|mass| mass.is_zero()) {
            continue;
        }
        let masses = masses.into_iter();
        sheet.row([Cell::from(name)].into_iter().chain(masses.map(|mass| mass.clone().into())));
    }
    sheet
}

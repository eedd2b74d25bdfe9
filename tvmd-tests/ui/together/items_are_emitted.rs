//! With a mistake in the block, the rest of the file is checked with the items that it declares.

use tvmd::ratio;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Posted in Gallery {
        posted_prices { Paintng: 3/2 }
    }
}

fn well_typed() {
    let outcome = Posted.outcome((gallery::First::Low, gallery::Second::High));
    assert_eq!(outcome.payment(gallery::Agent::Second), ratio!(3 / 2));
    let report: tvmd::IncentiveReport = Posted.incentives(&Gallery::prior());
    println!("{report} {:?} {:?}", gallery::First::ALL, gallery::Item::Painting);
}

fn ill_typed() {
    let n: u8 = gallery::First::Low;
}

fn main() {
    well_typed();
    ill_typed();
}

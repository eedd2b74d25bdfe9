//! With mistakes of grammar too, what could be read is declared.

use tvmd::ratio;

tvmd::mechanism! {
    setting Gallery<First, Second> {
        itmes { Painting }
        bound
        agent First: additive { Low = , High = 2 }
        agent Second: aditive { Low = 1, High = 2 }
        prior unifrom;
    }

    mechansim Posted in Gallery {
        posted_price { Painting: 3/2 }
    }
}

fn main() {
    let outcome = Posted.outcome((gallery::First::Low, gallery::Second::High));
    assert_eq!(outcome.payment(gallery::Agent::Second), ratio!(3 / 2));
    println!("{:?} {}", gallery::Item::Painting, Posted.incentives(&Gallery::prior()));
}

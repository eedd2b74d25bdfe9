//! Constants of Rust's, misspelt ones, wrong ones, one declared twice, one after what it's made of.

const COST: u32 = 1;

tvmd::mechanism! {
    const PRICE = 3/2;
    const PRICE = 2;
    const TYPED: Rational = 1;
    const WORTH = cheap;
    const EARLY = 2 * LATE;
    const LATE = 1;
    const NONE = 1 / 0 * PRICE;

    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = WORTH, High = PIRCE }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: COST }
    }

    mechanism Reserve in Gallery {
        second_price { reserve 2 * PRICE }
    }

    mechanism LATE in Gallery { vcg; }
}

fn main() {
    let _ = COST;
}

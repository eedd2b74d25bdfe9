//! Definition 4 under a correlated prior.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior joint { (Low, Low): 1/2, (High, High): 1/2 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
    }

    mechanism Extended in Gallery {
        bic_extension of Posted keeping { First: [High] } under prior;
    }
}

fn main() {}

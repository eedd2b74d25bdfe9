//! Rules that compute with a prior, where none is declared.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
    }

    mechanism Lookahead in Gallery {
        lookahead;
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
    }

    mechanism Extended in Gallery {
        bic_extension of Posted keeping { First: [High] } under prior;
    }
}

fn main() {}

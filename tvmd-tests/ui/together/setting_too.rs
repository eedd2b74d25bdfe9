//! Mistakes of grammar and of meaning in a setting, and those in its prior and mechanisms that don't follow from them.

tvmd::mechanism! {
    setting Gallery<First, Secnod> {
        items { Painting, Vase }
        bound two;
        agent First: additive { Low = { Painting: 1 }, Mid = { Painting 1 }, High = { Painting: 2, Vsae: 1 } }
        agent Second: additve { Low = { Vase: 1 }, V = { Vase: 0..3 } }
        prior joint {
            (Low, Low): 1/2,
            (Mid, V1): 1/4,
            (Hihg, V2): 1/8,
        }
    }

    mechanism Table in Gallery {
        outcomes {
            (Low, Low) => First gets { Painting } and Second gets { Painting },
            (Mid, V0 | V1) => Second gets { Vaze } pays 7,
            (Mid, V0) => nothing,
            (High) => nothing,
        }
        claims dsic;
    }

    mechanism in Gallery {
        posted_prices { Painting: -1 } order (First)
    }
}

fn main() {}

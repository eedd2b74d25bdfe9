//! Ten mistakes of all kinds in one build: each reported once, in order, at its token.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2, High = 3/2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent {
            First { Low: 1/2, High: 1/3 }
            Thrid uniform
        }
    }

    mechanism Table in Gallery {
        outcomes {
            (Low, Hgih) => First gets { Painting } pays 1,
            (High, Low) -> First gets { Painting } pays 1,
            _ => nothing,
        }
    }

    mechanism Covering in Gallery {
        outcomes {
            (Low, _) => nothing,
            (Low, High) => nothing,
            (High, _) => nothing,
        }
    }

    mechanism Posted in Galery {
        posted_prices { Paintng: 3/2 }
    }

    mechanism Bundles in Gallery {
        bundles { [Painting] @ 5/2 }
    }
}

fn main() {}

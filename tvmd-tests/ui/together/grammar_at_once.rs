//! Six mistakes of grammar in one build, each reported once, at its token.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2
        agent First: aditive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = }
    }

    mechanism Table in Gallery {
        outcomes {
            (High, _) -> First gets { Painting } pays 1,
            _ => nothing,
        }
    }

    mechanism Posted in Gallery {
        posted_price { Painting: 3/2 }
        claims dsci;
    }
}

fn main() {}

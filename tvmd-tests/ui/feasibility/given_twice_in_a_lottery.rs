//! An item that two agents get in one branch of a lottery.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1 }
        agent Second: additive { Low = 1 }
    }

    mechanism Table in Gallery {
        outcomes {
            (Low, Low) => lottery {
                1/2: First gets { Painting },
                1/2: First gets { Painting } and Second gets { Painting },
            },
            _ => nothing,
        }
    }
}

fn main() {}

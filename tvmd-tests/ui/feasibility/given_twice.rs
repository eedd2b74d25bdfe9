//! An item that two agents get.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
        agent Second: additive { Low = { Painting: 1 } }
    }

    mechanism Table in Gallery {
        outcomes {
            (Low, Low) => First gets { Painting } pays 1 and Second gets { Vase, Painting },
            _ => nothing,
        }
    }
}

fn main() {}

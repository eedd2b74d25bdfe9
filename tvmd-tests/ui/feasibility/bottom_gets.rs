//! An agent who gets something whether she takes part or not.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            (High, _) => First gets { Painting } pays 1,
            (Low, _) => Second gets { Painting },
            _ => nothing,
        }
    }
}

fn main() {}

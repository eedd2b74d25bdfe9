//! Rows with patterns for too few and too many agents.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            High => First gets { Painting } pays 1,
            (Low, High, _) => nothing,
            _ => nothing,
        }
    }
}

fn main() {}

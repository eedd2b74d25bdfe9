//! A row that those above it leave nothing to.

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
            (Low | Bottom, _) => nothing,
            (_, High) => Second gets { Painting } pays 1,
        }
    }
}

fn main() {}

//! One profile that no row covers.

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
            (_, High) => Second gets { Painting } pays 1,
            (Low, _) => nothing,
            (Bottom, Low) => nothing,
        }
    }
}

fn main() {}

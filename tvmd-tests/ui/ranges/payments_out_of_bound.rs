//! Payments over the bound, to the agent and from her.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            High => First gets { Painting } pays 3,
            Low => First pays -3,
            _ => nothing,
        }
    }
}

fn main() {}

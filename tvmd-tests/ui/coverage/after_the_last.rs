//! Rows below one that matches everything.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            _ => nothing,
            High => First gets { Painting } pays 1,
            _ => nothing,
        }
    }
}

fn main() {}

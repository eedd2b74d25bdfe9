//! A table that takes more than an item is worth.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            High => First gets { Painting } pays 3/2,
            Low => First pays 1/2,
            _ => nothing,
        }
        claims ex_post_ir;
    }
}

fn main() {}

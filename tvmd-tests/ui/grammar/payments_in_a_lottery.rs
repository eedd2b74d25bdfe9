//! Payments that depend on the draw, and items given after it.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Drawn in Gallery {
        outcomes {
            High => lottery { 1/2: First gets { Painting } pays 1, 1/2: nothing },
            Low => lottery { 1/2: nothing, 1/2: nothing } and First gets { Painting },
            _ => nothing,
        }
    }
}

fn main() {}

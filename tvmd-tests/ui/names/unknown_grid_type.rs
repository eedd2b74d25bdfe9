//! A grid's own name where one of its types is needed.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..=2 step 1/2 }
    }

    mechanism Table in Gallery {
        outcomes {
            V => First gets { Painting },
            _ => nothing,
        }
    }
}

fn main() {}

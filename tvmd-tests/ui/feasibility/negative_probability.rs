//! A negative probability in a row's lottery.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            High => lottery { 3/2: First gets { Painting }, -1/2: nothing },
            _ => nothing,
        }
    }
}

fn main() {}

//! The probabilities of a row's lottery don't add up to 1.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            High => lottery { 1/2: First gets { Painting }, 1/3: nothing } and First pays 1,
            _ => nothing,
        }
    }
}

fn main() {}

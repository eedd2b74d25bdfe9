//! An item that is like none of the setting's.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase, Carpet }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }

    mechanism Posted in Gallery {
        posted_prices { Sculpture: 1 }
    }
}

fn main() {}

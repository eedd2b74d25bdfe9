//! An item with a probability over 1, and one below 0.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }

    mechanism Menu in Gallery {
        menu { lottery { Painting: 3/2, Vase: -1/2 } @ 1, lottery { [Vase]: -1/2 } @ 1 }
    }
}

fn main() {}

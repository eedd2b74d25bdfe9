//! An item, and a bundle, whose probability is given twice.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }

    mechanism Menu in Gallery {
        menu {
            lottery { Painting: 1/2, Painting: 1/4 } @ 1,
            lottery { [Painting, Vase]: 1/2, [Vase, Painting]: 1/4 } @ 1,
        }
    }
}

fn main() {}

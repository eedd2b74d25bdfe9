//! A lottery over bundles with more than probability 1.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }

    mechanism Menu in Gallery {
        menu { lottery { [Painting]: 1/2, [Painting, Vase]: 2/3 } @ 1 }
    }
}

fn main() {}

//! Probabilities of items for an agent to whom it matters which come together.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: unit_demand { High = { Painting: 2, Vase: 1 } }
    }

    mechanism Menu in Gallery {
        menu { lottery { Painting: 1/2, Vase: 1/2 } @ 1 }
    }
}

fn main() {}

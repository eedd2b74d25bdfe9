//! One of several values over the bound.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: unit_demand { High = { Painting: 1, Vase: 3 } }
    }
}

fn main() {}

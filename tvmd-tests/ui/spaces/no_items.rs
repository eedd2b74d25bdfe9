//! Nothing to sell.

tvmd::mechanism! {
    setting Gallery<First> {
        items {}
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }
}

fn main() {}

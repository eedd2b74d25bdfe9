//! Words of Rust as names.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, box }
        bound 2;
        agent First: additive { type = { Painting: 1 } }
    }
}

fn main() {}

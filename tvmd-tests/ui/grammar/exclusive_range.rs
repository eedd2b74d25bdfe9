//! A grid written like a Rust range without its end.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..2 }
    }
}

fn main() {}

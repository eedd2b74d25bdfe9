//! A grid that ends before it begins.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { V = 2..=1 }
    }
}

fn main() {}

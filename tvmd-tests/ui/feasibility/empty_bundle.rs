//! An empty bundle for sale, and one that is worth something.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Bundles in Gallery {
        bundles { [] @ 1 }
    }
}

fn main() {}

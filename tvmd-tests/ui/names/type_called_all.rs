//! A type called like the list of all types.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { ALL = 1 }
    }
}

fn main() {}

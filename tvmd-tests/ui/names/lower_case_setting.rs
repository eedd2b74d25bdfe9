//! A setting in lower case, like the module that comes with it.

tvmd::mechanism! {
    setting gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1 }
    }
}

fn main() {}

//! A value over the bound, written without its item.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 3 }
    }
}

fn main() {}

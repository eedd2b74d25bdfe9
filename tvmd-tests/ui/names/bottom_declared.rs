//! ⊥ as a type of one's own.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Bottom = 0, High = 2 }
    }
}

fn main() {}

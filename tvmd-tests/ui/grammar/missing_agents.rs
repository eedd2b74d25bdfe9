//! The agents in angle brackets are left out.

tvmd::mechanism! {
    setting Gallery {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }
}

fn main() {}

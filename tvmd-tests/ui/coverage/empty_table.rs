//! A table without rows.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {}
    }
}

fn main() {}

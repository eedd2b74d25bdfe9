//! A mechanism that doesn't say what it does.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        claims dsic;
    }
}

fn main() {}

//! A rule that isn't there, and is like none that is.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Dutch in Gallery {
        descending_clock { from 2 }
        claims ex_post_ir;
    }
}

fn main() {}

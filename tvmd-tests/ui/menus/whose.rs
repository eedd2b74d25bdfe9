//! One menu where there are several agents.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
    }

    mechanism Menu in Gallery {
        menu { [Painting] @ 1 }
    }
}

fn main() {}

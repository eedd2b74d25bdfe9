//! An attribute other than documentation.

tvmd::mechanism! {
    #[derive(Debug)]
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }
}

fn main() {}

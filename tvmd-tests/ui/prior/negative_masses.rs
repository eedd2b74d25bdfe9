//! A negative mass, whatever the sum.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        prior independent { First { Low: 3/2, High: -1/2 } }
    }
}

fn main() {}

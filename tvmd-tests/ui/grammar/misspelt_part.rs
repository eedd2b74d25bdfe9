//! `itmes` for `items`, the only items of the setting.

tvmd::mechanism! {
    setting Gallery<First> {
        itmes { Painting }
        bound 2;
        agent First: additive { Low = 1, High = { Painting: 2 } }
    }
}

fn main() {}

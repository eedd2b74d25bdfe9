//! `unit_demnad` for `unit_demand`.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: unit_demnad { Low = 1, High = 2 }
    }
}

fn main() {}

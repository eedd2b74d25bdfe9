//! Three agents with small spaces and too many profiles.

tvmd::mechanism! {
    setting Gallery<First, Second, Third> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..=2 step 1/500 }
        agent Second: additive { V = 0..=2 step 1/500 }
        agent Third: additive { V = 0..=2 step 1/500 }
    }
}

fn main() {}

//! Nobody to sell to.

tvmd::mechanism! {
    setting Gallery<> {
        items { Painting }
        bound 2;
    }
}

fn main() {}

//! An agent called like something that comes with every setting.

tvmd::mechanism! {
    setting Gallery<Item> {
        items { Painting }
        bound 2;
        agent Item: additive { Low = 1 }
    }
}

fn main() {}

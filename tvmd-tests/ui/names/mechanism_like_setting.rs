//! A mechanism called like its setting.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Gallery in Gallery {
        vcg;
    }
}

fn main() {}

//! A menu, and a list of bundles, with nothing on it.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Menu in Gallery {
        menu {}
    }

    mechanism Menus in Gallery {
        menu { First: {} }
    }

    mechanism Bundles in Gallery {
        bundles {}
    }
}

fn main() {}

//! Menus whose picks can't all be served.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
    }

    mechanism Menus in Gallery {
        menu { First: { [Painting] @ 1 }, Second: { lottery { Painting: 1/2 } @ 1 } }
    }
}

fn main() {}

//! Lotteries of agents who aren't additive, which can't be drawn together.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: unit_demand { High = { Painting: 2, Vase: 1 } }
        agent Second: unit_demand { High = { Painting: 2, Vase: 1 } }
    }

    mechanism Menus in Gallery {
        menu {
            First: { lottery { [Painting]: 1/2, [Vase]: 1/2 } @ 1/2 },
            Second: { lottery { [Painting]: 1/2, [Vase]: 1/2 } @ 1/2 },
        }
    }
}

fn main() {}

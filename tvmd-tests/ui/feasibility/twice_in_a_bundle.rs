//! An item that comes twice in a bundle, wherever bundles are written.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
    }

    mechanism Table in Gallery {
        outcomes {
            Low => First gets { Painting, Vase, Painting },
            _ => nothing,
        }
    }

    mechanism Bundles in Gallery {
        bundles { [Vase, Vase] @ 1 }
    }

    mechanism Menu in Gallery {
        menu { [Painting, Painting] @ 1, lottery { [Vase, Vase]: 1/2 } @ 1 }
    }
}

fn main() {}

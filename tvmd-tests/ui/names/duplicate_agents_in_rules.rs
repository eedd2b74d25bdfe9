//! An agent that comes twice in a row, among prices, in an order and among menus.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
        agent Second: additive { Low = { Painting: 1 } }
    }

    mechanism Table in Gallery {
        outcomes {
            (Low, Low) => First gets { Painting } and First gets { Vase },
            (Low, _) => First pays 1/2 and First pays 1/2,
            _ => nothing,
        }
    }

    mechanism Prices in Gallery {
        posted_prices { First: { Painting: 1 }, First: { Vase: 1 } }
    }

    mechanism Ordered in Gallery {
        posted_prices { Painting: 1 } order (First, Second, First);
    }

    mechanism Menus in Gallery {
        menu { First: { [Painting] @ 1 }, First: { [Vase] @ 1 } }
    }
}

fn main() {}

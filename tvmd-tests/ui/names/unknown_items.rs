//! A misspelt item wherever a rule names one.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
        agent Second: additive { Low = { Painting: 1 } }
    }

    mechanism Table in Gallery {
        outcomes {
            (Low, Low) => First gets { Painting, Vaes },
            (Low, _) => lottery { 1/2: First gets { Paintng }, 1/2: nothing },
            _ => nothing,
        }
    }

    mechanism Prices in Gallery {
        posted_prices { Paintng: 1 }
    }

    mechanism PricesPerAgent in Gallery {
        posted_prices { First: { Vaes: 1 } }
    }

    mechanism Bundles in Gallery {
        bundles { [Painting, Vaes] @ 1 }
    }

    mechanism Menus in Gallery {
        menu { First: { [Paintng] @ 1, lottery { Vaes: 1/2 } @ 1, lottery { [Paintng, Vase]: 1/2 } @ 1 } }
    }
}

fn main() {}

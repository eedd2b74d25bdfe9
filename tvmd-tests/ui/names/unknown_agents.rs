//! A misspelt agent wherever a rule names one.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            (High, _) => Frist gets { Painting } pays 1,
            (Low, High) => Secnod pays 1,
            (_, Low) => lottery { 1/2: Frist gets { Painting }, 1/2: nothing },
            _ => nothing,
        }
    }

    mechanism Prices in Gallery {
        posted_prices { First: { Painting: 1 }, Secnod: { Painting: 2 } }
    }

    mechanism Ordered in Gallery {
        posted_prices { Painting: 1 } order (Secnod, First);
    }

    mechanism OrderedBundles in Gallery {
        bundles { [Painting] @ 1 } order (First, Secnod);
    }

    mechanism Menus in Gallery {
        menu { Frist: { [Painting] @ 1 } }
    }
}

fn main() {}

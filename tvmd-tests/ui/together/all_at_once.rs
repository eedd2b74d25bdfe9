//! Eight mistakes in one build, each reported once, at its token.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior independent {
            First { Low: 1/2, High: 1/3 }
            Second { Low: 1/2, Hihg: 1/2 }
        }
    }

    mechanism Table in Gallery {
        outcomes {
            (High, _) => Frist gets { Painting } pays 1,
            _ => nothing,
        }
    }

    mechanism Covered in Gallery {
        outcomes {
            (High, _) => First gets { Painting } pays 1,
        }
    }

    mechanism Posted in Gallery {
        posted_prices { Paintng: 3/2 } order (First, Second);
    }

    mechanism Bundles in Gallery {
        bundles { [Painting] @ 5/2 }
    }

    mechanism Menus in Gallery {
        menu { First: { [Painting] @ 1 }, Second: { [Painting] @ 1 } }
        claims dsic, bic(-1);
    }
}

fn main() {}

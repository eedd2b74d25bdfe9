//! A misspelt type in patterns, alone and among alternatives.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, Mid = 3/2, High = 2 }
        agent Second: additive { Low = 1, Mid = 3/2, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            (Hihg, _) => First gets { Painting },
            (_, Low | Mdi | High) => Second gets { Painting },
            _ => nothing,
        }
    }
}

fn main() {}

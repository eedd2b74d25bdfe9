//! Semicolons, commas, colons, an arrow and an `@` that are left out.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2
        agent First: additive { Low = { Painting: 1 Vase: 1 }, High = { Painting 2 } }
        agent Second: additive { Low { Painting: 1 } }
        prior uniform
    }

    mechanism Table in Gallery {
        outcomes {
            (High, _) First gets { Painting }
            _ => nothing
        }
    }

    mechanism Bundles in Gallery {
        bundles { [Painting] @ 1, [Vase] 1 } order (First, Second)
        claims dsic
    }
}

fn main() {}

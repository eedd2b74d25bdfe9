//! A rule that isn't an equilibrium under the prior, though nearly.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting, Vase }
        bound 4;
        agent First: additive { Low = { Painting: 1 }, High = { Painting: 2, Vase: 1 } }
        prior uniform;
    }

    mechanism Table in Gallery {
        outcomes {
            High => First gets { Painting, Vase } pays 5/2,
            Low => First gets { Painting } pays 1,
            _ => nothing,
        }
        claims bic, bic(1/4), bic(1/10, 1/4);
    }
}

fn main() {}

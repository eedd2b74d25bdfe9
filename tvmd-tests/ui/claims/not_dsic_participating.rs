//! Two lies among types that take part; and a fee, which keeps away those who lose, but makes nobody lie.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Dearer in Gallery {
        outcomes {
            (High, _) => First gets { Painting } pays 3/2,
            (Low, _)  => First gets { Painting } pays 1,
            _         => nothing,
        }
        claims ex_post_ir, dsic_participating, bic_participating;
    }

    mechanism Fee in Gallery {
        outcomes {
            (High, Low | High | Bottom) => First gets { Painting } pays 2,
            (Low, _)                    => First pays 1/2,
            _                           => nothing,
        }
        claims dsic_participating, bic_participating, dsic, not bic_participating;
    }
}

fn main() {}

//! A bet that is fair, which a loser regrets; and one that isn't.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Fair in Gallery {
        outcomes {
            (Low | High, Low)  => First pays 1,
            (Low | High, High) => First pays -1,
            _                  => nothing,
        }
        claims interim_ir, dsic_participating, ex_post_ir;
    }

    mechanism Unfair in Gallery {
        outcomes {
            (Low | High, Low)  => First pays 1,
            (Low | High, High) => First pays -1/2,
            _                  => nothing,
        }
        claims interim_ir, dsic_participating;
    }
}

fn main() {}

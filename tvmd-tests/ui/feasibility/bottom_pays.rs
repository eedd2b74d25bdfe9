//! Two agents who pay whether they take part or not.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
    }

    mechanism Table in Gallery {
        outcomes {
            _ => First pays 1 and Second pays 1,
        }
    }
}

fn main() {}

//! A misspelt setting.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Vcg in Galery {
        vcg;
    }
}

fn main() {}

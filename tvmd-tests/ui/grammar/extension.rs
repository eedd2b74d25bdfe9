//! An extension without its mechanism, and one without the types that it keeps.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Vcg in Gallery {
        vcg;
    }

    mechanism Nothing in Gallery {
        dsic_extension keeping { First: [High] }
    }

    mechanism Everything in Gallery {
        dsic_extension of Vcg;
    }
}

fn main() {}

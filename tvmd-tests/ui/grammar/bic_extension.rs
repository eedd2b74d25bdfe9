//! A BIC extension without its prior, with the prior misspelt, and one `as` something else.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        prior uniform;
    }

    mechanism Vcg in Gallery {
        vcg;
    }

    mechanism Bare in Gallery {
        bic_extension of Vcg keeping { First: [High] }
    }

    mechanism Misspelt in Gallery {
        bic_extension of Vcg keeping { First: [High] } under piror;
    }

    mechanism Otherwise in Gallery {
        bic_extension of Vcg keeping { First: [High] } under prior as written;
    }
}

fn main() {}

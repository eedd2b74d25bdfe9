//! A second setting; its mechanisms are no further mistakes.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
    }

    setting Shop<Buyer> {
        items { Vase }
        bound 1;
        agent Buyer: additive { Low = 1 }
    }

    mechanism Vcg in Shop {
        vcg;
    }
}

fn main() {}

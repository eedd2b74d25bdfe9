//! Several items sold at second prices to an agent who isn't additive.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 2;
        agent First: additive { Low = { Painting: 1 } }
        agent Second: unit_demand { Low = { Painting: 1 } }
    }

    mechanism Reserve in Gallery {
        second_price { reserve 1 }
    }
}

fn main() {}

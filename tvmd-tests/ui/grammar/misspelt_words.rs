//! A misspelt word in every form that has one inside.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1..=2 stpe 1/2 }
        prior independent { First unifrom }
    }

    mechanism Table in Gallery {
        outcomes {
            Low1 => First get { Painting },
            Low2 => First gets { Painting } pay 1,
            Low3_2 => lotery { 1: First gets { Painting } },
            _ => nothin,
        }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 } ordr (First);
    }

    mechanism Reserve in Gallery {
        second_price { reserv 1 }
    }

    mechanism Menu in Gallery {
        menu { lotery { Painting: 1/2 } @ 1 }
    }
}

fn main() {}

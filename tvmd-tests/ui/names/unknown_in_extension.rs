//! A misspelt mechanism, agent and type in extensions.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
        claims dsic;
    }

    mechanism OfNone in Gallery {
        dsic_extension of Psoted keeping { First: [High] }
    }

    mechanism ForNobody in Gallery {
        dsic_extension of Posted keeping { Frist: [High] }
    }

    mechanism KeepingNone in Gallery {
        dsic_extension of Posted keeping { First: [Hihg] }
    }

    mechanism OfItself in Gallery {
        dsic_extension of OfItself keeping { First: [High] }
    }
}

fn main() {}

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Nameless in Gallery { by; }
    mechanism Called in Gallery { by rule(2); }
    mechanism Twice in Gallery { by rule; vcg; }
    mechanism AfterAnother in Gallery { vcg; by rule; }
    mechanism Open in Gallery { by rule }
    mechanism AfterClaims in Gallery { claims dsic at test; by rule; }
}

fn rule(_: gallery::Profile) -> tvmd::Outcome {
    tvmd::Outcome::nothing(1)
}

fn main() {}

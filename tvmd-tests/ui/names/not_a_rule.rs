//! Names after `by` that are no rules of the setting.

tvmd::mechanism! {
    setting Gallery<First> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
    }

    mechanism Unknown in Gallery { by rul; }
    mechanism Untyped in Gallery { by untyped; }
    mechanism Number in Gallery { by NUMBER; }
}

const NUMBER: u8 = 3;

fn untyped(_: &tvmd::Profile) -> tvmd::Outcome {
    tvmd::Outcome::nothing(1)
}

fn main() {}

//! A space that is too large to verify claims on it during a build.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { V = 0..=2 step 1/100 }
        agent Second: additive { V = 0..=2 step 1/100 }
    }

    mechanism Vcg in Gallery {
        vcg;
        claims dsic;
    }
}

fn main() {}

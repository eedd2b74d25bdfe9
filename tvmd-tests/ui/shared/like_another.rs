//! Mistakes in a setting that is like another, and in its mechanisms.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First:  additive { Low = 1, High = 2 }
        agent Second: additive { Low = 1, High = 2 }
        prior uniform;
    }
}

tvmd::mechanism! {
    setting Moved = Gallery with prior independent { First { Low: 1/2, High: 1/3 } Secnd uniform }

    mechanism Vcg in Moved { vcg; claims dsic, not ex_post_ir; }
}

tvmd::mechanism! {
    setting Other = Gallery;
}

tvmd::mechanism! {
    setting Third = Gallery with prior uniform;

    mechanism Sold in Gallery { vcg; }
}

fn main() {}

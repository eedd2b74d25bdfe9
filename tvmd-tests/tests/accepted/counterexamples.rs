//! What `tvmd check --witness-test` prints: it compiles, with its claims, and its tests pass.

mod gallery {
    include!("counterexamples/gallery.in");
}

mod moved {
    include!("counterexamples/moved.in");
}

mod several {
    include!("counterexamples/several.in");
}

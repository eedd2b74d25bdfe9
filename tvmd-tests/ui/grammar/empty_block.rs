//! Nothing at all.

tvmd::mechanism! {}

fn main() {}

//! A mechanism without a setting.

tvmd::mechanism! {
    mechanism Posted in Gallery {
        posted_prices { Painting: 1 }
    }
}

fn main() {}

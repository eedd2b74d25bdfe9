//! A misspelt agent in the setting: declared but not listed, listed but not declared.

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting }
        bound 2;
        agent First: additive { Low = 1, High = 2 }
        agent Secnod: additive { Low = 1, High = 2 }
    }
}

fn main() {}

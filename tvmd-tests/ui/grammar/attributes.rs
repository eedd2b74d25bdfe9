//! Attributes where they can't stand, and conditions that can't be known.

tvmd::mechanism! {
    #[derive(Debug)]
    setting Gallery<First> {
        #[cfg(test)]
        items { Painting, #[cfg(unix)] Vase }
        bound 2;
        #[cfg(windows)]
        agent First: additive { Low = { Painting: 1 }, #[must_use] High = { Painting: 2 } }
    }

    #[cfg(test)]
    mechanism Table in Gallery {
        outcomes {
            #[cfg(test)]
            High => First gets { Painting },
            #[allow(unused)]
            _ => nothing,
        }
        #[cfg(test)]
        claims dsic;
    }
}

fn main() {}

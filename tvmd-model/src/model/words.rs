//! Words of the format as types, so that a new one is missed nowhere: whoever tells them apart matches all.

/// Words of one kind, of which one is written.
pub trait Word: Copy + 'static {
    /// All of them, in the order in which they are listed to users.
    const ALL: &'static [Self];
    /// As they are written, in the same order.
    const WRITTEN: &'static [&'static str];

    /// As it is written.
    fn written(self) -> &'static str;

    /// The word that is written so.
    fn read(written: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.written() == written)
    }
}

/// Declares words of one kind.
#[doc(hidden)]
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $visible:vis enum $kind:ident { $($(#[$about:meta])* $word:ident = $written:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visible enum $kind {
            $($(#[$about])* $word),+
        }

        impl $crate::model::Word for $kind {
            const ALL: &'static [Self] = &[$(Self::$word),+];
            const WRITTEN: &'static [&'static str] = &[$($written),+];

            fn written(self) -> &'static str {
                match self {
                    $(Self::$word => $written),+
                }
            }
        }
    };
}

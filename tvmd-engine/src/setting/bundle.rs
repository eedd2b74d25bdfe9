//! Sets of items.

use super::position::ItemId;
use std::fmt;

/// The most items a setting may have.
pub const MAX_ITEMS: usize = 64;

/// A set of items, by their positions in the setting.
///
/// ```
/// use tvmd::{Bundle, ItemId};
///
/// let [tea, milk] = [ItemId(0), ItemId(1)];
/// let both: Bundle = [tea, milk].into_iter().collect();
/// let only_tea = Bundle::from_iter([tea]);
/// assert!(only_tea.is_within(both) && both.contains(milk));
/// assert_eq!(both.without(only_tea).items().collect::<Vec<_>>(), [milk]);
/// assert_eq!(both.subsets().count(), 4);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle(u64);

impl Bundle {
    /// No item.
    pub const EMPTY: Self = Self(0);

    /// All of the first `count` items; `count` is at most [`MAX_ITEMS`].
    #[must_use]
    pub fn all(count: usize) -> Self {
        (0..count.min(MAX_ITEMS)).map(ItemId).collect()
    }

    /// Whether the item is in it.
    #[must_use]
    pub fn contains(self, item: impl Into<ItemId>) -> bool {
        let item = item.into().0;
        item < MAX_ITEMS && self.0 >> item & 1 == 1
    }

    /// Whether every item of it is in `other`.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether no item is in both.
    #[must_use]
    pub fn is_disjoint(self, other: Self) -> bool {
        self.0 & other.0 == 0
    }

    /// The items in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The items that are not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// How many items are in it.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no item is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its items in the setting's order.
    pub fn items(self) -> impl Iterator<Item = ItemId> {
        let rest = |left: u64| (left != 0).then_some(left);
        // Clearing the lowest bit leaves the items after it.
        std::iter::successors(rest(self.0), move |left| rest(left & (left - 1)))
            .map(|left| ItemId(left.trailing_zeros() as usize))
    }

    /// Its subsets, the whole first and the empty one last. There are 2 to the number of its items.
    pub fn subsets(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), move |subset| {
            (!subset.is_empty()).then(|| Self(subset.0.wrapping_sub(1) & self.0))
        })
    }

    /// Ranks sets of one size by their first differing item: {A} above {B}.
    pub(crate) fn first_in_order(self) -> u64 {
        self.0.reverse_bits()
    }
}

impl FromIterator<ItemId> for Bundle {
    /// Items beyond [`MAX_ITEMS`] don't exist in any setting and are passed over.
    fn from_iter<I: IntoIterator<Item = ItemId>>(items: I) -> Self {
        let mut mask = 0;
        for item in items {
            if item.0 < MAX_ITEMS {
                mask |= 1 << item.0;
            }
        }
        Self(mask)
    }
}

impl From<crate::ItemId> for Bundle {
    fn from(item: crate::ItemId) -> Self {
        Self::from_iter([item])
    }
}

impl<I: Into<crate::ItemId>, const N: usize> From<[I; N]> for Bundle {
    fn from(items: [I; N]) -> Self {
        items.into_iter().map(Into::into).collect()
    }
}

impl fmt::Display for Bundle {
    /// By position; [`Setting::bundle_name`](super::Setting::bundle_name) knows the names.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.items().map(|item| item.0)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subsets_are_all_and_once() {
        let bundle: Bundle = [0, 2, 5].map(ItemId).into_iter().collect();
        let subsets: std::collections::BTreeSet<Bundle> = bundle.subsets().collect();
        assert_eq!((bundle.subsets().count(), subsets.len()), (8, 8));
        assert!(subsets.iter().all(|subset| subset.is_within(bundle)));
    }

    #[test]
    fn the_whole_of_64_items_is_no_overflow() {
        assert_eq!(Bundle::all(64).len(), 64);
        assert!(Bundle::all(64).contains(ItemId(63)));
    }
}

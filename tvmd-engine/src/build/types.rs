//! Types of agents: what bundles are worth to them.
//!
//! [`additive`] and [`unit_demand`] take values of items, in the order of the items or by name; [`bundles`] takes values of
//! bundles. Lists in Rust have elements of one kind, so a type that is given in another way than those before it is added by
//! `and`:
//!
//! ```
//! use tvmd::Setting;
//! use tvmd::build::types::{additive, bundles, grid, steps};
//!
//! let shop = Setting::builder("Shop")
//!     .items(["Cup", "Saucer"])
//!     .bound(4)
//!     .agent("Ann", additive([("Plain", [1, 1])]).and("Picky", [("Cup", "5/2")]))
//!     // Ben0, Ben1_2, Ben1, Ben3_2 and Ben2, named after what the cup is worth.
//!     .agent("Ben", additive([("Ben", grid([("Cup", steps(0, 2, "1/2"))]))]))
//!     .agent("Cleo", bundles([("Set", [("Cup, Saucer", 3)])]))
//!     .build()?;
//! assert_eq!(shop.agents()[1].types().len(), 6, "with ⊥");
//! # Ok::<(), tvmd::diagnostic::Diagnostics>(())
//! ```

use super::names::BundleNames;
use super::unread::Unread;
use crate::diagnostic::{Place, catalogue};
use crate::exact::Number;
use crate::model::{AgentDecl, BundleValue, Entries, Space, TypeDecl, ValuationKind, Values};

/// The types of an agent, ⊥ left out.
#[derive(Clone, Debug)]
pub struct Types(Listed);

#[derive(Clone, Debug)]
enum Listed {
    Items(ItemTypes),
    Bundles(BundleTypes),
}

/// Types by what items are worth to them.
#[derive(Clone, Debug)]
pub struct ItemTypes {
    kind: ValuationKind,
    types: Vec<(String, ItemValues)>,
}

/// Types by what bundles are worth to them.
#[derive(Clone, Debug)]
pub struct BundleTypes(Vec<(String, Vec<(BundleNames, Number)>)>);

/// Values of items: one per item in their order, or by name, or a [`grid`].
#[derive(Clone, Debug)]
pub struct ItemValues(Given);

#[derive(Clone, Debug)]
enum Given {
    InOrder(Vec<Number>),
    Named(Vec<(String, Number)>),
    Grid(Vec<(String, Axis)>),
}

/// The values that an item may have in a [`grid`].
#[derive(Clone, Debug)]
pub struct Axis {
    from: Number,
    to: Number,
    step: Number,
}

/// Types to whom a bundle is worth the sum of its items.
pub fn additive<S: Into<String>, V: Into<ItemValues>>(types: impl IntoIterator<Item = (S, V)>) -> ItemTypes {
    ItemTypes::new(ValuationKind::Additive, types)
}

/// Types to whom a bundle is worth its best item.
pub fn unit_demand<S: Into<String>, V: Into<ItemValues>>(
    types: impl IntoIterator<Item = (S, V)>,
) -> ItemTypes {
    ItemTypes::new(ValuationKind::UnitDemand, types)
}

/// Types to whom bundles have values of their own; one that isn't listed is worth its most valuable listed part.
pub fn bundles<S: Into<String>, B: Into<BundleNames>, N: Into<Number>>(
    types: impl IntoIterator<Item = (S, impl IntoIterator<Item = (B, N)>)>,
) -> BundleTypes {
    types.into_iter().fold(BundleTypes(Vec::new()), |types, (name, values)| types.and(name, values))
}

/// One type per combination of values of these items, named after them; other items are worth 0.
pub fn grid<S: Into<String>>(axes: impl IntoIterator<Item = (S, Axis)>) -> ItemValues {
    ItemValues(Given::Grid(axes.into_iter().map(|(item, axis)| (item.into(), axis)).collect()))
}

/// The values `from`, `from + step`, … up to `to`.
pub fn steps(from: impl Into<Number>, to: impl Into<Number>, step: impl Into<Number>) -> Axis {
    Axis { from: from.into(), to: to.into(), step: step.into() }
}

impl ItemTypes {
    fn new<S: Into<String>, V: Into<ItemValues>>(
        kind: ValuationKind,
        types: impl IntoIterator<Item = (S, V)>,
    ) -> Self {
        types
            .into_iter()
            .fold(Self { kind, types: Vec::new() }, |types, (name, values)| types.and(name, values))
    }

    /// These and one more; of a [`grid`], the name is how the names of its types begin.
    #[must_use]
    pub fn and(mut self, name: impl Into<String>, values: impl Into<ItemValues>) -> Self {
        self.types.push((name.into(), values.into()));
        self
    }
}

impl BundleTypes {
    /// These and one more.
    #[must_use]
    pub fn and<B: Into<BundleNames>, N: Into<Number>>(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = (B, N)>,
    ) -> Self {
        let values = values.into_iter().map(|(bundle, value)| (bundle.into(), value.into()));
        self.0.push((name.into(), values.collect()));
        self
    }
}

impl From<ItemTypes> for Types {
    fn from(types: ItemTypes) -> Self {
        Self(Listed::Items(types))
    }
}

impl From<BundleTypes> for Types {
    fn from(types: BundleTypes) -> Self {
        Self(Listed::Bundles(types))
    }
}

impl<N: Into<Number>, const ITEMS: usize> From<[N; ITEMS]> for ItemValues {
    fn from(values: [N; ITEMS]) -> Self {
        Vec::from(values).into()
    }
}

impl<N: Into<Number>> From<Vec<N>> for ItemValues {
    fn from(values: Vec<N>) -> Self {
        Self(Given::InOrder(values.into_iter().map(Into::into).collect()))
    }
}

impl<S: Into<String>, N: Into<Number>, const ITEMS: usize> From<[(S, N); ITEMS]> for ItemValues {
    fn from(values: [(S, N); ITEMS]) -> Self {
        Vec::from(values).into()
    }
}

impl<S: Into<String>, N: Into<Number>> From<Vec<(S, N)>> for ItemValues {
    fn from(values: Vec<(S, N)>) -> Self {
        Self(Given::Named(values.into_iter().map(|(item, value)| (item.into(), value.into())).collect()))
    }
}

/// Reads what an agent is said to be, knowing the names of the items.
pub(super) struct Reader<'a> {
    pub(super) items: &'a [String],
    pub(super) unread: Unread,
}

impl Reader<'_> {
    /// The agent who stands at `at`.
    pub(super) fn agent(&mut self, name: String, types: Types, at: &Place) -> AgentDecl {
        let at = at.field("types");
        let place = |index: usize| at.index(index);
        match types.0 {
            Listed::Items(ItemTypes { kind, types }) => {
                let types = types.into_iter().enumerate();
                let types = types.map(|(index, (name, values))| {
                    let space = self.space(&name, values, &place(index));
                    TypeDecl { name, space }
                });
                AgentDecl { name, valuation: kind, types: types.collect() }
            }
            Listed::Bundles(BundleTypes(types)) => {
                let types = types.into_iter().enumerate();
                let types = types.map(|(index, (name, values))| {
                    let values = self.bundles(values, &place(index).field("values"));
                    TypeDecl { name, space: Space::One(Values::Bundles(values)) }
                });
                AgentDecl { name, valuation: ValuationKind::Bundles, types: types.collect() }
            }
        }
    }

    fn space(&mut self, name: &str, ItemValues(values): ItemValues, at: &Place) -> Space {
        let at_values = at.field("values");
        match values {
            Given::Named(values) => Space::One(Values::Items(self.unread.numbers(values, &at_values))),
            Given::InOrder(values) if values.len() == self.items.len() => {
                let named = self.items.iter().zip(values);
                Space::One(Values::Items(self.unread.numbers(named, &at_values)))
            }
            Given::InOrder(values) => {
                // That there are no items is told anyway.
                if !self.items.is_empty() {
                    let message = catalogue::values_of_items(name, values.len(), self.items.len());
                    self.unread.note(at_values, message);
                }
                Space::One(Values::Items(Entries::default()))
            }
            Given::Grid(axes) => {
                let at = at.field("grid");
                let axes = axes.into_iter().enumerate().map(|(index, (item, axis))| {
                    let at = at.entry(index, &item);
                    let axis = crate::model::Grid {
                        from: self.unread.number(axis.from, || at.field("from")),
                        to: self.unread.number(axis.to, || at.field("to")),
                        step: self.unread.number(axis.step, || at.field("step")),
                    };
                    (item, axis)
                });
                Space::Grid(axes.collect())
            }
        }
    }

    fn bundles(&mut self, values: Vec<(BundleNames, Number)>, at: &Place) -> Vec<BundleValue> {
        let values = values.into_iter().enumerate().map(|(index, (bundle, value))| {
            let value = self.unread.number(value, || at.index(index).field("value"));
            BundleValue { bundle: bundle.0, value }
        });
        values.collect()
    }
}

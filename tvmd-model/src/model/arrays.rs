//! Arrays of numbers, in files of their own.

use super::Entries;
use serde_core::{Serialize, Serializer};
use std::sync::Arc;

/// A file of arrays, named relative to the file that says so; and what was read of it.
///
/// As data, without a file:
///
/// ```
/// use std::sync::Arc;
/// use tvmd::model::{Array, ArrayFile, ArrayNumbers, Entries, InstanceDecl, MechanismDecl, RuleDecl};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
/// # }
///
/// // The tea half of the time, for 1/2, whatever the type.
/// let x = Array { shape: vec![1, 2, 1], numbers: ArrayNumbers::Floats(vec![0.5, 0.5]) };
/// let p = Array { shape: vec![1, 2], numbers: ArrayNumbers::Floats(vec![0.5, 0.5]) };
/// let read: Entries<Array> = [("x".to_owned(), x), ("p".to_owned(), p)].into_iter().collect();
/// let rule = RuleDecl::Arrays(ArrayFile { file: "half.npz".to_owned(), read: Some(Arc::new(read)) });
///
/// let mut shop = InstanceDecl::from_json(Shop::JSON)?;
/// shop.mechanisms.0.push(("Half".to_owned(), MechanismDecl { rule, claims: Vec::new() }));
/// let report = shop.resolve()?.mechanism("Half").ok_or("not declared")?.incentives().clone();
/// assert!(report.ex_post_ir.holds && report.dsic.holds);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayFile {
    /// Its name.
    pub file: String,
    /// The arrays in it by name; `None` where it wasn't read.
    pub read: Option<Arc<Entries<Array>>>,
}

/// An array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Array {
    /// How long it is along each axis.
    pub shape: Vec<usize>,
    /// Its numbers, the last axis varying fastest.
    pub numbers: ArrayNumbers,
}

/// The numbers of an array.
#[derive(Clone, Debug)]
pub enum ArrayNumbers {
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Floats, each of which is exactly a whole number times a power of two.
    Floats(Vec<f64>),
    /// What isn't read as either: the name of the type.
    Other(String),
}

impl PartialEq for ArrayNumbers {
    /// Floats are equal if they are the same to the bit, so that what is no number equals itself.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => one == other,
            (Self::Floats(one), Self::Floats(other)) => {
                one.iter().map(|own| own.to_bits()).eq(other.iter().map(|own| own.to_bits()))
            }
            (Self::Other(one), Self::Other(other)) => one == other,
            _ => false,
        }
    }
}

impl Eq for ArrayNumbers {}

impl Serialize for ArrayFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.file)
    }
}

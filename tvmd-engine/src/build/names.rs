//! Lists of names as they are written in Rust.

/// The items of a bundle by name: a list, or a text with commas between them. No name of an item has a comma.
///
/// ```
/// use tvmd::build::BundleNames;
///
/// assert_eq!(BundleNames::from("Cup, Saucer"), BundleNames::from(["Cup", "Saucer"]));
/// assert_eq!(BundleNames::from(""), BundleNames::from(Vec::<String>::new()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleNames(pub(super) Vec<String>);

impl From<&str> for BundleNames {
    fn from(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self(Vec::new());
        }
        Self(text.split(',').map(|item| item.trim().to_owned()).collect())
    }
}

impl From<String> for BundleNames {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<S: Into<String>, const ITEMS: usize> From<[S; ITEMS]> for BundleNames {
    fn from(items: [S; ITEMS]) -> Self {
        Self(strings(items))
    }
}

impl<S: Into<String>> From<Vec<S>> for BundleNames {
    fn from(items: Vec<S>) -> Self {
        Self(strings(items))
    }
}

pub(super) fn strings(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    names.into_iter().map(Into::into).collect()
}

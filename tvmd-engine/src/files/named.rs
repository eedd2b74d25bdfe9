//! Which files an instance names, without reading the rest of it.

use super::fast;
use super::text::BYTE_ORDER_MARK;
use crate::model::Entries;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The files that the text of an instance names: those that its priors include, and arrays. What isn't an instance names none.
///
/// ```
/// use tvmd::files::named;
///
/// let text = r#"{ "tvmd": 1, "setting": {}, "prior": { "include": "prior.csv" }, "mechanisms": { "M": { "arrays": "m.npz" } } }"#;
/// assert_eq!(named(text), ["prior.csv", "m.npz"]);
/// ```
#[must_use]
pub fn named(text: &str) -> Vec<String> {
    #[derive(Deserialize)]
    struct Parts<'a> {
        #[serde(borrow)]
        prior: Option<&'a RawValue>,
        #[serde(borrow)]
        prior_hat: Option<&'a RawValue>,
        #[serde(borrow, default)]
        mechanisms: Entries<&'a RawValue>,
    }
    #[derive(Deserialize)]
    struct Names {
        include: Option<String>,
        arrays: Option<String>,
    }
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let Some(Parts { prior, prior_hat, mechanisms }) = fast(text) else { return Vec::new() };
    let rules = mechanisms.0.into_iter().map(|(_, raw)| raw);
    let parts = prior.into_iter().chain(prior_hat).chain(rules);
    let names = parts.filter_map(|raw| fast::<Names>(raw.get()));
    names.flat_map(|Names { include, arrays }| include.into_iter().chain(arrays)).collect()
}

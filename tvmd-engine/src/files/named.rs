//! Which files an instance names, without reading the rest of it.

use super::fields;
use tvmd_model::files::BYTE_ORDER_MARK;

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
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let Some(parts) = fields(text) else { return Vec::new() };
    let mechanisms = parts.get("mechanisms").and_then(|raw| fields(raw.get())).unwrap_or_default();
    let rules = mechanisms.iter().map(|(_, raw)| *raw);
    let parts = [parts.get("prior"), parts.get("prior_hat")].into_iter().flatten().copied().chain(rules);
    let mut names = Vec::new();
    for part in parts.filter_map(|raw| fields(raw.get())) {
        let said = ["include", "arrays"].into_iter().filter_map(|field| part.get(field));
        names.extend(said.filter_map(|raw| serde_json::from_str::<String>(raw.get()).ok()));
    }
    names
}

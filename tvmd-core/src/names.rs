//! The nearest known name to a misspelt one.

/// The known name nearest to `word`; `None` if none is within two edits that change at most half of it.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(edits, name)| *edits <= 2 && 2 * *edits <= name.chars().count())
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| name.to_owned())
}

/// A message for a name that isn't known, and the way out.
pub(crate) fn unknown<'a>(
    what: &str,
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> (String, String) {
    let help = match nearest(word, known.clone()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => {
            let names: Vec<&str> = known.into_iter().take(12).collect();
            if names.is_empty() {
                format!("there is no {what} at all")
            } else {
                format!("known: {}", names.join(", "))
            }
        }
    };
    (format!("there is no {what} `{word}`"), help)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["Low", "High", "Medium"];
        assert_eq!(nearest("Hihg", known).as_deref(), Some("High"));
        assert_eq!(nearest("medum", known).as_deref(), Some("Medium"));
        assert_eq!(nearest("Enormous", known), None);
        assert_eq!(nearest("Top", known), None);
    }
}

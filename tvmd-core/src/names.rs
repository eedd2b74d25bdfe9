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

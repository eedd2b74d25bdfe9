//! What the page of `mechanism!` says of each rule, which stands beside its parser.

use crate::parse::{Form, form};
use tvmd_model::model::{RuleWord, Word as _};

/// The lines of the grammar, up to where rules by hand follow.
#[must_use]
pub fn grammar() -> String {
    let lines: Vec<&str> = RuleWord::ALL.iter().map(|word| form(*word).grammar).collect();
    format!("rule       = {}", lines.join("\n           | "))
}

/// A list of the forms, with what they do.
#[must_use]
pub fn forms() -> String {
    let forms = RuleWord::ALL.iter().map(|word| form(*word));
    let items: Vec<String> =
        forms.flat_map(|Form { meanings, .. }| meanings).map(|meaning| format!("* {meaning}")).collect();
    items.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_begins_with_its_word() {
        for word in RuleWord::ALL {
            let Form { grammar, meanings } = form(*word);
            let written = word.written();
            assert!(grammar.starts_with(&format!("\"{written}\"")), "{grammar}");
            assert!(meanings.iter().any(|meaning| meaning.starts_with(&format!("`{written}"))), "{written}");
        }
    }
}

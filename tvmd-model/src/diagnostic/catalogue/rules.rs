//! What rules refer to. What is wrong with a rule of its own stands where it is resolved.

use super::Message;

pub fn rule_without_prior(rule: &str) -> Message {
    Message::new(format!("`{rule}` computes with a prior, and the setting declares none"))
        .help("declare a prior, as in `\"prior\": \"uniform\"`")
        .help_in_block("declare a prior, as in `prior uniform;`")
}

/// What a rule refers to belongs to another setting than its mechanism.
pub fn of_another_setting(what: &str, difference: &str) -> Message {
    Message::new(format!("{what} is of another setting: {difference}"))
}

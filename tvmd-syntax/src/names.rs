//! The names of what is generated, and the mistakes that Rust, not the theory of auctions, makes of some names.
//!
//! Clashes between names of the format (two types of an agent called the same) are for core.

use crate::catalogue;
use crate::parse::{Heading, Parsed};
use crate::spans::Spans;
use proc_macro2::{Ident, Span};
use quote::format_ident;
use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};
use syn::Error;
use syn::ext::IdentExt;
use syn::parse::Parser;
use tvmd_model::diagnostic::Place;
use tvmd_model::model::AgentDecl;

/// What the module of a setting declares beside the agents' enums.
pub(crate) const IN_MODULE: [&str; 3] = ["Agent", "Item", "Profile"];

/// `name` as a Rust identifier; `None` if it isn't even a word.
pub(crate) fn ident(name: &str, span: Span) -> Option<Ident> {
    Ident::parse_any.parse_str(name).ok()?;
    Some(match name {
        "self" | "Self" | "super" | "crate" | "_" => format_ident!("{name}_", span = span),
        _ if syn::parse_str::<Ident>(name).is_ok() => Ident::new(name, span),
        _ => Ident::new_raw(name, span),
    })
}

/// The module of a setting.
pub(crate) fn module(setting: &Ident) -> Ident {
    let snake = snake_case(&setting.unraw().to_string());
    let module = ident(&snake, setting.span()).filter(|module| module != setting);
    module.unwrap_or_else(|| format_ident!("{setting}_module"))
}

/// The test that verifies the claims of a mechanism.
pub(crate) fn claims_test(mechanism: &Ident) -> Ident {
    format_ident!("claims_of_{}", module(mechanism))
}

/// Whether a setting has the name that its module should have, which is a mistake.
pub(crate) fn is_like_its_module(setting: &Ident) -> bool {
    let name = setting.unraw().to_string();
    snake_case(&name) == name
}

/// The field of `Profile` that holds the type of the agent called `name`.
pub(crate) fn field(name: &str, span: Span) -> Option<Ident> {
    ident(&snake_case(name), span)
}

/// `FirstBuyer` to `first_buyer`.
fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (position, letter) in letters.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(position + 1);
        let begins = before.is_some_and(|it| it.is_lowercase() || it.is_ascii_digit())
            || (before.is_some_and(|it| it.is_uppercase()) && after.is_some_and(|it| it.is_lowercase()));
        if letter.is_uppercase() && begins {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// Everything whose name can't become a Rust name, at that name.
pub(crate) fn check(parsed: &Parsed) -> Vec<Error> {
    let mut errors = Vec::new();
    for (constant, _) in &parsed.constants {
        let is_called_so = |heading: &Heading| heading.name == constant.name;
        let other = match &parsed.setting {
            Some(setting) if is_called_so(setting) => "setting",
            _ if parsed.mechanisms.iter().any(is_called_so) => "mechanism",
            _ => continue,
        };
        errors.push(Error::new_spanned(&constant.name, catalogue::constant_like(&constant.name, other)));
    }
    if let Some(setting) = &parsed.setting {
        check_items(&mut errors, setting, &parsed.mechanisms);
    }
    check_tests(&mut errors, parsed);
    if parsed.base.is_some() {
        // The rest is said where that setting is declared.
        return errors;
    }
    for (position, agent) in parsed.said.setting.agents.iter().enumerate() {
        let place = Place::default().field("setting").field("agents").index(position);
        check_agent(&mut errors, &parsed.reader.spans, &place, agent);
    }
    check_fields(&mut errors, parsed);
    errors
}

/// The setting's struct, its module and the mechanisms' structs share one scope.
fn check_items(errors: &mut Vec<Error>, setting: &Heading, mechanisms: &[Heading]) {
    let module = module(&setting.name);
    if is_like_its_module(&setting.name) {
        errors.push(Error::new_spanned(&setting.name, catalogue::like_its_module(&setting.name)));
    }
    for mechanism in mechanisms {
        let message = match &mechanism.name {
            name if *name == setting.name => catalogue::mechanism_like_setting(name),
            name if *name == module => catalogue::mechanism_like_module(name),
            _ => continue,
        };
        errors.push(Error::new_spanned(&mechanism.name, message));
    }
}

/// Mechanisms with different names may still get tests of the same name.
fn check_tests(errors: &mut Vec<Error>, parsed: &Parsed) {
    let mut tests: HashMap<Ident, &Heading> = HashMap::new();
    for mechanism in parsed.mechanisms.iter().filter(|mechanism| parsed.at_test.contains(&mechanism.spelt()))
    {
        match tests.entry(claims_test(&mechanism.name)) {
            Occupied(other) if other.get().name != mechanism.name => {
                let message = catalogue::same_test(&other.get().name, &mechanism.name, other.key());
                errors.push(Error::new_spanned(&mechanism.name, message));
            }
            Occupied(_) => {}
            Vacant(test) => {
                test.insert(mechanism);
            }
        }
    }
}

fn check_agent(errors: &mut Vec<Error>, spans: &Spans, place: &Place, agent: &AgentDecl) {
    let name = &agent.name;
    if IN_MODULE.contains(&name.as_str()) {
        let tokens = spans.at(&place.field("name"));
        errors.push(Error::new_spanned(tokens, catalogue::agent_in_module(name)));
    }
    for (position, _) in agent.types.iter().enumerate().filter(|(_, decl)| decl.name == "ALL") {
        let place = place.field("types").index(position).field("name");
        errors.push(Error::new_spanned(spans.at(&place), catalogue::type_called_all(name)));
    }
}

/// Agents with different names may still get the same field in `Profile`.
fn check_fields(errors: &mut Vec<Error>, parsed: &Parsed) {
    let mut fields: HashMap<String, &str> = HashMap::new();
    for (position, agent) in parsed.said.setting.agents.iter().enumerate() {
        let field = snake_case(&agent.name);
        match fields.get(&field) {
            Some(other) if *other != agent.name => {
                let place = Place::default().field("setting").field("agents").index(position);
                let message = catalogue::same_field(other, &agent.name, &field);
                errors.push(Error::new_spanned(parsed.reader.spans.at(&place), message));
            }
            _ => {
                fields.insert(field, &agent.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_cases_like_rust() {
        for (camel, snake) in [
            ("Gallery", "gallery"),
            ("FirstBuyer", "first_buyer"),
            ("VCGRun", "vcg_run"),
            ("Buyer1", "buyer1"),
            ("A1B", "a1_b"),
            ("Two_Words", "two_words"),
            ("__", "__"),
        ] {
            assert_eq!(snake_case(camel), snake);
        }
    }

    #[test]
    fn keywords_become_identifiers() {
        let shown = |name| ident(name, Span::call_site()).map(|ident| ident.to_string());
        assert_eq!(shown("Low").as_deref(), Some("Low"));
        assert_eq!(shown("type").as_deref(), Some("r#type"));
        assert_eq!(shown("crate").as_deref(), Some("crate_"));
        assert_eq!(shown("V-1"), None);
    }
}

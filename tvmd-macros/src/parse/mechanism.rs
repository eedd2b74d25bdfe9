//! `mechanism FirstRefusal in Gallery { … }`: one rule, and what is claimed of it.

use super::claims::{self, Claims};
use super::reader::Reader;
use super::rules;
use super::words::{keyword, name, opens, required, skip_part, skip_until, spelt};
use crate::catalogue;
use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_core::diagnostic::Place;
use tvmd_core::model::{Mechanism, Rule};
use tvmd_core::names::nearest;

/// Reads `in Gallery`, which must name a setting of the invocation.
pub(super) fn in_setting(reader: &mut Reader, input: ParseStream<'_>, settings: &[&Ident]) {
    let expected = "the setting of the mechanism, as in `mechanism Posted in Gallery { … }`";
    let named = required::<Token![in]>(input, expected).and_then(|_| name(input, "the name of the setting"));
    if let Some(named) = reader.keep(named) {
        check_setting(reader, &named, settings);
    }
    skip_until(input, |input| opens(Delimiter::Brace, input));
}

fn check_setting(reader: &mut Reader, named: &Ident, settings: &[&Ident]) {
    if !settings.contains(&named) {
        reader.complain(named, catalogue::no_such_setting(named, settings.first()));
    }
}

/// Reads a mechanism in its braces, and whether its claims are left for a test; `None` if its rule can't be read.
pub(super) fn mechanism(
    reader: &mut Reader,
    input: ParseStream<'_>,
    name: &Ident,
    place: &Place,
    agents: usize,
) -> Result<Option<(Mechanism, bool)>> {
    let mut parts = Parts { place, agents, given: false, rule: None, claims: None };
    let expected = "the mechanism in braces, as in `{ vcg; claims dsic; }`";
    reader.group(Delimiter::Brace, input, expected, |reader, body| {
        while !body.is_empty() {
            if let Err(error) = parts.part(reader, body) {
                reader.report(error);
                skip_part(body, &["claims"]);
            }
        }
        Ok(())
    })?;
    if !parts.given {
        reader.complain(name, catalogue::no_rule(name, &rules::RULES));
    }
    let Claims { claims, at_test } = parts.claims.unwrap_or_default();
    Ok(parts.rule.map(|rule| (Mechanism { rule, claims }, at_test)))
}

/// What has been read of a mechanism.
struct Parts<'p> {
    place: &'p Place,
    agents: usize,
    /// Whether there is a rule, even if it can't be read.
    given: bool,
    rule: Option<Rule>,
    claims: Option<Claims>,
}

impl Parts<'_> {
    fn part(&mut self, reader: &mut Reader, body: ParseStream<'_>) -> Result<()> {
        let keyword = keyword(body, "a rule or `claims`")?;
        if nearest(&spelt(&keyword), ["claims"]).is_some() {
            reader.meant(&keyword, "part of a mechanism", &["claims"])?;
            if self.claims.is_some() {
                reader.complain(&keyword, catalogue::claims_twice());
            }
            self.claims = Some(claims::claims(reader, body, &self.place.field("claims")));
            return Ok(());
        }
        if self.claims.is_some() {
            reader.complain(&keyword, catalogue::rule_after_claims());
        } else if self.given {
            reader.complain(&keyword, catalogue::second_rule());
        }
        self.given = true;
        self.rule = Some(rules::rule(reader, body, &keyword, self.place, self.agents)?);
        Ok(())
    }
}

//! `mechanism FirstRefusal in Gallery { … }`: one rule, and what is claimed of it.

use super::claims::{self, Claims};
use super::reader::Reader;
use super::words::{keyword, opens, path, required, skip_part, skip_until, spelt, word};
use super::{attributes, rules};
use crate::catalogue;
use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Path, Result, Token};
use tvmd_engine::diagnostic::Place;
use tvmd_engine::model::{MechanismDecl, RULES, RuleDecl};
use tvmd_engine::names::nearest;

/// Reads `in Gallery` or `in crate::Gallery`.
pub(super) fn in_setting(reader: &mut Reader, input: ParseStream<'_>) -> Option<Path> {
    let expected = "the setting of the mechanism, as in `mechanism Posted in Gallery { … }`";
    let named = required::<Token![in]>(input, expected).and_then(|_| path(input, "the name of the setting"));
    let named = reader.keep(named);
    skip_until(input, |input| opens(Delimiter::Brace, input));
    named
}

/// Reads a mechanism in its braces, and whether its claims are left for a test. A rule that can't be read is unread.
pub(super) fn mechanism(
    reader: &mut Reader,
    input: ParseStream<'_>,
    name: &Ident,
    place: &Place,
) -> (MechanismDecl, bool) {
    let mut parts = Parts { place, given: false, rule: None, claims: None };
    let expected = "the mechanism in braces, as in `{ vcg; claims dsic; }`";
    let read = reader.group(Delimiter::Brace, input, expected, |reader, body| {
        while !body.is_empty() {
            if let Err(error) = parts.part(reader, body) {
                reader.report(error);
                skip_part(body, &["claims"]);
                if parts.rule.is_none() {
                    // What follows may belong to the rule that can't be read.
                    parts.given = true;
                    skip_until(body, |input| word(input).is_some_and(|word| word == "claims"));
                }
            }
        }
        Ok(())
    });
    if reader.keep(read).is_some() && !parts.given {
        reader.complain(name, catalogue::no_rule(name, &RULES));
    }
    let Claims { claims, at_test } = parts.claims.unwrap_or_default();
    let rule = parts.rule.unwrap_or_else(|| {
        reader.unread.push(place.field("vcg"));
        RuleDecl::Vcg
    });
    (MechanismDecl { rule, claims }, at_test)
}

/// What has been read of a mechanism.
struct Parts<'p> {
    place: &'p Place,
    /// Whether there is a rule, even if it can't be read.
    given: bool,
    rule: Option<RuleDecl>,
    claims: Option<Claims>,
}

impl Parts<'_> {
    fn part(&mut self, reader: &mut Reader, body: ParseStream<'_>) -> Result<()> {
        attributes::docs(reader, body)?;
        let keyword = keyword(body, "a rule or `claims`")?;
        if nearest(&spelt(&keyword), ["claims"]).is_some() {
            reader.meant(&keyword, "part of a mechanism", &["claims"])?;
            let place = self.place.field("claims");
            if self.claims.is_some() {
                reader.complain(&keyword, catalogue::claims_twice());
                return reader.check_only(|reader| {
                    claims::claims(reader, body, &place);
                    Ok(())
                });
            }
            self.claims = Some(claims::claims(reader, body, &place));
            return Ok(());
        }
        if self.claims.is_some() {
            reader.complain(&keyword, catalogue::rule_after_claims());
        } else if self.given && nearest(&spelt(&keyword), RULES).is_some() {
            reader.complain(&keyword, catalogue::second_rule());
        }
        if std::mem::replace(&mut self.given, true) {
            let place = self.place;
            return reader.check_only(|reader| rules::rule(reader, body, &keyword, place).map(drop));
        }
        self.rule = Some(rules::rule(reader, body, &keyword, self.place)?);
        Ok(())
    }
}

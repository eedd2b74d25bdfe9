//! `mechanism FirstRefusal in Gallery { … }`: one rule, declared or written by hand, and what is claimed of it.

use super::claims::{self, Claims};
use super::reader::Reader;
use super::rust::{Path, RulePath};
use super::words::{keyword, missing, opens, path, required, skip_part, skip_until, spelt, word};
use super::{attributes, rules};
use crate::catalogue;
use proc_macro2::{Delimiter, Ident};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::model::{MechanismDecl, RuleDecl, RuleWord, Word as _};
use tvmd_model::names::nearest;

/// Reads `in Gallery` or `in crate::Gallery`.
pub(super) fn in_setting(reader: &mut Reader, input: ParseStream<'_>) -> Option<Path> {
    let expected = "the setting of the mechanism, as in `mechanism Posted in Gallery { … }`";
    let named = required::<Token![in]>(input, expected).and_then(|_| path(input, "the name of the setting"));
    let named = reader.keep(named);
    skip_until(input, |input| opens(Delimiter::Brace, input));
    named
}

/// What stands in the braces of a mechanism.
pub(super) struct Body {
    /// A rule that can't be read, or is written by hand, is unread.
    pub(super) decl: MechanismDecl,
    /// Whether the claims are left for a test.
    pub(super) at_test: bool,
    /// The rule, if it is written by hand.
    pub(super) by: Option<RulePath>,
}

/// Reads a mechanism in its braces.
pub(super) fn mechanism(reader: &mut Reader, input: ParseStream<'_>, name: &Ident, place: &Place) -> Body {
    let mut parts = Parts { place, given: false, rule: None, by: None, claims: None };
    let expected = "the mechanism in braces, as in `{ vcg; claims dsic; }`";
    let read = reader.group(Delimiter::Brace, input, expected, |reader, body| {
        while !body.is_empty() {
            if let Err(error) = parts.part(reader, body) {
                reader.report(error);
                skip_part(body, &["claims"]);
                if parts.rule.is_none() && parts.by.is_none() {
                    // What follows may belong to the rule that can't be read.
                    parts.given = true;
                    skip_until(body, |input| word(input).is_some_and(|word| word == "claims"));
                }
            }
        }
        Ok(())
    });
    if reader.keep(read).is_some() && !parts.given {
        reader.complain(name, catalogue::no_rule(name, RuleWord::WRITTEN));
    }
    let Claims { claims, at_test } = parts.claims.unwrap_or_default();
    if parts.by.is_some() && !claims.is_empty() && !at_test {
        let written = reader.spans.at(&place.field("claims"));
        reader.complain(written, catalogue::claims_by_hand(name, &claims));
    }
    let rule = parts.rule.unwrap_or_else(|| {
        reader.unread.push(place.field("vcg"));
        RuleDecl::Vcg
    });
    Body { decl: MechanismDecl { rule, claims }, at_test, by: parts.by }
}

tvmd_model::words! {
    /// What a mechanism has besides its rule.
    enum Part {
        Claims = "claims",
    }
}

/// What has been read of a mechanism.
struct Parts<'p> {
    place: &'p Place,
    /// Whether there is a rule, even if it can't be read.
    given: bool,
    rule: Option<RuleDecl>,
    by: Option<RulePath>,
    claims: Option<Claims>,
}

/// The word before a rule that is written by hand.
const BY: &str = "by";

impl Parts<'_> {
    fn part(&mut self, reader: &mut Reader, body: ParseStream<'_>) -> Result<()> {
        attributes::docs(reader, body)?;
        let keyword = keyword(body, "a rule or `claims`")?;
        if nearest(&spelt(&keyword), ["claims"]).is_some() {
            reader.meant::<Part>(&keyword, "part of a mechanism")?;
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
        } else if self.given
            && (keyword == BY || nearest(&spelt(&keyword), RuleWord::WRITTEN.iter().copied()).is_some())
        {
            reader.complain(&keyword, catalogue::second_rule());
        }
        let is_second = std::mem::replace(&mut self.given, true);
        if keyword == BY {
            let by = by_hand(reader, body)?;
            self.by = self.by.take().or((!is_second).then_some(by));
            return Ok(());
        }
        if is_second {
            let place = self.place;
            return reader.check_only(|reader| rules::rule(reader, body, &keyword, place).map(drop));
        }
        self.rule = Some(rules::rule(reader, body, &keyword, self.place)?);
        Ok(())
    }
}

/// `my_rule;` after `by`
fn by_hand(reader: &mut Reader, input: ParseStream<'_>) -> Result<RulePath> {
    if !input.peek(syn::Ident) && !input.peek(Token![::]) && !input.peek(Ident::peek_any) {
        return Err(missing(input, "the name of your rule, as in `by my_rule;`"));
    }
    let rule = input.parse()?;
    if let Err(error) = required::<Token![;]>(input, "`;` after the name of your rule") {
        reader.report(error);
        skip_part(input, &["claims"]);
    }
    Ok(rule)
}

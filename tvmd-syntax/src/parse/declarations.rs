//! What a block declares: its setting, mechanisms and constants.

use super::attributes::Attributes;
use super::heading::Heading;
use super::mechanism::Body;
use super::parsed::{Parsed, mechanisms};
use super::rust::Path;
use super::words::{keyword, missing, name, spelt, word};
use super::{attributes, constants, mechanism, setting};
use crate::catalogue;
use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;
use tvmd_model::model::RuleDecl;

tvmd_model::words! {
    /// What a block declares.
    pub(super) enum Item {
        Setting = "setting",
        Mechanism = "mechanism",
        Const = "const",
    }
}

impl Parsed {
    /// A setting or a mechanism. One without a name is read like any other.
    pub(super) fn item(&mut self, input: ParseStream<'_>) -> Result<()> {
        let Attributes { docs, everywhere } = attributes::outer(&mut self.reader, input)?;
        let vis = input.parse()?;
        let keyword = keyword(input, "`setting` or `mechanism`")?;
        let declared = self.reader.meant::<Item>(&keyword, "declaration");
        let (is_setting, what) = match declared.inspect_err(|_| self.unknown = true)? {
            Item::Setting => (true, "a name for the setting"),
            Item::Mechanism => (false, "a name for the mechanism"),
            Item::Const => {
                let name = name(input, "a name for the constant, as in `const PRICE = 3/2;`")?;
                return self.constant(input, Heading { docs, everywhere, vis, name });
            }
        };
        let nameless = word(input).is_some_and(|word| word == "in");
        let name = if nameless { Err(missing(input, what)) } else { name(input, what) };
        let name = self.reader.keep(name);
        if name.is_none() && !nameless {
            // A word that can't be a name.
            input.call(Ident::parse_any).ok();
        }
        let heading = name.map(|name| Heading { docs, everywhere, vis, name });
        if is_setting {
            self.setting(input, &keyword, heading)
        } else {
            self.mechanism(input, &keyword, heading)
        }
    }

    fn setting(&mut self, input: ParseStream<'_>, keyword: &Ident, heading: Option<Heading>) -> Result<()> {
        let name = heading.as_ref().map_or(keyword, |heading| &heading.name);
        if self.given {
            let error = syn::Error::new_spanned(name, catalogue::second_setting());
            self.others.extend(heading.map(|heading| heading.name));
            return Err(error);
        }
        self.given = true;
        if let Some(named) = self.base.take() {
            self.reader.complain(&named, catalogue::no_such_setting(named.shown(), None));
        }
        if input.peek(Token![=]) {
            let read = setting::like_another(&mut self.reader, input, name);
            self.setting = heading;
            let (base, prior) = read?;
            (self.base, self.said.prior) = (Some(base), Some(prior));
            return Ok(());
        }
        let read = setting::setting(&mut self.reader, input, name);
        self.setting = heading;
        (self.said.setting, self.said.prior) = read?;
        self.read = true;
        Ok(())
    }

    /// `PRICE = 3/2;`, from after the keyword. Its value was looked up ahead.
    fn constant(&mut self, input: ParseStream<'_>, heading: Heading) -> Result<()> {
        let name = &heading.name;
        if self.constants.iter().any(|(other, _)| other.name == *name) {
            self.reader.complain(name, catalogue::constant_twice(name));
        }
        let value = constants::value(&self.reader.constants, input, name);
        // Ahead, one that is made of a later one is a mistake.
        let value =
            value.and_then(|value| self.reader.constants.0.get(&spelt(name)).cloned().unwrap_or(Ok(value)));
        let known = value.as_ref().map_or_else(|_| Rational::default(), Clone::clone);
        self.constants.push((heading, known));
        value?;
        self.reader.expect::<Token![;]>(input, "`;` after the constant");
        Ok(())
    }

    fn mechanism(&mut self, input: ParseStream<'_>, keyword: &Ident, heading: Option<Heading>) -> Result<()> {
        let position = self.said.mechanisms.0.len();
        let (ident, name) = match &heading {
            Some(heading) => (&heading.name, heading.spelt()),
            None => (keyword, String::new()),
        };
        let place = mechanisms().entry(position, &name);
        self.reader.mark(place.clone(), ident);
        self.reader.mark(place.key(), ident);
        if heading.is_none() {
            self.reader.unread.push(place.key());
        }
        let named = mechanism::in_setting(&mut self.reader, input);
        if let Some(named) = &named {
            self.reader.mark(place.field("in"), named);
        }
        if named.is_some_and(|named| !self.is_setting_here(named)) {
            self.reader.unread.push(place.clone());
        }
        let Body { decl, at_test, by } = mechanism::mechanism(&mut self.reader, input, ident, &place);
        self.at_test.extend(at_test.then(|| name.clone()));
        let extended = match &decl.rule {
            RuleDecl::DsicExtension { of, .. } => Some((of, place.field("dsic_extension"))),
            RuleDecl::BicExtension { of, .. } => Some((of, place.field("bic_extension"))),
            _ => None,
        };
        if let Some((of, place)) = extended.filter(|(of, _)| self.by_hand.contains_key(*of)) {
            let tokens = self.reader.spans.at(&place.field("of"));
            self.reader.complain(tokens, catalogue::extends_by_hand(of));
        }
        self.by_hand.extend(by.map(|by| (name.clone(), by)));
        self.said.mechanisms.0.push((name, decl));
        self.mechanisms.extend(heading);
        Ok(())
    }

    /// Whether what a mechanism names is the setting here, or at least nothing that has no place in this block. Where there
    /// is no setting it is one of another block.
    fn is_setting_here(&mut self, named: Path) -> bool {
        if named.name().is_some_and(|named| self.others.contains(&named)) {
            return false;
        }
        match (&self.setting, &self.base) {
            (Some(setting), _) if named.name().is_some_and(|named| named == setting.name) => true,
            (Some(setting), _) => {
                let message = catalogue::no_such_setting(named.shown(), Some(&setting.name));
                self.reader.complain(&named, message);
                true
            }
            (None, _) if self.given || self.unknown => true,
            (None, Some(base)) if base.shown() != named.shown() => {
                self.reader.complain(&named, catalogue::two_settings(base.shown()));
                false
            }
            (None, _) => {
                self.reader.mark(Place::default(), &named);
                self.base = Some(named);
                true
            }
        }
    }
}

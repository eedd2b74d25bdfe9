//! Tokens to the model: one setting and its mechanisms, as they are written.
//!
//! Only the grammar is checked here, down to every mistake in one go; whether names are known, numbers in range
//! and profiles covered is for core, which reports at the places that are marked on the way.

mod attributes;
mod claims;
mod constants;
mod extension;
mod field;
mod lost;
mod mechanism;
mod menu;
mod number;
mod outcomes;
mod prices;
mod prior;
mod reader;
mod rules;
mod setting;
mod types;
mod words;

pub(crate) use reader::Reader;
pub(crate) use rules::{Form, form};

use crate::catalogue;
use crate::invocation::Shared;
use attributes::Attributes;
use mechanism::Body;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use std::collections::{HashMap, HashSet};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, ExprPath, Path, Result, Token, Visibility};
use tvmd_engine::diagnostic::Place;
use tvmd_engine::exact::Rational;
use tvmd_engine::model::{Entries, FORMAT, InstanceDecl, RuleDecl, Word as _};
use words::{keyword, missing, name, skip_part, spelt, word};

/// What heads a setting or a mechanism, and is kept for what is generated from it.
pub(crate) struct Heading {
    /// What goes onto its type alone, and what goes onto all that is generated for it.
    pub(crate) docs: Vec<Attribute>,
    pub(crate) everywhere: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
}

impl Heading {
    /// Each `#[cfg(…)]` that it has.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.everywhere.iter().filter(|attribute| attribute.path().is_ident("cfg"))
    }

    /// The name as the model has it.
    pub(crate) fn spelt(&self) -> String {
        spelt(&self.name)
    }
}

/// What was understood of an invocation, and all that was wrong with it.
pub(crate) struct Parsed {
    pub(crate) setting: Option<Heading>,
    /// The setting of another block that the mechanisms stand in, or that the setting here is like.
    pub(crate) base: Option<Path>,
    /// Whether there is a setting, and whether it could be read; its name or the rest may be missing.
    given: bool,
    read: bool,
    /// Whether there is something of which it isn't known what it declares.
    unknown: bool,
    /// Settings that have no place here.
    others: Vec<Ident>,
    pub(crate) mechanisms: Vec<Heading>,
    /// The constants and their values; 0 for what can't be read.
    pub(crate) constants: Vec<(Heading, Rational)>,
    /// The names of mechanisms whose claims are left for a test to verify.
    pub(crate) at_test: HashSet<String>,
    /// The rules that are written by hand, by mechanism.
    pub(crate) by_hand: HashMap<String, ExprPath>,
    pub(crate) instance: InstanceDecl,
    pub(crate) reader: Reader,
}

/// Reads a block, in a `shared` setting if it has been told one.
pub(crate) fn parse(tokens: TokenStream, shared: Option<Shared>) -> Parsed {
    let mut parsed = Parsed::nothing();
    if let Some(Shared::Whole(instance)) = shared {
        (parsed.instance, parsed.read) = (*instance, true);
    }
    let read = (|input: ParseStream<'_>| {
        parsed.read(input);
        Ok(())
    })
    .parse2(tokens);
    parsed.reader.keep(read);
    parsed
}

tvmd_engine::words! {
    /// What a block declares.
    enum Item {
        Setting = "setting",
        Mechanism = "mechanism",
        Const = "const",
    }
}

impl Parsed {
    fn nothing() -> Self {
        Self {
            setting: None,
            base: None,
            given: false,
            read: false,
            unknown: false,
            others: Vec::new(),
            mechanisms: Vec::new(),
            constants: Vec::new(),
            at_test: HashSet::new(),
            by_hand: HashMap::new(),
            instance: InstanceDecl {
                tvmd: FORMAT,
                setting: setting::empty(),
                prior: None,
                prior_hat: None,
                mechanisms: Entries::default(),
                numbers: Entries::default(),
            },
            reader: Reader::default(),
        }
    }

    fn read(&mut self, input: ParseStream<'_>) {
        self.reader.constants = constants::ahead(input);
        while !input.is_empty() {
            if let Err(error) = self.item(input) {
                self.reader.report(error);
                skip_part(input, Item::WRITTEN);
            }
        }
        if self.unknown && !self.given {
            // That may have been the setting.
            self.base = None;
        }
        if !self.given && self.base.is_none() && self.reader.errors.is_empty() {
            self.reader.report(missing(input, "`setting Name<Agent, …> { … }` and the mechanisms in it"));
        }
        if !self.read {
            self.reader.unread.extend(setting::unread());
        }
        if self.unknown {
            let mechanisms = self.instance.mechanisms.0.len();
            self.reader.unread.push(self::mechanisms().index(mechanisms));
        }
        let agents = self.instance.setting.agents.len();
        for (position, (name, mechanism)) in self.instance.mechanisms.0.iter_mut().enumerate() {
            if let RuleDecl::Outcomes(rows) = &mut mechanism.rule {
                let place = mechanisms().entry(position, name).field("outcomes");
                outcomes::match_all(&self.reader, rows, &place, agents);
            }
        }
    }

    /// The conditions that everything in the block is under: where they don't hold there may be no other setting either.
    pub(crate) fn conditions(&self) -> Vec<&Attribute> {
        let mechanisms = self.mechanisms.iter().filter(|_| self.setting.is_none());
        let constants = self.constants.iter().map(|(heading, _)| heading);
        let mut headings = self.setting.iter().chain(mechanisms).chain(constants);
        let first = headings.next().into_iter().flat_map(Heading::conditions);
        let headings: Vec<&Heading> = headings.collect();
        let text = |attribute: &Attribute| attribute.to_token_stream().to_string();
        let has = |heading: &&Heading, condition: &Attribute| {
            heading.conditions().any(|it| text(it) == text(condition))
        };
        first.filter(|condition| headings.iter().all(|heading| has(heading, condition))).collect()
    }

    /// A setting or a mechanism. One without a name is read like any other.
    fn item(&mut self, input: ParseStream<'_>) -> Result<()> {
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
            self.reader.complain(&named, catalogue::no_such_setting(shown(&named), None));
        }
        if input.peek(Token![=]) {
            let read = setting::like_another(&mut self.reader, input, name);
            self.setting = heading;
            let (base, prior) = read?;
            (self.base, self.instance.prior) = (Some(base), Some(prior));
            return Ok(());
        }
        let read = setting::setting(&mut self.reader, input, name);
        self.setting = heading;
        (self.instance.setting, self.instance.prior) = read?;
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
        let position = self.instance.mechanisms.0.len();
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
        self.instance.mechanisms.0.push((name, decl));
        self.mechanisms.extend(heading);
        Ok(())
    }

    /// Whether what a mechanism names is the setting here, or at least nothing that has no place in this block. Where there
    /// is no setting it is one of another block.
    fn is_setting_here(&mut self, named: Path) -> bool {
        if named.get_ident().is_some_and(|named| self.others.contains(named)) {
            return false;
        }
        match (&self.setting, &self.base) {
            (Some(own), _) if named.is_ident(&own.name) => true,
            (Some(own), _) => {
                let message = catalogue::no_such_setting(shown(&named), Some(&own.name));
                self.reader.complain(&named, message);
                true
            }
            (None, _) if self.given || self.unknown => true,
            (None, Some(base)) if shown(base) != shown(&named) => {
                self.reader.complain(&named, catalogue::two_settings(shown(base)));
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

/// A path as it is written.
fn shown(path: &Path) -> String {
    let mut shown = if path.leading_colon.is_some() { "::".to_owned() } else { String::new() };
    shown += &path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::");
    shown
}

/// The place of the mechanisms.
fn mechanisms() -> Place {
    Place::default().field("mechanisms")
}

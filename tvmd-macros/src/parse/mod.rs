//! Tokens to the model: one setting and its mechanisms, as they are written.
//!
//! Only the grammar is checked here, down to every mistake in one go; whether names are known, numbers in range
//! and profiles covered is for core, which reports at the places that are marked on the way.

mod claims;
mod field;
mod mechanism;
mod menu;
mod number;
mod outcomes;
mod prior;
mod reader;
mod rules;
mod setting;
mod types;
mod words;

pub(crate) use reader::Reader;

use crate::catalogue;
use proc_macro2::{Ident, TokenStream};
use std::collections::HashSet;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Result, Visibility};
use tvmd_core::diagnostic::Place;
use tvmd_core::model::{Entries, FORMAT, Instance};
use words::{keyword, missing, name, skip_part, spelt};

/// What heads a setting or a mechanism, and is kept for what is generated from it.
pub(crate) struct Heading {
    pub(crate) docs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
}

impl Heading {
    /// The name as the model has it.
    pub(crate) fn spelt(&self) -> String {
        spelt(&self.name)
    }
}

/// What was understood of an invocation, and all that was wrong with it.
pub(crate) struct Parsed {
    pub(crate) setting: Option<Heading>,
    /// Settings that have no place here.
    others: Vec<Ident>,
    pub(crate) mechanisms: Vec<Heading>,
    /// The names of mechanisms whose claims are left for a test to verify.
    pub(crate) at_test: HashSet<String>,
    pub(crate) instance: Instance,
    pub(crate) reader: Reader,
}

/// Reads an invocation.
pub(crate) fn parse(tokens: TokenStream) -> Parsed {
    let mut parsed = Parsed::nothing();
    let read = (|input: ParseStream<'_>| {
        parsed.read(input);
        Ok(())
    })
    .parse2(tokens);
    parsed.reader.keep(read);
    parsed
}

const ITEMS: [&str; 2] = ["setting", "mechanism"];

impl Parsed {
    fn nothing() -> Self {
        Self {
            setting: None,
            others: Vec::new(),
            mechanisms: Vec::new(),
            at_test: HashSet::new(),
            instance: Instance {
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
        while !input.is_empty() {
            if let Err(error) = self.item(input) {
                self.reader.report(error);
                skip_part(input, &ITEMS);
            }
        }
        if self.setting.is_none() && self.reader.errors.is_empty() {
            self.reader.report(missing(input, "`setting Name<Agent, …> { … }` and the mechanisms in it"));
        }
    }

    /// A setting or a mechanism.
    fn item(&mut self, input: ParseStream<'_>) -> Result<()> {
        let docs = self.docs(input)?;
        let vis = input.parse()?;
        let keyword = keyword(input, "`setting` or `mechanism`")?;
        if self.reader.meant(&keyword, "declaration", &ITEMS)? == "setting" {
            let name = name(input, "a name for the setting")?;
            self.setting(input, Heading { docs, vis, name })
        } else {
            let name = name(input, "a name for the mechanism")?;
            self.mechanism(input, Heading { docs, vis, name })
        }
    }

    /// Doc comments. Other attributes have no single item that they could be put on.
    fn docs(&mut self, input: ParseStream<'_>) -> Result<Vec<Attribute>> {
        let (docs, others): (Vec<_>, Vec<_>) =
            input.call(Attribute::parse_outer)?.into_iter().partition(|it| it.path().is_ident("doc"));
        for other in others {
            self.reader.complain(other, catalogue::only_docs());
        }
        Ok(docs)
    }

    fn setting(&mut self, input: ParseStream<'_>, heading: Heading) -> Result<()> {
        if self.setting.is_some() {
            let error = syn::Error::new_spanned(&heading.name, catalogue::second_setting());
            self.others.push(heading.name);
            return Err(error);
        }
        let read = setting::setting(&mut self.reader, input, &heading.name);
        self.setting = Some(heading);
        (self.instance.setting, self.instance.prior) = read?;
        Ok(())
    }

    fn mechanism(&mut self, input: ParseStream<'_>, heading: Heading) -> Result<()> {
        let settings = self.setting.iter().map(|setting| &setting.name).chain(&self.others);
        let agents = self.instance.setting.agents.len();
        let mechanisms = &mut self.instance.mechanisms.0;
        let place = Place::default().field("mechanisms").entry(mechanisms.len(), &heading.spelt());
        self.reader.mark(place.clone(), &heading.name);
        self.reader.mark(place.key(), &heading.name);
        mechanism::in_setting(&mut self.reader, input, &settings.collect::<Vec<_>>());
        let mechanism = mechanism::mechanism(&mut self.reader, input, &heading.name, &place, agents);
        let name = heading.spelt();
        self.mechanisms.push(heading);
        if let Some((mechanism, at_test)) = mechanism? {
            self.at_test.extend(at_test.then(|| name.clone()));
            mechanisms.push((name, mechanism));
        }
        Ok(())
    }
}

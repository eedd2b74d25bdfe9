//! JSON Schemas of files and answers, made from the types that are written: answers by what is derived for them, types of crates that
//! know nothing of schemas by types that repeat what is written.
#![allow(dead_code, reason = "what repeats other types is never made")]

mod certificate;

use clap::ValueEnum;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use tvmd_core::model;
use tvmd_core::optimum::file;
use tvmd_view::answer;
use tvmd_view::schema::instance;

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Described {
    /// An instance file.
    Instance,
    /// A certificate.
    Certificate,
    /// What a share of some work came to, in its file.
    Part,
    Audit,
    Check,
    Compare,
    Gambit,
    Learn,
    #[value(name = "maxmin")]
    MaxMin,
    Optimum,
    Robustness,
    Simple,
    Tv,
    Verify,
}

impl Described {
    /// Its schema.
    pub(crate) fn schema(self) -> Schema {
        use crate::commands::{audit, check, gambit, maxmin, optimum, robustness, tv, verify};
        match self {
            Self::Instance => read::<instance::Instance>(model::SCHEMA),
            Self::Certificate => read::<certificate::Certificate>(file::SCHEMA),
            Self::Part => written::<Part>("tvmd:part/1"),
            Self::Audit => written::<audit::Answer<'_>>("tvmd:audit/1"),
            Self::Check => written::<check::Answered>("tvmd:check/1"),
            Self::Compare => written::<answer::compare::Answer>("tvmd:compare/1"),
            Self::Gambit => written::<gambit::Answer>("tvmd:gambit/1"),
            Self::Learn => written::<answer::learn::Answer>("tvmd:learn/1"),
            Self::MaxMin => written::<Stoppable<maxmin::Answer>>("tvmd:maxmin/1"),
            Self::Optimum => written::<Stoppable<optimum::Answered>>("tvmd:optimum/1"),
            Self::Robustness => written::<robustness::Answered>("tvmd:robustness/1"),
            Self::Simple => written::<Stoppable<answer::simple::Answer>>("tvmd:simple/1"),
            Self::Tv => written::<tv::Answered<'_>>("tvmd:tv/1"),
            Self::Verify => written::<verify::Answer>("tvmd:verify/1"),
        }
    }
}

/// The part of a check or of an audit.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Part {
    Check(crate::commands::check::Shared),
    Audit(crate::commands::audit::Shared),
}

/// An answer, or what was known when the search was stopped.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(clippy::large_enum_variant, reason = "it is never made")]
enum Stoppable<A> {
    Whole(A),
    Stopped(crate::Stopped),
}

/// The schema of files that are read.
fn read<T: JsonSchema>(id: &str) -> Schema {
    named(SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<T>(), id)
}

/// The schema of what is written. There may be more fields than are described, as formats are extended.
fn written<T: JsonSchema>(id: &str) -> Schema {
    named(SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>(), id)
}

fn named(mut schema: Schema, id: &str) -> Schema {
    schema.insert("$id".to_owned(), id.into());
    schema
}

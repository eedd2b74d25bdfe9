//! Mechanisms as written: an object with exactly one field that is a rule, and perhaps claims.

use super::{Claim, RULE_FIELDS, RuleDecl};
use serde::de::{self, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor, value};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::sync::LazyLock;

/// The rules and the claims.
pub(crate) static MECHANISM_FIELDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| RULE_FIELDS.iter().copied().chain(["claims"]).collect());

/// A rule and the claims about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MechanismDecl {
    /// How outcomes are chosen.
    pub rule: RuleDecl,
    /// What is claimed.
    pub claims: Vec<Claim>,
}

impl Serialize for MechanismDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written<'m> {
            #[serde(flatten)]
            rule: &'m RuleDecl,
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            claims: &'m [Claim],
        }
        Written { rule: &self.rule, claims: &self.claims }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MechanismDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = MechanismDecl;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MechanismDecl, A::Error> {
                let (mut met, mut rules, mut claims) = (Vec::new(), Vec::new(), Vec::new());
                while let Some(name) = map.next_key::<String>()? {
                    let Some(name) = MECHANISM_FIELDS.iter().copied().find(|field| *field == name) else {
                        return Err(A::Error::unknown_field(&name, &MECHANISM_FIELDS));
                    };
                    if met.contains(&name) {
                        return Err(A::Error::duplicate_field(name));
                    }
                    met.push(name);
                    if name == "claims" {
                        claims = map.next_value()?;
                    } else {
                        rules.extend(map.next_value_seed(RuleOf(name))?);
                    }
                }
                let mut rules = rules.into_iter();
                match (rules.next(), rules.next()) {
                    (Some(rule), None) => Ok(MechanismDecl { rule, claims }),
                    (None, _) => Err(A::Error::custom(no_rule())),
                    (Some(_), Some(_)) => {
                        Err(A::Error::custom("a mechanism has one rule, and this one has several"))
                    }
                }
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

fn no_rule() -> String {
    let (last, others) = RULE_FIELDS.split_last().expect("there are rules");
    format!("a mechanism needs a rule: {} or {last}", others.join(", "))
}

/// Reads what stands in the field of this name, which is a rule, or null as if it weren't there.
struct RuleOf(&'static str);

impl<'de> DeserializeSeed<'de> for RuleOf {
    type Value = Option<RuleDecl>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for RuleOf {
    type Value = Option<RuleDecl>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "what `{}` is made of", self.0)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let field = Field { name: Some(self.0), said: Some(deserializer) };
        RuleDecl::deserialize(value::MapAccessDeserializer::new(field)).map(Some)
    }
}

/// An object of one field, which is what serde takes a variant to be.
struct Field<D> {
    name: Option<&'static str>,
    said: Option<D>,
}

impl<'de, D: Deserializer<'de>> MapAccess<'de> for Field<D> {
    type Error = D::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, D::Error> {
        let name = self.name.take().map(de::value::StrDeserializer::new);
        name.map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, D::Error> {
        seed.deserialize(self.said.take().expect("a field has one value"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<MechanismDecl, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn the_words_of_rules_are_their_fields() {
        for field in RULE_FIELDS.iter() {
            let error = read(&format!("{{ \"{field}\": true }}")).unwrap_err();
            assert!(!error.contains("unknown"), "{error}");
        }
        for text in [r#"{"vcg":{}}"#, r#"{"second_price":{"reserve":"3/2"},"claims":["dsic"]}"#] {
            let said = read(text).unwrap();
            assert!(text.starts_with(&format!("{{\"{}\"", said.rule.field())), "{text}");
            assert_eq!(serde_json::to_string(&said).unwrap(), text);
        }
    }

    #[test]
    fn one_rule_is_read_from_objects_alone() {
        assert_eq!(read(r#"{ "menu": null, "vcg": {} }"#).unwrap().rule, RuleDecl::Vcg);
        for (text, reason) in [
            ("{}", "a mechanism needs a rule: outcomes, "),
            (r#"{ "vcg": {}, "lookahead": {} }"#, "a mechanism has one rule, and this one has several"),
            (r#"{ "vcg": {}, "vcg": {} }"#, "duplicate field `vcg`"),
            (r#"{ "vgc": {} }"#, "unknown field `vgc`"),
            (r#"{ "vcg": { "reserve": 1 } }"#, "unknown field `reserve`"),
            (r#"{ "vcg": [] }"#, "invalid type: sequence"),
            (r#"{ "second_price": [1] }"#, "invalid type: sequence"),
            (r#"[{ "vcg": {} }]"#, "invalid type: sequence"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}

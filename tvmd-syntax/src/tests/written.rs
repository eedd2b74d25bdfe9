//! Random mechanisms, written as a user would write them, expanded, and compared: the macro understands what was meant,
//! and a false claim's message is the witness of the incentive report.

use super::errors;
use crate::parse::parse;
use proc_macro2::TokenStream;
use std::fmt::Write as _;
use tvmd::case::Generator;
use tvmd_engine::model::InstanceDecl;
use tvmd_model::exact::text::Text;
use tvmd_model::model::{Claim, Entries, Pattern, PriorDecl, Property, Row, RuleDecl, Space, Taken, Values};

const CASES: usize = 400;

const PROPERTIES: [Property; 6] = [
    Property::ExPostIr,
    Property::InterimIr,
    Property::Dsic,
    Property::DsicParticipating,
    Property::Bic,
    Property::BicParticipating,
];

/// A random table with a random correlated prior, with every claim that takes no numbers.
fn instance(generator: &mut Generator) -> Option<InstanceDecl> {
    let case = generator.case()?;
    let mut instance = case.to_instance(None);
    (instance.prior_hat, instance.numbers) = (None, Entries::default());
    let claim = |property| Claim { negated: false, property };
    instance.mechanisms.0[0].1.claims = PROPERTIES.map(claim).into_iter().collect();
    Some(instance)
}

/// An instance of additive agents with a joint prior and tables, in the grammar of the macro.
fn written(instance: &InstanceDecl) -> String {
    let setting = &instance.setting;
    let agents: Vec<&str> = setting.agents.iter().map(|agent| agent.name.as_str()).collect();
    let mut text = format!("setting {}<{}> {{\n", setting.name, agents.join(", "));
    writeln!(text, "items {{ {} }} bound {};", setting.items.join(", "), setting.bound).unwrap();
    for agent in &setting.agents {
        let types = agent.types.iter().map(|decl| match &decl.space {
            Space::One(Values::Items(values)) => format!("{} = {{ {} }}", decl.name, numbers(values, ": ")),
            other => unreachable!("{other:?} isn't generated"),
        });
        writeln!(text, "agent {}: additive {{ {} }}", agent.name, types.collect::<Vec<_>>().join(", "))
            .unwrap();
    }
    if let Some(PriorDecl::Joint(atoms)) = &instance.prior {
        let atoms = atoms.iter().map(|atom| format!("({}): {}", atom.profile.join(", "), atom.probability));
        writeln!(text, "prior joint {{ {} }}", atoms.collect::<Vec<_>>().join(", ")).unwrap();
    }
    text.push_str("}\n");
    for (name, mechanism) in instance.mechanisms.iter() {
        let RuleDecl::Outcomes(rows) = &mechanism.rule else { unreachable!("tables are generated") };
        writeln!(text, "mechanism {name} in {} {{ outcomes {{", setting.name).unwrap();
        rows.iter().for_each(|row| writeln!(text, "{},", self::row(row)).unwrap());
        let claims: Vec<String> = mechanism.claims.iter().map(ToString::to_string).collect();
        writeln!(text, "}} claims {}; }}", claims.join(", ")).unwrap();
    }
    text
}

fn numbers(entries: &Entries<Text>, between: &str) -> String {
    let entries = entries.iter().map(|(name, number)| format!("{name}{between}{}", number.0));
    entries.collect::<Vec<_>>().join(", ")
}

fn row(row: &Row) -> String {
    let patterns = row.when.iter().map(|pattern| match pattern {
        Pattern::Any => "_".to_owned(),
        Pattern::OneOf(types) => types.join(" | "),
    });
    let pays = row.pays.iter().map(|(agent, payment)| format!("{agent} pays {}", payment.0));
    let gifts = |gets: &Entries<Vec<String>>| -> Vec<String> {
        gets.iter().map(|(agent, items)| format!("{agent} gets {{ {} }}", items.join(", "))).collect()
    };
    let or_nothing =
        |clauses: Vec<String>| if clauses.is_empty() { "nothing".into() } else { clauses.join(" and ") };
    let clauses = match &row.gets {
        Taken::Surely(gets) => gifts(gets),
        Taken::Lottery(branches) => {
            let branches = branches
                .iter()
                .map(|branch| format!("{}: {}", branch.probability, or_nothing(gifts(&branch.gets))));
            vec![format!("lottery {{ {} }}", branches.collect::<Vec<_>>().join(", "))]
        }
    };
    let outcome = or_nothing(clauses.into_iter().chain(pays).collect());
    format!("({}) => {outcome}", patterns.collect::<Vec<_>>().join(", "))
}

#[test]
fn what_is_written_is_what_is_understood() {
    let mut generator = Generator::new(23);
    for _ in 0..CASES {
        let instance = instance(&mut generator).unwrap();
        let text = written(&instance);
        let parsed = parse(text.parse::<TokenStream>().unwrap(), None);
        assert!(parsed.reader.errors.is_empty(), "{text}");
        let (said, meant) = (InstanceDecl::from(parsed.said).resolve().unwrap(), instance.resolve().unwrap());
        assert_eq!(said.setting(), meant.setting(), "{text}");
        assert_eq!(said.prior(), meant.prior(), "{text}");
        assert!(said.mechanisms()[0].table().same_outcomes(meant.mechanisms()[0].table()), "{text}");
    }
}

#[test]
fn the_message_of_a_false_claim_is_the_witness_of_the_report() {
    let mut generator = Generator::new(29);
    let (mut refused, mut accepted) = (0, 0);
    for _ in 0..CASES {
        let instance = instance(&mut generator).unwrap();
        let resolved = instance.resolve().unwrap();
        let report = resolved.mechanisms()[0].incentives();
        let text = written(&instance);
        let found = errors(&text);
        let names = ["ex-post IR", "interim IR", "DSIC", "DSIC among types that take part"];
        let names = names.into_iter().chain(["BIC", "BIC among types that take part"]);
        for (name, property) in names.zip(&PROPERTIES) {
            let verdict = report.verdict(property).unwrap();
            let heading = format!("`Table` is not {name}\n");
            let message =
                found.iter().map(|(_, message)| message).find(|message| message.starts_with(&heading));
            match &verdict.witness {
                Some(witness) => {
                    let message = message.unwrap_or_else(|| panic!("no error for {name} in\n{text}"));
                    assert!(message.contains(&witness.to_string()), "{message}\nisn't\n{witness}");
                    refused += 1;
                }
                None => {
                    assert_eq!(message, None, "{text}");
                    accepted += 1;
                }
            }
        }
    }
    assert!(refused > CASES / 4 && accepted > CASES / 20, "{refused} refused, {accepted} accepted");
}

//! Whether what a certificate says is true, decided without it: by the solver, on what the strict reader of instances makes of it.

use serde_json::Value;
use std::collections::HashMap;
use tvmd_core::exact::parse;
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::{Performance, Standard};
use tvmd_core::optimum::couplings::worst_joint;
use tvmd_core::optimum::maxmin::{max_min, max_min_near};
use tvmd_core::optimum::{
    Ball, Design, Linear as _, Noise, Participation, Program, Relation, Transfers, Truthfulness,
};
use tvmd_core::robustness::Extremes;
use tvmd_core::work::Budget;
use tvmd_core::{AgentId, Prior, Rational, Table};

/// Optima that were calculated, by problem.
#[derive(Default)]
pub(crate) struct Oracle(HashMap<String, Rational>);

impl Oracle {
    /// Why what a certificate says is not true, or not well-formed.
    pub(crate) fn refute(&mut self, text: &str) -> Option<String> {
        self.check(text).err()
    }

    fn check(&mut self, text: &str) -> Result<(), String> {
        let instance = InstanceDecl::from_json(text).map_err(|error| error.to_string())?;
        let instance = instance.resolve().map_err(|errors| format!("{errors:?}"))?;
        let (prior, table) = (instance.prior().unwrap(), instance.mechanisms()[0].table());
        let file: Value = serde_json::from_str(text).unwrap();
        let word = |field: &str| file[field].as_str().unwrap_or_default();
        let claimed = parse(word("value")).map_err(|error| error.to_string())?;
        let objective = if word("objective") == "welfare" { Standard::Welfare } else { Standard::Revenue };
        let truthfulness = match (word("truthfulness"), file.get("epsilon")) {
            ("dsic", None) => Truthfulness::Dsic,
            ("bic", None) => Truthfulness::Bic,
            ("bic", Some(_)) => Truthfulness::EpsBic(parse(word("epsilon")).unwrap()),
            _ => return Err("a gain that dominant strategies don't allow".to_owned()),
        };
        let participation =
            if word("participation") == "interim" { Participation::Interim } else { Participation::ExPost };
        check_incentives(table, prior, &truthfulness, participation)?;
        let performance = Performance::new(&objective, table).unwrap();
        let marginals: Vec<_> =
            (0..prior.setting().agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect();
        let ball = match file.get("ball").map(|ball| ball.as_str().unwrap()) {
            Some("support") => Ball::Support,
            Some("all") | None => Ball::All,
            Some(other) => return Err(format!("the ball {other}")),
        };
        let number = |value: &Value| parse(value.as_str().unwrap()).unwrap();
        let within = file.get("within").map(number);
        let noise = file.get("marginals_within").map(|radii| {
            let agents = prior.setting().agents().iter();
            let radii = agents.map(|agent| radii.get(agent.name()).map(number).unwrap_or_default());
            Noise { radii: radii.collect(), ball }
        });
        let attained = match (word("proves"), &within, &noise) {
            ("optimum" | "deterministic", None, None) => performance.expectation(prior).unwrap(),
            ("robust-optimum", Some(within), None) => {
                Extremes::over(performance.clone(), prior, ball).unwrap().least.at(within)
            }
            ("max-min" | "guarantee", None, Some(noise)) => least_near(&performance, prior, noise),
            ("max-min" | "guarantee", None, None) => {
                worst_joint(prior.setting(), &marginals, performance.values()).unwrap().value
            }
            _ => return Err("a distance that isn't one of this claim".to_owned()),
        };
        let key = format!(
            "{} {} {truthfulness:?} {participation:?} {objective:?} {} {ball:?} {within:?} {noise:?}",
            file["setting"],
            file["prior"],
            word("proves")
        );
        let best = self.0.entry(key).or_insert_with(|| {
            let (goal, transfers) = (objective.goal(), Transfers::General);
            let design =
                Design { prior, goal, truthfulness, participation, transfers, budget: Budget::DEFAULT };
            match word("proves") {
                "optimum" => design.best().unwrap().value,
                "robust-optimum" => design.best_within(&within.unwrap(), ball, &mut |_| ()).unwrap().value,
                "deterministic" => design.best_without_lotteries(&mut |_| ()).unwrap().value,
                _ if noise.is_some() => {
                    let (setting, noise, budget) = (prior.setting(), noise.unwrap(), Budget::DEFAULT);
                    max_min_near(setting, &marginals, &noise, &objective, &budget, &mut |_| ()).unwrap().value
                }
                _ => {
                    max_min(prior.setting(), &marginals, &objective, &Budget::DEFAULT, &mut |_| ())
                        .unwrap()
                        .value
                }
            }
        });
        if attained != claimed || (word("proves") != "guarantee" && *best != claimed) {
            return Err(format!("{claimed} is claimed, {attained} attained, and {best} the best"));
        }
        let sure = prior
            .setting()
            .profiles()
            .all(|profile| table.outcome(&profile).unwrap().allocations().len() == 1);
        if word("proves") == "deterministic" && !sure { Err("a lottery".to_owned()) } else { Ok(()) }
    }
}

/// What a mechanism makes at least where marginals are near those of a prior: a program over joint distributions.
fn least_near(performance: &Performance, prior: &Prior, noise: &Noise) -> Rational {
    let (zero, one) = (Rational::default, || Rational::from_integer(1.into()));
    let setting = prior.setting();
    let mut program = Program::new();
    let masses: Vec<_> =
        performance.values().iter().map(|value| program.variable(Some(zero()), None, -value)).collect();
    program.row(masses.iter().map(|mass| (*mass, one())), Relation::Equal, one()).unwrap();
    for (agent, radius) in noise.radii.iter().enumerate() {
        let (marginal, mut added) = (prior.marginal(AgentId(agent)), Vec::new());
        for own in 0..marginal.len() {
            let profiles = setting.profiles().zip(&masses);
            let with_own = profiles.filter(|(profile, _)| profile.of(AgentId(agent)) == own);
            let mut row: Vec<_> = with_own.map(|(_, mass)| (*mass, one())).collect();
            if noise.ball == Ball::All || marginal.mass(own) != zero() {
                added.push((program.variable(Some(zero()), None, zero()), one()));
                row.extend(added.last().map(|(more, one)| (*more, -one)));
            }
            program.row(row, Relation::AtMost, marginal.mass(own)).unwrap();
        }
        program.row(added, Relation::AtMost, radius.clone()).unwrap();
    }
    -program.maximise().optimum().unwrap().value
}

fn check_incentives(
    table: &Table,
    prior: &Prior,
    truthfulness: &Truthfulness,
    participation: Participation,
) -> Result<(), String> {
    let report = tvmd_core::IncentiveReport::of(table, Some(prior)).unwrap();
    let regret = report.bic.as_ref().unwrap().verdict.regret.clone();
    let truthful = match truthfulness {
        Truthfulness::Dsic if participation == Participation::Interim => report.dsic_participating.holds,
        Truthfulness::Dsic => report.dsic.holds,
        Truthfulness::Bic => regret <= Rational::default(),
        Truthfulness::EpsBic(epsilon) => regret <= *epsilon && *epsilon >= Rational::default(),
    };
    let rational =
        report.ex_post_ir.holds || (participation == Participation::Interim && is_interim_ir(table, prior));
    if truthful && rational { Ok(()) } else { Err(format!("truthful {truthful}, rational {rational}")) }
}

fn is_interim_ir(table: &Table, prior: &Prior) -> bool {
    let setting = prior.setting();
    setting.agents().iter().enumerate().all(|(agent, spec)| {
        spec.types().iter().enumerate().all(|(own, of)| {
            let drawn = prior.support().filter(|(profile, _)| profile.of(AgentId(agent)) == own);
            let utility = drawn.map(|(profile, mass)| {
                let outcome = table.outcome(&profile).unwrap();
                mass * (outcome.value(AgentId(agent), of.valuation()) - outcome.payment(AgentId(agent)))
            });
            utility.sum::<Rational>() >= Rational::default()
        })
    })
}

//! Both widths come to the same.

use super::*;
use crate::model::InstanceDecl;

/// What fits in `i128` comes to the same in big integers, and what doesn't fit is not tried in it.
#[test]
fn widths_agree() {
    let said = |mass: &str, rest: &str| {
        let agent = |name: &str, valuation: &str, values: [&str; 2]| {
            let [low, high] = values;
            format!(
                r#"{{ "name": "{name}", "valuation": "{valuation}", "types": [
                    {{ "name": "Low", "values": {{ "Tea": "{low}" }} }}, {{ "name": "High", "values": {{ "Tea": "{high}" }} }} ] }}"#
            )
        };
        let agents = [
            agent("Ann", "additive", ["1/3", "5/7"]),
            agent("Ben", "unit_demand", ["1/3", "2"]),
            agent("Cleo", "additive", ["0", "5/7"]),
        ];
        let law = format!(r#"{{ "Bottom": "{rest}", "Low": "1/5", "High": "{mass}" }}"#);
        let text = format!(
            r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea"], "bound": "2", "agents": [{}] }},
                "prior": {{ "independent": {{ "Ann": {law}, "Ben": {law}, "Cleo": {law} }} }},
                "mechanisms": {{ "Posted": {{ "posted_prices": {{ "prices": {{ "Tea": "5/7" }} }} }},
                    "Second": {{ "second_price": {{ "reserve": "1/3" }} }}, "Lookahead": {{ "lookahead": {{}} }} }} }}"#,
            agents.join(",")
        );
        InstanceDecl::from_json(&text).unwrap().resolve_structured().unwrap()
    };
    let in_both = |instance: &crate::declared::StructuredInstance| {
        let Some(TypeDistribution::Independent(types)) = instance.types() else { panic!("independent") };
        let totals: Vec<BigInt> =
            types.iter().map(|distribution| fraction::weights(distribution).1).collect();
        for mechanism in instance.mechanisms() {
            let setting = mechanism.setting();
            let [narrow, wide] = match mechanism.structure() {
                Structure::PostedPrices(rule) => [true, false].map(|narrow| {
                    let sold = sell(Sale::Items(rule), setting, Some(types), narrow).unwrap().unwrap();
                    (sold.revenue.value(&sold.totals), sold.welfare.value(&sold.totals))
                }),
                Structure::SecondPrice(rule) => [
                    auction::second_price::<i128>(rule, setting, types),
                    auction::second_price::<BigInt>(rule, setting, types),
                ]
                .map(|(revenue, welfare)| (revenue.value(&totals), welfare.value(&totals))),
                Structure::Lookahead => [
                    lookahead::lookahead::<i128>(setting, types),
                    lookahead::lookahead::<BigInt>(setting, types),
                ]
                .map(|(revenue, welfare)| (revenue.value(&totals), welfare.value(&totals))),
                Structure::Bundles(_) | Structure::Menu(_) => panic!("not declared here"),
            };
            assert!(fits(mechanism.structure(), setting, Some(types)));
            assert_eq!(narrow, wide, "{}", mechanism.name());
        }
    };
    in_both(&said("2/5", "2/5"));
    // Masses over 10⁴⁰.
    let hostile = said(&format!("0.2{}1", "0".repeat(39)), &format!("0.5{}", "9".repeat(40)));
    let types = match hostile.types() {
        Some(TypeDistribution::Independent(types)) => types.as_slice(),
        _ => panic!("independent"),
    };
    for mechanism in hostile.mechanisms() {
        assert!(!fits(mechanism.structure(), mechanism.setting(), Some(types)));
        assert!(evaluate(mechanism).unwrap().revenue.is_some());
    }
}

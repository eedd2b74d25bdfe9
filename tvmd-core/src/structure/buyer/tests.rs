//! What is checked of a buyer's purchases, on purchases that are wrong.

use super::offers::Offers;
use super::*;
use crate::declared::StructuredInstance;
use crate::mechanism::rules::{PostedPrices, Structure};
use crate::model::InstanceDecl;
use crate::setting::ItemId;

fn shop(valuation: &str, prices: &str) -> StructuredInstance {
    let said = format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea", "Milk"], "bound": "4", "agents": [
            {{ "name": "Ann", "valuation": "{valuation}", "types": [
                {{ "name": "Low", "values": {{ "Tea": "1", "Milk": "1" }} }},
                {{ "name": "High", "values": {{ "Tea": "3/2", "Milk": "2" }} }} ] }} ] }},
            "mechanisms": {{ "Posted": {{ "posted_prices": {{ "prices": {prices} }} }} }} }}"#
    );
    InstanceDecl::from_json(&said).unwrap().resolve_structured().unwrap()
}

fn with_buyer<R>(shop: &StructuredInstance, of: impl FnOnce(&Buyer<'_, i128>, &PostedPrices) -> R) -> R {
    let posted = &shop.mechanisms()[0];
    let Structure::PostedPrices(rule) = posted.structure() else { panic!("posted prices") };
    of(&Buyer::new(Sale::Items(rule), posted.setting(), 0, None), rule)
}

#[test]
fn a_purchase_that_isnt_best_is_a_lie_that_pays() {
    let shop = shop("unit_demand", r#"{ "Tea": "1", "Milk": "1" }"#);
    with_buyer(&shop, |buyer, _| {
        let mut offers = Offers::default();
        let [tea, milk] = [0, 1].map(|item| Bundle::from_iter([ItemId(item)]));
        let [tea, milk] = [tea, milk]
            .map(|taken| Some(offers.number(buyer, taken, &buyer.scaled(&crate::exact::ratio(1, 1)))));
        let all = Bundle::all(2);
        assert!(buyer.check(&[None, tea, milk], &offers.listed, all).is_ok(), "Low is indifferent");
        let lie = buyer.check(&[None, milk, tea], &offers.listed, all).unwrap_err();
        assert_eq!(
            lie.to_string(),
            "where {Tea, Milk} is left to Ann, her type High gains 1/2 by `Low`",
            "what Low takes is better"
        );
        let dear = Some(offers.number(buyer, all, &buyer.scaled(&crate::exact::ratio(3, 1))));
        let lie = buyer.check(&[None, None, dear], &offers.listed, all).unwrap_err();
        assert_eq!((lie.report.as_deref(), *lie.gain), (Some("Bottom"), crate::exact::ratio(1, 1)));
    });
}

#[test]
fn a_list_that_isnt_of_all_that_pays_best_first_is_a_lie_that_pays() {
    let shop = shop("unit_demand", r#"{ "Tea": "1", "Milk": "1" }"#);
    with_buyer(&shop, |buyer, _| {
        let mut offers = Offers::default();
        let [tea, milk] = [0, 1].map(|item| Bundle::from_iter([ItemId(item)]));
        for taken in [tea, milk] {
            offers.number(buyer, taken, &buyer.scaled(&crate::exact::ratio(1, 1)));
        }
        let mut lists = buyer.lists().unwrap();
        assert!(buyer.check_lists(&lists, &offers.listed).is_ok());
        assert_eq!(lists[2].iter().map(|choice| choice.taken).collect::<Vec<_>>(), [milk, tea]);
        // Milk is worth 1 over its price to High, and tea 1/2.
        lists[2].swap(0, 1);
        assert_eq!(*buyer.check_lists(&lists, &offers.listed).unwrap_err().gain, crate::exact::ratio(1, 2));
        lists[2].remove(1);
        assert_eq!(*buyer.check_lists(&lists, &offers.listed).unwrap_err().gain, crate::exact::ratio(1, 1));
    });
}

#[test]
fn an_item_that_is_wanted_and_not_taken_is_a_loss() {
    // 7/4 is between what Tea and what Milk is worth to High, and over both to Low.
    let shop = shop("additive", r#"{ "Tea": "7/4", "Milk": "7/4" }"#);
    with_buyer(&shop, |buyer, rule| {
        let [none, milk, all] = [Bundle::EMPTY, Bundle::from_iter([ItemId(1)]), Bundle::all(2)];
        assert!(buyer.check_items(rule, &[none, milk]).is_ok());
        for (wanted, gain) in [([none, none], (1, 4)), ([none, all], (1, 4)), ([milk, milk], (3, 4))] {
            let lie = buyer.check_items(rule, &wanted).unwrap_err();
            assert_eq!(*lie.gain, crate::exact::ratio(gain.0, gain.1), "{wanted:?}");
        }
    });
}

//! The types of a setting: values, positions, names, order, and all profiles.
#![deny(warnings)]

use std::collections::HashSet;
use tvmd::{AgentId, ItemId, TypeId, ratio};

tvmd::mechanism! {
    setting Gallery<First, Second> {
        items { Painting, Vase }
        bound 4;
        agent First: additive { Low = { Painting: 1 }, High = { Painting: 2, Vase: 1 } }
        agent Second: bundles { Both = { [Painting, Vase]: 3 } }
        prior uniform;
    }
    mechanism Vcg in Gallery { vcg; }
}

#[test]
fn runs() {
    use gallery::{Agent, First, Item, Profile, Second};
    assert_eq!(First::High.value(Item::Painting), ratio!(2));
    assert_eq!(First::High.value([Item::Painting, Item::Vase]), ratio!(3));
    assert_eq!(First::Bottom.value([Item::Painting, Item::Vase]), ratio!(0));
    assert_eq!(Second::Both.value(tvmd::Bundle::all(2)), ratio!(3));
    assert_eq!(Second::Both.value(Item::Painting), ratio!(0));
    assert_eq!(First::ALL.map(First::takes_part), [false, true, true]);
    assert!(First::Low < First::High && Agent::First < Agent::Second);

    assert_eq!(TypeId::from(First::High), TypeId(2));
    assert_eq!(First::try_from(TypeId(2)), Ok(First::High));
    let beyond = First::try_from(TypeId(3)).unwrap_err().to_string();
    assert_eq!(beyond, "position 3 is no type of First: the last is at 2");
    assert_eq!(Agent::try_from(AgentId(1)), Ok(Agent::Second));
    assert_eq!(Item::try_from(ItemId(1)), Ok(Item::Vase));
    assert!(Item::try_from(ItemId(2)).is_err());

    let profile = Profile { first: First::Low, second: Second::Bottom };
    assert_eq!(
        format!("{profile} {} {} {:>6}", Agent::First, Item::Vase, First::Low),
        "(Low, Bottom) First Vase    Low"
    );
    let by_position = tvmd::Profile::from(profile);
    assert_eq!(Profile::try_from(&by_position), Ok(profile));
    let other = Profile::try_from(&tvmd::Profile::new(vec![0])).unwrap_err().to_string();
    assert_eq!(other, "a profile of 1 types is none of `Gallery`, which has 2 agents");
    assert!(Profile::try_from(&tvmd::Profile::new(vec![0, 2])).is_err());

    let all: Vec<Profile> = Profile::all().collect();
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), 6);
    assert!(all.iter().copied().map(tvmd::Profile::from).eq(Gallery::setting().profiles()));

    // Reports are typed profiles, tuples or profiles by position.
    let outcomes =
        [Vcg.outcome(profile), Vcg.outcome((First::Low, Second::Bottom)), Vcg.outcome(&by_position)];
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
    let kept = tvmd::mechanism::Kept::all(Gallery::setting()).only(Agent::First, [First::High]);
    assert_eq!(kept.types()[0], [true, false, true]);
    assert_eq!(kept.only(Agent::First, [1]).types()[0], [true, true, false]);
    assert!(Gallery::prior().conditional(Agent::First, First::Low).is_some());
}

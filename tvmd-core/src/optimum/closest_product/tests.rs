use super::*;
use crate::case::Generator;

/// Two variables with `values` values each that are `times` as likely to agree as not, cell by cell.
fn agreeing(values: usize, times: i64) -> Distribution {
    let weight = |one, other| if one == other { times } else { 1 };
    let cells = (0..values).flat_map(|one| (0..values).map(move |other| weight(one, other)));
    let weights: Vec<i64> = cells.collect();
    let total = weights.iter().sum();
    Distribution::new(&weights.into_iter().map(|weight| ratio(weight, total)).collect::<Vec<_>>()).unwrap()
}

fn patience(tolerance: i64, work: usize) -> Patience {
    Patience { tolerance: ratio(1, tolerance), work }
}

#[test]
fn products_are_at_distance_0() {
    let factors = [
        vec![ratio(1, 3), ratio(2, 3)],
        vec![ratio(1, 2), ratio(1, 5), ratio(3, 10)],
        vec![ratio(1, 7), ratio(6, 7)],
    ];
    let factors = factors.map(|masses| Distribution::new(&masses).unwrap());
    let joint = Distribution::product(&factors);
    let found = ClosestProduct::search(&joint, &[2, 3, 2], &Patience::default()).unwrap();
    assert_eq!(
        (&found.lower, &found.upper, found.product.as_slice()),
        (&ratio(0, 1), &ratio(0, 1), &factors[..])
    );
    assert_eq!(found.regions, Region::Bounded(ratio(1, 1)));
    assert!(ClosestProduct::search(&joint, &[2, 3], &Patience::default()).is_none());
    assert!(ClosestProduct::search(&joint, &[], &Patience::default()).is_none());
    // One variable is its own product.
    assert_eq!(ClosestProduct::search(&joint, &[12], &Patience::default()).unwrap().upper, ratio(0, 1));
}

/// Two fair coins that agree: p × q overlaps by min(1/2, pq) + min(1/2, (1-p)(1-q)), most at p = q = √(1/2), so that the distance is √2 - 1.
#[test]
fn two_coins_that_agree_are_root_2_minus_1_from_products() {
    let joint = Distribution::new(&[ratio(1, 2), ratio(0, 1), ratio(0, 1), ratio(1, 2)]).unwrap();
    let found = ClosestProduct::search(&joint, &[2, 2], &patience(1_000, 500_000)).unwrap();
    let square = |distance: &Rational| (distance + Rational::one()).pow(2);
    assert!(square(&found.lower) < ratio(2, 1) && ratio(2, 1) < square(&found.upper));
    assert!(&found.upper - &found.lower <= ratio(1, 1_000));
}

#[test]
fn intervals_get_as_narrow_as_asked() {
    for (values, times, tolerance) in [(2, 4, 1_000), (3, 9, 200), (3, 16, 200), (4, 9, 50), (5, 16, 20)] {
        let joint = agreeing(values, times);
        let sizes = [values, values];
        let found = ClosestProduct::search(&joint, &sizes, &patience(tolerance, 500_000)).unwrap();
        assert!(found.lower <= found.upper && &found.upper - &found.lower <= ratio(1, tolerance));
        assert!(found.certifies(&joint, &sizes));
    }
}

/// Small weights of three variables, drawn at random.
fn drawn(generator: &mut Generator, points: usize) -> Distribution {
    loop {
        let weights: Vec<i64> = (0..points).map(|_| [0, 0, 1, 2, 5][generator.position(5)]).collect();
        let total: i64 = weights.iter().sum();
        if total > 0 {
            let masses: Vec<Rational> = weights.into_iter().map(|weight| ratio(weight, total)).collect();
            return Distribution::new(&masses).unwrap();
        }
    }
}

/// All ways to divide 1 among so many values in steps of 1/`parts`.
fn lattice(values: usize, parts: i64) -> Vec<Vec<Rational>> {
    let mut points = vec![(Vec::new(), parts)];
    for _ in 1..values {
        let more = |(start, left): &(Vec<Rational>, i64)| -> Vec<(Vec<Rational>, i64)> {
            (0..=*left)
                .map(|part| ([start.as_slice(), &[ratio(part, parts)]].concat(), left - part))
                .collect()
        };
        points = points.iter().flat_map(more).collect();
    }
    points.into_iter().map(|(start, left)| [start, vec![ratio(left, parts)]].concat()).collect()
}

/// The least distance to the products whose marginals are on a lattice, by going through them all.
fn nearest_on_lattice(joint: &Distribution, sizes: &[usize], parts: i64) -> Rational {
    let mut products = vec![Vec::new()];
    for size in sizes {
        let factors: Vec<Distribution> =
            lattice(*size, parts).iter().map(|masses| Distribution::new(masses).unwrap()).collect();
        products = products
            .iter()
            .flat_map(|start: &Vec<Distribution>| {
                factors.iter().map(|factor| [start.as_slice(), std::slice::from_ref(factor)].concat())
            })
            .collect();
    }
    let distance =
        |factors: &Vec<Distribution>| TotalVariation::between(joint, &Distribution::product(factors)).value;
    products.iter().map(distance).min().unwrap()
}

/// No product that a naive scan goes through is nearer than the lower bound, not after little work either, and the search finds one as
/// near as the scan; a bound that is one tenth higher is refuted by the same scan.
#[test]
fn agrees_with_a_naive_scan() {
    let mut generator = Generator::new(7);
    let mut refuted = 0;
    for sizes in [&[2, 2, 2][..], &[3, 2], &[2, 3], &[2, 1, 2]].repeat(4) {
        let joint = drawn(&mut generator, sizes.iter().product());
        let scanned = nearest_on_lattice(&joint, sizes, 10);
        for work in [1, 200, 500_000] {
            let found = ClosestProduct::search(&joint, sizes, &patience(100, work)).unwrap();
            assert!(found.lower <= scanned && found.lower <= found.upper && found.certifies(&joint, sizes));
            if work == 500_000 {
                assert!(
                    &found.upper - &found.lower <= ratio(1, 100) && found.upper <= &scanned + ratio(1, 100)
                );
                refuted += usize::from(found.lower * ratio(11, 10) > scanned);
            }
        }
    }
    assert!(refuted > 0);
}

#[test]
fn spoiled_certificates_are_refused() {
    let (joint, sizes) = (agreeing(3, 9), [3, 3]);
    let found = ClosestProduct::search(&joint, &sizes, &patience(20, 500_000)).unwrap();
    assert!(found.certifies(&joint, &sizes));
    let refused = |spoiled: ClosestProduct| !spoiled.certifies(&joint, &sizes);
    let little = ratio(1, 1_000_000);
    assert!(refused(ClosestProduct { lower: &found.lower + &little, ..found.clone() }));
    assert!(refused(ClosestProduct { upper: &found.upper - &little, ..found.clone() }));
    assert!(refused(ClosestProduct { product: found.product[..1].to_vec(), ..found.clone() }));
    // Prices that are wrong prove less.
    let priced = |price| ClosestProduct { regions: Region::Bounded(price), ..found.clone() };
    assert!(refused(priced(ratio(1, 2))) && refused(priced(ratio(-1, 2))) && refused(priced(ratio(9, 1))));
    let Region::Halved { variable, value, halves } = found.regions.clone() else {
        panic!("there are halves")
    };
    // Half of the marginals, said to be all.
    for half in halves.iter() {
        assert!(refused(ClosestProduct { regions: half.clone(), ..found.clone() }));
    }
    // The free variable has no boxes, and there is no fourth value.
    for (variable, value) in [(1 - variable, value), (variable, 3), (2, 0)] {
        let regions = Region::Halved { variable, value, halves: halves.clone() };
        assert!(refused(ClosestProduct { regions, ..found.clone() }));
    }
    // Another distribution.
    assert!(!found.certifies(&agreeing(3, 16), &sizes) && !found.certifies(&joint, &[9]));
}

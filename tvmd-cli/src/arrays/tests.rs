#![allow(clippy::unwrap_used, reason = "arrays of our own")]

use super::read::from;
use super::write::{archive, written};
use npyz::{Order, WriteOptions, WriterBuilder as _};
use std::io::{Cursor, Write as _};
use std::sync::Arc;
use tvmd_core::model::{
    Array, ArrayFile, ArrayNumbers, Entries, InstanceDecl, MechanismDecl, PriorDecl, RuleDecl,
};
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn zipped(name: &str, file: &[u8], method: CompressionMethod) -> Cursor<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
    archive.write_all(file).unwrap();
    Cursor::new(archive.finish().unwrap().into_inner())
}

/// An array of shape (2, 3) as numpy writes one of this type.
fn of_type<T: npyz::AutoSerialize + Copy>(numbers: &[T], order: Order) -> Vec<u8> {
    let mut file = Vec::new();
    let options = WriteOptions::<T>::new().default_dtype().shape(&[2, 3]).order(order);
    let mut writer = options.writer(&mut file).begin_nd().unwrap();
    writer.extend(numbers.iter().copied()).unwrap();
    writer.finish().unwrap();
    file
}

fn only(file: &[u8]) -> Array {
    let read = from(zipped("x.npy", file, CompressionMethod::Stored)).unwrap();
    read.get("x").unwrap().clone()
}

#[test]
fn numbers_of_every_type_are_read_without_loss() {
    let whole = ArrayNumbers::Whole(vec![0, 1, 2, 3, 4, 5]);
    let floats = ArrayNumbers::Floats(vec![0.1, 1.5, -2.0, 0.0, 1e300, 5e-324]);
    assert_eq!(only(&of_type(&[0_i64, 1, 2, 3, 4, 5], Order::C)).numbers, whole);
    assert_eq!(only(&of_type(&[0_i32, 1, 2, 3, 4, 5], Order::C)).numbers, whole);
    assert_eq!(only(&of_type(&[0_i16, 1, 2, 3, 4, 5], Order::C)).numbers, whole);
    assert_eq!(only(&of_type(&[0_i8, 1, 2, 3, 4, 5], Order::C)).numbers, whole);
    assert_eq!(only(&of_type(&[0_u32, 1, 2, 3, 4, 5], Order::C)).numbers, whole);
    assert_eq!(only(&of_type(&[0_u8, 1, 2, 3, 4, 5], Order::C)).numbers, whole);
    let bools = [false, true, false, true, true, false];
    assert_eq!(only(&of_type(&bools, Order::C)).numbers, ArrayNumbers::Whole(vec![0, 1, 0, 1, 1, 0]));
    let file = of_type(&[0.1_f64, 1.5, -2.0, 0.0, 1e300, 5e-324], Order::C);
    assert_eq!(only(&file).numbers, floats);
    // 0.1 as 24 bits know it.
    let short = ArrayNumbers::Floats(vec![13_421_773.0 / 134_217_728.0, 1.5, -2.0, 0.0, 1.0, 2.0]);
    assert_eq!(only(&of_type(&[0.1_f32, 1.5, -2.0, 0.0, 1.0, 2.0], Order::C)).numbers, short);
    let long = only(&of_type(&[0_u64, 1, 2, 3, 4, 5], Order::C)).numbers;
    assert_eq!(long, ArrayNumbers::Other("<u8".to_owned()));
    // Columns first: (0, 1), (2, 3), (4, 5) are the columns.
    let turned = Array { shape: vec![2, 3], numbers: ArrayNumbers::Whole(vec![0, 2, 4, 1, 3, 5]) };
    assert_eq!(only(&of_type(&[0_i64, 1, 2, 3, 4, 5], Order::Fortran)), turned);
}

#[test]
fn what_is_no_archive_of_arrays_is_refused() {
    let file = of_type(&[0_i64, 1, 2, 3, 4, 5], Order::C);
    assert!(from(zipped("x.npy", &file, CompressionMethod::Deflated)).is_ok());
    let refused = |source: Cursor<Vec<u8>>| from(source).unwrap_err();
    assert!(refused(Cursor::new(file.clone())).contains("is no .npz file"));
    assert!(
        refused(zipped("x.txt", &file, CompressionMethod::Stored))
            .contains("holds `x.txt`, which is no array")
    );
    let cut = &file[..file.len() - 8];
    assert!(
        refused(zipped("x.npy", cut, CompressionMethod::Stored))
            .contains("the array `x` can't be read: it is cut off")
    );
    let longer = [file.as_slice(), &[0; 8]].concat();
    let said = refused(zipped("x.npy", &longer, CompressionMethod::Stored));
    assert!(said.contains("8 bytes follow after its last number"), "{said}");
    // A shape that would fill the memory, in a short file.
    let at = file.windows(5).position(|window| window == b"(2, 3").unwrap();
    let mut long = file.clone();
    long.splice(at..at + 26, *b"(2, 3000000000000000000)} ");
    let said = refused(zipped("x.npy", &long, CompressionMethod::Stored));
    assert!(said.contains("the array `x` can't be read: it is cut off"), "{said}");
    let mut damaged = zipped("x.npy", &file, CompressionMethod::Stored).into_inner();
    let last = damaged.windows(8).position(|window| window == 5_i64.to_le_bytes()).unwrap();
    damaged[last] = 6;
    let said = refused(Cursor::new(damaged));
    assert!(said.contains("the array `x` can't be read: Invalid checksum"), "{said}");
}

const SETTING: &str = r#"{ "tvmd": 1, "setting": { "name": "S", "items": ["X", "Y"], "bound": "4", "agents": [
    { "name": "Ann", "valuation": "additive", "types": [
        { "name": "A", "values": { "X": "1", "Y": "1/2" } }, { "name": "B", "values": { "X": "2", "Y": "1/3" } } ] },
    { "name": "Bob", "valuation": "additive", "types": [
        { "name": "A", "values": { "X": "1", "Y": "2" } }, { "name": "B", "values": { "Y": "1" } }, { "name": "C", "values": { "X": "2" } } ] }
] } }"#;

fn instance(rule: RuleDecl, prior: PriorDecl) -> tvmd_core::Instance {
    let mut said = InstanceDecl::from_json(SETTING).unwrap();
    said.prior = Some(prior);
    said.mechanisms.0.push(("M".to_owned(), MechanismDecl { rule, claims: Vec::new() }));
    said.resolve().unwrap()
}

/// What arrays mean, a lottery at each profile means; and written, they are themselves.
#[test]
fn arrays_and_what_they_mean_are_the_same() {
    let mut state = 7_u64;
    let mut below = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % most).unwrap()
    };
    let mut failing = 0;
    for round in 0..60 {
        let over = below(9) + 2;
        let x: Vec<i64> = (0..24).map(|_| below(u64::try_from(over).unwrap() / 2 + 1)).collect();
        let p: Vec<i64> = (0..12).map(|_| below(13) - 3).collect();
        let arrays = [
            ("x", vec![2, 2, 3, 2], x.clone()),
            ("x_denominator", Vec::new(), vec![over]),
            ("p", vec![2, 2, 3], p.clone()),
            ("p_denominator", vec![1], vec![5]),
        ];
        let read = from(Cursor::new(archive(&arrays).unwrap())).unwrap();
        let rule = RuleDecl::Arrays(ArrayFile { file: String::new(), read: Some(Arc::new(read)) });
        let weights: Vec<i64> = (0..6).map(|position| below(9) + i64::from(position == 0)).collect();
        let read = from(Cursor::new(archive(&[("weight", vec![2, 3], weights)]).unwrap())).unwrap();
        let prior = PriorDecl::Arrays(ArrayFile { file: String::new(), read: Some(Arc::new(read)) });
        let as_arrays = instance(rule, prior);
        let table = as_arrays.mechanisms()[0].table();
        let listed = instance(table.to_model(), as_arrays.prior().unwrap().to_model());
        assert_eq!(
            as_arrays.mechanisms()[0].incentives(),
            listed.mechanisms()[0].incentives(),
            "round {round}"
        );
        for instance in [&as_arrays, &listed] {
            let (mechanism, prior) = (&instance.mechanisms()[0], instance.prior().unwrap());
            let expected = |objective: &dyn Objective| {
                Performance::new(objective, mechanism.table()).unwrap().expectation(prior).unwrap()
            };
            let revenue = mechanism.table().expected_revenue(prior).unwrap();
            assert_eq!(revenue, expected(&Revenue), "round {round}");
            let rents = mechanism.incentives().bic.as_ref().unwrap().rents();
            assert_eq!(rents + revenue, expected(&Welfare), "round {round}");
        }
        failing += usize::from(!listed.mechanisms()[0].incentives().dsic.holds);

        let again = |table| from(Cursor::new(written(table).unwrap())).unwrap();
        let (first, second) = (again(table), again(listed.mechanisms()[0].table()));
        assert_eq!(first, second);
        for (name, numbers, over) in [("x", &x, over), ("p", &p, 5)] {
            let whole = |arrays: &Entries<Array>, name: &str| match &arrays.get(name).unwrap().numbers {
                ArrayNumbers::Whole(numbers) => numbers.clone(),
                _ => Vec::new(),
            };
            let own_over = whole(&first, &format!("{name}_denominator"))[0];
            let numerators: Vec<i64> = whole(&first, name).iter().map(|numerator| numerator * over).collect();
            assert_eq!(
                numerators,
                numbers.iter().map(|numerator| numerator * own_over).collect::<Vec<i64>>(),
                "{name}"
            );
        }
    }
    assert!(failing > 40, "{failing}");
}

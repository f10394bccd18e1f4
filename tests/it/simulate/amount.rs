//! Amounts: exact, read as they are written.

use proptest::prelude::*;
use strata::simulate::{
    Amount,
    amount::{MOST, memory, time},
};

fn of(text: &str) -> Amount {
    Amount::read(text).unwrap()
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (text, parts) in [
        ("0", 0),
        ("73.2", 73_200),
        (" 16,384 ", 16_384_000),
        ("12 800", 12_800_000),
        (".5", 500),
        ("-1.25", -1_250),
        ("−3", -3_000),
        ("1.23456", 1_234),
        ("007", 7_000),
    ] {
        assert_eq!(Amount::read(text), Some(Amount::thousandths(parts)), "{text}");
    }
    for text in ["", ".", "-", "1.2.3", "1e9", "0x10", "one", "1-2", "99999999999999", "１２"] {
        assert_eq!(Amount::read(text), None, "{text}");
    }
}

#[test]
fn people_read_memory_and_time_in_fitting_units() {
    assert_eq!(memory(of("16384")), "16 GiB");
    assert_eq!(memory(of("1051")), "1,051 MiB");
    assert_eq!(memory(of("10239")), "10,239 MiB");
    assert_eq!(memory(of("49255")), "48.1 GiB");
    assert_eq!(memory(of("73.16")), "73.2 MiB");
    assert_eq!(time(of("7.5")), "7.5 ms");
    assert_eq!(time(of("551")), "551 ms");
    assert_eq!(time(of("3794")), "3.79 s");
    assert_eq!(time(of("25800")), "25.8 s");
    assert_eq!(of("-1234567.5").grouped(), "−1,234,567.5");
    assert_eq!(Amount::of(f64::NAN), None);
    assert_eq!(Amount::of(f64::INFINITY), None);
    assert_eq!(Amount::of(73.2).map(|one| one.to_string()).as_deref(), Some("73.2"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(parts in -MOST.in_thousandths()..=MOST.in_thousandths()) {
        let amount = Amount::thousandths(parts);
        prop_assert_eq!(Amount::read(&amount.to_string()), Some(amount));
        prop_assert_eq!(Amount::read(&amount.grouped()), Some(amount));
    }

    #[test]
    fn no_text_is_too_much(text in ".{0,40}") {
        if let Some(amount) = Amount::read(&text) {
            prop_assert!(amount <= MOST);
        }
    }

    #[test]
    fn so_many_fit_and_one_more_does_not(room in 0_i64..1_000_000_000, unit in 1_i64..10_000_000) {
        let (room, unit) = (Amount::thousandths(room), Amount::thousandths(unit));
        let count = room.holds(unit).unwrap();
        prop_assert!(unit * count <= room && unit * (count + 1) > room);
    }
}

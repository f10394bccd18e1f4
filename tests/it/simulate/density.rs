//! How many fit: the figures that were computed from what was measured, and what must hold of any.

use super::{assert_sound, at, drawn};
use proptest::prelude::*;
use strata::{
    id::Id,
    simulate::{
        Amount, Datum, Density, DensityRow, Live, Origin, Range, Scale, Setting, Value,
        density::Over,
    },
};

fn datum(value: f64) -> Datum {
    let value = Amount::of(value).unwrap();
    Datum { value, origin: Origin::Illustrative, note: String::new() }
}

fn row(id: &str, guest: Option<f64>, least: Option<f64>, over: Option<f64>) -> DensityRow {
    let over =
        over.map(|over| Over { name: "VMM".to_owned(), datum: datum(over), requested: false });
    DensityRow {
        id: Id::new(id).unwrap(),
        name: id.to_uppercase(),
        each: ("unit".to_owned(), "units".to_owned()),
        shared: "Host".to_owned(),
        guest: guest.map(datum),
        least: least.map(datum),
        over,
    }
}

fn range(from: f64, to: f64, step: f64) -> Range {
    let [from, to, step] = [from, to, step].map(|number| Amount::of(number).unwrap());
    Range { from, to, step, unit: "MiB".to_owned(), scale: Scale::Linear }
}

/// One Node program: measured with runc, 73.16 MiB; gVisor takes 45.17 more; a minimal guest 63;
/// Firecracker 2.5; QEMU 27; a full VM has 1,024 at least; Kata requests 130, with QEMU 320.
fn measured() -> Density {
    let rows = vec![
        row("runc", None, None, None),
        row("gvisor", None, None, Some(45.17)),
        row("firecracker", Some(63.0), None, Some(2.5)),
        row("qemu", Some(63.0), None, Some(27.0)),
        row("full", Some(63.0), Some(1024.0), Some(27.0)),
        row("kata", None, None, Some(130.0)),
        row("kata-qemu", None, None, Some(320.0)),
    ];
    let memory = (range(1024.0, 131_072.0, 1.0), Amount::whole(16_384));
    let reserve = (range(0.0, 8192.0, 1.0), Amount::whole(1024));
    let app = (range(0.01, 4096.0, 0.01), Amount::of(73.16).unwrap());
    Density::new([memory, reserve, app], rows, Some(datum(110.0)))
}

fn counts(model: &Density, line: &str) -> Vec<i64> {
    let setting = at(model, line);
    model.rows.iter().map(|row| model.count(&setting, row)).collect()
}

#[test]
fn the_counts_are_those_that_were_computed_at_each_size_of_host() {
    let model = measured();
    assert_eq!(counts(&model, "memory=8192"), [97, 60, 51, 43, 6, 35, 18]);
    assert_eq!(counts(&model, "memory=16384"), [209, 129, 110, 94, 14, 75, 39]);
    assert_eq!(counts(&model, "memory=65536"), [881, 545, 465, 395, 61, 317, 164]);
    // The ceiling of an orchestrator makes most of it moot.
    assert_eq!(counts(&model, "memory=16384 ceiling=on"), [110, 110, 110, 94, 14, 75, 39]);
}

#[test]
fn it_says_how_many_and_how_many_times_as_many() {
    let model = measured();
    let said = |line: &str| model.sentence(&at(&model, line));
    assert_eq!(
        said("row=runc beside=full"),
        "A machine with 16 GiB holds 209 units of 73.2 MiB each, or 14 units of 1,051 MiB each. \
         That is 14.9 times as many."
    );
    assert_eq!(
        said("memory=2048 row=full"),
        "A machine with 2 GiB holds 0 units of 1,051 MiB each."
    );
    assert_eq!(
        said("row=runc beside=gvisor ceiling=on"),
        "A machine with 16 GiB holds 110 units of 73.2 MiB each, or 110 units of 118.3 MiB each, \
         with the ceiling on. That is as many."
    );
    // What stands beside itself stands there once.
    assert_eq!(model.readings(&at(&model, "row=qemu beside=qemu")).len(), 3);
}

fn any_setting() -> impl Strategy<Value = Setting> {
    let model = measured();
    let ids: Vec<Id> = model.rows.iter().map(|row| row.id.clone()).collect();
    let beside: Vec<Id> = ids.iter().cloned().chain([Id::new("none").unwrap()]).collect();
    (
        1024_i64..=131_072,
        0_i64..=8192,
        10_i64..=4_096_000,
        proptest::sample::select(ids),
        proptest::sample::select(beside),
        any::<bool>(),
    )
        .prop_map(move |(memory, reserve, app, row, beside, ceiling)| {
            let app = model.controls()[2].range().unwrap().fit(Amount::thousandths(app));
            Setting::start(model.controls())
                .with("memory", Value::Amount(Amount::whole(memory)))
                .with("reserve", Value::Amount(Amount::whole(reserve)))
                .with("app", Value::Amount(app))
                .with("row", Value::Chosen(row))
                .with("beside", Value::Chosen(beside))
                .with("ceiling", Value::On(ceiling))
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn more_memory_never_fits_fewer_and_a_ceiling_never_raises(setting in any_setting(), more in 0_i64..70_000) {
        let model = measured();
        let memory = setting.amount("memory") + Amount::whole(more);
        let larger = setting.with("memory", Value::Amount(memory));
        let kept = setting.with("reserve", Value::Amount(setting.amount("reserve") + Amount::whole(more)));
        let capped = setting.with("ceiling", Value::On(true));
        let open = setting.with("ceiling", Value::On(false));
        for row in &model.rows {
            prop_assert!(model.count(&larger, row) >= model.count(&setting, row));
            prop_assert!(model.count(&kept, row) <= model.count(&setting, row));
            prop_assert!(model.count(&capped, row) <= model.count(&open, row));
            prop_assert!(model.count(&capped, row) <= 110);
            // All of them, and what is kept, are in the machine.
            let all = row.unit(setting.amount("app")).all() * model.count(&setting, row);
            let room = (setting.amount("memory") - setting.amount("reserve")).max(Amount::ZERO);
            prop_assert!(all <= room);
        }
    }

    #[test]
    fn its_picture_is_sound_at_any_setting_and_width(setting in any_setting(), width in 300_u16..1100) {
        let picture = drawn(&measured(), &setting, f32::from(width));
        assert_sound(&picture, &setting.line("density"));
        let model = measured();
        let counts: Vec<String> = model.shown(&setting).iter().map(|row| {
            Amount::whole(model.count(&setting, row)).grouped()
        }).collect();
        for count in counts {
            prop_assert!(picture.parts.iter().any(|part| part.name.contains(&count)), "{}", count);
        }
    }
}

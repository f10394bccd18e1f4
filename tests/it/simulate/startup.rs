//! The start-up model: what takes how long, up to what, and what is drawn of it.

use strata::{
    diagram::{
        LayerRole,
        drawing::{Align, Item, Shape},
        geometry::Rect,
    },
    id::Id,
    simulate::{
        Amount, Datum, Live, Model, Origin, Picture, Room, Setting, Startup, StartupPhase,
        StartupRow, Value, When,
    },
    theme::{ColourScheme, NotoMeasure},
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn datum(ms: f64) -> Datum {
    let origin = Origin::Source(id("source"));
    Datum { value: Amount::of(ms).unwrap(), origin, note: "median of 50".to_owned() }
}

fn phase(name: &str, ms: f64, hdd: Option<f64>, when: When) -> StartupPhase {
    let role = LayerRole::Kernel;
    let name = name.to_owned();
    StartupPhase { id: id("phase"), name, role, time: datum(ms), hdd: hdd.map(datum), when }
}

fn row(name: &str, until: &str, phases: Vec<StartupPhase>) -> StartupRow {
    let measured = "2026, a machine with 2 vCPU, medians".to_owned();
    StartupRow {
        id: id(name),
        name: format!("The {name}"),
        until: until.to_owned(),
        measured,
        phases,
    }
}

fn model() -> Startup {
    use When::{Always, ImageMissing, Provider};
    Startup::new(vec![
        row(
            "container",
            "until the program has ended",
            vec![
                phase("Pull the image", 3005.72, Some(4271.34), ImageMissing),
                phase("Create namespaces", 7.55, Some(7.19), Always),
                phase("All else", 543.23, Some(1312.84), Always),
            ],
        ),
        row("runtime", "until the program has ended", vec![phase("Run", 33.4, None, Always)]),
        row(
            "microvm",
            "until the guest's init runs",
            vec![
                phase("Set up the VMM", 50.9, None, Always),
                phase("Boot the guest", 110.0, None, Always),
            ],
        ),
        row(
            "cloud",
            "until SSH answers",
            vec![
                phase("API call", 4797.0, None, Provider),
                phase("Find and prepare a machine", 17_811.0, None, Provider),
                phase("Boot the guest", 3217.0, None, Always),
            ],
        ),
        row("unikernel", "until its program begins", vec![phase("Boot", 0.4, None, Always)]),
    ])
}

fn set(model: &Startup, line: &str) -> Setting {
    let now = Setting::start(model.controls());
    Setting::read(&format!("startup {line}"), model.word(), model.controls(), &now).unwrap()
}

/// Every way of setting the choices and switches, each at several moments.
fn settings(model: &Startup) -> Vec<Setting> {
    let mut all = Vec::new();
    for image in ["on", "off"] {
        for disk in ["ssd", "hdd"] {
            for provider in ["on", "off"] {
                for scale in ["log", "linear"] {
                    for row in ["all", "container", "unikernel"] {
                        for beside in ["none", "container", "cloud"] {
                            for at in ["0", "1", "8", "160", "3000", "25825"] {
                                all.push(set(model, &format!("image={image} disk={disk} provider={provider} scale={scale} row={row} beside={beside} at={at}")));
                            }
                        }
                    }
                }
            }
        }
    }
    all
}

fn drawn(model: &Startup, setting: &Setting, width: f32) -> Picture {
    let tokens = ColourScheme::Light.tokens();
    model.picture(setting, &Room { width, tokens, measure: &NotoMeasure })
}

/// Where a line of words stands.
fn words(item: &Item<'_>) -> Option<(String, Rect)> {
    let Shape::Text(text) = &item.shape else { return None };
    let wide = text.width(&NotoMeasure);
    let left = match text.align {
        Align::Left => text.at.x,
        Align::Middle => text.at.x - wide / 2.0,
        Align::Right => text.at.x - wide,
    };
    // Letters are lower than their line.
    let half = text.runs.iter().map(|run| run.style.size()).fold(0.0, f32::max) / 2.0;
    let rect = Rect { left, top: text.at.y - half, right: left + wide, bottom: text.at.y + half };
    Some((text.runs.iter().map(|run| run.words.as_ref()).collect(), rect))
}

fn bounds(item: &Item<'_>) -> Rect {
    match &item.shape {
        Shape::Plate { rect, .. } => *rect,
        Shape::Line { points, .. } => {
            let one = |at: fn(&strata::diagram::geometry::Point) -> f32| {
                let all = points.iter().map(at);
                all.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)))
            };
            let ((left, right), (top, bottom)) = (one(|point| point.x), one(|point| point.y));
            Rect { left, top, right, bottom }
        }
        Shape::Head { tip, .. } => {
            Rect { left: tip.x - 3.0, top: tip.y - 6.0, right: tip.x + 3.0, bottom: tip.y }
        }
        Shape::Disc { at, radius, .. } => {
            Rect { left: at.x, top: at.y, right: at.x, bottom: at.y }.grown(*radius)
        }
        Shape::Icon { at, size, .. } => {
            Rect { left: at.x, top: at.y, right: at.x, bottom: at.y }.grown(size / 2.0)
        }
        Shape::Text(_) => words(item).unwrap().1,
    }
}

#[test]
fn what_a_row_takes_is_the_sum_of_what_counts() {
    let model = model();
    let takes = |line: &str, row: &str| {
        let readings = model.readings(&set(&model, line));
        readings.iter().find(|one| one.id.as_str() == row).unwrap().said()
    };
    assert_eq!(takes("", "container"), "550.78 ms");
    assert_eq!(takes("image=off", "container"), "3,556.5 ms");
    assert_eq!(takes("disk=hdd", "container"), "1,320.03 ms");
    assert_eq!(takes("image=off disk=hdd", "container"), "5,591.37 ms");
    assert_eq!(takes("disk=hdd image=off", "microvm"), "160.9 ms");
    assert_eq!(takes("", "cloud"), "25,825 ms");
    assert_eq!(takes("provider=off", "cloud"), "3,217 ms");
    for setting in settings(&model) {
        for (row, reading) in model.rows.iter().zip(model.readings(&setting)) {
            let spells = row.spells(&setting);
            assert_eq!(
                reading.value,
                spells.iter().map(strata::simulate::startup::Spell::time).sum()
            );
            assert!(reading.value <= row.longest());
            assert!(spells.windows(2).all(|two| two[0].to == two[1].from));
            assert!(spells.iter().all(|one| one.counts || one.time() == Amount::ZERO));
        }
    }
}

#[test]
fn readings_depend_neither_on_the_time_nor_on_what_is_shown() {
    let model = model();
    let all = model.readings(&set(&model, ""));
    for line in ["at=0", "at=200 scale=linear", "row=cloud", "beside=microvm row=runtime"] {
        assert_eq!(model.readings(&set(&model, line)), all, "{line}");
    }
}

#[test]
fn the_clock_ends_when_the_longest_is_done_and_starts_there() {
    let model = model();
    let clock = model.clock().unwrap();
    let control = model.controls().iter().find(|one| one.id == *clock).unwrap();
    let range = control.range().unwrap();
    assert_eq!((range.from, range.to), (Amount::ZERO, Amount::whole(25_825)));
    assert_eq!(control.start, Value::Amount(range.to));
    let slow = Startup::new(vec![row(
        "one",
        "until it ends",
        vec![phase("Run", 1.2, None, When::Always)],
    )]);
    assert_eq!(slow.controls().last().unwrap().range().unwrap().to, Amount::whole(2));
    for setting in settings(&model) {
        let end = setting.with("at", Value::Amount(range.to));
        assert!(model.finish(&setting) <= range.to);
        assert!(model.rows.iter().all(|row| row.under_way(&end).is_none()));
    }
}

#[test]
fn what_is_done_stays_done() {
    let model = model();
    let start = set(&model, "image=off");
    let mut before = 0;
    for at in (0..26_000).step_by(13) {
        let setting = start.with("at", Value::Amount(Amount::whole(at)));
        let done = model.rows.iter().filter(|row| row.under_way(&setting).is_none()).count();
        assert!(done >= before, "at {at}");
        before = done;
    }
    assert_eq!(before, model.rows.len());
}

#[test]
fn what_no_row_depends_on_cannot_be_set() {
    let plain = Startup::new(vec![row(
        "one",
        "until it ends",
        vec![phase("Run", 5.0, None, When::Always)],
    )]);
    let ids: Vec<_> = plain.controls().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["scale", "row", "beside", "at"]);
    let model = model();
    let ids: Vec<_> = model.controls().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["image", "disk", "provider", "scale", "row", "beside", "at"]);
    assert_eq!(Model::Startup(model.clone()).live().word(), "startup");
}

#[test]
fn its_state_in_a_sentence() {
    let model = model();
    let said = |line: &str| model.sentence(&set(&model, line));
    assert_eq!(
        said(""),
        "Shortest: The unikernel, 0.4 ms until its program begins. Longest: The cloud, 25.8 s until SSH answers. Rows count to different ends."
    );
    assert_eq!(
        said("at=160 image=off"),
        "After 160 ms 2 of 5 are done. Under way: The container (Pull the image); The microvm (Boot the guest) and 1 more."
    );
    assert_eq!(
        said("row=container beside=runtime"),
        "The container takes 550.8 ms until the program has ended, the image being here; The runtime takes 33.4 ms until the program has ended. That is 16.5 times as long as The runtime."
    );
    assert_eq!(
        said("row=cloud provider=off"),
        "The cloud takes 3.22 s until SSH answers, without the provider's share."
    );
    assert_eq!(
        said("beside=microvm"),
        "The microvm takes 160.9 ms until the guest's init runs. Of the other 4, 2 take less and 2 more. Rows count to different ends."
    );
}

#[test]
fn what_is_compared_across_ends_is_said_to_be() {
    let model = model();
    for setting in settings(&model) {
        let table = model.table(&setting);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        let shown = model.shown(&setting);
        let Some(beside) = model.beside(&setting) else { continue };
        for (row, cells) in shown.iter().zip(&table.rows) {
            let other = cells[5].contains("counted to another end");
            assert_eq!(other, row.until != beside.until, "{}", cells[5]);
        }
    }
}

#[test]
fn every_figure_is_told_with_its_source() {
    let told = model().assumptions();
    let figures = told.iter().filter(|one| one.source.is_some()).count();
    assert_eq!(figures, 10 + 3, "a phase each, and three on an HDD");
    assert!(told.iter().all(|one| one.text.ends_with('.')));
}

#[test]
fn nothing_is_cut_off_and_no_words_lie_over_others() {
    let model = model();
    for (number, setting) in settings(&model).iter().enumerate() {
        // All widths for some, some for all.
        let widths = [300.0, 320.0, 480.0, 599.0, 600.0, 640.0, 900.0, 1400.0];
        for width in widths.into_iter().skip(number % 3).step_by(3) {
            let picture = drawn(&model, setting, width);
            let line = setting.line("startup");
            let page = Rect { left: 0.0, top: 0.0, right: width, bottom: picture.height };
            for item in &picture.items {
                assert!(page.grown(0.5).holds(&bounds(item)), "{line} at {width}: {item:?}");
            }
            for part in &picture.parts {
                assert!(page.grown(0.5).holds(&part.at), "{line} at {width}: {part:?}");
                assert!(part.sets.is_none() || !part.name.trim().is_empty());
            }
            let words: Vec<_> = picture.items.iter().filter_map(words).collect();
            for (at, (one, rect)) in words.iter().enumerate() {
                let over = words.iter().skip(at + 1).find(|(_, other)| rect.overlaps(other));
                assert!(over.is_none(), "{line} at {width}: {one} and {over:?}");
            }
        }
    }
}

#[test]
fn what_is_pressed_can_be_set() {
    let model = model();
    for setting in settings(&model) {
        for part in drawn(&model, &setting, 640.0).parts {
            let Some((control, value)) = part.sets else { continue };
            let known = model.controls().iter().find(|one| one.id == control).unwrap();
            assert_eq!(known.read(&value.to_string()), Some(value), "{}", part.name);
        }
    }
}

#[test]
fn while_time_passes_nothing_moves_but_bars() {
    let model = model();
    for line in ["", "image=off scale=linear", "beside=microvm"] {
        for width in [300.0, 640.0, 1200.0] {
            let start = set(&model, line);
            let places = |at: i64| {
                let setting = start.with("at", Value::Amount(Amount::whole(at)));
                let picture = drawn(&model, &setting, width);
                let cards = picture.parts.into_iter().filter(|part| part.sets.is_some());
                (picture.height, cards.map(|part| part.at).collect::<Vec<_>>())
            };
            let end = places(25_825);
            for at in [0, 1, 5, 40, 200, 3000, 20_000] {
                assert_eq!(places(at), end, "{line} at {width}, {at} ms");
            }
        }
    }
}

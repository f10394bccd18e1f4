//! A setting as a thing: a line of text that is copied and pasted, pairs that are kept.

use super::{at, specimen};
use proptest::prelude::*;
use strata::{
    quiz::Answer,
    simulate::{Setting, Value},
};

#[test]
fn a_setting_is_one_line_of_text_and_reads_back() {
    let figure = specimen("how-many");
    let model = figure.model.live();
    let setting = at(model, "memory=8192 app=73.2 row=small beside=full ceiling=on");
    let line = setting.line("density");
    assert_eq!(line, "density memory=8192 reserve=1024 app=73.2 row=small beside=full ceiling=on");
    let start = Setting::start(model.controls());
    assert_eq!(Setting::read(&line, "density", model.controls(), &start), Ok(setting.clone()));
    assert_eq!(Setting::of_pairs(model.controls(), &setting.pairs()), setting);
    // What a line leaves out stays; amounts go to the nearest that can be set.
    let near = Setting::read("density memory=1e", "density", model.controls(), &start);
    assert!(near.is_err());
    let near = Setting::read("density memory=9000", "density", model.controls(), &setting).unwrap();
    assert_eq!(near.get("memory").unwrap().to_string(), "9216");
    assert_eq!(near.get("row"), setting.get("row"));
}

#[test]
fn what_is_wrong_with_a_line_is_said_with_what_would_be_right() {
    let figure = specimen("how-many");
    let model = figure.model.live();
    let start = Setting::start(model.controls());
    let wrong = |line: &str| {
        Setting::read(line, "density", model.controls(), &start).unwrap_err().to_string()
    };
    assert_eq!(wrong("  "), "there is no setting in it: copy one from a live figure first");
    assert_eq!(
        wrong("startup image=on"),
        "this is a setting of `startup`; here one of `density` is needed"
    );
    assert_eq!(
        wrong("density memroy=8192"),
        "there is no `memroy` to be set; did you mean `memory`?"
    );
    assert_eq!(wrong("density colour=red"), "there is no `colour` to be set");
    assert_eq!(wrong("density memory"), "`memory` sets nothing: write it as `name=value`");
    assert_eq!(
        wrong("density memory=much"),
        "`memory` cannot be set to `much`: from 2048 to 65536 MiB"
    );
    assert_eq!(
        wrong("density row=none"),
        "`row` cannot be set to `none`: one of bare, small, full"
    );
    assert_eq!(wrong("density ceiling=yes"), "`ceiling` cannot be set to `yes`: on or off");
    let long = "x".repeat(5000);
    assert!(wrong(&long).len() < 200 && wrong(&format!("density {long}={long}")).len() < 300);
}

#[test]
fn a_kept_answer_is_read_again_and_what_today_does_not_have_is_as_at_first() {
    let figure = specimen("how-many");
    let model = figure.model.live();
    let setting = at(model, "row=full ceiling=on");
    let answer = Answer::Settings(setting.pairs());
    let text = answer.to_string();
    assert_eq!(
        text,
        "1:settings:memory=16384,reserve=1024,app=73.2,row=full,beside=none,ceiling=on"
    );
    assert_eq!(text.parse(), Ok(answer));
    let Answer::Settings(old) = "1:settings:row=gone,memory=7,zone=3,ceiling=on".parse().unwrap()
    else {
        panic!("settings")
    };
    let read = Setting::of_pairs(model.controls(), &old);
    assert_eq!(read, at(model, "memory=2048 ceiling=on"));
    for text in [
        "1:settings:row",
        "1:settings:Row=a",
        "1:settings:row=",
        "1:settings:row=A",
        "1:settings:row=a=b",
    ] {
        assert!(text.parse::<Answer>().is_err(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_too_much(line in "(density )?.{0,60}") {
        let figure = specimen("how-many");
        let model = figure.model.live();
        let start = Setting::start(model.controls());
        if let Ok(read) = Setting::read(&line, "density", model.controls(), &start) {
            prop_assert_eq!(&Setting::of_pairs(model.controls(), &read.pairs()), &read);
            prop_assert_eq!(Setting::read(&read.line("density"), "density", model.controls(), &start), Ok(read));
        }
    }

    #[test]
    fn every_amount_that_can_be_set_is_kept(steps in 0_i64..=20_470) {
        let figure = specimen("how-many");
        let model = figure.model.live();
        let app = model.controls().iter().find(|one| one.id.as_str() == "app").unwrap();
        let range = app.range().unwrap();
        let amount = range.fit(range.from + range.step * steps);
        let value = Value::Amount(amount);
        prop_assert_eq!(app.read(&value.to_string()), Some(value));
        prop_assert!(range.fit(amount) == amount && amount >= range.from && amount <= range.to);
    }
}

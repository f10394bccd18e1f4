//! The models behind the live figures: what they work out, what they say, and what they draw.

mod amount;
mod blast;
mod blast_packs;
mod density;
mod density_packs;
mod goal;
mod isolation;
mod isolation_packs;
mod mistakes;
mod request_cost;
mod request_cost_packs;
mod setting;
mod startup;
mod startup_packs;

use std::fmt::Write;
use strata::{
    diagram::drawing::{Align, Shape},
    pack::{Block, course::Simulation},
    simulate::{Live, Picture, Room, Setting, svg::svg},
    theme::{ColourScheme, NotoMeasure},
};

/// The gallery's live figure of this id.
pub fn specimen(id: &str) -> Simulation {
    let course = crate::layout::gallery();
    let blocks = course.lessons.iter().flat_map(|lesson| &lesson.blocks);
    let mut live = blocks.filter_map(|block| match block {
        Block::Simulate(figure) => Some(figure),
        _ => None,
    });
    live.find(|figure| figure.id.as_str() == id).unwrap().clone()
}

/// A setting of a model, by its line of text.
pub fn at(model: &dyn Live, line: &str) -> Setting {
    let start = Setting::start(model.controls());
    Setting::read(&format!("{} {line}", model.word()), model.word(), model.controls(), &start)
        .unwrap()
}

/// Its picture at a width, in the light theme.
pub fn drawn(model: &dyn Live, setting: &Setting, width: f32) -> Picture {
    let tokens = ColourScheme::Light.tokens();
    model.picture(setting, &Room { width, tokens, measure: &NotoMeasure })
}

/// What a picture must be at any width: within it, without two words over each other, with a name
/// for whatever can be pressed.
pub fn assert_sound(picture: &Picture, about: &str) {
    let mut words: Vec<(f32, f32, f32, f32, String)> = Vec::new();
    for item in &picture.items {
        let (left, top, right, bottom) = match &item.shape {
            Shape::Plate { rect, .. } => (rect.left, rect.top, rect.right, rect.bottom),
            Shape::Text(text) => {
                let wide = text.width(&NotoMeasure);
                let left = match text.align {
                    Align::Left => text.at.x,
                    Align::Middle => text.at.x - wide / 2.0,
                    Align::Right => text.at.x - wide,
                };
                let half = text.runs.iter().map(|run| run.style.size()).fold(0.0, f32::max) / 2.0;
                let said: String = text.runs.iter().map(|run| &*run.words).collect();
                let place = (left, text.at.y - half, left + wide, text.at.y + half, said);
                for other in &words {
                    let apart = place.0 >= other.2 - 0.5
                        || other.0 >= place.2 - 0.5
                        || place.1 >= other.3 - 0.5
                        || other.1 >= place.3 - 0.5;
                    assert!(apart, "{about}: “{}” over “{}”", place.4, other.4);
                }
                let place_of = (place.0, place.1, place.2, place.3);
                words.push(place);
                place_of
            }
            _ => continue,
        };
        let (wide, high) = (picture.width + 0.5, picture.height + 0.5);
        assert!(
            left >= -0.5 && top >= -0.5 && right <= wide && bottom <= high,
            "{about}: {:?} lies outside {wide} × {high}",
            item.shape
        );
    }
    for part in &picture.parts {
        assert!(part.sets.is_none() || !part.name.is_empty(), "{about}: a button without a name");
    }
}

/// What a model says at a setting, for a golden text.
fn told(figure: &Simulation, line: &str) -> String {
    let model = figure.model.live();
    let setting = at(model, line);
    let mut text = format!("{}\n{}\n\n", setting.line(model.word()), model.sentence(&setting));
    for reading in model.readings(&setting) {
        writeln!(text, "{} | {} | {}", reading.id, reading.name, reading.said()).unwrap();
    }
    let table = model.table(&setting);
    writeln!(text, "\n{}", table.columns.join(" | ")).unwrap();
    for row in table.rows {
        writeln!(text, "{}", row.join(" | ")).unwrap();
    }
    text.push('\n');
    for part in drawn(model, &setting, 640.0).parts.iter().filter(|part| !part.name.is_empty()) {
        let sets = part.sets.as_ref().map(|(id, value)| format!(" [sets {id}={value}]"));
        writeln!(text, "- {}{}", part.name, sets.unwrap_or_default()).unwrap();
    }
    text.push('\n');
    for one in model.assumptions() {
        let source = one.source.map(|id| format!(" [{id}]")).unwrap_or_default();
        writeln!(text, "* {}{source}", one.text).unwrap();
    }
    text
}

/// Two settings of each model.
const STATES: [(&str, [&str; 2]); 5] = [
    ("how-many", ["", "memory=65536 row=small beside=full ceiling=on"]),
    ("what-it-costs", ["", "request=time architecture=nested beside=one hop=2"]),
    (
        "how-soon",
        ["", "image=off disk=hdd provider=on scale=linear row=framed beside=rented at=2000"],
    ),
    ("how-shut", ["", "namespaces=on user=on capabilities=none seccomp=on kernel=vm"]),
    ("what-opens", ["taken=porter", "layout=floor-each beside=one-floor taken=floor"]),
];

#[test]
fn what_each_model_says_in_two_states() {
    for (id, lines) in STATES {
        let figure = specimen(id);
        for (number, line) in lines.iter().enumerate() {
            insta::assert_snapshot!(format!("{id}-{number}-words"), told(&figure, line));
        }
    }
}

#[test]
fn each_model_as_a_file_in_two_states() {
    for (id, lines) in STATES {
        let figure = specimen(id);
        let model = figure.model.live();
        for (number, line) in lines.iter().enumerate() {
            let scheme = if number == 0 { ColourScheme::Light } else { ColourScheme::Dark };
            let room = Room { width: 640.0, tokens: scheme.tokens(), measure: &NotoMeasure };
            let text = svg(&figure.title, model, &at(model, line), &room, true);
            let read = roxmltree::Document::parse(&text).unwrap();
            let names: Vec<&str> =
                read.descendants().filter_map(|node| node.attribute("aria-label")).collect();
            for part in model.picture(&at(model, line), &room).parts {
                let drawn = part.name.is_empty() || names.contains(&part.name.as_str());
                assert!(drawn, "{id}: {} is not in the file", part.name);
            }
            insta::assert_snapshot!(format!("{id}-{number}-svg"), text);
        }
    }
}

#[test]
fn every_picture_keeps_to_its_width_at_all_widths_and_settings() {
    for (id, lines) in STATES {
        let figure = specimen(id);
        let model = figure.model.live();
        for line in lines {
            for width in [300.0, 420.0, 519.0, 640.0, 900.0, 1100.0] {
                let setting = at(model, line);
                assert_sound(&drawn(model, &setting, width), &format!("{id} {line} {width}"));
            }
        }
    }
}

#[test]
fn a_course_with_live_figures_cites_their_sources() {
    let course = crate::layout::gallery();
    let lesson = course.lessons.iter().find(|one| one.id.as_str() == "live-figures").unwrap();
    let cited = strata::pack::course::sources_in_order(lesson);
    let cited: Vec<&str> = cited.iter().map(strata::id::Id::as_str).collect();
    assert!(cited.contains(&"first-2020") && cited.contains(&"second-1999"), "{cited:?}");
}

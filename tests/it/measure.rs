//! Widths as we measure them, against the widths that egui draws.

use egui::{Color32, FontFamily, FontId};
use proptest::prelude::*;
use strata::{
    theme::{Measure, NotoMeasure, Weight},
    ui::kit::fonts,
};

const SIZE: f32 = 13.0;

/// egui with our faces.
fn egui_with_faces() -> egui::Context {
    let context = egui::Context::default();
    context.set_fonts(fonts::definitions());
    context.run_ui(egui::RawInput::default(), |_| ()).textures_delta.clear();
    context
}

fn drawn(context: &egui::Context, text: &str, weight: Weight) -> f32 {
    let family = match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::Bold => FontFamily::Name(fonts::BOLD.into()),
    };
    let font = FontId::new(SIZE, family);
    let galley =
        context.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, Color32::BLACK));
    let glyphs = galley.rows.iter().flat_map(|row| &row.glyphs);
    glyphs.map(|glyph| glyph.advance_width).sum()
}

fn assert_agrees(context: &egui::Context, text: &str, weight: Weight) {
    let (ours, theirs) = (NotoMeasure.width(text, SIZE, weight), drawn(context, text, weight));
    assert!((ours - theirs).abs() <= 0.5, "{text:?} ({weight:?}): {ours} points, drawn {theirs}");
}

fn letters(blocks: &[std::ops::RangeInclusive<char>]) -> Vec<char> {
    let all = blocks.iter().cloned().flatten();
    all.filter(|c| !c.is_control() && NotoMeasure::covers(*c)).collect()
}

/// Digits and punctuation marks that every script uses.
fn common() -> Vec<char> {
    let mut all: Vec<char> = (' '..='@').chain('['..='`').chain('{'..='~').collect();
    all.extend("«»¡¿·…–—‘’‚“”„‹›•°×÷±→".chars());
    all
}

/// For each letter a line in which it stands before each of the others.
fn lines(letters: &[char]) -> impl Iterator<Item = String> {
    letters.iter().map(|one| letters.iter().flat_map(|next| [*one, *next]).collect())
}

#[test]
fn pairs_of_each_script_are_as_wide_as_they_are_drawn() {
    let context = egui_with_faces();
    let scripts = [
        letters(&[' '..='~']),
        [common(), letters(&['A'..='Z', 'a'..='z', '\u{aa}'..='\u{24f}', '\u{1e00}'..='\u{1eff}'])]
            .concat(),
        [common(), letters(&['\u{370}'..='\u{3ff}', '\u{1f00}'..='\u{1fff}'])].concat(),
        [common(), letters(&['\u{400}'..='\u{52f}'])].concat(),
    ];
    for line in scripts.iter().flat_map(|letters| lines(letters)) {
        assert_agrees(&context, &line, Weight::Regular);
    }
    for line in lines(&letters(&[' '..='~'])) {
        assert_agrees(&context, &line, Weight::Bold);
    }
}

#[test]
fn every_character_is_as_wide_as_it_is_drawn() {
    let context = egui_with_faces();
    for character in letters(&[' '..='\u{2fff}', '\u{fe00}'..='\u{fe0f}', '\u{feff}'..='\u{fffd}'])
    {
        for weight in [Weight::Regular, Weight::Bold] {
            assert_agrees(&context, &character.to_string(), weight);
        }
    }
}

#[test]
fn marks_joiners_and_selectors_take_no_room() {
    let width = |text: &str| NotoMeasure.width(text, SIZE, Weight::Regular);
    for (with, without) in [
        ("e\u{301}", "e"),
        ("a\u{200d}b", "a\u{200b}b"),
        ("x\u{fe0f}", "x"),
        ("\u{200b}", ""),
        ("", ""),
    ] {
        assert!((width(with) - width(without)).abs() < 1e-4, "{with:?} and {without:?}");
    }
    // A letter that no face has is as wide as such letters mostly are, with any marks on it.
    for (lacking, alone) in [("漢\u{301}", "漢"), ("👩\u{200d}💻", "👩"), ("ש\u{5b8}", "ש")]
    {
        assert!((width(lacking) - width(alone)).abs() < 1e-4, "{lacking:?}: {}", width(lacking));
    }
    assert!((width("漢") - SIZE).abs() < 1e-4);
}

#[test]
fn no_mark_of_the_keyboard_is_drawn_over_its_neighbour() {
    // An old version of the face had these as marks without a width of their own.
    for mark in "`´¨¸˜^¯".chars() {
        let width = NotoMeasure.width(&mark.to_string(), SIZE, Weight::Regular);
        assert!(width > 2.0, "{mark} is {width} wide");
    }
}

proptest! {
    #[test]
    fn any_text_is_as_wide_as_it_is_drawn(text in "[ -~]{0,40}|[ -~À-žΑ-ΡΣ-ωА-я–’…→⇒\u{301}\u{200b}\u{2009}]{0,30}") {
        thread_local!(static CONTEXT: egui::Context = egui_with_faces());
        CONTEXT.with(|context| {
            assert_agrees(context, &text, Weight::Regular);
            assert_agrees(context, &text, Weight::Bold);
        });
    }
}

//! Words that the glossary explains, where they stand in a text: a dotted line under them, their
//! meaning over them, and the way to the glossary.

use super::rects;
use crate::{
    app::{Action, model::Overlay},
    id::Id,
    pack::{Course, course::Term},
    quiz::Worded,
    theme::{Rgb, TextStyle},
    ui::{
        cx::Cx,
        kit::{
            paint::{colour, ring},
            text,
            widgets::focused,
        },
    },
};
use egui::{
    CursorIcon, Galley, Pos2, Response, Sense, Shape, Tooltip, Ui, WidgetInfo,
    accesskit::{self, Role},
    pos2,
};
use std::sync::Arc;

/// Words of a question as they are laid out.
pub struct Laid<'a> {
    pub words: &'a Worded,
    pub galley: &'a Arc<Galley>,
    /// The galley's left top corner.
    pub at: Pos2,
    /// How many characters of the galley come before the words.
    pub after: usize,
}

/// What a click on a term does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// It opens the glossary.
    Opens,
    /// What the words stand in takes it; only keys open the glossary.
    Passes,
}

/// A heading of which words may be explained. `level` counts from 1.
pub fn heading(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    words: &Worded,
    (style, level): (TextStyle, usize),
) {
    let response = label(ui, cx, course, words, (style, cx.tokens.text));
    text::as_heading(ui, &response, words, level);
}

/// A text of which words may be explained.
pub fn label(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    words: &Worded,
    (style, ink): (TextStyle, Rgb),
) -> Response {
    let galley = text::galley(ui, text::job(words, style, ink, ui.available_width()));
    let response = text::show(ui, galley.clone(), words, Role::Label);
    let laid = Laid { words, galley: &galley, at: response.rect.min, after: 0 };
    stops(ui, cx, course, response.id, (&laid, Press::Opens));
    response
}

/// Makes each explained word of a text a Tab stop that tells its meaning.
pub fn stops(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    base: egui::Id,
    (laid, press): (&Laid<'_>, Press),
) {
    for gloss in laid.words.glosses() {
        let Some(term) = course.term(&gloss.term) else { continue };
        let chars = |to: usize| laid.words.get(..to).map_or(0, |text| text.chars().count());
        let range = laid.after + chars(gloss.at.start)..laid.after + chars(gloss.at.end);
        let word = laid.words.get(gloss.at.clone()).unwrap_or_default();
        for (row, (rect, baseline)) in rects(laid.galley, range).into_iter().enumerate() {
            let rect = rect.translate(laid.at.to_vec2());
            underline(ui, cx, rect.x_range(), laid.at.y + baseline);
            // Only the first row of a term is a Tab stop.
            let sense = match (press, row) {
                (Press::Opens, 0) => Sense::click(),
                (Press::Opens, _) => Sense::CLICK,
                (Press::Passes, 0) => Sense::focusable_noninteractive(),
                (Press::Passes, _) => Sense::hover(),
            };
            let response = ui.interact(rect, base.with(("term", gloss.at.start, row)), sense);
            if row == 0 {
                response.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken(word, term)));
            }
            if focused(&response) {
                ring(ui.painter(), cx.tokens, rect, 3);
            }
            let response = match press {
                Press::Opens => response.on_hover_cursor(CursorIcon::PointingHand),
                Press::Passes => response,
            };
            if response.clicked() || (press == Press::Passes && pressed(ui, &response)) {
                open(cx, &term.id);
            }
            meaning(cx, course, term, &response, press);
        }
    }
}

/// Was it pressed with a key, or by a screen reader?
fn pressed(ui: &Ui, response: &Response) -> bool {
    ui.ctx().accesskit_node_builder(response.id, |node| node.add_action(accesskit::Action::Click));
    let here = response.has_focus();
    ui.input(|input| {
        let key = input.key_pressed(egui::Key::Enter) || input.key_pressed(egui::Key::Space);
        (here && key) || input.has_accesskit_action_request(response.id, accesskit::Action::Click)
    })
}

/// What is read aloud of a word that stands for a term.
#[must_use]
pub fn spoken(word: &str, term: &Term) -> String {
    format!("{word}: {}", term.meaning)
}

/// Opens the glossary at a term.
pub fn open(cx: &mut Cx<'_>, term: &Id) {
    cx.sights.term = Some(term.clone());
    cx.act(Action::OpenOverlay(Overlay::Glossary));
}

/// Draws the dotted line under a term, which tells it from a layer's name by more than a colour.
pub(super) fn underline(ui: &Ui, cx: &Cx<'_>, x: egui::Rangef, baseline: f32) {
    let y = ui.painter().round_to_pixel_center(baseline + 3.0);
    let ends = [pos2(x.min + 1.0, y), pos2(x.max, y)];
    ui.painter().extend(Shape::dotted_line(&ends, colour(cx.tokens.text2), 3.5, 0.9));
}

/// Shows what a term means while its word is pointed at, or has the focus of the keyboard.
pub(super) fn meaning(
    cx: &Cx<'_>,
    course: &Course,
    term: &Term,
    response: &Response,
    press: Press,
) {
    let by_key = response.has_focus() && cx.focus.by_keyboard && cx.model.overlay.is_none();
    let tooltip =
        if by_key { Tooltip::for_widget(response) } else { Tooltip::for_enabled(response) };
    let hint = match press {
        _ if by_key => Some("Press Enter for the glossary"),
        Press::Opens => Some("Click for the glossary"),
        Press::Passes => None,
    };
    tooltip.show(|ui| {
        let tokens = cx.tokens;
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.set_max_width(WIDTH);
        text::label(ui, &term.word, TextStyle::UiBold, tokens.text);
        text::label(ui, &term.meaning, TextStyle::Caption, tokens.text);
        for line in [also(term), explained(course, term)].iter().flatten() {
            text::label(ui, line, TextStyle::Small, tokens.text2);
        }
        if let Some(hint) = hint {
            text::label(ui, hint, TextStyle::Small, tokens.text3);
        }
    });
}

/// The width of what is said of a term over its word, in points.
const WIDTH: f32 = 300.0;

/// The other words for a term, in a line.
#[must_use]
pub fn also(term: &Term) -> Option<String> {
    (!term.also.is_empty()).then(|| format!("Also called: {}", term.also.join(", ")))
}

/// Which lesson explains a term, in a line.
#[must_use]
pub fn explained(course: &Course, term: &Term) -> Option<String> {
    let lesson = course.lesson(&term.introduced_in)?;
    Some(format!("Explained in “{}”", lesson.title))
}

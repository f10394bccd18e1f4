//! Giving items to targets: sorting into groups, matching, naming layers. Every item has its
//! targets below it as buttons; a name can also be put on its layer in the picture.

use super::{Asked, just_told, look_at, state_of};
use crate::{
    app::Action,
    id::Id,
    quiz::{
        Answer, Kind, Outcome,
        pairing::{Item, Pairing},
    },
    theme::TextStyle,
    ui::{
        option_row::{OptionRow, Pick},
        paint::{colour, ring, stroke},
        text,
        views::Cx,
        widgets::focused,
    },
};
use egui::{
    CornerRadius, CursorIcon, Frame, Margin, Rect, Response, Sense, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

/// Targets with so many letters in all stand under every item, not only under the current one.
const SHORT: usize = 44;

/// What a target is called.
struct Target {
    id: Id,
    text: String,
}

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let Some(pairing) = asked.question.kind.pairing() else { return };
    let targets = targets(asked, &pairing);
    let offered = asked.question.offered(asked.seed);
    let items: Vec<&Item<'_>> = offered.iter().filter_map(|at| pairing.items.get(*at)).collect();
    let told = just_told(cx, asked);
    if asked.verdict.is_some() {
        let parts = answered(ui, cx, asked, &items, &targets);
        if told {
            look_at(&parts);
        }
        return;
    }
    if matches!(asked.question.kind, Kind::Label(_)) {
        let words = "Choose a name, then its letter here or its layer in the picture.";
        text::label(ui, words, TextStyle::Caption, cx.tokens.text2);
        ui.add_space(8.0);
    }
    let letters: usize = targets.iter().map(|target| target.text.chars().count() + 4).sum();
    let current = current(cx, asked);
    for item in items {
        let is_current = current.as_ref() == Some(item.id);
        let given = given(asked.answer(), item.id);
        let name = given.and_then(|id| targets.iter().find(|target| target.id == *id));
        // Pointing at a layer names the current one.
        let marked = letters > SHORT || matches!(asked.question.kind, Kind::Label(_));
        let (fill, outline) = if is_current && (marked || cx.views.by_keyboard) {
            (cx.tokens.accent_soft, cx.tokens.accent)
        } else {
            (cx.tokens.raised, cx.tokens.control)
        };
        let frame = Frame::new()
            .fill(colour(fill))
            .stroke(stroke(1.0, outline))
            .corner_radius(10)
            .inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let shows = letters <= SHORT || is_current;
            let slot = name.map(|target| target.text.as_str()).filter(|_| !shows);
            if head(ui, cx, item, slot, asked.open() && marked).clicked() {
                cx.views.pairing = Some((asked.question.id.clone(), item.id.clone()));
                ui.ctx().request_repaint();
            }
            if shows {
                ui.horizontal_wrapped(|ui| {
                    for target in &targets {
                        let on = given == Some(&target.id);
                        let taken = pairing.once.then(|| holder(asked, &pairing, &target.id));
                        let taken = taken.flatten().filter(|_| !on);
                        let response = chip(ui, cx, item.text, target, on, taken, asked.open());
                        // The first of all: it is served once.
                        asked.focus_if_first(cx, &response);
                        let here = (asked.question.id.clone(), item.id.clone());
                        if cx.views.pair_next.as_ref() == Some(&here) {
                            cx.views.pair_next = None;
                            response.request_focus();
                        }
                        if response.clicked() {
                            give(cx, asked, item.id, &target.id);
                        }
                    }
                });
            }
        });
        ui.add_space(8.0);
    }
    let words = match asked.left() {
        0 => return,
        1 => "1 is left.".to_owned(),
        left => format!("{left} are left."),
    };
    text::label(ui, &words, TextStyle::Caption, cx.tokens.text2);
    ui.add_space(4.0);
}

fn given<'a>(answer: Option<&'a Answer>, item: &Id) -> Option<&'a Id> {
    match answer {
        Some(Answer::Pairs(pairs)) => pairs.iter().find(|(id, _)| id == item).map(|(_, to)| to),
        _ => None,
    }
}

/// The next item that has no target, once this one has.
fn following(asked: &Asked<'_>, item: &Id) -> Option<Id> {
    let pairing = asked.question.kind.pairing()?;
    let offered = asked.question.offered(asked.seed);
    let mut items = offered.iter().filter_map(|at| pairing.items.get(*at));
    let is_left = |other: &&Item<'_>| other.id != item && given(asked.answer(), other.id).is_none();
    items.find(is_left).map(|other| other.id.clone())
}

/// Gives an item to a target, and goes on to the next item that has none.
pub(in crate::ui) fn give(cx: &mut Cx<'_>, asked: &Asked<'_>, item: &Id, target: &Id) {
    let once = asked.question.kind.pairing().is_some_and(|pairing| pairing.once);
    if cx.views.by_keyboard {
        let next = following(asked, item);
        cx.views.focus_check = next.is_none();
        cx.views.pair_next = next.map(|next| (asked.question.id.clone(), next));
    }
    cx.views.pairing = None;
    cx.act(Action::Choose(Answer::paired(asked.answer(), item, target, once)));
}

/// The item that the next target is given to: the one that was chosen, else the first without one.
pub(in crate::ui) fn current(cx: &Cx<'_>, asked: &Asked<'_>) -> Option<Id> {
    let pairing = asked.question.kind.pairing()?;
    let chosen = cx.views.pairing.as_ref().filter(|(of, _)| *of == asked.question.id);
    if let Some((_, item)) = chosen {
        return Some(item.clone());
    }
    let offered = asked.question.offered(asked.seed);
    let mut items = offered.iter().filter_map(|at| pairing.items.get(*at));
    items.find(|item| given(asked.answer(), item.id).is_none()).map(|item| item.id.clone())
}

/// The targets in the order of their numbers.
pub(in crate::ui) fn target_ids(asked: &Asked<'_>) -> Vec<Id> {
    let Some(pairing) = asked.question.kind.pairing() else { return Vec::new() };
    targets(asked, &pairing).into_iter().map(|target| target.id).collect()
}

fn targets(asked: &Asked<'_>, pairing: &Pairing<'_>) -> Vec<Target> {
    if let Kind::Label(label) = &asked.question.kind {
        let Some(diagram) = asked.course.diagram(&label.diagram) else { return Vec::new() };
        let letters = label.letters(diagram).into_iter();
        return letters.map(|(id, letter)| Target { id, text: letter.to_string() }).collect();
    }
    let offered = asked.question.targets_offered(asked.seed);
    let sides = offered.iter().filter_map(|at| pairing.targets.get(*at));
    sides.map(|side| Target { id: side.id.clone(), text: side.text.to_owned() }).collect()
}

/// The item, and what it is given to. A click makes it the current one.
fn head(ui: &mut Ui, cx: &Cx<'_>, item: &Item<'_>, slot: Option<&str>, open: bool) -> Response {
    let tokens = cx.tokens;
    let width = ui.available_width();
    let words = text::galley(ui, text::job(item.text, TextStyle::Ui, tokens.text, width));
    let slot_words = slot.map(|slot| {
        let runs = [
            ("→ ", TextStyle::Caption, tokens.text3),
            (slot, TextStyle::CaptionBold, tokens.accent_text),
        ];
        text::galley(ui, text::runs(&runs, width))
    });
    let slot_height = slot_words.as_ref().map_or(0.0, |slot| slot.size().y + 2.0);
    let height = words.size().y + slot_height;
    let sense = if open { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height.max(24.0)), sense);
    let spoken = match slot {
        Some(slot) => format!("{}: {slot}", item.text),
        None => item.text.to_owned(),
    };
    let role = if open { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
    let high = words.size().y;
    text::paint_at(ui, rect.min, words);
    if let Some(slot) = slot_words {
        text::paint_at(ui, rect.min + vec2(0.0, high + 2.0), slot);
    }
    if focused(&response) {
        ring(ui.painter(), tokens, rect.expand(2.0), 6);
    }
    if open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// The item that a target is given to.
fn holder<'a>(asked: &Asked<'_>, pairing: &Pairing<'a>, target: &Id) -> Option<&'a str> {
    let Some(Answer::Pairs(pairs)) = asked.answer() else { return None };
    let (item, _) = pairs.iter().find(|(_, to)| to == target)?;
    pairing.items.iter().find(|known| known.id == item).map(|known| known.text)
}

/// One target of an item; `taken` names another item that it is given to.
fn chip(
    ui: &mut Ui,
    cx: &Cx<'_>,
    item: &str,
    target: &Target,
    on: bool,
    taken: Option<&str>,
    open: bool,
) -> Response {
    let tokens = cx.tokens;
    let words = match taken {
        Some(other) => format!("{} (now: {other})", target.text),
        None => target.text.clone(),
    };
    let words = words.as_str();
    let ink = match (on, taken) {
        (true, _) => tokens.accent_text,
        (false, Some(_)) => tokens.text3,
        (false, None) => tokens.text,
    };
    let style = if on { TextStyle::UiBold } else { TextStyle::Ui };
    let room = (ui.available_width() - 20.0).max(60.0);
    let galley = text::galley(ui, text::job(words, style, ink, room));
    let size = vec2((galley.size().x + 18.0).max(36.0), (galley.size().y + 12.0).max(32.0));
    let sense = if open { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, open, on, format!("{item}: {words}"))
    });
    paint_chip(ui, cx, rect, &response, on);
    text::paint_centred(ui, rect, galley);
    if focused(&response) {
        ring(ui.painter(), tokens, rect, 14);
    }
    if open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

fn paint_chip(ui: &Ui, cx: &Cx<'_>, rect: Rect, response: &Response, on: bool) {
    let tokens = cx.tokens;
    let (fill, outline, width) = match (on, response.hovered()) {
        (true, _) => (tokens.accent_soft, tokens.accent, 2.0),
        (false, true) => (tokens.hover, tokens.text3, 1.0),
        (false, false) => (tokens.reading, tokens.control, 1.0),
    };
    let line = stroke(width, outline);
    ui.painter().rect(rect, CornerRadius::same(14), colour(fill), line, StrokeKind::Inside);
}

/// What each item was given to, what it belongs to, and why.
fn answered(
    ui: &mut Ui,
    cx: &Cx<'_>,
    asked: &Asked<'_>,
    items: &[&Item<'_>],
    targets: &[Target],
) -> Vec<(Response, Outcome)> {
    let said = asked.said();
    let mut parts = Vec::new();
    // The layers have their names back.
    let called = |id: &Id| -> String {
        if let Kind::Label(label) = &asked.question.kind {
            let layer = asked.course.diagram(&label.diagram).and_then(|d| d.layer(id));
            return layer.map(|layer| layer.name.replace("{n}", "")).unwrap_or_default();
        }
        let target = targets.iter().find(|target| target.id == *id);
        target.map(|target| target.text.clone()).unwrap_or_default()
    };
    for (number, item) in (1..).zip(items) {
        let reason = said.iter().find(|said| said.part.as_deref() == Some(item.id.as_str()));
        let Some(reason) = reason else { continue };
        let words = match given(asked.answer(), item.id) {
            Some(to) => format!("{} → {}", item.text, called(to)),
            None => item.text.to_owned(),
        };
        let state = state_of(reason.outcome);
        let because = match (reason.outcome, item.right) {
            (Outcome::Wrong | Outcome::Missed, Some(right)) => {
                format!("{} It belongs to: {}.", reason.because, called(right))
            }
            _ => reason.because.to_owned(),
        };
        let row = OptionRow {
            number,
            words: &words,
            state,
            reason: Some(&because),
            open: false,
            pick: Pick::Placed,
        };
        parts.push((row.show(ui, cx.tokens), reason.outcome));
        ui.add_space(8.0);
    }
    parts
}

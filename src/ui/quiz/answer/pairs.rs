//! Giving items to targets: sorting into groups, matching, naming layers. Each item has the targets
//! below it as buttons, if they are short; else the targets have a list of their own. In both forms
//! nothing moves while items are given. A name can also be put on its layer in the picture.

use super::{look_at, placed};
use crate::{
    app::Action,
    id::Id,
    pack::Course,
    quiz::{
        Answer, Kind, Outcome, Worded,
        pairing::{Item, Pairing},
    },
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            paint::{colour, ring, stroke},
            plate::{BADGE, Plate, State, badge},
            row::Pick,
            text,
            widgets::focused,
        },
        prose::terms::{self, Laid, Press},
        quiz::{
            asked::{Asked, just_told},
            option::Offered,
        },
    },
};
use egui::{
    CursorIcon, Frame, Galley, Margin, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};
use std::sync::Arc;

/// The item that the next target is given to, with its question.
#[derive(Default)]
struct Chosen(Option<(Id, Id)>);

/// Targets with so many letters together stand under every item; longer ones have a list of their
/// own.
const SHORT: usize = 44;

/// A target, and what it is called.
struct Target {
    id: Id,
    text: Worded,
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
    if letters > SHORT {
        listed(ui, cx, asked, &pairing, &items, &targets);
    } else {
        for item in items {
            with_chips(ui, cx, asked, (&pairing, item), &targets, current.as_ref());
        }
    }
    // This line is there at any time, so that nothing below it moves.
    let words = match asked.left() {
        0 => "All is given.".to_owned(),
        1 => "1 is left.".to_owned(),
        left => format!("{left} are left."),
    };
    text::label(ui, &words, TextStyle::Caption, cx.tokens.text2);
    ui.add_space(4.0);
}

/// One item with its targets as chips.
fn with_chips(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    asked: &Asked<'_>,
    (pairing, item): (&Pairing<'_>, &Item<'_>),
    targets: &[Target],
    current: Option<&Id>,
) {
    // Only names have a marked one that pointing at a layer gives; other items are marked for who
    // works with keys.
    let marked = matches!(asked.question.kind, Kind::Label(_));
    let is_current = current == Some(item.id) && (marked || cx.focus.by_keyboard);
    item_frame(cx, is_current).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        if head(ui, cx, asked.course, item, asked.open() && marked).clicked() {
            choose(ui, cx, asked, item.id);
        }
        ui.horizontal_wrapped(|ui| {
            for target in targets {
                let on = given(asked.answer(), item.id) == Some(&target.id);
                let taken = pairing.once.then(|| holder(asked, pairing, &target.id)).flatten();
                let taken = taken.map(|holder| holder.text.as_str()).filter(|_| !on);
                let response = chip(ui, cx, (asked, item.text, target), on, taken);
                target_focus(cx, asked, item.id, &response);
                if response.clicked() {
                    give(cx, asked, item.id, &target.id);
                }
            }
        });
    });
    ui.add_space(8.0);
}

fn item_frame(cx: &Cx<'_>, is_current: bool) -> Frame {
    let (fill, outline) = if is_current {
        (cx.tokens.accent_soft, cx.tokens.accent)
    } else {
        (cx.tokens.raised, cx.tokens.control)
    };
    let frame = Frame::new().fill(colour(fill)).stroke(stroke(1.0, outline)).corner_radius(10);
    frame.inner_margin(Margin::symmetric(12, 8))
}

/// Makes this the item that the next target is given to.
fn choose(ui: &Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, item: &Id) {
    cx.states.of::<Chosen>().0 = Some((asked.question.id.clone(), item.clone()));
    ui.ctx().request_repaint();
}

/// Gives an item's first target the focus, if that is asked for.
fn target_focus(cx: &mut Cx<'_>, asked: &Asked<'_>, item: &Id, target: &Response) {
    // Only the first target of all gets it: the request is fulfilled once.
    asked.focus_if_first(cx, target);
    let question = asked.question.id.clone();
    if cx.focus.take(&Goal::Pairing { question, item: item.clone() }) {
        target.request_focus();
    }
}

/// Shows the items, each with room for its target, and below them the targets in one list.
fn listed(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    asked: &Asked<'_>,
    pairing: &Pairing<'_>,
    items: &[&Item<'_>],
    targets: &[Target],
) {
    let tokens = cx.tokens;
    let current = current(cx, asked);
    let room = ui.available_width() - 26.0;
    let slot = |ui: &Ui, words: &str| {
        let arrow = ("→ ", TextStyle::Caption, tokens.text3);
        let runs = [arrow, (words, TextStyle::CaptionBold, tokens.accent_text)];
        text::galley(ui, text::runs(&runs, room))
    };
    let highest = targets.iter().map(|target| slot(ui, &target.text).size().y).fold(20.0, f32::max);
    for item in items {
        let to = given(asked.answer(), item.id);
        let to = targets.iter().find(|target| Some(&target.id) == to);
        let galley = match to {
            Some(target) => slot(ui, &target.text),
            None => text::galley(ui, text::job("→", TextStyle::Caption, tokens.text3, room)),
        };
        let on = current.as_ref() == Some(item.id);
        let spoken = match to {
            Some(target) => format!("{}, given to {}", item.text, target.text),
            None => item.text.to_string(),
        };
        if item_row(ui, cx, (asked, item), &spoken, (galley, highest), (on, asked.open())).clicked()
        {
            choose(ui, cx, asked, item.id);
        }
        ui.add_space(6.0);
    }
    ui.add_space(6.0);
    let item = current.and_then(|id| items.iter().find(|item| *item.id == id));
    let words = item.map_or_else(
        || "Choose above what to change".to_owned(),
        |item| format!("Give “{}” to", item.text),
    );
    let width = ui.available_width();
    let heading = text::one_line(ui, &words, TextStyle::CaptionBold, tokens.text, width);
    text::show(ui, heading, &words, Role::Label);
    ui.add_space(6.0);
    for (number, target) in (1..).zip(targets) {
        let has = pairing.once.then(|| holder(asked, pairing, &target.id)).flatten();
        let on = item.is_some_and(|item| given(asked.answer(), item.id) == Some(&target.id));
        let taken = has.filter(|_| !on);
        let response = target_row(
            ui,
            cx,
            (asked, number, target),
            (pairing.once, taken.map(|holder| holder.text.as_str())),
            (item.map(|item| item.text.as_str()), on),
        );
        if let Some(item) = item {
            target_focus(cx, asked, item.id, &response);
        }
        if response.clicked() {
            match (item, has) {
                (Some(item), _) => give(cx, asked, item.id, &target.id),
                (None, Some(holder)) => choose(ui, cx, asked, holder.id),
                (None, None) => {}
            }
        }
        ui.add_space(6.0);
    }
    ui.add_space(2.0);
}

/// Shows an item, and below it its target, in as much room as the largest target needs.
fn item_row(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (asked, item): (&Asked<'_>, &Item<'_>),
    spoken: &str,
    (slot, highest): (Arc<Galley>, f32),
    (on, open): (bool, bool),
) -> Response {
    let tokens = cx.tokens;
    let width = ui.available_width();
    let words = text::galley(ui, text::job(item.text, TextStyle::Ui, tokens.text, width - 26.0));
    let height = words.size().y + 2.0 + highest + 16.0;
    let sense = if open { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    response.widget_info(|| WidgetInfo::selected(Role::Button, open, on, spoken));
    paint_row(ui, cx, rect, &response, on);
    let at = rect.min + vec2(13.0, 8.0);
    let under = at + vec2(0.0, words.size().y + 2.0);
    text::paint_at(ui, at, words.clone());
    text::paint_at(ui, under, slot);
    let laid = Laid { words: item.text, galley: &words, at, after: 0 };
    terms::stops(ui, cx, asked.course, response.id, (&laid, Press::Passes));
    if open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// A target with its number; `taken` names the item that has it, in a line of its own.
fn target_row(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (asked, number, target): (&Asked<'_>, usize, &Target),
    (once, taken): (bool, Option<&str>),
    (item, on): (Option<&str>, bool),
) -> Response {
    let (tokens, open) = (cx.tokens, asked.open());
    let width = ui.available_width();
    let room = width - BADGE - 34.0;
    let ink = if taken.is_some() { tokens.text2 } else { tokens.text };
    let words = text::galley(ui, text::job(&target.text, TextStyle::Ui, ink, room));
    // The row is as high without that line.
    let line = if once { TextStyle::Small.line() } else { 0.0 };
    let height = (words.size().y + line + 16.0).max(40.0);
    let sense = if open { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    let now = taken.map(|other| format!("now: {other}"));
    response.widget_info(|| {
        let lead = item.map(|item| format!("{item}: ")).unwrap_or_default();
        let now = now.as_ref().map(|now| format!(" ({now})")).unwrap_or_default();
        WidgetInfo::selected(Role::RadioButton, open, on, format!("{lead}{}{now}", target.text))
    });
    paint_row(ui, cx, rect, &response, on);
    let key = Rect::from_min_size(rect.min + vec2(12.0, 8.0), vec2(BADGE, BADGE));
    if number <= 9 {
        badge(ui, tokens, key, number, false);
    }
    let at = pos2(key.right() + 10.0, rect.top() + 8.0);
    let under = at + vec2(0.0, words.size().y);
    text::paint_at(ui, at, words.clone());
    let laid = Laid { words: &target.text, galley: &words, at, after: 0 };
    terms::stops(ui, cx, asked.course, response.id, (&laid, Press::Passes));
    if let Some(now) = now {
        let galley = text::one_line(ui, &now, TextStyle::Small, tokens.text3, room);
        text::paint_at(ui, under, galley);
    }
    if open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// The box of an item or a target.
fn paint_row(ui: &Ui, cx: &Cx<'_>, rect: Rect, response: &Response, on: bool) {
    Plate::row(on, response).paint(ui.painter(), cx.tokens, rect);
    if focused(response) {
        ring(ui.painter(), cx.tokens, rect, Plate::ROW);
    }
}

fn given<'a>(answer: Option<&'a Answer>, item: &Id) -> Option<&'a Id> {
    match answer {
        Some(Answer::Pairs(pairs)) => pairs.iter().find(|(id, _)| id == item).map(|(_, to)| to),
        _ => None,
    }
}

/// The next item without a target, counted from this one.
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
    if cx.focus.by_keyboard {
        let question = asked.question.id.clone();
        let pairing = |item| Goal::Pairing { question, item };
        cx.focus.ask(following(asked, item).map_or(Goal::Check, pairing));
    }
    cx.states.of::<Chosen>().0 = None;
    cx.act(Action::Choose(Answer::paired(asked.answer(), item, target, once)));
}

/// The item that the next target is given to: the one that was chosen, else the first without one.
pub(in crate::ui) fn current(cx: &Cx<'_>, asked: &Asked<'_>) -> Option<Id> {
    let pairing = asked.question.kind.pairing()?;
    let chosen = cx.states.get::<Chosen>().and_then(|chosen| chosen.0.as_ref());
    let chosen = chosen.filter(|(of, _)| *of == asked.question.id);
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
        return letters
            .map(|(id, letter)| Target { id, text: letter.to_string().into() })
            .collect();
    }
    let offered = asked.question.targets_offered(asked.seed);
    let sides = offered.iter().filter_map(|at| pairing.targets.get(*at));
    sides.map(|side| Target { id: side.id.clone(), text: side.text.clone() }).collect()
}

/// Shows an item above its chips. Of a name, a click makes it the current one.
fn head(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, item: &Item<'_>, open: bool) -> Response {
    let tokens = cx.tokens;
    let width = ui.available_width();
    let words = text::galley(ui, text::job(item.text, TextStyle::Ui, tokens.text, width));
    let sense = if open { Sense::click() } else { Sense::hover() };
    let size = vec2(width, words.size().y.max(24.0));
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let role = if open { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, item.text.as_str()));
    text::paint_at(ui, rect.min, words.clone());
    let press = if open { Press::Passes } else { Press::Opens };
    let laid = Laid { words: item.text, galley: &words, at: rect.min, after: 0 };
    terms::stops(ui, cx, course, response.id, (&laid, press));
    if focused(&response) {
        ring(ui.painter(), tokens, rect.expand(2.0), 6);
    }
    if open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// The item that has been given this target.
fn holder<'a, 'p>(
    asked: &Asked<'_>,
    pairing: &'p Pairing<'a>,
    target: &Id,
) -> Option<&'p Item<'a>> {
    let Some(Answer::Pairs(pairs)) = asked.answer() else { return None };
    let (item, _) = pairs.iter().find(|(_, to)| to == target)?;
    pairing.items.iter().find(|known| known.id == item)
}

/// The radius of a chip's corners, in points.
const CHIP: u8 = 14;

/// One target of an item; `taken` names another item that has it.
fn chip(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (asked, item, target): (&Asked<'_>, &str, &Target),
    on: bool,
    taken: Option<&str>,
) -> Response {
    let (tokens, open) = (cx.tokens, asked.open());
    let words = target.text.as_str();
    let ink = match (on, taken) {
        (true, _) => tokens.accent_text,
        (false, Some(_)) => tokens.text3,
        (false, None) => tokens.text,
    };
    let style = if on { TextStyle::UiBold } else { TextStyle::Ui };
    let room = (ui.available_width() - 20.0).max(60.0);
    let galley = text::galley(ui, text::job(words, style, ink, room));
    // As wide as with bold letters, so that the other chips stay where they are when it is chosen.
    let bold = text::galley(ui, text::job(words, TextStyle::UiBold, ink, room));
    let size = vec2((bold.size().x + 18.0).max(36.0), (bold.size().y + 12.0).max(32.0));
    let sense = if open { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| {
        let now = taken.map(|other| format!(" (now: {other})")).unwrap_or_default();
        WidgetInfo::selected(Role::RadioButton, open, on, format!("{item}: {words}{now}"))
    });
    let state = match (on, taken) {
        (true, _) => State::Chosen,
        (false, Some(_)) => State::Other,
        (false, None) => State::Rest,
    };
    let hovered = response.hovered();
    let plate = Plate { state, hovered, radius: CHIP, ground: Some(tokens.reading) };
    plate.paint(ui.painter(), tokens, rect);
    text::paint_centred(ui, rect, galley.clone());
    if focused(&response) {
        ring(ui.painter(), tokens, rect, CHIP);
    }
    let at = rect.center() - galley.size() / 2.0;
    let laid = Laid { words: &target.text, galley: &galley, at, after: 0 };
    terms::stops(ui, cx, asked.course, response.id, (&laid, Press::Passes));
    let response = match taken {
        Some(other) => response.on_hover_text(format!("now: {other}")),
        None => response,
    };
    if open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// Shows what each item was given to, what it belongs to, and why.
fn answered(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    asked: &Asked<'_>,
    items: &[&Item<'_>],
    targets: &[Target],
) -> Vec<(Response, Outcome)> {
    let said = asked.said();
    let fated = matches!(asked.question.kind, Kind::Break(_));
    // What becomes of a request is said with what leads to it, where that is worked out in words.
    let said_of = fated && asked.course.is_english();
    let mut parts = Vec::new();
    // After the answer the layers are called by their names again, no longer by letters.
    let called = |id: &Id| -> String {
        if let Kind::Label(label) = &asked.question.kind {
            let layer = asked.course.diagram(&label.diagram).and_then(|d| d.layer(id));
            return layer.map(|layer| layer.name.replace("{n}", "")).unwrap_or_default();
        }
        let target = targets.iter().find(|target| target.id == *id);
        target.map(|target| target.text.to_string()).unwrap_or_default()
    };
    for (number, item) in (1..).zip(items) {
        let reason = said.iter().find(|said| said.part.as_deref() == Some(item.id.as_str()));
        let Some(reason) = reason else { continue };
        let words = match given(asked.answer(), item.id) {
            Some(to) => item.text.between("", &format!(" → {}", called(to))),
            None => item.text.clone(),
        };
        let state = placed(reason.outcome);
        let because = match (reason.outcome, item.right) {
            _ if said_of => reason.because.clone(),
            (Outcome::Wrong | Outcome::Missed, Some(right)) if reason.because.is_empty() => {
                format!("It belongs to: {}.", called(right)).into()
            }
            (Outcome::Wrong | Outcome::Missed, Some(right)) => {
                reason.because.between("", &format!(" It belongs to: {}.", called(right)))
            }
            _ => reason.because.clone(),
        };
        let row = Offered {
            number,
            words: &words,
            state,
            reason: Some(&because).filter(|because| !because.is_empty()),
            open: false,
            pick: if fated { Pick::Said } else { Pick::Placed },
        };
        parts.push((row.show(ui, cx, asked.course), reason.outcome));
        ui.add_space(8.0);
    }
    parts
}

//! Find in lesson: the bar, and counting and marking what was found while the lesson is painted.

use crate::{
    app::{Action, Command, LessonKey, keys::PlaceKey},
    pack::{search, search::Elsewhere},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        keys,
        kit::{
            icons,
            paint::colour,
            text,
            widgets::{Button, Rank, hairline, icon_button, ring_if_focused, select_all},
        },
        prose::found::Finder,
    },
};
use egui::{Frame, Id, Key, Margin, Modifiers, TextEdit, Ui};
use std::sync::Arc;

/// The most characters that can be looked for.
const LONGEST: usize = 200;

/// How often the words stand in the other lessons of the course; looked for again when the words,
/// the lesson or the course have changed.
fn elsewhere(cx: &mut Cx<'_>) -> Elsewhere {
    let Some((key, course, _)) = cx.model.open_lesson() else { return Elsewhere::default() };
    let find = cx.states.of::<Finder>();
    let asked = (find.query.clone(), key.clone(), Arc::as_ptr(course).addr());
    if let Some((known, found)) = &find.elsewhere
        && *known == asked
    {
        return found.clone();
    }
    let found = search::elsewhere(course, &key.lesson, &find.query);
    find.elsewhere = Some((asked, found.clone()));
    found
}

/// Opens the next lesson in which the words stand, at the first place.
fn go_on(cx: &mut Cx<'_>, found: &Elsewhere) {
    let pack = cx.model.navigation.place.as_ref().map(|place| place.lesson.pack.clone());
    if let (Some(pack), Some(lesson)) = (pack, found.next.clone()) {
        cx.states.of::<Finder>().leaving = Some(cx.model.navigation.visit);
        cx.act(Action::OpenLesson(LessonKey { pack, lesson }));
    }
}

/// Shows "12 in other lessons", and the button that opens the next of them.
fn others(ui: &mut Ui, cx: &mut Cx<'_>, found: &Elsewhere, here: usize) {
    let more = if found.at_least { " or more" } else { "" };
    let words = format!("{}{more} in other lessons", found.hits);
    let keys = if here == 0 { "Enter" } else { "Ctrl+Enter" };
    let button = Button::new(Rank::Quiet, &words).after(icons::NEXT).height(32.0);
    let button = button.show(ui, cx.tokens);
    if button.on_hover_text(format!("To the next lesson with it ({keys})")).clicked() {
        go_on(cx, found);
    }
}

/// The bar above the lesson.
pub fn bar(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let frame = Frame::new().fill(colour(tokens.panel)).inner_margin(Margin::symmetric(20, 6));
    let found = elsewhere(cx);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let beside = found.hits == 0 || ui.available_width() >= 540.0;
        ui.horizontal(|ui| line(ui, cx, &found, beside));
        if !beside {
            let total = cx.states.of::<Finder>().total;
            others(ui, cx, &found, total);
        }
    });
    let rect = shown.response.rect;
    hairline(ui, tokens, ui.max_rect().x_range(), rect.bottom());
}

/// The field, the buttons and the count in a line; with `beside`, also the count in other lessons.
fn line(ui: &mut Ui, cx: &mut Cx<'_>, elsewhere: &Elsewhere, beside: bool) {
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing.x = 6.0;
    let id = Id::unique("find");
    let others_too = beside && elsewhere.hits > 0;
    let room = if others_too { 430.0 } else { 200.0 };
    let width = (ui.available_width() - room).clamp(100.0, 280.0);
    let typing = ui.memory(|memory| memory.has_focus(id));
    let onward = typing && ui.input_mut(|input| keys::take(input, PlaceKey::FindOnward));
    let edit = TextEdit::singleline(&mut cx.states.of::<Finder>().query)
        .id(id)
        .char_limit(LONGEST)
        .hint_text("Find in lesson")
        .desired_width(width)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(edit);
    ring_if_focused(ui, tokens, &response, 8);
    if cx.focus.take(&Goal::Find) {
        response.request_focus();
        // What was looked for last is selected, so that typing replaces it.
        select_all(ui, id, cx.states.of::<Finder>().query.chars().count());
    }
    if response.changed() {
        cx.states.of::<Finder>().current = 0;
        cx.states.of::<Finder>().jump = true;
        ui.ctx().request_repaint();
    }
    let total = cx.states.of::<Finder>().total;
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if onward || (entered && total == 0) {
        go_on(cx, elsewhere);
    } else if entered {
        let back = ui.input(|input| input.modifiers.contains(Modifiers::SHIFT));
        cx.states.of::<Finder>().step(!back);
    }
    if entered {
        response.request_focus();
    }
    let words = match total {
        _ if cx.states.of::<Finder>().query.trim().is_empty() => String::new(),
        0 if elsewhere.hits > 0 => "Not in this lesson".to_owned(),
        0 => "Not found".to_owned(),
        total => format!("{} of {total}", cx.states.of::<Finder>().current + 1),
    };
    if icon_button(ui, tokens, icons::UP, &PlaceKey::FindBefore.tip("Previous match"), total > 0)
        .clicked()
    {
        cx.states.of::<Finder>().step(false);
    }
    if icon_button(ui, tokens, icons::DOWN, &PlaceKey::FindNext.tip("Next match"), total > 0)
        .clicked()
    {
        cx.states.of::<Finder>().step(true);
    }
    if icon_button(ui, tokens, icons::CLOSE, &PlaceKey::Close.tip("Close find"), true).clicked() {
        cx.act(Action::Command(Command::CloseFind));
    }
    if !words.is_empty() {
        text::label(ui, &words, TextStyle::Small, tokens.text2);
    }
    if others_too {
        others(ui, cx, elsewhere, total);
    }
}

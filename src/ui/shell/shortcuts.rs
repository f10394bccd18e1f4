//! Keys that mean commands, from the command table.

use crate::{
    app::{
        Action, Command, LessonKey,
        keys::{PlaceKey, Shortcut},
        model::{Overlay, Tab},
    },
    pack::Block,
    ui::{
        cx::Cx,
        figure::{
            state,
            state::{FigureView, Figures, Filled, Turn},
        },
        focus::Goal,
        keys,
        kit::keyboard,
        shell::press::once,
        signals::FigureKey,
    },
};
use egui::{Key, Modifiers, Ui};

/// Turns the frame's shortcuts into actions, before any widget sees the keys.
pub fn take(ui: &mut Ui, cx: &mut Cx<'_>) {
    let typing = ui.ctx().text_edit_focused();
    for command in Command::ALL {
        let Some(shortcut) = command.shortcut() else { continue };
        // While text is being typed, a plain key is a letter, and undoing is about the text.
        if typing && (!shortcut.ctrl && !shortcut.alt || command == Command::Undo) {
            continue;
        }
        // A letter alone leads nowhere while something hides the lesson.
        let hidden = cx.model.overlay.is_some() || state::filled(cx).is_some();
        if command == Command::NextLesson && (hidden || cx.focus.menu_open) {
            continue;
        }
        if ui.input_mut(|input| keys::take_shortcut(input, shortcut)) {
            cx.act(resolve(ui, cx, command));
        }
    }
    escape(ui, cx);
    if !typing && !cx.focus.menu_open && cx.model.overlay.is_none() {
        fill_keys(ui, cx);
    }
    if !typing && !cx.focus.menu_open {
        scroll_keys(ui, cx);
    }
}

/// What a command means in a narrow window: there the list is a drawer, and the quiz a tab.
fn resolve(ui: &Ui, cx: &Cx<'_>, command: Command) -> Action {
    let width = ui.ctx().content_rect().width();
    match command {
        Command::ToggleList if !crate::ui::kit::breakpoints::wide(width) => {
            Action::Command(Command::ToggleDrawer)
        }
        Command::ToggleQuiz if !crate::ui::kit::breakpoints::middle(width) => {
            let quiz = cx.model.navigation.tab == Tab::Quiz;
            Action::ShowTab(if quiz { Tab::Lesson } else { Tab::Quiz })
        }
        command => Action::Command(command),
    }
}

/// Escape closes what lies on top: a card, a dialog, the find bar.
fn escape(ui: &Ui, cx: &mut Cx<'_>) {
    if !ui.input(|input| keys::pressed(input, PlaceKey::Close)) || cx.focus.menu_open {
        return;
    }
    if cx.model.overlay.is_some() {
        take_close(ui);
        cx.act(Action::CloseOverlay);
    } else if let Some((key, figure)) = with_card(cx) {
        take_close(ui);
        figure.card.inspected = None;
        cx.focus.ask(Goal::Layer(key));
    } else if let Some((key, figure)) = broken(cx) {
        take_close(ui);
        figure.breaking = None;
        cx.focus.ask(Goal::Bar(key));
    } else if let Some((key, figure)) = comparing(cx) {
        take_close(ui);
        figure.compared.comparing = false;
        cx.focus.ask(Goal::Comparing(key));
    } else if state::filled(cx).is_some() {
        take_close(ui);
        cx.states.of::<Figures>().filled = None;
    } else if cx.model.navigation.finding {
        take_close(ui);
        cx.act(Action::Command(Command::CloseFind));
    }
}

/// Takes Escape, so that nothing else in this frame sees it.
fn take_close(ui: &Ui) {
    ui.input_mut(|input| keys::take(input, PlaceKey::Close));
}

/// The figure in sight of which a part is broken, else any other of the lesson.
fn broken<'v>(cx: &'v mut Cx<'_>) -> Option<(FigureKey, &'v mut FigureView)> {
    best_in_sight(cx, |view| view.breaking.is_some())
}

/// The figure in sight whose card is open, else any other of the lesson.
fn with_card<'v>(cx: &'v mut Cx<'_>) -> Option<(FigureKey, &'v mut FigureView)> {
    best_in_sight(cx, |view| view.card.inspected.is_some())
}

/// The figure in sight with its comparing open, else any other figure of the lesson that has.
fn comparing<'v>(cx: &'v mut Cx<'_>) -> Option<(FigureKey, &'v mut FigureView)> {
    best_in_sight(cx, |view| view.compared.comparing)
}

fn best_in_sight<'v>(
    cx: &'v mut Cx<'_>,
    which: fn(&FigureView) -> bool,
) -> Option<(FigureKey, &'v mut FigureView)> {
    let lesson = &cx.model.navigation.place.as_ref()?.lesson;
    let seen = cx.signals.in_sight.heard().map(|(figure, _)| figure);
    let best = cx.states.of::<Figures>().best(lesson, seen, which);
    best.map(|(key, view)| (key.clone(), view))
}

/// "F" lets the figure in sight fill the window, F5 presents it; the same key again puts it back.
/// While it is presented, arrows and a clicker's keys turn its steps.
fn fill_keys(ui: &Ui, cx: &mut Cx<'_>) {
    for (key, presenting) in [(PlaceKey::Fill, false), (PlaceKey::Present, true)] {
        if !ui.input_mut(|input| keys::take(input, key)) {
            continue;
        }
        let seen = cx.signals.in_sight.take().map(|(figure, _)| figure);
        let seen = seen.or_else(|| first_figure(cx));
        let now = cx.states.of::<Figures>().filled.take();
        cx.states.of::<Figures>().filled = match now {
            Some(filled) if filled.presenting == presenting => None,
            Some(filled) => Some(Filled { presenting, ..filled }),
            None => seen.map(|figure| Filled { figure, presenting }),
        };
        ui.ctx().request_repaint();
    }
    if !state::filled(cx).is_some_and(|filled| filled.presenting) {
        return;
    }
    // Space presses the control that has the focus, if there is one.
    let focused = !keyboard::free(ui.ctx());
    for (key, turn) in [(PlaceKey::TurnOn, Turn::On), (PlaceKey::TurnBack, Turn::Back)] {
        let keys = key.keys().iter().filter_map(|key| Key::from_name(key.key));
        for key in keys.filter(|key| *key != Key::Space || !focused) {
            if ui.input_mut(|input| once(input, Modifiers::NONE, key)) {
                cx.states.of::<Figures>().turn = Some(turn);
            }
        }
    }
}

/// The first figure of the lesson, for when none is in sight.
fn first_figure(cx: &Cx<'_>) -> Option<(LessonKey, usize)> {
    let (key, _, lesson) = cx.model.open_lesson()?;
    let first = lesson.blocks.iter().position(|block| matches!(block, Block::SideBySide(_)))?;
    Some((key.clone(), first))
}

fn scroll_keys(ui: &Ui, cx: &mut Cx<'_>) {
    let page = ui.ctx().content_rect().height() * 0.75;
    // A page of plain text has nothing that arrows could lead to, so they scroll.
    let page_of_text =
        matches!(cx.model.overlay, Some(Overlay::Keys | Overlay::About | Overlay::Course));
    let focused = !keyboard::free(ui.ctx()) && !page_of_text;
    let arrows = !focused
        && ui.input(|input| {
            keys::pressed(input, PlaceKey::LineDown) || keys::pressed(input, PlaceKey::LineUp)
        });
    if arrows {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    let on_dial = cx.signals.on_dial.heard().is_some();
    ui.input_mut(|input| {
        // A control that has the focus takes Space itself, a slider these keys. Keys with Shift are
        // looked for first.
        let own = |key: &Shortcut| match key.key {
            "Space" => focused,
            "PageUp" | "PageDown" | "Home" | "End" => on_dial,
            _ => false,
        };
        let is_free = |key: &Shortcut| !own(key);
        let mut take = |key: PlaceKey| {
            let mut keys = key.keys().iter().filter(|key| is_free(key));
            keys.any(|key| keys::take_shortcut(input, *key))
        };
        if take(PlaceKey::PageUp) {
            cx.sights.scroll_by -= page;
        }
        if take(PlaceKey::PageDown) {
            cx.sights.scroll_by += page;
        }
        if take(PlaceKey::ToStart) {
            cx.sights.scroll_to_start = true;
        }
        if take(PlaceKey::ToEnd) {
            cx.sights.scroll_to_end = true;
        }
        if !focused && take(PlaceKey::LineDown) {
            cx.sights.scroll_by += LINES;
        }
        if !focused && take(PlaceKey::LineUp) {
            cx.sights.scroll_by -= LINES;
        }
    });
}

/// How far an arrow scrolls, in points.
const LINES: f32 = 48.0;

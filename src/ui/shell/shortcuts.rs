//! Keys that mean commands, from the command table.

use crate::{
    app::{
        Action, Command, LessonKey,
        command::Shortcut,
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
        kit::keyboard,
        shell::press::once,
        signals::FigureKey,
    },
};
use egui::{Key, KeyboardShortcut, Modifiers, Ui};

/// Turns the frame's keys into actions, before any widget sees them.
pub fn take(ui: &mut Ui, cx: &mut Cx<'_>) {
    let typing = ui.ctx().text_edit_focused();
    for command in Command::ALL {
        let Some(shortcut) = command.shortcut() else { continue };
        // While text is being typed, a plain key is a letter, and undoing is about the text.
        if typing && (!shortcut.ctrl && !shortcut.alt || command == Command::Undo) {
            continue;
        }
        if pressed(ui, shortcut) {
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

/// In a window too narrow for the list panel the list is a drawer, and the quiz a tab.
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

fn pressed(ui: &Ui, shortcut: Shortcut) -> bool {
    let Some(key) = Key::from_name(shortcut.key) else { return false };
    let mut modifiers = Modifiers::NONE;
    if shortcut.ctrl {
        modifiers = modifiers.plus(Modifiers::COMMAND);
    }
    if shortcut.alt {
        modifiers = modifiers.plus(Modifiers::ALT);
    }
    ui.input_mut(|input| {
        let mut hit = input.consume_shortcut(&KeyboardShortcut::new(modifiers, key));
        // "+" is Shift and "=" on many keyboards; "?" is Shift and "/".
        if !hit && key == Key::Plus {
            hit = input.consume_shortcut(&KeyboardShortcut::new(modifiers, Key::Equals));
        }
        if !hit && key == Key::Questionmark {
            hit = input
                .consume_shortcut(&KeyboardShortcut::new(Modifiers::SHIFT, Key::Questionmark))
                || input.consume_shortcut(&KeyboardShortcut::new(Modifiers::SHIFT, Key::Slash));
        }
        hit
    })
}

/// Escape closes what lies on top: a card, a layer of the window, the find bar.
fn escape(ui: &Ui, cx: &mut Cx<'_>) {
    if !ui.input(|input| input.key_pressed(Key::Escape)) || cx.focus.menu_open {
        return;
    }
    if cx.model.overlay.is_some() {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        cx.act(Action::CloseOverlay);
    } else if let Some((key, figure)) = with_card(cx) {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        figure.card.inspected = None;
        cx.focus.ask(Goal::Layer(key));
    } else if let Some((key, figure)) = comparing(cx) {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        figure.compared.comparing = false;
        cx.focus.ask(Goal::Comparing(key));
    } else if state::filled(cx).is_some() {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        cx.states.of::<Figures>().filled = None;
    } else if cx.model.navigation.finding {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        cx.act(Action::Command(Command::CloseFind));
    }
}

/// The figure in sight whose card is open, else any other of the lesson.
fn with_card<'v>(cx: &'v mut Cx<'_>) -> Option<(FigureKey, &'v mut FigureView)> {
    best_in_sight(cx, |view| view.card.inspected.is_some())
}

/// The figure in sight in which what can be compared is open, else any other of the lesson.
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

/// "F" fills the window with the figure in sight, F5 presents it; again, and it is back in its
/// place. While it is presented, arrows and a clicker's keys turn its steps.
fn fill_keys(ui: &Ui, cx: &mut Cx<'_>) {
    for (key, presenting) in [(Key::F, false), (Key::F5, true)] {
        if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
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
    let turns = [
        (Key::ArrowRight, Turn::On),
        (Key::PageDown, Turn::On),
        (Key::Space, Turn::On),
        (Key::ArrowLeft, Turn::Back),
        (Key::PageUp, Turn::Back),
    ];
    // Space presses what has the focus.
    let focused = !keyboard::free(ui.ctx());
    for (key, turn) in turns.into_iter().filter(|(key, _)| *key != Key::Space || !focused) {
        if ui.input_mut(|input| once(input, Modifiers::NONE, key)) {
            cx.states.of::<Figures>().turn = Some(turn);
        }
    }
}

/// Where none is in sight: the first one of the lesson.
fn first_figure(cx: &Cx<'_>) -> Option<(LessonKey, usize)> {
    let (key, _, lesson) = cx.model.open_lesson()?;
    let first = lesson.blocks.iter().position(|block| matches!(block, Block::SideBySide(_)))?;
    Some((key.clone(), first))
}

fn scroll_keys(ui: &Ui, cx: &mut Cx<'_>) {
    let page = ui.ctx().content_rect().height() * 0.75;
    // In a page of plain text there is nothing that arrows could lead to.
    let page_of_text = matches!(cx.model.overlay, Some(Overlay::Keys | Overlay::About));
    let focused = !keyboard::free(ui.ctx()) && !page_of_text;
    let arrows = !focused
        && ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp));
    if arrows {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::PageDown)
            || (!focused && input.consume_key(Modifiers::NONE, Key::Space))
        {
            cx.sights.scroll_by += page;
        }
        if input.consume_key(Modifiers::NONE, Key::PageUp)
            || (!focused && input.consume_key(Modifiers::SHIFT, Key::Space))
        {
            cx.sights.scroll_by -= page;
        }
        if input.consume_key(Modifiers::NONE, Key::Home) {
            cx.sights.scroll_to_start = true;
        }
        if input.consume_key(Modifiers::NONE, Key::End) {
            cx.sights.scroll_to_end = true;
        }
        if !focused {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                cx.sights.scroll_by += 48.0;
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                cx.sights.scroll_by -= 48.0;
            }
        }
    });
}

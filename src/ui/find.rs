//! Find in lesson: the bar, and counting and marking what was found while the lesson is painted.

use crate::{
    app::{Action, Command, LessonKey},
    pack::search::{self, Elsewhere, occurrences},
    theme::TextStyle,
    ui::{
        focus, icons,
        paint::colour,
        text,
        views::Cx,
        widgets::{Button, Rank, hairline, icon_button, ring_if_focused, select_all},
    },
};
use egui::{Frame, Id, Key, Margin, Modifiers, TextEdit, Ui};
use std::{ops::Range, sync::Arc};

/// Characters that can be looked for.
const LONGEST: usize = 200;

/// What is looked for in the lesson, and where.
#[derive(Default)]
pub struct Finder {
    pub query: String,
    /// Which of the matches is the current one, from 0.
    current: usize,
    /// Matches painted so far in this frame.
    seen: usize,
    /// Matches in the frame before.
    total: usize,
    /// Bring the current match into sight.
    jump: bool,
    focus: bool,
    open: bool,
    /// What other lessons have: for which words, beside which lesson of which course.
    elsewhere: Option<((String, LessonKey, usize), Elsewhere)>,
    /// The visit that is left for another lesson that has it.
    leaving: Option<u64>,
}

/// A match in a text.
pub struct Match {
    /// In bytes.
    pub range: Range<usize>,
    pub current: bool,
    /// It is to be brought into sight.
    pub jump: bool,
}

impl Finder {
    /// Before the lesson is painted.
    pub fn begin(&mut self, open: bool, visit: u64) {
        if open && !self.open {
            self.focus = true;
        }
        if self.leaving.is_some_and(|left| left != visit) {
            self.leaving = None;
            self.current = 0;
            self.jump = open;
        }
        self.open = open;
        self.seen = 0;
    }

    /// After the lesson was painted.
    pub fn end(&mut self) {
        self.total = self.seen;
        self.jump = false;
        if self.current >= self.total {
            self.current = 0;
        }
    }

    /// The matches in the next text of the lesson, in reading order.
    pub fn matches(&mut self, text: &str) -> Vec<Match> {
        if !self.open || self.query.trim().is_empty() {
            return Vec::new();
        }
        occurrences(text, self.query.trim())
            .into_iter()
            .map(|range| {
                let current = self.seen == self.current;
                self.seen += 1;
                Match { range, current, jump: current && self.jump }
            })
            .collect()
    }

    /// Is what is looked for in that text?
    #[must_use]
    pub fn wants(&self, text: &str) -> bool {
        let query = self.query.trim();
        self.open && !query.is_empty() && !occurrences(text, query).is_empty()
    }

    fn step(&mut self, forward: bool) {
        if self.total > 0 {
            let by = if forward { 1 } else { self.total - 1 };
            self.current = (self.current + by) % self.total;
        }
        self.jump = true;
    }
}

/// What the other lessons of the course say of it; looked for again when it, or they, are others.
fn elsewhere(cx: &mut Cx<'_>) -> Elsewhere {
    let Some((key, course, _)) = cx.model.open_lesson() else { return Elsewhere::default() };
    let find = &mut cx.views.find;
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

/// Opens the next lesson that has it, at the first place there.
fn go_on(cx: &mut Cx<'_>, found: &Elsewhere) {
    let pack = cx.model.navigation.place.as_ref().map(|place| place.lesson.pack.clone());
    if let (Some(pack), Some(lesson)) = (pack, found.next.clone()) {
        cx.views.find.leaving = Some(cx.model.navigation.visit);
        cx.act(Action::OpenLesson(LessonKey { pack, lesson }));
    }
}

/// "12 in other lessons", and the way to the next of them.
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
            others(ui, cx, &found, cx.views.find.total);
        }
    });
    let rect = shown.response.rect;
    hairline(ui, tokens, ui.max_rect().x_range(), rect.bottom());
}

/// Field, buttons and counts in a line, those of other lessons where there is room `beside`.
fn line(ui: &mut Ui, cx: &mut Cx<'_>, elsewhere: &Elsewhere, beside: bool) {
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing.x = 6.0;
    let id = Id::unique("find");
    let others_too = beside && elsewhere.hits > 0;
    let room = if others_too { 430.0 } else { 200.0 };
    let width = (ui.available_width() - room).clamp(100.0, 280.0);
    if cx.views.find.focus {
        let before = ui.memory(egui::Memory::focused);
        cx.views.focus_before_find = before.or(Some(focus::reading()));
    }
    let typing = ui.memory(|memory| memory.has_focus(id));
    let onward = typing && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let edit = TextEdit::singleline(&mut cx.views.find.query)
        .id(id)
        .char_limit(LONGEST)
        .hint_text("Find in lesson")
        .desired_width(width)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(edit);
    ring_if_focused(ui, tokens, &response, 8);
    if std::mem::take(&mut cx.views.find.focus) {
        response.request_focus();
        // What was looked for last is typed over.
        select_all(ui, id, cx.views.find.query.chars().count());
    }
    if response.changed() {
        cx.views.find.current = 0;
        cx.views.find.jump = true;
        ui.ctx().request_repaint();
    }
    let total = cx.views.find.total;
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if onward || (entered && total == 0) {
        go_on(cx, elsewhere);
    } else if entered {
        let back = ui.input(|input| input.modifiers.contains(Modifiers::SHIFT));
        cx.views.find.step(!back);
    }
    if entered {
        response.request_focus();
    }
    let words = match total {
        _ if cx.views.find.query.trim().is_empty() => String::new(),
        0 if elsewhere.hits > 0 => "Not in this lesson".to_owned(),
        0 => "Not found".to_owned(),
        total => format!("{} of {total}", cx.views.find.current + 1),
    };
    if icon_button(ui, tokens, icons::UP, "Previous match (Shift+Enter)", total > 0).clicked() {
        cx.views.find.step(false);
    }
    if icon_button(ui, tokens, icons::DOWN, "Next match (Enter)", total > 0).clicked() {
        cx.views.find.step(true);
    }
    if icon_button(ui, tokens, icons::CLOSE, "Close find (Esc)", true).clicked() {
        cx.act(Action::Command(Command::CloseFind));
    }
    if !words.is_empty() {
        text::label(ui, &words, TextStyle::Small, tokens.text2);
    }
    if others_too {
        others(ui, cx, elsewhere, total);
    }
}

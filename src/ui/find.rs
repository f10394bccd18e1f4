//! Find in lesson: the bar, and counting and marking what was found while the lesson is painted.

use crate::{
    app::{Action, Command},
    theme::{TextStyle, typeset::NO_BREAK},
    ui::{
        focus, icons,
        paint::colour,
        text,
        views::Cx,
        widgets::{hairline, icon_button, ring_if_focused},
    },
};
use egui::{
    Frame, Id, Key, Margin, Modifiers, TextEdit, Ui,
    text::{CCursor, CCursorRange},
};
use std::ops::Range;

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
    pub fn begin(&mut self, open: bool) {
        if open && !self.open {
            self.focus = true;
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

/// Where `words` stand in `text`, whatever the case and the kind of space.
#[must_use]
pub fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let folded = |c: char| (if c == NO_BREAK { ' ' } else { c }).to_lowercase();
    let wanted: Vec<char> = words.chars().flat_map(folded).collect();
    let have: Vec<(usize, char)> =
        text.char_indices().flat_map(|(at, c)| folded(c).map(move |c| (at, c))).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while !wanted.is_empty() && from + wanted.len() <= have.len() {
        let window = have.get(from..from + wanted.len()).unwrap_or_default();
        if window.iter().map(|(_, c)| c).eq(wanted.iter()) {
            let start = window.first().map_or(0, |(at, _)| *at);
            let end = have.get(from + wanted.len()).map_or(text.len(), |(at, _)| *at);
            found.push(start..end);
            from += wanted.len();
        } else {
            from += 1;
        }
    }
    found
}

/// What was looked for last is typed over.
fn select_all(ui: &Ui, id: Id, length: usize) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(length));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}

/// The bar above the lesson.
pub fn bar(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let frame = Frame::new().fill(colour(tokens.panel)).inner_margin(Margin::symmetric(20, 6));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let id = Id::unique("find");
            let width = (ui.available_width() - 200.0).clamp(100.0, 280.0);
            let edit = TextEdit::singleline(&mut cx.views.find.query)
                .id(id)
                .char_limit(LONGEST)
                .hint_text("Find in lesson")
                .desired_width(width)
                .margin(Margin::symmetric(10, 7));
            if cx.views.find.focus {
                let before = ui.memory(egui::Memory::focused);
                cx.views.focus_before_find = before.or(Some(focus::reading()));
            }
            let response = ui.add(edit);
            ring_if_focused(ui, tokens, &response, 8);
            if std::mem::take(&mut cx.views.find.focus) {
                response.request_focus();
                select_all(ui, id, cx.views.find.query.chars().count());
            }
            if response.changed() {
                cx.views.find.current = 0;
                cx.views.find.jump = true;
                ui.ctx().request_repaint();
            }
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                let back = ui.input(|input| input.modifiers.contains(Modifiers::SHIFT));
                cx.views.find.step(!back);
                response.request_focus();
            }
            let total = cx.views.find.total;
            let words = if cx.views.find.query.trim().is_empty() {
                String::new()
            } else if total == 0 {
                "Not found".to_owned()
            } else {
                format!("{} of {total}", cx.views.find.current + 1)
            };
            if icon_button(ui, tokens, icons::UP, "Previous match (Shift+Enter)", total > 0)
                .clicked()
            {
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
        });
    });
    let rect = shown.response.rect;
    hairline(ui, tokens, ui.max_rect().x_range(), rect.bottom());
}

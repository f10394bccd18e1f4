//! One option of a question: choosing it, and afterwards whether it was right and why.

use crate::{
    theme::{Rgb, TextStyle, Tokens},
    ui::kit::{
        icons,
        paint::ring,
        plate::{BADGE, Plate, State, badge},
        text,
        widgets::focused,
    },
};
use egui::{
    CursorIcon, Galley, Pos2, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};
use std::sync::Arc;

/// How an option can be picked, if it is picked at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pick {
    #[default]
    One,
    /// Several can be picked.
    Several,
    /// One of several that can be defended.
    Defended,
    /// It is not picked but given to something.
    Placed,
    /// It is not picked: something was said of it.
    Said,
    /// It is not picked but put in order.
    Ordered,
    /// It is not picked but typed.
    Typed,
}

/// An option to be shown.
pub struct OptionRow<'a> {
    /// From 1; the key that chooses it.
    pub number: usize,
    pub words: &'a str,
    pub state: State,
    /// The reason, if it is to be shown.
    pub reason: Option<&'a str>,
    /// It can still be chosen.
    pub open: bool,
    pub pick: Pick,
}

/// An option as it is shown.
pub struct Shown {
    pub response: Response,
    /// Its words, and where they stand.
    pub words: (Pos2, Arc<Galley>),
    /// Its reason, and where that stands.
    pub reason: Option<(Pos2, Arc<Galley>)>,
}

impl OptionRow<'_> {
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens) -> Shown {
        let width = ui.available_width();
        let room = width - 28.0 - BADGE - 10.0;
        let ink = if self.state == State::Other { tokens.text2 } else { tokens.text };
        let words = text::galley(ui, text::job(self.words, TextStyle::Ui, ink, room));
        let heading = self.heading(tokens).filter(|_| self.reason.is_some());
        let heading_galley = heading.map(|(words, ink)| {
            text::galley(ui, text::job(words, TextStyle::CaptionBold, ink, room))
        });
        let reason = self
            .reason
            .map(|r| text::galley(ui, text::job(r, TextStyle::Caption, tokens.text2, room)));
        let mut height = words.size().y;
        if heading_galley.is_some() || reason.is_some() {
            height += 6.0;
        }
        height += heading_galley.iter().chain(&reason).map(|galley| galley.size().y).sum::<f32>();
        let height = (height + 24.0).max(46.0);

        let sense = if self.open { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
        self.describe(ui, &response, self.heading(tokens).map(|(words, _)| words));
        let focus = focused(&response);
        let left = rect.left() + 14.0 + BADGE + 10.0;
        let alone = heading_galley.is_none() && reason.is_none();
        let top = rect.top() + if alone { (height - words.size().y) / 2.0 } else { 13.0 };
        let under = top + words.size().y + 6.0;
        let reason = reason.map(|galley| {
            let above = heading_galley.as_ref().map_or(0.0, |heading| heading.size().y);
            (pos2(left, under + above), galley)
        });
        let words = (pos2(left, top), words);
        if ui.is_rect_visible(rect) {
            let hovered = self.open && response.hovered();
            let plate = Plate { state: self.state, hovered, radius: Plate::ROW, ground: None };
            plate.paint(ui.painter(), tokens, rect);
            let mark = pos2(rect.left() + 14.0 + BADGE / 2.0, rect.top() + 23.0);
            self.paint_mark(ui, tokens, mark);
            let heading = heading_galley.map(|galley| (pos2(left, under), galley));
            for (at, galley) in
                [Some(&words), heading.as_ref(), reason.as_ref()].into_iter().flatten()
            {
                text::paint_at(ui, *at, galley.clone());
            }
            if focus {
                ring(ui.painter(), tokens, rect, Plate::ROW);
            }
        }
        let response =
            if self.open { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
        Shown { response, words, reason }
    }

    fn heading(&self, tokens: &Tokens) -> Option<(&'static str, Rgb)> {
        match self.state {
            State::Right if self.pick == Pick::Ordered && self.reason.is_none() => {
                Some(("In place", tokens.success_text))
            }
            State::Right => Some(("Right, and here is why", tokens.success_text)),
            State::Wrong if self.pick == Pick::Placed => Some(("Out of place", tokens.error_text)),
            State::Wrong if self.pick == Pick::Said => Some(("Not so", tokens.error_text)),
            State::Wrong if self.pick == Pick::Ordered => Some(("Out of order", tokens.error_text)),
            State::Wrong => Some(("Not this one", tokens.error_text)),
            State::LeftOut => Some(("Left out", tokens.warning_text)),
            State::Missed => Some(match self.pick {
                Pick::One | Pick::Placed | Pick::Said | Pick::Ordered => {
                    ("The better answer", tokens.success_text)
                }
                Pick::Typed => ("The answer", tokens.success_text),
                Pick::Several => ("Right, and not chosen", tokens.success_text),
                Pick::Defended => ("This can be defended", tokens.success_text),
            }),
            State::Rest | State::Chosen | State::Other => None,
        }
    }

    fn describe(&self, ui: &Ui, response: &Response, heading: Option<&str>) {
        let chosen = matches!(self.state, State::Chosen | State::Right | State::Wrong);
        let mut label = match self.pick {
            Pick::Typed => self.words.to_owned(),
            _ => format!("{}. {}", self.number, self.words),
        };
        if let Some(heading) = heading {
            label.push_str(". ");
            label.push_str(heading);
        }
        let role = match self.pick {
            Pick::One | Pick::Defended => Role::RadioButton,
            Pick::Placed | Pick::Said | Pick::Ordered | Pick::Typed => Role::ListItem,
            Pick::Several => Role::CheckBox,
        };
        response.widget_info(|| WidgetInfo::selected(role, self.open, chosen, &label));
        if let Some(reason) = self.reason {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(reason));
        }
    }

    fn paint_mark(&self, ui: &Ui, tokens: &Tokens, centre: Pos2) {
        match self.state {
            State::Right => icons::paint(ui.painter(), icons::RIGHT, centre, BADGE, tokens.success),
            State::Wrong => icons::paint(ui.painter(), icons::WRONG, centre, BADGE, tokens.error),
            State::LeftOut => {
                icons::paint(ui.painter(), icons::GHOST, centre, BADGE, tokens.warning);
            }
            State::Missed => {
                icons::paint(ui.painter(), icons::MISSED, centre, BADGE, tokens.success);
            }
            State::Rest | State::Chosen | State::Other => {
                let rect = Rect::from_center_size(centre, vec2(BADGE, BADGE));
                badge(ui, tokens, rect, self.number, self.state == State::Chosen);
            }
        }
    }
}

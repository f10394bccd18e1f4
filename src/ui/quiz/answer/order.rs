//! Putting items in order: dragged, moved by buttons, or picked up, moved and put down by key.

use super::{look_at, placed};
use crate::{
    app::Action,
    id::Id,
    quiz,
    quiz::{Answer, Outcome, Ranked},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            icons,
            paint::{colour, ring, stroke},
            plate::{Plate, State},
            row::Pick,
            style, text,
            widgets::{focused, icon_button, into_sight},
        },
        prose::terms::{self, Laid, Press},
        quiz::{
            asked::{Asked, just_told},
            option::Offered,
        },
    },
};
use egui::{
    CornerRadius, CursorIcon, EventFilter, FocusDirection, Frame, Galley, Key, LayerId, Modifiers,
    Order, PointerButton, Rect, Response, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, pos2, vec2,
};
use std::sync::Arc;

/// What is being moved in an order: items, each with its question.
#[derive(Default)]
struct Hand {
    /// The item that is picked up to be moved.
    held: Option<(Id, Id)>,
    /// How far below the upper edge of its row the pointer drags it, in points.
    grip: f32,
    /// The item that was just moved by key, which is to come into sight.
    moved: Option<(Id, Id)>,
    /// The item whose button was just pressed by key, and whether that moved it up.
    pressed: Option<((Id, Id), bool)>,
}

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, order: &quiz::Order) {
    let ids = in_answer(asked, order);
    // The items as they are shown, from the top.
    let mut shown = ids.clone();
    if order.upwards {
        shown.reverse();
    }
    let (top, bottom) = match (order.upwards, &order.first, &order.last) {
        (true, first, last) => (last, first),
        (false, first, last) => (first, last),
    };
    end(ui, cx, top.as_deref());
    let told = just_told(cx, asked);
    if asked.verdict.is_some() {
        let parts = answered(ui, cx, asked, order, &shown);
        if told {
            look_at(&parts);
        }
        end(ui, cx, bottom.as_deref());
        if asked.verdict.is_some_and(|verdict| !verdict.grade.right()) {
            right_order(ui, cx, order);
        }
        return;
    }
    let mut moved: Option<(usize, usize)> = None;
    let top = ui.cursor().top();
    for (at, id) in shown.iter().enumerate() {
        let Some(item) = order.items.iter().find(|item| item.id == *id) else { continue };
        let place = Place { at, count: shown.len(), top };
        let key = (asked.question.id.clone(), item.id.clone());
        let held = cx.states.of::<Hand>().held.as_ref() == Some(&key);
        let row = Row { asked, item, key, place, shown: &shown, held };
        if let Some(to) = row.show(ui, cx) {
            moved = Some((at, to));
        }
        ui.add_space(BETWEEN);
    }
    end(ui, cx, bottom.as_deref());
    if let Some((from, to)) = moved {
        let id = shown.remove(from);
        shown.insert(to, id);
        if order.upwards {
            shown.reverse();
        }
        cx.act(Action::Choose(Answer::Order(shown)));
    }
}

/// The items in the order in which they stand now: as answered, else as offered.
fn in_answer(asked: &Asked<'_>, order: &quiz::Order) -> Vec<Id> {
    if let Some(Answer::Order(ids)) = asked.answer() {
        return ids.clone();
    }
    let offered = asked.question.offered(asked.seed);
    let items = offered.iter().filter_map(|at| order.items.get(*at));
    items.map(|item| item.id.clone()).collect()
}

/// Shows what stands at this end: "at the top".
fn end(ui: &mut Ui, cx: &Cx<'_>, words: Option<&str>) {
    if let Some(words) = words {
        text::label(ui, words, TextStyle::Small, cx.tokens.text3);
        ui.add_space(6.0);
    }
}

/// How far a row has to be dragged over its edge, in points, to change places with the next one.
const OVER: f32 = 12.0;
/// Space between two rows, in points.
const BETWEEN: f32 = 6.0;

/// Room for the two buttons of a row, in points.
const BUTTONS: f32 = 76.0;

/// Where a row stands, from the top.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    count: usize,
    /// The upper edge of the list, in points.
    top: f32,
}

/// One item that can be moved.
struct Row<'a> {
    asked: &'a Asked<'a>,
    item: &'a Ranked,
    /// The ids of its question and of the item.
    key: (Id, Id),
    place: Place,
    /// All items as they stand now.
    shown: &'a [Id],
    /// It is picked up.
    held: bool,
}

impl Row<'_> {
    fn id(&self, item: &Id) -> egui::Id {
        egui::Id::unique(("order", self.asked.in_figure, self.key.0.as_str(), item.as_str()))
    }

    /// The places above and below it, where there are any.
    fn beside(&self) -> (Option<usize>, Option<usize>) {
        let Place { at, count, .. } = self.place;
        (at.checked_sub(1), Some(at + 1).filter(|to| *to < count))
    }

    /// Shows the row. Gives the place that it is moved to, if it is.
    fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<usize> {
        let (asked, tokens) = (self.asked, cx.tokens);
        let id = self.id(&self.item.id);
        let width = ui.available_width();
        let words = text::job(&self.item.text, TextStyle::Ui, tokens.text, width - 118.0);
        let words = text::galley(ui, words);
        let (_, rect) = ui.allocate_space(vec2(width, (words.size().y + 20.0).max(44.0)));
        let sense = if asked.open() { Sense::click() } else { Sense::hover() };
        // The handle is a widget of its own, so that Tab does not pass the row over, as it does the
        // edges by which panels are dragged. It lies under the row, so that a click is the row's.
        let handle = rect.with_max_x(rect.right() - BUTTONS);
        let drag = ui.interact(handle, id.with("drag"), Sense::DRAG);
        let response = ui.interact(rect, id, sense);
        describe(ui, &response, self.item, self.place, self.held);
        if self.place.at == 0 {
            asked.focus_if_first(cx, &response);
        }
        // Where the row is painted: it may still be on its way to its place.
        let moving = parted(ui, cx, rect, id, self.place.top);
        let lifted = lifted(ui, cx, &drag, moving);
        if let Some(at) = lifted {
            gap(ui, cx, rect);
            let top = at.y - cx.states.of::<Hand>().grip;
            lift(ui, cx, rect.translate(vec2(0.0, top - rect.top())), words);
        } else {
            paint(ui, cx, moving, &response, self.held);
            let at = pos2(moving.left() + 40.0, moving.center().y - words.size().y / 2.0);
            text::paint_at(ui, at, words.clone());
            if focused(&response) {
                ring(ui.painter(), tokens, moving, Plate::ROW);
            }
            let laid = Laid { words: &self.item.text, galley: &words, at, after: 0 };
            terms::stops(ui, cx, asked.course, id.with("words"), (&laid, Press::Passes));
        }
        if !asked.open() {
            return None;
        }
        let mut to = None;
        if lifted.is_none() {
            to = buttons(ui, cx, &self.key, &self.item.text, moving, self.beside());
        }
        to = dragged_to(ui, &drag, rect, self.place).or(to);
        if cx.states.of::<Hand>().moved.as_ref() == Some(&self.key) {
            cx.states.of::<Hand>().moved = None;
            into_sight(&response);
        }
        if self.pressed(cx, &response) {
            return None;
        }
        self.keys(ui, cx, &response).or(to)
    }

    /// Takes a click, or a key that acts like one. Says whether another row was put down here.
    fn pressed(&self, cx: &mut Cx<'_>, response: &Response) -> bool {
        if response.clicked_by(PointerButton::Primary) {
            // Only dragging or a key picks a row up; a click puts down what was picked up.
            cx.states.of::<Hand>().held = None;
            response.request_focus();
        } else if response.clicked() {
            if pick_up_or_put_down(cx, self.asked, &self.key, self.place, self.shown) {
                return true;
            }
            response.request_focus();
        }
        false
    }

    /// Arrows move the row while it is picked up, else the focus. Gives the place that the row is
    /// moved to, if it is.
    fn keys(&self, ui: &Ui, cx: &mut Cx<'_>, response: &Response) -> Option<usize> {
        // Going on with Tab puts it down.
        if self.held && ui.input(|input| input.key_pressed(Key::Tab)) {
            cx.states.of::<Hand>().held = None;
        }
        if !response.has_focus() {
            return None;
        }
        let filter =
            EventFilter { vertical_arrows: true, escape: self.held, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let pressed = |key: Key| {
            let pressed = ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if pressed {
                // While an arrow is held, egui may move the focus before it knows that the arrows
                // are the row's.
                ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            }
            pressed
        };
        if self.held && pressed(Key::Escape) {
            cx.states.of::<Hand>().held = None;
        }
        let (up, down) = self.beside();
        let step = match (pressed(Key::ArrowUp), pressed(Key::ArrowDown)) {
            (true, _) => up,
            (false, true) => down,
            (false, false) => None,
        }?;
        if self.held {
            cx.states.of::<Hand>().moved = Some(self.key.clone());
            return Some(step);
        }
        let next = self.shown.get(step).map(|item| self.id(item));
        ui.memory_mut(|memory| next.inspect(|next| memory.request_focus(*next)));
        None
    }
}

/// Where the pointer holds the row, once it is dragged; a mere press does not lift it.
fn lifted(ui: &Ui, cx: &mut Cx<'_>, drag: &Response, row: Rect) -> Option<egui::Pos2> {
    if drag.drag_started() {
        let from = ui.input(|input| input.pointer.press_origin());
        cx.states.of::<Hand>().grip = from.map_or(0.0, |from| from.y - row.top());
    }
    ui.input(|input| {
        let dragging = drag.dragged() && input.pointer.is_decidedly_dragging();
        input.pointer.interact_pos().filter(|_| dragging)
    })
}

/// The place that the row is dragged to, if it is another one.
fn dragged_to(ui: &Ui, drag: &Response, rect: Rect, place: Place) -> Option<usize> {
    if !drag.dragged() && !drag.drag_stopped() {
        return None;
    }
    let at = ui.input(|input| input.pointer.interact_pos())?;
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    // Dragging over the edge of what is in sight scrolls on.
    ui.scroll_to_rect(Rect::from_center_size(at, vec2(1.0, 24.0)), None);
    // The pointer has to be well over the edge, so that a row between two places does not go to and
    // fro. It may have passed several rows, however quick it was.
    let off = at.y - rect.center().y;
    if off.abs() <= rect.height() / 2.0 + OVER {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a few rows")]
    let rows = (off / (rect.height() + BETWEEN)).round() as isize;
    Some(place.at.saturating_add_signed(rows).min(place.count - 1))
}

/// Picks the row up; or, if another one is picked up, puts that down here. Says whether it did the
/// latter.
fn pick_up_or_put_down(
    cx: &mut Cx<'_>,
    asked: &Asked<'_>,
    key: &(Id, Id),
    place: Place,
    shown: &[Id],
) -> bool {
    let other = cx.states.of::<Hand>().held.take().filter(|(of, _)| *of == key.0);
    let from = other.and_then(|(_, other)| shown.iter().position(|id| *id == other));
    let Some(from) = from else {
        cx.states.of::<Hand>().held = Some(key.clone());
        return false;
    };
    if from == place.at {
        return false;
    }
    let mut now = shown.to_vec();
    let moved = now.remove(from);
    now.insert(place.at, moved);
    if matches!(&asked.question.kind, quiz::Kind::Order(order) if order.upwards) {
        now.reverse();
    }
    cx.act(Action::Choose(Answer::Order(now)));
    true
}

/// Where the row is painted on its way to its place: rows move apart while one is dragged between
/// them.
fn parted(ui: &Ui, cx: &Cx<'_>, rect: Rect, id: egui::Id, top: f32) -> Rect {
    let seconds = cx.seconds(0.12);
    let down = ui.ctx().animate_value_with_time(id.with("down"), rect.top() - top, seconds);
    rect.translate(vec2(0.0, top + down - rect.top()))
}

/// Paints the place at which the lifted row would be put down.
fn gap(ui: &Ui, cx: &Cx<'_>, rect: Rect) {
    let line = stroke(1.0, cx.tokens.line2);
    let fill = colour(cx.tokens.sunken);
    ui.painter().rect(rect, CornerRadius::same(10), fill, line, StrokeKind::Inside);
}

/// Paints the lifted row where the pointer has it, over the others.
fn lift(ui: &Ui, cx: &Cx<'_>, rect: Rect, words: Arc<Galley>) {
    let tokens = cx.tokens;
    let layer = LayerId::new(Order::Middle, egui::Id::unique("lifted"));
    let painter = ui.painter().clone().with_layer_id(layer);
    painter.add(Frame::new().shadow(style::shadow(tokens)).corner_radius(10).paint(rect));
    let plate = Plate { state: State::Chosen, hovered: false, radius: Plate::ROW, ground: None };
    plate.paint(&painter, tokens, rect);
    let grip = pos2(rect.left() + 20.0, rect.center().y);
    icons::paint(&painter, icons::GRIP, grip, 18.0, tokens.accent_text);
    let at = pos2(rect.left() + 40.0, rect.center().y - words.size().y / 2.0);
    painter.galley(at, words, colour(tokens.text));
}

fn describe(ui: &Ui, response: &Response, item: &Ranked, place: Place, held: bool) {
    let place = format!("{} of {}", place.at + 1, place.count);
    let label = if held {
        format!("{}, picked up, {place}", item.text)
    } else {
        format!("{}, {place}", item.text)
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(if held {
            "Up and down move it, Enter puts it down."
        } else {
            "Enter picks it up."
        });
    });
}

fn paint(ui: &Ui, cx: &Cx<'_>, rect: Rect, response: &Response, held: bool) {
    let tokens = cx.tokens;
    Plate::row(held, response).paint(ui.painter(), tokens, rect);
    let grip = pos2(rect.left() + 20.0, rect.center().y);
    icons::paint(ui.painter(), icons::GRIP, grip, 18.0, tokens.text3);
    if response.hovered() && !held {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
    }
}

/// The buttons that move a row up and down, for those who can't drag.
fn buttons(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    key: &(Id, Id),
    item: &str,
    rect: Rect,
    (up, down): (Option<usize>, Option<usize>),
) -> Option<usize> {
    let area = Rect::from_center_size(pos2(rect.right() - 38.0, rect.center().y), vec2(64.0, 32.0));
    let row = egui::Layout::left_to_right(egui::Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(area).layout(row));
    child.spacing_mut().item_spacing.x = 0.0;
    let names = [format!("Move {item} up"), format!("Move {item} down")];
    let [upwards, downwards] = &names;
    let higher = icon_button(&mut child, cx.tokens, icons::UP, upwards, up.is_some());
    let lower = icon_button(&mut child, cx.tokens, icons::DOWN, downwards, down.is_some());
    // The focus goes along with the item, so that the button can be pressed again.
    let follows =
        cx.states.of::<Hand>().pressed.as_ref().filter(|(of, _)| of == key).map(|(_, up)| *up);
    if let Some(upwards) = follows {
        cx.states.of::<Hand>().pressed = None;
        let button = if upwards { &higher } else { &lower };
        button.request_focus();
        into_sight(button);
    }
    if higher.clicked() || lower.clicked() {
        if cx.focus.by_keyboard {
            cx.states.of::<Hand>().pressed = Some((key.clone(), higher.clicked()));
        }
        return if higher.clicked() { up } else { down };
    }
    None
}

/// Shows the order that was given, and the reason where an item does not stand right.
fn answered(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    asked: &Asked<'_>,
    order: &quiz::Order,
    shown: &[Id],
) -> Vec<(Response, Outcome)> {
    let mut parts = Vec::new();
    let said = asked.said();
    let all_reasons = asked.turn.is_some_and(|turn| turn.all_reasons);
    for (number, id) in (1..).zip(shown) {
        let Some(item) = order.items.iter().find(|item| item.id == *id) else { continue };
        let reason = said.iter().find(|said| said.part.as_deref() == Some(id.as_str()));
        let outcome = reason.map_or(Outcome::Other, |reason| reason.outcome);
        let speaks = outcome == Outcome::Wrong || all_reasons;
        let row = Offered {
            number,
            words: &item.text,
            state: placed(outcome),
            reason: reason.filter(|_| speaks).map(|reason| reason.because),
            open: false,
            pick: Pick::Ordered,
        };
        parts.push((row.show(ui, cx, asked.course), outcome));
        ui.add_space(6.0);
    }
    parts
}

/// Shows the right order in a line.
fn right_order(ui: &mut Ui, cx: &Cx<'_>, order: &quiz::Order) {
    let mut words = String::new();
    for (at, item) in order.items.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| order.items.get(before));
        match before {
            None => {}
            Some(before) if before.rank == item.rank => words.push_str(" or "),
            Some(_) => words.push_str(" → "),
        }
        words.push_str(&item.text);
    }
    let lead = if order.upwards { "From the bottom: " } else { "In order: " };
    let runs = [
        (lead, TextStyle::CaptionBold, cx.tokens.text),
        (&*words, TextStyle::Caption, cx.tokens.text2),
    ];
    let galley = text::galley(ui, text::runs(&runs, ui.available_width()));
    text::show(ui, galley, &format!("{lead}{words}"), Role::Label);
    ui.add_space(8.0);
}

//! The list: where to go on, then every pack with its units, lessons and progress.

mod entries;
mod listing;

use self::{
    entries::{Entries, Entry, Folded},
    listing::Listing,
};
use crate::{
    app::{
        Action, Command, LessonKey,
        model::{LessonState, Overlay},
    },
    pack::Course,
    theme::{TextStyle, Tokens},
    ui::{
        cx::Cx,
        kit::{
            icons,
            paint::{colour, inner_ring, stroke},
            text,
            widgets::{Button, Rank, bar, focused, hairline},
        },
    },
};
use egui::{
    CornerRadius, CursorIcon, Frame, Id, Margin, Painter, Pos2, ScrollArea, Sense, Shape, Ui,
    UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};
/// What the list keeps: which units are folded, and what was worked out of the others.
#[derive(Default)]
struct List {
    folded: Folded,
    listing: Listing,
    entries: Entries,
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let footer = Frame::new().fill(colour(cx.tokens.panel)).inner_margin(Margin::symmetric(8, 0));
    egui::Panel::bottom("list-footer")
        .exact_size(52.0)
        .show_separator_line(false)
        .frame(footer)
        .show(ui, |ui| {
            hairline(ui, cx.tokens, ui.max_rect().expand(8.0).x_range(), ui.max_rect().top());
            ui.horizontal_centered(|ui| {
                let import = Button::new(Rank::Quiet, "Import pack…")
                    .before(icons::IMPORT)
                    .show(ui, cx.tokens);
                if import.on_hover_text(Command::ImportPack.tip()).clicked() {
                    cx.act(Action::Command(Command::ImportPack));
                }
            });
        });
    ScrollArea::vertical().id_salt("lessons").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 12, right: 12, top: 12, bottom: 12 }).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                settle(ui, cx);
                go_on(ui, cx);
                entries(ui, cx);
            },
        );
    });
}

/// Works out anew what is listed, where something has changed.
fn settle(ui: &Ui, cx: &mut Cx<'_>) {
    let list = cx.states.of::<List>();
    list.listing.settle(cx.model);
    let made_for = (ui.available_width(), ui.pixels_per_point());
    list.entries.settle(&cx.model.shelf, &list.folded, made_for);
}

/// Shows packs, units and lessons, one below the other. Of very many, those in sight, and one more
/// above and below, so that Tab goes on.
fn entries(ui: &mut Ui, cx: &mut Cx<'_>) {
    let shelf = cx.model.shelf.clone();
    let count = cx.states.of::<List>().entries.len();
    let seen = ui.clip_rect().y_range().expand(BESIDE);
    let mut skipped = 0.0;
    for at in 0..count {
        let Some((entry, height)) = cx.states.of::<List>().entries.get(at) else { continue };
        let top = ui.cursor().top() + skipped;
        if count > MANY && (top + height < seen.min || top > seen.max) {
            skipped += height;
            continue;
        }
        if skipped > 0.0 {
            ui.add_space(std::mem::take(&mut skipped));
        }
        let top = ui.cursor().top();
        let course = |pack: usize| shelf.packs.get(pack).map(|pack| &pack.course);
        match entry {
            Entry::Space(points) => ui.add_space(points),
            Entry::Pack(pack) => {
                if let Some(course) = course(pack) {
                    own(ui, entry, |ui| pack_head(ui, cx, pack, course));
                }
            }
            Entry::Unit(pack, unit) => {
                if let Some(course) = course(pack) {
                    own(ui, entry, |ui| unit_head(ui, cx, (pack, unit), course));
                }
            }
            Entry::Lesson(pack, lesson) => {
                if let Some(course) = course(pack) {
                    own(ui, entry, |ui| row(ui, cx, (pack, lesson), course));
                }
            }
        }
        let height = ui.cursor().top() - top;
        cx.states.of::<List>().entries.measured(at, height);
    }
    ui.add_space(skipped);
}

/// Shows an entry under an id of its own, so that it keeps the focus whatever is shown above it.
fn own(ui: &mut Ui, entry: Entry, show: impl FnOnce(&mut Ui)) {
    let id = Id::unique(("list", format!("{entry:?}")));
    ui.scope_builder(UiBuilder::new().scope_id(id), show);
}

/// With more entries than this, only those in sight are shown.
const MANY: usize = 600;
/// How far beyond what is in sight entries are shown, in points: about a row.
const BESIDE: f32 = 60.0;

/// One line that says where to go on.
fn go_on(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let next = cx.states.of::<List>().listing.go_on().cloned().and_then(|(key, minutes)| {
        let lesson = cx.model.lesson(&key)?.clone();
        Some((minutes, key, lesson))
    });
    let Some((minutes, key, lesson)) = next else {
        Frame::new().inner_margin(Margin::symmetric(8, 6)).show(ui, |ui| {
            text::label(ui, "All lessons are done", TextStyle::CaptionBold, tokens.success_text);
        });
        return;
    };
    let open = cx.model.navigation.place.as_ref().is_some_and(|place| place.lesson == key);
    let lead = "Continue";
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    let width = ui.available_width() - 16.0;
    let words = [
        (lead, TextStyle::SmallBold, tokens.accent_text),
        (&*format!(" · {minutes} {unit} left\n"), TextStyle::Small, tokens.text3),
        (&*lesson.title, TextStyle::Caption, tokens.text2),
    ];
    let galley = text::galley(ui, text::runs(&words, width));
    let size = vec2(ui.available_width(), galley.size().y + 12.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let spoken = format!("{lead}: {}, {minutes} {unit} left", lesson.title);
        WidgetInfo::labeled(Role::Button, true, spoken)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(8), colour(tokens.hover));
    }
    text::paint_at(ui, rect.min + vec2(8.0, 6.0), galley);
    if focused(&response) {
        inner_ring(ui.painter(), tokens, rect, 8);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        cx.act(if open { Action::CloseOverlay } else { Action::OpenLesson(key) });
    }
    ui.add_space(6.0);
    let x = rect.shrink2(vec2(8.0, 0.0)).x_range();
    hairline(ui, tokens, x, ui.cursor().top());
    ui.add_space(10.0);
}

fn pack_head(ui: &mut Ui, cx: &mut Cx<'_>, pack: usize, course: &Course) {
    let tokens = cx.tokens;
    let (done, all) = (cx.states.of::<List>().listing.done(pack), course.lessons.len());
    Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
        text::heading(ui, &course.title, TextStyle::H3, tokens.text, 2);
        let lessons = if all == 1 { "lesson" } else { "lessons" };
        let words = format!("{done} of {all} {lessons} done");
        ui.horizontal(|ui| {
            text::label(ui, &words, TextStyle::Small, tokens.text3);
            glossary(ui, cx, course);
        });
        ui.add_space(6.0);
        #[expect(clippy::cast_precision_loss, reason = "a few thousand lessons at most")]
        bar(ui, tokens, done as f32 / all.max(1) as f32, &words);
        ui.add_space(12.0);
    });
}

/// The way to the glossary, if the course has one.
fn glossary(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course) {
    if course.terms.is_empty() {
        return;
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let button = Button::new(Rank::Quiet, "Glossary").height(28.0).show(ui, cx.tokens);
        if button.on_hover_text(Command::Glossary.tip()).clicked() {
            cx.sights.glossary_of = Some(course.key.clone());
            cx.act(Action::OpenOverlay(Overlay::Glossary));
        }
    });
}

fn unit_head(ui: &mut Ui, cx: &mut Cx<'_>, (pack, at): (usize, usize), course: &Course) {
    let Some(unit) = course.units.get(at) else { return };
    let fold = (course.key.clone(), unit.id.clone());
    let list = cx.states.of::<List>();
    let (folded, done) = (list.folded.contains(&fold), list.listing.done_in_unit(pack, at));
    let open = cx.model.navigation.place.as_ref().map(|place| &place.lesson);
    // A folded unit stands for the open lesson in it.
    let here =
        folded && open.is_some_and(|o| o.pack == course.key && unit.lessons.contains(&o.lesson));
    let count = (done, unit.lessons.len());
    if unit_header(ui, cx.tokens, &unit.title, (folded, here), count) {
        let folds = &mut cx.states.of::<List>().folded;
        if !folds.remove(&fold) {
            folds.insert(fold);
        }
    }
}

/// The heading of a unit. Says whether it was clicked.
fn unit_header(
    ui: &mut Ui,
    tokens: &Tokens,
    title: &str,
    (folded, marked): (bool, bool),
    (done, all): (usize, usize),
) -> bool {
    // Leaves room for the count, so that it never touches the name.
    let width = ui.available_width() - 40.0 - 38.0;
    let ink = if marked { tokens.accent_text } else { tokens.text };
    let mut job = text::job(title, TextStyle::CaptionBold, ink, width);
    job.wrap.max_rows = 2;
    let name = text::galley(ui, job);
    let height = (name.size().y + 14.0).max(34.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        let state = if folded { "folded" } else { "unfolded" };
        let here = if marked { ", the open lesson is in it" } else { "" };
        let spoken = format!("{title}, {done} of {all} done, {state}{here}");
        WidgetInfo::labeled(Role::Button, true, spoken)
    });
    if marked || response.hovered() {
        let fill = if marked { tokens.accent_soft } else { tokens.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(8), colour(fill));
    }
    let caret = if folded { icons::UNFOLD } else { icons::DOWN };
    icons::paint(
        ui.painter(),
        caret,
        pos2(rect.left() + 20.0, rect.center().y),
        14.0,
        tokens.text2,
    );
    let mut at = rect;
    at.min.x += 40.0;
    text::paint_left(ui, at, name);
    let count = text::one_line(ui, &format!("{done}/{all}"), TextStyle::Small, tokens.text3, 38.0);
    let at = pos2(rect.right() - 8.0 - count.size().x, rect.center().y - count.size().y / 2.0);
    text::paint_at(ui, at, count);
    if focused(&response) {
        inner_ring(ui.painter(), tokens, rect, 8);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, (pack, at): (usize, usize), course: &Course) {
    let Some(lesson) = course.lessons.get(at) else { return };
    let key = LessonKey { pack: course.key.clone(), lesson: lesson.id.clone() };
    let tokens = cx.tokens;
    let selected = cx.model.navigation.place.as_ref().is_some_and(|place| place.lesson == key);
    let (state, changed) = cx.states.of::<List>().listing.of(pack, at);
    let changed = changed_words(changed);
    let (style, ink) = match (selected, state) {
        (true, _) => (TextStyle::UiBold, tokens.accent_text),
        (false, LessonState::Unseen) => (TextStyle::Ui, tokens.text2),
        (false, _) => (TextStyle::Ui, tokens.text),
    };
    let room = ui.available_width() - 40.0 - 10.0;
    let mut job = text::job(&lesson.title, style, ink, room);
    job.wrap.max_rows = 2;
    let name = text::galley(ui, job);
    let note = changed
        .as_ref()
        .map(|words| text::galley(ui, text::job(words, TextStyle::Small, tokens.text2, room)));
    let noted = note.as_ref().map_or(0.0, |note| note.size().y);
    let height = (name.size().y + noted + 14.0).max(36.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::Button,
            true,
            selected,
            match &changed {
                Some(changed) => format!("{}, {}, {changed}", lesson.title, spoken(state)),
                None => format!("{}, {}", lesson.title, spoken(state)),
            },
        )
    });
    let fill = if selected {
        Some(tokens.accent_soft)
    } else if response.is_pointer_button_down_on() {
        Some(tokens.pressed)
    } else {
        response.hovered().then_some(tokens.hover)
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, CornerRadius::same(8), colour(fill));
    }
    let ring_at = pos2(rect.left() + 20.0, rect.top() + 7.0 + TextStyle::Ui.line() / 2.0);
    progress_ring(ui.painter(), tokens, ring_at, state);
    let top = (height - name.size().y - noted) / 2.0;
    if let Some(note) = note {
        text::paint_at(ui, rect.min + vec2(40.0, top + name.size().y), note);
    }
    text::paint_at(ui, rect.min + vec2(40.0, top), name);
    if focused(&response) {
        inner_ring(ui.painter(), tokens, rect, 8);
    }
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        cx.act(Action::OpenLesson(key));
    }
}

/// How many questions have changed since they were answered, in words; none where none has.
fn changed_words(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 question changed since you answered".to_owned()),
        count => Some(format!("{count} questions changed since you answered")),
    }
}

fn spoken(state: LessonState) -> String {
    match state {
        LessonState::Unseen => "not begun".to_owned(),
        LessonState::Begun(share) => format!("begun, {:.0} percent", share * 100.0),
        LessonState::Done => "done".to_owned(),
    }
}

/// Outline, arc or check: how far a lesson is, by shape as well as colour.
fn progress_ring(painter: &Painter, tokens: &Tokens, centre: Pos2, state: LessonState) {
    match state {
        LessonState::Unseen => {
            painter.circle_stroke(centre, 7.25, stroke(1.5, tokens.control));
        }
        LessonState::Begun(share) => {
            painter.circle_stroke(centre, 6.75, stroke(2.5, tokens.track));
            // A lesson that was begun shows a little even before the first right answer.
            let turn = share.max(0.08) * std::f32::consts::TAU;
            let steps = 32_u8;
            let arc = (0..=steps).map(|step| {
                let angle = turn * f32::from(step) / f32::from(steps) - std::f32::consts::FRAC_PI_2;
                centre + 6.75 * vec2(angle.cos(), angle.sin())
            });
            painter.add(Shape::line(arc.collect(), stroke(2.5, tokens.accent)));
        }
        LessonState::Done => {
            painter.circle_filled(centre, 8.0, colour(tokens.success));
            icons::paint(painter, icons::CHECK, centre, 11.0, tokens.on_accent);
        }
    }
}

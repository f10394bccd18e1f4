//! The list: where to go on, then every pack with its units, lessons and progress.

mod arrows;
mod entries;
mod folds;
mod listing;
mod unit;

use self::{
    arrows::{Lead, Rows},
    entries::{Entries, Entry},
    folds::Folds,
    listing::Listing,
};
use crate::{
    app::{
        Action, Command, LessonKey,
        model::{LessonState, Overlay},
    },
    library::Shelf,
    pack::{Course, Lesson, prose::Link},
    theme::{TextStyle, Tokens},
    ui::{
        cx::Cx,
        kit::{
            icons,
            paint::{colour, inner_ring, stroke},
            text,
            widgets::{Button, Rank, bar, focused, hairline, icon_button},
        },
    },
};
use egui::{
    CornerRadius, CursorIcon, Frame, Id, Margin, Painter, Pos2, Rect, RectAlign, ScrollArea, Sense,
    Shape, Tooltip, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// What the list keeps: which units are folded, what was worked out of the others, and which rows
/// the arrow keys go through.
#[derive(Default)]
struct List {
    folds: Folds,
    listing: Listing,
    entries: Entries,
    rows: Rows,
    /// The open lesson whose row was brought into sight last.
    seen: Option<LessonKey>,
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
    list.folds.settle(cx.model, &list.listing);
    let made_for = (ui.available_width(), ui.pixels_per_point());
    list.entries.settle(&cx.model.shelf, &list.folds, made_for);
    list.rows.begin();
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
        bring_into_sight(ui, cx, entry, (top, height));
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
                    own(ui, entry, |ui| unit_head(ui, cx, entry, (pack, unit), course));
                }
            }
            Entry::Lesson(pack, lesson) => {
                if let Some(course) = course(pack) {
                    own(ui, entry, |ui| row(ui, cx, entry, (pack, lesson), course));
                }
            }
        }
        let height = ui.cursor().top() - top;
        cx.states.of::<List>().entries.measured(at, height);
    }
    ui.add_space(skipped);
    follow_arrows(ui, cx, &shelf);
}

/// Scrolls to the row of the lesson that has just been opened, by whatever way, if it is out of sight.
fn bring_into_sight(ui: &Ui, cx: &mut Cx<'_>, entry: Entry, (top, height): (f32, f32)) {
    let Entry::Lesson(pack, at) = entry else { return };
    let Some(place) = &cx.model.navigation.place else { return };
    let own = cx.model.shelf.packs.get(pack).filter(|own| own.course.key == place.lesson.pack);
    let lesson = own.and_then(|own| own.course.lessons.get(at));
    if lesson.is_none_or(|lesson| lesson.id != place.lesson.lesson) {
        return;
    }
    let open = place.lesson.clone();
    let list = cx.states.of::<List>();
    if list.seen.as_ref() == Some(&open) {
        return;
    }
    list.seen = Some(open);
    let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + height);
    if !ui.clip_rect().y_range().contains(row.top()) || row.bottom() > ui.clip_rect().bottom() {
        ui.scroll_to_rect(row, Some(egui::Align::Center));
    }
}

/// Goes where an arrow leads from the row that has the focus.
fn follow_arrows(ui: &Ui, cx: &mut Cx<'_>, shelf: &Shelf) {
    let List { folds, rows, .. } = cx.states.of::<List>();
    let unit = |pack: usize, unit: usize| {
        let course = &shelf.packs.get(pack)?.course;
        Some((course.key.clone(), course.units.get(unit)?.id.clone()))
    };
    let folded = |entry| match entry {
        Entry::Unit(pack, at) => unit(pack, at).is_some_and(|(key, id)| folds.folded(&key, &id)),
        _ => false,
    };
    match rows.lead(folded) {
        Some(Lead::To(id)) => ui.memory_mut(|memory| memory.request_focus(id)),
        Some(Lead::Fold(pack, at)) => {
            if let Some((key, id)) = unit(pack, at) {
                folds.turn(key, id);
                ui.ctx().request_repaint();
            }
        }
        None => {}
    }
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
    let (done, all) = (cx.states.of::<List>().listing.done(pack), course.read());
    Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
        let top = ui.cursor().min;
        let width = ui.available_width();
        ui.scope(|ui| {
            ui.set_max_width(width - ABOUT);
            text::heading(ui, &course.title, TextStyle::H3, tokens.text, 2);
        });
        about_button(ui, cx, course, top + vec2(width - 28.0, -4.0));
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

/// Room for the button that tells of a course, in points.
const ABOUT: f32 = 32.0;

/// The button that tells of a course, with its left top corner at a point.
fn about_button(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, at: Pos2) {
    let place = Rect::from_min_size(at, vec2(32.0, 32.0));
    let mut corner = ui.new_child(UiBuilder::new().max_rect(place));
    let name = format!("About “{}”", course.title);
    if icon_button(&mut corner, cx.tokens, icons::NOTE, &name, true).clicked() {
        cx.act(Action::AboutCourse(course.key.clone()));
    }
}

fn unit_head(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    entry: Entry,
    (pack, at): (usize, usize),
    course: &Course,
) {
    let Some(unit) = course.units.get(at) else { return };
    let list = cx.states.of::<List>();
    let (folded, state) = (list.folds.folded(&course.key, &unit.id), list.listing.unit(pack, at));
    let holds = |key: Option<&LessonKey>| {
        key.is_some_and(|key| key.pack == course.key && unit.all().any(|id| *id == key.lesson))
    };
    // A folded unit stands for what is in it.
    let upcoming = folded && holds(list.listing.upcoming());
    let open = cx.model.navigation.place.as_ref().map(|place| &place.lesson);
    let here = folded && holds(open);
    let head = unit::Head { unit, folded, here, upcoming, state };
    let response = head.show(ui, cx.tokens);
    let list = cx.states.of::<List>();
    list.rows.note(ui, entry, &response);
    if response.clicked() {
        list.folds.turn(course.key.clone(), unit.id.clone());
        ui.ctx().request_repaint();
    }
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, entry: Entry, (pack, at): (usize, usize), course: &Course) {
    let Some(lesson) = course.lessons.get(at) else { return };
    let key = LessonKey { pack: course.key.clone(), lesson: lesson.id.clone() };
    let tokens = cx.tokens;
    let selected = cx.model.navigation.place.as_ref().is_some_and(|place| place.lesson == key);
    let listing = &cx.states.of::<List>().listing;
    let upcoming = listing.upcoming() == Some(&key);
    let (state, changed) = listing.of(pack, at);
    let changed = changed_words(changed);
    let (style, ink) = match (selected, state) {
        (true, _) => (TextStyle::UiBold, tokens.accent_text),
        (false, LessonState::Unseen) => (TextStyle::Ui, tokens.text2),
        (false, _) => (TextStyle::Ui, tokens.text),
    };
    let tag = if upcoming { unit::tag_width(ui, tokens) } else { 0.0 };
    let room = ui.available_width() - 40.0 - 10.0 - tag;
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
            match (&changed, &lesson.check) {
                (Some(changed), _) => format!("{}, {}, {changed}", lesson.title, spoken(state)),
                (None, None) => format!("{}, {}", lesson.title, spoken(state)),
                (None, Some(_)) => format!("{}, check, {}", lesson.title, check_spoken(state)),
            },
        )
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(described(lesson, upcoming));
    });
    cx.states.of::<List>().rows.note(ui, entry, &response);
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
    if lesson.check.is_some() && state != LessonState::Done {
        icons::paint(ui.painter(), icons::CERTAIN, ring_at, 18.0, tokens.text2);
    } else {
        progress_ring(ui.painter(), tokens, ring_at, state);
    }
    let top = (height - name.size().y - noted) / 2.0;
    if let Some(note) = note {
        text::paint_at(ui, rect.min + vec2(40.0, top + name.size().y), note);
    }
    text::paint_at(ui, rect.min + vec2(40.0, top), name);
    if upcoming {
        unit::tag(ui, tokens, pos2(rect.right() - 8.0, ring_at.y));
    }
    if focused(&response) {
        inner_ring(ui.painter(), tokens, rect, 8);
    }
    // Beside the row, so that it does not hide those under it.
    let mut tip = Tooltip::for_enabled(&response);
    tip.popup = tip.popup.align(RectAlign::RIGHT_START);
    tip.show(|ui| told(ui, tokens, lesson));
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        cx.act(Action::OpenLesson(key));
    }
}

fn minutes(lesson: &Lesson) -> String {
    format!("{} {}", lesson.minutes, if lesson.minutes == 1 { "minute" } else { "minutes" })
}

/// The sentences of a lesson's recap, without the numbers of sources.
fn recap(lesson: &Lesson) -> impl Iterator<Item = String> {
    lesson.frame.recap.iter().map(|sentence| {
        let words = sentence.iter().filter(|span| !matches!(span.link, Some(Link::Source(_))));
        words.map(|span| span.text.as_str()).collect()
    })
}

/// The tooltip of a lesson: how long it takes, and the lesson in short.
fn told(ui: &mut Ui, tokens: &Tokens, lesson: &Lesson) {
    ui.set_max_width(300.0);
    ui.spacing_mut().item_spacing.y = 4.0;
    text::label(ui, &minutes(lesson), TextStyle::SmallBold, tokens.text2);
    for sentence in recap(lesson) {
        text::label(ui, &sentence, TextStyle::Caption, tokens.text);
    }
}

/// What is read aloud of a lesson after its name and state: what the row and its tooltip show.
fn described(lesson: &Lesson, upcoming: bool) -> String {
    let next = if upcoming { "Next. " } else { "" };
    let sentences: String = recap(lesson).map(|sentence| format!(" {sentence}")).collect();
    format!("{next}{}.{sentences}", minutes(lesson))
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

/// How far the learner is with the check of a unit.
fn check_spoken(state: LessonState) -> &'static str {
    match state {
        LessonState::Unseen => "not begun",
        LessonState::Begun(_) => "not passed yet",
        LessonState::Done => "passed",
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

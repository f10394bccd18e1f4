//! The glossary of a course: its terms in alphabetical order, what they mean, and the lessons that
//! explain them.

use crate::{
    app::{Action, LessonKey, values::News},
    id::{Id, PackKey},
    pack::{Course, course::Term, search::occurrences},
    quiz::{looks, spelling::caseless},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            paint::{colour, ring, stroke},
            text,
            widgets::{focused, ring_if_focused},
        },
        prose::terms::{also, explained},
    },
};
use egui::{
    Align, CursorIcon, Frame, Margin, Rect, Response, Sense, TextEdit, Ui, WidgetInfo,
    accesskit::{Live, Role},
    pos2,
    style::ScrollAnimation,
    vec2,
};
use std::sync::Arc;

/// What is kept while the page is open.
#[derive(Default)]
struct Page {
    of: Option<PackKey>,
    /// What is looked for.
    words: String,
    /// The term at which it was opened.
    at: Option<Id>,
    /// In how many more frames that term is brought into sight: at first it is not known where it
    /// stands.
    due: u8,
    listing: Listing,
}

/// The terms that are listed, and how high they are.
#[derive(Default)]
struct Listing {
    made_for: Option<(Arc<Course>, String)>,
    /// The width of the page and the pixels of a point, for the heights.
    room: (f32, f32),
    /// Numbers of terms, in alphabetical order.
    terms: Vec<usize>,
    /// In points, as far as they are known.
    heights: Vec<Option<f32>>,
}

/// More terms than this can be searched.
const SEARCHED: usize = 15;
/// Of more terms than this, only those in sight are shown.
const MANY: usize = 100;
/// How far beyond what is in sight terms are shown, in points, so that Tab goes on.
const BESIDE: f32 = 160.0;
/// How high a term is about, in points.
const ABOUT: f32 = 96.0;

/// Begins anew: the page has opened over the window, perhaps for another course or at a term.
pub fn opened(cx: &mut Cx<'_>) {
    let (asked, at) = (cx.sights.glossary_of.take(), cx.sights.term.take());
    let own = || cx.model.glossary().map(|course| course.key.clone());
    let of = asked.or_else(own);
    let count = of.as_ref().and_then(|of| cx.model.course(of)).map_or(0, |of| of.terms.len());
    match &at {
        Some(term) => cx.focus.ask_by_key(Goal::Term(term.clone())),
        None if count > SEARCHED => cx.focus.ask(Goal::Field),
        None => cx.focus.ask_by_key(Goal::Close),
    }
    let due = if at.is_some() { 8 } else { 0 };
    *cx.states.of::<Page>() = Page { of, at, due, ..Page::default() };
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing.y = 4.0;
    let of = cx.states.of::<Page>().of.clone();
    let course = of.and_then(|of| cx.model.course(&of)).filter(|course| !course.terms.is_empty());
    let Some(course) = course.cloned() else {
        text::label(ui, &News::NoGlossary.title(), TextStyle::Ui, tokens.text2);
        return;
    };
    text::label(ui, &course.title, TextStyle::Caption, tokens.text2);
    ui.add_space(4.0);
    if course.terms.len() > SEARCHED {
        find(ui, cx, &course);
    }
    let room = (ui.available_width(), ui.pixels_per_point());
    let page = cx.states.of::<Page>();
    page.listing.settle(&course, &page.words, room);
    if course.terms.len() > SEARCHED {
        let found = page.listing.terms.len();
        let words = match found {
            0 => "No term has these words.".to_owned(),
            found if found == course.terms.len() => format!("{found} terms"),
            found => format!("{found} of {} terms", course.terms.len()),
        };
        let told = text::label(ui, &words, TextStyle::Small, tokens.text3);
        ui.ctx().accesskit_node_builder(told.id, |node| node.set_live(Live::Polite));
    }
    list(ui, cx, &course);
    ui.add_space(8.0);
}

impl Listing {
    /// Works out anew what is listed, where something has changed.
    fn settle(&mut self, course: &Arc<Course>, words: &str, room: (f32, f32)) {
        let known = self
            .made_for
            .as_ref()
            .is_some_and(|(of, looked_for)| Arc::ptr_eq(of, course) && looked_for == words);
        if !known {
            let words = words.trim();
            let has = |text: &String| !occurrences(text, words).is_empty();
            let fits = |term: &Term| words.is_empty() || is_named(term, &has) || has(&term.meaning);
            let terms = course.terms.iter().enumerate().filter(|(_, term)| fits(term));
            // Those first that are called so; those after them only speak of it.
            let mut named: Vec<(bool, String, usize)> = terms
                .map(|(at, term)| {
                    let speaks = !words.is_empty() && !is_named(term, &has);
                    (speaks, caseless(&looks::looks(&term.word)), at)
                })
                .collect();
            named.sort();
            self.terms = named.into_iter().map(|(.., at)| at).collect();
            self.made_for = Some((course.clone(), words.to_owned()));
        }
        if !known || self.room != room {
            self.room = room;
            self.heights = vec![None; self.terms.len()];
        }
    }
}

/// Has its word, or another word for the same, what is looked for?
fn is_named(term: &Term, has: &impl Fn(&String) -> bool) -> bool {
    has(&term.word) || term.also.iter().any(has)
}

/// The field that searches.
fn find(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course) {
    let name = format!("Find among {} terms", course.terms.len());
    let field = cx.focus.take(&Goal::Field);
    let tokens = cx.tokens;
    let page = cx.states.of::<Page>();
    let edit = TextEdit::singleline(&mut page.words)
        .id(egui::Id::unique("find-term"))
        .hint_text("Find a term")
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(12, 9));
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.as_str()));
    if field {
        response.request_focus();
    }
    if response.changed() {
        (page.at, page.due) = (None, 0);
    }
    ring_if_focused(ui, tokens, &response, 8);
    ui.add_space(2.0);
}

/// Shows the terms; of very many, those in sight.
fn list(ui: &mut Ui, cx: &mut Cx<'_>, course: &Arc<Course>) {
    let count = cx.states.of::<Page>().listing.terms.len();
    let seen = ui.clip_rect().y_range().expand(BESIDE);
    let mut skipped = 0.0;
    for at in 0..count {
        let page = cx.states.of::<Page>();
        let (number, height) = (page.listing.terms.get(at), page.listing.heights.get(at));
        let Some(term) = number.and_then(|number| course.terms.get(*number)) else { continue };
        let height = height.copied().flatten().unwrap_or(ABOUT);
        let marked = page.at.as_ref() == Some(&term.id);
        let top = ui.cursor().top() + skipped;
        if count > MANY && (top + height < seen.min || top > seen.max) {
            skipped += height;
            if marked {
                let x = ui.max_rect().x_range();
                into_sight(ui, cx, Rect::from_x_y_ranges(x, top..=top + height));
            }
            continue;
        }
        ui.add_space(std::mem::take(&mut skipped));
        let top = ui.cursor().top();
        let scope = egui::UiBuilder::new().scope_id(egui::Id::unique(("term", term.id.as_str())));
        let shown = ui.scope_builder(scope, |ui| entry(ui, cx, course, term, marked)).response;
        if marked {
            into_sight(ui, cx, shown.rect);
        }
        let height = ui.cursor().top() - top;
        if let Some(known) = cx.states.of::<Page>().listing.heights.get_mut(at) {
            *known = Some(height);
        }
    }
    ui.add_space(skipped);
}

/// Brings the term into sight at which the page was opened, as long as it is due.
fn into_sight(ui: &Ui, cx: &mut Cx<'_>, rect: Rect) {
    let page = cx.states.of::<Page>();
    if page.due == 0 {
        return;
    }
    page.due -= 1;
    ui.scroll_to_rect_animation(rect, Some(Align::Center), ScrollAnimation::none());
    ui.ctx().request_repaint();
}

fn entry(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, term: &Term, marked: bool) {
    let tokens = cx.tokens;
    let mut frame = Frame::new().corner_radius(8).inner_margin(Margin::symmetric(10, 8));
    if marked {
        frame = frame.fill(colour(tokens.accent_soft)).stroke(stroke(1.0, tokens.accent));
    }
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        text::heading(ui, &term.word, TextStyle::UiBold, tokens.text, 3);
        text::label(ui, &term.meaning, TextStyle::Ui, tokens.text2);
        if let Some(also) = also(term) {
            text::label(ui, &also, TextStyle::Caption, tokens.text2);
        }
        if let Some(words) = explained(course, term) {
            let response = link(ui, cx, &words, &format!("{}: {words}", term.word));
            if cx.focus.take(&Goal::Term(term.id.clone())) {
                response.request_focus();
            }
            if response.clicked() {
                let (pack, lesson) = (course.key.clone(), term.introduced_in.clone());
                cx.act(Action::OpenLesson(LessonKey { pack, lesson }));
            }
        }
    });
}

/// Words that lead somewhere.
fn link(ui: &mut Ui, cx: &Cx<'_>, words: &str, spoken: &str) -> Response {
    let tokens = cx.tokens;
    let job = text::job(words, TextStyle::Caption, tokens.accent_text, ui.available_width());
    let galley = text::galley(ui, job);
    let size = vec2(galley.size().x, galley.size().y.max(24.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken));
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    let y = ui.painter().round_to_pixel_center(at.y + galley.size().y - 1.0);
    ui.painter().hline(rect.x_range(), y, stroke(1.0, tokens.accent_text));
    text::paint_at(ui, at, galley);
    if focused(&response) {
        ring(ui.painter(), tokens, rect.expand(2.0), 4);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

//! Prose: paragraphs, headings, lists, quotes, code and tables, with words that lead somewhere.

pub(in crate::ui) mod found;
pub(in crate::ui) mod table;
pub(in crate::ui) mod terms;

use crate::{
    app::Action,
    pack::{
        Course,
        columns::PAGE,
        prose::{Link, ProseBlock, Span, plain},
    },
    theme::{
        Rgb, TextStyle,
        typeset::{NO_BREAK, bound},
    },
    ui::{
        cx::Cx,
        kit::{
            fonts,
            paint::{colour, ring, stroke},
            text,
            widgets::focused,
        },
        prose::{
            found::{Finder, Match},
            terms::Press,
        },
    },
};
use egui::{
    CornerRadius, CursorIcon, FontFamily, FontId, Frame, Galley, Label, Margin, Rect, Response,
    Sense, Ui, WidgetInfo,
    accesskit::Role,
    pos2,
    text::{CharIndex, LayoutJob, TextFormat},
    vec2,
};
use std::sync::Arc;

/// The most width of prose: about seventy characters, in points.
pub const MAX_WIDTH: f32 = PAGE;

/// Code is so much smaller than the words round it, in points.
const SMALLER: f32 = 1.5;
/// From the top of a letter's place down to the line that it stands on, as a share of its size: in Noto
/// Sans, and in Hack, which egui brings for code.
const ASCENT: f32 = 1.069;
const CODE_ASCENT: f32 = 0.928;

/// How a flow of spans is set.
#[derive(Clone, Copy)]
pub struct Setting {
    pub style: TextStyle,
    pub ink: Rgb,
    /// The colour of emphasised words.
    pub strong: Rgb,
    pub width: f32,
}

/// Shows the blocks of one piece of prose.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, blocks: &[ProseBlock]) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !matches!(block, ProseBlock::Heading { .. }) {
            let after_heading = matches!(
                index.checked_sub(1).and_then(|i| blocks.get(i)),
                Some(ProseBlock::Heading { .. })
            );
            ui.add_space(if after_heading { 0.0 } else { 12.0 });
        }
        one(ui, cx, course, block, index);
    }
}

fn body(ui: &Ui, cx: &Cx<'_>) -> Setting {
    Setting {
        style: TextStyle::Body,
        ink: cx.tokens.text2,
        strong: cx.tokens.text,
        width: ui.available_width().min(MAX_WIDTH),
    }
}

fn one(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, block: &ProseBlock, index: usize) {
    let tokens = cx.tokens;
    match block {
        ProseBlock::Heading { level, spans } => {
            let style = if *level <= 2 { TextStyle::H2 } else { TextStyle::H3 };
            ui.add_space(if index == 0 { 0.0 } else { 24.0 });
            let width = ui.available_width();
            let setting = Setting { style, ink: tokens.text, strong: tokens.text, width };
            let response = flow(ui, cx, course, spans, setting);
            text::as_heading(ui, &response, &plain(spans), usize::from(*level));
            ui.add_space(if *level <= 2 { 10.0 } else { 6.0 });
        }
        ProseBlock::Paragraph(spans) => {
            let setting = body(ui, cx);
            flow(ui, cx, course, spans, setting);
        }
        ProseBlock::List { start, items } => list(ui, cx, course, *start, items),
        ProseBlock::Quote(blocks) => {
            let inside =
                Frame::new().inner_margin(Margin { left: 16, right: 0, top: 2, bottom: 2 });
            let shown = inside.show(ui, |ui| show(ui, cx, course, blocks));
            let rect = shown.response.rect;
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(bar, CornerRadius::same(2), colour(tokens.line2));
        }
        ProseBlock::Code(code) => {
            let frame = Frame::new()
                .fill(colour(tokens.sunken))
                .corner_radius(CornerRadius::same(8))
                .inner_margin(Margin::symmetric(12, 8));
            frame.show(ui, |ui| {
                let span = Span { text: code.clone(), code: true, ..Span::default() };
                let width = ui.available_width().min(MAX_WIDTH - 24.0);
                let setting = Setting {
                    style: TextStyle::Code,
                    ink: tokens.text,
                    strong: tokens.text,
                    width,
                };
                flow(ui, cx, course, &[span], setting);
            });
        }
        ProseBlock::Table { columns, rows } => {
            table::plain(ui, cx, course, columns, rows);
        }
    }
}

fn list(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    start: Option<u64>,
    items: &[Vec<ProseBlock>],
) {
    let tokens = cx.tokens;
    for (number, item) in (start.unwrap_or(1)..).zip(items) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let mark = match start {
                Some(_) => format!("{number}."),
                None => "•".to_owned(),
            };
            let galley = text::galley(ui, text::job(&mark, TextStyle::Body, tokens.text3, 40.0));
            let (rect, response) =
                ui.allocate_exact_size(vec2(24.0, galley.size().y), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ListMarker, true, &mark));
            text::paint_at(ui, rect.min + vec2(2.0, 0.0), galley);
            ui.vertical(|ui| {
                ui.set_max_width((ui.available_width()).min(MAX_WIDTH - 24.0));
                show(ui, cx, course, item);
            });
        });
        ui.add_space(4.0);
    }
}

fn span_format(setting: Setting, cx: &Cx<'_>, span: &Span) -> TextFormat {
    let tokens = cx.tokens;
    let mut format = text::format(setting.style, setting.ink);
    let bold_already = setting.style.weight() == crate::theme::Weight::Bold;
    let family = match (span.strong && !bold_already, span.emphasis) {
        (true, true) => Some(fonts::BOLD_ITALIC),
        (true, false) => Some(fonts::BOLD),
        (false, true) => Some(fonts::ITALIC),
        (false, false) => None,
    };
    if let Some(family) = family {
        format.font_id.family = FontFamily::Name(family.into());
    }
    if span.strong {
        format.color = colour(setting.strong);
    }
    if span.code {
        let size = setting.style.size() - SMALLER;
        format.font_id = FontId::monospace(size);
        format.color = colour(tokens.text);
        format.background = colour(tokens.sunken);
        if setting.style != TextStyle::Code {
            // Among other words it stands on their line, and the ground under it is as high as it is.
            format.valign = egui::Align::Center;
            let lower = setting.style.size() * ASCENT - size * CODE_ASCENT;
            format.line_height = Some(setting.style.line() - 2.0 * lower);
        }
    }
    match &span.link {
        Some(Link::Source(_)) => {
            format.font_id.size = 11.0;
            format.valign = egui::Align::TOP;
            format.color = colour(tokens.accent_text);
        }
        Some(Link::Layer(_) | Link::Term(_)) => format.color = colour(setting.strong),
        Some(Link::Web(_)) => format.color = colour(tokens.accent_text),
        None => {}
    }
    format
}

/// A span's text as shown: a source's number stands in brackets.
fn shown_text(span: &Span) -> std::borrow::Cow<'_, str> {
    match span.link {
        // A source's number never begins a line.
        Some(Link::Source(_)) => format!("{NO_BREAK}[{}]", span.text).into(),
        _ if span.code => (&*span.text).into(),
        _ => bound(&span.text),
    }
}

/// A paragraph. It can be selected, its links can have the focus, and what is looked for in the
/// lesson is marked.
pub fn flow(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    spans: &[Span],
    setting: Setting,
) -> Response {
    let whole: String = spans.iter().map(|span| shown_text(span)).collect();
    let found = cx.states.of::<Finder>().matches(&whole);
    let mut job = LayoutJob::default();
    job.wrap.max_width = setting.width;
    let mut links = Vec::new();
    let (mut bytes, mut chars) = (0, 0);
    for span in spans {
        let words = shown_text(span);
        let format = span_format(setting, cx, span);
        append(&mut job, &words, bytes, &format, &found, cx);
        let count = words.chars().count();
        if let Some(link) = &span.link {
            links.push((chars..chars + count, link, span));
        }
        bytes += words.len();
        chars += count;
    }
    let galley = text::galley(ui, job);
    let response = ui.add(Label::new(galley.clone()).selectable(true));
    let origin = response.rect.min;
    for one in found.iter().filter(|one| one.jump) {
        let from = whole.get(..one.range.start).map_or(0, |s| s.chars().count());
        let to = whole.get(..one.range.end).map_or(from, |s| s.chars().count());
        if let Some((rect, _)) = rects(&galley, from..to).first() {
            ui.scroll_to_rect(rect.translate(origin.to_vec2()), Some(egui::Align::Center));
        }
    }
    for (range, target, span) in links {
        link(ui, cx, course, (target, span), (&galley, range, &response));
    }
    response
}

/// A text in one style, in which what is looked for is marked; and whether that is to come into
/// sight.
pub fn marked(
    ui: &Ui,
    cx: &mut Cx<'_>,
    words: &str,
    format: &TextFormat,
    width: f32,
) -> (Arc<Galley>, bool) {
    let words = bound(words);
    let found = cx.states.of::<Finder>().matches(&words);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    append(&mut job, &words, 0, format, &found, cx);
    (text::galley(ui, job), found.iter().any(|one| one.jump))
}

/// Appends a run, cut where matches begin and end, which are marked.
fn append(
    job: &mut LayoutJob,
    words: &str,
    offset: usize,
    format: &TextFormat,
    found: &[Match],
    cx: &Cx<'_>,
) {
    let tokens = cx.tokens;
    let mut at = 0;
    for one in found {
        let start = one.range.start.saturating_sub(offset).min(words.len());
        let end = one.range.end.saturating_sub(offset).min(words.len());
        if one.range.end <= offset || start >= end {
            continue;
        }
        if let Some(before) = words.get(at..start).filter(|text| !text.is_empty()) {
            job.append(before, 0.0, format.clone());
        }
        let mut marked = format.clone();
        if one.current {
            marked.background = colour(tokens.accent);
            marked.color = colour(tokens.on_accent);
        } else {
            marked.background = colour(tokens.warning_soft);
            marked.color = colour(tokens.warning_text);
        }
        if let Some(inside) = words.get(start..end) {
            job.append(inside, 0.0, marked);
        }
        at = end;
    }
    if let Some(rest) = words.get(at..).filter(|text| !text.is_empty()) {
        job.append(rest, 0.0, format.clone());
    }
}

/// Where some characters of a galley stand: a rectangle for each row, and the y of its baseline.
fn rects(galley: &Galley, range: std::ops::Range<usize>) -> Vec<(Rect, f32)> {
    let mut found = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let count = row.row.char_count_excluding_newline().0;
        let (from, to) = (range.start.max(first), range.end.min(first + count));
        if from < to {
            let left = row.row.x_offset(CharIndex(from - first));
            let right = row.row.x_offset(CharIndex(to - first));
            let rect = Rect::from_min_max(
                pos2(row.pos.x + left, row.pos.y),
                pos2(row.pos.x + right, row.pos.y + row.row.height()),
            );
            let baseline =
                row.row.glyphs.get(from - first).map_or(rect.bottom(), |g| row.pos.y + g.pos.y);
            found.push((rect, baseline));
        }
        // A row that was wrapped has all its characters; one that ends in a line break has one
        // more.
        first += count + usize::from(row.ends_with_newline);
    }
    found
}

/// One link: a Tab stop with a name, a tooltip and something that it does.
fn link(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    (target, span): (&Link, &Span),
    (galley, range, label): (&Arc<Galley>, std::ops::Range<usize>, &Response),
) {
    let base = label.id.with(("link", range.start));
    let pieces = rects(galley, range);
    for (row, (piece, baseline)) in pieces.iter().enumerate() {
        let rect = piece.translate(label.rect.min.to_vec2());
        // egui underlines at the foot of the line, which here is far below the words.
        let ink = match target {
            Link::Layer(_) => Some(cx.tokens.control),
            Link::Web(_) => Some(cx.tokens.accent_text),
            Link::Source(_) | Link::Term(_) => None,
        };
        if let Some(ink) = ink {
            let y = ui.painter().round_to_pixel_center(label.rect.min.y + baseline + 3.0);
            ui.painter().hline(rect.x_range(), y, stroke(1.0, ink));
        }
        if matches!(target, Link::Term(_)) {
            terms::underline(ui, cx, rect.x_range(), label.rect.min.y + baseline);
        }
        // Only the first row of a link is a Tab stop.
        let sense = if row == 0 { Sense::click() } else { Sense::CLICK };
        let response =
            ui.interact(rect, base.with(row), sense).on_hover_cursor(CursorIcon::PointingHand);
        let spoken = match target {
            Link::Source(id) => course.source(id).map_or_else(
                || format!("Source {}", span.text),
                |source| format!("Source {}: {}, {}", span.text, source.title, source.year),
            ),
            Link::Layer(_) => format!("{}, shown in the diagram", span.text),
            Link::Term(id) => course
                .term(id)
                .map_or_else(|| span.text.clone(), |term| terms::spoken(&span.text, term)),
            Link::Web(url) => format!("{}, {url}", span.text),
        };
        if row == 0 {
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
        }
        if focused(&response) {
            ring(ui.painter(), cx.tokens, rect, 3);
        }
        match target {
            Link::Layer(node) => {
                if response.hovered() || response.has_focus() {
                    cx.signals.lit.send(node.clone());
                }
                if response.clicked() {
                    cx.act(Action::MarkPlace);
                    cx.sights.point_to(ui, node);
                }
            }
            Link::Source(id) => {
                let clicked = response.clicked();
                if let Some(source) = course.source(id) {
                    response.on_hover_text(format!("{} ({})", source.title, source.year));
                }
                if clicked {
                    cx.act(Action::MarkPlace);
                    cx.sights.source = Some(id.clone());
                }
            }
            Link::Term(id) => {
                if response.clicked() {
                    terms::open(cx, id);
                }
                if let Some(term) = course.term(id) {
                    terms::meaning(cx, course, term, &response, Press::Opens);
                }
            }
            Link::Web(url) => {
                if response.clicked() {
                    ui.ctx().open_url(egui::OpenUrl::new_tab(url));
                }
                response.on_hover_text(url);
            }
        }
    }
}

//! Painting a laid-out figure: frames, links, boxes, badges, ghosts, ring, in that order.

use crate::{
    diagram::{
        Frame, LayerShape, LinkKind, geometry,
        layout::{Connector, Layout, PlacedBox, PlacedFrame, PlacedLink, Words},
    },
    theme::{Rgb, TextStyle, Tokens},
    ui::{
        icons::{self, Icon},
        paint::{colour, dashed_rect, placed, ring, rounded_line, stroke},
        text,
    },
};
use egui::{CornerRadius, Pos2, Rect, Shape, StrokeKind, Ui, pos2, vec2};

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Rest,
    /// Under the pointer, focused, or named by the words that are.
    Hot,
    /// Its card is open, or it is the chosen answer.
    Selected,
    /// It does the same job as the one that is attended to.
    Counterpart,
    /// It merely stands in the same place of the picture.
    SamePlace,
    Dimmed,
}

/// What an answer made of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Right,
    Wrong,
    /// Right, but not the one that was chosen.
    Missed,
}

/// Everything that changes from frame to frame.
pub struct Scene {
    /// One for each box.
    pub looks: Vec<Look>,
    pub marks: Vec<Option<Mark>>,
    /// While a request is followed: for each box the hops that reached it, and whether it is there.
    pub hops: Vec<(Vec<usize>, bool)>,
    /// Gaps that say what is missing, each with a few words.
    pub ghosts: Vec<(geometry::Rect, Option<String>)>,
    /// The box that is pointed at, has the focus, or is named.
    pub attended: Option<usize>,
    pub focused: Option<usize>,
    /// How long a change takes, in seconds.
    pub seconds: f32,
    /// A walk is going on: what was not there before comes up to its place.
    pub walking: bool,
}

const RADIUS: u8 = 6;
const FRAME_RADIUS: u8 = 10;

pub fn paint(ui: &mut Ui, tokens: &Tokens, layout: &Layout, origin: Pos2, scene: &Scene) {
    let scale = ui.pixels_per_point();
    // Inner frames are listed before the ones round them, and are painted over those.
    for frame in layout.frames.iter().rev() {
        paint_frame(ui, tokens, frame, origin);
    }
    for connector in &layout.connectors {
        paint_connector(ui, tokens, layout, connector, origin);
    }
    let attended = scene.attended.and_then(|index| layout.boxes.get(index)).map(|b| &b.path);
    for link in &layout.links {
        let lit = attended.is_some_and(|path| link.from == *path || link.to == *path);
        paint_link(ui, tokens, layout, link, (origin, lit));
    }
    for (index, b) in layout.boxes.iter().enumerate() {
        let look = scene.looks.get(index).copied().unwrap_or(Look::Rest);
        let mark = scene.marks.get(index).copied().flatten();
        let rect = placed(&b.rect, origin, scale);
        let share = if scene.walking { appearing(ui, b, scene.seconds * 1.4) } else { 1.0 };
        if share < 1.0 {
            // Fades in while it comes up to its place.
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
            child.multiply_opacity(share);
            paint_box(&child, tokens, b, origin + vec2(0.0, 8.0 * (1.0 - share)), look, mark);
        } else {
            paint_box(ui, tokens, b, origin, look, mark);
        }
    }
    for (index, b) in layout.boxes.iter().enumerate() {
        let rect = placed(&b.rect, origin, scale);
        match (scene.marks.get(index).copied().flatten(), scene.looks.get(index)) {
            (Some(mark), _) => paint_mark(ui, tokens, rect, mark),
            (None, Some(Look::Counterpart)) => {
                badge(ui, tokens, rect, icons::COUNTERPART, tokens.text, tokens.reading);
            }
            (None, Some(Look::SamePlace)) => {
                badge(ui, tokens, rect, icons::SAME_PLACE, tokens.text, tokens.reading);
            }
            _ => {}
        }
    }
    for (b, (numbers, here)) in layout.boxes.iter().zip(&scene.hops) {
        super::traces::paint_numbers(ui, tokens, placed(&b.rect, origin, scale), numbers, *here);
    }
    for (index, gap) in layout.gaps.iter().enumerate() {
        let ghost = scene.ghosts.iter().find(|(rect, _)| *rect == gap.rect);
        let id = ui.scope_id().with(("ghost", index, gap.diagram));
        let share = ui.ctx().animate_bool_with_time(id, ghost.is_some(), scene.seconds);
        if let Some((rect, words)) = ghost
            && share > 0.0
        {
            paint_ghost(ui, tokens, placed(rect, origin, scale), words.as_deref(), share);
        }
    }
    if let Some(b) = scene.focused.and_then(|index| layout.boxes.get(index)) {
        ring(ui.painter(), tokens, placed(&b.rect, origin, scale), RADIUS);
    }
}

/// How far a box has come since the step that shows it, 0 to 1.
fn appearing(ui: &Ui, b: &PlacedBox, seconds: f32) -> f32 {
    let id = ui.scope_id().with(("appears", b.path.to_string()));
    let (now, pass) = (ui.input(|input| input.time), ui.ctx().cumulative_pass_nr());
    let known = ui.data(|data| data.get_temp::<(u64, f64)>(id));
    let since = match known {
        // At rest no pass is made, so the one before is the last that was painted.
        Some((last, since)) if last + 1 >= pass => since,
        _ => now,
    };
    ui.data_mut(|data| data.insert_temp(id, (pass, since)));
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of a second")]
    let spent = (now - since) as f32;
    if spent >= seconds {
        return 1.0;
    }
    ui.ctx().request_repaint();
    egui::emath::easing::cubic_out((spent / seconds).clamp(0.0, 1.0))
}

/// The line round a copy or a group, and its name.
fn paint_frame(ui: &Ui, tokens: &Tokens, frame: &PlacedFrame, origin: Pos2) {
    let scale = ui.pixels_per_point();
    let rect = placed(&frame.rect, origin, scale);
    let radius = CornerRadius::same(FRAME_RADIUS);
    let line = stroke(1.0, tokens.control);
    match frame.frame {
        Frame::Solid => {
            ui.painter().rect(rect, radius, colour(tokens.reading), line, StrokeKind::Inside);
        }
        Frame::Dashed => {
            ui.painter().rect_filled(rect, radius, colour(tokens.reading));
            dashed_rect(ui.painter(), rect, f32::from(FRAME_RADIUS), line, 4.0, 3.0);
        }
        Frame::None => {}
    }
    if let Some(title) = &frame.title {
        let words =
            text::one_line(ui, &title.text, TextStyle::SmallBold, tokens.text2, f32::INFINITY);
        let area = placed(&title.rect, origin, scale);
        let top = area.center().y - words.size().y / 2.0 + 2.0;
        text::paint_at(ui, pos2(area.left(), top), words);
    }
}

fn paint_box(
    ui: &Ui,
    tokens: &Tokens,
    b: &PlacedBox,
    origin: Pos2,
    look: Look,
    mark: Option<Mark>,
) {
    let rect = placed(&b.rect, origin, ui.pixels_per_point());
    let role = if b.shape == LayerShape::Absent { &tokens.ghost } else { b.role.colours(tokens) };
    let resting = if tokens.high_contrast { 2.0 } else { 1.0 };
    let lit = if tokens.high_contrast { 3.0 } else { 2.0 };
    let (fill, outline, width, ink) = match look {
        Look::Rest => (role.fill, role.stroke, resting, role.text),
        Look::Hot | Look::Counterpart | Look::SamePlace => {
            (tokens.hot(role), role.stroke, lit, role.text)
        }
        Look::Selected => (tokens.hot(role), tokens.text, lit, role.text),
        Look::Dimmed => (tokens.dim(role), tokens.dim_stroke(role), 1.0, tokens.text3),
    };
    let (outline, width): (Rgb, f32) = match mark {
        Some(Mark::Right | Mark::Missed) => (tokens.success, 2.5),
        Some(Mark::Wrong) => (tokens.error, 2.5),
        None => (outline, width),
    };
    if b.shape == LayerShape::Line {
        let words = if look == Look::Dimmed { tokens.text3 } else { tokens.text };
        paint_line(ui, b, origin, stroke(width.max(1.5) + 0.5, outline), words);
        return;
    }
    let radius = CornerRadius::same(RADIUS);
    if b.shape == LayerShape::Absent {
        ui.painter().rect_filled(rect, radius, colour(fill));
        let line = stroke(width.max(1.5), outline);
        dashed_rect(ui.painter(), rect, f32::from(RADIUS), line, 5.0, 4.0);
    } else {
        let line = stroke(width, outline);
        ui.painter().rect(rect, radius, colour(fill), line, StrokeKind::Inside);
    }
    let icon_ink = if look == Look::Dimmed { tokens.text3 } else { tokens.icon(role) };
    let lines: Vec<_> = b
        .label
        .lines
        .iter()
        .map(|line| text::one_line(ui, line, b.label.style, ink, f32::INFINITY))
        .collect();
    let note = b.note.as_ref().map(|n| text::one_line(ui, n, TextStyle::Small, ink, f32::INFINITY));
    let height = lines.iter().chain(&note).map(|line| line.size().y).sum::<f32>();
    let area = placed(&b.text, origin, ui.pixels_per_point());
    let mut top = area.center().y - height / 2.0;
    for (index, line) in lines.iter().chain(&note).enumerate() {
        let icon = if b.icon && index == 0 { 22.0 } else { 0.0 };
        let left = area.center().x - f32::midpoint(line.size().x, icon);
        if icon > 0.0 {
            let at = pos2(left + 8.0, top + line.size().y / 2.0);
            let icon = match b.shape {
                LayerShape::Absent => icons::GHOST,
                _ => icons::of_role(b.role),
            };
            icons::paint(ui.painter(), icon, at, 16.0, icon_ink);
        }
        text::paint_at(ui, pos2(left + icon, top), line.clone());
        top += line.size().y;
    }
    paint_contents(ui, tokens, b, origin, outline, ink);
}

/// Badges and gauges.
fn paint_contents(ui: &Ui, tokens: &Tokens, b: &PlacedBox, origin: Pos2, outline: Rgb, ink: Rgb) {
    let scale = ui.pixels_per_point();
    let line = stroke(1.0, outline);
    for badge in &b.badges {
        let rect = placed(&badge.rect, origin, scale);
        let ink = if badge.on { tokens.text } else { ink };
        if badge.on {
            ui.painter().rect(rect, 9, colour(tokens.reading), line, StrokeKind::Inside);
        } else {
            dashed_rect(ui.painter(), rect, 9.0, line, 3.0, 2.0);
        }
        let words = text::one_line(ui, &badge.text, TextStyle::Small, ink, f32::INFINITY);
        text::paint_centred(ui, rect, words);
    }
    for gauge in &b.gauges {
        let area = placed(&gauge.text, origin, scale);
        let words = text::one_line(ui, &gauge.name, TextStyle::Small, ink, f32::INFINITY);
        let top = area.center().y - words.size().y / 2.0;
        text::paint_at(ui, pos2(area.left(), top), words);
        let bar = placed(&gauge.bar, origin, scale);
        ui.painter().rect(bar, 3, colour(tokens.reading), line, StrokeKind::Inside);
        let filled = geometry::Rect { right: gauge.filled(), ..gauge.bar };
        ui.painter().rect_filled(placed(&filled, origin, scale), 3, colour(outline));
    }
}

/// A boundary: dashes across, and the words on them.
fn paint_line(ui: &Ui, b: &PlacedBox, origin: Pos2, line: egui::Stroke, ink: Rgb) {
    let (rect, words) = (b.rect, b.text);
    let y = ui.painter().round_to_pixel_center(origin.y + rect.centre().y);
    for (from, to) in [(rect.left, words.left), (words.right, rect.right)] {
        let path = [pos2(origin.x + from, y), pos2(origin.x + to, y)];
        ui.painter().extend(Shape::dashed_line(&path, line, 7.0, 4.0));
    }
    let mut left = origin.x + words.left + 6.0;
    let lines = b.label.lines.iter().map(|line| (line, b.label.style));
    for (words, style) in lines.chain(b.note.iter().map(|note| (note, TextStyle::Small))) {
        let words = text::one_line(ui, words, style, ink, f32::INFINITY);
        let width = words.size().x;
        text::paint_at(ui, pos2(left, y - words.size().y / 2.0), words);
        left += width + 8.0;
    }
}

/// A line from part to part, rounded at its bends, with its heads and its words.
fn paint_link(
    ui: &Ui,
    tokens: &Tokens,
    layout: &Layout,
    link: &PlacedLink,
    (origin, lit): (Pos2, bool),
) {
    let ink = if lit { tokens.text } else { tokens.control };
    let line = stroke(if lit { 2.0 } else { 1.5 }, ink);
    let at = |point: &geometry::Point| {
        let painter = ui.painter();
        pos2(
            painter.round_to_pixel_center(origin.x + point.x),
            painter.round_to_pixel_center(origin.y + point.y),
        )
    };
    let mut points: Vec<Pos2> = link.points.iter().map(at).collect();
    let (back, forth) = link.arrow.heads();
    if let ([first, second, ..], true) = (points.as_mut_slice(), back) {
        *first = paint_head(ui, *second, *first, ink);
    }
    if let ([.., before, last], true) = (points.as_mut_slice(), forth) {
        *last = paint_head(ui, *before, *last, ink);
    }
    let path = rounded_line(&points, 6.0);
    match link.kind {
        LinkKind::Data => {
            ui.painter().add(Shape::line(path, line));
        }
        LinkKind::Control => ui.painter().extend(Shape::dashed_line(&path, line, 5.0, 4.0)),
    }
    if let Some(words) = &link.words {
        paint_words(ui, tokens, words, origin, layout.framed(link.diagram, words));
    }
}

/// A filled head; says where the line under it may end.
fn paint_head(ui: &Ui, from: Pos2, tip: Pos2, ink: Rgb) -> Pos2 {
    let point = |at: Pos2| geometry::Point { x: at.x, y: at.y };
    let [a, b] = geometry::head(point(from), point(tip));
    let corners = vec![tip, pos2(a.x, a.y), pos2(b.x, b.y)];
    ui.painter().add(Shape::convex_polygon(corners, colour(ink), egui::Stroke::NONE));
    tip + (from - tip).normalized() * 6.0
}

/// Words on a plate that interrupts the line under them.
fn paint_words(ui: &Ui, tokens: &Tokens, words: &Words, origin: Pos2, framed: bool) {
    let rect = placed(&words.rect, origin, ui.pixels_per_point());
    let under = if framed { tokens.reading } else { tokens.panel };
    ui.painter().rect_filled(rect, 3, colour(under));
    let line = text::one_line(ui, &words.text, TextStyle::Small, tokens.text2, f32::INFINITY);
    text::paint_centred(ui, rect, line);
}

fn paint_mark(ui: &Ui, tokens: &Tokens, rect: Rect, mark: Mark) {
    match mark {
        Mark::Right => badge(ui, tokens, rect, icons::CHECK, tokens.success, tokens.on_accent),
        Mark::Wrong => badge(ui, tokens, rect, icons::CROSS, tokens.error, tokens.on_accent),
        Mark::Missed => {
            badge(ui, tokens, rect, icons::CHECK, tokens.raised, tokens.success);
            let centre = badge_centre(rect);
            ui.painter().circle_stroke(centre, 8.0, stroke(2.0, tokens.success));
        }
    }
}

fn badge_centre(rect: Rect) -> Pos2 {
    rect.right_top() + vec2(-3.0, 1.0)
}

/// A small disc at the top right, half outside.
fn badge(ui: &Ui, tokens: &Tokens, rect: Rect, icon: Icon, disc: Rgb, ink: Rgb) {
    let centre = badge_centre(rect);
    ui.painter().circle_filled(centre, 10.0, colour(tokens.reading));
    ui.painter().circle_filled(centre, 9.0, colour(disc));
    icons::paint(ui.painter(), icon, centre, 11.0, ink);
}

/// Says what is missing where it would stand.
fn paint_ghost(ui: &Ui, tokens: &Tokens, rect: Rect, words: Option<&str>, share: f32) {
    let role = &tokens.ghost;
    let painter = ui.painter();
    let mut faded = painter.clone();
    faded.multiply_opacity(share);
    faded.rect_filled(rect, CornerRadius::same(RADIUS), colour(role.fill));
    dashed_rect(&faded, rect, f32::from(RADIUS), stroke(1.5, role.stroke), 5.0, 4.0);
    let full =
        words.map_or_else(|| "No counterpart".to_owned(), |w| format!("No counterpart: {w}"));
    let room = rect.width() - 16.0;
    let mut line = text::one_line(ui, &full, TextStyle::Caption, role.text, f32::INFINITY);
    let icon = 24.0;
    if line.size().x + icon > room {
        let short = words.unwrap_or("none");
        line = text::one_line(ui, &format!("None: {short}"), TextStyle::Small, role.text, room);
    }
    let with_icon = line.size().x + icon <= room;
    let width = line.size().x + if with_icon { icon } else { 0.0 };
    let left = rect.center().x - width / 2.0;
    if with_icon {
        icons::paint(&faded, icons::GHOST, pos2(left + 8.0, rect.center().y), 16.0, role.text);
    }
    let at = pos2(left + width - line.size().x, rect.center().y - line.size().y / 2.0);
    faded.galley(at, line, colour(role.text));
}

/// From each start down to the bus, along it, and one drop to what carries it all.
fn paint_connector(
    ui: &Ui,
    tokens: &Tokens,
    layout: &Layout,
    connector: &Connector,
    origin: Pos2,
) {
    let line = stroke(1.5, tokens.control);
    let at = |x: f32, y: f32| {
        let painter = ui.painter();
        pos2(
            painter.round_to_pixel_center(origin.x + x),
            painter.round_to_pixel_center(origin.y + y),
        )
    };
    let end = at(connector.end.x, connector.end.y);
    let bus = at(0.0, connector.bus).y;
    for start in &connector.starts {
        let from = at(start.x, start.y);
        let path = if (from.x - end.x).abs() < 1.0 {
            vec![from, pos2(from.x, end.y)]
        } else {
            rounded_line(&[from, pos2(from.x, bus), pos2(end.x, bus)], 6.0)
        };
        ui.painter().add(Shape::line(path, line));
    }
    ui.painter().line_segment([pos2(end.x, bus), end], line);
    if connector.tree {
        for start in &connector.starts {
            let tip = at(start.x, start.y);
            paint_head(ui, pos2(tip.x, bus), tip, tokens.control);
        }
    } else if connector.starts.len() > 1 {
        ui.painter().circle_filled(pos2(end.x, bus), 3.0, colour(tokens.control));
    }
    for words in connector.words.iter().flatten() {
        paint_words(ui, tokens, words, origin, layout.framed(connector.diagram, words));
    }
}

//! Painting a laid-out figure: frames, links, boxes, badges, ghosts, ring, in that order.

use super::canvas::{Canvas, RADIUS};
use crate::{
    diagram::{
        Reached, geometry,
        layout::{Layout, PlacedBox, Stop},
    },
    theme::{Rgb, TextStyle, Tokens},
    ui::{
        icons::{self, Icon},
        paint::{Spot, colour, dashed_rect, ring, stroke},
        text,
    },
};
use egui::{CornerRadius, Mesh, Pos2, Rect, Shape, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

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
    /// While a request is followed: how far it has come, for each box.
    pub hops: Arc<Vec<Reached>>,
    /// Gaps that say what is missing, each with a few words.
    pub ghosts: Vec<(geometry::Rect, Option<String>)>,
    /// The box that is pointed at, has the focus, or is named.
    pub attended: Option<usize>,
    pub focused: Option<usize>,
    /// The link whose words are pointed at.
    pub link: Option<usize>,
    /// How long a change takes, in seconds.
    pub seconds: f32,
    /// A walk is going on: what was not there before comes up to its place.
    pub walking: bool,
}

pub fn paint(ui: &mut Ui, tokens: &Tokens, layout: &Layout, at: Spot, scene: &Scene) {
    let canvas = Canvas { ui, tokens, at };
    let flat = canvas.flat();
    // Inner frames are listed before the ones round them, and are painted over those.
    let mut mesh = Mesh::default();
    let named = scene.attended.and_then(|at| layout.stop(at)).map(Stop::path);
    for frame in layout.frames.iter().rev() {
        canvas.frame(&mut mesh, frame, named == Some(&frame.path));
    }
    ui.painter().add(Shape::mesh(std::mem::take(&mut mesh)));
    if !flat {
        for connector in &layout.connectors {
            canvas.connector(layout, connector);
        }
        for (number, link) in layout.links.iter().enumerate() {
            let lit = scene.link == Some(number)
                || named.is_some_and(|path| link.from == *path || link.to == *path);
            canvas.link(layout, link, lit);
        }
    }
    for (index, b) in layout.boxes.iter().enumerate() {
        let look = scene.looks.get(index).copied().unwrap_or(Look::Rest);
        let mark = scene.marks.get(index).copied().flatten();
        let canvas = Canvas { ui, tokens, at };
        if mark.is_none() && canvas.is_flat(b) {
            canvas.quad(&mut mesh, b, look);
            continue;
        }
        let share = if scene.walking { appearing(ui, b, scene.seconds * 1.4) } else { 1.0 };
        if share < 1.0 {
            // Fades in while it comes up to its place.
            let rect = canvas.rect(&b.rect);
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
            child.multiply_opacity(share);
            let origin = at.origin + vec2(0.0, 8.0 * (1.0 - share));
            let at = Spot { origin, ..at };
            Canvas { ui: &child, tokens, at }.layer(b, look, mark);
        } else {
            canvas.layer(b, look, mark);
        }
    }
    let canvas = Canvas { ui, tokens, at };
    if !mesh.is_empty() {
        ui.painter().add(Shape::mesh(mesh));
        for (index, b) in layout.boxes.iter().enumerate().filter(|(_, b)| canvas.is_flat(b)) {
            let look = scene.looks.get(index).copied().unwrap_or(Look::Rest);
            canvas.flat_words(b, look);
        }
    }
    for frame in &layout.frames {
        canvas.group_name(frame);
    }
    for (index, b) in layout.boxes.iter().enumerate() {
        let of = (scene.marks.get(index).copied().flatten(), scene.looks.get(index));
        match of {
            (Some(mark), _) => paint_mark(ui, tokens, canvas.rect(&b.rect), mark),
            (None, Some(Look::Counterpart)) => {
                let rect = canvas.rect(&b.rect);
                badge(ui, tokens, rect, icons::COUNTERPART, tokens.text, tokens.reading);
            }
            (None, Some(Look::SamePlace)) => {
                let rect = canvas.rect(&b.rect);
                badge(ui, tokens, rect, icons::SAME_PLACE, tokens.text, tokens.reading);
            }
            _ => {}
        }
    }
    for (b, reached) in layout.boxes.iter().zip(scene.hops.iter()) {
        super::traces::paint_numbers(&canvas, canvas.rect(&b.rect), reached);
    }
    for (index, gap) in layout.gaps.iter().enumerate() {
        let ghost = scene.ghosts.iter().find(|(rect, _)| *rect == gap.rect);
        let id = ui.scope_id().with(("ghost", index, gap.diagram));
        let share = ui.ctx().animate_bool_with_time(id, ghost.is_some(), scene.seconds);
        if let Some((rect, words)) = ghost
            && share > 0.0
        {
            paint_ghost(ui, tokens, (canvas.rect(rect), at.zoom), words.as_deref(), share);
        }
    }
    if let Some(stop) = scene.focused.and_then(|at| layout.stop(at)) {
        ring(ui.painter(), tokens, canvas.rect(stop.rect()), 6);
    }
}

/// What a step has taken away, on its way out: `share` of it is still there.
pub fn paint_leaving(ui: &mut Ui, tokens: &Tokens, left: &Layout, at: Spot, share: f32) {
    let mut faded = ui.new_child(egui::UiBuilder::new().max_rect(ui.max_rect()));
    faded.set_clip_rect(ui.clip_rect());
    faded.multiply_opacity(share);
    let canvas = Canvas { ui: &faded, tokens, at };
    if canvas.flat() {
        return;
    }
    let mut mesh = Mesh::default();
    for frame in left.frames.iter().rev() {
        canvas.frame(&mut mesh, frame, false);
    }
    // What waits in a mesh cannot fade.
    left.connectors.iter().for_each(|connector| canvas.connector(left, connector));
    left.links.iter().for_each(|link| canvas.link(left, link, false));
    left.boxes.iter().for_each(|b| canvas.layer(b, Look::Rest, None));
}

/// Faint outlines of what steps will show: the place is not empty.
pub fn paint_to_come(ui: &Ui, tokens: &Tokens, rects: &[geometry::Rect], at: Spot) {
    let canvas = Canvas { ui, tokens, at };
    let line = stroke(1.0, if tokens.high_contrast { tokens.line } else { tokens.line2 });
    for rect in rects {
        let rect = canvas.rect(rect);
        if canvas.sees(rect) {
            ui.painter().rect_stroke(rect, canvas.corner(RADIUS), line, StrokeKind::Inside);
        }
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
fn paint_ghost(
    ui: &Ui,
    tokens: &Tokens,
    (rect, zoom): (Rect, f32),
    words: Option<&str>,
    share: f32,
) {
    let role = &tokens.ghost;
    let painter = ui.painter();
    let mut faded = painter.clone();
    faded.multiply_opacity(share);
    faded.rect_filled(rect, CornerRadius::same(6), colour(role.fill));
    dashed_rect(&faded, rect, RADIUS * zoom, stroke(1.5, role.stroke), 5.0, 4.0);
    let full =
        words.map_or_else(|| "No counterpart".to_owned(), |w| format!("No counterpart: {w}"));
    let room = rect.width() - 16.0;
    // Not too small to be read, where the figure is.
    let zoom = zoom.max(0.75);
    let mut line = text::scaled(ui, &full, TextStyle::Caption, role.text, zoom);
    let icon = 24.0 * zoom;
    if line.size().x + icon > room {
        let short = words.unwrap_or("none");
        line = text::one_line(ui, &format!("None: {short}"), TextStyle::Small, role.text, room);
    }
    let with_icon = line.size().x + icon <= room;
    let width = line.size().x + if with_icon { icon } else { 0.0 };
    let left = rect.center().x - width / 2.0;
    if with_icon {
        let at = pos2(left + 8.0 * zoom, rect.center().y);
        icons::paint(&faded, icons::GHOST, at, 16.0 * zoom, role.text);
    }
    let at = pos2(left + width - line.size().x, rect.center().y - line.size().y / 2.0);
    faded.galley(at, line, colour(role.text));
}

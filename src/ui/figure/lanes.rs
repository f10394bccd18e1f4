//! Where one is along a request that branches: its ways as a small tree under the picture, drawn once
//! and never moved while one walks; each hop and each way a click away.

use super::{
    placing::{Form, Line, Placed, PlacedLanes, TICK},
    playhead::{self, Following},
    state::{self, Along, Figures},
    subject::Figure,
};
use crate::{
    diagram::{
        Decision, Trace,
        lanes::{Behind, Moment},
        requests::layer_name,
    },
    theme::{TextStyle, Tokens},
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons,
            paint::{colour, rounded_line, stroke},
            text,
            widgets::ring_if_focused,
        },
    },
};
use egui::{
    CornerRadius, CursorIcon, Pos2, Rect, Sense, Shape, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

/// Between the words and the tree beside them, in points.
const BESIDE: f32 = 32.0;
/// Between the words and the tree below them, in points.
pub(super) const BELOW: f32 = 8.0;
/// The least room that words need beside the tree, in points.
const WORDS: f32 = 380.0;
/// The lowest window in which the tree may stand below the words, and the highest tree, in points.
pub(super) const LEAST_HEIGHT: f32 = 640.0;
const HIGHEST: f32 = 180.0;

/// The tree of the request that is followed, and where it has room.
pub(super) struct Plan<'t> {
    lanes: PlacedLanes<'t>,
    /// At the right of the words; else below them.
    pub beside: bool,
}

impl<'t> Plan<'t> {
    /// The tree of a trace, if it branches and there is room for it in a band of that width.
    pub fn of(ui: &Ui, tokens: &Tokens, trace: &'t Trace, width: f32) -> Option<Self> {
        if !trace.branches() {
            return None;
        }
        let lanes = trace.lanes()?;
        let wide = |words: &str| {
            text::one_line(ui, words, TextStyle::CaptionBold, tokens.text, f32::INFINITY).size().x
        };
        let forms = [Form::InLine, Form::Above];
        let placed = forms.map(|form| PlacedLanes::of(&lanes, form, &wide));
        let low = ui.ctx().content_rect().height() < LEAST_HEIGHT;
        let fits = |lanes: &PlacedLanes<'_>, beside: bool| {
            let left = if beside { width - BESIDE - WORDS } else { width };
            lanes.size.x <= left && lanes.size.y <= HIGHEST && (beside || !low)
        };
        let places = [true, false].into_iter();
        let (form, beside) = places
            .flat_map(|beside| [(0, beside), (1, beside)])
            .find(|(form, beside)| placed.get(*form).is_some_and(|lanes| fits(lanes, *beside)))?;
        let lanes = placed.into_iter().nth(form)?;
        Some(Self { lanes, beside })
    }

    /// How wide the words are that stand with it.
    pub fn words(&self, width: f32) -> f32 {
        if self.beside { width - BESIDE - self.lanes.size.x } else { width }
    }

    /// How much it adds to the height of words that are as high as this.
    pub fn adds(&self, words: f32) -> f32 {
        if self.beside { (self.lanes.size.y - words).max(0.0) } else { BELOW + self.lanes.size.y }
    }

    /// Shows it in a band of that width that begins at `top`; below the words if it is not beside
    /// them.
    pub fn show(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        figure: &Figure<'_>,
        (top, width): (Pos2, f32),
        below: f32,
    ) {
        let Some(now) = playhead::current(figure) else { return };
        let origin = if self.beside {
            top + vec2(width - self.lanes.size.x, 0.0)
        } else {
            Pos2::new(top.x, below)
        };
        let area = Rect::from_min_size(origin, self.lanes.size);
        let own = ui.scope_id().with("lanes");
        let group = ui.interact(area, own, Sense::hover());
        group.widget_info(|| WidgetInfo::labeled(Role::Group, true, NAME));
        let shown = Shown {
            figure,
            now: &now,
            untold: playhead::untold(cx, &now),
            origin: origin.to_vec2(),
            own,
            lanes: &self.lanes,
        };
        shown.lines(ui, cx.tokens);
        // In the order in which they are read: what is asked, then each way with its hops.
        let mut pressed = None;
        for part in &self.lanes.parts {
            match part {
                Placed::Fork(at) => shown.fork(ui, cx.tokens, *at),
                Placed::Way(at) => pressed = shown.way(ui, cx, *at).or(pressed),
                Placed::Moment(at) => pressed = shown.moment(ui, cx.tokens, *at).or(pressed),
            }
        }
        let before = now.along.decisions.as_slice();
        let pressed = pressed.and_then(|at| self.lanes.moments.get(at));
        if let Some((decisions, tick)) =
            pressed.and_then(|pressed| now.trace.way_to_moment(&pressed.moment, before))
        {
            cx.focus.ask_by_key(Goal::Bar(figure.key.clone()));
            let to = Along { trace: now.along.trace, tick, decisions, unasked: false };
            playhead::go_hop(ui, cx, figure, Some(to));
        }
        ui.expand_to_include_rect(area);
        if !self.beside {
            ui.add_space((area.bottom() - ui.cursor().top()).max(0.0));
        }
    }
}

/// The plan for the trace that is followed.
pub(super) fn plan<'t>(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'t>, width: f32) -> Option<Plan<'t>> {
    let trace = figure.traces.get(figure.doing.following()?.trace)?;
    Plan::of(ui, cx.tokens, trace, width)
}

/// Notes whether the tree has room, before the bar is shown.
pub(super) fn settle(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let outlined = plan(ui, cx, figure, ui.available_width()).is_some();
    cx.states.of::<Figures>().at(&figure.key).outlined = outlined;
}

/// Do the ways stand under the picture?
pub(super) fn shown(cx: &Cx<'_>, figure: &Figure<'_>) -> bool {
    state::of(cx, &figure.key).is_some_and(|view| view.outlined)
}

/// What the tree is called.
pub(super) const NAME: &str = "All ways of this request";

/// The tree as it stands at a moment.
struct Shown<'s, 'a, 'f> {
    figure: &'s Figure<'a>,
    now: &'s Following<'a, 'f>,
    /// The ways that nothing is told of yet.
    untold: Vec<Decision>,
    /// Where the tree begins on the screen.
    origin: egui::Vec2,
    own: egui::Id,
    lanes: &'s PlacedLanes<'a>,
}

impl Shown<'_, '_, '_> {
    /// Is it, or anything before it, what a question that is not answered yet will show?
    fn is_untold(&self, behind: &Behind) -> bool {
        let made = &self.now.along.decisions;
        behind.within.iter().any(|way| self.untold.contains(way))
            || behind.after.iter().any(|ways| {
                ways.iter().any(|way| self.untold.contains(way))
                    && !ways.iter().any(|way| made.contains(way))
            })
    }

    /// The moment of the journey that it is, from 0, if it has been reached.
    fn reached(&self, moment: &Moment<'_>) -> Option<usize> {
        let ticks = &self.now.journey.ticks;
        let is = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| ticks.get(before));
            let tick = ticks.get(*at);
            tick.is_some_and(|tick| moment.is(before, tick, &self.now.along.decisions))
        };
        (0..=self.now.at).find(is)
    }

    fn lines(&self, ui: &Ui, tokens: &Tokens) {
        let made = &self.now.along.decisions;
        let gone = |line: &Line| {
            let on_it = line.behind.is_met(made);
            let with = self.lanes.moments.get(line.with);
            on_it && with.is_some_and(|with| self.reached(&with.moment).is_some())
        };
        // The name of a way that asks first is seen, and so is the line to it.
        let hidden = |line: &Line| {
            let mut behind = line.behind.clone();
            if line.leads_in {
                behind.within.pop();
            }
            self.is_untold(&behind)
        };
        let seen = self.lanes.lines.iter().filter(|line| !hidden(line));
        let (gone, open): (Vec<&Line>, Vec<&Line>) = seen.partition(|line| gone(line));
        for (lines, stroke) in
            [(open, stroke(1.5, tokens.control)), (gone, stroke(3.0, tokens.accent))]
        {
            for line in lines {
                let points: Vec<Pos2> = line.points.iter().map(|at| *at + self.origin).collect();
                ui.painter().add(Shape::line(rounded_line(&points, 8.0), stroke));
            }
        }
    }

    /// Where ways part: a lozenge, which says what decides.
    fn fork(&self, ui: &Ui, tokens: &Tokens, at: usize) {
        let Some(fork) = self.lanes.forks.get(at) else { return };
        if self.is_untold(&fork.behind) {
            return;
        }
        let centre = fork.at + self.origin;
        let target = Rect::from_center_size(centre, vec2(16.0, 24.0));
        let response = ui.interact(target, self.own.with(("fork", at)), Sense::hover());
        let words = fork.choice.kind.words();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        let side = 5.0;
        let corners = [vec2(0.0, -side), vec2(side, 0.0), vec2(0.0, side), vec2(-side, 0.0)];
        let corners = corners.map(|corner| centre + corner).to_vec();
        let line = stroke(1.5, tokens.text2);
        ui.painter().add(Shape::convex_polygon(corners, colour(tokens.panel), line));
        response.on_hover_text(words);
    }

    /// The name of a way, with a tick where it was taken; a mark of its own where it asks first. Gives
    /// the number of the moment that is wanted.
    fn way(&self, ui: &Ui, cx: &mut Cx<'_>, at: usize) -> Option<usize> {
        let way = self.lanes.ways.get(at)?;
        let mut outer = way.behind.clone();
        let made = outer.within.pop()?;
        if self.is_untold(&outer) {
            return None;
        }
        let tokens = cx.tokens;
        let asks = self.untold.contains(&made);
        let taken = &cx.states.of::<Figures>().at(&self.figure.key).walk.taken;
        let taken = taken.contains(&(self.now.trace.id.clone(), made));
        let here = way.behind.is_met(&self.now.along.decisions);
        let rect = way.rect.translate(self.origin);
        let response = ui.interact(rect, self.own.with(("way", at)), Sense::click());
        response.widget_info(|| {
            let seen = if taken { ", seen" } else { "" };
            let asks = if asks { ", asks first" } else { "" };
            let name = format!("Way: {}{seen}{asks}", way.way.name);
            WidgetInfo::selected(Role::Button, true, here, name)
        });
        if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(6), colour(tokens.hover));
        }
        let sign = if asks { Some(icons::ASKS) } else { taken.then_some(icons::CHECK) };
        if let Some(sign) = sign {
            let centre = Pos2::new(rect.left() + 9.0, rect.center().y);
            icons::paint(ui.painter(), sign, centre, 14.0, tokens.text2);
        } else if self.lanes.form == Form::InLine {
            let line = [rect.left_center(), rect.left_center() + vec2(TICK - 4.0, 0.0)];
            ui.painter().line_segment(line, stroke(1.5, tokens.control));
        }
        let (style, ink) = if here {
            (TextStyle::CaptionBold, tokens.accent_text)
        } else {
            (TextStyle::Caption, tokens.text)
        };
        let words = text::one_line(ui, &way.way.name, style, ink, f32::INFINITY);
        let left = Rect::from_min_max(Pos2::new(rect.left() + TICK, rect.top()), rect.max);
        text::paint_left(ui, left, words);
        ring_if_focused(ui, tokens, &response, 6);
        let pressed = response.on_hover_cursor(CursorIcon::PointingHand).clicked();
        pressed.then_some(way.first)
    }

    /// A dot for a moment; where one is, a longer one, as in the bar.
    fn moment(&self, ui: &Ui, tokens: &Tokens, at: usize) -> Option<usize> {
        let placed = self.lanes.moments.get(at)?;
        let moment = &placed.moment;
        if self.is_untold(&moment.behind) {
            return None;
        }
        let centre = placed.at + self.origin;
        let target = Rect::from_center_size(centre, vec2(24.0, 24.0));
        let response = ui.interact(target, self.own.with(("moment", at)), Sense::click());
        let reached = self.reached(moment);
        let here = reached == Some(self.now.at);
        let name = self.name(moment);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, here, &name));
        dot(ui, tokens, centre, (reached.is_some(), here, response.hovered()));
        ring_if_focused(ui, tokens, &response, 4);
        let response = response.on_hover_text(&name);
        response.on_hover_cursor(CursorIcon::PointingHand).clicked().then_some(at)
    }

    /// "2 Cache, 2 Maker of pages"
    fn name(&self, moment: &Moment<'_>) -> String {
        let each = moment.hops.iter().filter_map(|(path, hop)| {
            let path = self.now.trace.paths.get(*path)?;
            let diagram = self.figure.shown.iter().find(|shown| shown.id == path.diagram)?;
            Some(format!("{} {}", hop.label, layer_name(diagram, hop)))
        });
        let mut names: Vec<String> = each.collect();
        // One that has the same name in two diagrams is named once.
        names.dedup();
        names.join(", ")
    }
}

fn dot(ui: &Ui, tokens: &Tokens, centre: Pos2, (reached, here, hovered): (bool, bool, bool)) {
    let size = if here { vec2(18.0, 10.0) } else { vec2(9.0, 9.0) };
    let size = if hovered && !here { size + vec2(3.0, 3.0) } else { size };
    let rect = Rect::from_center_size(centre, size);
    let radius = CornerRadius::same(6);
    // A quiet edge parts it from its line.
    ui.painter().rect_filled(rect.expand(2.0), CornerRadius::same(8), colour(tokens.panel));
    if reached {
        ui.painter().rect_filled(rect, radius, colour(tokens.accent));
    } else {
        ui.painter().rect_filled(rect, radius, colour(tokens.raised));
        ui.painter().rect_stroke(rect, radius, stroke(1.5, tokens.control), StrokeKind::Inside);
    }
}

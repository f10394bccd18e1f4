//! The walls: a frame for each mechanism, one inside the other, round the process; the kernels below
//! it, and the way that its calls take to them. Solid lines are kept by the processor, dashed ones
//! by a kernel, and dotted ones are off.

use super::{Painter, Place, float, lines, share, written};
use crate::{
    diagram::{
        LayerRole,
        drawing::{Align, Pen, Shape},
        geometry::{Point, Rect},
    },
    simulate::{
        isolation::{
            KERNEL, USER,
            mechanisms::{Mechanism, chosen},
        },
        sheet::Sheet,
    },
    theme::{TextStyle, icons},
};

/// The head of a frame, in points: large enough to be pressed.
const HEAD: f32 = 32.0;
/// Between a frame and the one in it, in points: at the sides and below.
const INSET: f32 = 8.0;
/// Boxes of the process and of kernels, in points.
const BOX: f32 = 38.0;
/// The ways down, in points.
const WAY: f32 = 28.0;
/// From the right edge of the innermost frame to the middle of the way, in points.
const LANE: f32 = 28.0;

/// Where everything stands.
struct Plan {
    place: Place,
    /// From the outermost to the innermost.
    frames: Vec<Rect>,
    process: Rect,
    own: Rect,
    host: Rect,
    /// The middle of the way.
    lane: f32,
}

impl Plan {
    fn of(place: Place, count: usize) -> Self {
        let depth = float(count);
        let inner = Rect {
            left: place.left + depth * INSET,
            top: place.top + depth * HEAD,
            right: place.left + place.width - depth * INSET,
            bottom: place.top + depth * HEAD + BOX,
        };
        // The outermost has the kernel of its own below all that this kernel looks after.
        let outer = place.from(place.top, 0.0);
        let above = inner.bottom + (depth - 1.0) * INSET;
        let own = Rect {
            left: outer.left + INSET,
            top: above + WAY,
            right: outer.right - INSET,
            bottom: above + WAY + BOX,
        };
        let foot = own.bottom + INSET;
        let frames = (0..count).map(|number| {
            let deep = float(number);
            let bottom = inner.bottom + (depth - deep) * INSET;
            Rect {
                left: place.left + deep * INSET,
                top: place.top + deep * HEAD,
                right: outer.right - deep * INSET,
                bottom: if number == 0 { foot } else { bottom },
            }
        });
        let host = place.from(foot + WAY, foot + WAY + BOX);
        let (frames, lane) = (frames.collect(), inner.right - LANE);
        Self { place, frames, process: inner, own, host, lane }
    }
}

impl Painter<'_> {
    /// The walls; returns where they end.
    pub(super) fn wall(&self, sheet: &mut Sheet<'_>, place: Place) -> f32 {
        let mechanisms = self.model.mechanisms(self.setting);
        let plan = Plan::of(place, mechanisms.len());
        sheet.part("", place.from(place.top, plan.host.bottom));
        for (one, rect) in mechanisms.iter().zip(&plan.frames) {
            frame(sheet, one, *rect);
        }
        for (one, rect) in mechanisms.iter().zip(&plan.frames) {
            let control = self.model.controls.iter().find(|control| control.id == one.control);
            let press = control.map(|control| control.said(&one.next)).unwrap_or_default();
            title(sheet, one, Rect { bottom: rect.top + HEAD, ..*rect }, &press);
        }
        self.process(sheet, &plan);
        self.kernels(sheet, &plan, mechanisms.first().is_some_and(|kernel| kernel.on));
        let key = "Solid line: kept by the processor. Dashed: by a kernel. Dotted: off.";
        let top = plan.host.bottom + 6.0;
        let high = lines(sheet, key, TextStyle::Small, place.width) * TextStyle::Small.line();
        sheet.part(key, place.from(top, top + high));
        let key = (key, TextStyle::Small, sheet.tokens.text2);
        written(sheet, key, (place.left, top), place.width)
    }

    fn process(&self, sheet: &mut Sheet<'_>, plan: &Plan) {
        let words: &[&str] = if self.setting.is_on(USER) {
            &["Process, root inside but not outside", "Process, root only inside", "Process"]
        } else {
            &["Process, run as root", "Process"]
        };
        boxed(sheet, plan.process, LayerRole::Application, words, "");
    }

    /// The kernels, and the calls on their way to them.
    fn kernels(&self, sheet: &mut Sheet<'_>, plan: &Plan, own: bool) {
        let tokens = sheet.tokens;
        let now = self.model.reaching(self.setting);
        let names = format!("{} call names", now.grouped());
        let through = share(now, self.model.all_calls());
        let (from, to) = (plan.process.bottom, plan.host.top);
        if own {
            let (words, more): (&[&str], _) = match chosen(self.setting, KERNEL) {
                "gvisor" => (
                    &["gVisor's Sentry answers its calls", "The Sentry answers"],
                    "no call passes straight through",
                ),
                _ => (
                    &["The guest's kernel answers its calls", "The guest's kernel"],
                    "the VMM asks the host for what it needs",
                ),
            };
            sheet.part("Its calls, as far as to the kernel of its own", plan.own);
            way(sheet, (plan.lane, from), plan.own.top, 1.0);
            boxed(sheet, plan.own, LayerRole::Kernel, words, more);
            sheet.part(format!("{names} reach the host's kernel"), lane(plan, plan.own.bottom, to));
            way(sheet, (plan.lane, plan.own.bottom), to, through);
        } else {
            let ghost = Rect { right: plan.lane - 16.0, ..plan.own };
            sheet.part("No kernel of its own", ghost);
            let colours = &tokens.ghost;
            let pen = Pen::dashed(colours.stroke, 1.0, 5.0, 4.0);
            sheet.plate(ghost, 6.0, Some(colours.fill), Some(pen));
            let words =
                fitting(sheet, &["No kernel of its own"], TextStyle::Caption, ghost.width() - 44.0);
            let at = Point { x: ghost.left + 18.0, y: ghost.centre().y };
            sheet.icon(icons::GHOST, at, 16.0, colours.stroke);
            let at = Point { x: ghost.left + 34.0, ..at };
            sheet.words(&words, TextStyle::Caption, colours.text, at, Align::Left);
            sheet.part(format!("{names} reach the host's kernel"), lane(plan, from, to));
            way(sheet, (plan.lane, from), to, through);
        }
        let at = Point { x: plan.lane - 14.0, y: to - WAY / 2.0 };
        sheet.words(&names, TextStyle::SmallBold, tokens.text, at, Align::Right);
        let words = &["The host's kernel, one for all", "The host's kernel"];
        boxed(sheet, plan.host, LayerRole::Kernel, words, "");
    }
}

/// The strip that the way runs down in.
fn lane(plan: &Plan, top: f32, bottom: f32) -> Rect {
    let right = (plan.lane + 12.0).min(plan.place.left + plan.place.width);
    Rect { left: plan.lane - 12.0, top, right, bottom }
}

/// A way down, as wide as the share of the names that take it.
fn way(sheet: &mut Sheet<'_>, (x, top): (f32, f32), bottom: f32, share: f32) {
    let ink = sheet.tokens.text2;
    let size = 1.0 + share;
    let end = Point { x, y: bottom - 6.0 * size };
    let width = (6.0 * share).max(1.5);
    sheet.line(vec![Point { x, y: top }, end], Pen::solid(ink, width));
    let tip = Point { x, y: bottom - 1.0 };
    sheet.put(Shape::Head { from: Point { x, y: top }, tip, size, ink });
}

fn frame(sheet: &mut Sheet<'_>, one: &Mechanism, rect: Rect) {
    let tokens = sheet.tokens;
    if !one.on {
        let pen = Pen::dashed(tokens.control, 1.0, 1.5, 4.0);
        sheet.plate(rect, 10.0, Some(tokens.panel), Some(pen));
        return;
    }
    let colours = role(one).colours(tokens);
    let wide = if tokens.high_contrast { 3.0 } else { 2.0 };
    let pen = if one.hardware {
        Pen::solid(colours.stroke, wide)
    } else {
        Pen::dashed(colours.stroke, wide, 6.0, 3.0)
    };
    sheet.plate(rect, 10.0, Some(tokens.dim(colours)), Some(pen));
}

fn role(one: &Mechanism) -> LayerRole {
    if one.control.as_str() == KERNEL { LayerRole::Kernel } else { LayerRole::Boundary }
}

/// The head of a frame: its sign, its name, how it stands.
fn title(sheet: &mut Sheet<'_>, one: &Mechanism, rect: Rect, press: &str) {
    let tokens = sheet.tokens;
    let state = one.states.first().map_or("", String::as_str);
    let name = format!("{}: {state}. Press for: {press}", one.name);
    sheet.button(name, rect, (one.control.clone(), one.next.clone()), false);
    let (icon, ink, sign) = if one.on {
        let colours = role(one).colours(tokens);
        (icons::CHECK, colours.text, colours.stroke)
    } else {
        (icons::GHOST, tokens.text2, tokens.text3)
    };
    let y = rect.centre().y;
    sheet.icon(icon, Point { x: rect.left + 16.0, y }, 14.0, sign);
    let left = rect.left + 30.0;
    sheet.words(one.name, TextStyle::CaptionBold, ink, Point { x: left, y }, Align::Left);
    let room = rect.right - 12.0 - left - sheet.wide(one.name, TextStyle::CaptionBold) - 12.0;
    let states: Vec<&str> = one.states.iter().map(String::as_str).collect();
    let state = fitting(sheet, &states, TextStyle::Caption, room);
    let at = Point { x: rect.right - 12.0, y };
    sheet.words(&state, TextStyle::Caption, ink, at, Align::Right);
}

/// A box with its role's sign and the longest words that fit; `more` after them if there is room.
fn boxed(sheet: &mut Sheet<'_>, rect: Rect, role: LayerRole, words: &[&str], more: &str) {
    let colours = role.colours(sheet.tokens);
    let full = words.first().copied().unwrap_or_default();
    let full = if more.is_empty() { full.to_owned() } else { format!("{full}; {more}") };
    sheet.part(full.clone(), rect);
    sheet.plate(rect, 6.0, Some(colours.fill), Some(Pen::solid(colours.stroke, 1.0)));
    let y = rect.centre().y;
    sheet.icon(role.icon(), Point { x: rect.left + 18.0, y }, 16.0, colours.stroke);
    let left = rect.left + 34.0;
    let longest: Vec<&str> = std::iter::once(full.as_str()).chain(words.iter().copied()).collect();
    let words = fitting(sheet, &longest, TextStyle::Label, rect.right - 10.0 - left);
    sheet.words(&words, TextStyle::Label, colours.text, Point { x: left, y }, Align::Left);
}

/// The first of these that fits; the last one cut short if none does.
fn fitting(sheet: &Sheet<'_>, words: &[&str], style: TextStyle, room: f32) -> String {
    let fits = words.iter().find(|words| sheet.wide(words, style) <= room);
    if let Some(words) = fits {
        return (*words).to_owned();
    }
    let last = words.last().copied().unwrap_or_default();
    let lines = crate::diagram::layout::wrap(sheet.measure, &[(last, style)], room, 1);
    let first = lines.first().map(|line| line.iter().map(|span| span.text.as_str()).collect());
    first.unwrap_or_default()
}

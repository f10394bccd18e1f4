//! The isolation dial as a picture: the walls round a process, how many call names get through them
//! to the host's kernel, what is left to see and to do, and what it costs.
//!
//! Nothing moves when a control does: what is off keeps its place, and room is kept for the longest
//! words that can come.

mod lists;
mod wall;

use super::{Figure, Isolation, MAY, SEES};
use crate::{
    diagram::{
        LayerRole,
        drawing::{Align, Pen},
        geometry::{Point, Rect},
        layout::wrap,
    },
    simulate::{
        amount::Amount,
        setting::Setting,
        sheet::Room,
        sheet::{Picture, Sheet},
    },
    theme::{Rgb, TextStyle},
};

/// Between two panes, in points.
const GUTTER: f32 = 24.0;
/// The least room in which two panes stand beside each other, in points.
const BESIDE: f32 = 560.0;
/// The bar of call names, in points.
const BAR: f32 = 28.0;
/// More lines than anything here should have.
const MOST: usize = 6;

pub(super) fn picture(model: &Isolation, setting: &Setting, room: &Room<'_>) -> Picture {
    let mut sheet = Sheet::new(room);
    let painter = Painter { model, setting };
    let beside = room.width >= BESIDE;
    let width = if beside { (room.width - GUTTER) / 2.0 } else { room.width };
    let first = |top| Place { left: 0.0, top, width };
    let second = |top| Place { left: width + GUTTER, top, width };
    let to = &mut sheet;
    let bottom = if beside {
        let wall = painter.wall(to, first(0.0));
        let calls = painter.calls(to, second(0.0));
        let costs = painter.costs(to, second(calls + GUTTER));
        let lists = wall.max(costs) + GUTTER;
        let sees = painter.list(to, SEES, first(lists));
        sees.max(painter.list(to, MAY, second(lists)))
    } else {
        let calls = painter.calls(to, first(0.0));
        let wall = painter.wall(to, first(calls + GUTTER));
        let sees = painter.list(to, SEES, first(wall + GUTTER));
        let may = painter.list(to, MAY, first(sees + GUTTER));
        painter.costs(to, first(may + GUTTER))
    };
    sheet.reach(bottom);
    sheet.done()
}

/// Where a pane begins, and how wide it is.
#[derive(Clone, Copy)]
struct Place {
    left: f32,
    top: f32,
    width: f32,
}

impl Place {
    /// From `top` down to `bottom`, as wide as the pane.
    fn from(self, top: f32, bottom: f32) -> Rect {
        Rect { left: self.left, top, right: self.left + self.width, bottom }
    }
}

/// Puts down one model at one setting.
struct Painter<'a> {
    model: &'a Isolation,
    setting: &'a Setting,
}

impl Painter<'_> {
    /// How many call names reach the host's kernel, to scale; returns where that ends.
    fn calls(&self, sheet: &mut Sheet<'_>, place: Place) -> f32 {
        let tokens = sheet.tokens;
        let calls = &self.model.calls;
        let now = self.model.reaching(self.setting);
        let all = self.model.all_calls();
        let case = calls.case(self.setting).map_or("", |case| &case.name);
        let said = format!("{} of {} call names", now.grouped(), all.grouped());
        sheet.part(
            format!("{said} reach the host's kernel: {case}"),
            place.from(place.top, place.top + 40.0),
        );
        let middle = place.top + 18.0;
        let number = now.grouped();
        let at = Point { x: place.left, y: middle };
        sheet.words(&number, TextStyle::Display, tokens.text, at, Align::Left);
        let after = sheet.wide(&all.grouped(), TextStyle::Display) + 10.0;
        let rest = format!("of {} call names reach the host's kernel", all.grouped());
        let rest = (&*rest, TextStyle::Ui, tokens.text2);
        let high = lines(sheet, rest.0, rest.1, place.width - after);
        let from = if high > 1.0 { place.top } else { place.top + 11.0 };
        let end = written(sheet, rest, (place.left + after, from), place.width - after);
        let bar = end.max(place.top + 36.0) + 6.0;
        let y = self.bar(sheet, place, bar, (now, all));
        let names = calls.cases.iter().map(|case| case.name.as_str());
        let kept = most_lines(sheet, names, TextStyle::CaptionBold, place.width);
        let now = (case, TextStyle::CaptionBold, tokens.text);
        written(sheet, now, (place.left, y), place.width);
        let y = y + kept * TextStyle::CaptionBold.line();
        let note = "Names, not risk: one vulnerable call is enough.";
        sheet.part(note, place.from(y, y + 20.0));
        let note = (note, TextStyle::Caption, tokens.text2);
        written(sheet, note, (place.left, y), place.width)
    }

    /// The bar, with a mark for each value that it can have.
    fn bar(
        &self,
        sheet: &mut Sheet<'_>,
        place: Place,
        top: f32,
        (now, all): (Amount, Amount),
    ) -> f32 {
        let tokens = sheet.tokens;
        let whole = place.from(top, top + BAR);
        let kept_out = (all - now).max(Amount::ZERO);
        sheet.part(format!("Kept from the host's kernel: {}", kept_out.grouped()), whole);
        sheet.plate(
            whole,
            3.0,
            Some(tokens.reading),
            Some(Pen::dashed(tokens.control, 1.0, 4.0, 3.0)),
        );
        let x = |amount: Amount| place.left + place.width * share(amount, all);
        let role = LayerRole::Kernel;
        let colours = role.colours(tokens);
        let through = Rect { right: x(now), ..whole };
        sheet.part(format!("Reach the host's kernel: {}", now.grouped()), through);
        sheet.plate(through, 3.0, Some(colours.fill), Some(Pen::solid(colours.stroke, 1.5)));
        if through.width() >= 24.0 {
            sheet.icon(role.icon(), through.centre(), 16.0, colours.stroke);
        }
        sheet.part("", whole);
        let y = top + BAR;
        let mut marks = vec![now];
        let others = self.model.calls.cases.iter().filter_map(super::Case::amount);
        let mut taken: Vec<(f32, f32)> = Vec::new();
        marks.extend(others.filter(|amount| *amount != now));
        for amount in marks {
            let style = if amount == now { TextStyle::SmallBold } else { TextStyle::Small };
            let ink = if amount == now { tokens.text } else { tokens.text3 };
            let words = amount.grouped();
            let wide = sheet.wide(&words, style);
            let right = (place.left + place.width - wide / 2.0).max(place.left);
            let at = x(amount).clamp((place.left + wide / 2.0).min(right), right);
            let span = (at - wide / 2.0 - 4.0, at + wide / 2.0 + 4.0);
            // Values that lie so close that their numbers would meet are left to their own turn.
            if taken.iter().any(|other| span.0 < other.1 && other.0 < span.1) {
                continue;
            }
            taken.push(span);
            let mark = x(amount).clamp(place.left + 0.5, place.left + place.width - 0.5);
            let ends = [Point { x: mark, y }, Point { x: mark, y: y + 4.0 }];
            sheet.line(ends.into(), Pen::solid(ink, 1.0));
            sheet.words(&words, style, ink, Point { x: at, y: y + 13.0 }, Align::Middle);
        }
        y + 26.0
    }

    /// What moves in other models; returns where that ends.
    fn costs(&self, sheet: &mut Sheet<'_>, place: Place) -> f32 {
        if self.model.costs.is_empty() {
            return place.top;
        }
        let mut y = head(sheet, "What it costs", "", place);
        for cost in &self.model.costs {
            y = self.cost(sheet, cost, Place { top: y, ..place }) + 10.0;
        }
        y - 10.0
    }

    fn cost(&self, sheet: &mut Sheet<'_>, cost: &Figure, place: Place) -> f32 {
        let tokens = sheet.tokens;
        let moved = cost.moved(self.setting);
        let case = cost.case(self.setting).map_or("", |case| &case.name);
        let names = cost.cases.iter().map(|case| case.name.as_str());
        let kept =
            most_lines(sheet, names, TextStyle::Small, place.width) * TextStyle::Small.line();
        let line = TextStyle::Caption.line();
        let high = lines(sheet, &cost.name, TextStyle::Caption, place.width) * line;
        let bottom = place.top + high + line + kept;
        sheet.part(format!("{}: {moved}, {case}", cost.name), place.from(place.top, bottom));
        let name = (&*cost.name, TextStyle::Caption, tokens.text);
        let y = written(sheet, name, (place.left, place.top), place.width);
        let now = (&*moved, TextStyle::UiBold, tokens.text);
        let y = written(sheet, now, (place.left, y), place.width);
        let case = (case, TextStyle::Small, tokens.text2);
        written(sheet, case, (place.left, y), place.width);
        bottom
    }
}

/// A heading with a count at its right end; returns where what it heads begins.
fn head(sheet: &mut Sheet<'_>, words: &str, count: &str, place: Place) -> f32 {
    let tokens = sheet.tokens;
    let bottom = place.top + TextStyle::H3.line();
    sheet.part(format!("{words} {count}").trim_end(), place.from(place.top, bottom));
    let middle = place.top + TextStyle::H3.line() / 2.0;
    let at = Point { x: place.left, y: middle };
    sheet.words(words, TextStyle::H3, tokens.text, at, Align::Left);
    let at = Point { x: place.left + place.width, y: middle };
    sheet.words(count, TextStyle::Caption, tokens.text2, at, Align::Right);
    let y = bottom + 4.0;
    let ends = [Point { x: place.left, y }, Point { x: place.left + place.width, y }];
    sheet.line(ends.into(), Pen::solid(tokens.line, 1.0));
    y + 8.0
}

/// Words in as many lines as they need; returns where the last one ends. Most fit into one, and
/// measuring them is quicker than breaking them.
fn written(
    sheet: &mut Sheet<'_>,
    (words, style, ink): (&str, TextStyle, Rgb),
    (left, top): (f32, f32),
    room: f32,
) -> f32 {
    if sheet.wide(words, style) > room {
        return sheet.paragraph((words, style, ink), (left, top), (room, MOST));
    }
    let at = Point { x: left, y: top + style.line() / 2.0 };
    sheet.words(words, style, ink, at, Align::Left);
    top + style.line()
}

/// How many lines words take in so much room.
fn lines(sheet: &Sheet<'_>, words: &str, style: TextStyle, room: f32) -> f32 {
    let wide = sheet.wide(words, style);
    if wide <= room {
        return 1.0;
    }
    // A line leaves less free than the longest piece takes, so that two lines are often known to
    // be enough without breaking the words. No letter is wider than it is high; a piece may have a
    // number before it.
    let longest = words.split(' ').map(|word| word.chars().count()).max().unwrap_or(0) + 5;
    if wide + float(longest) * style.size() <= 2.0 * room {
        return 2.0;
    }
    float(wrap(sheet.measure, &[(words, style)], room, MOST).len())
}

/// How many lines the longest of these takes, at least one.
fn most_lines<'w>(
    sheet: &Sheet<'_>,
    words: impl Iterator<Item = &'w str>,
    style: TextStyle,
    room: f32,
) -> f32 {
    words.map(|words| lines(sheet, words, style, room)).fold(1.0, f32::max)
}

fn share(part: Amount, of: Amount) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a length on a screen")]
    let share = if of > Amount::ZERO { (part.number() / of.number()) as f32 } else { 0.0 };
    share.clamp(0.0, 1.0)
}

fn float(number: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let number = number as f32;
    number
}

/// A line through words, from end to end.
fn strike(sheet: &mut Sheet<'_>, left: f32, y: f32, wide: f32, ink: Rgb) {
    sheet.line(vec![Point { x: left, y }, Point { x: left + wide, y }], Pen::solid(ink, 1.0));
}

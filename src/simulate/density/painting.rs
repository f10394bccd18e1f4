//! Density as a picture: what one of them takes, drawn large, and the machine's memory, line by
//! line, filled with as many as fit, all to scale.

use super::{Density, DensityRow, MEMORY, RESERVE, Unit};
use crate::{
    diagram::{
        LayerRole,
        drawing::{Align, Pen},
        geometry::{Point, Rect},
    },
    simulate::{
        amount::{Amount, memory},
        setting::Setting,
        sheet::Room,
        sheet::{Picture, Sheet},
    },
    theme::{Rgb, TextStyle},
};

/// Between two panes, in points.
const GUTTER: f32 = 24.0;
/// The least room in which two panes stand beside each other, in points.
const BESIDE: f32 = 520.0;
/// A line of memory, and what lies between two, in points.
const LINE: f32 = 20.0;
const GAP: f32 = 4.0;
/// Memory stands in at most so many lines, and in fewer where a line is wide.
const LINES: i64 = 16;
const WIDE_LINES: i64 = 8;
/// From so many points on a line is wide.
const WIDE: f32 = 420.0;
/// The bar of one of them, in points.
const BAR: f32 = 28.0;
/// What is narrower is not drawn apart, in points.
const THIN: f32 = 1.5;

pub(super) fn picture(model: &Density, setting: &Setting, room: &Room<'_>) -> Picture {
    let mut sheet = Sheet::new(room);
    let shown = model.shown(setting);
    let app = setting.amount(super::APP);
    let largest = shown.iter().map(|row| row.unit(app).all()).max().unwrap_or_default();
    let beside = shown.len() > 1 && room.width >= BESIDE;
    let width = if beside { (room.width - GUTTER) / 2.0 } else { room.width };
    let pane = |(number, row)| {
        let left = if beside && number == 1 { width + GUTTER } else { 0.0 };
        Pane { model, setting, row, left, width, largest }
    };
    let panes: Vec<Pane<'_>> = shown.into_iter().enumerate().map(pane).collect();
    let mut bottom = 0.0;
    if beside {
        // What the two machines hold is compared line by line, so they stand in line.
        let heads = panes.iter().map(|pane| pane.head(&mut sheet, 0.0));
        let top = heads.fold(0.0, f32::max);
        let machines = panes.iter().map(|pane| pane.machine(&mut sheet, top + 14.0));
        bottom = machines.fold(0.0, f32::max);
    } else {
        for (number, pane) in panes.iter().enumerate() {
            let top = if number > 0 { bottom + GUTTER } else { 0.0 };
            let top = pane.head(&mut sheet, top);
            bottom = pane.machine(&mut sheet, top + 14.0);
        }
    }
    sheet.reach(bottom);
    sheet.done()
}

/// One row of the model, drawn.
struct Pane<'a> {
    model: &'a Density,
    setting: &'a Setting,
    row: &'a DensityRow,
    left: f32,
    width: f32,
    /// What the largest unit of the picture takes, which sets the scale of the bars.
    largest: Amount,
}

impl Pane<'_> {
    fn unit(&self) -> Unit {
        self.row.unit(self.setting.amount(super::APP))
    }

    fn count(&self) -> i64 {
        self.model.count(self.setting, self.row)
    }

    /// What fits, and what one of them takes; returns where that ends.
    fn head(&self, sheet: &mut Sheet<'_>, top: f32) -> f32 {
        let count = self.count();
        let called = self.row.called(count);
        let number = Amount::whole(count).grouped();
        let tokens = sheet.tokens;
        let head = Rect { left: self.left, top, right: self.left + self.width, bottom: top + 64.0 };
        sheet.part(format!("{}: {number} {called} fit", self.row.name), head);
        let name = (self.row.name.as_str(), TextStyle::H3, tokens.text);
        let y = sheet.paragraph(name, (self.left, top), (self.width, 2));
        let middle = y + 18.0;
        let at = Point { x: self.left, y: middle };
        sheet.words(&number, TextStyle::Display, tokens.text, at, Align::Left);
        let after = self.left + sheet.wide(&number, TextStyle::Display) + 8.0;
        let at = Point { x: after, y: middle + 4.0 };
        sheet.words(&format!("{called} fit"), TextStyle::Ui, tokens.text2, at, Align::Left);
        self.one(sheet, self.unit(), y + 42.0)
    }

    /// What one of them takes: a bar to scale, and what it is made of.
    fn one(&self, sheet: &mut Sheet<'_>, unit: Unit, top: f32) -> f32 {
        let tokens = sheet.tokens;
        let words = format!("One takes {}", memory(unit.all()));
        let whole =
            Rect { left: self.left, top, right: self.left + self.width, bottom: top + 20.0 };
        sheet.part(words.clone(), whole);
        let line = (&*words, TextStyle::CaptionBold, tokens.text);
        let y = sheet.paragraph(line, (self.left, top), (self.width, 2)) + 4.0;
        let mut left = self.left;
        let mut legend = Vec::new();
        for (name, role, amount) in self.parts(unit) {
            let wide = self.width * share(amount, self.largest);
            let rect = Rect { left, top: y, right: left + wide, bottom: y + BAR };
            let said = format!("{name}: {}", memory(amount));
            sheet.part(said.clone(), rect);
            let colours = role.colours(tokens);
            sheet.plate(rect, 3.0, Some(colours.fill), Some(Pen::solid(colours.stroke, 1.0)));
            if wide >= 24.0 {
                sheet.icon(role.icon(), rect.centre(), 16.0, colours.stroke);
            }
            legend.push((said, role));
            left += wide;
        }
        let mut y = y + BAR + 6.0;
        for (said, role) in legend {
            let colours = role.colours(tokens);
            sheet.icon(
                role.icon(),
                Point { x: self.left + 8.0, y: y + 10.0 },
                14.0,
                colours.stroke,
            );
            let words = (&*said, TextStyle::Caption, tokens.text2);
            y = sheet.paragraph(words, (self.left + 22.0, y), (self.width - 22.0, 2));
        }
        y
    }

    /// What one is made of, from the left, without what takes nothing.
    fn parts(&self, unit: Unit) -> Vec<(&str, LayerRole, Amount)> {
        let over = self.row.over.as_ref().map_or("Outside it", |over| over.name.as_str());
        let parts = [
            ("Program", LayerRole::Application, unit.app),
            ("Guest with its own kernel", LayerRole::Kernel, unit.guest),
            (over, LayerRole::Boundary, unit.over),
        ];
        parts.into_iter().filter(|(.., amount)| *amount > Amount::ZERO).collect()
    }

    /// The machine's memory with all of them in it.
    fn machine(&self, sheet: &mut Sheet<'_>, top: f32) -> f32 {
        let tokens = sheet.tokens;
        let (unit, count) = (self.unit(), self.count());
        let all = self.setting.amount(MEMORY);
        let reserve = self.setting.amount(RESERVE).min(all);
        let line = line_of(all, if self.width < WIDE { LINES } else { WIDE_LINES });
        let words = format!("{} of memory, {} a line", memory(all), memory(line));
        let caption = (&*words, TextStyle::CaptionBold, tokens.text);
        sheet.part(
            words.clone(),
            Rect { left: self.left, top, right: self.left + self.width, bottom: top + 20.0 },
        );
        let y = sheet.paragraph(caption, (self.left, top), (self.width, 2)) + 4.0;
        let map = Map { left: self.left, top: y, width: self.width, line };
        let bottom = map.bottom(all);
        let whole =
            |top, bottom| Rect { left: self.left, top, right: self.left + self.width, bottom };

        let free = all - reserve - unit.all() * count;
        let free = free.max(Amount::ZERO);
        sheet.part(format!("Free: {}", memory(free)), whole(y, bottom));
        for rect in map.runs(Amount::ZERO, all) {
            sheet.plate(rect, 3.0, Some(tokens.reading), Some(Pen::solid(tokens.line, 1.0)));
        }
        let shared = format!("{}: {}", self.row.shared, memory(reserve));
        let first = map.runs(Amount::ZERO, reserve);
        let place = first.iter().fold(whole(y, y + LINE), |_, rect| *rect);
        if reserve > Amount::ZERO {
            sheet.part(shared.clone(), place);
            for rect in first {
                let colours = LayerRole::Hardware.colours(tokens);
                let pen = Pen::solid(colours.stroke, 1.0);
                sheet.plate(rect, 3.0, Some(colours.fill), Some(pen));
            }
        }
        let called = self.row.called(count);
        let number = Amount::whole(count).grouped();
        sheet.part(format!("{number} {called} of {} each", memory(unit.all())), whole(y, bottom));
        self.units(sheet, &map, unit, (reserve, count));
        let mut y = bottom + 6.0;
        let icon = LayerRole::Hardware;
        let colours = icon.colours(tokens);
        if reserve > Amount::ZERO {
            sheet.icon(
                icon.icon(),
                Point { x: self.left + 8.0, y: y + 10.0 },
                14.0,
                colours.stroke,
            );
            let words = (&*shared, TextStyle::Caption, tokens.text2);
            y = sheet.paragraph(words, (self.left + 22.0, y), (self.width - 22.0, 3));
        }
        let why = if self.is_capped(unit, count) { ", since no more are run" } else { "" };
        let words = format!("Free: {}{why}", memory(free));
        let words = (&*words, TextStyle::Caption, tokens.text2);
        sheet.paragraph(words, (self.left + 22.0, y), (self.width - 22.0, 2))
    }

    /// Does the ceiling keep out some that would fit?
    fn is_capped(&self, unit: Unit, count: i64) -> bool {
        let room = self.setting.amount(MEMORY) - self.setting.amount(RESERVE);
        room.holds(unit.all()).unwrap_or(0) > count
    }

    fn units(&self, sheet: &mut Sheet<'_>, map: &Map, unit: Unit, (from, count): (Amount, i64)) {
        let tokens = sheet.tokens;
        let parts: Vec<_> = self
            .parts(unit)
            .into_iter()
            .map(|(_, role, amount)| (role.colours(tokens), amount))
            .collect();
        if map.wide(unit.all()) < THIN {
            let colours = LayerRole::Application.colours(tokens);
            for rect in map.runs(from, from + unit.all() * count) {
                sheet.plate(rect, 0.0, Some(colours.stroke), None);
            }
            return;
        }
        for number in 0..count {
            let mut at = from + unit.all() * number;
            for (place, (colours, amount)) in parts.iter().enumerate() {
                let last = place + 1 == parts.len();
                for mut rect in map.runs(at, at + *amount) {
                    // A hair of ground between one and the next.
                    if last && rect.width() > 2.0 {
                        rect.right -= 1.0;
                    }
                    fill(sheet, rect, (colours.fill, colours.stroke));
                }
                at = at + *amount;
            }
        }
    }
}

/// Narrow runs are filled with the darker colour, so that they are seen.
fn fill(sheet: &mut Sheet<'_>, rect: Rect, (fill, stroke): (Rgb, Rgb)) {
    if rect.width() < 4.0 {
        sheet.plate(rect, 0.0, Some(stroke), None);
    } else {
        sheet.plate(rect, 0.0, Some(fill), Some(Pen::solid(stroke, 1.0)));
    }
}

/// The machine's memory as lines, one below the other, like words on a page.
struct Map {
    left: f32,
    top: f32,
    width: f32,
    /// The memory of a line, in MiB.
    line: Amount,
}

impl Map {
    fn wide(&self, amount: Amount) -> f32 {
        self.width * share(amount, self.line)
    }

    fn bottom(&self, all: Amount) -> f32 {
        let lines = (all - Amount::thousandths(1)).holds(self.line).unwrap_or(0) + 1;
        self.top + count(lines) * (LINE + GAP) - GAP
    }

    /// Where a stretch of memory lies, line by line.
    fn runs(&self, from: Amount, to: Amount) -> Vec<Rect> {
        let mut runs = Vec::new();
        let mut at = from;
        while at < to {
            let line = at.holds(self.line).unwrap_or(0);
            let start = self.line * line;
            let end = to.min(start + self.line);
            let top = self.top + count(line) * (LINE + GAP);
            let left = self.left + self.wide(at - start);
            let right = self.left + self.wide(end - start);
            runs.push(Rect { left, top, right, bottom: top + LINE });
            at = end;
        }
        runs
    }
}

/// How much memory a line stands for: a power of two, so that there are not more than `most`.
fn line_of(all: Amount, most: i64) -> Amount {
    let mut line = Amount::whole(128);
    while (all - Amount::thousandths(1)).holds(line).unwrap_or(0) >= most {
        line = line * 2;
    }
    line
}

fn share(part: Amount, of: Amount) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a length on a screen")]
    let share = if of == Amount::ZERO { 0.0 } else { (part.number() / of.number()) as f32 };
    share
}

fn count(number: i64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let number = number as f32;
    number
}

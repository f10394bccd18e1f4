//! How a length stands for time.

use crate::simulate::{amount::Amount, control::Scale};

/// Time along a line that begins at nought, or on a logarithmic scale at 1 ms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    pub scale: Scale,
    /// Where it ends, in milliseconds.
    pub end: Amount,
    /// Where it lies, in points.
    pub left: f32,
    pub width: f32,
}

/// Where a logarithmic scale begins: nought is infinitely far away on it, and of less than a
/// millisecond nothing is told here.
const FIRST: Amount = Amount::whole(1);
/// The room that a linear scale gives a tick at least, in points.
const APART: f32 = 76.0;

impl Axis {
    /// For times up to `longest`; a logarithmic one has at least two ticks.
    pub fn new(scale: Scale, longest: Amount, (left, width): (f32, f32)) -> Self {
        let least = match scale {
            Scale::Linear => FIRST,
            Scale::Log => FIRST * 10,
        };
        Self { scale, end: longest.max(least), left, width }
    }

    /// Where a time lies, in points; what is later than the end lies there.
    pub fn x(&self, at: Amount) -> f32 {
        let share = match self.scale {
            Scale::Linear => at.number() / self.end.number(),
            Scale::Log => at.max(FIRST).number().ln() / self.end.number().ln(),
        };
        #[expect(clippy::cast_possible_truncation, reason = "a length on a screen")]
        let share = share.clamp(0.0, 1.0) as f32;
        self.left + self.width * share
    }

    /// The times that are marked: nought and even steps, or the powers of ten.
    pub fn ticks(&self) -> Vec<Amount> {
        let mut ticks = Vec::new();
        match self.scale {
            Scale::Linear => {
                let step = self.step();
                let last = self.end.holds(step).unwrap_or(0);
                ticks.extend((0..=last).map(|number| step * number));
            }
            Scale::Log => {
                let mut tick = FIRST;
                while tick <= self.end {
                    ticks.push(tick);
                    tick = tick * 10;
                }
            }
        }
        ticks
    }

    /// The least of 1, 2, 5, 10, … ms that leaves each tick its room.
    fn step(&self) -> Amount {
        let room = f64::from((self.width / APART).max(1.0));
        let least = self.end.number() / room;
        let mut ten = FIRST;
        loop {
            let steps = [ten, ten * 2, ten * 5];
            if let Some(step) = steps.into_iter().find(|step| step.number() >= least) {
                return step;
            }
            ten = ten * 10;
        }
    }
}

/// What stands at a tick: milliseconds below a tenth of a second, seconds from there on.
pub(super) fn label(tick: Amount) -> String {
    if tick == Amount::ZERO {
        return "0".to_owned();
    }
    if tick < Amount::whole(100) {
        return format!("{} ms", tick.grouped());
    }
    format!("{} s", Amount::thousandths(tick.in_thousandths() / 1000).grouped())
}

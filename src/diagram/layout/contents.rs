//! What stands in a box under its name: badges in rows, gauges one below the other.

use crate::{
    diagram::{
        layout::{
            fitting::shorten,
            geometry::Rect,
            placed::{Inside, PlacedBadge, PlacedGauge},
        },
        model::Layer,
    },
    theme::{Measure, TextStyle},
};
use std::sync::Arc;

/// Free space beside and below what stands in a box, in points.
const PADDING: f32 = 8.0;
const BADGE: f32 = 18.0;
const BADGE_PADDING: f32 = 6.0;
const BETWEEN: f32 = 4.0;
const GAUGE: f32 = 16.0;
/// The least length of a gauge's bar, in points.
const BAR: f32 = 32.0;
/// How wide a box with gauges must be, in points.
pub(super) const GAUGES: f32 = 112.0;

/// Badges and gauges, placed from the top left corner of their own area.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub badges: Vec<PlacedBadge>,
    pub gauges: Vec<PlacedGauge>,
    /// The free space below included, in points; 0 where there are no badges and gauges.
    pub height: f32,
}

fn fitted(measure: &dyn Measure, text: &str, room: f32) -> (String, f32) {
    let style = TextStyle::Small;
    let wide = |text: &str| measure.width(text, style.size(), style.weight());
    let text =
        if wide(text) <= room { text.to_owned() } else { shorten(measure, text, style, room) };
    let width = wide(&text).min(room);
    (text, width)
}

impl Contents {
    /// The badges and gauges of a layer in a box of that width.
    pub(super) fn of(measure: &dyn Measure, layer: &Layer, width: f32) -> Self {
        let mut contents = Self::default();
        if layer.badges.is_empty() && layer.gauges.is_empty() {
            return contents;
        }
        let room = (width - 2.0 * PADDING).max(1.0);
        let mut top = 0.0;
        // Rows are centred, so each is filled before it is placed.
        let mut row: Vec<(String, f32, bool)> = Vec::new();
        let mut used = 0.0;
        for badge in &layer.badges {
            let text_room = (room - 2.0 * BADGE_PADDING).max(1.0);
            let (text, wide) = fitted(measure, &badge.text, text_room);
            let wide = (wide + 2.0 * BADGE_PADDING).min(room);
            if !row.is_empty() && used + BETWEEN + wide > room {
                contents.badge_row(std::mem::take(&mut row), used, top, width);
                top += BADGE + BETWEEN;
                used = 0.0;
            }
            used += if row.is_empty() { wide } else { BETWEEN + wide };
            row.push((text, wide, badge.on));
        }
        if !row.is_empty() {
            contents.badge_row(row, used, top, width);
            top += BADGE + BETWEEN;
        }
        let style = TextStyle::Small;
        let longest = layer
            .gauges
            .iter()
            .map(|gauge| measure.width(&gauge.name, style.size(), style.weight()))
            .fold(0.0, f32::max);
        let names = longest.min((room - BAR - PADDING).max(1.0));
        for gauge in &layer.gauges {
            let (name, _) = fitted(measure, &gauge.name, names);
            let left = PADDING + names + PADDING;
            let middle = top + GAUGE / 2.0;
            let right = (width - PADDING).max(left + 1.0);
            contents.gauges.push(PlacedGauge {
                name,
                text: Rect { left: PADDING, top, right: PADDING + names, bottom: top + GAUGE },
                bar: Rect { left, top: middle - 3.0, right, bottom: middle + 3.0 },
                percent: gauge.percent,
            });
            top += GAUGE;
        }
        let below = if layer.gauges.is_empty() { PADDING - BETWEEN } else { PADDING - 1.0 };
        contents.height = if top > 0.0 { top + below } else { 0.0 };
        contents
    }

    fn badge_row(&mut self, row: Vec<(String, f32, bool)>, used: f32, top: f32, width: f32) {
        let mut left = ((width - used) / 2.0).max(0.0);
        for (text, wide, on) in row {
            let rect = Rect { left, top, right: left + wide, bottom: top + BADGE };
            self.badges.push(PlacedBadge { rect, text, on });
            left += wide + BETWEEN;
        }
    }

    /// Moved by so many points to the right and down; nothing where there are no badges and gauges.
    pub(super) fn placed(self, by_x: f32, by_y: f32) -> Option<Arc<Inside>> {
        let Self { mut badges, mut gauges, .. } = self;
        for badge in &mut badges {
            badge.rect = badge.rect.moved(by_x, by_y);
        }
        for gauge in &mut gauges {
            gauge.text = gauge.text.moved(by_x, by_y);
            gauge.bar = gauge.bar.moved(by_x, by_y);
        }
        let some = !badges.is_empty() || !gauges.is_empty();
        some.then(|| Arc::new(Inside { badges, gauges }))
    }
}

//! Where the words of a link stand.

use crate::{
    diagram::layout::{
        distances::LANE_WORDS,
        geometry::Point,
        lines::{connectors::plate, free_space::FreeSpace, ways::Router},
        placed::Words,
    },
    theme::{Measure, TextStyle},
};

/// The straight parts of a line.
pub fn segments(line: &[Point]) -> Vec<(Point, Point)> {
    line.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

/// Where the words of a link stand: midway, never on a bend, clear of everything else. Shorter
/// where there is too little room; nowhere where there is none.
pub fn words_at(
    space: &FreeSpace,
    measure: &dyn Measure,
    label: &str,
    own: &[Point],
    others: &[(Point, Point)],
    router: &Router,
) -> Option<Words> {
    let Router { body, pane, .. } = *router;
    let style = TextStyle::Small;
    let full = measure.width(label, style.size(), style.weight()) + 6.0;
    let parts = segments(own);
    for share in [1.0, 0.7, 0.45] {
        let wanted = (full * share).max(36.0) + 1.0;
        let mut found: Option<(f32, Words)> = None;
        for (number, (one, other)) in parts.iter().enumerate() {
            let rest: Vec<(Point, Point)> = parts
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != number)
                .map(|(_, part)| *part)
                .chain(others.iter().copied())
                .collect();
            let level = (one.y - other.y).abs() < 0.01;
            let length = (one.x - other.x).abs() + (one.y - other.y).abs();
            for along in [0.5, 0.35, 0.65, 0.2, 0.8] {
                let at = Point {
                    x: one.x + (other.x - one.x) * along,
                    y: one.y + (other.y - one.y) * along,
                };
                let in_lane = at.x > body.right || at.x < body.left;
                let room = if in_lane && !level { wanted.min(LANE_WORDS) } else { wanted };
                let on = plate(measure, label, at, room);
                let reach = if level { on.rect.width() } else { on.rect.height() };
                let ends = (length * along.min(1.0 - along) - reach / 2.0).max(-1.0);
                let mut tries = Vec::new();
                // On the line, with some of it to be seen on both sides.
                if ends >= 8.0 {
                    tries.push(on.clone());
                }
                if !level && length >= 12.0 {
                    let half = on.rect.width() / 2.0 + 4.0;
                    tries.push(plate(measure, label, Point { x: at.x + half, ..at }, room));
                    tries.push(plate(measure, label, Point { x: at.x - half, ..at }, room));
                }
                for (order, words) in (0_u8..).zip(tries) {
                    // Beside a lane, on its outer side.
                    let beside = !in_lane
                        || level
                        || words.rect.left >= body.right
                        || words.rect.right <= body.left;
                    let inside = beside && pane.holds(&words.rect);
                    if inside && space.room_for(&words.rect, &rest) {
                        let off = (along - 0.5).abs() * 100.0 + f32::from(order) * 10.0;
                        let score = off - length * 0.2 - if level { 20.0 } else { 0.0 };
                        if found.as_ref().is_none_or(|(best, _)| score < *best) {
                            found = Some((score, words));
                        }
                    }
                }
            }
        }
        if let Some((_, words)) = found {
            return Some(words);
        }
    }
    None
}

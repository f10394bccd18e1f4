//! Tables: rows with hairlines, cards where it is narrow, and "show all".

use crate::{
    app::LessonKey,
    pack::{
        Course,
        course::{Row, Table},
        prose::{Span, plain as words_of},
    },
    theme::TextStyle,
    ui::{
        paint::colour,
        prose::{Setting, flow},
        text,
        views::Cx,
        widgets::{Button, Rank, hairline},
    },
};
use egui::{CornerRadius, Rect, Ui, UiBuilder, pos2, vec2};

/// Narrower than this, each row is a card, in points.
const CARDS: f32 = 480.0;

/// A table of the lesson.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, key: (LessonKey, usize), table: &Table) {
    // Fewer rows than this are not worth a button that takes their place.
    const WORTH: usize = 3;
    let hidden = table.rows.iter().filter(|row| row.more).count();
    let folds = hidden >= WORTH;
    // What is looked for may stand in a hidden row. Unfolded for that, the table stays so: what was
    // found keeps its place.
    if cx.model.finding && !cx.views.whole_tables.contains(&key) {
        let mut rows = table.rows.iter().filter(|row| row.more);
        if rows.any(|row| row.cells.iter().any(|cell| cx.views.find.wants(&words_of(cell)))) {
            cx.views.whole_tables.insert(key.clone());
        }
    }
    let whole = cx.views.whole_tables.contains(&key);
    let rows: Vec<&Row> = table.rows.iter().filter(|row| whole || !folds || !row.more).collect();
    let cells: Vec<&[Vec<Span>]> = rows.iter().map(|row| row.cells.as_slice()).collect();
    let columns: Vec<Vec<Span>> = table
        .columns
        .iter()
        .map(|text| vec![Span { text: text.clone(), ..Span::default() }])
        .collect();
    grid(ui, cx, course, &columns, &cells);
    if folds {
        ui.add_space(8.0);
        let words = if whole {
            "Show fewer rows".to_owned()
        } else {
            format!("Show all {} rows", table.rows.len())
        };
        if Button::new(Rank::Quiet, &words).show(ui, cx.tokens).clicked() {
            if whole {
                cx.views.whole_tables.remove(&key);
            } else {
                cx.views.whole_tables.insert(key);
            }
        }
    }
}

/// A table within prose.
pub fn plain(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    columns: &[Vec<Span>],
    rows: &[Vec<Vec<Span>>],
) {
    let cells: Vec<&[Vec<Span>]> = rows.iter().map(Vec::as_slice).collect();
    grid(ui, cx, course, columns, &cells);
}

fn grid(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    columns: &[Vec<Span>],
    rows: &[&[Vec<Span>]],
) {
    let width = ui.available_width();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if width < CARDS {
            for cells in rows {
                card(ui, cx, course, columns, cells, width);
            }
            return;
        }
        let widths = widths(columns.len(), width);
        head(ui, cx, columns, &widths);
        for cells in rows {
            row(ui, cx, course, cells, &widths);
        }
    });
}

/// The first column names the row; the others share what is left.
fn widths(columns: usize, width: f32) -> Vec<f32> {
    if columns < 2 {
        return vec![width; columns];
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let others = (columns - 1) as f32;
    let first = if columns == 2 { 0.34 } else { 0.28 };
    (0..columns).map(|i| width * if i == 0 { first } else { (1.0 - first) / others }).collect()
}

const SIDE: f32 = 12.0;

fn head(ui: &mut Ui, cx: &mut Cx<'_>, columns: &[Vec<Span>], widths: &[f32]) {
    let tokens = cx.tokens;
    let galleys: Vec<_> = columns
        .iter()
        .zip(widths)
        .map(|(column, width)| {
            let words = words_of(column);
            let job = text::job(&words, TextStyle::CaptionBold, tokens.text, width - 2.0 * SIDE);
            (text::galley(ui, job), words)
        })
        .collect();
    let highest = galleys.iter().map(|(galley, _)| galley.size().y).fold(20.0, f32::max);
    let size = vec2(widths.iter().sum(), highest + 16.0);
    let (rect, whole) = ui.allocate_exact_size(size, egui::Sense::hover());
    let corners = CornerRadius { nw: 8, ne: 8, sw: 0, se: 0 };
    ui.painter().rect_filled(rect, corners, colour(tokens.panel));
    let mut left = rect.left();
    for (number, ((galley, words), width)) in galleys.into_iter().zip(widths).enumerate() {
        let at = pos2(left + SIDE, rect.bottom() - 8.0 - galley.size().y);
        let cell = Rect::from_min_size(at, galley.size());
        if !words.is_empty() {
            let spoken = ui.interact(cell, whole.id.with(number), egui::Sense::hover());
            spoken.widget_info(|| {
                egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &words)
            });
            text::paint_at(ui, at, galley);
        }
        left += width;
    }
    hairline(ui, tokens, rect.x_range(), rect.bottom());
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, cells: &[Vec<Span>], widths: &[f32]) {
    let tokens = cx.tokens;
    let top = ui.cursor().top();
    let left_edge = ui.max_rect().left();
    let mut left = left_edge;
    let mut bottom = top;
    for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let rect =
            Rect::from_min_size(pos2(left + SIDE, top + 9.0), vec2(width - 2.0 * SIDE, 10_000.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        let (style, ink) = if index == 0 {
            (TextStyle::UiBold, tokens.text)
        } else {
            (TextStyle::Ui, tokens.text2)
        };
        let setting = Setting { style, ink, strong: tokens.text, width: width - 2.0 * SIDE };
        let response = flow(&mut child, cx, course, cell, setting);
        bottom = bottom.max(response.rect.bottom());
        left += width;
    }
    let rect = Rect::from_min_max(pos2(left_edge, top), pos2(left, bottom + 9.0));
    ui.advance_cursor_after_rect(rect);
    hairline(ui, tokens, rect.x_range(), rect.bottom());
}

/// One row as a card: its name, then each column's heading and cell.
fn card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    columns: &[Vec<Span>],
    cells: &[Vec<Span>],
    width: f32,
) {
    let tokens = cx.tokens;
    ui.add_space(10.0);
    for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
        let style = if index == 0 { TextStyle::UiBold } else { TextStyle::Ui };
        let ink = if index == 0 { tokens.text } else { tokens.text2 };
        let heading = words_of(column);
        if index > 0 && !heading.is_empty() {
            text::label(ui, &heading, TextStyle::SmallBold, tokens.text3);
        }
        flow(ui, cx, course, cell, Setting { style, ink, strong: tokens.text, width });
        ui.add_space(4.0);
    }
    ui.add_space(6.0);
    hairline(ui, tokens, ui.max_rect().x_range(), ui.cursor().top());
}

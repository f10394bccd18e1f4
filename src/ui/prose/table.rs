//! Tables: a title, rows with hairlines, a card for each row where there is little room, and "show all".

use crate::{
    app::LessonKey,
    pack::{
        Course, columns,
        columns::{Column, SIDE, cell_style},
        course::{Row, Table},
        prose::{Span, plain as words_of},
    },
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            paint::colour,
            text,
            widgets::{Button, Rank, hairline},
        },
        prose::{Setting, flow, found::Finder},
    },
};
use egui::{
    Align, CornerRadius, Layout, Rect, Ui, UiBuilder, WidgetInfo,
    accesskit::Role,
    cache::{ComputerMut, FrameCache},
    pos2, vec2,
};
use std::{collections::HashSet, sync::Arc};

/// Where a table stands: in which lesson, in which of its blocks, and where in that, if it is a
/// fold.
pub type TablePlace = (LessonKey, usize, Option<usize>);

/// Tables whose hidden rows are shown.
#[derive(Default)]
struct Whole(HashSet<TablePlace>);

/// In less width than this, in points, each row is a card.
const CARDS: f32 = 480.0;

/// A table of the lesson.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, key: TablePlace, table: &Table) {
    // So few hidden rows are shown at once: the button would take as much room.
    const WORTH: usize = 3;
    let hidden = table.rows.iter().filter(|row| row.more).count();
    let folds = hidden >= WORTH;
    // A hidden row may hold what is looked for: then the table shows all rows, and stays so, so
    // that what was found keeps its place.
    if cx.model.navigation.finding && !cx.states.of::<Whole>().0.contains(&key) {
        let mut rows = table.rows.iter().filter(|row| row.more);
        if rows
            .any(|row| row.cells.iter().any(|cell| cx.states.of::<Finder>().wants(&words_of(cell))))
        {
            cx.states.of::<Whole>().0.insert(key.clone());
        }
    }
    let whole = cx.states.of::<Whole>().0.contains(&key);
    let rows: Vec<&Row> = table.rows.iter().filter(|row| whole || !folds || !row.more).collect();
    let cells: Vec<&[Vec<Span>]> = rows.iter().map(|row| row.cells.as_slice()).collect();
    // Columns are measured over all rows, so that they stay as they are when hidden rows are shown.
    let all: Vec<&[Vec<Span>]> = table.rows.iter().map(|row| row.cells.as_slice()).collect();
    let columns: Vec<Vec<Span>> = table
        .columns
        .iter()
        .map(|text| vec![Span { text: text.clone(), ..Span::default() }])
        .collect();
    title(ui, cx, course, &table.title);
    let shown = ui.scope(|ui| grid(ui, cx, course, &columns, &cells, &all)).response;
    shown.widget_info(|| WidgetInfo::labeled(Role::Table, true, &table.title));
    if folds {
        ui.add_space(8.0);
        let words = if whole {
            "Show fewer rows".to_owned()
        } else {
            format!("Show all {} rows", table.rows.len())
        };
        if Button::new(Rank::Quiet, &words).show(ui, cx.tokens).clicked() {
            if whole {
                cx.states.of::<Whole>().0.remove(&key);
            } else {
                cx.states.of::<Whole>().0.insert(key);
            }
        }
    }
}

fn title(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, title: &str) {
    let ink = cx.tokens.text;
    let width = ui.available_width();
    let setting = Setting { style: TextStyle::UiBold, ink, strong: ink, width };
    let span = Span { text: title.to_owned(), ..Span::default() };
    let shown = flow(ui, cx, course, &[span], setting);
    ui.ctx().accesskit_node_builder(shown.id, |node| {
        node.set_role(Role::Caption);
        node.set_label(title);
    });
    ui.add_space(8.0);
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
    grid(ui, cx, course, columns, &cells, &cells);
}

/// Some rows of a table, in columns that suit all of them.
fn grid(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    heads: &[Vec<Span>],
    rows: &[&[Vec<Span>]],
    all: &[&[Vec<Span>]],
) {
    let width = ui.available_width();
    let columns = ui.memory_mut(|memory| {
        let measured = memory.caches.cache::<FrameCache<Arc<[Column]>, Measuring>>();
        Arc::clone(measured.get(Cells { heads, all }))
    });
    let widths = if width < CARDS { None } else { columns::widths(&columns, width) };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let Some(widths) = widths else {
            for cells in rows {
                card(ui, cx, course, heads, cells, width);
            }
            return;
        };
        let columns: Vec<Set> = columns
            .iter()
            .zip(widths)
            .map(|(column, width)| Set { width, right: column.numbers })
            .collect();
        head(ui, cx, heads, &columns);
        for cells in rows {
            row(ui, cx, course, cells, &columns);
        }
    });
}

/// All cells of a table.
#[derive(Clone, Copy, Hash)]
struct Cells<'a> {
    heads: &'a [Vec<Span>],
    all: &'a [&'a [Vec<Span>]],
}

/// Measures columns once, not in each frame: shaping every word of a lesson's tables took as long
/// as everything else in it.
#[derive(Default)]
struct Measuring;

impl ComputerMut<Cells<'_>, Arc<[Column]>> for Measuring {
    fn compute(&mut self, Cells { heads, all }: Cells<'_>) -> Arc<[Column]> {
        let column = |(index, head): (usize, &Vec<Span>)| {
            let cells = all.iter().filter_map(|row| row.get(index)).map(Vec::as_slice);
            columns::column(head, cells, cell_style(index), 2.0 * SIDE)
        };
        heads.iter().enumerate().map(column).collect()
    }
}

/// How a column is set out.
struct Set {
    /// Its width in points, with the space at its sides.
    width: f32,
    /// Its cells end at the right: numbers stand with their ends below each other.
    right: bool,
}

fn head(ui: &mut Ui, cx: &mut Cx<'_>, heads: &[Vec<Span>], columns: &[Set]) {
    let tokens = cx.tokens;
    let galleys: Vec<_> = heads
        .iter()
        .zip(columns)
        .map(|(head, column)| {
            let words = words_of(head);
            let room = column.width - 2.0 * SIDE;
            let job = text::job(&words, TextStyle::CaptionBold, tokens.text, room);
            (text::galley(ui, job), words)
        })
        .collect();
    let highest = galleys.iter().map(|(galley, _)| galley.size().y).fold(20.0, f32::max);
    let size = vec2(columns.iter().map(|column| column.width).sum(), highest + 16.0);
    let (rect, whole) = ui.allocate_exact_size(size, egui::Sense::hover());
    let corners = CornerRadius { nw: 8, ne: 8, sw: 0, se: 0 };
    ui.painter().rect_filled(rect, corners, colour(tokens.panel));
    let mut left = rect.left();
    for (number, ((galley, words), column)) in galleys.into_iter().zip(columns).enumerate() {
        let end = left + column.width - SIDE - galley.size().x;
        let from = if column.right { end } else { left + SIDE };
        let at = pos2(from, rect.bottom() - 8.0 - galley.size().y);
        let cell = Rect::from_min_size(at, galley.size());
        if !words.is_empty() {
            let spoken = ui.interact(cell, whole.id.with(number), egui::Sense::hover());
            spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            text::paint_at(ui, at, galley);
        }
        left += column.width;
    }
    hairline(ui, tokens, rect.x_range(), rect.bottom());
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, cells: &[Vec<Span>], columns: &[Set]) {
    let tokens = cx.tokens;
    let top = ui.cursor().top();
    let left_edge = ui.max_rect().left();
    let mut left = left_edge;
    let mut bottom = top;
    for (index, (cell, column)) in cells.iter().zip(columns).enumerate() {
        let width = column.width - 2.0 * SIDE;
        let rect = Rect::from_min_size(pos2(left + SIDE, top + 9.0), vec2(width, 10_000.0));
        let layout = Layout::top_down(if column.right { Align::Max } else { Align::Min });
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
        let ink = if index == 0 { tokens.text } else { tokens.text2 };
        let setting = Setting { style: cell_style(index), ink, strong: tokens.text, width };
        let response = flow(&mut child, cx, course, cell, setting);
        bottom = bottom.max(response.rect.bottom());
        left += column.width;
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
        let style = cell_style(index);
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

//! What stands behind a live figure: all of it as a table, and what it takes for granted.

use super::{Figure, view};
use crate::{
    id::Id,
    pack::{
        course::{Row, Table, sources_in_order},
        prose::{Link, ProseBlock, Span},
    },
    simulate::Facts,
    ui::{
        cx::Cx,
        kit::widgets::{Button, Rank},
        prose::{self, table},
    },
};
use egui::{Response, Ui, vec2};

/// The two buttons, and what they open.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let open = &view(cx, figure).facts;
        let (table, assumptions) = (open.table, open.assumptions);
        if opener(ui, cx, "As a table", table).clicked() {
            view(cx, figure).facts.table = !table;
        }
        if opener(ui, cx, "What is assumed, and sources", assumptions).clicked() {
            view(cx, figure).facts.assumptions = !assumptions;
        }
    });
    let open = &view(cx, figure).facts;
    let (table, assumptions) = (open.table, open.assumptions);
    let live = figure.shown.model.live();
    if table {
        ui.add_space(10.0);
        let facts = live.table(&figure.setting);
        let place = (figure.key.0.clone(), figure.key.1, None);
        table::show(ui, cx, figure.course, place, &as_table(&figure.shown.title, facts));
    }
    if assumptions {
        ui.add_space(10.0);
        let model = cx.model;
        let cited = model.open_lesson().map(|(_, _, lesson)| sources_in_order(lesson));
        let cited = cited.unwrap_or_default();
        let items = live.assumptions().into_iter().map(|one| {
            let words = Span { text: one.text, ..Span::default() };
            let source = one.source.map(|source| {
                let number = cited.iter().position(|id| *id == source).map_or(0, |at| at + 1);
                let (text, link) = (number.to_string(), Some(Link::Source(source)));
                Span { text, link, ..Span::default() }
            });
            vec![ProseBlock::Paragraph(std::iter::once(words).chain(source).collect())]
        });
        let list = ProseBlock::List { start: None, items: items.collect() };
        prose::show(ui, cx, figure.course, &[list]);
    }
}

fn opener(ui: &mut Ui, cx: &Cx<'_>, words: &str, open: bool) -> Response {
    let button = Button::new(Rank::Quiet, words).height(32.0);
    let icon = if open { crate::ui::kit::icons::DOWN } else { crate::ui::kit::icons::UNFOLD };
    let shown = button.before(icon).show(ui, cx.tokens);
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_expanded(open));
    shown
}

/// The facts as a table of a lesson.
fn as_table(title: &str, facts: Facts) -> Table {
    let plain = |text: String| vec![Span { text, ..Span::default() }];
    let rows = facts.rows.into_iter().enumerate().filter_map(|(number, cells)| {
        let id = Id::new(&format!("row-{number}")).ok()?;
        Some(Row { id, cells: cells.into_iter().map(plain).collect(), more: false })
    });
    Table { id: None, title: title.to_owned(), columns: facts.columns, rows: rows.collect() }
}

//! The blocks of a lesson, one below the other, and the space between them.

use crate::{
    app::LessonKey,
    pack::{Block, Course, Lesson, course::Fold, search},
    ui::{
        cx::Cx,
        figure,
        lesson::{
            fold::{self, Part},
            outline,
        },
        live, prose,
        prose::table,
    },
};
use egui::Ui;

/// Shows all blocks of a lesson.
pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    (key, lesson): (&LessonKey, &Lesson),
    low: bool,
) {
    for (index, block) in lesson.blocks.iter().enumerate() {
        match block {
            Block::SideBySide(block) => figure::show(ui, cx, index, block, low),
            Block::Simulate(block) => live::show(ui, cx, index, block),
            Block::Fold(block) => {
                let place = (key.clone(), Part::Block(index));
                fold::show(ui, cx, place, (&block.title, || search::folded(block)), |ui, cx| {
                    folded(ui, cx, course, (key, lesson), (index, block));
                });
            }
            Block::Prose(_) | Block::Table(_) | Block::Describe(_) => {
                read(ui, cx, course, lesson, ((key.clone(), index, None), block));
            }
        }
        ui.add_space(space_between(block, lesson.blocks.get(index + 1)));
    }
}

/// Shows what is in a fold.
fn folded(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    (key, lesson): (&LessonKey, &Lesson),
    (index, fold): (usize, &Fold),
) {
    for (inner, block) in fold.blocks.iter().enumerate() {
        if inner > 0 {
            ui.add_space(16.0);
        }
        read(ui, cx, course, lesson, ((key.clone(), index, Some(inner)), block));
    }
}

/// Shows a block that is only read.
fn read(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    lesson: &Lesson,
    (place, block): (table::TablePlace, &Block),
) {
    match block {
        Block::Prose(blocks) => prose::show(ui, cx, course, blocks),
        Block::Table(block) => table::show(ui, cx, course, place, block),
        Block::Describe(ids) => {
            let width = ui.available_width();
            outline::show(ui, cx, course, lesson, ids, width);
        }
        // The check lets none of these stand in a fold.
        Block::SideBySide(_) | Block::Fold(_) | Block::Simulate(_) => {}
    }
}

fn space_between(block: &Block, next: Option<&Block>) -> f32 {
    match (block, next) {
        (Block::SideBySide(_) | Block::Simulate(_), _) | (_, None) => 32.0,
        (Block::Fold(_), Some(Block::Fold(_))) => 8.0,
        (
            Block::Prose(_),
            Some(
                Block::SideBySide(_)
                | Block::Table(_)
                | Block::Describe(_)
                | Block::Fold(_)
                | Block::Simulate(_),
            ),
        ) => 16.0,
        _ => 24.0,
    }
}

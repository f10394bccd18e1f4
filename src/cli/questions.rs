//! `strata questions`: what the pictures of a pack ask by themselves, with the ids that authors
//! need to forbid or reword it.

use crate::{
    cli::{FAILED, complain, course::course, say},
    id::Id,
    pack::{Course, Lesson, drawn_questions},
    quiz::{Kind, Question},
};
use std::{path::PathBuf, process::ExitCode};

/// Which pack, and which of its lessons.
#[derive(Debug, Clone, clap::Args)]
pub struct Wish {
    /// A pack's folder or file, or the name of one that is there: strata/containers-vs-vms
    pack: String,
    /// Only those of this lesson
    lesson: Option<String>,
}

pub(super) fn run(wish: &Wish, data_dir: Result<PathBuf, String>) -> ExitCode {
    let course = match course(&wish.pack, data_dir) {
        Ok(course) => course,
        Err((code, why)) => {
            complain(&format!("error: {why}"));
            return code.into();
        }
    };
    let lessons: Vec<&Lesson> = match &wish.lesson {
        None => course.lessons.iter().map(AsRef::as_ref).collect(),
        Some(name) => {
            let found = Id::new(name).ok().and_then(|id| course.lesson(&id));
            let Some(lesson) = found else {
                let ids: Vec<&str> =
                    course.lessons.iter().map(|lesson| lesson.id.as_str()).collect();
                complain(&format!(
                    "error: there is no lesson `{name}`; there are {}",
                    ids.join(", ")
                ));
                return FAILED.into();
            };
            vec![lesson]
        }
    };
    say(lessons.into_iter().flat_map(|lesson| told(&course, lesson)), 0)
}

fn told(course: &Course, lesson: &Lesson) -> Vec<String> {
    let questions = drawn_questions(course, lesson);
    let mut lines = vec![format!("{}: {}", lesson.id, questions.len())];
    for question in &questions {
        lines.push(format!("  {}", question.id));
        lines.push(format!("    {}", question.prompt));
        lines.push(format!("    = {}", right(question)));
    }
    lines
}

/// What is right, in a line.
fn right(question: &Question) -> String {
    let texts: Vec<String> = match &question.kind {
        Kind::Order(order) => order.items.iter().map(|item| item.text.clone()).collect(),
        Kind::PointAt { target, .. } => target.nodes().iter().map(ToString::to_string).collect(),
        kind => {
            let right = kind.choices().into_iter().flatten().filter(|choice| choice.correct);
            right.map(|choice| choice.text.clone()).collect()
        }
    };
    texts.join(", ")
}

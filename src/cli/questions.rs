//! `strata questions`: what the pictures of a pack ask by themselves, with every answer and its
//! reason, and the ids that authors need to forbid or reword it.

use crate::{
    cli::{FAILED, complain, course::course, say},
    id::Id,
    pack::{Course, Lesson, drawn_questions},
    quiz::{Fated, Kind, Question},
};
use std::{path::Path, process::ExitCode};

/// Which pack, and which of its lessons.
#[derive(Debug, Clone, clap::Args)]
pub struct Wish {
    /// A pack's folder or file, or the name of one that is there: strata/containers-vs-vms
    pack: String,
    /// Only those of this lesson
    lesson: Option<String>,
    /// With the facts of the pictures that decide each, and the layers that show them
    #[arg(long)]
    why: bool,
}

pub(super) fn run(wish: &Wish, data_dir: Option<&Path>) -> ExitCode {
    let course = match course(&wish.pack, data_dir) {
        Ok(course) => course,
        Err((code, why)) => {
            complain(&format!("error: {why}"));
            return code.into();
        }
    };
    if !course.is_english() {
        complain(&format!(
            "note: the pack is in `{}`; pictures ask in English only, so these ask nothing",
            course.language
        ));
    }
    let lessons: Vec<&Lesson> = match &wish.lesson {
        None => {
            let read = course.lessons.iter().filter(|lesson| lesson.check.is_none());
            read.map(AsRef::as_ref).collect()
        }
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
    say(lessons.into_iter().flat_map(|lesson| told(&course, lesson, wish.why)), 0)
}

fn told(course: &Course, lesson: &Lesson, why: bool) -> Vec<String> {
    let questions = drawn_questions(course, lesson);
    let mut lines = vec![format!("{}: {}", lesson.id, questions.len())];
    for question in &questions {
        lines.push(format!("  {}", question.id));
        lines.push(format!("    {}", question.prompt));
        for (sign, text, because) in parts(question) {
            lines.push(format!("    {sign} {text}"));
            if !because.trim().is_empty() {
                lines.push(format!("      {}", because.trim()));
            }
        }
        for fact in question.facts.iter().filter(|_| why) {
            let nodes = fact.nodes.iter().map(ToString::to_string);
            let drawn = fact.lines.iter().map(|line| format!("{}/{}", line.diagram, line.of));
            lines.push(format!("    why: {}", fact.says));
            lines.push(format!("      {}", nodes.chain(drawn).collect::<Vec<_>>().join(" ")));
        }
    }
    lines
}

/// The options or items of a question, each with its mark, its text and its reason: `=` before what
/// is right, `-` before what is wrong, and in an order its place, from 1; of requests, what becomes
/// of them.
fn parts(question: &Question) -> Vec<(String, &str, &str)> {
    let sign = |right: bool| if right { "=" } else { "-" }.to_owned();
    match &question.kind {
        Kind::Order(order) => {
            let items = order.items.iter();
            items.map(|item| (format!("{}.", item.rank + 1), &*item.text, &*item.because)).collect()
        }
        Kind::PointAt { target, places, otherwise, .. } => {
            let each = places.iter().filter_map(|place| {
                let node = place.nodes.first()?;
                let right = place.nodes.iter().all(|node| target.nodes().contains(node));
                Some((sign(right), node.node.as_str(), &*place.because))
            });
            each.chain([(sign(false), "anything else", otherwise.as_str())]).collect()
        }
        Kind::Break(asked) => {
            let text = |request: &Fated| {
                let right = asked.right(request);
                asked.fates.iter().find(|fate| Some(&fate.id) == right).map(|fate| &*fate.text)
            };
            let each = asked.requests.iter();
            each.map(|request| {
                let sign = format!("{}:", text(request).unwrap_or_default());
                (sign, &*request.text, &*request.because)
            })
            .collect()
        }
        Kind::Diagnose(asked) => {
            let tried = asked.told.iter().chain(&asked.requests).map(|tried| {
                let sign = if tried.arrives { "arrives:" } else { "stops:" };
                (sign.to_owned(), &*tried.text, "")
            });
            let choices = asked.choices.iter();
            let choices = choices.map(|of| (sign(of.correct), &*of.text, &*of.because));
            tried.chain(choices).collect()
        }
        kind => {
            let choices = kind.choices().into_iter().flatten();
            choices.map(|choice| (sign(choice.correct), &*choice.text, &*choice.because)).collect()
        }
    }
}

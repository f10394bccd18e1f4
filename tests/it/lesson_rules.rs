//! What each lesson of the course has: a frame, a figure that is worked on, questions of several
//! kinds that ask what its objectives say, and no long stretch that asks nothing.

use std::{collections::HashSet, mem::discriminant};
use strata::{
    pack::{
        Block, Course, Lesson, check,
        prose::{Link, ProseBlock, Span, plain},
        read,
    },
    quiz::{Kind, Question},
};

/// Words of unfolded prose of a lesson.
const PROSE: usize = 900;
/// Words between two things that ask.
const STRETCH: usize = 300;
/// Words that are read in a minute.
const READ: f64 = 200.0;

fn course() -> Course {
    check(&read("content/containers-vs-vms".as_ref()).unwrap()).course.unwrap()
}

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

fn points(spans: &[Span]) -> bool {
    spans.iter().any(|span| matches!(span.link, Some(Link::Layer(_))))
}

/// Calls with each run of words of a piece of prose, and whether it has a layer to point at.
fn each_run(blocks: &[ProseBlock], run: &mut impl FnMut(usize, bool)) {
    for block in blocks {
        match block {
            ProseBlock::Heading { spans, .. } | ProseBlock::Paragraph(spans) => {
                run(count(&plain(spans)), points(spans));
            }
            ProseBlock::List { items, .. } => items.iter().for_each(|item| each_run(item, run)),
            ProseBlock::Quote(inner) => each_run(inner, run),
            ProseBlock::Code(_) => {}
            ProseBlock::Table { columns, rows } => {
                let cells = columns.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| run(count(&plain(cell)), points(cell)));
            }
        }
    }
}

/// The words of unfolded prose, and the longest stretch without anything that asks.
fn words(lesson: &Lesson) -> (usize, usize) {
    let (mut all, mut stretch, mut longest) = (0, 0, 0);
    for block in &lesson.blocks {
        match block {
            Block::Prose(prose) => each_run(prose, &mut |words, asks| {
                all += words;
                stretch += words;
                longest = longest.max(stretch);
                if asks {
                    stretch = 0;
                }
            }),
            Block::SideBySide(_) | Block::Simulate(_) => stretch = 0,
            Block::Table(_) | Block::Describe(_) | Block::Fold(_) => {}
        }
    }
    (all, longest)
}

/// The texts that are offered, with whether each is right, where one of several is chosen.
fn offered(question: &Question) -> Option<Vec<(&str, bool)>> {
    let (Kind::Single(choices) | Kind::Scenario(choices)) = &question.kind else { return None };
    Some(choices.iter().map(|choice| (&*choice.text, choice.correct)).collect())
}

/// What of the frame is not as it should be.
fn of_frame(lesson: &Lesson, say: &mut impl FnMut(String)) {
    let frame = &lesson.frame;
    if frame.hook.is_empty() {
        say("no hook".to_owned());
    }
    if frame.recap.len() != 3 {
        say(format!("a recap of {} sentences", frame.recap.len()));
    }
    if frame.try_it.is_empty() {
        say("nothing to try".to_owned());
    }
    if frame.read_on.is_empty() {
        say("nothing to read on".to_owned());
    }
    if !(1..=2).contains(&lesson.before.len()) {
        say(format!("{} guesses before it", lesson.before.len()));
    }
}

/// What of the text and its figures is not as it should be.
fn of_blocks(lesson: &Lesson, say: &mut impl FnMut(String)) {
    let (all, stretch) = words(lesson);
    if all > PROSE {
        say(format!("{all} words of unfolded prose, more than {PROSE}"));
    }
    if stretch > STRETCH {
        say(format!("{stretch} words without anything that asks, more than {STRETCH}"));
    }
    let figures = lesson.blocks.iter().filter_map(|block| match block {
        Block::SideBySide(figure) => Some(figure),
        _ => None,
    });
    let figures: Vec<_> = figures.collect();
    if figures.iter().all(|figure| figure.steps.is_empty() && figure.traces.is_empty()) {
        say("no figure with steps or a request".to_owned());
    }
    let of_ways = figures.iter().flat_map(|figure| &figure.traces).flat_map(|trace| {
        let choices = trace.paths.iter().flat_map(|path| path.choices());
        choices.flat_map(|choice| choice.ways.iter().filter_map(|way| way.ask.as_ref()))
    });
    if lesson.asked_in_steps().chain(of_ways).next().is_none() {
        say("nothing that is predicted before it is shown".to_owned());
    }
}

/// What of the questions is not as it should be.
fn of_questions(lesson: &Lesson, say: &mut impl FnMut(String)) {
    let questions = &lesson.questions;
    let kinds: HashSet<_> = questions.iter().map(|question| discriminant(&question.kind)).collect();
    if questions.len() < 5 || kinds.len() < 3 {
        say(format!("{} questions of {} kinds", questions.len(), kinds.len()));
    }
    for question in questions {
        match &question.objective {
            Some(id) if lesson.objectives.iter().any(|objective| objective.id == *id) => {}
            _ => say(format!("{} asks for no objective", question.id)),
        }
    }
    for objective in &lesson.objectives {
        let asks = |question: &Question| question.objective.as_ref() == Some(&objective.id);
        if !questions.iter().any(asks) {
            say(format!("nothing asks whether one can {}", objective.text));
        }
    }
}

#[test]
fn each_lesson_has_what_a_lesson_needs() {
    let course = course();
    let mut wrong = Vec::new();
    for lesson in course.lessons.iter().filter(|lesson| lesson.check.is_none()) {
        let mut say = |what: String| wrong.push(format!("{}: {what}", lesson.id));
        of_frame(lesson, &mut say);
        of_blocks(lesson, &mut say);
        of_questions(lesson, &mut say);
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_longest_option_is_not_the_right_one_more_often_than_chance_has_it() {
    let course = course();
    let (mut asked, mut longest_is_right, mut expected) = (0, 0, 0.0);
    for question in course.questions() {
        let Some(texts) = offered(question) else { continue };
        asked += 1;
        let right = texts.iter().filter(|(_, right)| *right).count();
        expected += right as f64 / texts.len() as f64;
        let longest = texts.iter().max_by_key(|(text, _)| text.chars().count()).unwrap();
        longest_is_right += usize::from(longest.1);
    }
    // Three standard deviations of that many throws.
    let chance = expected / f64::from(asked);
    let spread = 3.0 * (f64::from(asked) * chance * (1.0 - chance)).sqrt();
    assert!(
        (longest_is_right as f64) < expected + spread,
        "of {asked} questions the longest option is right in {longest_is_right}, by chance {expected:.1}"
    );
}

/// Not a rule but a report: `cargo test lessons_in_numbers -- --ignored --nocapture`.
#[test]
#[ignore = "prints the sizes of the lessons"]
fn lessons_in_numbers() {
    let course = course();
    for lesson in course.lessons.iter().filter(|lesson| lesson.check.is_none()) {
        let (all, stretch) = words(lesson);
        let kinds: HashSet<_> =
            lesson.questions.iter().map(|question| discriminant(&question.kind)).collect();
        println!(
            "{:24} {all:4} words of prose, {stretch:3} at most in a stretch, {} questions of {} kinds, {} min stated, {:.0} min of prose",
            lesson.id.as_str(),
            lesson.questions.len(),
            kinds.len(),
            lesson.minutes,
            all as f64 / READ,
        );
    }
}

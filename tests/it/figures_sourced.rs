//! Each figure with a unit that the course tells has a source, or says whose it is.

use strata::{
    pack::{
        Block, Lesson, check,
        prose::{Link, ProseBlock, Span, plain},
        read,
    },
    quiz::{Kind, Question, Worded},
};

/// What is measured and could be wrong.
const UNITS: [&str; 17] = [
    "MB", "GB", "kB", "KB", "TB", "MiB", "GiB", "KiB", "ms", "µs", "s", "seconds", "second",
    "minutes", "minute", "%", "percent",
];

/// Words that say that a figure is nobody's measurement.
const MARKS: [&str; 8] = [
    "computed",
    "assumed",
    "invented",
    "ours",
    "our own",
    "suppose",
    "example",
    "in this transcript",
];

/// The first figure with a unit in a text: `27 MiB`, `0.5 s`, `76 %`.
fn figure(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "()[]“”\"=→".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| {
        word.chars().next().is_some_and(|c| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || ".,–-×".contains(c))
    };
    let unit = |word: &str| UNITS.contains(&word.trim_end_matches(['.', ',', ';', ':', '?', '!']));
    let pair = words.windows(2).find(|pair| number(pair[0]) && unit(pair[1]));
    pair.map(|pair| pair.join(" "))
}

fn is_marked(text: &str) -> bool {
    let text = text.to_lowercase();
    MARKS.iter().any(|mark| text.contains(mark))
}

fn cites(spans: &[Span]) -> bool {
    spans.iter().any(|span| matches!(span.link, Some(Link::Source(_))))
}

/// Notes a figure of a text that neither cites nor says whose it is.
fn note(wrong: &mut Vec<String>, lesson: &Lesson, text: &str, cited: bool) {
    if let Some(figure) = figure(text).filter(|_| !cited && !is_marked(text)) {
        wrong.push(format!("{}: {figure} in “{text}”", lesson.id));
    }
}

fn of_prose(wrong: &mut Vec<String>, lesson: &Lesson, blocks: &[ProseBlock]) {
    for block in blocks {
        match block {
            ProseBlock::Heading { spans, .. } | ProseBlock::Paragraph(spans) => {
                note(wrong, lesson, &plain(spans), cites(spans));
            }
            ProseBlock::List { items, .. } => {
                for item in items {
                    of_prose(wrong, lesson, item);
                }
            }
            ProseBlock::Quote(inner) => of_prose(wrong, lesson, inner),
            // Transcripts are ours; the prose beside them says so.
            ProseBlock::Code(_) => {}
            ProseBlock::Table { rows, .. } => {
                for row in rows {
                    of_row(wrong, lesson, row);
                }
            }
        }
    }
}

/// A row's source may stand in any of its cells.
fn of_row(wrong: &mut Vec<String>, lesson: &Lesson, cells: &[Vec<Span>]) {
    let cited = cells.iter().any(|cell| cites(cell));
    let marked = cells.iter().any(|cell| is_marked(&plain(cell)));
    for cell in cells {
        note(wrong, lesson, &plain(cell), cited || marked);
    }
}

fn of_block(wrong: &mut Vec<String>, lesson: &Lesson, block: &Block) {
    match block {
        Block::Prose(blocks) => of_prose(wrong, lesson, blocks),
        Block::Table(table) => table.rows.iter().for_each(|row| of_row(wrong, lesson, &row.cells)),
        Block::Fold(fold) => fold.blocks.iter().for_each(|block| of_block(wrong, lesson, block)),
        Block::SideBySide(figure) => {
            for step in &figure.steps {
                note(wrong, lesson, &step.say, false);
            }
        }
        // The check asks each figure of a model for its source.
        Block::Simulate(figure) => {
            for step in &figure.steps {
                note(wrong, lesson, &step.say, false);
            }
        }
        Block::Describe(_) => {}
    }
}

/// The reasons of all parts of a question.
fn reasons(question: &Question) -> Vec<&str> {
    let mut all: Vec<&Worded> = match &question.kind {
        Kind::Order(order) => order.items.iter().map(|item| &item.because).collect(),
        Kind::PointAt { places, otherwise, .. } => {
            places.iter().map(|place| &place.because).chain([otherwise]).collect()
        }
        Kind::Label(label) => {
            let extras = label.extras.iter().map(|extra| &extra.because);
            label.names.iter().map(|tag| &tag.because).chain(extras).collect()
        }
        Kind::Classify(classify) => {
            let wrong = classify.items.iter().flat_map(|item| &item.wrong);
            let wrong = wrong.map(|wrong| &wrong.because);
            classify.items.iter().map(|item| &item.because).chain(wrong).collect()
        }
        Kind::Match(of) => {
            let extras = of.extras.iter().map(|extra| &extra.because);
            of.pairs.iter().map(|pair| &pair.because).chain(extras).collect()
        }
        _ => Vec::new(),
    };
    all.extend(question.kind.choices().unwrap_or_default().iter().map(|choice| &choice.because));
    all.into_iter().map(|words| &**words).collect()
}

/// What is given in the question, such as a transcript of ours or the figures of a sum, needs no
/// source in its reasons.
fn is_given(question: &Question, figure: &str) -> bool {
    let number = figure.split(' ').next().unwrap_or_default();
    question.prompt.contains(number)
        || question.transcript.as_ref().is_some_and(|transcript| transcript.contains(number))
        || matches!(question.kind, Kind::Number(_))
}

#[test]
fn each_figure_with_a_unit_has_a_source_or_says_whose_it_is() {
    let course = check(&read("content/containers-vs-vms".as_ref()).unwrap()).course.unwrap();
    let mut wrong = Vec::new();
    for lesson in course.lessons.iter().filter(|lesson| lesson.check.is_none()) {
        note(&mut wrong, lesson, &plain(&lesson.frame.hook), cites(&lesson.frame.hook));
        lesson.blocks.iter().for_each(|block| of_block(&mut wrong, lesson, block));
        for sentence in &lesson.frame.recap {
            note(&mut wrong, lesson, &plain(sentence), cites(sentence));
        }
        of_prose(&mut wrong, lesson, &lesson.frame.try_it);
        for question in &lesson.questions {
            for because in reasons(question) {
                let given = figure(because).is_some_and(|figure| is_given(question, &figure));
                note(&mut wrong, lesson, because, given || !question.sources.is_empty());
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_figure_is_found_by_its_unit() {
    assert_eq!(figure("it takes 27 MiB.").as_deref(), Some("27 MiB."));
    assert_eq!(figure("about 0.5 s, or (12–14 ms)").as_deref(), Some("0.5 s,"));
    assert_eq!(figure("in 2026 there were 14 of 41"), None);
    assert_eq!(figure("Alpine 3.24"), None);
}

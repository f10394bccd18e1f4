//! All texts of a lesson that its learner reads, in the order of the page.

mod isolation;
mod startup;

use crate::pack::{
    path::Path,
    source::{
        BlastSource, BlockSource, ChoiceSource, DatumSource, DiagramSource, HopSource, KindSource,
        LessonSource, ModelSource, NodeSource, PenaltySource, QuestionSource, RequestCostSource,
        SideBySideSource, WishSource,
    },
};

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// As Markdown.
    Prose,
    /// With words that name a term.
    Question,
    /// As it is.
    Plain,
    /// As it is: what names or draws something, and says nothing of it.
    Name,
}

/// Is given each text, where it stands, and how it is read.
pub(super) type Visit<'v> = &'v mut dyn FnMut(&str, &Path<'_>, Reading);

/// Goes through the texts of a lesson.
pub(super) fn of_lesson(lesson: &LessonSource, path: &Path<'_>, visit: Visit<'_>) {
    visit(&lesson.title, &path.field("title"), Reading::Name);
    optional(lesson.subtitle.as_deref(), &path.field("subtitle"), Reading::Name, visit);
    let objectives_at = path.field("objectives");
    for (number, objective) in lesson.objectives.iter().enumerate() {
        let path = objectives_at.index(number);
        visit(&objective.text, &path.field("text"), Reading::Name);
    }
    optional(lesson.hook.as_deref(), &path.field("hook"), Reading::Prose, visit);
    let diagrams_at = path.field("diagrams");
    for (number, diagram) in lesson.diagrams.iter().enumerate() {
        of_diagram(diagram, &diagrams_at.index(number), visit);
    }
    of_blocks(&lesson.blocks, &path.field("blocks"), visit);
    list(&lesson.recap, &path.field("recap"), Reading::Prose, visit);
    optional(lesson.try_it.as_deref(), &path.field("try_it"), Reading::Prose, visit);
    let read_on_at = path.field("read_on");
    for (number, read) in lesson.read_on.iter().enumerate() {
        let path = read_on_at.index(number);
        visit(&read.why, &path.field("why"), Reading::Name);
    }
    of_questions(&lesson.questions, &path.field("questions"), visit);
    let wishes_at = path.field("from_pictures");
    for (number, wish) in lesson.from_pictures.iter().enumerate() {
        if let WishSource::Reword(wish) = wish {
            let path = wishes_at.index(number);
            visit(&wish.prompt, &path.field("prompt"), Reading::Question);
        }
    }
}

/// Goes through the texts of questions.
pub(super) fn of_questions(questions: &[QuestionSource], path: &Path<'_>, visit: Visit<'_>) {
    for (number, question) in questions.iter().enumerate() {
        let path = path.index(number);
        visit(&question.prompt, &path.field("prompt"), Reading::Question);
        of_kind(&question.kind, &path.field("kind"), visit);
        list(&question.hints, &path.field("hints"), Reading::Question, visit);
    }
}

fn optional(text: Option<&str>, path: &Path<'_>, reading: Reading, visit: Visit<'_>) {
    if let Some(text) = text {
        visit(text, path, reading);
    }
}

fn list(texts: &[String], path: &Path<'_>, reading: Reading, visit: Visit<'_>) {
    for (number, text) in texts.iter().enumerate() {
        visit(text, &path.index(number), reading);
    }
}

/// Goes through what is said of each of some parts; `texts` gives its fields.
fn each<'s, T, const N: usize>(
    parts: &'s [T],
    path: &Path<'_>,
    texts: impl Fn(&'s T) -> [(&'static str, Option<&'s String>); N],
    visit: Visit<'_>,
) {
    for (number, part) in parts.iter().enumerate() {
        let path = path.index(number);
        for (field, text) in texts(part) {
            if let Some(text) = text {
                visit(text, &path.field(field), Reading::Question);
            }
        }
    }
}

fn of_blocks(blocks: &[BlockSource], path: &Path<'_>, visit: Visit<'_>) {
    for (number, block) in blocks.iter().enumerate() {
        let path = path.index(number);
        match block {
            BlockSource::Prose(text) => visit(text, &path, Reading::Prose),
            BlockSource::SideBySide(figure) => of_figure(figure, &path, visit),
            BlockSource::Table(table) => {
                visit(&table.title, &path.field("title"), Reading::Plain);
                list(&table.columns, &path.field("columns"), Reading::Plain, visit);
                let rows_at = path.field("rows");
                for (number, row) in table.rows.iter().enumerate() {
                    let path = rows_at.index(number);
                    list(&row.cells, &path.field("cells"), Reading::Prose, visit);
                }
            }
            BlockSource::Describe(_) => {}
            BlockSource::Simulate(figure) => {
                visit(&figure.title, &path.field("title"), Reading::Plain);
                of_model(&figure.model, &path.field("model"), visit);
                let steps_at = path.field("steps");
                for (number, step) in figure.steps.iter().enumerate() {
                    visit(&step.say, &steps_at.index(number).field("say"), Reading::Plain);
                }
            }
            BlockSource::Fold(fold) => {
                visit(&fold.title, &path.field("title"), Reading::Plain);
                of_blocks(&fold.blocks, &path.field("blocks"), visit);
            }
        }
    }
}

fn of_model(model: &ModelSource, path: &Path<'_>, visit: Visit<'_>) {
    match model {
        ModelSource::Density(_) => {}
        ModelSource::RequestCost(cost) => of_request_cost(cost, path, visit),
        ModelSource::Startup(model) => startup::of_startup(model, path, visit),
        ModelSource::Isolation(model) => isolation::of_isolation(model, path, visit),
        ModelSource::Blast(blast) => of_blast(blast, path, visit),
    }
}

fn of_request_cost(cost: &RequestCostSource, path: &Path<'_>, visit: Visit<'_>) {
    let requests_at = path.field("requests");
    for (number, request) in cost.requests.iter().enumerate() {
        visit(&request.name, &requests_at.index(number).field("name"), Reading::Name);
    }
    let architectures_at = path.field("architectures");
    for (number, architecture) in cost.architectures.iter().enumerate() {
        visit(&architecture.name, &architectures_at.index(number).field("name"), Reading::Name);
    }
    let passages_at = path.field("passages");
    for (number, passage) in cost.passages.iter().enumerate() {
        let path = passages_at.index(number);
        optional(passage.crossing.as_deref(), &path.field("crossing"), Reading::Name, visit);
        of_datum(passage.cost.as_ref(), &path.field("cost"), visit);
    }
    let ways_at = path.field("ways");
    for (number, way) in cost.ways.iter().enumerate() {
        let path = ways_at.index(number);
        let path = path.field("penalty");
        match &way.penalty {
            PenaltySource::NotKnown(why) => visit(why, &path, Reading::Plain),
            PenaltySource::Measured(test) => {
                visit(&test.what, &path.field("what"), Reading::Name);
                visit(&test.base, &path.field("base"), Reading::Name);
                of_datum(Some(&test.native), &path.field("native"), visit);
                of_datum(Some(&test.here), &path.field("here"), visit);
            }
        }
    }
}

fn of_blast(blast: &BlastSource, path: &Path<'_>, visit: Visit<'_>) {
    let layouts_at = path.field("layouts");
    for (number, layout) in blast.layouts.iter().enumerate() {
        visit(&layout.name, &layouts_at.index(number).field("name"), Reading::Name);
    }
    let rows_at = path.field("rows");
    for (number, row) in blast.rows.iter().enumerate() {
        let path = rows_at.index(number);
        visit(&row.name, &path.field("name"), Reading::Name);
        let at = path.field("at");
        for (number, cell) in row.at.iter().enumerate() {
            let path = at.index(number);
            let plain = Reading::Plain;
            optional(cell.none.as_deref(), &path.field("none"), plain, visit);
            optional(cell.because.as_deref(), &path.field("because"), plain, visit);
            for (field, exceptions) in [("also", &cell.also), ("spared", &cell.spared)] {
                let path = path.field(field);
                for (number, one) in exceptions.iter().enumerate() {
                    visit(&one.because, &path.index(number).field("because"), plain);
                }
            }
            let Some(case) = &cell.case else { continue };
            let path = path.field("case");
            visit(&case.crossed, &path.field("crossed"), plain);
            optional(case.closed.as_deref(), &path.field("closed"), plain, visit);
        }
    }
}

fn of_datum(datum: Option<&DatumSource>, path: &Path<'_>, visit: Visit<'_>) {
    let note = datum.and_then(|datum| datum.note.as_deref());
    optional(note, &path.field("note"), Reading::Plain, visit);
}

fn of_figure(figure: &SideBySideSource, path: &Path<'_>, visit: Visit<'_>) {
    let steps_at = path.field("steps");
    for (number, step) in figure.steps.iter().enumerate() {
        visit(&step.say, &steps_at.index(number).field("say"), Reading::Plain);
    }
    let traces_at = path.field("traces");
    for (number, trace) in figure.traces.iter().enumerate() {
        let path = traces_at.index(number);
        visit(&trace.title, &path.field("title"), Reading::Plain);
        let paths_at = path.field("paths");
        for (number, one) in trace.paths.iter().enumerate() {
            let path = paths_at.index(number);
            of_hops(&one.hops, &path.field("hops"), visit);
        }
    }
}

fn of_hops(hops: &[HopSource], path: &Path<'_>, visit: Visit<'_>) {
    for (number, hop) in hops.iter().enumerate() {
        let path = path.index(number);
        visit(&hop.say, &path.field("say"), Reading::Plain);
        let Some(ChoiceSource::When(choice) | ChoiceSource::Either(choice)) = &hop.choice else {
            continue;
        };
        let path = path.field("choice");
        visit(&choice.say, &path.field("say"), Reading::Plain);
        let ways_at = path.field("ways");
        for (number, way) in choice.ways.iter().enumerate() {
            let path = ways_at.index(number);
            visit(&way.name, &path.field("name"), Reading::Plain);
            of_hops(&way.hops, &path.field("hops"), visit);
        }
    }
}

fn of_kind(kind: &KindSource, path: &Path<'_>, visit: Visit<'_>) {
    let mut said = |field, text: &str| visit(text, &path.field(field), Reading::Question);
    match kind {
        KindSource::Single(asked) | KindSource::Multiple(asked) | KindSource::Scenario(asked) => {
            let options_at = path.field("options");
            each(&asked.options, &options_at, |of| both(&of.text, &of.because), visit);
        }
        KindSource::Order(asked) => {
            each(&asked.items, &path.field("items"), |of| both(&of.text, &of.because), visit);
        }
        KindSource::PointAt(asked) => {
            said("otherwise", &asked.otherwise);
            each(&asked.places, &path.field("places"), |of| because(&of.because), visit);
        }
        KindSource::Label(asked) => {
            each(&asked.names, &path.field("names"), |of| both(&of.text, &of.because), visit);
            each(&asked.extras, &path.field("extras"), |of| both(&of.text, &of.because), visit);
        }
        KindSource::Classify(asked) => {
            each(&asked.bins, &path.field("bins"), |of| [("text", Some(&of.text))], visit);
            let items_at = path.field("items");
            each(&asked.items, &items_at, |of| both(&of.text, &of.because), visit);
            for (number, item) in asked.items.iter().enumerate() {
                let path = items_at.index(number);
                each(&item.wrong, &path.field("wrong"), |of| because(&of.because), visit);
            }
        }
        KindSource::Match(asked) => {
            let pairs_at = path.field("pairs");
            each(&asked.pairs, &pairs_at, |of| [("left", Some(&of.left))], visit);
            each(&asked.pairs, &pairs_at, |of| [("right", Some(&of.right))], visit);
            each(&asked.pairs, &pairs_at, |of| because(&of.because), visit);
            each(&asked.extras, &path.field("extras"), |of| both(&of.text, &of.because), visit);
        }
        KindSource::Number(asked) => {
            said("because", &asked.because);
            said("otherwise", &asked.otherwise);
            each(&asked.wrong, &path.field("wrong"), |of| because(&of.because), visit);
        }
        KindSource::Typed(asked) => {
            said("because", &asked.because);
            said("otherwise", &asked.otherwise);
            each(&asked.near, &path.field("near"), |of| because(&of.because), visit);
        }
        KindSource::Break(asked) => {
            let requests_at = path.field("requests");
            each(&asked.requests, &requests_at, |of| [("because", of.because.as_ref())], visit);
        }
        KindSource::Diagnose(asked) => {
            let among_at = path.field("among");
            each(&asked.among, &among_at, |of| [("because", of.because.as_ref())], visit);
        }
        KindSource::Settings(asked) => {
            said("because", &asked.because);
            said("otherwise", &asked.otherwise);
            each(&asked.wrong, &path.field("wrong"), |of| because(&of.because), visit);
        }
        KindSource::Terminal(asked) => of_kind(&asked.then, &path.field("then"), visit),
    }
}

/// What a part of a question says, and why it is right or not.
fn both<'s>(text: &'s String, because: &'s String) -> [(&'static str, Option<&'s String>); 2] {
    [("text", Some(text)), ("because", Some(because))]
}

/// Why a part is right or not.
fn because(because: &String) -> [(&'static str, Option<&String>); 1] {
    [("because", Some(because))]
}

/// Goes through the names of a diagram and what its cards say. Nothing is reported of these, so that
/// no path leads to the parts.
fn of_diagram(diagram: &DiagramSource, path: &Path<'_>, visit: Visit<'_>) {
    visit(&diagram.title, &path.field("title"), Reading::Name);
    optional(diagram.caption.as_deref(), &path.field("caption"), Reading::Name, visit);
    of_part(&diagram.body, &path.field("body"), visit);
}

fn of_part(part: &NodeSource, path: &Path<'_>, visit: Visit<'_>) {
    let mut said = |text: &str| visit(text, path, Reading::Name);
    if let Some(layer) = part.own_box() {
        said(&layer.name);
        said(&layer.about);
    }
    match part {
        NodeSource::Line(line) => {
            said(&line.name);
            said(&line.about);
        }
        NodeSource::Group(group) => {
            said(&group.name);
            group.about.iter().for_each(|about| said(about));
        }
        _ => {}
    }
    for inner in part.parts() {
        of_part(inner, path, visit);
    }
}

//! Checks and converts lessons.

use crate::{
    diagram::{Trace, likeness::Likeness},
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            diagram::boxes,
            index::{Index, LessonAt},
            names::{FigureScope, LessonScope},
            question::QuestionScope,
            words::LessonWords,
        },
        course::{Block, Fold, Lesson, Objective, SideBySide},
        limits,
        path::Path,
        problem::counted,
        source::{BlockSource, FoldSource, KindSource, LessonSource, SideBySideSource},
    },
    simulate::Model,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

impl<'a> Checker<'a, '_> {
    pub(super) fn lesson(&mut self, at: &LessonAt<'a>, path: &Path<'_>) -> Option<Lesson> {
        let source = at.source;
        let name = source.id.as_str();
        let before = self.report.errors();
        let id = self.lesson_id(at, path);
        let mut were = std::mem::take(&mut self.ids.lessons_were);
        let index = self.index;
        let in_use = |id: &str| index.by_id.contains_key(id);
        let was = self.former_ids(&source.was, &path.field("was"), "lesson", in_use, &mut were);
        self.ids.lessons_were = were;
        let title = self.text(
            &source.title,
            &path.field("title"),
            format_args!("the title of the lesson `{name}`"),
        );
        let subtitle = self.optional(
            source.subtitle.as_deref(),
            &path.field("subtitle"),
            format_args!("the subtitle of the lesson `{name}`"),
        );
        if source.minutes == 0 || source.minutes > limits::MINUTES {
            self.report.error(
                &path.field("minutes"),
                format!("the lesson `{name}` takes {} minutes", source.minutes),
                Some(format!("Write a number from 1 to {}.", limits::MINUTES)),
            );
        }
        let prerequisites = self.prerequisites(source, &path.field("prerequisites"));
        let objectives = self.objectives(source, &path.field("objectives"));
        let diagrams_at = path.field("diagrams");
        let diagrams = all(source.diagrams.iter().enumerate().map(|(number, diagram)| {
            self.diagram(diagram, &diagrams_at.index(number), name).map(Arc::new)
        }));
        let (same_at, mut seen) = (path.field("same"), Seen::default());
        let same = all(source
            .same
            .iter()
            .enumerate()
            .map(|(number, same)| self.same(same, &same_at.index(number), &mut seen, name)));
        let shown = shown(source);
        let mut words = words_of(self.index, source, &shown);
        let hook = self.hook(source, path, &mut words);
        let blocks = self.blocks(source, &path.field("blocks"), &mut words);
        let frame = self.frame(source, path, hook, &mut words);
        let empty = source.blocks.iter().any(
            |block| matches!(block, BlockSource::SideBySide(beside) if beside.diagrams.is_empty()),
        );
        let scope = QuestionScope {
            lesson: name,
            objectives: source.objectives.iter().map(|objective| objective.id.as_str()).collect(),
            sure: shown.iter().all(|id| self.index.diagrams.contains_key(id))
                && !empty
                && !self.index.is_lost(path.file),
            shown: shown.into_iter().collect(),
            traces: blocks.as_deref().map(|blocks| requests(source, blocks)),
            figures: blocks.as_deref().map(live_figures),
        };
        let questions_at = path.field("questions");
        self.ids.questions.reserve(source.questions.len());
        let questions = all(source.questions.iter().enumerate().map(|(number, question)| {
            self.question(question, &questions_at.index(number), &scope)
        }));
        let before_reading = self.before_reading(source, &path.field("before"));
        self.missed(source, path, self.report.errors() == before);
        Some(Lesson {
            id: id?,
            was: was?,
            title,
            subtitle,
            minutes: source.minutes,
            prerequisites: prerequisites?,
            objectives: objectives?,
            diagrams: diagrams?,
            same: Likeness::of(same?),
            blocks: blocks?,
            frame: frame?,
            questions: questions?,
            before: before_reading?,
            check: None,
        })
    }

    fn lesson_id(&mut self, at: &LessonAt<'a>, path: &Path<'_>) -> Option<Id> {
        let (name, id_at) = (at.source.id.as_str(), path.field("id"));
        let mut seen = std::mem::take(&mut self.ids.lessons);
        let id = self.new_id(name, &id_at, "lesson", &mut seen);
        self.ids.lessons = seen;
        if let Some(stem) = at.stem.filter(|stem| *stem != name && id.is_some()) {
            let file = self.files.files.get(at.file).map_or("", |file| file.path.as_str());
            // A file's name is advised only if it is a valid id itself.
            let remedy = if Id::new(stem).is_ok() {
                format!("Call it `{stem}`, or rename the file to {name}.ron.")
            } else {
                format!("Rename the file to {name}.ron.")
            };
            let message = format!("the lesson in {file} calls itself `{name}`");
            self.report.error(&id_at, message, Some(remedy));
        }
        id
    }

    /// Questions to be guessed before reading: a few, of this lesson, each once.
    fn before_reading(&mut self, source: &'a LessonSource, path: &Path<'_>) -> Option<Vec<Id>> {
        if source.before.len() > limits::BEFORE {
            let count = source.before.len();
            let message = format!("{count} questions are asked before the lesson `{}`", source.id);
            let remedy = format!("At most {} keep people from reading.", limits::BEFORE);
            self.report.warning(path, message, Some(remedy));
        }
        let mut seen = HashSet::new();
        all(source.before.iter().enumerate().map(|(number, asked)| {
            let path = path.index(number);
            if !seen.insert(asked) {
                let message = format!("the question `{asked}` is asked twice before the lesson");
                self.report.error(&path, message, Some("Remove one of them.".to_owned()));
            }
            self.asked(asked, &path, source)
        }))
    }

    fn prerequisites(&mut self, source: &LessonSource, path: &Path<'_>) -> Option<Vec<Id>> {
        let index = self.index;
        all(source.prerequisites.iter().enumerate().map(|(number, lesson)| {
            let path = path.index(number);
            let (message, remedy) = if *lesson == source.id {
                let remedy = "Take it out of its `prerequisites`.".to_owned();
                (format!("the lesson `{lesson}` cannot be its own prerequisite"), remedy)
            } else if !index.knows_lesson(lesson) && !index.is_mistaken(lesson) {
                let remedy = self.report.did_you_mean(lesson, index.lesson_names());
                let remedy =
                    remedy.unwrap_or_else(|| "Write the id of a lesson of this pack.".to_owned());
                (format!("unknown lesson `{lesson}`"), remedy)
            } else if !index.listed(lesson) && index.listed(&source.id) {
                (
                    format!("no unit names the lesson `{lesson}`"),
                    format!("Add `{lesson}` to a unit."),
                )
            } else {
                return Id::new(lesson).ok();
            };
            self.report.error(&path, message, Some(remedy));
            None
        }))
    }

    fn objectives(&mut self, source: &'a LessonSource, path: &Path<'_>) -> Option<Vec<Objective>> {
        let mut seen = Seen::default();
        all(source.objectives.iter().enumerate().map(|(number, objective)| {
            let path = path.index(number);
            let id = self.new_id(&objective.id, &path.field("id"), "objective", &mut seen);
            let text = self.text(
                &objective.text,
                &path.field("text"),
                format_args!("the text of the objective `{}`", objective.id),
            );
            Some(Objective { id: id?, text })
        }))
    }

    fn blocks(
        &mut self,
        source: &'a LessonSource,
        path: &Path<'_>,
        words: &mut LessonWords<'a>,
    ) -> Option<Vec<Block>> {
        let mut seen = Seen::default();
        all(source.blocks.iter().enumerate().map(|(number, block)| {
            self.block(block, &path.index(number), (source, &mut seen), words)
        }))
    }

    fn block(
        &mut self,
        block: &'a BlockSource,
        path: &Path<'_>,
        (lesson, seen): (&'a LessonSource, &mut Seen<'a>),
        words: &mut LessonWords<'a>,
    ) -> Option<Block> {
        match block {
            BlockSource::Prose(text) => {
                let what = format_args!("the prose of the lesson `{}`", lesson.id);
                Some(Block::Prose(self.prose(text, path, what, words)))
            }
            BlockSource::SideBySide(beside) => {
                self.side_by_side(beside, path, seen, lesson).map(Block::SideBySide)
            }
            BlockSource::Table(table) => self.table(table, path, seen, words).map(Block::Table),
            BlockSource::Describe(described) => {
                let at = path.field("diagrams");
                if described.diagrams.is_empty() {
                    let message = "a `Describe` names no diagrams".to_owned();
                    let remedy = "Name one, or remove it.".to_owned();
                    self.report.error(&at, message, Some(remedy));
                }
                let ids = described.diagrams.iter().enumerate();
                let ids = all(ids.map(|(number, id)| {
                    self.diagram_id(id, &at.index(number), None, Some(&lesson.id))
                }));
                ids.map(Block::Describe)
            }
            BlockSource::Fold(fold) => self.fold(fold, path, (lesson, seen), words),
            BlockSource::Simulate(figure) => {
                self.simulate(figure, path, seen, lesson).map(Block::Simulate)
            }
        }
    }

    /// What is folded is read, not worked on: a figure in it could be asked about while nobody sees
    /// it.
    fn fold(
        &mut self,
        fold: &'a FoldSource,
        path: &Path<'_>,
        (lesson, seen): (&'a LessonSource, &mut Seen<'a>),
        words: &mut LessonWords<'a>,
    ) -> Option<Block> {
        let title_at = path.field("title");
        let title = self.text(&fold.title, &title_at, format_args!("the title of a `Fold`"));
        let blocks_at = path.field("blocks");
        if fold.blocks.is_empty() {
            let message = format!("there is nothing in the `Fold` `{}`", fold.title);
            self.report.error(&blocks_at, message, Some("Write some, or remove it.".to_owned()));
        }
        let blocks = all(fold.blocks.iter().enumerate().map(|(number, block)| {
            let path = blocks_at.index(number);
            let kind = match block {
                BlockSource::SideBySide(_) | BlockSource::Simulate(_) => "figure",
                BlockSource::Fold(_) => "`Fold`",
                _ => return self.block(block, &path, (lesson, &mut *seen), words),
            };
            let message = format!("the `Fold` `{}` holds a {kind}", fold.title);
            let remedy = "It may hold prose, tables and descriptions: write this one outside it.";
            self.report.error(&path, message, Some(remedy.to_owned()));
            None
        }));
        Some(Block::Fold(Fold { title, blocks: blocks? }))
    }

    /// `None` for an id that is wrong, `Some(None)` for a block that has no id, and needs none.
    #[expect(clippy::option_option, reason = "an error, no id, and an id are three things")]
    pub(super) fn block_id(
        &mut self,
        id: Option<&'a str>,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
    ) -> Option<Option<Id>> {
        match id {
            Some(id) => self.new_id(id, &path.field("id"), "block", seen).map(Some),
            None => Some(None),
        }
    }

    pub(super) fn side_by_side(
        &mut self,
        source: &'a SideBySideSource,
        path: &Path<'_>,
        seen: &mut Seen<'a>,
        lesson: &'a LessonSource,
    ) -> Option<SideBySide> {
        let id = self.block_id(source.id.as_deref(), path, seen);
        let diagrams_at = path.field("diagrams");
        let count = source.diagrams.len();
        if count == 0 || count > limits::SIDE_BY_SIDE {
            self.report.error(
                &diagrams_at,
                format!("a `SideBySide` names {}", counted(count, "diagram")),
                Some(format!("Name 1 to {}.", limits::SIDE_BY_SIDE)),
            );
        }
        let mut beside = HashSet::new();
        let diagrams = all(source.diagrams.iter().enumerate().map(|(number, diagram)| {
            let path = diagrams_at.index(number);
            if !beside.insert(diagram.as_str()) {
                let message = format!("the diagram `{diagram}` stands beside itself");
                self.report.error(&path, message, Some("Name it once.".to_owned()));
            }
            self.diagram_id(diagram, &path, None, Some(&lesson.id))
        }));
        let drawn = source.diagrams.iter().filter_map(|id| self.index.diagrams.get(id.as_str()));
        let drawn = drawn.map(|diagram| boxes(&diagram.source.body)).fold(0, u64::saturating_add);
        if count > 1 && drawn > limits::BOXES {
            let message = format!("this figure draws {drawn} boxes, at most {} fit", limits::BOXES);
            let remedy = "Show fewer diagrams beside each other.".to_owned();
            self.report.error(&diagrams_at, message, Some(remedy));
        }
        let before = std::mem::take(&mut self.unshown);
        let scope = FigureScope::new(source, lesson, diagrams.is_some());
        let steps = self.steps(&path.field("steps"), &scope);
        let traces = self.traces(&path.field("traces"), &scope);
        let unshown = std::mem::replace(&mut self.unshown, before);
        if let Some(first) = unshown.first() {
            let all = source.diagrams.iter().chain(&unshown);
            let list: Vec<String> = all.map(|id| format!("\"{id}\"")).collect();
            let list = format!("[{}]", list.join(", "));
            let message = match unshown.as_slice() {
                [_] => format!(
                    "the steps and traces of this figure name the diagram `{first}`, which it does not show"
                ),
                several => format!(
                    "the steps and traces of this figure name {} diagrams that it does not show",
                    several.len()
                ),
            };
            let remedy = format!("Write `diagrams: {list}`, or leave it out of them.");
            self.report.error_instead(&diagrams_at, message, remedy, list);
        }
        Some(SideBySide { id: id?, diagrams: diagrams?, steps: steps?, traces: traces? })
    }

    /// Warnings: what works, but was probably meant otherwise.
    fn missed(&mut self, source: &LessonSource, path: &Path<'_>, sound: bool) {
        let (name, id_at) = (&source.id, path.field("id"));
        if source.questions.is_empty() {
            let message = format!("the lesson `{name}` has no questions");
            self.report.warning(
                &id_at,
                message,
                Some("What is not asked is soon forgotten.".to_owned()),
            );
        }
        if self.index.pack.is_some() && !self.index.listed(name) {
            let message = format!("no unit names the lesson `{name}`, so nobody sees it");
            self.report.warning(&id_at, message, Some(format!("Add `{name}` to a unit.")));
        }
        // While names are misspelt, what they mean looks unused.
        if !sound {
            return;
        }
        let asked: HashSet<&str> =
            source.questions.iter().filter_map(|question| question.objective.as_deref()).collect();
        let objectives_at = path.field("objectives");
        for (number, objective) in source.objectives.iter().enumerate() {
            if !asked.contains(objective.id.as_str()) {
                self.report.warning(
                    &objectives_at.index(number).field("id"),
                    format!("no question tests the objective `{}`", objective.id),
                    Some("Name it in a question's `objective`, or remove it.".to_owned()),
                );
            }
        }
    }
}

/// What the prose of a lesson shares: its own diagrams, those that it shows, and those that these
/// name as the precise picture.
fn words_of<'a>(index: &Index<'a>, source: &'a LessonSource, shown: &[&'a str]) -> LessonWords<'a> {
    let own = source.diagrams.iter().map(|diagram| diagram.id.as_str());
    let mut diagrams: Vec<&str> = own.chain(shown.iter().copied()).collect();
    let precise = |id: &&str| index.diagrams.get(id)?.source.precise.as_ref();
    let precise: Vec<&str> =
        diagrams.iter().filter_map(precise).map(|precise| precise.diagram.as_str()).collect();
    diagrams.extend(precise);
    let mut once = HashSet::new();
    diagrams.retain(|id| once.insert(*id));
    LessonWords { lesson: &source.id, scope: LessonScope::new(diagrams), numbers: HashMap::new() }
}

/// The diagrams that the blocks of a lesson show.
fn shown(lesson: &LessonSource) -> Vec<&str> {
    let beside = lesson.blocks.iter().filter_map(|block| match block {
        BlockSource::SideBySide(beside) => Some(&beside.diagrams),
        BlockSource::Prose(_)
        | BlockSource::Table(_)
        | BlockSource::Describe(_)
        | BlockSource::Fold(_)
        | BlockSource::Simulate(_) => None,
    });
    beside.flatten().map(String::as_str).collect()
}

/// The models of a lesson's live figures.
fn live_figures(blocks: &[Block]) -> HashMap<Id, Arc<Model>> {
    let live = blocks.iter().filter_map(|block| match block {
        Block::Simulate(figure) => Some((figure.id.clone(), figure.model.clone())),
        _ => None,
    });
    live.collect()
}

/// The requests of a lesson's figures, if one of its questions asks what becomes of them.
fn requests(source: &LessonSource, blocks: &[Block]) -> Vec<Trace> {
    let asks = |kind: &KindSource| matches!(kind, KindSource::Break(_) | KindSource::Diagnose(_));
    let asked = source.questions.iter().any(|question| match &question.kind {
        KindSource::Terminal(terminal) => asks(&terminal.then),
        kind => asks(kind),
    });
    let traces = blocks.iter().filter(|_| asked).flat_map(|block| match block {
        Block::SideBySide(figure) => figure.traces.as_slice(),
        _ => &[],
    });
    traces.cloned().collect()
}

//! The blast radius: layouts, and what taking something over means in each.

use crate::{
    diagram::{
        Exposure, NodePath, NodeRef, Takeover,
        exposure::{can_lie_open, named_by},
    },
    id::Id,
    pack::{
        check::{
            checker::{Checker, Seen, all},
            diagram::boxes,
        },
        limits,
        path::Path,
        problem::counted,
        similar::{self, listed},
        source::{
            BlastCaseSource, BlastCellSource, BlastExceptionSource, BlastLayoutSource,
            BlastRowSource, BlastSource,
        },
    },
    simulate::{
        Blast, BlastCell, BlastLayout, BlastRow,
        blast::{Case, Exception},
    },
};
use std::{collections::HashSet, sync::Arc};

/// The layouts of a model, to which its rows refer.
#[derive(Clone, Copy)]
struct Layouts<'s, 'a> {
    source: &'a [BlastLayoutSource],
    /// Those without a mistake.
    made: &'s [BlastLayout],
    lesson: &'a str,
}

impl Layouts<'_, '_> {
    fn made(&self, diagram: &str) -> Option<&BlastLayout> {
        self.made.iter().find(|layout| layout.id.as_str() == diagram)
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.source.iter().map(|layout| layout.diagram.as_str())
    }
}

impl<'a> Checker<'a, '_> {
    pub(super) fn blast(
        &mut self,
        source: &'a BlastSource,
        path: &Path<'_>,
        lesson: &'a str,
    ) -> Option<Blast> {
        let layouts_at = path.field("layouts");
        self.some_rows(source.layouts.len(), &layouts_at, "layout");
        let mut seen = HashSet::new();
        let layouts = source.layouts.iter().enumerate().map(|(number, layout)| {
            self.blast_layout(layout, &layouts_at.index(number), lesson, &mut seen)
        });
        let layouts: Vec<Option<BlastLayout>> = layouts.collect();
        let sound = !layouts.is_empty() && layouts.iter().all(Option::is_some);
        let layouts: Vec<BlastLayout> = layouts.into_iter().flatten().collect();
        let rows_at = path.field("rows");
        self.some_rows(source.rows.len(), &rows_at, "row");
        let among = Layouts { source: &source.layouts, made: &layouts, lesson };
        let mut seen = Seen::default();
        let rows =
            all(source.rows.iter().enumerate().map(|(number, row)| {
                self.blast_row(row, &rows_at.index(number), among, &mut seen)
            }));
        let rows = rows.filter(|rows| sound && !rows.is_empty())?;
        Some(Blast::new(layouts, rows))
    }

    fn blast_layout(
        &mut self,
        source: &'a BlastLayoutSource,
        path: &Path<'_>,
        lesson: &str,
        seen: &mut HashSet<&'a str>,
    ) -> Option<BlastLayout> {
        let name = self.said(&source.name, &path.field("name"), "the name of a layout");
        let (id, at) = (source.diagram.as_str(), path.field("diagram"));
        if !seen.insert(id) {
            let message = format!("the diagram `{id}` is a layout twice");
            self.report.error(&at, message, Some("Name it once.".to_owned()));
            return None;
        }
        if id == "none" {
            let message = "a layout cannot be called `none`: that is what stands beside nothing";
            let remedy = "Give the diagram another id.".to_owned();
            self.report.error(&at, message.to_owned(), Some(remedy));
        }
        let known = self.diagram_id(id, &at, None, Some(lesson))?;
        let drawn = self.index.diagrams.get(id).map_or(0, |known| boxes(&known.source.body));
        if drawn > limits::STRUCK_BOXES {
            let most = limits::STRUCK_BOXES;
            let message = format!("the layout `{id}` draws {drawn} boxes, at most {most} fit");
            let remedy = "Repeat less, or draw it more simply.".to_owned();
            self.report.error(&at, message, Some(remedy));
            return None;
        }
        // A diagram with a mistake is reported where it stands.
        let diagram = Arc::new(self.diagram_of_any(id)?);
        Some(BlastLayout { id: known, name, diagram })
    }

    fn blast_row(
        &mut self,
        source: &'a BlastRowSource,
        path: &Path<'_>,
        layouts: Layouts<'_, 'a>,
        seen: &mut Seen<'a>,
    ) -> Option<BlastRow> {
        let id = self.new_id(&source.id, &path.field("id"), "row", seen);
        let name = self.said(&source.name, &path.field("name"), "the name of a row");
        let at = path.field("at");
        let mut told = HashSet::new();
        let mut sure = true;
        let cells = all(source.at.iter().enumerate().map(|(number, cell)| {
            let path = at.index(number);
            let place = path.field("layout");
            let layout = cell.layout.as_str();
            if !layouts.ids().any(|known| known == layout) {
                // Which layout it was meant for is not known.
                sure = false;
                self.unknown_layout(layout, &place, layouts);
            } else if !told.insert(layout) {
                sure = false;
                let message = format!("the row `{}` tells of `{layout}` twice", source.id);
                self.report.error(&place, message, Some("Remove one of them.".to_owned()));
                return None;
            }
            self.blast_cell(cell, &path, layouts)
        }));
        let missing: Vec<&str> = layouts.ids().filter(|id| told.insert(id)).collect();
        if let Some(first) = missing.first().filter(|_| sure) {
            let all = listed(&missing);
            let message = format!("the row `{}` does not tell of {all}", source.id);
            let remedy = format!(
                "Write `(layout: \"{first}\", taken: [\"…\"], because: \"…\")`, or `none: \"…\"` \
                 where it has nothing of the kind."
            );
            self.report.error(&at, message, Some(remedy));
            return None;
        }
        Some(BlastRow { id: id?, name, cells: cells? })
    }

    fn unknown_layout(&mut self, name: &str, path: &Path<'_>, layouts: Layouts<'_, '_>) {
        // It may be the right name of a layout that is mistaken itself.
        if self.excused(name, path) || layouts.ids().any(|id| !self.index.diagrams.contains_key(id))
        {
            return;
        }
        let ids: Vec<&str> = layouts.ids().collect();
        let listed = || format!("It has {}.", listed(&ids));
        let remedy = similar::similar(name, layouts.ids()).map_or_else(listed, similar::meant);
        self.report.error(path, format!("the model has no layout `{name}`"), Some(remedy));
    }

    fn blast_cell(
        &mut self,
        source: &'a BlastCellSource,
        path: &Path<'_>,
        layouts: Layouts<'_, 'a>,
    ) -> Option<BlastCell> {
        let layout = Id::new(&source.layout).ok();
        if let Some(none) = &source.none {
            let because = self.said(none, &path.field("none"), "`none`");
            self.nothing_besides(source, path);
            let (also, spared) = (Vec::new(), Vec::new());
            let taken = Vec::new();
            return Some(BlastCell { layout: layout?, taken, because, also, spared, case: None });
        }
        let taken = self.taken(source, &path.field("taken"), layouts);
        let because_at = path.field("because");
        let because = source.because.as_ref();
        let because = because.map(|text| self.said(text, &because_at, "`because`"));
        if because.is_none() && !source.taken.is_empty() {
            let message = "it does not say why so much lies open, and no more".to_owned();
            let remedy = "Write it in `because`.".to_owned();
            self.report.error(&path.field("taken"), message, Some(remedy));
        }
        let also = self.exceptions(source, &source.also, &path.field("also"), layouts);
        let spared = self.exceptions(source, &source.spared, &path.field("spared"), layouts);
        let case_at = path.field("case");
        let case = match &source.case {
            Some(case) => self.blast_case(case, &case_at).map(Some),
            None => Some(None),
        };
        let (taken, also, spared) = (taken?, also?, spared?);
        let cell =
            BlastCell { layout: layout?, taken, because: because?, also, spared, case: case? };
        if let Some(layout) = layouts.made(&source.layout) {
            self.idle_exceptions(&cell, layout, path);
        }
        Some(cell)
    }

    /// Where there is nothing of the kind, `none` says all that there is to say.
    fn nothing_besides(&mut self, source: &BlastCellSource, path: &Path<'_>) {
        let besides = [
            ("taken", !source.taken.is_empty()),
            ("because", source.because.is_some()),
            ("also", !source.also.is_empty()),
            ("spared", !source.spared.is_empty()),
            ("case", source.case.is_some()),
        ];
        if let Some((field, _)) = besides.into_iter().find(|(_, given)| *given) {
            let layout = &source.layout;
            let message = format!("`{layout}` has nothing of the kind, and yet has `{field}`");
            let remedy = format!("Leave out `none`, or `{field}`.");
            self.report.error(&path.field(field), message, Some(remedy));
        }
    }

    fn taken(
        &mut self,
        source: &'a BlastCellSource,
        path: &Path<'_>,
        layouts: Layouts<'_, 'a>,
    ) -> Option<Vec<NodeRef>> {
        if source.taken.is_empty() {
            let message = format!("nothing is taken over in `{}`", source.layout);
            let remedy = "Name a layer in `taken`, or say in `none` why there is nothing of the \
                          kind.";
            self.report.error(path, message, Some(remedy.to_owned()));
            return None;
        }
        let taken = self.struck_parts(&source.layout, &source.taken, path, layouts)?;
        let Some(layout) = layouts.made(&source.layout) else { return Some(taken) };
        let diagram = &layout.diagram;
        let paths = diagram.paths();
        let open = |path: &&NodePath| diagram.part(&path.node).is_some_and(can_lie_open);
        let boxes: Vec<&NodePath> = paths.iter().filter(open).collect();
        for (number, name) in taken.iter().enumerate() {
            let names = std::slice::from_ref(name);
            if !boxes.iter().any(|path| named_by(names, diagram, path)) {
                let message = format!("`{name}` cannot be taken over");
                let remedy = "Name a layer that is there: no boundary line, nothing absent, and \
                              no step of a tree.";
                self.report.error(&path.index(number), message, Some(remedy.to_owned()));
                return None;
            }
        }
        Some(taken)
    }

    /// Names of layers, groups, repeats and copies of a layout.
    fn struck_parts(
        &mut self,
        layout: &str,
        names: &[String],
        path: &Path<'_>,
        layouts: Layouts<'_, 'a>,
    ) -> Option<Vec<NodeRef>> {
        if names.len() > limits::STEP_NAMES {
            let message = format!("this names {} layers", names.len());
            let remedy = format!("Name at most {}, or a group of them.", limits::STEP_NAMES);
            self.report.error(path, message, Some(remedy));
            return None;
        }
        let known = layouts.ids().any(|id| id == layout);
        all(names.iter().enumerate().map(|(number, text)| {
            let path = path.index(number);
            let elsewhere = text.parse::<NodeRef>().ok().and_then(|name| name.diagram);
            if known && elsewhere.is_some_and(|other| other.as_str() != layout) {
                let message = format!("`{text}` is not in the layout `{layout}`, of which this is");
                let remedy = format!("Name a layer of `{layout}`.");
                self.report.error(&path, message, Some(remedy));
                return None;
            }
            let name = self.part_named(text, &path, layout, layouts.lesson)?;
            Some(NodeRef { diagram: None, ..name })
        }))
    }

    fn exceptions(
        &mut self,
        cell: &'a BlastCellSource,
        source: &'a [BlastExceptionSource],
        path: &Path<'_>,
        layouts: Layouts<'_, 'a>,
    ) -> Option<Vec<Exception>> {
        if source.len() > limits::MODEL_ROWS {
            let message = format!("there are {}", counted(source.len(), "exception"));
            let remedy = format!("Write at most {}.", limits::MODEL_ROWS);
            self.report.error(path, message, Some(remedy));
            return None;
        }
        all(source.iter().enumerate().map(|(number, source)| {
            let path = path.index(number);
            let because = self.said(&source.because, &path.field("because"), "`because`");
            let nodes_at = path.field("nodes");
            if source.nodes.is_empty() {
                let message = "this names no layers".to_owned();
                let remedy = "Name one, or remove it.".to_owned();
                self.report.error(&nodes_at, message, Some(remedy));
                return None;
            }
            let nodes = self.struck_parts(&cell.layout, &source.nodes, &nodes_at, layouts);
            Some(Exception { nodes: nodes?, because })
        }))
    }

    /// Warns of exceptions that change nothing of what the diagram says.
    fn idle_exceptions(&mut self, cell: &BlastCell, layout: &BlastLayout, path: &Path<'_>) {
        if cell.also.is_empty() && cell.spared.is_empty() {
            return;
        }
        let diagram = &layout.diagram;
        let paths = diagram.paths();
        let nodes = |of: &[Exception]| -> Vec<NodeRef> {
            of.iter().flat_map(|one| one.nodes.iter().cloned()).collect()
        };
        let (also, spared) = (nodes(&cell.also), nodes(&cell.spared));
        let whole = Takeover { taken: &cell.taken, also: &also, spared: &spared };
        let by_itself = Takeover { also: &[], ..whole };
        let (whole, by_itself) = (whole.reach(diagram, &paths), by_itself.reach(diagram, &paths));
        let some = |of: &Exception, holds: &dyn Fn(Exposure, Exposure) -> bool| {
            let each = paths.iter().zip(whole.iter().zip(&by_itself));
            let mut named = each.filter(|(path, _)| named_by(&of.nodes, diagram, path));
            named.any(|(_, (with, without))| holds(*with, *without))
        };
        let also_at = path.field("also");
        for (number, one) in cell.also.iter().enumerate() {
            if !some(one, &|with, without| with.is_open() && !without.is_open()) {
                let message = "this `also` changes nothing".to_owned();
                let remedy = "Remove it, or name what would not lie open without it.".to_owned();
                self.report.warning(&also_at.index(number), message, Some(remedy));
            }
        }
        let spared_at = path.field("spared");
        for (number, one) in cell.spared.iter().enumerate() {
            if !some(one, &|with, _| with == Exposure::Withheld) {
                let message = "this `spared` changes nothing".to_owned();
                let remedy = "Remove it, or name what stands on what lies open.".to_owned();
                self.report.warning(&spared_at.index(number), message, Some(remedy));
            }
        }
    }

    fn blast_case(&mut self, source: &BlastCaseSource, path: &Path<'_>) -> Option<Case> {
        let name = self.said(&source.name, &path.field("name"), "the name of a case");
        if !(1000..10_000).contains(&source.year) {
            let message = format!("{} is no year", source.year);
            let remedy = "Write it with four figures.".to_owned();
            self.report.error(&path.field("year"), message, Some(remedy));
        }
        let crossed = self.said(&source.crossed, &path.field("crossed"), "`crossed`");
        let closed_at = path.field("closed");
        let closed = self.optional(source.closed.as_deref(), &closed_at, format_args!("`closed`"));
        let source_id = self.source(&source.source, &path.field("source"), None);
        Some(Case { name, year: source.year, crossed, closed, source: source_id? })
    }
}

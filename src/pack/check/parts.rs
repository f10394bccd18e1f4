//! Checks and converts the parts of a diagram: layers, and what they stand in.

use crate::{
    diagram::{
        Badge, Branch, Cell, Gauge, Grid, Group, Layer, LayerRole, LayerShape, Measured, Node,
        Repeat, Tree,
    },
    pack::{
        check::checker::{Checker, Seen, all},
        limits,
        path::Path,
        problem::counted,
        source::{
            CellSource, GroupSource, LayerSource, LineSource, NodeSource, RepeatSource, TreeSource,
        },
    },
};

/// What the parts of one diagram share.
pub(super) struct Drawing<'a> {
    diagram: &'a str,
    /// Ids of layers, groups and repeats so far.
    seen: Seen<'a>,
    too_deep: bool,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(diagram: &'a str) -> Self {
        Self { diagram, seen: Seen::default(), too_deep: false }
    }
}

impl<'a> Checker<'a, '_> {
    pub(super) fn node(
        &mut self,
        source: &'a NodeSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
    ) -> Option<Node> {
        if depth > limits::NODE_DEPTH {
            if !drawing.too_deep {
                drawing.too_deep = true;
                self.report.error(
                    path,
                    format!(
                        "the diagram `{}` has more than {} levels inside each other",
                        drawing.diagram,
                        limits::NODE_DEPTH
                    ),
                    Some("Nest its parts less deeply.".to_owned()),
                );
            }
            return None;
        }
        match source {
            NodeSource::Layer(layer) => self.one_layer(layer, path, drawing).map(Node::Layer),
            NodeSource::Line(line) => self.boundary_line(line, path, drawing).map(Node::Layer),
            NodeSource::Stack(parts) => {
                self.parts(parts, path, drawing, depth, "stack").map(Node::Stack)
            }
            NodeSource::Row(parts) => self.parts(parts, path, drawing, depth, "row").map(Node::Row),
            NodeSource::Repeat(repeat) => self.repeat(repeat, path, drawing, depth),
            NodeSource::Group(group) => self.group(group, path, drawing, depth),
            NodeSource::Grid(rows) => self.grid(rows, path, drawing, depth).map(Node::Grid),
            NodeSource::Tree(tree) => self.tree(tree, path, drawing, depth).map(Node::Tree),
        }
    }

    fn one_layer(
        &mut self,
        layer: &'a LayerSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
    ) -> Option<Layer> {
        let id = self.new_id(&layer.id, &path.field("id"), "layer", &mut drawing.seen);
        let (name, diagram) = (&layer.id, drawing.diagram);
        let count = layer.badges.len() + layer.badges_off.len();
        for (what, count) in [("badges", count), ("gauges", layer.gauges.len())] {
            if count > limits::BADGES {
                let field =
                    if what == "badges" { path.field("badges") } else { path.field("gauges") };
                let message = format!("the layer `{diagram}/{name}` has {count} {what}");
                let remedy = format!("Write at most {}.", limits::BADGES);
                self.report.error(&field, message, Some(remedy));
            }
        }
        let mut badges = Vec::with_capacity(count);
        for (field, texts, on) in
            [("badges", &layer.badges, true), ("badges_off", &layer.badges_off, false)]
        {
            for (number, text) in texts.iter().enumerate() {
                let what = format_args!("a badge of the layer `{diagram}/{name}`");
                let text = self.text(text, &path.field(field).index(number), what);
                badges.push(Badge { text, on });
            }
        }
        Some(Layer {
            name: self.text(
                &layer.name,
                &path.field("name"),
                format_args!("the name of the layer `{diagram}/{name}`"),
            ),
            role: layer.role,
            about: self.text(
                &layer.about,
                &path.field("about"),
                format_args!("`about` of the layer `{diagram}/{name}`"),
            ),
            note: self.optional(
                layer.note.as_deref(),
                &path.field("note"),
                format_args!("the note of the layer `{diagram}/{name}`"),
            ),
            manages: layer.manages,
            shape: if layer.absent { LayerShape::Absent } else { LayerShape::Box },
            badges,
            gauges: self.gauges(layer, path, diagram),
            figures: self.measured(layer, path, diagram)?,
            id: id?,
        })
    }

    fn gauges(&mut self, layer: &LayerSource, path: &Path<'_>, diagram: &str) -> Vec<Gauge> {
        let (at, name) = (path.field("gauges"), &layer.id);
        let gauges = layer.gauges.iter().enumerate();
        gauges
            .map(|(number, gauge)| {
                let path = at.index(number);
                let what = format_args!("the name of a gauge of the layer `{diagram}/{name}`");
                let name = self.text(&gauge.name, &path.field("name"), what);
                let percent = u8::try_from(gauge.percent).ok().filter(|percent| *percent <= 100);
                if percent.is_none() {
                    let message = format!("the gauge `{}` stands at {} %", name, gauge.percent);
                    let remedy = "Write a number from 0 to 100.".to_owned();
                    self.report.error(&path.field("percent"), message, Some(remedy));
                }
                Gauge { name, percent: percent.unwrap_or(100) }
            })
            .collect()
    }

    fn measured(
        &mut self,
        layer: &LayerSource,
        path: &Path<'_>,
        diagram: &str,
    ) -> Option<Vec<Measured>> {
        let (at, name) = (path.field("figures"), &layer.id);
        all(layer.figures.iter().enumerate().map(|(number, figure)| {
            let path = at.index(number);
            let what = format_args!("a figure of the layer `{diagram}/{name}`");
            let text = self.text(&figure.text, &path.field("text"), what);
            let source = self.source(&figure.source, &path.field("source"), None)?;
            Some(Measured { text, source })
        }))
    }

    fn boundary_line(
        &mut self,
        line: &'a LineSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
    ) -> Option<Layer> {
        let id = self.new_id(&line.id, &path.field("id"), "layer", &mut drawing.seen);
        let (name, diagram) = (&line.id, drawing.diagram);
        Some(Layer {
            name: self.text(
                &line.name,
                &path.field("name"),
                format_args!("the name of the line `{diagram}/{name}`"),
            ),
            role: LayerRole::Boundary,
            about: self.text(
                &line.about,
                &path.field("about"),
                format_args!("`about` of the line `{diagram}/{name}`"),
            ),
            note: self.optional(
                line.note.as_deref(),
                &path.field("note"),
                format_args!("the note of the line `{diagram}/{name}`"),
            ),
            manages: false,
            shape: LayerShape::Line,
            badges: Vec::new(),
            gauges: Vec::new(),
            figures: Vec::new(),
            id: id?,
        })
    }

    fn parts(
        &mut self,
        parts: &'a [NodeSource],
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
        what: &str,
    ) -> Option<Vec<Node>> {
        if parts.is_empty() {
            self.empty(path, drawing, what);
            return None;
        }
        all(parts
            .iter()
            .enumerate()
            .map(|(number, part)| self.node(part, &path.index(number), drawing, depth + 1)))
    }

    fn empty(&mut self, path: &Path<'_>, drawing: &Drawing<'a>, what: &str) {
        self.report.error(
            path,
            format!("the diagram `{}` has an empty {what}", drawing.diagram),
            Some("Put a layer into it, or remove it.".to_owned()),
        );
    }

    fn repeat(
        &mut self,
        source: &'a RepeatSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
    ) -> Option<Node> {
        let id = self.new_id(&source.id, &path.field("id"), "repeat", &mut drawing.seen);
        if source.count == 0 || source.count > limits::COPIES {
            self.report.error(
                &path.field("count"),
                format!(
                    "the repeat `{}/{}` makes {} copies",
                    drawing.diagram, source.id, source.count
                ),
                Some(format!("Write a number from 1 to {}.", limits::COPIES)),
            );
        }
        let of = self.node(&source.of, &path.field("of"), drawing, depth + 1);
        let (count, frame, connected) = (source.count, source.frame, source.connected);
        Some(Node::Repeat(Repeat { id: id?, count, frame, connected }, Box::new(of?)))
    }

    fn group(
        &mut self,
        source: &'a GroupSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
    ) -> Option<Node> {
        let id = self.new_id(&source.id, &path.field("id"), "group", &mut drawing.seen);
        let (name, diagram) = (&source.id, drawing.diagram);
        let what = format_args!("the name of the group `{diagram}/{name}`");
        let title = self.text(&source.name, &path.field("name"), what);
        let what = format_args!("`about` of the group `{diagram}/{name}`");
        let about = self.optional(source.about.as_deref(), &path.field("about"), what);
        let what = format_args!("`holds` of the group `{diagram}/{name}`");
        let holds = self.optional(source.holds.as_deref(), &path.field("holds"), what);
        let of = self.node(&source.of, &path.field("of"), drawing, depth + 1);
        let frame = source.frame;
        Some(Node::Group(Group { id: id?, name: title, frame, about, holds }, Box::new(of?)))
    }

    fn grid(
        &mut self,
        rows: &'a [Vec<CellSource>],
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
    ) -> Option<Grid> {
        let wide = |row: &[CellSource]| row.iter().map(|c| c.span).fold(0, u32::saturating_add);
        let columns = rows.first().map_or(0, |row| wide(row));
        if rows.is_empty() || columns == 0 {
            self.empty(path, drawing, "grid");
            return None;
        }
        if columns > limits::COLUMNS {
            let message =
                format!("a grid of the diagram `{}` has {columns} columns", drawing.diagram);
            let remedy = format!("Write at most {}.", limits::COLUMNS);
            self.report.error(path, message, Some(remedy));
            return None;
        }
        let before = self.report.errors();
        for (number, row) in rows.iter().enumerate() {
            let at = path.index(number);
            if row.iter().all(|cell| cell.of.is_none()) {
                self.empty(&at, drawing, "row in a grid");
            } else if wide(row) != columns {
                let message = format!(
                    "this row spans {}, the first one {columns}",
                    counted(usize::try_from(wide(row)).unwrap_or(usize::MAX), "column")
                );
                let remedy = "Let `span` of its cells add up to as many.".to_owned();
                self.report.error(&at, message, Some(remedy));
            }
            for (cell, _) in row.iter().enumerate().filter(|(_, cell)| cell.span == 0) {
                let message = "a cell spans 0 columns".to_owned();
                let remedy = "Write 1 or more, or leave the cell out.".to_owned();
                self.report.error(&at.index(cell).field("span"), message, Some(remedy));
            }
        }
        // Rows with mistakes are not converted if there are many: they may hold millions of empty
        // cells.
        let amiss = self.report.errors() > before && rows.len() > limits::COLUMNS as usize;
        let mut converted = Vec::new();
        let mut sound = !amiss;
        for (number, row) in rows.iter().enumerate().filter(|_| !amiss) {
            let at = path.index(number);
            let mut cells = Vec::with_capacity(row.len());
            for (number, cell) in row.iter().enumerate() {
                let at = at.index(number);
                let of = cell.of.as_ref();
                let of = of.map(|of| self.node(of, &at.field("of"), drawing, depth + 1));
                sound &= of.as_ref().is_none_or(Option::is_some);
                cells.push(Cell { span: cell.span, of: of.flatten() });
            }
            converted.push(cells);
        }
        sound.then_some(Grid { rows: converted })
    }

    fn tree(
        &mut self,
        source: &'a TreeSource,
        path: &Path<'_>,
        drawing: &mut Drawing<'a>,
        depth: usize,
    ) -> Option<Tree> {
        let root = self.one_layer(&source.root, &path.field("root"), drawing);
        let at = path.field("branches");
        if source.branches.is_empty() {
            self.empty(&at, drawing, "tree");
            return None;
        }
        let (diagram, name) = (drawing.diagram, &source.root.id);
        let branches = all(source.branches.iter().enumerate().map(|(number, branch)| {
            let at = at.index(number);
            let what = format_args!("a label under `{diagram}/{name}`");
            let label = self.optional(branch.label.as_deref(), &at.field("label"), what);
            let of = self.node(&branch.of, &at.field("of"), drawing, depth + 1)?;
            Some(Branch { label, of })
        }));
        Some(Tree { root: root?, branches: branches? })
    }
}

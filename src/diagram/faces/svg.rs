//! A figure as an SVG file: the same list as the window draws, with names for screen readers.
//!
//! Text is real text. A line whose letters our faces have says how wide it is with them, so that
//! it stays inside its box on a machine that has others.

mod elements;
mod outlines;

use self::{
    elements::{Escaped, Hex, Number, Scoped},
    outlines::outline,
};
use crate::{
    diagram::{
        faces::{
            describe::{DEAD, contents, describe, failed_words, link_words},
            drawing::{Drawing, Shape, Subject, View},
            requests::describe_requests,
            scene::{Mark, Scene},
        },
        layout::{Layout, PlacedBox, PlacedFrame},
        model::{Diagram, Same, Trace},
    },
    theme::icons::Icon,
};
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write};

/// What is drawn, and what is said of it.
pub struct Picture<'a> {
    /// What is drawn; its zoom and what it leaves out are not heeded, since a file holds all of it
    /// at 100 %.
    pub view: View<'a>,
    /// In the order of the layout's panes.
    pub diagrams: &'a [&'a Diagram],
    /// What the lesson says of likeness, for words about counterparts.
    pub same: &'a [Same],
    /// Without it, what is under the picture shows through.
    pub background: bool,
    /// The requests that it shows, for words about them.
    pub requests: &'a [Trace],
}

/// Free space round the figure, in points.
pub const MARGIN: f32 = 16.0;

/// Draws a figure at 100 %. Equal pictures give equal bytes on every machine; the ids of different
/// pictures differ, so that both may stand in one page.
#[must_use]
pub fn svg(picture: &Picture<'_>) -> String {
    let view = View { zoom: 1.0, within: None, ..picture.view };
    let drawing = Drawing::of(&view);
    let mut file = File { text: String::new(), picture };
    // Writing to a string cannot fail.
    let _infallible = file.write(&drawing);
    let digest = Sha256::digest(file.text.as_bytes());
    let prefix =
        digest.iter().take(4).fold("p".to_owned(), |prefix, byte| format!("{prefix}{byte:02x}"));
    file.text.replace(Scoped::PREFIX, &prefix)
}

struct File<'a> {
    text: String,
    picture: &'a Picture<'a>,
}

impl File<'_> {
    fn write(&mut self, drawing: &Drawing<'_>) -> std::fmt::Result {
        let Picture { view, diagrams, same, background, requests } = *self.picture;
        let Layout { width, height, .. } = *view.layout;
        let (width, height) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
        let titles: Vec<&str> = diagrams.iter().map(|d| d.title.as_str()).collect();
        let to = &mut self.text;
        writeln!(
            to,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{title} {desc}" font-family="'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">"#,
            w = Number(width),
            h = Number(height),
            title = Scoped("title"),
            desc = Scoped("desc"),
        )?;
        let words = titles.join(" beside ");
        writeln!(to, r#"<title id="{}">{}</title>"#, Scoped("title"), Escaped(&words))?;
        let mut words = describe(diagrams, same);
        if let Some(failed) = failed_words(view.layout) {
            writeln!(words, "\n{failed}")?;
        }
        if !requests.is_empty() {
            write!(words, "\n{}", describe_requests(diagrams, requests))?;
        }
        writeln!(to, r#"<desc id="{}">{}</desc>"#, Scoped("desc"), Escaped(&words))?;
        if background {
            let fill = Hex(view.tokens.panel);
            writeln!(to, r#"<rect width="100%" height="100%" fill="{fill}"/>"#)?;
        }
        self.icons(drawing)?;
        writeln!(self.text, r#"<g transform="translate({m} {m})">"#, m = Number(MARGIN))?;
        let mut pane = None;
        let mut subject = None;
        for item in &drawing.items {
            let own = self.pane_of(item.of);
            if pane != own || subject != Some(item.of) {
                self.text.push_str(self.close(subject));
            }
            if pane != own {
                if pane.is_some() {
                    self.text.push_str("</g>\n");
                }
                pane = own;
                self.open_pane(own)?;
                subject = None;
            }
            if subject != Some(item.of) {
                subject = Some(item.of);
                self.open(item.of)?;
            }
            outline(&mut self.text, &item.shape, view.measure)?;
        }
        self.text.push_str(self.close(subject));
        if pane.is_some() {
            self.text.push_str("</g>\n");
        }
        self.text.push_str("</g>\n</svg>\n");
        Ok(())
    }

    /// Each icon once, used wherever it stands.
    fn icons(&mut self, drawing: &Drawing<'_>) -> std::fmt::Result {
        let used = drawing.items.iter().filter_map(|item| match &item.shape {
            Shape::Icon { icon, size, .. } => {
                Some((elements::icon_name(*icon, *size), *icon, *size))
            }
            _ => None,
        });
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut each: Vec<(String, Icon, f32)> = Vec::new();
        for (name, icon, size) in used {
            if known.insert(name.clone()) {
                each.push((name, icon, size));
            }
        }
        if each.is_empty() {
            return Ok(());
        }
        each.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        self.text.push_str("<defs>\n");
        for (name, icon, size) in each {
            let path = icon.outline(size);
            writeln!(self.text, r#"<path id="{}" d="{path}"/>"#, Scoped(&name))?;
        }
        self.text.push_str("</defs>\n");
        Ok(())
    }

    /// The number of the diagram that something belongs to.
    fn pane_of(&self, of: Subject) -> Option<usize> {
        let layout = self.picture.view.layout;
        match of {
            Subject::Pane(pane) => Some(pane),
            Subject::Frame(at) => layout.frames.get(at).map(|frame| frame.diagram),
            Subject::Connector(at) => layout.connectors.get(at).map(|line| line.diagram),
            Subject::Link(at) => layout.links.get(at).map(|link| link.diagram),
            Subject::Box(at) | Subject::Hops(at) | Subject::Badge(at) => {
                layout.boxes.get(at).map(|b| b.diagram)
            }
            Subject::Gap(at) => layout.gaps.get(at).map(|gap| gap.diagram),
            Subject::Route(at) => self.picture.view.scene.routes.get(at).map(|r| r.diagram),
            Subject::Token(at) => self.picture.view.scene.tokens.get(at).map(|token| token.0),
        }
    }

    fn open_pane(&mut self, pane: Option<usize>) -> std::fmt::Result {
        let diagram = pane.and_then(|pane| self.picture.diagrams.get(pane));
        let (id, title) =
            diagram.map_or(("figure", ""), |diagram| (diagram.id.as_str(), &*diagram.title));
        writeln!(
            self.text,
            r#"<g id="{}" role="group" aria-label="{}">"#,
            Scoped(id),
            Escaped(title)
        )
    }

    /// Opens the element of a subject, with its name for those who don't see it.
    fn open(&mut self, of: Subject) -> std::fmt::Result {
        let picture = self.picture;
        let layout = picture.view.layout;
        match of {
            Subject::Pane(_) | Subject::Connector(_) | Subject::Token(_) => Ok(()),
            Subject::Route(at) => {
                let said = picture.view.scene.routes.get(at).map_or("", |route| &route.words);
                write!(self.text, r#"<g role="img" aria-label="way {}">"#, Escaped(said))
            }
            Subject::Frame(at) => match layout.frames.get(at) {
                Some(frame) => self.open_frame(frame),
                None => Ok(()),
            },
            Subject::Link(at) => {
                let link = layout.links.get(at);
                let said = link.and_then(|link| {
                    let diagram = picture.diagrams.get(link.diagram)?;
                    let said = diagram.links.iter().find(|said| said.id == link.link)?;
                    Some(link_words(diagram, said))
                });
                let said = said.unwrap_or_default();
                let dead = if link.is_some_and(|link| link.dead) { DEAD } else { "" };
                write!(self.text, r#"<g role="group" aria-label="{}{dead}">"#, Escaped(&said))
            }
            Subject::Box(at) => match layout.boxes.get(at) {
                Some(b) => self.open_box(b),
                None => Ok(()),
            },
            Subject::Hops(at) | Subject::Badge(at) => {
                let name = layout.boxes.get(at).map_or("", |b| &*b.name);
                let said = match of {
                    Subject::Hops(_) => hops_words(picture.view.scene, at),
                    _ => mark_words(picture.view.scene, at).to_owned(),
                };
                let name = Escaped(name);
                write!(self.text, r#"<g role="img" aria-label="{name}: {}">"#, Escaped(&said))
            }
            Subject::Gap(at) => {
                let mut ghosts = picture.view.scene.ghosts.iter();
                let ghost = ghosts.find(|ghost| ghost.gap == at);
                let why = ghost.and_then(|ghost| ghost.words.as_deref());
                let said = why.map(|why| format!(": {why}")).unwrap_or_default();
                let said = format!("No counterpart{said}");
                write!(self.text, r#"<g role="img" aria-label="{}">"#, Escaped(&said))
            }
        }
    }

    fn open_frame(&mut self, frame: &PlacedFrame) -> std::fmt::Result {
        let Some(title) = &frame.title else { return Ok(()) };
        let path = frame.path.to_string();
        let (id, name) = (Scoped(&path), Escaped(&title.name));
        let failed = if frame.failed { ", failed" } else { "" };
        if let Some(closed) = &frame.closed {
            let inside = frame.inside_words(closed);
            let inside = Escaped(&inside);
            return write!(
                self.text,
                r#"<g id="{id}" role="img" aria-label="{name}{failed}, closed, {inside}">"#
            );
        }
        let diagram = self.picture.diagrams.get(frame.diagram);
        let group = diagram.and_then(|diagram| diagram.group(&frame.path.node));
        let about = group.and_then(|group| group.about.as_deref());
        let about = Escaped(about.unwrap_or(&title.name));
        write!(
            self.text,
            r#"<g id="{id}" role="group" aria-label="{name}{failed}"><title>{about}</title>"#
        )
    }

    fn open_box(&mut self, b: &PlacedBox) -> std::fmt::Result {
        let diagram = self.picture.diagrams.get(b.diagram);
        let layer = diagram.and_then(|diagram| diagram.layer(&b.path.node));
        let about = layer.map_or("", |layer| layer.about.as_str());
        let inside = layer.and_then(contents).map(|words| format!(" {words}")).unwrap_or_default();
        let kind = layer.zip(diagram).and_then(|(layer, diagram)| diagram.kind_of(layer));
        let failed = b.failed.then_some("failed");
        let said: String = failed.into_iter().chain(kind).map(|word| format!(", {word}")).collect();
        let path = b.path.to_string();
        write!(
            self.text,
            r#"<g id="{}" role="img" aria-label="{name}{}"><title>{name}: {}{}</title>"#,
            Scoped(&path),
            Escaped(&said),
            Escaped(about),
            Escaped(&inside),
            name = Escaped(&b.name),
        )
    }

    fn close(&self, of: Option<Subject>) -> &'static str {
        let frames = &self.picture.view.layout.frames;
        match of {
            None => "",
            Some(Subject::Pane(_) | Subject::Connector(_) | Subject::Token(_)) => "\n",
            Some(Subject::Frame(at)) if frames.get(at).is_some_and(|f| f.title.is_none()) => "\n",
            Some(_) => "</g>\n",
        }
    }
}

fn hops_words(scene: &Scene, at: usize) -> String {
    let hops = scene.hops.get(at).map_or(&[] as &[String], |reached| &reached.hops);
    format!("hop {}", hops.join(" and "))
}

fn mark_words(scene: &Scene, at: usize) -> &'static str {
    match scene.mark(at) {
        Some(Mark::Right) => "right",
        Some(Mark::Wrong) => "wrong",
        Some(Mark::Missed) => "right, but not chosen",
        None => "counterpart",
    }
}

//! A figure as an SVG file: the same list as the window draws, with names for screen readers.
//!
//! Text is real text. A line whose letters our faces have says how wide it is with them, so that
//! it stays inside its box on a machine that has others.

mod elements;
mod outlines;

pub use self::elements::Escaped;

use self::{
    elements::{Hex, Number, Scoped},
    outlines::outline,
};
use crate::{
    diagram::{
        faces::{
            describe::{DEAD, contents, describe, failed_words, link_words},
            drawing::{Drawing, Item, Shape, Subject, View},
            requests::describe_requests,
            scene::{Mark, Scene},
        },
        layout::{PlacedBox, PlacedFrame},
        model::{Diagram, Same, Trace},
    },
    theme::{Measure, Rgb, icons::Icon},
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
    let titles: Vec<&str> = picture.diagrams.iter().map(|d| d.title.as_str()).collect();
    let page = Page {
        title: &titles.join(" beside "),
        words: &words(picture),
        size: (view.layout.width, view.layout.height),
        background: picture.background.then_some(view.tokens.panel),
    };
    written(&page, &drawing.items, view.measure, picture)
}

/// What is said of a figure as a whole.
fn words(picture: &Picture<'_>) -> String {
    let Picture { view, diagrams, same, requests, .. } = *picture;
    let mut words = describe(diagrams, same);
    if let Some(failed) = failed_words(view.layout) {
        words.extend(["\n", &failed, "\n"]);
    }
    if !requests.is_empty() {
        words.extend(["\n", &describe_requests(diagrams, requests)]);
    }
    words
}

/// What a file says and holds besides what is drawn.
pub struct Page<'a> {
    /// Its name.
    pub title: &'a str,
    /// What it shows, for those who don't see it.
    pub words: &'a str,
    /// Width and height of what is drawn, in points; the margin comes to it.
    pub size: (f32, f32),
    /// Without it, what is under the picture shows through.
    pub background: Option<Rgb>,
}

/// What things that are drawn are called.
pub trait Spoken {
    /// The number of the group that something belongs to.
    fn group_of(&self, of: Subject) -> Option<usize>;

    /// Id and name of a group.
    fn group(&self, group: Option<usize>) -> (&str, &str);

    /// Opens the element of a subject, with its name.
    ///
    /// # Errors
    /// When `to` takes no more.
    fn open(&self, to: &mut String, of: Subject) -> std::fmt::Result;

    /// Does [`open`](Self::open) open one at all?
    fn has_name(&self, of: Subject) -> bool;
}

/// Writes what is drawn into a file of its own.
#[must_use]
pub fn written(
    page: &Page<'_>,
    items: &[Item<'_>],
    measure: &dyn Measure,
    spoken: &dyn Spoken,
) -> String {
    let mut file = File { text: String::new(), spoken };
    // Writing to a string cannot fail.
    let _infallible = file.write(page, items, measure);
    let digest = Sha256::digest(file.text.as_bytes());
    let prefix =
        digest.iter().take(4).fold("p".to_owned(), |prefix, byte| format!("{prefix}{byte:02x}"));
    file.text.replace(Scoped::PREFIX, &prefix)
}

struct File<'a> {
    text: String,
    spoken: &'a dyn Spoken,
}

impl File<'_> {
    fn write(
        &mut self,
        page: &Page<'_>,
        items: &[Item<'_>],
        measure: &dyn Measure,
    ) -> std::fmt::Result {
        let (width, height) = (page.size.0 + 2.0 * MARGIN, page.size.1 + 2.0 * MARGIN);
        let to = &mut self.text;
        writeln!(
            to,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{title} {desc}" font-family="'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif">"#,
            w = Number(width),
            h = Number(height),
            title = Scoped("title"),
            desc = Scoped("desc"),
        )?;
        writeln!(to, r#"<title id="{}">{}</title>"#, Scoped("title"), Escaped(page.title))?;
        writeln!(to, r#"<desc id="{}">{}</desc>"#, Scoped("desc"), Escaped(page.words))?;
        if let Some(fill) = page.background {
            writeln!(to, r#"<rect width="100%" height="100%" fill="{}"/>"#, Hex(fill))?;
        }
        self.icons(items)?;
        writeln!(self.text, r#"<g transform="translate({m} {m})">"#, m = Number(MARGIN))?;
        let mut group = None;
        let mut subject = None;
        for item in items {
            let own = self.spoken.group_of(item.of);
            if group != own || subject != Some(item.of) {
                self.close(subject);
            }
            if group != own {
                if group.is_some() {
                    self.text.push_str("</g>\n");
                }
                group = own;
                self.open_group(own)?;
                subject = None;
            }
            if subject != Some(item.of) {
                subject = Some(item.of);
                self.spoken.open(&mut self.text, item.of)?;
            }
            outline(&mut self.text, &item.shape, measure)?;
        }
        self.close(subject);
        if group.is_some() {
            self.text.push_str("</g>\n");
        }
        self.text.push_str("</g>\n</svg>\n");
        Ok(())
    }

    fn open_group(&mut self, group: Option<usize>) -> std::fmt::Result {
        let (id, title) = self.spoken.group(group);
        writeln!(
            self.text,
            r#"<g id="{}" role="group" aria-label="{}">"#,
            Scoped(id),
            Escaped(title)
        )
    }

    fn close(&mut self, of: Option<Subject>) {
        if let Some(of) = of {
            self.text.push_str(if self.spoken.has_name(of) { "</g>\n" } else { "\n" });
        }
    }

    /// Each icon once, used wherever it stands.
    fn icons(&mut self, items: &[Item<'_>]) -> std::fmt::Result {
        let used = items.iter().filter_map(|item| match &item.shape {
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
}

impl Spoken for Picture<'_> {
    fn group_of(&self, of: Subject) -> Option<usize> {
        let layout = self.view.layout;
        match of {
            Subject::Pane(pane) => Some(pane),
            Subject::Frame(at) => layout.frames.get(at).map(|frame| frame.diagram),
            Subject::Connector(at) => layout.connectors.get(at).map(|line| line.diagram),
            Subject::Link(at) => layout.links.get(at).map(|link| link.diagram),
            Subject::Box(at) | Subject::Hops(at) | Subject::Badge(at) => {
                layout.boxes.get(at).map(|b| b.diagram)
            }
            Subject::Gap(at) => layout.gaps.get(at).map(|gap| gap.diagram),
            Subject::Route(at) => self.view.scene.routes.get(at).map(|r| r.diagram),
            Subject::Token(at) => self.view.scene.tokens.get(at).map(|token| token.0),
            Subject::Part(_) => None,
        }
    }

    fn group(&self, pane: Option<usize>) -> (&str, &str) {
        let diagram = pane.and_then(|pane| self.diagrams.get(pane));
        diagram.map_or(("figure", ""), |diagram| (diagram.id.as_str(), &*diagram.title))
    }

    fn open(&self, to: &mut String, of: Subject) -> std::fmt::Result {
        let picture = self;
        let layout = picture.view.layout;
        match of {
            Subject::Pane(_) | Subject::Connector(_) | Subject::Token(_) | Subject::Part(_) => {
                Ok(())
            }
            Subject::Route(at) => {
                let said = picture.view.scene.routes.get(at).map_or("", |route| &route.words);
                write!(to, r#"<g role="img" aria-label="way {}">"#, Escaped(said))
            }
            Subject::Frame(at) => match layout.frames.get(at) {
                Some(frame) => self.open_frame(to, frame),
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
                write!(to, r#"<g role="group" aria-label="{}{dead}">"#, Escaped(&said))
            }
            Subject::Box(at) => match layout.boxes.get(at) {
                Some(b) => self.open_box(to, b),
                None => Ok(()),
            },
            Subject::Hops(at) | Subject::Badge(at) => {
                let name = layout.boxes.get(at).map_or("", |b| &*b.name);
                let said = match of {
                    Subject::Hops(_) => hops_words(picture.view.scene, at),
                    _ => mark_words(picture.view.scene, at).to_owned(),
                };
                let name = Escaped(name);
                write!(to, r#"<g role="img" aria-label="{name}: {}">"#, Escaped(&said))
            }
            Subject::Gap(at) => {
                let mut ghosts = picture.view.scene.ghosts.iter();
                let ghost = ghosts.find(|ghost| ghost.gap == at);
                let why = ghost.and_then(|ghost| ghost.words.as_deref());
                let said = why.map(|why| format!(": {why}")).unwrap_or_default();
                let said = format!("No counterpart{said}");
                write!(to, r#"<g role="img" aria-label="{}">"#, Escaped(&said))
            }
        }
    }

    fn has_name(&self, of: Subject) -> bool {
        match of {
            Subject::Pane(_) | Subject::Connector(_) | Subject::Token(_) | Subject::Part(_) => {
                false
            }
            Subject::Frame(at) => {
                self.view.layout.frames.get(at).is_none_or(|frame| frame.title.is_some())
            }
            _ => true,
        }
    }
}

impl Picture<'_> {
    fn open_frame(&self, to: &mut String, frame: &PlacedFrame) -> std::fmt::Result {
        let Some(title) = &frame.title else { return Ok(()) };
        let path = frame.path.to_string();
        let (id, name) = (Scoped(&path), Escaped(&title.name));
        let failed = if frame.failed { ", failed" } else { "" };
        if let Some(closed) = &frame.closed {
            let inside = frame.inside_words(closed);
            let inside = Escaped(&inside);
            return write!(
                to,
                r#"<g id="{id}" role="img" aria-label="{name}{failed}, closed, {inside}">"#
            );
        }
        let diagram = self.diagrams.get(frame.diagram);
        let group = diagram.and_then(|diagram| diagram.group(&frame.path.node));
        let about = group.and_then(|group| group.about.as_deref());
        let about = Escaped(about.unwrap_or(&title.name));
        write!(
            to,
            r#"<g id="{id}" role="group" aria-label="{name}{failed}"><title>{about}</title>"#
        )
    }

    fn open_box(&self, to: &mut String, b: &PlacedBox) -> std::fmt::Result {
        let diagram = self.diagrams.get(b.diagram);
        let layer = diagram.and_then(|diagram| diagram.layer(&b.path.node));
        let about = layer.map_or("", |layer| layer.about.as_str());
        let inside = layer.and_then(contents).map(|words| format!(" {words}")).unwrap_or_default();
        let kind = layer.zip(diagram).and_then(|(layer, diagram)| diagram.kind_of(layer));
        let failed = b.failed.then_some("failed");
        let said: String = failed.into_iter().chain(kind).map(|word| format!(", {word}")).collect();
        let path = b.path.to_string();
        write!(
            to,
            r#"<g id="{}" role="img" aria-label="{name}{}"><title>{name}: {}{}</title>"#,
            Scoped(&path),
            Escaped(&said),
            Escaped(about),
            Escaped(&inside),
            name = Escaped(&b.name),
        )
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

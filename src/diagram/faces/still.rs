//! The picture at a step of a walk: what of a layout is there, and how it looks.

use crate::{
    diagram::{
        faces::{routes::Routes, scene::Scene},
        layout::{
            geometry::{Point, Rect},
            placed::{Closed, Connector, Layout, PlacedBox, PlacedFrame, PlacedLink, Start},
        },
        model::{
            NodePath, NodeRef, Step, Still, Trace, Walk,
            step::{Failed, trace_at},
        },
    },
    id::Id,
    theme::Measure,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// A frame: the number of its diagram, its group or repeat, and its copies.
type FrameKey<'l> = (usize, &'l Id, &'l [(Id, u32)]);

fn key(frame: &PlacedFrame) -> FrameKey<'_> {
    (frame.diagram, &frame.path.node, &frame.path.copies)
}

/// Which frames of a layout are round a box or a frame.
struct Nesting<'l> {
    /// In how many repeats each group lies.
    depth: HashMap<(usize, &'l Id), usize>,
}

impl<'l> Nesting<'l> {
    fn of(layout: &'l Layout) -> Self {
        let frames = layout.frames.iter();
        let depth = frames.map(|f| ((f.diagram, &f.path.node), f.path.copies.len()));
        Self { depth: depth.collect() }
    }

    /// The frames round the part with this path, which lies in these groups. For the path of a
    /// copy, the copy's own frame is among them.
    fn round<'p>(
        &self,
        diagram: usize,
        path: &'p NodePath,
        within: &'p [(Id, String)],
    ) -> impl Iterator<Item = FrameKey<'p>> {
        let copies = path.copies.iter().enumerate();
        // The frame of the copy in which it lies, and the frame round all copies.
        let copies = copies.flat_map(move |(at, (repeat, _))| {
            let round = [path.copies.get(..=at), path.copies.get(..at)];
            round.into_iter().flatten().map(move |copies| (diagram, repeat, copies))
        });
        let groups = within.iter().filter_map(move |(group, _)| {
            let deep = *self.depth.get(&(diagram, group))?;
            Some((diagram, group, path.copies.get(..deep)?))
        });
        copies.chain(groups)
    }

    fn round_box<'p>(&self, b: &'p PlacedBox) -> impl Iterator<Item = FrameKey<'p>> {
        self.round(b.diagram, &b.path, &b.within)
    }

    /// The part directly in a group in which a box lies: an inner group, or the box itself.
    fn part_in<'p>(&self, (_, group, _): FrameKey<'_>, b: &'p PlacedBox) -> FrameKey<'p> {
        let mut inner = b.within.iter().skip_while(|(id, _)| id != group).skip(1);
        let inner = inner.next().and_then(|(inner, _)| {
            let deep = *self.depth.get(&(b.diagram, inner))?;
            Some((b.diagram, inner, b.path.copies.get(..deep)?))
        });
        inner.unwrap_or((b.diagram, &b.path.node, &b.path.copies))
    }

    fn round_frame<'p>(&self, frame: &'p PlacedFrame) -> impl Iterator<Item = FrameKey<'p>> {
        let all = self.round(frame.diagram, &frame.path, &frame.within);
        all.filter(move |other| *other != key(frame))
    }
}

impl Layout {
    /// What is there of this layout at a step, `None` being before the first, and what of it has
    /// failed. Everything keeps its place; frames and lines are there as soon as something of what
    /// they belong to is.
    #[must_use]
    pub fn at_step(&self, steps: &[Step], at: Option<usize>) -> Self {
        let (nesting, walk) = (Nesting::of(self), Walk::of(steps));
        let boxes = self.boxes.iter().map(|b| (b, walk.still(&b.path, at)));
        let boxes: Vec<(&PlacedBox, Still)> = boxes.filter(|(_, still)| still.shown()).collect();
        let held: HashSet<FrameKey<'_>> =
            boxes.iter().flat_map(|(b, _)| nesting.round_box(b)).collect();
        let frames = || self.frames.iter().filter(|frame| held.contains(&key(frame)));
        let shut = frames().filter(|f| f.title.is_some() && walk.closed(&f.path, at));
        let mut shut: HashMap<FrameKey<'_>, Covered<'_>> =
            shut.map(|frame| (key(frame), Covered::default())).collect();
        let failed = Failures::of(self, &nesting, &Failed::at_step(steps, at));
        let mut kept = Vec::with_capacity(boxes.len());
        let joined: HashSet<&NodePath> =
            self.connectors.iter().flat_map(Connector::joins).collect();
        let mut places: HashMap<&NodePath, Option<FrameKey<'_>>> = HashMap::new();
        for (b, still) in boxes {
            let mut cover = None;
            for frame in nesting.round_box(b) {
                if let Some(covered) = shut.get_mut(&frame) {
                    cover = cover.or(Some(frame));
                    covered.parts.insert(nesting.part_in(frame, b));
                    covered.stills.push(still);
                }
            }
            if joined.contains(&b.path) {
                places.insert(&b.path, cover);
            }
            if cover.is_none() {
                kept.push(PlacedBox { failed: failed.has(&b.path), ..b.clone() });
            }
        }
        let open = |frame: &&PlacedFrame| {
            !nesting.round_frame(frame).any(|outer| shut.contains_key(&outer))
        };
        let frames: Vec<PlacedFrame> = frames()
            .filter(open)
            .map(|frame| PlacedFrame {
                closed: shut.get(&key(frame)).map(Covered::closed),
                failed: failed.has(&frame.path),
                ..frame.clone()
            })
            .collect();
        let connectors = self.connectors.iter().filter_map(|c| linked(c, &places, &failed));
        let connectors = connectors.map(|c| outside(c, &places, &frames)).collect();
        let ends = kept.iter().map(|b| &b.path).chain(frames.iter().map(|f| &f.path));
        let ends: HashSet<&NodePath> = ends.filter(|_| !self.links.is_empty()).collect();
        let joined = |link: &&PlacedLink| ends.contains(&link.from) && ends.contains(&link.to);
        let dead = |link: &PlacedLink| failed.has(&link.from) || failed.has(&link.to);
        let links = self.links.iter().filter(joined);
        let links = links.map(|link| PlacedLink { dead: dead(link), ..link.clone() }).collect();
        Self {
            width: self.width,
            height: self.height,
            stacked: self.stacked,
            panes: self.panes.clone(),
            boxes: kept,
            frames,
            connectors,
            links,
            gaps: self.gaps.clone(),
        }
    }
}

/// What a closed group covers.
#[derive(Default)]
struct Covered<'l> {
    /// The layers and groups directly in it.
    parts: HashSet<FrameKey<'l>>,
    stills: Vec<Still>,
}

impl Covered<'_> {
    /// How a closed group looks: as the most noticeable of what it covers.
    fn closed(&self) -> Closed {
        let order = [Still::Focused, Still::Shown];
        let still = order.into_iter().find(|still| self.stills.contains(still));
        Closed { parts: self.parts.len(), still: still.unwrap_or(Still::Back) }
    }
}

/// What of a layout has failed: what a step names, and all that lies in it.
struct Failures<'l> {
    paths: HashSet<&'l NodePath>,
}

impl<'l> Failures<'l> {
    fn of(layout: &'l Layout, nesting: &Nesting<'_>, failed: &Failed<'_>) -> Self {
        let mut paths = HashSet::new();
        if !failed.is_empty() {
            let named: HashSet<FrameKey<'_>> =
                layout.frames.iter().filter(|f| failed.names(&f.path)).map(key).collect();
            let boxes = layout.boxes.iter().filter(|b| {
                failed.names(&b.path) || nesting.round_box(b).any(|frame| named.contains(&frame))
            });
            paths.extend(boxes.map(|b| &b.path));
            let frames = layout.frames.iter().filter(|frame| {
                let mut round = nesting.round_frame(frame);
                named.contains(&key(frame)) || round.any(|outer| named.contains(&outer))
            });
            paths.extend(frames.map(|frame| &frame.path));
        }
        Self { paths }
    }

    fn has(&self, path: &NodePath) -> bool {
        self.paths.contains(path)
    }

    /// Have all of these parts failed, and is there at least one?
    fn have_all(&self, paths: &[NodePath]) -> bool {
        !paths.is_empty() && paths.iter().all(|path| self.has(path))
    }
}

impl Layout {
    /// The same with these parts failed besides, and all that lies in them, whatever step it is of.
    #[must_use]
    pub fn failing(&self, names: &[NodeRef]) -> Self {
        let failures = Failures::of(self, &Nesting::of(self), &Failed::of(names));
        let mut failing = self.clone();
        for (b, own) in failing.boxes.iter_mut().zip(&self.boxes) {
            b.failed |= failures.has(&own.path);
        }
        for (frame, own) in failing.frames.iter_mut().zip(&self.frames) {
            frame.failed |= failures.has(&own.path);
        }
        for (link, own) in failing.links.iter_mut().zip(&self.links) {
            link.dead |= failures.has(&own.from) || failures.has(&own.to);
        }
        for (connector, own) in failing.connectors.iter_mut().zip(&self.connectors) {
            let ground = failures.have_all(&own.on);
            for (start, own) in connector.starts.iter_mut().zip(&own.starts) {
                start.dead |= ground || failures.have_all(&own.of);
            }
        }
        failing
    }

    /// The places of boxes that later steps will show, `None` being before the first, as far as the
    /// step `untold`, by its number, which is not told yet. What a closed group covers is left out.
    #[must_use]
    pub fn to_come(&self, steps: &[Step], at: Option<usize>, untold: usize) -> Vec<Rect> {
        let (nesting, walk) = (Nesting::of(self), Walk::of(steps));
        let shut = self.frames.iter().filter(|f| f.title.is_some() && walk.closed(&f.path, at));
        let shut: HashSet<FrameKey<'_>> = shut.map(key).collect();
        let next = at.map_or(0, |at| at.saturating_add(1));
        let comes = |b: &&PlacedBox| {
            let stills = walk.stills(&b.path);
            let there = at.and_then(|at| stills.get(at)).is_some_and(|still| still.shown());
            let first = (next..).zip(stills.iter().skip(next)).find(|(_, still)| still.shown());
            !there
                && first.is_some_and(|(step, _)| step < untold)
                && (shut.is_empty() || !nesting.round_box(b).any(|frame| shut.contains(&frame)))
        };
        self.boxes.iter().filter(comes).map(|b| b.rect).collect()
    }
}

/// A figure as a still picture: a layout and how it looks.
#[derive(Debug, Clone, PartialEq)]
pub struct StillPicture {
    /// What is there at the step.
    pub layout: Layout,
    /// How that looks.
    pub scene: Scene,
}

impl StillPicture {
    /// The whole picture, at rest.
    #[must_use]
    pub fn whole(layout: Layout) -> Self {
        Self { layout, scene: Scene::default() }
    }

    /// What of a layout is there at a step, from 0, and how it looks; with all ways of the request that
    /// the step shows.
    #[must_use]
    pub fn at_step(
        layout: &Layout,
        (steps, traces): (&[Step], &[Trace]),
        at: usize,
        measure: &dyn Measure,
    ) -> Self {
        let layout = layout.at_step(steps, Some(at));
        let walk = Walk::of(steps);
        let looks = layout.boxes.iter().map(|b| walk.still(&b.path, Some(at)).into()).collect();
        let mut scene = Scene { looks, ..Scene::default() };
        if let Some(id) = trace_at(steps, at)
            && let Some(trace) = traces.iter().find(|trace| trace.id == *id)
        {
            let boxes: Vec<&NodePath> = layout.boxes.iter().map(|b| &b.path).collect();
            scene.hops = Arc::new(trace.all_reached(&boxes));
            scene.looks = scene.hops.iter().map(|reached| reached.still().into()).collect();
            let routes = Routes::of(&layout, trace, measure);
            let all = routes.each(trace.all_passages()).map(|(_, route)| route.clone());
            scene.routes = Arc::new(all.collect());
        }
        Self { layout, scene }
    }
}

impl Layout {
    /// What this layout draws and the other one does not: what leaves when a step is taken.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let boxes: HashSet<&NodePath> = other.boxes.iter().map(|b| &b.path).collect();
        let frames: HashSet<(&NodePath, bool)> =
            other.frames.iter().map(|frame| (&frame.path, frame.closed.is_some())).collect();
        let links: HashSet<(&Id, &NodePath, &NodePath)> =
            other.links.iter().map(|link| (&link.link, &link.from, &link.to)).collect();
        let lines: HashSet<LineKey> = other.connectors.iter().map(line_key).collect();
        let gone_box = |b: &&PlacedBox| !boxes.contains(&b.path);
        let gone_frame = |f: &&PlacedFrame| !frames.contains(&(&f.path, f.closed.is_some()));
        let gone_link = |l: &&PlacedLink| !links.contains(&(&l.link, &l.from, &l.to));
        let gone_line = |c: &&Connector| !lines.contains(&line_key(c));
        Self {
            width: self.width,
            height: self.height,
            stacked: self.stacked,
            panes: self.panes.clone(),
            boxes: self.boxes.iter().filter(gone_box).cloned().collect(),
            frames: self.frames.iter().filter(gone_frame).cloned().collect(),
            connectors: self.connectors.iter().filter(gone_line).cloned().collect(),
            links: self.links.iter().filter(gone_link).cloned().collect(),
            gaps: self.gaps.clone(),
        }
    }
}

/// Where a connector runs: its diagram, and the bits of its bus, of where its lines start, and of
/// its end.
type LineKey = (usize, u32, Vec<(u32, u32)>);

fn line_key(connector: &Connector) -> LineKey {
    let bits = |at: Point| (at.x.to_bits(), at.y.to_bits());
    let starts = connector.starts.iter().map(|start| bits(start.at));
    (connector.diagram, connector.bus.to_bits(), starts.chain([bits(connector.end)]).collect())
}

/// A connector whose ends lie at the borders of the closed groups that cover what it joins.
fn outside(
    connector: Connector,
    there: &HashMap<&NodePath, Option<FrameKey<'_>>>,
    frames: &[PlacedFrame],
) -> Connector {
    let cover = |boxes: &[NodePath]| {
        let covers: Option<HashSet<_>> =
            boxes.iter().filter_map(|path| there.get(path)).copied().collect();
        let mut covers = covers.into_iter().flatten();
        let only = covers.next().filter(|_| covers.next().is_none())?;
        frames.iter().find(|frame| key(frame) == only).map(|frame| frame.rect)
    };
    let at = |point: Point, boxes: &[NodePath], upper: bool| match cover(boxes) {
        Some(rect) => Point { y: if upper { rect.top } else { rect.bottom }, ..point },
        None => point,
    };
    let Connector { diagram, starts, bus, end, on, tree } = connector;
    let starts = starts.into_iter();
    let starts = starts.map(|start| Start { at: at(start.at, &start.of, tree), ..start }).collect();
    let end = at(end, &on, !tree);
    Connector { diagram, starts, bus, end, on, tree }
}

/// The part of a connector of which both ends are there: each box that is there with the closed
/// group that covers it. Lines end at such a group, and there are none in it.
fn linked(
    connector: &Connector,
    there: &HashMap<&NodePath, Option<FrameKey<'_>>>,
    failed: &Failures<'_>,
) -> Option<Connector> {
    let places = |boxes: &[NodePath]| -> HashSet<_> {
        boxes.iter().filter_map(|path| there.get(path).copied()).collect()
    };
    let on = places(&connector.on);
    let apart = |start: &&Start| {
        let of = places(&start.of);
        of.iter().any(|of| on.iter().any(|on| of.is_none() || of != on))
    };
    let dead = |start: &Start| failed.have_all(&start.of) || failed.have_all(&connector.on);
    let starts = connector.starts.iter().filter(apart);
    let starts: Vec<Start> =
        starts.map(|start| Start { dead: dead(start), ..start.clone() }).collect();
    (!starts.is_empty()).then(|| Connector { starts, ..connector.clone() })
}

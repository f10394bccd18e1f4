//! Generated diagrams: of every shape, as people write them and as nobody should.

use crate::support::id;
use proptest::{prelude::*, sample::Index};
use strata::diagram::{
    Arrow, Badge, Branch, Cell, Diagram, Frame, Gauge, Grid, Group, How, Layer, LayerRole,
    LayerShape, Link, LinkKind, Node, NodePath, NodeRef, Part, PartKind, PartNumber, Repeat, Same,
    Step, Tree,
};
use strata::id::Id;

pub fn plain_layer(name: &str) -> Layer {
    Layer {
        id: id("x"),
        name: name.into(),
        role: LayerRole::Neutral,
        about: "About.".into(),
        note: None,
        manages: false,
        shape: LayerShape::Box,
        badges: Vec::new(),
        gauges: Vec::new(),
        figures: Vec::new(),
    }
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{1,9}( [A-Za-z]{1,12}){0,3}",
        1 => Just("App{n}".to_owned()),
        1 => "[容器虚拟机カーネル]{1,8}",
        1 => "[a-z]{40,90}",
        1 => Just(String::new()),
    ]
}

fn badges() -> impl Strategy<Value = Vec<Badge>> {
    let badge = ("[a-z]{2,9}", any::<bool>()).prop_map(|(text, on)| Badge { text, on });
    prop_oneof![3 => Just(Vec::new()), 1 => proptest::collection::vec(badge, 1..9)]
}

fn gauges() -> impl Strategy<Value = Vec<Gauge>> {
    let gauge = ("[a-z]{2,20}", 0..=100_u8).prop_map(|(name, percent)| Gauge { name, percent });
    prop_oneof![4 => Just(Vec::new()), 1 => proptest::collection::vec(gauge, 1..5)]
}

fn layers() -> impl Strategy<Value = Layer> {
    let shape = prop_oneof![
        6 => Just(LayerShape::Box), 1 => Just(LayerShape::Line), 1 => Just(LayerShape::Absent)
    ];
    let note = proptest::option::of("[a-z ]{1,30}");
    (names(), 0..8_usize, note, shape, badges(), gauges()).prop_map(
        |(name, role, note, shape, badges, gauges)| {
            let line = shape == LayerShape::Line;
            Layer {
                role: LayerRole::ALL[role],
                note,
                shape,
                badges: if line { Vec::new() } else { badges },
                gauges: if line { Vec::new() } else { gauges },
                ..plain_layer(&name)
            }
        },
    )
}

fn frames() -> impl Strategy<Value = Frame> {
    (0..3_usize).prop_map(|frame| [Frame::Solid, Frame::Dashed, Frame::None][frame])
}

fn nodes() -> impl Strategy<Value = Node> {
    layers().prop_map(Node::Layer).prop_recursive(4, 24, 4, |inner| {
        let branch = (proptest::option::of("[a-z ]{1,20}"), inner.clone())
            .prop_map(|(label, of)| Branch { label, of });
        let tree =
            (layers(), proptest::collection::vec(branch, 1..4)).prop_map(|(mut root, branches)| {
                root.shape = LayerShape::Box;
                Node::Tree(Tree { root, branches })
            });
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 1..5).prop_map(Node::Stack),
            2 => proptest::collection::vec(inner.clone(), 1..4).prop_map(Node::Row),
            2 => (inner.clone(), 1..4_u32, frames(), any::<bool>()).prop_map(
                |(of, count, frame, connected)| {
                    Node::Repeat(Repeat { id: id("x"), count, frame, connected }, Box::new(of))
                }
            ),
            2 => (inner.clone(), names(), frames()).prop_map(|(of, name, frame)| {
                Node::Group(Group { id: id("x"), name, frame, about: None, holds: None }, Box::new(of))
            }),
            1 => grids(inner),
            1 => tree,
        ]
    })
}

/// Grids of three columns; each row is divided in its own way.
fn grids(inner: impl Strategy<Value = Node> + Clone) -> impl Strategy<Value = Node> {
    let row =
        (0..4_usize, proptest::collection::vec(proptest::option::of(inner.clone()), 3), inner);
    let row = row.prop_map(|(way, mut parts, first)| {
        let spans: &[u32] = [&[1, 1, 1][..], &[2, 1], &[1, 2], &[3]][way];
        parts[0] = Some(first);
        spans.iter().zip(parts).map(|(span, of)| Cell { span: *span, of }).collect()
    });
    proptest::collection::vec(row, 1..4).prop_map(|rows| Node::Grid(Grid { rows }))
}

/// Gives every part an id of its own, as the check demands.
fn number(node: &mut Node, next: &mut u32) {
    *next += 1;
    let own = id(&format!("n-{next}"));
    match node {
        Node::Layer(layer) => layer.id = own,
        Node::Stack(parts) | Node::Row(parts) => {
            for part in parts {
                number(part, next);
            }
        }
        Node::Repeat(repeat, of) => {
            repeat.id = own;
            number(of, next);
        }
        Node::Group(group, of) => {
            group.id = own;
            number(of, next);
        }
        Node::Grid(grid) => {
            let cells = grid.rows.iter_mut().flatten();
            cells.filter_map(|cell| cell.of.as_mut()).for_each(|part| number(part, next));
        }
        Node::Tree(tree) => {
            tree.root.id = own;
            tree.branches.iter_mut().for_each(|branch| number(&mut branch.of, next));
        }
    }
}

pub fn diagram(name: &str, mut body: Node) -> Diagram {
    number(&mut body, &mut 0);
    let mut diagram = Diagram::new(id(name), name.into(), body);
    "A: b".clone_into(&mut diagram.caption);
    diagram
}

/// The nested form of a part, as its author wrote it.
pub fn nested(part: Part<'_>) -> Node {
    let inside = || part.children().map(nested);
    let only = || Box::new(inside().next().unwrap());
    match part.kind() {
        PartKind::Layer(layer) => Node::Layer(layer.clone()),
        PartKind::Stack => Node::Stack(inside().collect()),
        PartKind::Row => Node::Row(inside().collect()),
        PartKind::Repeat(repeat) => Node::Repeat(repeat.clone(), only()),
        PartKind::Group(group) => Node::Group(group.clone(), only()),
        PartKind::Grid(grid) => {
            let cell = |cell: &Cell<PartNumber>| Cell {
                span: cell.span,
                of: cell.of.map(|of| nested(part.at(of).unwrap())),
            };
            let rows = grid.rows.iter().map(|row| row.iter().map(cell).collect());
            Node::Grid(Grid { rows: rows.collect() })
        }
        PartKind::Tree(labels) => {
            let root = part.children().next().unwrap().layer().unwrap().clone();
            let branches = labels.iter().zip(inside().skip(1));
            let branches = branches.map(|(label, of)| Branch { label: label.clone(), of });
            Node::Tree(Tree { root, branches: branches.collect() })
        }
    }
}

/// What links can join: the paths of boxes; and the paths of groups and repeats, each with the
/// boxes in it.
fn ends(diagram: &Diagram) -> Vec<(NodePath, Vec<NodePath>)> {
    let mut found: Vec<_> = diagram.paths().into_iter().map(|path| (path, Vec::new())).collect();
    let layers = |part: Part<'_>| part.layers().map(|layer| layer.id.clone()).collect::<Vec<_>>();
    let holders = diagram.parts().filter(|part| part.layer().is_none());
    for (part, id) in holders.filter_map(|part| Some((part, part.kind().id()?))) {
        // A group or repeat that lies in copies would be there several times.
        let copied = diagram.parts().any(|outer| {
            matches!(outer.kind(), PartKind::Repeat(repeat) if repeat.id != *id)
                && layers(part).iter().all(|layer| layers(outer).contains(layer))
                && (layers(outer).len() > layers(part).len() || outer.number() < part.number())
        });
        let inside = layers(part);
        let all: Vec<NodePath> =
            diagram.paths().into_iter().filter(|path| inside.contains(&path.node)).collect();
        if let Some(first) = all.first().filter(|_| !copied) {
            let path = NodePath { node: id.clone(), copies: Vec::new(), ..first.clone() };
            found.push((path, all));
        }
    }
    found
}

/// Links between one copy and another part, both named in full.
fn links(diagram: &Diagram, picks: Vec<(Index, Index, Option<String>, bool)>) -> Vec<Link> {
    let ends = ends(diagram);
    let mut links: Vec<Link> = Vec::new();
    for (number, (one, other, label, control)) in picks.into_iter().enumerate() {
        let ((one, ones), (other, others)) = (one.get(&ends), other.get(&ends));
        let nested = ones.contains(other)
            || others.contains(one)
            || (!ones.is_empty() && !others.is_empty() && ones.iter().any(|p| others.contains(p)));
        let reference = |path: &NodePath| NodeRef { diagram: None, ..NodeRef::from(path) };
        if one == other || nested || !in_same_copies(one, other) {
            continue;
        }
        links.push(Link {
            id: id(&format!("l-{number}")),
            from: reference(one),
            to: reference(other),
            label,
            kind: if control { LinkKind::Control } else { LinkKind::Data },
            arrow: if control { Arrow::Both } else { Arrow::To },
        });
    }
    links
}

fn in_same_copies(one: &NodePath, other: &NodePath) -> bool {
    one.copies.iter().all(|(repeat, number)| {
        other.copies.iter().all(|(also, copy)| also != repeat || copy == number)
    })
}

/// How many lines a diagram's links draw, if each names both its ends in full.
pub fn lines_of(diagram: &Diagram) -> usize {
    diagram.links.len()
}

/// One to three diagrams of any shape, with up to a dozen links each.
pub fn any_diagrams() -> impl Strategy<Value = Vec<Diagram>> {
    let label = proptest::option::of("[a-z]{1,8}( [a-z]{1,8}){0,2}");
    let picks =
        proptest::collection::vec((any::<Index>(), any::<Index>(), label, any::<bool>()), 0..12);
    let picks = prop_oneof![1 => Just(Vec::new()), 2 => picks];
    proptest::collection::vec((nodes(), picks), 1..4).prop_map(|models| {
        let numbered = models.into_iter().enumerate();
        numbered
            .map(|(number, (body, picks))| {
                let mut diagram = diagram(&format!("d-{number}"), body);
                diagram.links = links(&diagram, picks);
                diagram
            })
            .collect()
    })
}

/// Diagrams that are compared, and a walk through them.
#[derive(Debug, Clone)]
pub struct Figure {
    pub diagrams: Vec<Diagram>,
    pub same: Vec<Same>,
    /// The second step shows some layers, and expands some groups.
    pub steps: Vec<Step>,
}

/// Figures of these diagrams, with `same` entries for some layers besides those with the same name.
fn figures(diagrams: impl Strategy<Value = Vec<Diagram>>) -> impl Strategy<Value = Figure> {
    let pair = (any::<Index>(), any::<Index>(), 1..4_usize, any::<bool>());
    let pairs = proptest::collection::vec(pair, 0..5);
    (diagrams, pairs, any::<[u32; 2]>()).prop_map(|(diagrams, pairs, shown)| Figure {
        same: same(&diagrams, &pairs),
        steps: steps(&diagrams, shown),
        diagrams,
    })
}

/// Pairs a layer of one diagram with one to three neighbours in the next.
fn same(diagrams: &[Diagram], pairs: &[(Index, Index, usize, bool)]) -> Vec<Same> {
    let reference = |diagram: &Diagram, node: &Id| -> NodeRef {
        format!("{}/{node}", diagram.id).parse().unwrap()
    };
    let facing = diagrams.windows(2).flat_map(|two| pairs.iter().map(move |pair| (two, pair)));
    let entries = facing.enumerate().map(|(number, (two, (one, other, count, job)))| {
        let layers = |at: usize| two[at].layers().map(|layer| &layer.id).collect::<Vec<_>>();
        let (left, right) = (layers(0), layers(1));
        let from = other.index(right.len());
        let many = right.iter().skip(from).take(*count);
        let nodes = std::iter::once(reference(&two[0], left[one.index(left.len())]));
        Same {
            id: id(&format!("s-{number}")),
            nodes: nodes.chain(many.map(|node| reference(&two[1], node))).collect(),
            missing_in: Vec::new(),
            how: if *job { How::SameJob } else { How::SamePlace },
            short: None,
            because: "Because.".to_owned(),
        }
    });
    entries.collect()
}

/// Two steps. The second one shows the layers and expands the groups that these bits choose.
fn steps(diagrams: &[Diagram], [later, closed]: [u32; 2]) -> Vec<Step> {
    let picked = |from: &mut dyn Iterator<Item = (&Id, &Id)>, mask: u32| -> Vec<NodeRef> {
        from.enumerate()
            .filter(|(at, _)| mask >> (at % 32) & 1 == 1)
            .map(|(_, (diagram, node))| format!("{diagram}/{node}").parse().unwrap())
            .collect()
    };
    let mut layers = diagrams.iter().flat_map(|d| d.layers().map(|layer| (&d.id, &layer.id)));
    let mut groups = diagrams.iter().flat_map(|d| d.groups().map(|group| (&d.id, &group.id)));
    let step = |name: &str, show, expand| Step {
        id: id(name),
        say: String::new(),
        ask: None,
        show,
        hide: Vec::new(),
        expand,
        focus: None,
        trace: None,
        fail: None,
    };
    let second = step("second", picked(&mut layers, later), picked(&mut groups, closed));
    vec![step("first", Vec::new(), Vec::new()), second]
}

pub fn any_figures() -> impl Strategy<Value = Figure> {
    figures(any_diagrams())
}

/// One or two diagrams as people draw them.
pub fn linked_figures() -> impl Strategy<Value = Figure> {
    let one = linked_diagrams("linked").prop_map(|diagram| vec![diagram]);
    let two = (linked_diagrams("linked"), linked_diagrams("other"));
    figures(prop_oneof![2 => one, 1 => two.prop_map(|(one, other)| vec![one, other])])
}

/// A diagram of the kind that people draw: boxes in groups, copies and grids in up to four tiers,
/// and many links with words.
fn linked_diagrams(own: &'static str) -> impl Strategy<Value = Diagram> {
    let name = "[A-Z][a-z]{1,7}( [A-Za-z]{1,6})?";
    let layer = (name, 0..8_usize).prop_map(|(name, role)| {
        Node::Layer(Layer { role: LayerRole::ALL[role], ..plain_layer(&name) })
    });
    let block = prop_oneof![
        4 => layer.clone(),
        1 => proptest::collection::vec(layer.clone(), 2..4).prop_map(Node::Stack),
        1 => proptest::collection::vec(layer.clone(), 2..4).prop_map(Node::Row),
        1 => (layer.clone(), 2..4_u32, frames(), any::<bool>()).prop_map(
            |(of, count, frame, connected)| {
                Node::Repeat(Repeat { id: id("x"), count, frame, connected }, Box::new(of))
            }
        ),
    ];
    let group = |inner: BoxedStrategy<Node>| {
        (inner, name, frames()).prop_map(|(of, name, frame)| {
            Node::Group(Group { id: id("x"), name, frame, about: None, holds: None }, Box::new(of))
        })
    };
    let inside = proptest::collection::vec(block.clone(), 1..4).prop_map(Node::Stack).boxed();
    let part = prop_oneof![3 => block.clone(), 2 => group(inside.clone()), 1 => inside].boxed();
    let tier = prop_oneof![
        3 => part.clone(),
        4 => proptest::collection::vec(part.clone(), 2..4).prop_map(Node::Row),
        1 => group(proptest::collection::vec(part.clone(), 2..4).prop_map(Node::Row).boxed()),
        1 => grids(part),
    ];
    let label = proptest::option::weighted(0.8, "[a-z]{2,8}( [a-z]{1,8}){0,2}");
    let picks = proptest::collection::vec(
        (any::<Index>(), any::<Index>(), label, proptest::bool::weighted(0.25)),
        1..12,
    );
    (proptest::collection::vec(tier, 1..5), picks).prop_map(move |(tiers, picks)| {
        let mut diagram = diagram(own, Node::Stack(tiers));
        diagram.links = links(&diagram, picks);
        diagram
    })
}

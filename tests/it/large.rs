//! Large diagrams for tests, benches and examples: as models, and as an author writes them. No two
//! layers of a diagram are alike, so that costs of each layer show.

use std::fmt::Write as _;
use strata::{
    diagram::{
        Branch, Cell, Diagram, Frame, Grid, Group, Layer, LayerRole, LayerShape, Node, Repeat, Tree,
    },
    id::Id,
};

/// The pack that [`pack`] writes, and its one lesson.
pub const PACK: &str = "strata-tests/large";
pub const LESSON: &str = "large";

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn layer(own: &str, name: &str, role: LayerRole) -> Layer {
    Layer {
        id: id(own),
        name: name.to_owned(),
        role,
        about: "A part of a large picture.".to_owned(),
        note: None,
        manages: false,
        shape: LayerShape::Box,
        badges: Vec::new(),
        gauges: Vec::new(),
        figures: Vec::new(),
    }
}

/// `layer-0`, `layer-1` and so on, each with a word and its number for a name. Pictures ask about
/// layers called "L7"; not about those called "Layer 7", whose number gives the place away.
pub fn layers(word: &str, from: u32, count: u32) -> Vec<Node> {
    let each = |(at, role): (u32, LayerRole)| {
        Node::Layer(layer(&format!("layer-{at}"), &format!("{word}{at}"), role))
    };
    (from..from + count).zip(LayerRole::ALL.into_iter().cycle()).map(each).collect()
}

fn group(own: &str, name: String, of: Node) -> Node {
    let (frame, about, holds) = (Frame::Solid, None, None);
    Node::Group(Group { id: id(own), name, frame, about, holds }, Box::new(of))
}

/// Racks one above the other, in each a row of up to fifty nodes with two boxes each.
pub fn racks(boxes: u32) -> Node {
    let nodes = (boxes / 2).clamp(1, 50);
    let count = (boxes / 2 / nodes).max(1);
    let named = |what: &str, rack: u32| format!("{what}-{rack}");
    let rack = |at: u32| {
        let (app, os) = (format!("App{at} {{n}}"), format!("OS{at}"));
        let node = Node::Stack(vec![
            Node::Layer(layer(&named("app", at), &app, LayerRole::Application)),
            Node::Layer(layer(&named("os", at), &os, LayerRole::Kernel)),
        ]);
        let (id, frame) = (id(&named("node", at)), Frame::Solid);
        let repeat = Repeat { id, count: nodes, frame, connected: false };
        group(&named("rack", at), format!("Rack {at}"), Node::Repeat(repeat, Box::new(node)))
    };
    Node::Stack((1..=count).map(rack).collect())
}

/// A hundred stacks beside each other, their layers named by a word and a number.
pub fn stacks(word: &str, boxes: u32) -> Node {
    let high = boxes / 100;
    Node::Row((0..100).map(|at| Node::Stack(layers(word, at * high, high))).collect())
}

/// The shapes that [`shaped`] takes.
pub const SHAPES: [&str; 5] = ["stacks", "row", "groups", "grids", "tree"];

/// About `boxes` layers, not counting the root of a tree, in one of the [`SHAPES`], each named by
/// `word` and a number.
pub fn shaped(shape: &str, word: &str, boxes: u32) -> Node {
    let many = |from: u32, count: u32| layers(word, from, count);
    match shape {
        "stacks" => stacks(word, boxes),
        "row" => Node::Row(many(0, boxes)),
        // Ten columns, each a stack of groups with a row of twenty layers in each.
        "groups" => {
            let one = |at: u32| {
                let row = Node::Row(many(at * 20, 20));
                group(&format!("group-{at}"), format!("Group {at}"), row)
            };
            let high = boxes / 200;
            let column = |at: u32| Node::Stack((at * high..(at + 1) * high).map(one).collect());
            Node::Row((0..10).map(column).collect())
        }
        // Four grids beside each other, of fifty columns each.
        "grids" => {
            let cell = |of| Cell { span: 1, of: Some(of) };
            let high = boxes / 200;
            let row = |at: u32| many(at * 50, 50).into_iter().map(cell).collect();
            let grid = |at: u32| {
                Node::Grid(Grid { rows: (at * high..(at + 1) * high).map(row).collect() })
            };
            Node::Row((0..4).map(grid).collect())
        }
        "tree" => {
            let root = layer("root", "Root", LayerRole::Neutral);
            let branch = |of| Branch { label: None, of };
            Node::Tree(Tree { root, branches: many(0, boxes).into_iter().map(branch).collect() })
        }
        _ => panic!("there is no shape {shape}"),
    }
}

/// A diagram with this id, and with the id as its title.
pub fn diagram(own: &str, body: Node) -> Diagram {
    Diagram::new(id(own), titled(own), body)
}

fn titled(own: &str) -> String {
    let (first, rest) = own.split_at(1);
    first.to_uppercase() + rest
}

/// A part as an author writes it.
pub fn written(node: &Node) -> String {
    let mut text = String::new();
    write(&mut text, node);
    text
}

fn write(text: &mut String, node: &Node) {
    let list = |text: &mut String, word: &str, parts: &[Node]| {
        let _infallible = write!(text, "{word}([");
        for part in parts {
            write(text, part);
            text.push_str(",\n");
        }
        text.push_str("])");
    };
    match node {
        Node::Layer(layer) => write_layer(text, "Layer", layer),
        Node::Stack(parts) => list(text, "Stack", parts),
        Node::Row(parts) => list(text, "Row", parts),
        Node::Repeat(repeat, of) => {
            let _infallible =
                write!(text, r#"Repeat(id: "{}", count: {}, of: "#, repeat.id, repeat.count);
            write(text, of);
            text.push(')');
        }
        Node::Group(group, of) => {
            let _infallible =
                write!(text, r#"Group(id: "{}", name: "{}", of: "#, group.id, group.name);
            write(text, of);
            text.push(')');
        }
        Node::Grid(grid) => {
            text.push_str("Grid([");
            for row in &grid.rows {
                text.push('[');
                for cell in row {
                    let _infallible = write!(text, "(span: {}, of: ", cell.span);
                    // Every cell of these diagrams has a part in it.
                    cell.of.iter().for_each(|of| write(text, of));
                    text.push_str("), ");
                }
                text.push_str("],\n");
            }
            text.push_str("])");
        }
        Node::Tree(tree) => {
            write_layer(text, "Tree(root: ", &tree.root);
            text.push_str(", branches: [");
            for branch in &tree.branches {
                text.push_str("(of: ");
                write(text, &branch.of);
                text.push_str("),\n");
            }
            text.push_str("])");
        }
    }
}

fn write_layer(text: &mut String, before: &str, layer: &Layer) {
    let Layer { id, name, role, about, .. } = layer;
    let _infallible = write!(
        text,
        r#"{before}(id: "{id}", name: "{name}", role: {}, about: "{about}")"#,
        role.name()
    );
}

/// A pack in one file: a lesson with these diagrams and one block, such as
/// `SideBySide(diagrams: ["racks"])`.
pub fn pack(diagrams: &[(&str, &Node)], block: &str) -> String {
    let diagrams: String = diagrams
        .iter()
        .map(|(id, body)| {
            format!(r#"(id: "{id}", title: "{}", body: {}),"#, titled(id), written(body))
        })
        .collect();
    format!(
        r#"(format: 1, publisher: "strata-tests", id: "large", version: "1.0.0", title: "Large",
            language: "en", units: [(id: "u", title: "U", lessons: ["{LESSON}"])],
            inline: [(id: "{LESSON}", title: "Large", minutes: 1, diagrams: [{diagrams}],
                blocks: [{block}])])"#
    )
}

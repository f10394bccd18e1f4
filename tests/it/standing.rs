//! Layers that stand across several rows: a layer in one diagram that answers to several in
//! another.

use crate::{
    layout::{drawn, hold},
    support::id,
};
use strata::{
    diagram::{
        Arrow, Diagram, How, Layer, LayerRole, LayerShape, Layout, Link, LinkKind, Node, Request,
        Same, geometry::Rect, lay_out,
    },
    theme::NotoMeasure,
};

fn layer(name: &str) -> Node {
    Node::Layer(Layer {
        id: id(&name.to_lowercase().replace(' ', "-")),
        name: name.to_owned(),
        role: LayerRole::Neutral,
        about: "A layer.".to_owned(),
        note: None,
        manages: false,
        shape: LayerShape::Box,
        badges: Vec::new(),
        gauges: Vec::new(),
        figures: Vec::new(),
    })
}

/// A diagram of one stack; layers from the top.
fn stack(name: &str, layers: &[&str]) -> Diagram {
    let body = Node::Stack(layers.iter().map(|name| layer(name)).collect());
    Diagram::new(id(name), name.to_owned(), body)
}

fn osi() -> Diagram {
    let layers =
        ["Application", "Presentation", "Session", "Transport", "Network", "Data link", "Physical"];
    stack("osi", &layers)
}

fn same(nodes: &[&str]) -> Same {
    Same {
        id: id(&nodes.join("-").replace('/', "-")),
        nodes: nodes.iter().map(|node| node.parse().unwrap()).collect(),
        missing_in: Vec::new(),
        how: How::SameJob,
        short: None,
        because: "One layer answers to several.".to_owned(),
    }
}

fn models() -> Vec<Same> {
    vec![
        same(&["osi/application", "osi/presentation", "osi/session", "tcpip/application"]),
        same(&["osi/transport", "tcpip/transport"]),
        same(&["osi/network", "tcpip/internet"]),
        same(&["osi/data-link", "osi/physical", "tcpip/link"]),
    ]
}

fn laid_out(diagrams: &[&Diagram], same: &[Same], width: f32) -> Layout {
    lay_out(&Request { diagrams, same, width, low: false, measure: &NotoMeasure })
}

fn rect(layout: &Layout, path: &str) -> Rect {
    layout.boxes.iter().find(|b| b.path.to_string() == path).unwrap().rect
}

/// Does the box `one` reach exactly from the top of the first of `others` to the bottom of the
/// last?
fn stands_across(layout: &Layout, one: &str, others: [&str; 2]) -> bool {
    let (one, [top, bottom]) = (rect(layout, one), others.map(|other| rect(layout, other)));
    (one.top - top.top).abs() < 0.01 && (one.bottom - bottom.bottom).abs() < 0.01
}

#[test]
fn a_layer_that_answers_to_several_stands_across_their_rows() {
    let tcpip = stack("tcpip", &["Application", "Transport", "Internet", "Link"]);
    // In whichever order the two diagrams stand.
    for diagrams in [[&osi(), &tcpip], [&tcpip, &osi()]] {
        let layout = laid_out(&diagrams, &models(), 584.0);
        hold(&layout).unwrap();
        assert!(stands_across(&layout, "tcpip/application", ["osi/application", "osi/session"]));
        assert!(stands_across(&layout, "tcpip/link", ["osi/data-link", "osi/physical"]));
        assert!(stands_across(&layout, "tcpip/transport", ["osi/transport"; 2]));
        assert!(stands_across(&layout, "tcpip/internet", ["osi/network"; 2]));
        assert!(layout.gaps.is_empty(), "no row is free");
        assert!(layout.connectors.is_empty(), "all rest on what is below");
    }
    let layout = laid_out(&[&osi(), &tcpip], &models(), 584.0);
    insta::assert_snapshot!(drawn(&layout));
}

#[test]
fn what_stands_on_it_leaves_it_its_room() {
    let tcpip = stack("tcpip", &["Program", "Application", "Transport", "Internet", "Link"]);
    let layout = laid_out(&[&osi(), &tcpip], &models(), 584.0);
    hold(&layout).unwrap();
    assert!(stands_across(&layout, "tcpip/application", ["osi/application", "osi/session"]));
    let (program, application) = (rect(&layout, "tcpip/program"), rect(&layout, "osi/application"));
    assert!(program.bottom < application.top);
}

#[test]
fn it_keeps_to_one_row_where_another_answers_to_them_too_or_links_need_the_room() {
    let mut shared = models();
    shared.push(same(&["osi/session", "tcpip/transport"]));
    let plain = stack("tcpip", &["Application", "Transport", "Internet", "Link"]);
    let mut linked = plain.clone();
    linked.links.push(Link {
        id: id("goes-by"),
        from: "application".parse().unwrap(),
        to: "internet".parse().unwrap(),
        label: None,
        kind: LinkKind::Data,
        arrow: Arrow::To,
    });
    for (tcpip, same) in [(&plain, shared), (&linked, models())] {
        let layout = laid_out(&[&osi(), tcpip], &same, 584.0);
        hold(&layout).unwrap();
        let high = rect(&layout, "tcpip/application").height();
        assert!(high < 1.5 * rect(&layout, "osi/session").height(), "{high}");
    }
}

#[test]
fn it_keeps_to_one_row_where_nothing_stands_beside_it() {
    let few = stack("osi", &["Presentation", "Session"]);
    let one = stack("tcpip", &["Application"]);
    let pair = [same(&["osi/presentation", "osi/session", "tcpip/application"])];
    let beside = laid_out(&[&few, &one], &pair, 584.0);
    assert!(stands_across(&beside, "tcpip/application", ["osi/presentation", "osi/session"]));
    let stacked = laid_out(&[&few, &one], &pair, 120.0);
    assert!(stacked.stacked);
    let [high, session] = ["tcpip/application", "osi/session"].map(|path| rect(&stacked, path));
    assert!((high.height() - session.height()).abs() < 0.01);
}

#[test]
fn what_needs_more_height_than_the_rows_have_makes_them_higher() {
    let few = stack("osi", &["Presentation", "Session"]);
    let mut tall = layer("Application");
    if let Node::Layer(layer) = &mut tall {
        layer.gauges = (0..12)
            .map(|at| strata::diagram::Gauge { name: format!("Part {at}"), percent: 50 })
            .collect();
    }
    let one = Diagram::new(id("tcpip"), "TCP/IP".to_owned(), tall);
    let pair = [same(&["osi/presentation", "osi/session", "tcpip/application"])];
    let layout = laid_out(&[&few, &one], &pair, 584.0);
    hold(&layout).unwrap();
    assert!(stands_across(&layout, "tcpip/application", ["osi/presentation", "osi/session"]));
    assert!(rect(&layout, "tcpip/application").height() > 12.0 * 16.0);
}

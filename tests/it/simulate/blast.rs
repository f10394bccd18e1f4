//! The blast radius: what lies open follows from the diagram, and the picture says it.

use std::sync::Arc;
use strata::{
    diagram::{
        Cell, Diagram, Exposure, Frame, Grid, Group, Layer, LayerRole, LayerShape, Node, NodeRef,
        Repeat, Takeover,
        drawing::{Align, Shape},
    },
    id::Id,
    simulate::{
        Amount, Blast, BlastCell, BlastLayout, BlastRow, ControlKind, Live, Room, Setting, Value,
        blast::{Case, Exception},
    },
    theme::{ColourScheme, NotoMeasure},
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn layer(name: &str, role: LayerRole) -> Node {
    let shape = match name {
        "Line" => LayerShape::Line,
        "Absent" => LayerShape::Absent,
        _ => LayerShape::Box,
    };
    let node = name.to_lowercase().replace(" {n}", "").replace(' ', "-");
    Node::Layer(Layer {
        id: id(&node),
        name: name.to_owned(),
        role,
        about: "About it.".to_owned(),
        note: None,
        manages: name == "Engine",
        shape,
        badges: Vec::new(),
        gauges: Vec::new(),
        figures: Vec::new(),
    })
}

fn repeat(node: &str, count: u32, of: Node) -> Node {
    Node::Repeat(
        Repeat { id: id(node), count, frame: Frame::Dashed, connected: false },
        Box::new(of),
    )
}

fn group(node: &str, name: &str, of: Node) -> Node {
    let name = name.to_owned();
    Node::Group(
        Group { id: id(node), name, frame: Frame::Solid, about: None, holds: None },
        Box::new(of),
    )
}

fn diagram(node: &str, title: &str, body: Node) -> Arc<Diagram> {
    Arc::new(Diagram::new(id(node), title.to_owned(), body))
}

/// Three containers on an engine that manages, a kernel and hardware.
fn host() -> Arc<Diagram> {
    diagram(
        "host",
        "Containers on one host",
        Node::Stack(vec![
            repeat(
                "container",
                3,
                Node::Stack(vec![
                    layer("App {n}", LayerRole::Application),
                    layer("Libs", LayerRole::Library),
                ]),
            ),
            layer("Line", LayerRole::Boundary),
            layer("Engine", LayerRole::Neutral),
            layer("Kernel", LayerRole::Kernel),
            layer("Absent", LayerRole::Neutral),
            layer("Hardware", LayerRole::Hardware),
        ]),
    )
}

/// Three VMs, each on a VMM of its own that stands in a repeat of its own.
fn vms() -> Arc<Diagram> {
    let vm = group(
        "vm",
        "VM {n}",
        Node::Stack(vec![
            layer("App {n}", LayerRole::Application),
            layer("Guest kernel", LayerRole::Kernel),
        ]),
    );
    diagram(
        "vms",
        "VMs on one host",
        Node::Stack(vec![
            repeat("guest", 3, vm),
            repeat("process", 3, layer("VMM", LayerRole::Boundary)),
            layer("Kernel", LayerRole::Kernel),
            layer("Hardware", LayerRole::Hardware),
        ]),
    )
}

fn names(texts: &[&str]) -> Vec<NodeRef> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// The boxes that become something, as `+` taken, `!` exposed, `-` withheld.
fn reach(diagram: &Diagram, taken: &[&str], also: &[&str], spared: &[&str]) -> Vec<String> {
    let (taken, also, spared) = (names(taken), names(also), names(spared));
    let takeover = Takeover { taken: &taken, also: &also, spared: &spared };
    let paths = diagram.paths();
    let reach = takeover.reach(diagram, &paths);
    assert_eq!(reach.len(), paths.len());
    let said = paths.iter().zip(reach).filter_map(|(path, exposure)| {
        let sign = match exposure {
            Exposure::Untouched => return None,
            Exposure::Taken => '+',
            Exposure::Exposed => '!',
            Exposure::Withheld => '-',
        };
        let copies = path.copies.iter().map(|(_, number)| format!("{number}/"));
        Some(format!("{sign}{}{}", copies.collect::<String>(), path.node))
    });
    said.collect()
}

#[test]
fn what_runs_on_what_is_taken_lies_open_in_its_copy_alone() {
    assert_eq!(reach(&host(), &["container[2]/app"], &[], &[]), ["+2/app"]);
    assert_eq!(reach(&host(), &["container[2]/libs"], &[], &[]), ["!2/app", "+2/libs"]);
    assert_eq!(reach(&vms(), &["guest[2]/guest-kernel"], &[], &[]), ["!2/app", "+2/guest-kernel"]);
}

#[test]
fn copies_in_equal_number_stand_on_each_other_one_by_one() {
    let open = reach(&vms(), &["process[3]/vmm"], &[], &[]);
    assert_eq!(open, ["!3/app", "!3/guest-kernel", "+3/vmm"]);
}

#[test]
fn a_manager_carries_nothing_and_is_carried() {
    assert_eq!(reach(&host(), &["engine"], &[], &[]), ["+engine"]);
    let all = ["1/app", "1/libs", "2/app", "2/libs", "3/app", "3/libs", "engine"];
    let open = reach(&host(), &["kernel"], &[], &[]);
    let runs: Vec<&str> = open.iter().filter_map(|said| said.strip_prefix('!')).collect();
    assert_eq!(runs, all);
    // Neither a boundary nor what is absent lies open, and what lies below does not.
    assert_eq!(open.len(), all.len() + 1);
}

#[test]
fn what_is_said_to_lie_open_besides_carries_what_runs_on_it() {
    let open = reach(&host(), &["engine"], &["kernel"], &[]);
    assert_eq!(open.len(), 8);
    assert!(open.contains(&"+engine".to_owned()) && open.contains(&"!3/app".to_owned()));
}

#[test]
fn what_is_spared_is_withheld_where_it_was_in_danger() {
    let open = reach(&vms(), &["kernel"], &[], &["guest[1]/vm"]);
    let withheld: Vec<&String> = open.iter().filter(|said| said.starts_with('-')).collect();
    assert_eq!(withheld, ["-1/app", "-1/guest-kernel"]);
    assert_eq!(reach(&vms(), &["guest[2]/app"], &[], &["guest[1]/vm"]), ["+2/app"]);
}

#[test]
fn in_a_grid_columns_decide() {
    let cell = |span, name: &str| Cell { span, of: Some(layer(name, LayerRole::Kernel)) };
    let rows = vec![
        vec![cell(1, "A"), cell(1, "B"), cell(1, "C")],
        vec![cell(2, "Left"), cell(1, "Right")],
        vec![cell(3, "Ground")],
    ];
    let grid = diagram("grid", "Grid", Node::Grid(Grid { rows }));
    assert_eq!(reach(&grid, &["left"], &[], &[]), ["!a", "!b", "+left"]);
    assert_eq!(reach(&grid, &["right"], &[], &[]), ["!c", "+right"]);
    assert_eq!(reach(&grid, &["ground"], &[], &[]).len(), 6);
}

#[test]
fn more_taken_never_leaves_less_open() {
    for diagram in [host(), vms()] {
        let paths = diagram.paths();
        for first in &paths {
            for second in &paths {
                let (one, two) = (vec![NodeRef::from(first)], NodeRef::from(second));
                let both = [one.clone(), vec![two]].concat();
                let open = |taken: &[NodeRef]| {
                    let takeover = Takeover { taken, ..Takeover::default() };
                    takeover.reach(&diagram, &paths)
                };
                let pairs = open(&one).into_iter().zip(open(&both));
                assert!(pairs.into_iter().all(|(less, more)| !less.is_open() || more.is_open()));
            }
        }
    }
}

fn cell(layout: &str, taken: &[&str], because: &str) -> BlastCell {
    BlastCell {
        layout: id(layout),
        taken: names(taken),
        because: because.to_owned(),
        also: Vec::new(),
        spared: Vec::new(),
        case: None,
    }
}

fn model() -> Blast {
    let layout = |diagram: Arc<Diagram>| BlastLayout {
        id: diagram.id.clone(),
        name: diagram.title.clone(),
        diagram,
    };
    let row = |row: &str, name: &str, cells: [BlastCell; 2]| BlastRow {
        id: id(row),
        name: name.to_owned(),
        cells: cells.into(),
    };
    let mut engine = cell("host", &["engine"], "It runs as root.");
    engine.also = vec![Exception {
        nodes: names(&["kernel"]),
        because: "Root on the host has the host.".to_owned(),
    }];
    engine.case = Some(Case {
        name: "CVE-2019-5736".to_owned(),
        year: 2019,
        crossed: "container → runtime → root on the host".to_owned(),
        closed: Some("a fixed runc".to_owned()),
        source: id("kubernetes-2019"),
    });
    let mut kernel = cell("vms", &["kernel"], "All VMs run on it.");
    kernel.spared = vec![Exception {
        nodes: names(&["guest[1]/vm"]),
        because: "Its memory is encrypted.".to_owned(),
    }];
    let rows = vec![
        row(
            "app",
            "One application",
            [
                cell("host", &["container[1]/app"], "The rest is behind the kernel."),
                cell("vms", &["guest[1]/app"], "The rest is behind its kernel."),
            ],
        ),
        row(
            "guest-kernel",
            "A guest’s kernel",
            [
                cell("host", &[], "Containers have none."),
                cell("vms", &["guest[1]/guest-kernel"], "All in this VM runs on it."),
            ],
        ),
        row("engine", "The engine", [engine, cell("vms", &[], "There is none.")]),
        row("kernel", "The host’s kernel", [cell("host", &["kernel"], "All run on it."), kernel]),
        row(
            "image",
            "The image",
            [
                cell("host", &["app", "libs"], "All are made from it."),
                cell("vms", &["vm"], "All are made from it."),
            ],
        ),
    ];
    Blast::new(vec![layout(host()), layout(vms())], rows)
}

fn set(model: &Blast, line: &str) -> Setting {
    let start = Setting::start(model.controls());
    Setting::read(&format!("blast {line}"), "blast", model.controls(), &start).unwrap()
}

/// Everything that the controls can be set to.
fn settings(model: &Blast) -> Vec<Setting> {
    let mut all = vec![Setting::start(model.controls())];
    for control in model.controls() {
        let ControlKind::Choice(offered) = &control.kind else { panic!("a choice") };
        all = all
            .iter()
            .flat_map(|setting| {
                offered
                    .iter()
                    .map(|one| setting.with(control.id.as_str(), Value::Chosen(one.id.clone())))
            })
            .collect();
    }
    all
}

#[test]
fn the_sentence_says_what_lies_open() {
    let model = model();
    let said = |line: &str| model.sentence(&set(&model, line));
    assert_eq!(
        said("taken=engine"),
        "Taking over the engine exposes all 3 applications, 8 of 9 layers in all."
    );
    assert_eq!(
        said("taken=guest-kernel"),
        "Taking over a guest’s kernel exposes nothing: “Containers on one host” has nothing of the kind. Containers have none."
    );
    assert_eq!(
        said("layout=vms taken=kernel"),
        "Taking over the host’s kernel exposes 2 of 3 applications, 8 of 11 layers in all. 2 layers are withheld."
    );
    assert_eq!(
        said("beside=vms taken=app"),
        "Taking over one application exposes in “Containers on one host” 1 of 3 applications, 1 of 9 layers in all; in “VMs on one host” 1 of 3 applications, 1 of 11 layers in all."
    );
}

#[test]
fn readings_count_what_the_picture_marks() {
    let model = model();
    for setting in settings(&model) {
        let readings = model.readings(&setting);
        let shown = model.shown(&setting);
        assert_eq!(readings.len(), 3 * shown.len());
        for (one, read) in shown.iter().zip(readings.chunks(3)) {
            let values: Vec<Amount> = read.iter().map(|reading| reading.value).collect();
            let [exposed, all, applications] = values.as_slice() else { panic!("three") };
            assert!(applications <= exposed && exposed <= all);
            let open = one.boxes().filter(|of| of.exposure.is_open()).count();
            assert_eq!(*exposed, Amount::whole(i64::try_from(open).unwrap()));
            assert_eq!(one.is_nothing(), open == 0);
        }
        let table = model.table(&setting);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    }
}

#[test]
fn a_press_on_a_layer_takes_it_over() {
    let model = model();
    let setting = set(&model, "taken=image");
    let room = Room { width: 640.0, tokens: ColourScheme::Light.tokens(), measure: &NotoMeasure };
    let parts = model.picture(&setting, &room).parts;
    let of = |name: &str| parts.iter().find(|part| part.name.starts_with(name)).unwrap();
    let app = of("App 1");
    assert_eq!(app.name, "App 1, taken over");
    let (control, value) = app.sets.clone().unwrap();
    assert_eq!((control.as_str(), value), ("taken", Value::Chosen(id("app"))));
    // The image takes all of them at once, so that none of them stands for it.
    assert_eq!((&of("App 2").sets, app.chosen), (&None, false));
    assert_eq!(of("Libs, 3 of 3").name, "Libs, 3 of 3, taken over");
    let chosen = model.picture(&set(&model, "taken=kernel"), &room).parts;
    let chosen: Vec<&str> = chosen.iter().filter(|p| p.chosen).map(|p| &*p.name).collect();
    assert_eq!(chosen, ["Kernel, taken over"]);
}

#[test]
fn every_picture_lies_within_its_width() {
    let model = model();
    for (number, setting) in settings(&model).into_iter().enumerate() {
        for scheme in [ColourScheme::Light, ColourScheme::HighContrast] {
            for width in [300.0, 420.0, 559.0, 560.0, 700.0, 900.0, 1400.0] {
                let room = Room { width, tokens: scheme.tokens(), measure: &NotoMeasure };
                let picture = model.picture(&setting, &room);
                let inside = |x: f32| (-0.5..=width + 0.5).contains(&x);
                for item in &picture.items {
                    let held = match &item.shape {
                        Shape::Plate { rect, .. } => {
                            inside(rect.left)
                                && inside(rect.right)
                                && rect.bottom <= picture.height + 0.5
                        }
                        Shape::Line { points, .. } => points.iter().all(|point| inside(point.x)),
                        Shape::Icon { at, size, .. } => {
                            inside(at.x - size / 2.0) && inside(at.x + size / 2.0)
                        }
                        Shape::Text(text) => {
                            let wide = text.width(&NotoMeasure) * text.scale;
                            let left = match text.align {
                                Align::Left => text.at.x,
                                Align::Middle => text.at.x - wide / 2.0,
                                Align::Right => text.at.x - wide,
                            };
                            inside(left) && inside(left + wide) && text.at.y < picture.height
                        }
                        Shape::Head { .. } | Shape::Disc { .. } => true,
                    };
                    assert!(held, "setting {number} at {width}: {:?}", item.shape);
                }
                let named = |part: &&strata::simulate::SheetPart| part.sets.is_some();
                let mut buttons = picture.parts.iter().filter(named);
                assert!(buttons.all(|part| !part.name.is_empty() && part.at.width() > 0.0));
            }
        }
    }
}

#[test]
fn words_of_different_parts_do_not_overlap() {
    let model = model();
    for setting in settings(&model) {
        for width in [300.0, 640.0, 1200.0] {
            let room = Room { width, tokens: ColourScheme::Dark.tokens(), measure: &NotoMeasure };
            let picture = model.picture(&setting, &room);
            let mut texts: Vec<(f32, f32, f32, f32)> = Vec::new();
            for item in &picture.items {
                let Shape::Text(text) = &item.shape else { continue };
                let wide = text.width(&NotoMeasure) * text.scale;
                let left = match text.align {
                    Align::Left => text.at.x,
                    Align::Middle => text.at.x - wide / 2.0,
                    Align::Right => text.at.x - wide,
                };
                // From the height of capitals to the line that letters stand on.
                let high = text.runs[0].style.size() * 0.36 * text.scale;
                texts.push((left, left + wide, text.at.y - high, text.at.y + high));
            }
            for (at, one) in texts.iter().enumerate() {
                let meets = |other: &&(f32, f32, f32, f32)| {
                    one.0 < other.1 && other.0 < one.1 && one.2 < other.3 && other.2 < one.3
                };
                assert_eq!(texts.iter().skip(at + 1).find(meets), None, "at {width}: {one:?}");
            }
        }
    }
}

//! What a learner waits for, as medians, each beside the least time that it could take.
//!
//! `cargo bench` prints them; nothing is asserted here.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to report")]

use divan::{Bencher, black_box};
use eframe::egui;
use std::{path::Path, sync::Arc};
use strata::{
    app::{
        keeper,
        ports::{Clock, FilePicker, Moment, Picked, Reply, SystemTheme},
        runner::{Ports, Runner},
    },
    diagram::{
        Arrow, Diagram, LayerRole, Link, LinkKind, Node, Request,
        drawing::View,
        lay_out,
        scene::Scene,
        svg::{Picture, svg},
    },
    id::Id,
    library::Shelf,
    pack,
    progress::{Attempt, Record, RowKind, Stamp},
    quiz::{Answer, grade, hashes, right_answer},
    theme::{ColourScheme, NotoMeasure},
    ui::StrataApp,
};

#[path = "../tests/it/large.rs"]
#[expect(
    dead_code,
    clippy::panic,
    reason = "tests and examples use more of it, and a shape that there is not has no bench"
)]
mod generator;

fn main() {
    divan::main();
}

const NOW: Stamp = Stamp { unix_ms: 1_795_556_100_000, offset_minutes: 60 };
const COURSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content/containers-vs-vms");

mod reading {
    use super::{COURSE, Path, Shelf, pack};

    /// From the files' text to the checked course: what each start does.
    #[divan::bench]
    fn the_course_parsed_and_checked() -> Shelf {
        Shelf::embedded()
    }

    #[divan::bench]
    fn the_course_from_disk() -> pack::PackFiles {
        pack::read(Path::new(COURSE)).unwrap()
    }

    /// The same text read by `ron` into values without meaning.
    #[divan::bench]
    fn reference_ron_alone(bencher: divan::Bencher<'_, '_>) {
        let files = pack::read(Path::new(COURSE)).unwrap();
        let bytes: usize = files.files.iter().map(|file| file.text.len()).sum();
        bencher.counter(divan::counter::BytesCount::new(bytes)).bench_local(|| {
            for file in &files.files {
                divan::black_box(ron::from_str::<ron::Value>(&file.text).unwrap());
            }
        });
    }
}

/// One question of each of these kinds, answered rightly.
#[divan::bench(args = [
    "k-several", "k-scenario", "k-order", "k-point-all", "k-label", "k-classify", "k-match",
    "k-number", "k-typed", "k-terminal", "b-till", "d-till",
])]
fn grading(bencher: Bencher<'_, '_>, name: &str) {
    let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/gallery");
    let course = pack::check(&pack::read(Path::new(gallery)).unwrap()).course.unwrap();
    let mut all = course.lessons.iter().flat_map(|lesson| &lesson.questions);
    let question = all.find(|question| question.id.as_str() == name).unwrap();
    let answer = right_answer(question);
    bencher.bench_local(|| grade(black_box(question), black_box(&answer)));
}

/// Questions that pictures ask: at most 100 ms for 10,000 boxes.
mod generating {
    use super::{COURSE, Diagram, Id, Node, Path, generator, pack, racks};
    use divan::{Bencher, black_box};
    use strata::{
        diagram::{How, Same},
        quiz::generate::{Drawn, Ground, of_diagram},
    };

    #[divan::bench]
    fn of_the_first_lesson(bencher: Bencher<'_, '_>) {
        let course = pack::check(&pack::read(Path::new(COURSE)).unwrap()).course.unwrap();
        let lesson = course.lessons.first().unwrap();
        bencher.bench_local(|| pack::drawn_questions(black_box(&course), lesson));
    }

    /// At most 100 ms: two figures of five pictures, each of 40 layers in copies and in a frame, all
    /// of them compared, and with a request through each.
    #[divan::bench]
    fn of_a_lesson_with_ten_diagrams(bencher: Bencher<'_, '_>) {
        let course = pack::check(&ten_diagrams()).course.unwrap();
        let lesson = course.lessons.first().unwrap();
        assert!(pack::drawn_questions(&course, lesson).len() > 100, "it is worth measuring");
        bencher.bench_local(|| pack::drawn_questions(black_box(&course), lesson));
    }

    fn ten_diagrams() -> pack::PackFiles {
        let list = |parts: Vec<String>| parts.join(", ");
        let word = |number: usize| {
            let letter = |of: usize| char::from(b'a' + u8::try_from(of % 26).unwrap());
            format!("{}{}", letter(number / 26), letter(number))
        };
        let layer = |of: usize, at: usize| {
            format!(
                r#"Layer(id: "l-{at}", name: "{}{}", role: Kernel, about: "It does a job.")"#,
                word(of),
                word(at)
            )
        };
        let layers =
            |of: usize, at: std::ops::Range<usize>| list(at.map(|at| layer(of, at)).collect());
        let diagram = |of: usize| {
            format!(
                r#"(id: "d-{of}", title: "Picture {of}", body: Stack([
                    Repeat(id: "copy", count: 3, frame: Solid, of: Stack([{}])),
                    Group(id: "frame", name: "Frame", frame: Dashed, of: Stack([{}])),
                    {},
                ]))"#,
                layers(of, 0..5),
                layers(of, 5..10),
                layers(of, 10..40),
            )
        };
        let same = |at: usize| {
            let of: Vec<usize> =
                (0..10).filter(|of| of % 5 != at % 5 || at.is_multiple_of(2)).collect();
            let nodes = list(of.iter().map(|of| format!("\"d-{of}/l-{at}\"")).collect());
            let lacking = (0..10).filter(|other| !of.contains(other));
            let lacking = list(lacking.map(|of| format!("\"d-{of}\"")).collect());
            format!(
                "(id: \"s-{at}\", nodes: [{nodes}], missing_in: [{lacking}], because: \"Why {at}.\")"
            )
        };
        let figure = |from: usize| {
            let ids = list((from..from + 5).map(|of| format!("\"d-{of}\"")).collect());
            let hops = |of: usize| {
                let hop = |at: usize| format!("(at: \"l-{at}\", say: \"It goes on.\")");
                format!("(diagram: \"d-{of}\", hops: [{}])", list((0..8).map(hop).collect()))
            };
            let paths = list((from..from + 5).map(hops).collect());
            format!(
                r#"SideBySide(id: "f-{from}", diagrams: [{ids}], traces: [
                    (id: "t", title: "A request", paths: [{paths}]),
                ])"#
            )
        };
        let text = format!(
            r#"(
                format: 1, publisher: "me", id: "ten", version: "1.0.0", title: "Ten",
                language: "en", license: "CC0-1.0",
                units: [(id: "only", title: "Only", lessons: ["lesson"])],
                inline: [(
                    id: "lesson", title: "Lesson", minutes: 5,
                    diagrams: [{}], same: [{}], blocks: [{}, {}], questions: [],
                )],
            )"#,
            list((0..10).map(diagram).collect()),
            list((0..40).map(same).collect()),
            figure(0),
            figure(5),
        );
        let file = pack::PackFile { path: "pack.ron".to_owned(), text: text.into() };
        pack::PackFiles { files: vec![file] }
    }

    #[divan::bench]
    fn of_10_000_boxes_in_racks(bencher: Bencher<'_, '_>) {
        of(bencher, &[racks(10_000)], &[]);
    }

    /// The case with the most work: no layer repeats, and another diagram as large stands beside
    /// it.
    #[divan::bench]
    fn of_a_stack_of_10_000_layers_beside_another(bencher: Bencher<'_, '_>) {
        let stack = |name: &str, from: u32| {
            generator::diagram(name, Node::Stack(generator::layers("L", from, 10_000)))
        };
        let nodes = ["one/layer-5000", "other/layer-5000"];
        let compared = Same {
            id: Id::new("compared").unwrap(),
            nodes: nodes.iter().map(|node| node.parse().unwrap()).collect(),
            missing_in: Vec::new(),
            how: How::SameJob,
            short: None,
            because: String::new(),
        };
        of(bencher, &[stack("one", 0), stack("other", 5_000)], &[compared]);
    }

    fn of(bencher: Bencher<'_, '_>, diagrams: &[Diagram], same: &[Same]) {
        let ids: Vec<_> = diagrams.iter().map(|diagram| diagram.id.clone()).collect();
        let drawn: Vec<Drawn<'_>> = diagrams
            .iter()
            .map(|diagram| Drawn { diagram, same, beside: &ids, traces: &[], kin: &[] })
            .collect();
        let ground = Ground { diagrams: &drawn, wishes: &[], beliefs: &[] };
        bencher.bench_local(|| of_diagram(black_box(&ground), 0, 1));
    }
}

/// Two hundred requests of 64 hops through 2,000 layers, each tenth with ways: at most 5 ms.
mod breaking {
    use super::{Diagram, Id, Node, black_box, generator};
    use divan::Bencher;
    use strata::{
        diagram::{Broken, Choice, ChoiceKind, Hop, Leg, NodeRef, TracePath, Way},
        quiz::diagnose::{Candidate, Symptoms},
    };

    fn hop(diagram: &Diagram, number: usize, layer: usize) -> Leg {
        let node = diagram.layers().nth(layer % 2_000).unwrap().id.clone();
        let at = NodeRef { diagram: None, copies: Vec::new(), node };
        Leg::Hop(Hop { number, label: (number + 1).to_string(), at, say: String::new() })
    }

    fn requests(diagram: &Diagram) -> Vec<TracePath> {
        let path = |request: usize| {
            let hop = |number: usize| hop(diagram, number, request * 37 + number * 11);
            let mut legs: Vec<Leg> =
                (0..if request.is_multiple_of(10) { 16 } else { 64 }).map(hop).collect();
            if request.is_multiple_of(10) {
                let way = |at: usize| Way {
                    id: Id::new(&format!("w{at}")).unwrap(),
                    name: at.to_string(),
                    ask: None,
                    legs: (0..12).map(|step| hop(16 + at * 12 + step)).collect(),
                    ends: at == 3,
                };
                legs.push(Leg::Choice(Choice {
                    id: Id::new("c").unwrap(),
                    kind: ChoiceKind::Either(String::new()),
                    ways: (0..4).map(way).collect(),
                }));
            }
            TracePath { diagram: diagram.id.clone(), legs }
        };
        (0..200).map(path).collect()
    }

    #[divan::bench]
    fn of_200_requests_through_2_000_layers(bencher: Bencher<'_, '_>) {
        let stack = generator::diagram("stack", Node::Stack(generator::layers("L", 0, 2_000)));
        let requests = requests(&stack);
        let paths: Vec<&TracePath> = requests.iter().collect();
        let layers: Vec<&Id> = stack.layers().map(|layer| &layer.id).collect();
        let failed = 1_000;
        let broken_layer = *layers.get(failed).unwrap();
        bencher.bench_local(|| {
            let name =
                |layer: &Id| NodeRef { diagram: None, copies: Vec::new(), node: layer.clone() };
            let broken = Broken::of(black_box(&stack), &name(broken_layer));
            let fates: Vec<_> = paths.iter().map(|path| path.fate(&broken).kind()).collect();
            let candidates: Vec<Candidate<'_>> = layers
                .iter()
                .map(|layer| Candidate { name: name(layer), layers: vec![*layer] })
                .collect();
            let symptoms = Symptoms::of(&paths, &candidates);
            (fates, symptoms.fewest(failed, &[]))
        });
    }
}

#[divan::bench]
fn layout_of_the_first_figure(bencher: Bencher<'_, '_>) {
    let shelf = Shelf::embedded();
    let course = shelf.packs.first().unwrap().course.clone();
    let lesson = course.lessons.first().unwrap();
    let shown: Vec<&Diagram> = lesson.diagrams.iter().take(2).map(AsRef::as_ref).collect();
    bencher.bench_local(|| {
        lay_out(&Request {
            diagrams: black_box(&shown),
            same: &lesson.same,
            width: 584.0,
            low: false,
            measure: &NotoMeasure,
        })
    });
}

/// Six rows of six boxes, with `links` worded links between them.
#[divan::bench(args = [4, 16, 64], max_time = 3)]
fn layout_with_links(bencher: Bencher<'_, '_>, links: u32) {
    let name = |number: u32| format!("box-{number}");
    let layer =
        |number| Node::Layer(generator::layer(&name(number), "Service", LayerRole::Application));
    let row = |row: u32| Node::Row((0..6).map(|column| layer(row * 6 + column)).collect());
    let body = Node::Stack((0..6).map(row).collect());
    let mut diagram = Diagram::new(Id::new("linked").unwrap(), "Linked".to_owned(), body);
    // Steps of 7 boxes, which 36 is no multiple of, lead from each box to near and to far ones.
    let link = |number: u32| Link {
        id: Id::new(&format!("link-{number}")).unwrap(),
        from: name(number % 36).parse().unwrap(),
        to: name((number * 7 + 5) % 36).parse().unwrap(),
        label: Some("asks for it".to_owned()),
        kind: LinkKind::Data,
        arrow: Arrow::To,
    };
    diagram.links = (0..links).map(link).filter(|link| link.from != link.to).collect();
    let shown = [&diagram];
    bencher.bench_local(|| {
        lay_out(&Request {
            diagrams: black_box(&shown),
            same: &[],
            width: 688.0,
            low: false,
            measure: &NotoMeasure,
        })
    });
}

fn racks(boxes: u32) -> Diagram {
    generator::diagram("racks", generator::racks(boxes))
}

/// From a large model to places, and to an SVG file.
mod large {
    use super::{
        Bencher, ColourScheme, NotoMeasure, Picture, Request, Scene, View, lay_out, racks, svg,
    };

    const SIZES: [u32; 4] = [10, 1_000, 10_000, 100_000];

    fn request<'a>(shown: &'a [&'a super::Diagram]) -> Request<'a> {
        Request { diagrams: shown, same: &[], width: 680.0, low: false, measure: &NotoMeasure }
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn layout(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = racks(boxes);
        bencher.bench_local(|| lay_out(&request(&[&diagram])));
    }

    /// Two large diagrams beside each other, every layer with its counterpart.
    #[divan::bench(args = [10, 1_000, 10_000], max_time = 3)]
    fn layout_of_a_pair(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = racks(boxes / 2);
        bencher.bench_local(|| lay_out(&request(&[&diagram, &diagram])));
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn model_to_svg(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = racks(boxes);
        bencher.bench_local(|| {
            let (layout, scene) = (lay_out(&request(&[&diagram])), Scene::default());
            let view = View::whole(&layout, &scene, ColourScheme::Light.tokens(), &NotoMeasure);
            svg(&Picture {
                view,
                diagrams: &[&diagram],
                same: &[],
                background: true,
                requests: &[],
            })
        });
    }
}

/// Large diagrams in which nothing repeats, so that quadratic costs show: 20,000 boxes should take
/// at most 2.3 times as long as 10,000.
mod distinct {
    use super::{
        Bencher, ColourScheme, Diagram, Id, NotoMeasure, Picture, Request, Scene, View, generator,
        lay_out, svg,
    };
    use strata::diagram::{Layout, Step, describe::describe};

    const SIZES: [u32; 2] = [10_000, 20_000];

    fn stacks(boxes: u32) -> Diagram {
        shaped("stacks", boxes)
    }

    fn shaped(shape: &str, boxes: u32) -> Diagram {
        generator::diagram("shaped", generator::shaped(shape, "Layer ", boxes))
    }

    fn laid_out(diagrams: &[&Diagram]) -> Layout {
        let measure = &NotoMeasure;
        lay_out(&Request { diagrams, same: &[], width: 680.0, low: false, measure })
    }

    fn drawn(layout: &Layout, diagram: &Diagram) -> String {
        let scene = Scene::default();
        let view = View::whole(layout, &scene, ColourScheme::Light.tokens(), &NotoMeasure);
        svg(&Picture { view, diagrams: &[diagram], same: &[], background: true, requests: &[] })
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn layout(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = stacks(boxes);
        bencher.bench_local(|| laid_out(&[&diagram]));
    }

    #[divan::bench(args = [16_000, 32_000, 64_000], max_time = 3)]
    fn layout_of_a_row(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = shaped("row", boxes);
        bencher.bench_local(|| laid_out(&[&diagram]));
    }

    /// The layout of as many boxes as a pack may have: at most 2 s, whatever the shape.
    #[divan::bench(args = generator::SHAPES, sample_count = 5)]
    fn layout_of_200_000(bencher: Bencher<'_, '_>, shape: &str) {
        let diagram = shaped(shape, 200_000);
        bencher.bench_local(|| laid_out(&[&diagram]));
    }

    /// The SVG of as many boxes as a pack may have.
    #[divan::bench(args = ["stacks", "groups"], sample_count = 5)]
    fn svg_of_200_000(bencher: Bencher<'_, '_>, shape: &str) {
        let diagram = shaped(shape, 200_000);
        let layout = laid_out(&[&diagram]);
        bencher.bench_local(|| drawn(&layout, &diagram));
    }

    /// The picture at the second of two steps, which shows a hundred of the layers.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn picture_at_a_step(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = stacks(boxes);
        let layout = laid_out(&[&diagram]);
        let step = |name: &str, show| Step {
            id: Id::new(name).unwrap(),
            say: String::new(),
            ask: None,
            show,
            hide: Vec::new(),
            expand: Vec::new(),
            focus: None,
            trace: None,
            fail: None,
        };
        let second = (0..100).map(|at| format!("layer-{}", at * 2).parse().unwrap()).collect();
        let steps = [step("first", Vec::new()), step("second", second)];
        bencher.bench_local(|| layout.at_step(&steps, Some(0)));
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn picture_to_svg(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = stacks(boxes);
        let layout = laid_out(&[&diagram]);
        bencher.bench_local(|| drawn(&layout, &diagram));
    }

    /// The description of two large diagrams beside each other.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn in_words(bencher: Bencher<'_, '_>, boxes: u32) {
        let (one, mut other) = (stacks(boxes), stacks(boxes));
        other.id = Id::new("others").unwrap();
        bencher.bench_local(|| describe(&[&one, &other], &[]));
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> Moment {
        Moment { stamp: NOW, millis: 0 }
    }
}

impl FilePicker for Still {
    fn start(&mut self, reply: Reply) {
        reply(Picked::Cancelled);
    }

    fn save(&mut self, _name: &str, reply: Reply) {
        reply(Picked::Cancelled);
    }
}

impl SystemTheme for Still {
    fn ask(&self) -> Option<ColourScheme> {
        None
    }
}

fn input() -> egui::RawInput {
    let size = egui::vec2(1280.0, 800.0);
    egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size)),
        ..egui::RawInput::default()
    }
}

/// A frame of a figure in which nothing repeats, all of it in sight: in the lesson, at a step, while
/// a request is followed, and with what two diagrams have in common standing back.
mod frame_of_many {
    use super::{Arc, Bencher, Ports, Runner, Still, StrataApp, egui, generator, input, keeper};
    use egui::{
        Event,
        accesskit::{ActionRequest, Node, NodeId, TreeId},
    };
    use strata::{
        app::{Action, LessonKey},
        library,
        progress::Record,
    };

    const SIZES: [u32; 2] = [10_000, 20_000];

    /// A pack of these diagrams, each a hundred stacks beside each other.
    fn pack(diagrams: &[&str], boxes: u32, block: &str) -> String {
        let stacks = generator::stacks("L", boxes);
        let diagrams: Vec<_> = diagrams.iter().map(|id| (*id, &stacks)).collect();
        generator::pack(&diagrams, block)
    }

    struct Window {
        ctx: egui::Context,
        app: StrataApp,
        /// The time at which it stands still, in seconds.
        held: Option<f64>,
        _data: tempfile::TempDir,
    }

    impl Window {
        /// A window with the one lesson of that pack open, and its figure laid out.
        fn on(pack: &str) -> Self {
            let data = tempfile::tempdir().unwrap();
            let file = data.path().join("large.ron");
            std::fs::write(&file, pack).unwrap();
            let folder = data.path().join("data");
            let mut record = Record::open(&folder, super::NOW).unwrap().record;
            let shelf = library::Shelf::load(&folder, &record);
            let receipt = library::prepare(&file, &shelf).unwrap();
            library::install(&folder, &mut record, &receipt, super::NOW).unwrap();
            drop(record);
            let mut window = Self::in_folder(data);
            let packs = &window.app.model().shelf.packs;
            let large = packs.iter().find(|pack| pack.course.title == "Large").unwrap();
            let lesson = large.course.lessons.first().unwrap().id.clone();
            let key = LessonKey { pack: large.course.key.clone(), lesson };
            window.app.send(Action::OpenLesson(key));
            while window.find("Diagram: ").is_none() {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            window
        }

        /// A window with the gallery's live figure of this title, and nothing else.
        fn on_live(title: &str) -> Self {
            let data = tempfile::tempdir().unwrap();
            let folder = data.path().join("data");
            let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/gallery");
            let mut record = Record::open(&folder, super::NOW).unwrap().record;
            let shelf = library::Shelf::load(&folder, &record);
            let receipt = library::prepare(std::path::Path::new(gallery), &shelf).unwrap();
            library::install(&folder, &mut record, &receipt, super::NOW).unwrap();
            drop(record);
            let mut window = Self::in_folder(data);
            let packs = &window.app.model().shelf.packs;
            let live = |lesson: &&Arc<strata::pack::Lesson>| lesson.id.as_str() == "live-figures";
            let key = packs.iter().find_map(|pack| {
                let lesson = pack.course.lessons.iter().find(live)?.id.clone();
                Some(LessonKey { pack: pack.course.key.clone(), lesson })
            });
            window.app.send(Action::OpenLesson(key.unwrap()));
            window.frame(Vec::new());
            window.click(&format!("Fill the window: {title}"));
            window
        }

        /// A window with the packs of that folder, and the first lesson open.
        fn in_folder(data: tempfile::TempDir) -> Self {
            let folder = data.path().join("data");
            let ctx = egui::Context::default();
            let (keeper, begun) = keeper::begin(Ok(folder), super::Clock::now(&Still)).unwrap();
            let ports = Ports {
                clock: Box::new(Still),
                picker: Box::new(Still),
                keeper: Box::new(keeper),
                reader: Arc::new(keeper::DiskReader),
                theme: Arc::new(Still),
            };
            let app = StrataApp::new(&ctx, begun, Runner::inline(ports), String::new());
            let mut window = Self { ctx, app, held: None, _data: data };
            window.frame(Vec::new());
            window
        }

        fn frame(&mut self, events: Vec<Event>) -> egui::FullOutput {
            let (app, time) = (&mut self.app, self.held);
            self.ctx.run_ui(egui::RawInput { events, time, ..input() }, |ui| {
                app.step(ui.ctx());
                app.paint(ui);
            })
        }

        /// The node whose name begins with `name`.
        fn find(&mut self, name: &str) -> Option<NodeId> {
            self.ctx.enable_accesskit();
            let update = self.frame(Vec::new()).platform_output.accesskit_update;
            self.ctx.disable_accesskit();
            let named = |node: &Node| node.label().is_some_and(|label| label.starts_with(name));
            let nodes = update.map(|update| update.nodes).unwrap_or_default();
            nodes.iter().find(|(_, node)| named(node)).map(|(id, _)| *id)
        }

        /// Clicks as assistive technology does, wherever the node is.
        fn click(&mut self, name: &str) {
            let target_node = self.find(name).unwrap();
            let request = ActionRequest {
                action: egui::accesskit::Action::Click,
                target_tree: TreeId::ROOT,
                target_node,
                data: None,
            };
            self.frame(vec![Event::AccessKitActionRequest(request)]);
            self.frame(Vec::new());
        }

        fn bench(mut self, bencher: Bencher<'_, '_>) {
            for _ in 0..10 {
                self.frame(Vec::new());
            }
            bencher.bench_local(|| {
                let output = self.frame(Vec::new());
                self.ctx.tessellate(output.shapes, output.pixels_per_point)
            });
        }
    }

    /// A live figure that fills the window, all of it: what it costs to look at it.
    #[divan::bench(args = [
        "How many fit?", "What does a wish cost?", "How soon is it there?", "How shut in is it?",
        "What lies open?",
    ])]
    fn of_a_live_figure(bencher: Bencher<'_, '_>, title: &str) {
        Window::on_live(title).bench(bencher);
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn whole(bencher: Bencher<'_, '_>, boxes: u32) {
        let block = r#"SideBySide(diagrams: ["one"])"#;
        Window::on(&pack(&["one"], boxes, block)).bench(bencher);
    }

    /// Each step names a hundred of the layers.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn at_a_step(bencher: Bencher<'_, '_>, boxes: u32) {
        let named = |from: u32| -> String {
            (from..from + 100).map(|at| format!(r#""layer-{at}","#)).collect()
        };
        let step = |at: u32| {
            let (show, focus) = (named(at * 100), named(at * 100 + 2_000));
            format!(r#"(id: "s{at}", say: "S.", show: [{show}], focus: [{focus}])"#)
        };
        let steps: Vec<String> = (0..8).map(step).collect();
        let block =
            format!(r#"SideBySide(id: "b", diagrams: ["one"], steps: [{}])"#, steps.join(", "));
        let mut window = Window::on(&pack(&["one"], boxes, &block));
        window.click("Step by step");
        window.click("Next step");
        window.bench(bencher);
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn following(bencher: Bencher<'_, '_>, boxes: u32) {
        let hop = |at: u32| format!(r#"(at: "layer-{}", say: "H."),"#, at * boxes / 32);
        let hops: String = (0..32).map(hop).collect();
        let block = format!(
            r#"SideBySide(id: "b", diagrams: ["one"], traces: [
                (id: "t", title: "A request", paths: [(diagram: "one", hops: [{hops}])])])"#
        );
        let mut window = Window::on(&pack(&["one"], boxes, &block));
        window.click("Follow");
        for _ in 0..8 {
            window.click("Next hop");
        }
        window.bench(bencher);
    }

    /// A request on its way between two hops, in the lesson with the most in it that is shipped.
    #[divan::bench]
    fn while_a_token_travels(bencher: Bencher<'_, '_>) {
        let mut window = Window::in_folder(tempfile::tempdir().unwrap());
        for control in ["Follow a request", "A file is read", "Next hop"] {
            window.click(control);
        }
        // Halfway.
        window.held = Some(window.ctx.input(|input| input.time) + 0.2);
        window.bench(bencher);
    }

    /// Two diagrams with half as many boxes each, every second layer paired by its author.
    #[divan::bench(args = SIZES, max_time = 3)]
    fn of_differences(bencher: Bencher<'_, '_>, boxes: u32) {
        let entry = |at: u32| {
            format!(
                r#"(id: "p{at}", nodes: ["one/layer-{at}", "other/layer-{at}"], because: "So."),"#
            )
        };
        let same: String = (0..boxes / 2).step_by(2).map(entry).collect();
        let block = r#"SideBySide(diagrams: ["one", "other"])"#;
        let pack = pack(&["one", "other"], boxes / 2, block);
        let pack = pack.replace("blocks:", &format!("same: [{same}], blocks:"));
        let mut window = Window::on(&pack);
        window.click("Compare");
        window.click("Only the differences");
        window.bench(bencher);
    }
}

mod frame {
    use super::{Arc, Bencher, Ports, Runner, Still, StrataApp, egui, input, keeper, pack};
    use strata::library;

    /// One frame of the first lesson at 1280 × 800: layout, painting, triangles.
    #[divan::bench]
    fn of_the_first_lesson(bencher: Bencher<'_, '_>) {
        let ctx = egui::Context::default();
        let away = Err("a benchmark keeps nothing".to_owned());
        let (keeper, begun) = keeper::begin(away, super::Clock::now(&Still)).unwrap();
        let ports = Ports {
            clock: Box::new(Still),
            picker: Box::new(Still),
            keeper: Box::new(keeper),
            reader: Arc::new(keeper::DiskReader),
            theme: Arc::new(Still),
        };
        let mut app = StrataApp::new(&ctx, begun, Runner::inline(ports), String::new());
        let mut one = move || {
            let output = ctx.run_ui(input(), |ui| {
                app.step(ui.ctx());
                app.paint(ui);
            });
            ctx.tessellate(output.shapes, output.pixels_per_point)
        };
        for _ in 0..5 {
            divan::black_box(one());
        }
        bencher.bench_local(one);
    }

    /// The first lesson beside a list of very many.
    #[divan::bench(args = [100, 1_000, 10_000])]
    fn with_a_list_of_lessons(bencher: Bencher<'_, '_>, count: usize) {
        let ids: String = (0..count).map(|at| format!(r#""l{at}","#)).collect();
        let lesson = |at: usize| {
            format!(
                r#"(id: "l{at}", title: "Lesson {at}", minutes: 1, blocks: [Prose("Words {at}.")]),"#
            )
        };
        let lessons: String = (0..count).map(lesson).collect();
        let text = format!(
            r#"(format: 1, publisher: "bench", id: "many", version: "1.0.0", title: "Many", language: "en",
                units: [(id: "u", title: "U", lessons: [{ids}])], inline: [{lessons}])"#
        );
        let file = pack::PackFile { path: "many.ron".to_owned(), text: text.into() };
        let course = pack::check(&pack::PackFiles { files: vec![file] }).course.unwrap();
        let away = Err("a benchmark keeps nothing".to_owned());
        let (keeper, mut begun) = keeper::begin(away, super::Clock::now(&Still)).unwrap();
        begun.shelf = Arc::new(begun.shelf.with(Arc::new(course), library::Origin::Embedded));
        let ports = Ports {
            clock: Box::new(Still),
            picker: Box::new(Still),
            keeper: Box::new(keeper),
            reader: Arc::new(keeper::DiskReader),
            theme: Arc::new(Still),
        };
        let ctx = egui::Context::default();
        let mut app = StrataApp::new(&ctx, begun, Runner::inline(ports), String::new());
        let mut one = move || {
            let output = ctx.run_ui(input(), |ui| {
                app.step(ui.ctx());
                app.paint(ui);
            });
            ctx.tessellate(output.shapes, output.pixels_per_point)
        };
        for _ in 0..5 {
            divan::black_box(one());
        }
        bencher.bench_local(one);
    }

    /// egui with nothing to show, for comparison.
    #[divan::bench]
    fn reference_empty_window(bencher: Bencher<'_, '_>) {
        let ctx = egui::Context::default();
        bencher.bench_local(|| {
            let output = ctx.run_ui(input(), |_| {});
            ctx.tessellate(output.shapes, output.pixels_per_point)
        });
    }
}

mod record {
    use super::{Answer, Attempt, Bencher, Id, NOW, Record, RowKind, Shelf, hashes};
    use strata::quiz::Question;

    /// A record with 300,000 answers to 30,000 questions of a pack.
    fn large() -> (tempfile::TempDir, rusqlite::Connection) {
        let dir = tempfile::tempdir().unwrap();
        drop(Record::open(dir.path(), NOW).unwrap());
        let mut raw = rusqlite::Connection::open(dir.path().join("record.sqlite")).unwrap();
        let rows = raw.transaction().unwrap();
        for number in 0..300_000_u64 {
            let item = number * 7_919 % 30_000;
            rows.prepare_cached(
                "INSERT INTO attempt (pack, item, wording_hash, answer_hash, what, answer, score,
                    millis, at_unix_ms, offset_minutes, app_version)
                 VALUES ('a/b', ?1, ?2, ?2, 'answer', '1:options:a', 1, 4000, 5, 60, '0.1.0')",
            )
            .unwrap()
            .execute((format!("question-{item}"), format!("2:{item:032x}")))
            .unwrap();
        }
        rows.commit().unwrap();
        (dir, raw)
    }

    /// What each start does with a large record.
    #[divan::bench]
    fn a_large_record_counted(bencher: Bencher<'_, '_>) {
        let (dir, _raw) = large();
        let record = Record::open(dir.path(), NOW).unwrap().record;
        bencher.bench_local(|| record.standing(&"a/b".parse().unwrap()).unwrap());
    }

    /// A large record counted and held against a pack of which every question was answered.
    #[divan::bench]
    fn a_large_record_held_against_its_pack(bencher: Bencher<'_, '_>) {
        let (dir, _raw) = large();
        let record = Record::open(dir.path(), NOW).unwrap().record;
        let standing = record.standing(&"a/b".parse().unwrap()).unwrap();
        let shelf = Shelf::embedded();
        let course = shelf.packs.first().unwrap().course.clone();
        let plain = course.lessons.first().unwrap().questions.first().unwrap();
        let named = |number| Id::new(&format!("question-{number}")).unwrap();
        let questions: Vec<Question> =
            (0..30_000).map(|number| Question { id: named(number), ..plain.clone() }).collect();
        bencher
            .with_inputs(|| standing.clone())
            .bench_local_refs(|standing| standing.hold_against(&questions));
    }

    /// `SQLite` counting the same rows, without what was asked, for comparison.
    #[divan::bench]
    fn reference_counted_by_sqlite(bencher: Bencher<'_, '_>) {
        let (_dir, raw) = large();
        bencher.bench_local(|| {
            raw.query_row(
                "SELECT count(*) FROM (SELECT item, count(*) FILTER (WHERE what = 'answer'),
                    max(what = 'answer' AND score >= 1.0), max(what = 'guess')
                 FROM attempt WHERE pack = 'a/b' AND what IN ('answer', 'guess') GROUP BY item)",
                [],
                |row| row.get::<_, i64>(0),
            )
            .unwrap()
        });
    }

    /// An answer, from being handed over until it is on disk.
    #[divan::bench]
    fn one_answer_stored(bencher: Bencher<'_, '_>) {
        let shelf = Shelf::embedded();
        let course = shelf.packs.first().unwrap().course.clone();
        let question = course.lessons.first().unwrap().questions.first().unwrap();
        let attempt = Attempt {
            pack: course.key.clone(),
            item: question.id.clone(),
            hashes: hashes(question),
            what: RowKind::Answer,
            answer: Answer::Options(vec![question.id.clone()]),
            seed: None,
            score: 1.0,
            confidence: None,
            why: None,
            millis: 4_000,
            at: NOW,
            app_version: "0.1.0".to_owned(),
        };
        let dir = tempfile::tempdir().unwrap();
        let mut record = Record::open(dir.path(), NOW).unwrap().record;
        bencher.bench_local(|| record.append(&attempt).unwrap());
    }

    /// The least that `SQLite` needs to put a row on disk.
    #[divan::bench]
    fn reference_bare_insert(bencher: Bencher<'_, '_>) {
        let dir = tempfile::tempdir().unwrap();
        let bare = rusqlite::Connection::open(dir.path().join("bare.sqlite")).unwrap();
        bare.pragma_update(None, "journal_mode", "WAL").unwrap();
        bare.pragma_update(None, "synchronous", "FULL").unwrap();
        bare.execute_batch("CREATE TABLE row (text TEXT)").unwrap();
        bencher.bench_local(|| bare.execute("INSERT INTO row VALUES ('an answer')", []).unwrap());
    }
}

/// One frame of each live figure: what a slider costs that is moved, picture and triangles, beside
/// the same frame of an empty window (`frame::reference_empty_window`).
mod live {
    use super::{Bencher, ColourScheme, NotoMeasure, Path, pack};
    use strata::{
        pack::{Block, course::Simulation},
        simulate::{Room, Setting},
    };

    const FIGURES: [&str; 5] = ["how-many", "what-it-costs", "how-soon", "how-shut", "what-opens"];

    fn figure(id: &str) -> Simulation {
        let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/gallery");
        let course = pack::check(&pack::read(Path::new(gallery)).unwrap()).course.unwrap();
        let blocks = course.lessons.iter().flat_map(|lesson| &lesson.blocks);
        let mut live = blocks.filter_map(|block| match block {
            Block::Simulate(figure) => Some(figure),
            _ => None,
        });
        live.find(|figure| figure.id.as_str() == id).unwrap().clone()
    }

    /// Its picture, its sentence and its readings: all that a move of a control makes anew.
    #[divan::bench(args = FIGURES)]
    fn worked_out_and_drawn(bencher: Bencher<'_, '_>, id: &str) {
        let figure = figure(id);
        let live = figure.model.live();
        let setting = Setting::start(live.controls());
        let tokens = ColourScheme::Light.tokens();
        let room = Room { width: 640.0, tokens, measure: &NotoMeasure };
        bencher.bench_local(|| {
            let picture = live.picture(&setting, &room);
            (picture, live.sentence(&setting), live.readings(&setting))
        });
    }
}

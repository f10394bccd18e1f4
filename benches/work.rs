//! What a learner waits for, as medians, each beside the least that it could take.
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
        Diagram, Frame, Group, Layer, LayerRole, LayerShape, Node, Repeat, Request, lay_out,
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

/// One question of each kind, answered rightly.
#[divan::bench(args = [
    "k-several", "k-scenario", "k-order", "k-point-all", "k-label", "k-classify", "k-match",
    "k-number", "k-typed", "k-terminal",
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
    use super::{COURSE, Diagram, Id, LayerRole, Node, Path, layer, pack, racks};
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

    #[divan::bench]
    fn of_10_000_boxes_in_racks(bencher: Bencher<'_, '_>) {
        of(bencher, &[racks(10_000)], &[]);
    }

    /// The most work: nothing repeats, and another one as large stands beside it.
    #[divan::bench]
    fn of_a_stack_of_10_000_layers_beside_another(bencher: Bencher<'_, '_>) {
        let stack = |name: &str, from: usize| {
            let layers = (from..from + 10_000).map(|number| {
                let (id, name) = (format!("layer-{number}"), format!("Layer {number}"));
                Node::Layer(layer(&id, &name, LayerRole::Neutral))
            });
            let body = Node::Stack(layers.collect());
            Diagram::new(Id::new(name).unwrap(), name.to_owned(), body)
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
        let ground = Ground { diagrams: &drawn, wishes: &[] };
        bencher.bench_local(|| of_diagram(black_box(&ground), 0, 1));
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

fn layer(id: &str, name: &str, role: LayerRole) -> Layer {
    Layer {
        id: Id::new(id).unwrap(),
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

/// Racks one above the other, in each a row of nodes with two boxes each.
fn racks(boxes: u32) -> Diagram {
    let layer = |id: &str, name: &str, role| Node::Layer(layer(id, name, role));
    let nodes = (boxes / 2).clamp(1, 50);
    let count = (boxes / 2 / nodes).max(1);
    let rack = |number: u32| {
        let node = Node::Stack(vec![
            layer(&format!("app-{number}"), "App {n}", LayerRole::Application),
            layer(&format!("os-{number}"), "OS", LayerRole::Kernel),
        ]);
        let repeat = Repeat {
            id: Id::new(&format!("node-{number}")).unwrap(),
            count: nodes,
            frame: Frame::Solid,
            connected: false,
        };
        let group = Group {
            id: Id::new(&format!("rack-{number}")).unwrap(),
            name: format!("Rack {number}"),
            frame: Frame::Solid,
            about: None,
            holds: None,
        };
        Node::Group(group, Box::new(Node::Repeat(repeat, Box::new(node))))
    };
    let body = Node::Stack((1..=count).map(rack).collect());
    Diagram::new(Id::new("racks").unwrap(), "Racks".to_owned(), body)
}

/// From the model to places, to a file, and what an unchanged model costs.
mod large {
    use super::{Bencher, ColourScheme, NotoMeasure, Picture, Request, lay_out, racks, svg};

    const SIZES: [u32; 4] = [10, 1_000, 10_000, 100_000];

    fn request<'a>(shown: &'a [&'a super::Diagram]) -> Request<'a> {
        Request { diagrams: shown, same: &[], width: 680.0, low: false, measure: &NotoMeasure }
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn layout(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = racks(boxes);
        bencher.bench_local(|| lay_out(&request(&[&diagram])));
    }

    /// Two of them beside each other, every layer with its counterpart.
    #[divan::bench(args = [10, 1_000, 10_000], max_time = 3)]
    fn layout_of_a_pair(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = racks(boxes / 2);
        bencher.bench_local(|| lay_out(&request(&[&diagram, &diagram])));
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn model_to_svg(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = racks(boxes);
        bencher.bench_local(|| {
            svg(&Picture {
                layout: &lay_out(&request(&[&diagram])),
                diagrams: &[&diagram],
                same: &[],
                tokens: ColourScheme::Light.tokens(),
                measure: &NotoMeasure,
                stills: &[],
                hops: &[],
                background: true,
                captions: true,
            })
        });
    }
}

/// Nothing repeats: what is quadratic shows. 20,000 should take at most 2.3 times 10,000.
mod distinct {
    use super::{
        Bencher, ColourScheme, Diagram, Id, LayerRole, Node, NotoMeasure, Picture, Request,
        lay_out, layer, svg,
    };
    use strata::diagram::{Layout, Step, describe::describe};

    const SIZES: [u32; 2] = [10_000, 20_000];

    fn layers(from: u32, count: u32) -> impl Iterator<Item = Node> {
        let named = |number: u32| (format!("layer-{number}"), format!("Layer {number}"));
        (from..from + count)
            .map(named)
            .map(|(id, name)| Node::Layer(layer(&id, &name, LayerRole::Neutral)))
    }

    /// A hundred stacks beside each other.
    fn stacks(boxes: u32) -> Diagram {
        let high = boxes / 100;
        let stack = |at: u32| Node::Stack(layers(at * high, high).collect());
        let body = Node::Row((0..100).map(stack).collect());
        Diagram::new(Id::new("stacks").unwrap(), "Stacks".to_owned(), body)
    }

    fn laid_out(diagrams: &[&Diagram]) -> Layout {
        let measure = &NotoMeasure;
        lay_out(&Request { diagrams, same: &[], width: 680.0, low: false, measure })
    }

    #[divan::bench(args = SIZES, max_time = 3)]
    fn layout(bencher: Bencher<'_, '_>, boxes: u32) {
        let diagram = stacks(boxes);
        bencher.bench_local(|| laid_out(&[&diagram]));
    }

    #[divan::bench(args = [16_000, 32_000, 64_000], max_time = 3)]
    fn layout_of_a_row(bencher: Bencher<'_, '_>, boxes: u32) {
        let body = Node::Row(layers(0, boxes).collect());
        let diagram = Diagram::new(Id::new("row").unwrap(), "Row".to_owned(), body);
        bencher.bench_local(|| laid_out(&[&diagram]));
    }

    /// A hundred of the layers are shown by the second of two steps.
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
        bencher.bench_local(|| {
            svg(&Picture {
                layout: &layout,
                diagrams: &[&diagram],
                same: &[],
                tokens: ColourScheme::Light.tokens(),
                measure: &NotoMeasure,
                stills: &[],
                hops: &[],
                background: true,
                captions: true,
            })
        });
    }

    /// Two of them beside each other.
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

mod frame {
    use super::{Arc, Bencher, Ports, Runner, Still, StrataApp, egui, input, keeper};

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

    /// egui with nothing to show.
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

    /// 300,000 answers to 30,000 questions of a pack.
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

    /// And against a pack of which every question was answered.
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

    /// The database's own counting of the same rows, without what was asked.
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

    /// One answer until it is on disk.
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

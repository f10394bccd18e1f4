//! What a request costs on its way: hops, boundaries, penalties, and the picture of it.

use strata::{
    diagram::{
        Choice, ChoiceKind, Decision, Diagram, Hop, Layer, LayerRole, LayerShape, Leg, Node, Trace,
        TraceKind, TracePath, Way,
        drawing::{Align, Shape},
    },
    id::Id,
    simulate::{
        Amount, Datum, Live, Origin, Picture, RequestCost, Room, Setting, Value,
        request_cost::{
            Architecture, CostHop, CostWay, HopCost, Measurement, Passage, Penalty, Request, Unit,
            way_of,
        },
    },
    theme::{ColourScheme, NotoMeasure},
};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn datum(value: i64) -> Datum {
    Datum {
        value: Amount::whole(value),
        origin: Origin::Source(id("felter-2014")),
        note: "fio, flash storage".to_owned(),
    }
}

fn test(what: &str, unit: Unit, native: i64, here: i64) -> Measurement {
    let (what, base) = (what.to_owned(), "bare metal".to_owned());
    Measurement { what, base, unit, native: datum(native), here: datum(here), year: Some(2014) }
}

/// Hops from words of `id` or `crossing>id`; `-` stands for a space in a crossing.
fn hops(words: &str) -> Vec<CostHop> {
    let hop = |word: &str| {
        let (crossing, name) = word.split_once('>').map_or((None, word), |(c, n)| (Some(c), n));
        let cost = HopCost { time: datum(70), year: Some(2021) };
        CostHop {
            id: id(name),
            name: name.to_owned(),
            role: if name == "app" { LayerRole::Application } else { LayerRole::Kernel },
            say: format!("It is the turn of {name} now, and of nobody else."),
            crossing: crossing.map(|word| word.replace('-', " ")),
            cost: (name == "kernel").then_some(cost),
        }
    };
    words.split_whitespace().map(hop).collect()
}

const CONTAINER: &str = "app System-call>kernel hardware";
const MACHINE: &str = "app System-call>guest disk VM-exit>vmm System-call>kernel hardware";

fn model() -> RequestCost {
    let way = |words, penalty| CostWay { hops: hops(words), penalty };
    let unknown = || Penalty::NotKnown("Nobody has measured it.".to_owned());
    let reads = |here| Penalty::Measured(test("Random reads", Unit::Iops, 84_044, here));
    let trip = Penalty::Measured(test("UDP round trip", Unit::Microseconds, 36, 64));
    let request = |id_, name: &str| Request { id: id(id_), name: name.to_owned() };
    RequestCost::new(
        vec![request("read", "A disk read"), request("packet", "A packet")],
        vec![
            Architecture {
                id: id("container"),
                name: "Container".to_owned(),
                ways: vec![way(CONTAINER, reads(84_092)), way(CONTAINER, unknown())],
            },
            Architecture {
                id: id("vm"),
                name: "KVM".to_owned(),
                ways: vec![way(MACHINE, reads(46_173)), way(MACHINE, trip)],
            },
        ],
    )
}

fn set(model: &RequestCost, words: &str) -> Setting {
    let line = format!("{} {words}", model.word());
    Setting::read(&line, model.word(), model.controls(), &Setting::start(model.controls())).unwrap()
}

fn every_setting(model: &RequestCost) -> Vec<Setting> {
    let mut all = Vec::new();
    for request in ["read", "packet"] {
        for architecture in ["container", "vm"] {
            for beside in ["none", "container", "vm"] {
                for hop in 0..=6 {
                    let words = format!(
                        "request={request} architecture={architecture} beside={beside} hop={hop}"
                    );
                    all.push(set(model, &words));
                }
            }
        }
    }
    all
}

fn drawn(model: &RequestCost, setting: &Setting, width: f32) -> Picture {
    let tokens = ColourScheme::Light.tokens();
    model.picture(setting, &Room { width, tokens, measure: &NotoMeasure })
}

#[test]
fn the_state_is_said_with_its_result_first() {
    let model = model();
    assert_eq!(
        model.sentence(&set(&model, "architecture=vm beside=container")),
        "KVM: 6 hops and 3 crossings for a disk read; random reads: 45 % fewer than on bare metal \
         (2014). Container: 3 hops and 1 crossing; random reads: the same as on bare metal, to \
         within 1 % (2014)."
    );
    assert_eq!(
        model.sentence(&set(&model, "request=packet architecture=container")),
        "Container: 3 hops and 1 crossing for a packet; the penalty is not known."
    );
}

#[test]
fn a_request_is_followed_hop_by_hop() {
    let model = model();
    let at = |hop: usize| model.sentence(&set(&model, &format!("beside=vm hop={hop}")));
    assert_eq!(at(0), "A disk read, before its first hop.");
    assert_eq!(
        at(4),
        "Container: arrived after 3 hops. KVM, hop 4 of 6, over a boundary (VM exit): It is the \
         turn of vmm now, and of nobody else."
    );
    assert!(at(6).contains("45 % fewer"), "the end sums up");
}

#[test]
fn readings_are_of_the_whole_way_and_only_of_what_is_known() {
    let model = model();
    for setting in every_setting(&model) {
        let shown = model.shown(&setting);
        let readings = model.readings(&setting);
        let read = |id: &str| readings.iter().find(|one| one.id.as_str() == id).map(|r| r.value);
        for (shown, suffix) in shown.iter().zip(["", "-beside"]) {
            let count = |count: usize| Some(Amount::whole(i64::try_from(count).unwrap()));
            assert_eq!(read(&format!("hops{suffix}")), count(shown.way.hops.len()));
            let crossings = shown.way.hops.iter().filter(|hop| hop.crossing.is_some()).count();
            assert_eq!(read(&format!("crossings{suffix}")), count(crossings));
            let known = matches!(shown.way.penalty, Penalty::Measured(_));
            assert_eq!(read(&format!("penalty{suffix}")).is_some(), known);
        }
        let mut ids: Vec<_> = readings.iter().map(|one| one.id.clone()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), readings.len());
        let whole = setting.with("hop", Value::Amount(Amount::whole(6)));
        assert_eq!(readings, model.readings(&whole), "however far it is followed");
    }
    let vm = model.readings(&set(&model, "architecture=vm"));
    assert_eq!(vm.last().unwrap().value, Amount::thousandths(45_060));
}

#[test]
fn a_time_is_worse_when_it_grows_and_a_rate_when_it_falls() {
    let units = [
        Unit::Nanoseconds,
        Unit::Microseconds,
        Unit::Milliseconds,
        Unit::Iops,
        Unit::RequestsPerSecond,
        Unit::MegabytesPerSecond,
        Unit::MegabitsPerSecond,
    ];
    for unit in units {
        let percent = |here| test("It", unit, 1000, here).percent().unwrap();
        let rising: Vec<Amount> = (0..40).map(|step| percent(step * 100)).collect();
        let grows = rising.windows(2).all(|two| two[0] < two[1]);
        let falls = rising.windows(2).all(|two| two[0] > two[1]);
        assert_eq!((grows, falls), (unit.is_time(), !unit.is_time()), "{unit:?}");
        assert_eq!(percent(1000), Amount::ZERO);
    }
    let said = |unit, native, here| test("It", unit, native, here).full();
    assert_eq!(said(Unit::Nanoseconds, 70, 800), "11.4 times as long as on bare metal");
    assert_eq!(said(Unit::Microseconds, 36, 64), "78 % longer than on bare metal");
    assert_eq!(said(Unit::Microseconds, 100, 95), "5 % shorter than on bare metal");
    assert_eq!(said(Unit::MegabytesPerSecond, 807, 640), "21 % less than on bare metal");
    assert_eq!(said(Unit::Iops, 100, 250), "2.5 times as many as on bare metal");
    assert_eq!(
        said(Unit::MegabitsPerSecond, 9348, 9330),
        "the same as on bare metal, to within 1 %"
    );
    assert_eq!(test("It", Unit::Iops, 0, 5).percent(), None);
    let assumed = Datum { origin: Origin::Illustrative, ..datum(5) };
    assert_eq!(Measurement { here: assumed, ..test("It", Unit::Iops, 9, 5) }.when(), "assumed");
    assert_eq!(Measurement { year: None, ..test("It", Unit::Iops, 9, 5) }.when(), "year not known");
}

#[test]
fn the_table_has_all_hops_and_what_is_not_known() {
    let model = model();
    for setting in every_setting(&model) {
        let table = model.table(&setting);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        assert!(table.rows.iter().flatten().all(|cell| !cell.is_empty()));
        let hops: usize = model.shown(&setting).iter().map(|one| one.way.hops.len() + 1).sum();
        assert_eq!(table.rows.len(), hops);
    }
    let table = model.table(&set(&model, "request=packet"));
    assert_eq!(table.rows[0][5], "Not known");
    assert_eq!(table.rows[1][5], "70 ns (2021)");
    assert_eq!(table.rows[3][5], "Not known. Nobody has measured it.");
}

#[test]
fn every_figure_is_cited() {
    let model = model();
    let all = model.assumptions();
    // Three measurements of two figures each, and a hop's own in each of four ways.
    assert_eq!(all.iter().filter(|one| one.source.is_some()).count(), 3 * 2 + 4);
    assert!(all.iter().any(|one| {
        one.text == "KVM, a disk read: random reads here, 46,173 IOPS (2014). fio, flash storage."
    }));
    assert!(
        all.iter()
            .any(|one| one.text.contains("the penalty is not known. Nobody has measured it."))
    );
}

#[test]
fn pictures_lie_within_their_width_and_lines_of_words_apart() {
    let model = model();
    for setting in every_setting(&model) {
        for width in [300.0, 420.0, 559.0, 560.0, 640.0, 860.0, 1200.0, 1400.0] {
            keeps_apart(&drawn(&model, &setting, width));
        }
    }
}

#[test]
fn long_words_are_put_into_lines() {
    let long = "a kernel that answers in user space and has a very long name indeed";
    let mut model = model();
    for architecture in &mut model.architectures {
        architecture.name = format!("{}, {long}", architecture.name);
        for hop in architecture.ways.iter_mut().flat_map(|way| &mut way.hops) {
            hop.name = format!("{}, {long}", hop.name);
            hop.crossing = hop.crossing.as_ref().map(|word| format!("{word} into {long}"));
            hop.say = format!("{} {long}.", hop.say);
        }
    }
    for setting in every_setting(&model) {
        for width in [300.0, 419.0, 560.0, 1000.0] {
            let picture = drawn(&model, &setting, width);
            keeps_apart(&picture);
            let elided = |shape: &Shape<'_>| match shape {
                Shape::Text(text) => text.runs.iter().any(|run| run.words.contains('…')),
                _ => false,
            };
            assert!(!picture.items.iter().any(|item| elided(&item.shape)), "{width}");
        }
    }
}

/// Everything lies in the picture, and no two lines of words lie on each other.
fn keeps_apart(picture: &Picture) {
    let width = picture.width;
    let mut words: Vec<[f32; 4]> = Vec::new();
    for item in &picture.items {
        let [left, top, right, bottom] = extent(&item.shape);
        let within = left >= -0.5 && right <= width + 0.5;
        let within = within && top >= -0.5 && bottom <= picture.height + 0.5;
        assert!(within, "{width}: {:?} of {}", item.shape, picture.height);
        if matches!(item.shape, Shape::Text(_)) {
            words.push([left, top, right, bottom]);
        }
    }
    for (number, one) in words.iter().enumerate() {
        for other in &words[number + 1..] {
            let across = one[0] < other[2] - 0.5 && other[0] < one[2] - 0.5;
            let down = one[1] < other[3] - 0.5 && other[1] < one[3] - 0.5;
            assert!(!(across && down), "{width}: {one:?} {other:?}");
        }
    }
    for part in &picture.parts {
        assert!(part.at.right <= width + 0.5 && part.at.bottom <= picture.height + 0.5);
        assert!(part.sets.is_none() || !part.name.is_empty());
    }
}

/// Left, top, right, bottom; of words the height of their letters.
fn extent(shape: &Shape<'_>) -> [f32; 4] {
    match shape {
        Shape::Plate { rect, .. } => [rect.left, rect.top, rect.right, rect.bottom],
        Shape::Line { points, .. } => {
            let x = || points.iter().map(|point| point.x);
            let y = || points.iter().map(|point| point.y);
            let least = |all: &mut dyn Iterator<Item = f32>| all.fold(f32::MAX, f32::min);
            let most = |all: &mut dyn Iterator<Item = f32>| all.fold(f32::MIN, f32::max);
            [least(&mut x()), least(&mut y()), most(&mut x()), most(&mut y())]
        }
        Shape::Head { from, tip, .. } => [from.x - 5.0, from.y, tip.x + 5.0, tip.y],
        Shape::Disc { at, radius, .. } => {
            [at.x - radius, at.y - radius, at.x + radius, at.y + radius]
        }
        Shape::Icon { at, size, .. } => {
            let half = size / 2.0;
            [at.x - half, at.y - half, at.x + half, at.y + half]
        }
        Shape::Text(text) => {
            let wide = text.width(&NotoMeasure);
            let left = match text.align {
                Align::Left => text.at.x,
                Align::Middle => text.at.x - wide / 2.0,
                Align::Right => text.at.x - wide,
            };
            let high = text.runs.iter().map(|run| run.style.size()).fold(0.0, f32::max) * 0.9;
            [left, text.at.y - high / 2.0, left + wide, text.at.y + high / 2.0]
        }
    }
}

#[test]
fn layers_that_both_ways_pass_stand_in_line() {
    let model = model();
    let picture = drawn(&model, &set(&model, "architecture=vm beside=container"), 1200.0);
    let tops = |name: &str| -> Vec<f32> {
        let named = picture.parts.iter().filter(|part| part.sets.is_some());
        named.filter(|part| part.name.contains(name)).map(|part| part.at.top).collect()
    };
    for name in [": app.", ": kernel,", ": hardware."] {
        let tops = tops(name);
        assert_eq!(tops.len(), 2, "{name}");
        assert!((tops[0] - tops[1]).abs() < 0.01, "{name}");
    }
}

#[test]
fn a_hop_goes_to_itself_when_it_is_pressed() {
    let model = model();
    let setting = set(&model, "architecture=vm hop=2");
    let picture = drawn(&model, &setting, 640.0);
    let buttons: Vec<_> = picture.parts.iter().filter(|part| part.sets.is_some()).collect();
    assert_eq!(buttons.len(), 6);
    for (number, part) in buttons.iter().enumerate() {
        let (control, value) = part.sets.clone().unwrap();
        assert_eq!(value, Value::Amount(Amount::whole(i64::try_from(number).unwrap() + 1)));
        let pressed = setting.with(control.as_str(), value);
        assert_eq!(pressed.amount("hop"), Amount::whole(i64::try_from(number).unwrap() + 1));
        assert_eq!(part.chosen, number == 1);
    }
    assert!(buttons[1].name.contains("the request is here"));
    assert!(buttons[2].name.contains("not reached yet"));
}

#[test]
fn an_architecture_beside_itself_is_shown_once() {
    let model = model();
    assert_eq!(model.shown(&set(&model, "architecture=vm beside=vm")).len(), 1);
    assert_eq!(model.shown(&set(&model, "architecture=vm beside=container")).len(), 2);
}

fn layer(name: &str, shape: LayerShape) -> Node {
    Node::Layer(Layer {
        id: id(name),
        name: name.to_owned(),
        role: LayerRole::Kernel,
        about: String::new(),
        note: None,
        manages: false,
        shape,
        badges: Vec::new(),
        gauges: Vec::new(),
        figures: Vec::new(),
    })
}

fn diagram() -> Diagram {
    let shape = |name| match name {
        "interface" => LayerShape::Line,
        "gone" => LayerShape::Absent,
        _ => LayerShape::Box,
    };
    let layers = ["app", "interface", "cache", "gone", "kernel", "disk"];
    let layers = layers.into_iter().map(|name| layer(name, shape(name))).collect();
    Diagram::new(id("pic"), "Picture".to_owned(), Node::Stack(layers))
}

fn leg(at: &str) -> Leg {
    let (number, label) = (0, String::new());
    Leg::Hop(Hop { number, label, at: at.parse().unwrap(), say: format!("At {at}.") })
}

fn trace(legs: Vec<Leg>) -> Trace {
    let paths = vec![TracePath { diagram: id("pic"), legs }];
    Trace { id: id("read"), title: "A read".to_owned(), kind: TraceKind::Request, paths }
}

fn names(way: &[CostHop]) -> Vec<&str> {
    way.iter().map(|hop| hop.name.as_str()).collect()
}

#[test]
fn a_straight_trace_is_a_way() {
    let diagram = diagram();
    let passages = [Passage {
        from: id("kernel"),
        to: id("disk"),
        crossing: Some("Bus".to_owned()),
        cost: Some(HopCost { time: datum(5), year: None }),
    }];
    let legs = ["app", "interface", "kernel", "kernel", "disk"].map(leg);
    let way = way_of(&diagram, &trace(legs.to_vec()), &[], &passages).unwrap();
    assert_eq!(names(&way), ["app", "kernel", "disk"]);
    let crossings: Vec<_> = way.iter().map(|hop| hop.crossing.as_deref()).collect();
    assert_eq!(crossings, [None, Some("interface"), Some("Bus")], "a line is what is crossed");
    assert_eq!(way[1].say, "At kernel. At kernel.", "hops in one layer are one");
    assert!(way[2].cost.is_some());
    assert!(way_of(&diagram, &trace(["app", "gone"].map(leg).to_vec()), &[], &[]).is_none());
    assert!(way_of(&diagram, &trace(["app", "nowhere"].map(leg).to_vec()), &[], &[]).is_none());
    let elsewhere = Trace { paths: Vec::new(), ..trace(Vec::new()) };
    assert!(way_of(&diagram, &elsewhere, &[], &[]).is_none());
}

#[test]
fn of_several_ways_it_goes_the_decided_one_or_one_where_nothing_is_missing() {
    let diagram = diagram();
    let way = |name: &str, at: &[&str], ends| Way {
        id: id(name),
        name: name.to_owned(),
        ask: None,
        legs: at.iter().map(|at| leg(at)).collect(),
        ends,
    };
    let ways =
        vec![way("a", &["gone"], false), way("b", &["cache"], true), way("c", &["kernel"], false)];
    let kind = ChoiceKind::When("Is it in memory?".to_owned());
    let choice = Leg::Choice(Choice { id: id("cached"), kind, ways });
    let trace = trace(vec![leg("app"), choice, leg("disk")]);
    let decided = |way: &str| [Decision { choice: id("cached"), way: id(way) }];
    let none = way_of(&diagram, &trace, &[], &[]).unwrap();
    assert_eq!(names(&none), ["app", "cache"], "it ends there");
    let third = way_of(&diagram, &trace, &decided("c"), &[]).unwrap();
    assert_eq!(names(&third), ["app", "kernel", "disk"]);
    assert!(way_of(&diagram, &trace, &decided("a"), &[]).is_none());
    assert!(way_of(&diagram, &trace, &decided("z"), &[]).is_none());
}

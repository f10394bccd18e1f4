//! The isolation dial: what is left to see and to do at each setting, and its picture.

use strata::{
    diagram::drawing::Shape,
    id::Id,
    simulate::{
        Amount, Datum, Isolation, Live, Origin, Room, Setting,
        isolation::{Case, Condition, Figure, Item, Left, Limit},
    },
    theme::{ColourScheme, NotoMeasure},
};

fn id(t: &str) -> Id {
    Id::new(t).unwrap()
}
fn datum(v: f64, source: &str, note: &str) -> Datum {
    Datum { value: Amount::of(v).unwrap(), origin: Origin::Source(id(source)), note: note.into() }
}
fn when(t: &str) -> Vec<Condition> {
    t.split_whitespace()
        .map(|p| {
            let (c, v) = p.split_once('=').unwrap();
            assert!(Isolation::values(c).unwrap().contains(&v), "{p}");
            Condition { control: id(c), value: id(v) }
        })
        .collect()
}
fn limits(l: &[(&str, &str)]) -> Vec<Limit> {
    l.iter().map(|(w, r)| Limit { when: when(w), reason: (*r).into() }).collect()
}
fn item(
    i: &str,
    text: &str,
    unless: &[(&str, &str)],
    within: &[(&str, &str)],
    source: &str,
) -> Item {
    Item {
        id: id(i),
        text: text.into(),
        unless: limits(unless),
        within: limits(within),
        source: if source.is_empty() { None } else { Some(id(source)) },
    }
}
fn case(name: &str, w: &str, value: Option<Datum>) -> Case {
    Case { name: name.into(), when: when(w), value }
}
fn figure(i: &str, name: &str, unit: &str, cases: Vec<Case>) -> Figure {
    Figure { id: id(i), name: name.into(), unit: unit.into(), cases }
}
#[expect(clippy::too_many_lines, reason = "a table of what a process sees and may do")]
fn isolation() -> Isolation {
    let prof = "moby-profiles-2026";
    let note = "x86-64, table of 362 names, profile of 30 June 2026";
    let calls = figure(
        "calls",
        "Call names that reach the host's kernel",
        "",
        vec![
            case(
                "A VM: what Firecracker's own filter allows",
                "kernel=vm",
                Some(datum(50.0, "firecracker-2026", "x86-64, VMM, API and vCPU threads together")),
            ),
            case(
                "gVisor: what the Sentry's own filter allows",
                "kernel=gvisor",
                Some(datum(89.0, "gvisor-2026", "names in the main host filter")),
            ),
            case(
                "Docker's profile when all capabilities are kept",
                "seccomp=on capabilities=all",
                Some(datum(334.0, prof, note)),
            ),
            case(
                "Docker's profile when no capability is kept",
                "seccomp=on capabilities=none",
                Some(datum(294.0, prof, note)),
            ),
            case(
                "Docker's default profile",
                "seccomp=on",
                Some(datum(
                    295.0,
                    prof,
                    "292 outright and 3 with certain arguments; x86-64, table of 362 names",
                )),
            ),
            case(
                "No filter",
                "",
                Some(datum(362.0, "linux-6-1", "x86-64; 16 of them Linux no longer implements")),
            ),
        ],
    );
    let (g, v) = ("kernel=gvisor", "kernel=vm");
    let ns = "namespaces=on";
    let sees = vec![
        item(
            "processes",
            "The host's other processes",
            &[
                (v, "the guest's kernel has only its own"),
                (g, "the Sentry shows only the sandbox's"),
                (ns, "the pid namespace has only its own"),
            ],
            &[],
            "namespaces-7",
        ),
        item(
            "files",
            "The host's files",
            &[
                (v, "the VM has a disk of its own"),
                (g, "it is handed only the container's files"),
                (ns, "a mount namespace, another root"),
            ],
            &[],
            "namespaces-7",
        ),
        item(
            "network",
            "The host's network interfaces and ports",
            &[
                (v, "a virtual card of its own"),
                (g, "the Sentry has a network stack of its own"),
                (ns, "a network namespace of its own"),
            ],
            &[],
            "namespaces-7",
        ),
        item(
            "ipc",
            "The host's shared memory and queues",
            &[
                (v, "kept by the guest's kernel"),
                (g, "kept by the Sentry"),
                (ns, "an ipc namespace of its own"),
            ],
            &[],
            "namespaces-7",
        ),
        item(
            "name",
            "The host's name",
            &[
                (v, "the guest has a name of its own"),
                (g, "the Sentry has a name of its own"),
                (ns, "a uts namespace of its own"),
            ],
            &[],
            "namespaces-7",
        ),
        item(
            "cgroups",
            "The host's control groups",
            &[
                (v, "only the guest's groups"),
                (g, "only the sandbox's groups"),
                (ns, "its cgroup namespace begins at its group"),
            ],
            &[],
            "namespaces-7",
        ),
        item(
            "users",
            "User IDs as the host counts them",
            &[
                (v, "the guest counts its own users"),
                (g, "the Sentry counts its own users"),
                ("user=on", "its root is an ordinary user there"),
            ],
            &[],
            "user-namespaces-7",
        ),
        item(
            "version",
            "The version of the host's kernel",
            &[(v, "the guest's kernel tells its own"), (g, "the Sentry tells its own")],
            &[],
            "gvisor-2026",
        ),
        item("folder", "A host folder mounted into it", &[], &[], "docker-sandboxes"),
    ];

    let refused = |r: &'static str| {
        [
            ("seccomp=on capabilities=default kernel=host", r),
            ("seccomp=on capabilities=default kernel=vm", r),
            ("seccomp=on capabilities=none kernel=host", r),
            ("seccomp=on capabilities=none kernel=vm", r),
        ]
    };
    let may = vec![
        item(
            "call",
            "Call the host's kernel directly",
            &[(v, "the guest's kernel answers"), (g, "the Sentry answers, no call passes through")],
            &[],
            "gvisor-2026",
        ),
        item(
            "alg",
            "Open a crypto socket (Copy Fail)",
            &[
                (g, "the Sentry has none"),
                ("seccomp=on kernel=host", "seccomp, since 2026"),
                ("seccomp=on kernel=vm", "seccomp, since 2026"),
            ],
            &[(v, "the guest's kernel answers")],
            "moby-profiles-2026",
        ),
        item(
            "unshare",
            "Make namespaces in which it is root",
            &refused("seccomp, without CAP_SYS_ADMIN"),
            &[(v, "the guest's kernel makes them"), (g, "the Sentry makes them")],
            "moby-profiles-2026",
        ),
        item(
            "mount",
            "Mount a file system",
            &[
                ("capabilities=default", "CAP_SYS_ADMIN isn\'t among the 14"),
                ("capabilities=none", "no CAP_SYS_ADMIN"),
                ("user=on namespaces=off", "the mount namespace is the host's"),
                refused("seccomp as well")[0],
                refused("seccomp as well")[1],
                refused("seccomp as well")[2],
                refused("seccomp as well")[3],
            ],
            &[
                (v, "in the guest"),
                (g, "in the sandbox"),
                ("user=on", "in its own mount namespace, and few kinds"),
            ],
            "capabilities-7",
        ),
        item(
            "module",
            "Load a kernel module",
            &[
                (g, "the Sentry has no modules"),
                ("capabilities=default", "CAP_SYS_MODULE isn\'t among the 14"),
                ("capabilities=none", "no CAP_SYS_MODULE"),
                ("user=on", "counts only inside its user namespace"),
            ],
            &[(v, "into the guest's kernel")],
            "capabilities-7",
        ),
        item(
            "clock",
            "Set the clock",
            &[
                (g, "the Sentry doesn't offer it"),
                ("capabilities=default", "CAP_SYS_TIME isn\'t among the 14"),
                ("capabilities=none", "no CAP_SYS_TIME"),
                ("user=on", "counts only inside its user namespace"),
            ],
            &[(v, "the guest's clock")],
            "capabilities-7",
        ),
        item(
            "restart",
            "Restart the machine",
            &[
                (g, "the Sentry doesn't offer it"),
                ("capabilities=default", "CAP_SYS_BOOT isn\'t among the 14"),
                ("capabilities=none", "no CAP_SYS_BOOT"),
                ("user=on namespaces=off", "the pid namespace is the host's"),
            ],
            &[(ns, "it ends its own pid namespace"), (v, "the VM restarts")],
            "capabilities-7",
        ),
        item(
            "permissions",
            "Pass over the permissions of files",
            &[("capabilities=none", "no CAP_DAC_OVERRIDE")],
            &[
                (v, "the guest's files"),
                (g, "the sandbox's files"),
                ("user=on", "files of users that are mapped into it"),
            ],
            "capabilities-7",
        ),
        item(
            "raw",
            "Send packets that it made by hand",
            &[
                (g, "gVisor leaves raw sockets out by default"),
                ("capabilities=none", "no CAP_NET_RAW"),
                ("user=on namespaces=off", "the network namespace is the host's"),
            ],
            &[(v, "by the virtual card"), (ns, "in its own network namespace")],
            "capabilities-7",
        ),
        item(
            "stop",
            "Stop the host's processes",
            &[
                (v, "they are out of reach"),
                (g, "they are out of reach"),
                (ns, "it can't name them"),
                ("user=on", "to the host it is an ordinary user"),
            ],
            &[],
            "user-namespaces-7",
        ),
        item("folder", "Change a host folder mounted into it", &[], &[], "docker-sandboxes"),
    ];
    let costs = vec![
        figure(
            "memory",
            "Density: memory beside the program",
            "MiB",
            vec![
                case(
                    "Firecracker: 63 guest, 2.5 VMM, 2020",
                    v,
                    Some(datum(65.5, "nsdi2020", "2020, minimal guest")),
                ),
                case(
                    "gVisor with a Node.js service, 2020",
                    g,
                    Some(datum(45.1, "gvisor-density-2020", "2020, ptrace")),
                ),
                case("Nothing beside the program", "", Some(datum(0.0, "nsdi2020", ""))),
            ],
        ),
        figure(
            "start",
            "Start-up: added to the start of a process",
            "ms",
            vec![
                case(
                    "Firecracker, until the guest's init, 2020",
                    v,
                    Some(datum(160.9, "nsdi2020", "median")),
                ),
                case("gVisor: hidden in Docker's own time", g, None),
                case(
                    "Creating namespaces alone, 2026",
                    ns,
                    Some(datum(7.5, "opscart-2026", "median")),
                ),
                case("A plain process", "", Some(datum(0.0, "opscart-2026", ""))),
            ],
        ),
        figure(
            "call",
            "Request cost: one system call",
            "ns",
            vec![
                case("gVisor at Ant, 2021, about", g, Some(datum(800.0, "ant-2021", "about"))),
                case(
                    "A VM: its own kernel answers, no exit",
                    v,
                    Some(datum(70.0, "ant-2021", "about")),
                ),
                case(
                    "The host's kernel answers, about, 2021",
                    "",
                    Some(datum(70.0, "ant-2021", "about")),
                ),
            ],
        ),
    ];
    Isolation::new(
        [datum(41.0, "linux-6-1", "CAP_LAST_CAP is 40"), datum(14.0, "moby-2026", "")],
        calls,
        [sees, may],
        costs,
    )
}

fn at(model: &Isolation, text: &str) -> Setting {
    let start = Setting::start(model.controls());
    let line = format!("isolation {text}");
    Setting::read(&line, model.word(), model.controls(), &start).unwrap()
}

fn every_setting(model: &Isolation) -> Vec<Setting> {
    let mut all = vec![Setting::start(model.controls())];
    for control in model.controls() {
        let values = Isolation::values(control.id.as_str()).unwrap();
        let each = |setting: &Setting| {
            let value = |text: &&str| control.read(text).unwrap();
            values.iter().map(|text| setting.with(control.id.as_str(), value(text))).collect()
        };
        all = all.iter().flat_map::<Vec<_>, _>(each).collect();
    }
    assert_eq!(all.len(), 72);
    all
}

fn value(model: &Isolation, setting: &Setting, id: &str) -> i64 {
    let readings = model.readings(setting);
    let found = readings.iter().find(|reading| reading.id.as_str() == id).unwrap();
    found.value.in_thousandths() / 1000
}

#[test]
fn it_says_its_state_in_words() {
    let model = isolation();
    assert_eq!(
        model.sentence(&at(&model, "")),
        "362 of 362 call names reach the host's kernel. The process sees 9 of 9 things of the host and may do 11 of 11."
    );
    assert_eq!(
        model.sentence(&at(&model, "namespaces=on capabilities=default seccomp=on")),
        "295 of 362 call names reach the host's kernel. The process sees 3 of 9 things of the host and may do 4 of 11, 1 of them only inside."
    );
}

#[test]
fn the_names_of_calls_are_those_of_the_sources() {
    let model = isolation();
    for (text, names) in [
        ("", 362),
        ("seccomp=on capabilities=all", 334),
        ("seccomp=on capabilities=default", 295),
        ("seccomp=on capabilities=none", 294),
        ("kernel=gvisor seccomp=on", 89),
        ("kernel=vm seccomp=on", 50),
    ] {
        assert_eq!(value(&model, &at(&model, text), "calls"), names, "{text}");
    }
}

#[test]
fn a_control_that_tightens_shows_no_more_of_the_host() {
    let model = isolation();
    for setting in every_setting(&model) {
        for (control, values) in [
            ("namespaces", &["off", "on"][..]),
            ("user", &["off", "on"]),
            ("capabilities", &["all", "default", "none"]),
            ("seccomp", &["off", "on"]),
            ("kernel", &["host", "gvisor"]),
            ("kernel", &["host", "vm"]),
        ] {
            let one = model.controls().iter().find(|one| one.id.as_str() == control).unwrap();
            let set = |text: &&str| setting.with(control, one.read(text).unwrap());
            let all: Vec<Setting> = values.iter().map(set).collect();
            for (loose, tight) in all.iter().zip(all.iter().skip(1)) {
                for id in ["calls", "sees"] {
                    let (more, fewer) = (value(&model, loose, id), value(&model, tight, id));
                    assert!(fewer <= more, "{id}: {} and {}", loose.line(""), tight.line(""));
                }
            }
        }
    }
}

#[test]
fn root_in_a_guest_may_do_all_inside_and_nothing_outside_but_in_its_folder() {
    let model = isolation();
    let setting = at(&model, "kernel=vm");
    let whole = model.may.iter().filter(|item| item.left(&setting) == Left::Whole);
    assert_eq!(whole.map(|item| item.id.as_str()).collect::<Vec<_>>(), ["folder"]);
}

#[test]
fn counts_are_those_of_the_items() {
    let model = isolation();
    for setting in every_setting(&model) {
        let left = |items: &[Item]| {
            let left = items.iter().map(|item| item.left(&setting));
            left.filter(|left| !matches!(left, Left::Gone(_))).count()
        };
        assert_eq!(value(&model, &setting, "sees"), i64::try_from(left(&model.sees)).unwrap());
        assert_eq!(value(&model, &setting, "may"), i64::try_from(left(&model.may)).unwrap());
        let rows = model.table(&setting).rows;
        assert!(rows.iter().all(|row| row.len() == 3 && row.iter().all(|cell| !cell.is_empty())));
    }
}

#[test]
fn every_picture_lies_within_its_width_and_keeps_its_places() {
    let model = isolation();
    let tokens = ColourScheme::Light.tokens();
    for width in [300.0, 320.0, 559.0, 560.0, 640.0, 900.0, 1400.0] {
        let room = Room { width, tokens, measure: &NotoMeasure };
        let mut heights = Vec::new();
        for setting in every_setting(&model) {
            let picture = model.picture(&setting, &room);
            heights.push(picture.height);
            let inside = |x: f32, y: f32| {
                (-0.5..=width + 0.5).contains(&x) && (-0.5..=picture.height + 0.5).contains(&y)
            };
            let mut words = Vec::new();
            for item in &picture.items {
                match &item.shape {
                    Shape::Plate { rect, .. } => {
                        assert!(inside(rect.left, rect.top) && inside(rect.right, rect.bottom));
                    }
                    Shape::Line { points, .. } => {
                        assert!(points.iter().all(|point| inside(point.x, point.y)));
                    }
                    Shape::Text(text) => {
                        let wide = text.width(&NotoMeasure);
                        let left = match text.align {
                            strata::diagram::drawing::Align::Left => text.at.x,
                            strata::diagram::drawing::Align::Middle => text.at.x - wide / 2.0,
                            strata::diagram::drawing::Align::Right => text.at.x - wide,
                        };
                        assert!(inside(left, text.at.y) && inside(left + wide, text.at.y));
                        words.push((left, left + wide, text.at.y));
                    }
                    _ => {}
                }
            }
            for (number, one) in words.iter().enumerate() {
                for other in words.iter().skip(number + 1) {
                    let apart = one.1 <= other.0 || other.1 <= one.0;
                    assert!(
                        apart || (one.2 - other.2).abs() >= 11.0,
                        "{width} {}",
                        setting.line("")
                    );
                }
            }
            let buttons: Vec<_> = picture.parts.iter().filter(|part| part.sets.is_some()).collect();
            assert_eq!(buttons.len(), 5);
            for button in buttons {
                let (control, value) = button.sets.clone().unwrap();
                assert!(!button.name.is_empty() && button.at.height() >= 32.0);
                assert_ne!(
                    setting.get(control.as_str()),
                    Some(&value),
                    "a press changes something"
                );
            }
        }
        assert!(
            heights.iter().all(|height| (height - heights[0]).abs() < 0.01),
            "{width}: {heights:?}"
        );
    }
}

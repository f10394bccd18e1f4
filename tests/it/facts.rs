//! What the course says, and mistakes that must not come back into it.

use std::collections::BTreeSet;
use strata::{
    diagram::{LayerRole, TracePath},
    pack::{
        Block, Course, Lesson, PackFiles, check,
        prose::{ProseBlock, plain},
        read,
    },
    quiz::{Kind, Question},
    simulate::Setting,
};

const COURSE: &str = "content/containers-vs-vms";
const CURRICULUM: &str = "tests/packs/curriculum";

fn files(pack: &str) -> PackFiles {
    read(pack.as_ref()).unwrap()
}

fn course(pack: &str) -> Course {
    check(&files(pack)).course.unwrap()
}

fn lesson<'c>(course: &'c Course, id: &str) -> &'c Lesson {
    course.lessons.iter().find(|lesson| lesson.id.as_str() == id).unwrap()
}

/// All prose of a lesson, that of its folds included.
fn prose(lesson: &Lesson) -> Vec<&ProseBlock> {
    fn of(block: &Block) -> Vec<&ProseBlock> {
        match block {
            Block::Prose(prose) => prose.iter().collect(),
            Block::Fold(fold) => fold.blocks.iter().flat_map(of).collect(),
            _ => Vec::new(),
        }
    }
    lesson.blocks.iter().flat_map(of).collect()
}

#[test]
fn the_key_sentence_stands_first_under_key_differences() {
    let course = course(COURSE);
    let blocks = prose(lesson(&course, "containers-vs-vms"));
    let heading = blocks.iter().position(|block| match block {
        ProseBlock::Heading { spans, .. } => plain(spans) == "Key Differences",
        _ => false,
    });
    let ProseBlock::Paragraph(spans) = blocks[heading.unwrap() + 1] else { panic!("no sentence") };
    assert_eq!(
        plain(spans),
        "Containers are lighter and faster, but VMs provide stronger isolation. Many production \
         systems use both: VMs for infrastructure, containers for applications."
    );
}

/// Of 16 GiB the host keeps one.
#[test]
fn the_arithmetic_of_density_is_right() {
    let course = course(COURSE);
    let first = lesson(&course, "containers-vs-vms");
    let model =
        lesson(&course, "startup-and-density").blocks.iter().find_map(|block| match block {
            Block::Simulate(figure) if figure.id.as_str() == "how-many-fit" => Some(&figure.model),
            _ => None,
        });
    let model = model.unwrap().live();
    let count = |memory: u32, row: &str| {
        let setting = Setting::start(model.controls());
        let set = |all: Setting, id: &str, text: &str| {
            let control = model.controls().iter().find(|control| control.id.as_str() == id);
            all.with(id, control.unwrap().read(text).unwrap())
        };
        let setting = set(set(setting, "memory", &memory.to_string()), "row", row);
        let readings = model.readings(&setting);
        readings.iter().find(|one| one.id.as_str() == "count").unwrap().value.number() as u32
    };
    let rows = ["container", "gvisor", "firecracker", "qemu", "full", "kata-light", "kata"];
    for (memory, counts) in [
        (8_192, [97, 60, 51, 43, 6, 35, 18]),
        (16_384, [209, 129, 110, 94, 14, 75, 39]),
        (65_536, [881, 545, 465, 395, 61, 317, 164]),
    ] {
        assert_eq!(rows.map(|row| count(memory, row)), counts, "{memory} MiB");
    }
    // The table of differences has the same figures.
    let table = first.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let row = |id: &str| -> String {
        let row = table.unwrap().rows.iter().find(|row| row.id.as_str() == id).unwrap();
        row.cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | ")
    };
    assert!(row("density").contains("14 full VMs, or 110 microVMs"));
    assert!(row("density").contains("209 containers"));
    assert!(row("memory").contains("139 to 1,051 MiB"));
    assert!(row("start-warm").contains("about half a second with all that Docker does (2026)"));
    assert!(!row("scaling").chars().any(|c| c.is_ascii_digit()));
    let first: BTreeSet<&str> =
        table.unwrap().rows.iter().filter(|row| !row.more).map(|row| row.id.as_str()).collect();
    let wanted = [
        "boundary",
        "compatibility",
        "density",
        "image-size",
        "kernel",
        "memory",
        "portability",
        "start-warm",
    ];
    assert_eq!(first, BTreeSet::from(wanted));
}

/// Statements that were corrected, since they are wrong.
#[test]
fn nothing_that_was_corrected_comes_back() {
    let wrong = [
        "1,155",
        "13 full VMs",
        "sixteen containers",
        "QEMU 131 MiB",
        "about 1 s with all that Docker does",
        "a matching version of Windows",
        "They cannot tell what they stand on",
        "as if the machine were its own",
        "believes that it has a machine",
        "It knows nothing of the layers",
        "It only knows the kernel",
        "A type 1 hypervisor leaves drivers",
        "six emulated devices",
        "under the server’s kernel",
        "gets control back at a VM exit",
    ];
    for pack in [COURSE, CURRICULUM] {
        for file in files(pack).files {
            for words in wrong {
                assert!(!file.text.contains(words), "{pack}/{}: {words}", file.path);
            }
        }
    }
}

/// In the colour of a hypervisor it would teach what the lesson refutes.
#[test]
fn docker_engine_is_a_neutral_manager_wherever_it_is_drawn() {
    let mut drawn = 0;
    for pack in [COURSE, CURRICULUM, "tests/packs/gallery"] {
        for diagram in course(pack).lessons.iter().flat_map(|lesson| &lesson.diagrams) {
            for layer in diagram.layers().filter(|layer| layer.name.contains("Docker Engine")) {
                assert!(layer.manages && layer.role == LayerRole::Neutral, "{}", diagram.id);
                drawn += 1;
            }
        }
    }
    assert!(drawn > 3, "{drawn}");
}

fn question<'c>(course: &'c Course, id: &str) -> &'c Question {
    let mut all = course.lessons.iter().flat_map(|lesson| &lesson.questions);
    all.find(|question| question.id.as_str() == id).unwrap()
}

#[test]
fn a_belief_is_named_only_where_it_was_shown() {
    let course = course(COURSE);
    let Kind::PointAt { places, .. } = &question(&course, "missing-layer").kind else { panic!() };
    let host = places.iter().find(|place| place.nodes[0].node.as_str() == "host-os").unwrap();
    assert_eq!(host.misconception, None);
    // Who takes both for equal does not take containers for the stronger boundary.
    let Kind::Classify(classify) = &question(&course, "vm-or-container").kind else { panic!() };
    let item = classify.items.iter().find(|item| item.id.as_str() == "strangers").unwrap();
    let belief = |bin: &str| {
        let wrong = item.wrong.iter().find(|wrong| wrong.bin.as_str() == bin).unwrap();
        wrong.misconception.as_ref().map(ToString::to_string)
    };
    assert_eq!(belief("container").as_deref(), Some("containers-isolate-more"));
    assert_eq!(belief("both"), None);
}

/// Types of hypervisors are compared, not models of devices: in all three, the guest does the same.
#[test]
fn the_three_writes_to_disk_begin_alike_and_an_exit_reaches_the_hypervisor_first() {
    let course = course(COURSE);
    let lesson = lesson(&course, "hypervisor-types");
    let traces = lesson.blocks.iter().filter_map(|block| match block {
        Block::SideBySide(beside) => Some(&beside.traces),
        _ => None,
    });
    let write = traces.flatten().find(|trace| trace.id.as_str() == "disk-write").unwrap();
    let paths: Vec<&TracePath> = write.paths.iter().collect();
    assert_eq!(paths.len(), 3);
    let begins: BTreeSet<Vec<&str>> = paths
        .iter()
        .map(|path| path.hops().iter().take(2).map(|hop| hop.say.as_str()).collect())
        .collect();
    assert_eq!(begins.len(), 1);
    let third: Vec<&str> = paths.iter().map(|path| path.hops()[2].at.node.as_str()).collect();
    assert_eq!(third, ["hypervisor", "hypervisor", "linux-kvm"]);
}

/// What hangs in the lesson: devices hang with the root OS, and processor and timers do not.
#[test]
fn a_root_os_that_hangs_takes_devices_with_it_and_no_timers() {
    let course = course(COURSE);
    let Kind::Diagnose(asked) = &question(&course, "guest-hangs").kind else { panic!() };
    let told: Vec<(&str, bool)> = asked
        .told
        .iter()
        .chain(&asked.requests)
        .map(|request| (request.id.as_str(), request.arrives))
        .collect();
    assert_eq!(told, [("disk-write", false), ("tool-log", false), ("sleep", true)]);
    let fewest: Vec<&str> = asked.fewest.iter().map(strata::id::Id::as_str).collect();
    assert_eq!(fewest, ["sleep"]);
    let options: Vec<&str> = asked.choices.iter().map(|choice| choice.text.as_str()).collect();
    assert_eq!(options, ["VM tools", "Hypervisor", "Root OS", "Hardware"]);
}

#[test]
fn a_vm_exit_goes_to_the_hypervisor_and_hyper_v_lies_under_windows_server() {
    let course = course(COURSE);
    let diagram = |id: &str| {
        let mut all = course.lessons.iter().flat_map(|lesson| &lesson.diagrams);
        all.find(|diagram| diagram.id.as_str() == id).unwrap()
    };
    let exit = diagram("machine").links.iter().find(|link| link.id.as_str() == "exit").unwrap();
    assert_eq!((exit.from.node.as_str(), exit.to.node.as_str()), ("vcpu", "hypervisor"));
    let server: Vec<&str> = diagram("l14-server").layers().map(|layer| layer.id.as_str()).collect();
    let ids =
        ["app-2025", "app-2022", "host-kernel", "app-2019", "own-kernel", "hypervisor", "hardware"];
    assert_eq!(server, ids);
    // The host's kernel carries two of the containers directly.
    let above = diagram("l14-server").body().unwrap().children().next().unwrap();
    assert!(matches!(above.kind(), strata::diagram::PartKind::Row));
    assert_eq!(above.children().count(), 2);
}

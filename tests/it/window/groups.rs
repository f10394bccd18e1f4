//! Groups of a figure: reached, opened by steps, with a card of their own; and links by their words.

use super::stage::Stage;
use egui::{Event, Key};
use egui_kittest::kittest::{NodeT, Queryable};
use strata::app::ports::Picked;

const CLUSTER: &str = "Cluster, Named groups";
const SPACE: &str = "Namespace 1, 1 of 2, in Cluster, Named groups";

fn structures() -> Stage {
    let mut stage = Stage::of_size(1280.0, 4400.0);
    stage.will_pick(Picked::Path("tests/packs/gallery".into()));
    stage.click("Import pack…");
    stage.click("Choose a file…");
    stage.click("Structures, not begun");
    stage
}

fn described(stage: &Stage, name: &str) -> String {
    stage.harness.get_by_label(name).accesskit_node().description().unwrap_or_default()
}

#[test]
fn a_group_has_a_name_a_description_and_a_card() {
    let mut stage = structures();
    assert_eq!(
        described(&stage, CLUSTER),
        "A group. Holds: P, View. Two nodes that belong together."
    );
    stage.click(CLUSTER);
    stage.expect("Group, its boundary enforced by hardware · in Named groups");
    stage.expect("Two nodes that belong together.");
    stage.key(Key::Escape);
    stage.expect_not("Group, its boundary enforced by hardware");
    // A group of which there are several copies, and one without an explanation of its own.
    stage.click(SPACE);
    stage.expect("Group, its boundary enforced by a kernel · in Named groups, ×2");
    stage.expect("Holds: P, View.");
}

#[test]
fn the_arrow_keys_lead_from_a_layer_to_its_group_and_back() {
    let mut stage = structures();
    stage.click("P1, 1 of 2, in Namespace 1, in Cluster, Named groups");
    stage.key(Key::Escape);
    let standing = |stage: &Stage| stage.focused().unwrap_or_default();
    assert!(standing(&stage).starts_with("P1"), "{}", standing(&stage));
    stage.key(Key::ArrowUp);
    assert_eq!(standing(&stage), SPACE);
    stage.key(Key::ArrowUp);
    assert_eq!(standing(&stage), CLUSTER);
    stage.key(Key::Enter);
    stage.expect("Group, its boundary enforced by hardware");
    stage.key(Key::Escape);
    stage.key(Key::ArrowDown);
    assert!(standing(&stage).starts_with("Namespace"), "{}", standing(&stage));
}

#[test]
fn a_group_is_closed_until_a_step_expands_it() {
    let mut stage = structures();
    stage.harness.get_all_by_label("Step by step").next().unwrap().click();
    stage.run();
    assert!(described(&stage, CLUSTER).contains("Closed: 2 namespaces."));
    stage.expect_not(SPACE);
    stage.click(CLUSTER);
    stage.expect("Closed: 2 namespaces.");
    stage.key(Key::Escape);
    stage.click("Next step");
    assert!(described(&stage, SPACE).contains("Closed: 2 inside."));
    assert!(!described(&stage, CLUSTER).contains("Closed"));
    stage.expect_not("P1, 1 of 2");
    stage.click("Next step");
    stage.expect("P1, 1 of 2, in Namespace 1, in Cluster, Named groups");
    assert!(!described(&stage, SPACE).contains("Closed"));
    stage.click("Previous step");
    stage.expect_not("P1, 1 of 2");
    stage.click("Whole picture");
    stage.expect("P1, 1 of 2, in Namespace 1, in Cluster, Named groups");
}

#[test]
fn the_words_of_a_link_say_what_it_joins() {
    let mut stage = structures();
    let name = "Link: Client → Daemon: asks (control)";
    let place = stage.harness.get_by_label(name).rect();
    stage.harness.event(Event::PointerMoved(place.center()));
    stage.run();
    stage.expect("Client → Daemon: asks (control).");
}

#[test]
fn a_failure_is_heard_in_names_cards_and_links() {
    let mut stage = structures();
    stage.harness.get_all_by_label("Step by step").last().unwrap().click();
    stage.run();
    stage.expect("Zone A, What fails");
    assert_eq!(described(&stage, "Zone A, What fails"), "A group. Closed: 2 services.");
    stage.click("Next step");
    stage.expect("Zone A, failed, What fails");
    for entry in ["Copy as text", "Copy as SVG"] {
        // The button of the fourth of the lesson's figures.
        let own = stage.harness.get_all_by_label("Take along").nth(3).unwrap();
        own.scroll_to_me();
        stage.run();
        stage.harness.get_all_by_label("Take along").nth(3).unwrap().click();
        stage.run();
        stage.harness.get_by_label(entry).click();
        stage.harness.step();
        let copied = stage.harness.output().platform_output.commands.iter().any(|command| {
            matches!(command, egui::OutputCommand::CopyText(text) if text.contains("Failed: Zone A."))
        });
        assert!(copied, "{entry}");
        stage.run();
    }
    stage.click("Next step");
    stage.expect("Web A, failed, in Zone A, What fails");
    stage.expect("Link: Web A → Data A: reads, dead");
    assert!(described(&stage, "Web A, failed, in Zone A, What fails").contains("reads, dead."));
    stage.click("Web A, failed, in Zone A, What fails");
    stage.expect("Failed · Program · in Zone A, What fails");
    stage.key(Key::Escape);
    stage.click("Next step");
    stage.expect("Web A, in Zone A, What fails");
    stage.expect("Switch 2, failed, 2 of 2, What fails");
    stage.expect("Border, failed, What fails");
}

#[test]
fn a_role_is_called_as_its_author_calls_it_or_not_at_all() {
    let mut stage = structures();
    // The pack has a word for the role; this diagram has another one.
    stage.click("Host, Named groups");
    stage.expect("Kernel · in Named groups");
    stage.key(Key::Escape);
    stage.click("4 Transport, What fails");
    stage.expect("Transport · in What fails");
    assert!(described(&stage, "4 Transport, What fails").contains(" Transport. In the colour"));
    stage.key(Key::Escape);
    // This diagram takes the word away, and the other role has none anywhere.
    stage.click("Cable, What fails");
    stage.expect("In What fails");
    stage.key(Key::Escape);
    stage.click("Data B, in Zone B, What fails");
    stage.expect("In Zone B, What fails");
}

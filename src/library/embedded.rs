//! The course that is inside the binary: an ordinary pack, so that an installed Strata needs no files.

use crate::pack::{PackFile, PackFiles};

const FILES: [(&str, &str); 15] = [
    ("pack.ron", include_str!("../../content/containers-vs-vms/pack.ron")),
    (
        "lessons/containers-vs-vms.ron",
        include_str!("../../content/containers-vs-vms/lessons/containers-vs-vms.ron"),
    ),
    (
        "lessons/control-groups.ron",
        include_str!("../../content/containers-vs-vms/lessons/control-groups.ron"),
    ),
    (
        "lessons/how-a-vm-works.ron",
        include_str!("../../content/containers-vs-vms/lessons/how-a-vm-works.ron"),
    ),
    (
        "lessons/hypervisor-types.ron",
        include_str!("../../content/containers-vs-vms/lessons/hypervisor-types.ron"),
    ),
    ("lessons/images.ron", include_str!("../../content/containers-vs-vms/lessons/images.ron")),
    (
        "lessons/isolation-and-hardening.ron",
        include_str!("../../content/containers-vs-vms/lessons/isolation-and-hardening.ron"),
    ),
    (
        "lessons/mac-and-windows.ron",
        include_str!("../../content/containers-vs-vms/lessons/mac-and-windows.ron"),
    ),
    (
        "lessons/microvms-and-sandboxes.ron",
        include_str!("../../content/containers-vs-vms/lessons/microvms-and-sandboxes.ron"),
    ),
    (
        "lessons/namespaces.ron",
        include_str!("../../content/containers-vs-vms/lessons/namespaces.ron"),
    ),
    (
        "lessons/networks-and-gpus.ron",
        include_str!("../../content/containers-vs-vms/lessons/networks-and-gpus.ron"),
    ),
    (
        "lessons/runtime-and-kubernetes.ron",
        include_str!("../../content/containers-vs-vms/lessons/runtime-and-kubernetes.ron"),
    ),
    (
        "lessons/see-it-in-a-terminal.ron",
        include_str!("../../content/containers-vs-vms/lessons/see-it-in-a-terminal.ron"),
    ),
    (
        "lessons/startup-and-density.ron",
        include_str!("../../content/containers-vs-vms/lessons/startup-and-density.ron"),
    ),
    ("lessons/together.ron", include_str!("../../content/containers-vs-vms/lessons/together.ron")),
];

/// The files of `content/containers-vs-vms`; a test holds that none is missing.
pub(super) fn files() -> PackFiles {
    let file =
        |(path, text): (&str, &'static str)| PackFile { path: path.to_owned(), text: text.into() };
    PackFiles { files: FILES.into_iter().map(file).collect() }
}

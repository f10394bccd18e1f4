//! The course that is inside the binary: an ordinary pack, so that an installed Strata needs no files.

use crate::pack::{PackFile, PackFiles};

const FILES: [(&str, &str); 3] = [
    ("pack.ron", include_str!("../../content/containers-vs-vms/pack.ron")),
    (
        "lessons/containers-vs-vms.ron",
        include_str!("../../content/containers-vs-vms/lessons/containers-vs-vms.ron"),
    ),
    (
        "lessons/hypervisor-types.ron",
        include_str!("../../content/containers-vs-vms/lessons/hypervisor-types.ron"),
    ),
];

/// The files of `content/containers-vs-vms`; a test holds that none is missing.
pub(super) fn files() -> PackFiles {
    let file =
        |(path, text): (&str, &str)| PackFile { path: path.to_owned(), text: text.to_owned() };
    PackFiles { files: FILES.into_iter().map(file).collect() }
}

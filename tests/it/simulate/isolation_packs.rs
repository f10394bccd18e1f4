//! What an author can do wrong with an isolation dial.

use super::mistakes::catalogue;

const MODEL: &str = r#"Isolation(
    capabilities: (all: (value: 41, source: "first"), default: (value: 14, source: "first")),
    calls: (name: "Call names that reach the kernel", cases: [
        (name: "A guest", when: "kernel=vm", value: (value: 50, source: "first")),
        (name: "In user space", when: "kernel=gvisor", value: (value: 90, illustrative: true)),
        (name: "All is kept", when: "seccomp=on capabilities=all", value: (value: 330, source: "first")),
        (name: "The filter", when: "seccomp=on", value: (value: 295, source: "first")),
        (name: "No filter", value: (value: 360, source: "second")),
    ]),
    sees: [(id: "others", text: "What else runs", source: "second", unless: [(when: "namespaces=on", reason: "a namespace")])],
    may: [(
        id: "mount", text: "Mount something",
        unless: [(when: "capabilities=default", reason: "not among the 14"), (when: "capabilities=none user=off", reason: "it has none")],
        within: [(when: "kernel=vm", reason: "in the guest"), (when: "user=on", reason: "among its own")],
    )],
    costs: [(id: "memory", name: "Memory beside it", unit: "MiB", cases: [
        (name: "A small guest", when: "kernel=vm", value: (value: 65.5, source: "second")),
        (name: "Nobody knows", when: "kernel=gvisor"),
        (name: "Nothing", value: (value: 0, illustrative: true)),
    ])],
)"#;

#[test]
fn mistakes_in_an_isolation_dial_are_told_with_their_place() {
    insta::assert_snapshot!(catalogue(
        MODEL,
        &[
            ("default: (value: 14", "default: (value: 42"),
            ("all: (value: 41", "all: (value: 40.5"),
            ("all: (value: 41, source: \"first\"), ", ""),
            (
                "capabilities: (all: (value: 41, source: \"first\"), default: (value: 14, source: \"first\"))",
                "capabilities: [41, 14]"
            ),
            ("\"seccomp=on capabilities=all\"", "\"secomp=on capabilities=all\""),
            ("\"seccomp=on capabilities=all\"", "\"seccomp=yes capabilities=all\""),
            ("\"seccomp=on capabilities=all\"", "\"seccomp capabilities=all\""),
            ("\"seccomp=on capabilities=all\"", "\"capabilities=default capabilities=all\""),
            ("\"seccomp=on capabilities=all\"", "\"\""),
            ("when: \"seccomp=on\"", "when: \"seccomp=on kernel=vm\""),
            ("(name: \"No filter\", value", "(name: \"No filter\", when: \"seccomp=off\", value"),
            ("value: (value: 295, source: \"first\")", "value: None"),
            ("value: 295", "value: 361"),
            ("value: 295", "value: 295.5"),
            ("value: (value: 360, source: \"second\")", "value: (value: 360)"),
            (
                "unless: [(when: \"namespaces=on\", reason: \"a namespace\")]",
                "unless: [(when: \"\", reason: \"a namespace\")]"
            ),
            ("reason: \"a namespace\"", "reason: \"\""),
            ("reason: \"a namespace\"", "why: \"a namespace\""),
            ("when: \"namespaces=on\", ", ""),
            ("source: \"second\", unless", "source: \"secnd\", unless"),
            (
                "(when: \"user=on\", reason: \"among its own\")",
                "(when: \"user=on capabilities=default\", reason: \"among its own\")"
            ),
            ("id: \"memory\"", "id: \"calls\""),
            ("id: \"mount\"", "id: \"Mount\""),
            ("unit: \"MiB\"", "unit: \"\""),
            ("value: 65.5", "value: -65.5"),
            (
                "sees: [(id: \"others\", text: \"What else runs\", source: \"second\", unless: [(when: \"namespaces=on\", reason: \"a namespace\")])]",
                "sees: []"
            ),
            ("when: \"namespaces=on\"", "when: \"namespaces=off\""),
        ]
    ));
}

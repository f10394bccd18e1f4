//! What an author can do wrong with a start-up model.

use super::mistakes::{catalogue, problems};

const MODEL: &str = r#"Startup(rows: [
    (id: "framed", name: "A framed program", until: "until it has ended", measured: "2020, medians", phases: [
        (id: "fetch", name: "Fetch it", role: Storage, when: ImageMissing, time: (value: 3000, source: "first")),
        (id: "frame", name: "Make the frame", role: Kernel, time: (value: 7.5, source: "first"), hdd: (value: 8, source: "first")),
    ]),
    (id: "guest", name: "A guest", until: "until it runs", measured: "1999, means", phases: [
        (id: "boot", name: "Boot", role: Kernel, time: (value: 110, source: "second", note: "mean of 3")),
    ]),
])"#;

#[test]
fn mistakes_in_a_start_up_model_are_told_with_their_place() {
    insta::assert_snapshot!(catalogue(
        MODEL,
        &[
            ("id: \"guest\"", "id: \"framed\""),
            ("id: \"guest\"", "id: \"all\""),
            ("id: \"guest\"", "id: \"none\""),
            ("id: \"guest\"", "id: \"A guest\""),
            ("id: \"frame\"", "id: \"fetch\""),
            ("\"A guest\"", "\" \""),
            ("\"Boot\"", "\"\""),
            ("\"1999, means\"", "\"\""),
            ("\"until it runs\"", "\"it runs\""),
            ("\"until it runs\"", "\"\""),
            ("source: \"second\", note", "note"),
            ("source: \"second\"", "source: \"secnd\""),
            ("source: \"second\"", "source: \"second\", illustrative: true"),
            ("value: 110", "value: -110"),
            ("value: 110", "value: 0"),
            ("value: 8,", "value: 0,"),
            ("value: 110", "value: \"110\""),
            ("when: ImageMissing", "when: ImageMising"),
            ("when: ImageMissing", "when: \"ImageMissing\""),
            ("when: ImageMissing", "when: Sometimes"),
            ("role: Storage", "role: Disk"),
            (
                "time: (value: 110, source: \"second\", note: \"mean of 3\")",
                "hdd: (value: 110, source: \"second\")"
            ),
            ("measured: \"1999, means\", ", ""),
            ("measured: \"1999, means\"", "measurd: \"1999, means\""),
            (
                "(id: \"boot\", name: \"Boot\", role: Kernel, time: (value: 110, source: \"second\", note: \"mean of 3\")),",
                ""
            ),
        ]
    ));
}

#[test]
fn a_start_up_model_has_a_row_and_no_more_than_a_picture_holds() {
    let errors = |model: &str| problems(model).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        errors("Startup(rows: [])"),
        ["error: b.ron:2:15: the model has 0 rows. Write 1 to 12."]
    );
    let row = |number| {
        format!(
            r#"(id: "r{number}", name: "Row {number}", until: "until it runs", measured: "assumed", phases: [(id: "boot", name: "Boot", role: Kernel, time: (value: 1, illustrative: true))]), "#
        )
    };
    let many: String = (0..13).map(row).collect();
    assert_eq!(
        errors(&format!("Startup(rows: [{many}])")),
        ["error: b.ron:2:15: the model has 13 rows. Write 1 to 12."]
    );
}

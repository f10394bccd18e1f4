//! What the checker says of a model as an author has written it.

use std::fmt::Write;
use strata::pack::{self, PackFile, PackFiles, Problem};

/// What is said of a lesson with one live figure, but for questions that are not there. Its model
/// begins on line 2, and its sources are `first` and `second`.
pub fn problems(model: &str) -> Vec<Problem> {
    let text = format!(
        r#"(format: 1, publisher: "p", id: "b", version: "1.0.0", title: "B", language: "en", license: "CC0-1.0", units: [(id: "u", title: "U", lessons: ["l"])], sources: [(id: "first", title: "A first", year: 2020, url: "https://example.org/1"), (id: "second", title: "A second", year: 1999, url: "https://example.org/2")], inline: [(id: "l", title: "L", minutes: 1, read_on: [(source: "first", why: "All of it."), (source: "second", why: "All of it.")], blocks: [Simulate(id: "live", title: "Live", model:
{model}
)])])"#
    );
    let file = PackFile { path: "b.ron".to_owned(), text: text.into() };
    let problems = pack::check(&PackFiles { files: vec![file] }).problems.into_iter();
    problems.filter(|one| !one.message.ends_with("has no questions")).collect()
}

/// Each change of a model that is right, and what is said of it.
pub fn catalogue(model: &str, changes: &[(&str, &str)]) -> String {
    assert_eq!(problems(model), [], "the model is right before it is changed");
    let mut lines = String::new();
    for (from, to) in changes {
        assert_eq!(model.matches(from).count(), 1, "{from} stands once");
        writeln!(lines, "{from} -> {to}").unwrap();
        for problem in problems(&model.replace(from, to)) {
            writeln!(lines, "    {problem}").unwrap();
        }
    }
    lines
}

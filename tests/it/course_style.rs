//! One word for one thing, in every text of the course: the words of `content/STYLE.md`.

use std::{fs, path::Path};

const COURSE: &str = "content/containers-vs-vms";

/// A word that is not used, and what is said instead.
struct Rule {
    say: String,
    not: String,
    exact: bool,
}

/// The rules of the table.
fn rules(style: &str) -> Vec<Rule> {
    let table = style.lines().skip_while(|line| !line.starts_with("| say |")).skip(2);
    let rows = table.map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let cells = rows.map(|row| row.split_once(" | ").unwrap_or_else(|| panic!("two cells: {row}")));
    let of_row = |(say, not): (&str, &str)| -> Vec<Rule> {
        let words = not.split(", ").map(|word| {
            let code = word.strip_prefix('`').and_then(|word| word.strip_suffix('`'));
            Rule {
                say: say.to_owned(),
                not: code.unwrap_or(word).to_owned(),
                exact: code.is_some(),
            }
        });
        words.collect()
    };
    cells.flat_map(of_row).collect()
}

/// The texts of a RON file with their lines: its strings, without comments.
fn strings(ron: &str) -> Vec<(usize, String)> {
    let (mut found, mut rest, mut line) = (Vec::new(), ron, 1);
    loop {
        let Some(at) = rest.find(['"', '/', '#', '\n']) else { return found };
        let here = &rest[at..];
        let (text, length) = if let Some(raw) = here.strip_prefix("#\"") {
            let end = raw.find("\"#").expect("a raw string ends");
            (Some(raw[..end].to_owned()), end + 4)
        } else if let Some(plain) = here.strip_prefix('"') {
            let mut escaped = false;
            let end = plain.find(|sign| {
                let ends = sign == '"' && !escaped;
                escaped = sign == '\\' && !escaped;
                ends
            });
            let end = end.expect("a string ends");
            (Some(plain[..end].to_owned()), end + 2)
        } else if here.starts_with("//") {
            (None, here.find('\n').unwrap_or(here.len()))
        } else {
            (None, 1)
        };
        line += rest[..at].matches('\n').count();
        found.extend(text.map(|text| (line, text)));
        line += here[..length].matches('\n').count();
        rest = &here[length..];
    }
}

/// A text without what stands in code, in links' addresses, and without ids.
fn read(text: &str) -> String {
    let mut prose = String::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            let spoken = line.split('`').step_by(2);
            prose.extend(spoken.map(|part| format!("{part} ")));
        }
        prose.push('\n');
    }
    let mut parts = prose.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + " " + part.split_once(')').map_or(part, |(_, after)| after))
}

/// Where a rule is broken in a text, by the line of the text; words may part at the end of a line.
fn breaks(rule: &Rule, text: &str) -> Vec<usize> {
    let lowered = |text: &str| if rule.exact { text.to_owned() } else { text.to_lowercase() };
    let not = lowered(&rule.not);
    let (mut flat, mut begins) = (String::new(), Vec::new());
    for line in lowered(text).lines() {
        begins.push(flat.len());
        flat.extend(line.split_whitespace().map(|word| format!("{word} ")));
    }
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    let alone = |at: usize| {
        let (before, after) = (flat[..at].chars().last(), flat[at + not.len()..].chars().next());
        let open = not.ends_with(|sign: char| !sign.is_alphanumeric());
        !is_word(before) && (open || !is_word(after))
    };
    let places = flat.match_indices(&not).map(|(at, _)| at).filter(|at| alone(*at));
    places.map(|at| begins.partition_point(|begin| *begin <= at) - 1).collect()
}

/// All places of a file that break a rule.
fn wrong(rules: &[Rule], name: &str, ron: &str) -> Vec<String> {
    let texts = strings(ron).into_iter().filter(|(_, text)| text.trim().contains(' '));
    // A transcript is what a program has printed; a title of a source is what its authors wrote.
    let lines: Vec<&str> = ron.lines().collect();
    let is_ours = |line: usize| {
        let field = lines[line - 1].trim_start();
        let of_source = name == "pack.ron" && field.starts_with("title:");
        !(field.starts_with("transcript:") || of_source)
    };
    let mut found = Vec::new();
    for (line, text) in texts.filter(|(line, _)| is_ours(*line)) {
        let text = read(&text);
        for rule in rules {
            let places = breaks(rule, &text).into_iter();
            found.extend(
                places.map(|at| {
                    format!("{name}:{}: “{}” is “{}” here", line + at, rule.not, rule.say)
                }),
            );
        }
    }
    found
}

#[test]
fn each_thing_has_one_word() {
    let rules = rules(&fs::read_to_string("content/STYLE.md").unwrap());
    assert!(rules.len() > 40, "{}", rules.len());
    let lessons = fs::read_dir(Path::new(COURSE).join("lessons")).unwrap();
    let mut files: Vec<_> = lessons.map(|file| file.unwrap().path()).collect();
    files.push(Path::new(COURSE).join("pack.ron"));
    files.sort();
    let mut found = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy();
        found.extend(wrong(&rules, &name, &fs::read_to_string(file).unwrap()));
    }
    assert!(found.is_empty(), "{} of them:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_word_is_found_wherever_it_is_read() {
    let style = "| say | not |\n|---|---|\n| vulnerability | hole |\n| isolated | kept apart |\n| Pod | `pod` |\n| colon | `—` |\n";
    let rules = rules(style);
    let of = |ron: &str| wrong(&rules, "a.ron", ron);
    assert_eq!(of("(\n  say: \"A Hole in it.\",\n)"), ["a.ron:2: “hole” is “vulnerability” here"]);
    assert_eq!(
        of("Prose(r#\"\n  As a whole.\n  Each pod — so\n\"#)"),
        ["a.ron:3: “pod” is “Pod” here", "a.ron:3: “—” is “colon” here"]
    );
    let parted = "Prose(r#\"\n  They are kept\n  apart.\n\"#)";
    assert_eq!(of(parted), ["a.ron:2: “kept apart” is “isolated” here"]);
    let allowed = [
        "// a hole, and a pod",
        "id: \"hole\"",
        "say: \"the whole of it, and a Pod\"",
        "say: \"type `get pod` here\"",
        "say: \"[a Pod](layer:pod/app) is\"",
        "r#\"\n```\nkubectl get pod x\n```\n\"#",
        "transcript: r#\"\n$ kubectl get pod\n\"#",
    ];
    for ron in allowed {
        assert_eq!(of(ron), [""; 0], "{ron}");
    }
    let escaped = of("a: \"he said \\\"hole in\\\" it\", b: \"one hole more\"");
    assert_eq!(escaped.len(), 2, "{escaped:?}");
}

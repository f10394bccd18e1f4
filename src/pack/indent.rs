//! Taking away the indent that a text has only because of where it stands in its file.

/// A text without its common indent, and the way back to places of the original.
#[derive(Debug)]
pub(super) struct Dedented {
    pub text: String,
    /// For each line, where it starts here, and where it starts in the original.
    lines: Vec<(usize, usize)>,
}

impl Dedented {
    /// Removes the indent that all lines share, and blank lines at both ends.
    pub(super) fn new(original: &str) -> Self {
        let mut lines: Vec<(usize, &str)> = Vec::new();
        let mut offset = 0;
        for line in original.split('\n') {
            lines.push((offset, line));
            offset += line.len() + 1;
        }
        // The first line stands behind the opening quote, so it has no indent of its own.
        let indents = lines.iter().enumerate().filter_map(|(number, (_, line))| {
            let bare = line.trim_start_matches([' ', '\t']);
            let counts = !bare.trim_end().is_empty() && (number > 0 || bare.len() < line.len());
            counts.then(|| line.get(..line.len() - bare.len()).unwrap_or(""))
        });
        let common = indents.reduce(shared).unwrap_or("").len();
        let full = |line: &&(usize, &str)| !line.1.trim().is_empty();
        let first = lines.iter().position(|line| full(&line)).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| full(&line)).map_or(first, |last| last + 1);

        let mut dedented = Self { text: String::with_capacity(original.len()), lines: Vec::new() };
        for (start, line) in lines.get(first..last).unwrap_or(&[]) {
            let bare = line.trim_start_matches([' ', '\t']);
            let cut = common.min(line.len() - bare.len());
            dedented.lines.push((dedented.text.len(), start + cut));
            dedented.text.push_str(line.get(cut..).unwrap_or(""));
            dedented.text.push('\n');
        }
        dedented
    }

    /// The place in the original of a place in this text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(here, _)| *here <= offset).saturating_sub(1);
        self.lines.get(line).map_or(0, |(here, there)| there + offset.saturating_sub(*here))
    }
}

/// The white space with which both indents begin.
fn shared<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one.get(..same).unwrap_or("")
}

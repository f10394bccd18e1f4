//! A path as people type or paste it: quoted, from a shell, from a file manager.

use std::path::{Path, PathBuf};

/// The path that is meant by what was typed: without quotes and spaces around it, `~` replaced by
/// the home folder, a `file://` address decoded, and a shell's backslashes removed.
#[must_use]
pub fn typed_path(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    if let Some(path) = of_address(typed) {
        return path;
    }
    let words = match quoted(typed) {
        Some(words) => words,
        // On Windows a backslash parts folders.
        None if cfg!(windows) => typed.to_owned(),
        None => without_backslashes(typed),
    };
    if let Some(path) = of_address(&words) {
        return path;
    }
    for lead in ["~", "$HOME", "${HOME}"] {
        if let (Some(rest), Some(home)) = (words.strip_prefix(lead), home)
            && (rest.is_empty() || rest.starts_with(std::path::is_separator))
        {
            let rest = rest.trim_start_matches(std::path::is_separator);
            return if rest.is_empty() { home.to_owned() } else { home.join(rest) };
        }
    }
    PathBuf::from(words)
}

/// What stands between quotes, if the same kind of quote begins and ends the text.
fn quoted(typed: &str) -> Option<String> {
    let between = |quote: char| typed.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(inner) = between('\'') {
        // For an apostrophe, a shell closes the quotes and opens them again.
        return Some(inner.replace(r"'\''", "'"));
    }
    between('"').or_else(|| typed.strip_prefix('“')?.strip_suffix('”')).map(str::to_owned)
}

/// The text without the backslashes that protect characters from a shell.
fn without_backslashes(typed: &str) -> String {
    let mut rest = typed.chars();
    let mut plain = String::with_capacity(typed.len());
    while let Some(c) = rest.next() {
        match c {
            '\\' => plain.push(rest.next().unwrap_or('\\')),
            c => plain.push(c),
        }
    }
    plain
}

/// The path of a `file:` address on this machine.
fn of_address(typed: &str) -> Option<PathBuf> {
    let (scheme, rest) = typed.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let path = match rest.strip_prefix("//") {
        // Before the path stands the name of a machine; none means this one.
        Some(rest) => {
            let (machine, _) = rest.split_once('/')?;
            if !machine.is_empty() && !machine.eq_ignore_ascii_case("localhost") {
                return None;
            }
            rest.get(machine.len()..)?
        }
        None if rest.starts_with('/') => rest,
        None => return None,
    };
    // On Windows `file:///C:/packs` is `C:/packs`.
    let path = if cfg!(windows) { path.trim_start_matches('/') } else { path };
    Some(from_bytes(decoded(path)))
}

/// The bytes that `%20` and the like stand for; any other % is itself.
fn decoded(path: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = digits
            .filter(|two| first == b'%' && two.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes
}

/// A path of bytes: names of files need not be text.
#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::{Path, PathBuf, typed_path};

    #[test]
    fn a_typed_path_is_what_is_meant_by_it() {
        let home = Path::new("/home/ada");
        for (typed, meant) in [
            ("/courses/networks", "/courses/networks"),
            ("  /courses/networks \t", "/courses/networks"),
            ("networks", "networks"),
            // As in a shell.
            ("~", "/home/ada"),
            ("~/courses", "/home/ada/courses"),
            ("$HOME/courses", "/home/ada/courses"),
            ("${HOME}/courses", "/home/ada/courses"),
            ("~ada/courses", "~ada/courses"),
            ("/a/~/b", "/a/~/b"),
            ("$HOMES/courses", "$HOMES/courses"),
            (r"/my\ courses/a\(1\).ron", "/my courses/a(1).ron"),
            (r"~/my\ courses", "/home/ada/my courses"),
            (r"/a\\b", r"/a\b"),
            (r"/a\", r"/a\"),
            // In quotes.
            ("\"/my courses/networks\"", "/my courses/networks"),
            ("'/my courses/networks'", "/my courses/networks"),
            (" '/my courses/networks' ", "/my courses/networks"),
            ("“/my courses/networks”", "/my courses/networks"),
            (r"'/Ada'\''s courses/a\b'", r"/Ada's courses/a\b"),
            ("\"~/my courses\"", "/home/ada/my courses"),
            ("/Ada's courses", "/Ada's courses"),
            ("/say \"hello\"", "/say \"hello\""),
            ("'", "'"),
            // From a file manager or a browser.
            ("file:///courses/my%20networks", "/courses/my networks"),
            ("file:///courses/%C3%A4.ron", "/courses/ä.ron"),
            ("file://localhost/courses/a", "/courses/a"),
            ("FILE://LocalHost/courses/a", "/courses/a"),
            ("file:/courses/a", "/courses/a"),
            ("'file:///my%20courses/a'", "/my courses/a"),
            ("file:///100%25/50%/%zz/a%2", "/100%/50%/%zz/a%2"),
            (r"file:///a\ b", r"/a\ b"),
            ("file:///a/~", "/a/~"),
            // Addresses of other machines, and texts that are no addresses.
            ("file://server/share/a", "file://server/share/a"),
            ("file:a", "file:a"),
            ("/courses/file:///a", "/courses/file:///a"),
            // Outside of an address, percent is a sign like any other.
            ("/courses/my%20networks", "/courses/my%20networks"),
        ] {
            if cfg!(windows) && typed.contains('\\') {
                continue;
            }
            assert_eq!(typed_path(typed, Some(home)), PathBuf::from(meant), "{typed}");
        }
        assert_eq!(typed_path("~/courses", None), PathBuf::from("~/courses"), "nobody's home");
    }

    #[cfg(unix)]
    #[test]
    fn an_address_may_name_a_file_that_is_no_text() {
        use std::os::unix::ffi::OsStrExt;
        let path = typed_path("file:///a/%FF%FE.ron", None);
        assert_eq!(path.as_os_str().as_bytes(), b"/a/\xFF\xFE.ron");
    }
}

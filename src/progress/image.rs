//! The record as it lies on disk, put together in memory, so that it can be looked at without being
//! touched.
//!
//! `SQLite` can't read a database with a write-ahead log without writing beside it (an index,
//! locks), and can't read it at all where it may not write. So both files are read as bytes, and
//! the log is applied as [its format](https://sqlite.org/fileformat2.html#the_write_ahead_log)
//! says.

use std::{collections::BTreeMap, fs, io, path::Path, thread::sleep, time::Duration};

/// The head of the log, and of each page in it, in bytes.
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;
/// The file's head names its format in these two bytes: 2 with a write-ahead log, 1 without.
const FORMAT_AT: std::ops::Range<usize> = 18..20;
const WITHOUT_LOG: u8 = 1;
/// How often a record is read at most while others write to it, and the time between two tries.
const TRIES: usize = 50;
const PAUSE: Duration = Duration::from_millis(20);

/// The bytes of a database that needs no log beside it.
///
/// # Errors
/// When it can't be read, or others kept changing it.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let log = super::damage::with_suffix(path, "-wal");
    let mut before = read_log(&log)?;
    for _ in 0..TRIES {
        let database = fs::read(path)?;
        let after = read_log(&log)?;
        // The log only grew while the database was read: so all that was moved from it into the
        // database is still in it.
        if after.starts_with(&before) {
            return Ok(with_log(database, &after));
        }
        before = after;
        sleep(PAUSE);
    }
    Err(io::Error::other("other programs keep changing it"))
}

fn read_log(path: &Path) -> io::Result<Vec<u8>> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read,
    }
}

/// A database with all that its log has confirmed.
fn with_log(mut database: Vec<u8>, log: &[u8]) -> Vec<u8> {
    if let Some(log) = Log::new(log) {
        log.apply(&mut database);
    }
    if let Some(format) = database.get_mut(FORMAT_AT) {
        format.fill(WITHOUT_LOG);
    }
    database
}

/// A write-ahead log: pages as they were written, each after its head.
struct Log<'a> {
    frames: &'a [u8],
    page: usize,
    /// Random numbers that tell this use of the file from former ones.
    salt: &'a [u8],
    sum: Sum,
}

impl<'a> Log<'a> {
    /// `None` where nothing was confirmed: no log, or not even its head is whole.
    fn new(log: &'a [u8]) -> Option<Self> {
        let (head, frames) = log.split_at_checked(LOG_HEAD)?;
        let magic = number(head, 0)?;
        if magic & !1 != 0x377f_0682 {
            return None;
        }
        let page = usize::try_from(number(head, 8)?).ok()?;
        if !(512..=65_536).contains(&page) || !page.is_power_of_two() {
            return None;
        }
        let mut sum = Sum { big: magic & 1 == 1, at: (0, 0) };
        sum.add(head.get(..24)?);
        (sum.at == (number(head, 24)?, number(head, 28)?)).then_some(())?;
        Some(Self { frames, page, salt: head.get(16..24)?, sum })
    }

    /// Writes the pages of all whole transactions into the database, the newest of each.
    fn apply(mut self, database: &mut Vec<u8>) {
        let mut begun: BTreeMap<usize, &[u8]> = BTreeMap::new();
        // No database is larger than all pages in it and in its log together: a larger size is a
        // mistake.
        let most = database.len().saturating_add(self.frames.len());
        for frame in self.frames.chunks_exact(FRAME_HEAD + self.page) {
            let Some((number, pages, content)) = self.frame(frame) else { break };
            begun.insert(number, content);
            // Only the last page of a transaction says how large the database is after it.
            if pages == 0 {
                continue;
            }
            let size = pages.saturating_mul(self.page);
            if size > most {
                break;
            }
            database.resize(size, 0);
            for (number, content) in std::mem::take(&mut begun) {
                let from = (number - 1).saturating_mul(self.page);
                if let Some(place) = database.get_mut(from..from.saturating_add(self.page)) {
                    place.copy_from_slice(content);
                }
            }
        }
    }

    /// The number of a frame's page, the database's size in pages if a transaction ends here, and
    /// the page's content.
    fn frame(&mut self, frame: &'a [u8]) -> Option<(usize, usize, &'a [u8])> {
        let (head, content) = frame.split_at_checked(FRAME_HEAD)?;
        (head.get(8..16)? == self.salt).then_some(())?;
        self.sum.add(head.get(..8)?);
        self.sum.add(content);
        (self.sum.at == (number(head, 16)?, number(head, 20)?)).then_some(())?;
        let page = usize::try_from(number(head, 0)?).ok().filter(|page| *page > 0)?;
        Some((page, usize::try_from(number(head, 4)?).ok()?, content))
    }
}

/// The running checksum of a log.
struct Sum {
    /// Byte order of the words that are added.
    big: bool,
    at: (u32, u32),
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let (words, _) = bytes.as_chunks::<4>();
        let word = |bytes: &[u8; 4]| {
            if self.big { u32::from_be_bytes(*bytes) } else { u32::from_le_bytes(*bytes) }
        };
        let (pairs, _) = words.as_chunks::<2>();
        for [one, other] in pairs {
            self.at.0 = self.at.0.wrapping_add(word(one)).wrapping_add(self.at.1);
            self.at.1 = self.at.1.wrapping_add(word(other)).wrapping_add(self.at.0);
        }
    }
}

/// Numbers in the log are big-endian, whatever its checksums are.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

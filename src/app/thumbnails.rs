//! Small pictures of a session's evidence, made on a job's thread from the files beside the records.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use super::command::Command;
use super::evidence::EvidenceTask;
use super::program::App;
use crate::model::SessionId;
use crate::store::attachments::path_of;
use crate::store::disk::{Disk, Kind, RealDisk};
use crate::words::evidence::EvidenceWords;

/// The longer side of a small picture, in pixels: enough for a tip at twice the usual size.
const LONG_SIDE: u32 = 480;
/// The longest side of a picture that is read: beyond any phone or scanner.
const MOST_SIDE: u32 = 20_000;
/// The most memory that reading a picture may take, in bytes: that of a phone's largest, with room.
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// How many one job makes: the first are seen soon.
const AT_ONCE: usize = 3;

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// Width and height in pixels.
    pub size: [usize; 2],
    /// Its pixels, four bytes each: red, green, blue, opacity.
    pub rgba: Vec<u8>,
}

/// What can be shown of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is being read.
    Coming,
    /// The picture.
    Picture(Arc<Thumbnail>),
    /// It is there, and no picture that can be read.
    NoPicture,
    /// The file is no longer there.
    Gone,
}

/// The small pictures of the session whose evidence was looked at last.
#[derive(Default)]
pub struct Thumbnails {
    of: Option<SessionId>,
    by_file: HashMap<String, Shown>,
}

impl Thumbnails {
    /// What can be shown of a session's file; `None` as long as nobody has asked.
    pub fn of(&self, session: SessionId, file: &str) -> Option<&Shown> {
        if self.of == Some(session) { self.by_file.get(file) } else { None }
    }
}

impl App {
    /// Starts to read the session's files that have not been read, a few at a time; those that follow are asked for
    /// when these have come.
    pub(super) fn read_thumbnails(&mut self, session: SessionId) {
        let Some(folder) = self.folder.as_ref().map(|folder| folder.path().to_owned()) else { return };
        let Some(record) = self.document.as_ref().and_then(|document| document.workspace().sessions.get(session))
        else {
            return;
        };
        if self.thumbnails.of != Some(session) {
            self.thumbnails = Thumbnails { of: Some(session), by_file: HashMap::new() };
        }
        let known = &mut self.thumbnails.by_file;
        if known.values().any(|shown| *shown == Shown::Coming) {
            return;
        }
        let files = record.filing.evidence.iter().map(|one| one.file.clone());
        let unread: Vec<String> = files.filter(|file| !known.contains_key(file)).take(AT_ONCE).collect();
        if unread.is_empty() {
            return;
        }
        known.extend(unread.iter().map(|file| (file.clone(), Shown::Coming)));
        self.jobs.start(EvidenceWords::of(self.lang()).reading, move |progress| {
            let unless_stopped = |file: &String| !progress.is_stopped() && !file.is_empty();
            let read = unread.into_iter().filter(unless_stopped).map(|file| {
                let shown = shown(&RealDisk, &path_of(&folder, session, &file));
                (file, shown)
            });
            vec![Command::Evidence(session, EvidenceTask::Shown(read.collect()))]
        });
    }

    /// Takes up what was read; what has come for another session than the one looked at is let go.
    pub(super) fn take_up_thumbnails(&mut self, session: SessionId, read: Vec<(String, Shown)>) {
        if self.thumbnails.of == Some(session) {
            self.thumbnails.by_file.extend(read);
        }
    }
}

fn shown(disk: &dyn Disk, path: &Path) -> Shown {
    match disk.kind(path) {
        Ok(Some(Kind::File(_))) => {}
        Ok(Some(Kind::Folder) | None) => return Shown::Gone,
        Err(_) => return Shown::NoPicture,
    }
    let picture = disk.read(path).ok().and_then(|bytes| thumbnail(&bytes));
    picture.map_or(Shown::NoPicture, |picture| Shown::Picture(Arc::new(picture)))
}

/// The picture made small and upright; `None` if it is none, or one beyond all measure.
fn thumbnail(bytes: &[u8]) -> Option<Thumbnail> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?.thumbnail(LONG_SIDE, LONG_SIDE);
    picture.apply_orientation(orientation);
    let picture = picture.into_rgba8();
    let size = [picture.width() as usize, picture.height() as usize];
    Some(Thumbnail { size, rgba: picture.into_raw() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    }

    #[test]
    fn a_picture_keeps_its_shape_when_it_is_made_small() {
        let small = thumbnail(&png(1600, 1200)).expect("a picture");
        assert_eq!((small.size, small.rgba.len()), ([480, 360], 480 * 360 * 4));
    }

    #[test]
    fn what_is_no_picture_or_too_large_has_none() {
        assert_eq!(thumbnail(b"%PDF-1.7"), None);
        assert_eq!(thumbnail(&png(MOST_SIDE + 1, 1)), None);
        let whole = png(64, 64);
        assert_eq!(thumbnail(&whole[..whole.len() / 2]), None);
    }
}

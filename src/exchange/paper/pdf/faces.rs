//! The faces that PDFs are set in. Each role of letters has its own; a character that it lacks is taken from the next
//! in order. Only the characters used are embedded. Knows no machine: whoever makes a paper hands the faces in.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use crate::assets::{FONT_BOLD, PAPER_FONT_BOLD, PAPER_FONT_REGULAR};
use crate::exchange::paper::Role;

/// The bytes of a font file, wherever they lie.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Finds a face for a character that no other face has.
pub type Elsewhere = fn(char) -> Option<Face>;

/// Bits of OS/2 `fsType`: not to be embedded; not to be embedded in part; pictures of letters only.
///
/// Source: OpenType specification, OS/2 table, `fsType`.
const NOT_IN_PART: u16 = 0x0002 | 0x0100 | 0x0200;

/// A face: a font file, or one of a collection.
#[derive(Clone)]
pub struct Face {
    font: Font,
    bytes: FontBytes,
    index: u32,
}

/// A character's shape in a face, and its width in sizes of the letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// The character.
    pub character: char,
    /// The number of its shape.
    pub glyph: u32,
    /// Its width.
    pub width: f32,
}

impl Face {
    /// Reads a font; `index` is 0 unless the file is a collection. `None` if it cannot be read, or says of itself that
    /// it must not be embedded.
    pub fn read(bytes: FontBytes, index: u32) -> Option<Self> {
        let file = FontRef::from_index(slice(&bytes), index).ok()?;
        let terms = file.os2().map_or(0, |os2| os2.fs_type());
        let font = Font::new(Arc::clone(&bytes).into(), index)?;
        (terms & NOT_IN_PART == 0).then_some(Self { font, bytes, index })
    }

    /// The font to embed.
    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// The shapes of those of the characters that it has.
    pub(super) fn shapes(&self, wanted: &BTreeSet<char>) -> Vec<Shape> {
        let Ok(file) = FontRef::from_index(slice(&self.bytes), self.index) else { return Vec::new() };
        let (characters, outlines) = (file.charmap(), file.outline_glyphs());
        let metrics = file.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = self.font.units_per_em().max(1.0);
        let shape = |character: &char| {
            let glyph = characters.map(*character)?;
            outlines.get(glyph)?;
            let width = metrics.advance_width(glyph)? / em;
            Some(Shape { character: *character, glyph: glyph.to_u32(), width })
        };
        wanted.iter().filter_map(shape).collect()
    }

    /// Whether it has a shape for a character.
    pub fn has(&self, character: char) -> bool {
        !self.shapes(&BTreeSet::from([character])).is_empty()
    }
}

fn slice(bytes: &FontBytes) -> &[u8] {
    bytes.as_ref().as_ref()
}

/// The faces of papers.
pub struct Faces {
    /// Each with the role that it was made for; the first of a role is its first choice.
    all: Vec<(Option<Role>, Face)>,
    elsewhere: Elsewhere,
}

impl Faces {
    /// Faces for roles, the first choice first, others for what those lack, and where to look for the rest.
    pub fn new(of_roles: Vec<(Role, Face)>, others: Vec<Face>, elsewhere: Elsewhere) -> Self {
        let of_roles = of_roles.into_iter().map(|(role, face)| (Some(role), face));
        Self { all: of_roles.chain(others.into_iter().map(|face| (None, face))).collect(), elsewhere }
    }

    /// The program's own faces alone: 宋体 for text, 黑体 for headings, bold 宋体 for titles.
    pub fn built_in() -> &'static Self {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(|| Self::new(built_in(), Vec::new(), |_| None))
    }

    /// The face at a place.
    pub(super) fn at(&self, place: usize) -> Option<&Face> {
        self.all.get(place).map(|(_, face)| face)
    }

    /// The places of all faces in the order in which a role's characters are looked for.
    pub(super) fn order(&self, role: Role) -> impl Iterator<Item = usize> {
        let is_for = move |place: &usize| self.all[*place].0 == Some(role);
        (0..self.all.len()).filter(is_for).chain((0..self.all.len()).filter(move |place| !is_for(place)))
    }

    /// How many faces there are.
    pub(super) fn n_faces(&self) -> usize {
        self.all.len()
    }

    /// A face for a character that none of these has.
    pub(super) fn elsewhere(&self, character: char) -> Option<Face> {
        (self.elsewhere)(character)
    }
}

/// The program's own faces with their roles.
pub fn built_in() -> Vec<(Role, Face)> {
    let files: [(Role, &'static [u8]); 3] =
        [(Role::Body, PAPER_FONT_REGULAR), (Role::Heading, FONT_BOLD), (Role::Title, PAPER_FONT_BOLD)];
    files.into_iter().filter_map(|(role, bytes)| Some((role, Face::read(Arc::new(bytes), 0)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A copy of the built-in 宋体 that says of itself under which terms it may be embedded.
    fn licensed(fs_type: u16) -> Option<Face> {
        let mut bytes = PAPER_FONT_REGULAR.to_vec();
        let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
        let entry = (0..tables).map(|table| 12 + 16 * table).find(|at| &bytes[*at..*at + 4] == b"OS/2");
        let entry = entry.expect("the table");
        let at =
            u32::from_be_bytes([bytes[entry + 8], bytes[entry + 9], bytes[entry + 10], bytes[entry + 11]]) as usize;
        bytes[at + 8..at + 10].copy_from_slice(&fs_type.to_be_bytes());
        Face::read(Arc::new(bytes), 0)
    }

    #[test]
    fn a_font_that_must_not_be_embedded_is_not_taken() {
        assert!(licensed(0).is_some() && licensed(0x0004).is_some() && licensed(0x0008).is_some());
        assert!(licensed(0x0002).is_none() && licensed(0x0100).is_none() && licensed(0x0200).is_none());
    }

    #[test]
    fn what_is_no_font_or_not_in_the_collection_is_not_taken() {
        assert!(Face::read(Arc::new(b"PK".to_vec()), 0).is_none());
        assert!(Face::read(Arc::new(PAPER_FONT_REGULAR), 1).is_none());
    }

    #[test]
    fn every_own_face_has_the_rare_characters_of_names() {
        let own = built_in();
        assert_eq!(own.iter().map(|(role, _)| *role).collect::<Vec<_>>(), Role::ALL);
        for (role, face) in own {
            assert!("轮训㛃䶮𬭎喆堃祎〓〔〕“”—·√✓".chars().all(|c| face.has(c)), "{role:?}");
            assert!(!face.has('\u{3402}'));
        }
    }
}

//! The faces that a PDF is set in: the program's own, of which only the characters used are embedded.

use std::collections::HashMap;
use std::sync::OnceLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use crate::assets::{FONT_BOLD, FONT_REGULAR};
use crate::exchange::paper::layout::Measure;

/// Stands where the face has no shape for a character; the text that can be searched and copied keeps it.
const STAND_IN: char = '〓';

/// One weight of the face.
pub struct Face {
    font: Font,
    /// The shape of each character and its width in sizes of the letters.
    glyphs: HashMap<char, (u32, f32)>,
}

/// Both weights.
pub struct Faces {
    regular: Face,
    bold: Face,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.into(), 0)?;
        let read = skrifa::FontRef::new(bytes).ok()?;
        let metrics = read.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = font.units_per_em().max(1.0);
        let glyphs = read
            .charmap()
            .mappings()
            .filter_map(|(code, glyph)| {
                let width = metrics.advance_width(glyph)? / em;
                Some((char::from_u32(code)?, (glyph.to_u32(), width)))
            })
            .collect();
        Some(Self { font, glyphs })
    }

    /// The font to embed.
    pub fn font(&self) -> Font {
        self.font.clone()
    }

    /// Whether there is a shape for a character, or none is needed.
    pub fn has(&self, c: char) -> bool {
        is_unseen(c) || self.glyphs.contains_key(&c)
    }

    fn glyph(&self, c: char) -> (u32, f32) {
        if is_unseen(c) {
            return self.glyphs.get(&' ').map_or((0, 0.0), |(glyph, _)| (*glyph, 0.0));
        }
        let known = self.glyphs.get(&c).or_else(|| self.glyphs.get(&STAND_IN));
        known.copied().unwrap_or((0, 1.0))
    }

    /// The shapes of a text, one a character.
    pub fn shape(&self, text: &str) -> Vec<KrillaGlyph> {
        let shape = |(at, c): (usize, char)| {
            let (glyph, width) = self.glyph(c);
            KrillaGlyph::new(GlyphId::new(glyph), width, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        };
        text.char_indices().map(shape).collect()
    }
}

impl Faces {
    /// The built-in faces; `None` if they cannot be read.
    pub fn built_in() -> Option<&'static Self> {
        static FACES: OnceLock<Option<Faces>> = OnceLock::new();
        let read = || Some(Self { regular: Face::new(FONT_REGULAR)?, bold: Face::new(FONT_BOLD)? });
        FACES.get_or_init(read).as_ref()
    }

    /// A weight.
    pub fn face(&self, is_bold: bool) -> &Face {
        if is_bold { &self.bold } else { &self.regular }
    }
}

impl Measure for Faces {
    fn advance(&self, c: char, is_bold: bool) -> f64 {
        f64::from(self.face(is_bold).glyph(c).1)
    }
}

/// Characters that leave no mark: controls, and those that only say how others are drawn.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

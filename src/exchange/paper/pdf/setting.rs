//! A paper's characters with the shapes they are set in, and how wide those are.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::faces::{Face, Faces, Shape};
use crate::exchange::paper::fitting::Measure;
use crate::exchange::paper::lines::is_square_mark;
use crate::exchange::paper::{Paper, Role};

/// Stands where no face has a shape for a character; the text that can be searched and copied keeps it.
const STAND_IN: char = '〓';

/// A shape in one of the faces.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sort {
    face: usize,
    glyph: u32,
    width: f32,
}

/// The shapes of every character of a paper, in every role.
pub struct Setting {
    fonts: Vec<Font>,
    sorts: HashMap<char, [Sort; Role::ALL.len()]>,
    missing: BTreeSet<char>,
}

/// Part of a text that is set in one font.
pub struct Run {
    /// Which part.
    pub range: Range<usize>,
    /// The font.
    pub font: Font,
    /// The shapes, one a character.
    pub glyphs: Vec<KrillaGlyph>,
    /// How wide it is, in sizes of the letters.
    pub width: f32,
}

impl Setting {
    /// Looks for the characters of a paper in the faces; `None` if there is no face at all.
    pub fn of(paper: &Paper, faces: &Faces) -> Option<Self> {
        let first = faces.order(Role::Body).next()?;
        let wanted = characters(paper);
        let mut fonts: Vec<Font> = (0..faces.n_faces()).filter_map(|place| faces.at(place)).map(Face::font).collect();
        let mut sorts: HashMap<char, [Sort; Role::ALL.len()]> = HashMap::new();
        let mut left = BTreeSet::new();
        for role in Role::ALL {
            left = place(role, &wanted, faces, |character, sort| {
                sorts.entry(character).or_default()[role as usize] = sort;
            });
        }
        let found = find_elsewhere(&left, faces, &mut fonts);
        for (character, sort) in &found {
            sorts.insert(*character, [*sort; Role::ALL.len()]);
        }
        let nothing = [Sort { face: first, glyph: 0, width: 1.0 }; Role::ALL.len()];
        let stand_in = sorts.get(&STAND_IN).copied().unwrap_or(nothing);
        let space = sorts.get(&' ').copied().unwrap_or_default();
        let missing: BTreeSet<char> = left.into_iter().filter(|c| !found.contains_key(c) && *c != STAND_IN).collect();
        sorts.extend(missing.iter().map(|character| (*character, stand_in)));
        let unseen = wanted.iter().filter(|character| is_unseen(**character));
        sorts.extend(unseen.map(|character| (*character, space.map(|sort| Sort { width: 0.0, ..sort }))));
        let missing = missing.into_iter().filter(|character| !is_unseen(*character)).collect();
        Some(Self { fonts, sorts, missing })
    }

    /// The characters that no face has.
    pub fn missing(self) -> BTreeSet<char> {
        self.missing
    }

    fn sort(&self, character: char, role: Role) -> Sort {
        self.sorts
            .get(&character)
            .or_else(|| self.sorts.get(&STAND_IN))
            .map_or(Sort::default(), |own| own[role as usize])
    }

    /// A text in pieces of one font each, every letter `spread` wider than it is.
    pub fn runs(&self, text: &str, role: Role, spread: f32) -> Vec<Run> {
        let sorts: Vec<(usize, char, Sort)> = text.char_indices().map(|(at, c)| (at, c, self.sort(c, role))).collect();
        let run = |piece: &[(usize, char, Sort)]| {
            let (start, _, Sort { face, .. }) = *piece.first()?;
            let end = piece.last().map_or(start, |(at, c, _)| at + c.len_utf8());
            let glyph = |(at, c, sort): &(usize, char, Sort)| {
                let range = at - start..at - start + c.len_utf8();
                KrillaGlyph::new(GlyphId::new(sort.glyph), sort.width + spread, 0.0, 0.0, 0.0, range, None)
            };
            let width = piece.iter().map(|(_, _, sort)| sort.width + spread).sum();
            let glyphs = piece.iter().map(glyph).collect();
            Some(Run { range: start..end, font: self.fonts.get(face)?.clone(), glyphs, width })
        };
        sorts.chunk_by(|one, next| one.2.face == next.2.face).filter_map(run).collect()
    }
}

impl Measure for Setting {
    fn advance(&self, c: char, role: Role) -> f64 {
        f64::from(self.sort(c, role).width)
    }

    fn advance_at_end(&self, c: char, role: Role) -> f64 {
        let width = self.advance(c, role);
        if is_square_mark(c) && width > 0.9 { width - 0.5 } else { width }
    }
}

/// Places characters in the first face that has them; returns those that none has.
fn place(role: Role, wanted: &BTreeSet<char>, faces: &Faces, mut put: impl FnMut(char, Sort)) -> BTreeSet<char> {
    let mut left = wanted.clone();
    for face in faces.order(role) {
        let Some(shapes) = faces.at(face).filter(|_| !left.is_empty()).map(|face| face.shapes(&left)) else { break };
        for Shape { character, glyph, width } in shapes {
            left.remove(&character);
            put(character, Sort { face, glyph, width });
        }
    }
    left
}

/// Finds faces for characters beyond the usual ones, and adds their fonts.
fn find_elsewhere(left: &BTreeSet<char>, faces: &Faces, fonts: &mut Vec<Font>) -> BTreeMap<char, Sort> {
    let mut found = BTreeMap::new();
    for character in left.iter().filter(|character| !is_unseen(**character)) {
        let Some(face) = faces.elsewhere(*character) else { continue };
        let Some(Shape { glyph, width, .. }) = face.shapes(&BTreeSet::from([*character])).pop() else { continue };
        let font = face.font();
        let place = fonts.iter().position(|known| *known == font).unwrap_or_else(|| {
            fonts.push(font);
            fonts.len() - 1
        });
        found.insert(*character, Sort { face: place, glyph, width });
    }
    found
}

/// Every character that a paper may print: its texts, its foot, numbers of pages, and what stands in.
fn characters(paper: &Paper) -> BTreeSet<char> {
    let texts = paper.texts().into_iter().chain([paper.foot.as_str(), paper.page_of.as_str()]);
    let distinct: std::collections::HashSet<char> = texts.flat_map(str::chars).chain("0123456789 ".chars()).collect();
    distinct.into_iter().chain([STAND_IN]).collect()
}

/// Characters that leave no mark: controls, and those that only say how others are drawn.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::exchange::paper::pdf::faces::built_in;
    use crate::exchange::paper::{Block, Section};

    /// A face without Chinese, whose letters are not all equally wide.
    fn latin() -> Face {
        let fonts = egui::FontDefinitions::default();
        Face::read(Arc::clone(&fonts.font_data["Ubuntu-Light"].font), 0).expect("a font")
    }

    fn paper(text: &str) -> Paper {
        let section = Section { above: vec![Block::body(text)], ..Section::default() };
        Paper::single("", "", section)
    }

    fn pieces(setting: &Setting, text: &str, role: Role) -> Vec<String> {
        setting.runs(text, role, 0.0).into_iter().map(|run| text[run.range].to_owned()).collect()
    }

    #[test]
    fn what_the_first_face_lacks_is_set_in_the_next_and_measured_there() {
        let text = "共ill人WW㛃";
        let own = built_in().into_iter().map(|(_, face)| face).collect();
        let faces = Faces::new(vec![(Role::Body, latin())], own, |_| None);
        let setting = Setting::of(&paper(text), &faces).expect("faces");
        assert_eq!(pieces(&setting, text, Role::Body), ["共", "ill", "人", "WW", "㛃"]);
        assert!(setting.advance('i', Role::Body) < 0.3 && setting.advance('W', Role::Body) > 0.8);
        assert!((setting.advance('㛃', Role::Body) - 1.0).abs() < 1e-6);
        let widths: f32 = setting.runs(text, Role::Body, 0.0).iter().map(|run| run.width).sum();
        assert!((f64::from(widths) - setting.ems(text, Role::Body)).abs() < 1e-5);
        assert!(setting.missing().is_empty());
    }

    #[test]
    fn each_role_takes_its_own_face_first() {
        let setting = Setting::of(&paper("书记"), Faces::built_in()).expect("faces");
        let fonts: Vec<Font> =
            Role::ALL.into_iter().map(|role| setting.runs("书记", role, 0.0)[0].font.clone()).collect();
        let own: Vec<Font> = built_in().into_iter().map(|(_, face)| face.font()).collect();
        assert!(fonts == own);
    }

    #[test]
    fn what_no_face_has_is_looked_for_elsewhere_once_and_else_stood_in_for() {
        let elsewhere: super::super::faces::Elsewhere =
            |c| built_in().pop().map(|(_, face)| face).filter(|face| c != '龙' && face.has(c));
        let faces = Faces::new(vec![(Role::Body, latin())], Vec::new(), elsewhere);
        let setting = Setting::of(&paper("a王\u{fe00}书龙"), &faces).expect("faces");
        assert_eq!(pieces(&setting, "a王书", Role::Title), ["a", "王书"]);
        assert!((setting.advance('龙', Role::Body) - 1.0).abs() < 1e-6, "as wide as 〓");
        assert!(setting.advance('\u{fe00}', Role::Body).abs() < 1e-6);
        assert_eq!(setting.missing().into_iter().collect::<String>(), "龙");
    }
}

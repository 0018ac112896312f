//! The machine's own faces for PDFs: those of official letters where they are installed, and whatever has a rare
//! character.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use fontique::{Collection, CollectionOptions, SourceCache, SourceCacheOptions};

use super::program::App;
use crate::exchange::paper::Role;
use crate::exchange::paper::pdf::faces::{Face, Faces, built_in};

/// The families of each role, the best first: 仿宋 and 黑体 are on every Chinese Windows, 小标宋 on offices' machines.
const OF_ROLES: [(Role, &[&str]); 3] = [
    (Role::Body, &["仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong"]),
    (Role::Heading, &["黑体", "SimHei", "STHeiti"]),
    (Role::Title, &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"]),
];

/// Families with many characters, asked for what all others lack.
const LARGE: [&str; 9] = [
    "SimSun",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Songti SC",
];

/// The faces that PDFs are set in on this machine: its own of each role, then the program's. Looked for once; takes a
/// while, so it is not for a frame.
pub fn machine_faces() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| {
        let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
        let mut of_roles: Vec<(Role, Face)> = Vec::new();
        for (role, families) in OF_ROLES {
            of_roles.extend(families.iter().find_map(|family| shelf.face(family)).map(|face| (role, face)));
        }
        of_roles.extend(built_in());
        let others = LARGE.iter().filter_map(|family| shelf.face(family)).collect();
        Faces::new(of_roles, others, |character| {
            SHELF.lock().unwrap_or_else(PoisonError::into_inner).with_character(character)
        })
    })
}

impl App {
    /// Sets PDFs in the machine's faces where it has them. Tests leave this out.
    pub fn use_machine_faces(&mut self) {
        self.faces = machine_faces;
    }
}

static SHELF: LazyLock<Mutex<Shelf>> = LazyLock::new(|| {
    let collection = Collection::new(CollectionOptions { shared: false, system_fonts: true });
    let sources = SourceCache::new(SourceCacheOptions::default());
    Mutex::new(Shelf { collection, sources, asked: HashMap::new() })
});

/// The fonts of the machine.
struct Shelf {
    collection: Collection,
    sources: SourceCache,
    /// Characters that were looked for in all families.
    asked: HashMap<char, Option<Face>>,
}

impl Shelf {
    /// The ordinary weight of a family.
    fn face(&mut self, family: &str) -> Option<Face> {
        let family = self.collection.family_by_name(family)?;
        let font = family.default_font()?;
        let (bytes, _) = font.load(Some(&mut self.sources))?.into_raw_parts();
        Face::read(bytes, font.index())
    }

    /// A face of any family that has a character.
    fn with_character(&mut self, character: char) -> Option<Face> {
        if is_private(character) {
            return None;
        }
        if let Some(known) = self.asked.get(&character) {
            return known.clone();
        }
        let mut families: Vec<String> = self.collection.family_names().map(str::to_owned).collect();
        families.sort_unstable();
        let found = families.iter().filter_map(|family| self.face(family)).find(|face| face.has(character));
        self.asked.insert(character, found.clone());
        found
    }
}

/// Whether a character means something else in every font, as a sign in one and a name's character in another.
fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

//! A paper as data: titles, paragraphs, one table a section, lines to sign. Two writers print it: [`xlsx`] and [`pdf`].
//!
//! What stands on which paper is told in [`super::papers`]; where things lie is computed in [`fitting`] and
//! [`layout`] for both writers alike, so that a paper looks the same from either. Knows no workspace.

pub mod figure;
pub mod fitting;
pub mod layout;
pub mod lines;
pub mod pages;
pub mod pdf;
pub mod xlsx;

/// Hears how much of how much is written, and says whether to go on.
pub type Watch<'w> = &'w dyn Fn(usize, usize) -> bool;

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// It was to stop.
    Stopped,
    /// What the writer could not do, in its own words.
    Failed(String),
}

impl From<String> for Unwritten {
    fn from(why: String) -> Self {
        Self::Failed(why)
    }
}

impl From<rust_xlsxwriter::XlsxError> for Unwritten {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Failed(error.to_string())
    }
}

/// The size of a letter's text (3 号).
pub const LETTER_POINTS: u32 = 16;

/// A paper of one or more sections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// What the file says of itself.
    pub title: String,
    /// The sections; each begins on a new page.
    pub sections: Vec<Section>,
    /// Page x of y, with `&P` and `&N` for the numbers.
    pub page_of: String,
    /// What stands at the left of every page's foot, such as why personal numbers are printed in full.
    pub foot: String,
}

/// A part of a paper on its own pages: text, at most one table, text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The name of its worksheet. Sections in a row that share a name share the worksheet.
    pub name: String,
    /// Whether the paper lies on its side.
    pub is_landscape: bool,
    /// Whether it is a letter, with the margins of one.
    pub is_letter: bool,
    /// The columns of the table; a section without one has a single column.
    pub columns: Vec<Column>,
    /// What stands above the table.
    pub above: Vec<Block>,
    /// The table.
    pub table: Option<Table>,
    /// What stands below the table.
    pub below: Vec<Block>,
}

/// What letters are for; each has its face.
///
/// Source: GB/T 9704-2012 (党政机关公文格式): titles in 小标宋, headings in 黑体, everything else in 仿宋.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// 仿宋
    #[default]
    Body,
    /// 黑体
    Heading,
    /// 小标宋
    Title,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Body, Self::Heading, Self::Title];
}

/// How text lies between left and right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
    /// Flush left and right, but for the last line.
    Both,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The least width in millimetres.
    pub least_mm: u32,
    /// The greatest width in millimetres.
    pub most_mm: u32,
    /// How much of the free width it takes compared with others.
    pub share: u32,
    /// How its cells lie.
    pub align: Align,
    /// Whether its cells are figures, to be added up in a spreadsheet.
    pub is_figures: bool,
    /// Whether it is for the program that reads the returned file, not for people: small grey letters.
    pub is_id: bool,
}

impl Column {
    /// A centred column between two widths in millimetres.
    pub const fn new(least_mm: u32, most_mm: u32) -> Self {
        Self { least_mm, most_mm, share: 1, align: Align::Center, is_figures: false, is_id: false }
    }

    /// A column of words: flush left, and the first to grow.
    pub const fn words(least_mm: u32, most_mm: u32) -> Self {
        Self { share: 2, align: Align::Left, ..Self::new(least_mm, most_mm) }
    }

    /// A column of figures: flush right.
    pub const fn figures(least_mm: u32, most_mm: u32) -> Self {
        Self { align: Align::Right, is_figures: true, ..Self::new(least_mm, most_mm) }
    }

    /// The narrow column of record ids.
    pub const fn id() -> Self {
        Self { is_id: true, ..Self::new(14, 16) }
    }
}

/// Something above or below a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The title.
    Title(String),
    /// Short texts side by side on one line, or on several if they are long.
    Line {
        /// The texts, the last one flush right.
        texts: Vec<String>,
        /// The record's id at the right end, for the program that reads the returned file; may be empty.
        id: String,
        /// Height in points.
        points: f64,
    },
    /// A paragraph.
    Text(Text),
    /// Who signs, and when: centred over each other at the right.
    Signed(Vec<String>),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// What it says.
    pub text: String,
    /// The size of its letters in points; 0: that of a table.
    pub points: u32,
    /// How it lies.
    pub align: Align,
    /// What it is.
    pub role: Role,
    /// Whether its first line begins two characters in, as Chinese paragraphs do.
    pub is_indented: bool,
}

impl Block {
    /// A paragraph of a letter.
    pub fn body(text: impl Into<String>) -> Self {
        Self::Text(Text {
            text: text.into(),
            points: LETTER_POINTS,
            align: Align::Both,
            is_indented: true,
            ..Text::default()
        })
    }

    /// The heading of a part of a letter.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Text(Text {
            text: text.into(),
            points: LETTER_POINTS,
            role: Role::Heading,
            is_indented: true,
            ..Text::default()
        })
    }

    /// A note below a title or a table.
    pub fn note(text: impl Into<String>) -> Self {
        Self::Text(Text { text: text.into(), points: 10, ..Text::default() })
    }

    /// Who signs, and when.
    pub fn signed(who: impl Into<String>, when: impl Into<String>) -> Self {
        Self::Signed(vec![who.into(), when.into()])
    }

    /// Facts or totals side by side.
    pub fn line(texts: impl IntoIterator<Item = String>) -> Self {
        Self::Line { texts: texts.into_iter().collect(), id: String::new(), points: layout::FACTS_POINTS }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The rows of the heading, which stands on every page.
    pub head: Vec<Vec<Head>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How high rows are.
    pub heights: Heights,
    /// The first columns, which stay in sight on a screen.
    pub n_frozen: u16,
    /// Whether it has so many columns that its letters must be smaller.
    pub is_dense: bool,
}

/// A cell of the heading. Cells stand in the first free place of their row, as in a web page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What it says.
    pub text: String,
    /// Over how many columns.
    pub n_columns: u16,
    /// Over how many rows.
    pub n_rows: u16,
}

impl Head {
    /// A cell of one column and one row.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), n_columns: 1, n_rows: 1 }
    }

    /// A cell over several rows.
    pub fn tall(text: impl Into<String>, n_rows: u16) -> Self {
        Self { n_rows, ..Self::new(text) }
    }

    /// A cell over several columns.
    pub fn wide(text: impl Into<String>, n_columns: u16) -> Self {
        Self { n_columns, ..Self::new(text) }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells, one a column.
    pub cells: Vec<String>,
    /// What it is.
    pub kind: RowKind,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// One record.
    #[default]
    Plain,
    /// A sum, in bold letters.
    Total,
    /// The heading of the rows that follow, over all columns; it has one cell.
    Group,
}

impl Row {
    /// The row of a record.
    pub fn of(cells: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { cells: cells.into_iter().map(Into::into).collect(), kind: RowKind::Plain }
    }

    /// A row of sums.
    pub fn total(cells: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { kind: RowKind::Total, ..Self::of(cells) }
    }

    /// A heading over the rows that follow.
    pub fn group(text: impl Into<String>) -> Self {
        Self { cells: vec![text.into()], kind: RowKind::Group }
    }
}

/// How high the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heights {
    /// As high as their text needs.
    #[default]
    Grow,
    /// All alike, high enough to write in by hand, and higher if the page has room.
    Even,
}

impl Paper {
    /// A paper of one section.
    pub fn single(title: impl Into<String>, page_of: &str, section: Section) -> Self {
        Self { title: title.into(), sections: vec![section], page_of: page_of.to_owned(), foot: String::new() }
    }

    /// Every text on it, in reading order; the foot apart.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        for section in &self.sections {
            texts.extend(section.above.iter().flat_map(Block::texts));
            if let Some(table) = &section.table {
                texts.extend(table.head.iter().flatten().map(|head| head.text.as_str()));
                texts.extend(table.rows.iter().flat_map(|row| &row.cells).map(String::as_str));
            }
            texts.extend(section.below.iter().flat_map(Block::texts));
        }
        texts
    }
}

impl Block {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Title(text) => vec![text],
            Self::Line { texts, id, .. } => texts.iter().chain([id]).map(String::as_str).collect(),
            Self::Text(text) => vec![&text.text],
            Self::Signed(lines) => lines.iter().map(String::as_str).collect(),
        }
    }
}

//! A paper as a PDF file: text that can be searched, in faces of which the characters used are embedded.

pub mod faces;
mod flow;
mod setting;

use std::collections::BTreeSet;

use krilla::color::luma;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use self::faces::Faces;
use self::flow::{Page, Placed};
use self::setting::Setting;
use super::fitting::Measure;
use super::layout::POINTS_A_MM;
use super::{Paper, Role, Unwritten, Watch};

/// Width of a table's rules.
const RULE_POINTS: f32 = 0.5;
/// Size of the page number.
const FOOT_POINTS: f64 = 10.0;
/// Size of what stands at the left of the foot.
const NOTE_POINTS: f64 = 8.0;

/// The bytes of a PDF file. The same paper in the same faces gives the same bytes.
///
/// # Errors
/// [`Unwritten`].
pub fn write(paper: &Paper, faces: &Faces, watch: Watch<'_>) -> Result<Vec<u8>, Unwritten> {
    write_behind(None, paper, faces, watch)
}

/// As [`write`], with a picture on a page before the paper.
///
/// # Errors
/// As [`write`].
pub fn write_behind(
    png: Option<Vec<u8>>,
    paper: &Paper,
    faces: &Faces,
    watch: Watch<'_>,
) -> Result<Vec<u8>, Unwritten> {
    let setting = &Setting::of(paper, faces).ok_or_else(|| "no font can be read".to_owned())?;
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(Metadata::new().title(paper.title.clone()).language("zh-CN".to_owned()));
    let n_before = usize::from(png.is_some());
    if let Some(png) = png {
        picture_page(&mut document, png)?;
    }
    let pages = flow::pages(paper, setting);
    let n_pages = pages.len() + n_before;
    for (number, page) in (1 + n_before..).zip(pages) {
        if !watch(number, n_pages) {
            return Err(Unwritten::Stopped);
        }
        let Some(settings) = PageSettings::from_wh(page.size[0] as f32, page.size[1] as f32) else { continue };
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        draw_rules(&mut surface, &page.rules);
        for text in page.texts.iter().chain(&foot(paper, setting, &page, [number, n_pages])) {
            draw_text(&mut surface, setting, text);
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|error| Unwritten::Failed(format!("{error:?}")))
}

/// A picture on a page of its own, as large as A4 on its side allows.
fn picture_page(document: &mut Document, png: Vec<u8>) -> Result<(), String> {
    let image = krilla::image::Image::from_png(png.into(), true)?;
    let (paper_width, paper_height) = (842.0_f32, 595.0_f32);
    let margin = 24.0;
    let (width, height) = image.size();
    let scale = ((paper_width - margin) / width as f32).min((paper_height - margin) / height as f32);
    let (width, height) = (width as f32 * scale, height as f32 * scale);
    let settings = PageSettings::from_wh(paper_width, paper_height).ok_or("no page")?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let (left, top) = ((paper_width - width) / 2.0, (paper_height - height) / 2.0);
    surface.push_transform(&krilla::geom::Transform::from_translate(left, top));
    surface.draw_image(image, krilla::geom::Size::from_wh(width, height).ok_or("no picture")?);
    surface.pop();
    surface.finish();
    page.finish();
    Ok(())
}

/// The characters of a paper that no face has a shape for; a PDF prints 〓 for them.
pub fn missing_characters(paper: &Paper, faces: &Faces) -> BTreeSet<char> {
    Setting::of(paper, faces).map(Setting::missing).unwrap_or_default()
}

fn draw_rules(surface: &mut Surface<'_>, rules: &[[f64; 4]]) {
    if rules.is_empty() {
        return;
    }
    // neighbours share their borders, which are drawn once
    let mut seen = BTreeSet::new();
    let mut path = PathBuilder::new();
    for rule in rules {
        let tenths = rule.map(|at| (at * 10.0).round() as i64);
        if seen.insert(tenths) {
            let [x0, y0, x1, y1] = rule.map(|at| at as f32);
            path.move_to(x0, y0);
            path.line_to(x1, y1);
        }
    }
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { width: RULE_POINTS, paint: luma::Color::black().into(), ..Stroke::default() }));
    surface.draw_path(&path);
    surface.set_stroke(None);
}

fn draw_text(surface: &mut Surface<'_>, setting: &Setting, text: &Placed) {
    let color = if text.is_grey { luma::Color::new(128) } else { luma::Color::black() };
    surface.set_fill(Some(Fill { paint: color.into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }));
    let ([mut x, y], points) = (text.at.map(|at| at as f32), text.points as f32);
    let spread = (text.spread / text.points.max(1.0)) as f32;
    for run in setting.runs(&text.text, text.role, spread) {
        surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, run.font, &text.text[run.range], points, false);
        x += run.width * points;
    }
}

fn foot(paper: &Paper, setting: &Setting, page: &Page, [number, of]: [usize; 2]) -> Vec<Placed> {
    let y = page.size[1] - page.margins_mm[3] * POINTS_A_MM;
    let placed = |x: f64, text: String, points: f64| Placed {
        at: [x, y],
        text,
        points,
        role: Role::Body,
        is_grey: false,
        spread: 0.0,
    };
    let text = paper.page_of.replace("&P", &number.to_string()).replace("&N", &of.to_string());
    let middle = (page.size[0] - setting.ems(&text, Role::Body) * FOOT_POINTS) / 2.0;
    let note = paper.foot.clone();
    let edge = page.margins_mm[0] * POINTS_A_MM;
    let room = middle - edge - 6.0;
    let need = setting.ems(&note, Role::Body) * NOTE_POINTS;
    let size = NOTE_POINTS.min(NOTE_POINTS * room / need.max(1.0));
    [placed(middle, text, FOOT_POINTS), placed(edge, note, size)]
        .into_iter()
        .filter(|text| !text.text.is_empty())
        .collect()
}

//! Shares over a year: what was reached up to today, what the plans lead to, and the seasons in between.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, Days, NaiveDate};
use egui::{Align2, Color32, Pos2, Rect, Response, RichText, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::labels::Obstacles;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, Palette, SMALL, palette};
use crate::words::widgets::WidgetWords;

const LEFT: f32 = 40.0;
const RIGHT: f32 = 14.0;
const TOP: f32 = 10.0;
const BOTTOM: f32 = 26.0;
/// Months closer than this, in points, are named every second.
const LEAST_MONTH: f32 = 32.0;

/// What a line stands for, and so its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesColor {
    /// People, coverage: the accent.
    People,
    /// Money: dark grey.
    Money,
}

/// A line over the year.
#[derive(Clone)]
pub struct Series<'a> {
    /// Its name in the legend and beside the pointer.
    pub name: &'a str,
    /// Its colour.
    pub color: SeriesColor,
    /// What was reached: days in order, with shares where 1 is everything.
    pub reached: &'a [(NaiveDate, f32)],
    /// Where the plans lead, from where `reached` ends; dashed. Empty for none.
    pub planned: &'a [(NaiveDate, f32)],
    /// Low and high around the dashed part; empty for none.
    pub band: &'a [(NaiveDate, f32, f32)],
    /// The name of the dashed part in the legend.
    pub planned_name: &'a str,
    /// A label at the end of the dashed part, or "".
    pub end_label: &'a str,
    /// What a share is in words, beside the pointer: `52.0%`, `68.00 万`.
    pub describe: &'a dyn Fn(f32) -> String,
}

impl Series<'_> {
    /// What the line stands for on a day: what was reached, or beyond that where the plans lead.
    fn name_on(&self, day: NaiveDate) -> &str {
        let is_reached = self.reached.last().is_some_and(|(last, _)| day <= *last);
        if is_reached || self.planned_name.is_empty() { self.name } else { self.planned_name }
    }
}

/// A chart to be.
#[derive(Clone)]
pub struct YearChart<'a> {
    /// What screen readers call it; it should hold the main figures.
    pub name: &'a str,
    /// The year.
    pub year: i32,
    /// The lines. The first gets the dot at today.
    pub series: &'a [Series<'a>],
    /// Days that are shaded, first and last.
    pub seasons: &'a [RangeInclusive<NaiveDate>],
    /// The name of the shading in the legend.
    pub seasons_name: &'a str,
    /// Where the dotted line stands, or `None` for a year that is over.
    pub today: Option<NaiveDate>,
    /// The label at today's dot.
    pub today_label: &'a str,
}

impl YearChart<'_> {
    /// The legend, in a row; right-to-left rows are served too. Put it beside the chart's title.
    pub fn legend_ui(&self, ui: &mut Ui) {
        let palette = palette(ui);
        let mut entries = Vec::new();
        for series in self.series {
            let color = series_color(palette, series.color);
            entries.push((Sample::Line(color), series.name));
            if !series.planned.is_empty() && !series.planned_name.is_empty() {
                entries.push((Sample::Dashes(color), series.planned_name));
            }
        }
        if !self.seasons.is_empty() {
            entries.push((Sample::Ground(palette.season), self.seasons_name));
        }
        if ui.layout().prefer_right_to_left() {
            entries.reverse();
        }
        for (sample, name) in entries {
            sample_ui(ui, &sample, name);
        }
    }

    /// The chart over the whole width, `height` points high.
    pub fn ui(&self, ui: &mut Ui, height: f32, words: &WidgetWords) -> Response {
        let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, self.name));
        let plot = Rect::from_min_max(area.min + vec2(LEFT, TOP), area.max - vec2(RIGHT, BOTTOM));
        if !plot.is_positive() || !ui.is_rect_visible(area) {
            return response;
        }
        let frame = Frame { plot, year: self.year, top_share: self.top_share() };
        self.ground_ui(ui, &frame);
        axes_ui(ui, &frame, words);
        self.bands_ui(ui, &frame);
        let mut obstacles = Obstacles::default();
        self.lines_ui(ui, &frame, &mut obstacles);
        self.labels_ui(ui, &frame, &mut obstacles);
        self.pointer_ui(ui, &frame, response)
    }

    /// The share at the upper edge: 1, or the next quarter above the highest point.
    fn top_share(&self) -> f32 {
        let points = self.series.iter().flat_map(|series| series.reached.iter().chain(series.planned));
        let highest = points.fold(1.0, |highest: f32, (_, share)| highest.max(*share));
        (highest * 4.0 - 0.01).ceil() / 4.0
    }

    /// The ground between low and high of what is expected.
    fn bands_ui(&self, ui: &Ui, frame: &Frame) {
        for series in self.series.iter().filter(|series| series.band.len() > 1) {
            let color = series_color(palette(ui), series.color).gamma_multiply(0.16);
            let mut mesh = egui::Mesh::default();
            for (at, (day, low, high)) in (0_u32..).zip(series.band) {
                mesh.colored_vertex(frame.at(*day, *low), color);
                mesh.colored_vertex(frame.at(*day, *high), color);
                if at > 0 {
                    let first = 2 * (at - 1);
                    mesh.add_triangle(first, first + 1, first + 2);
                    mesh.add_triangle(first + 1, first + 2, first + 3);
                }
            }
            ui.painter().add(Shape::mesh(mesh));
        }
    }

    fn ground_ui(&self, ui: &Ui, frame: &Frame) {
        for season in self.seasons {
            let days = frame.x(*season.start())..=frame.x(*season.end());
            let band = Rect::from_x_y_ranges(days, frame.plot.y_range());
            ui.painter().rect_filled(band.intersect(frame.plot), 0.0, palette(ui).season);
        }
    }

    fn lines_ui(&self, ui: &Ui, frame: &Frame, obstacles: &mut Obstacles) {
        let palette = palette(ui);
        for (index, series) in self.series.iter().enumerate().rev() {
            let color = series_color(palette, series.color);
            let reached = frame.points(series.reached);
            let last = series.reached.last().copied();
            let planned: Vec<_> = last.into_iter().chain(series.planned.iter().copied()).collect();
            let planned = frame.points(&planned);
            obstacles.add_line(&reached);
            obstacles.add_line(&planned);
            if planned.len() > 1 {
                ui.painter().extend(Shape::dashed_line(&planned, Stroke::new(2.0, color), 5.0, 4.0));
            }
            let width = if index == 0 { 2.5 } else { 2.0 };
            ui.painter().add(Shape::line(reached, Stroke::new(width, color)));
        }
        if let Some(today) = self.today {
            let x = frame.x(today).round() + 0.5;
            let line = [pos2(x, frame.plot.top()), pos2(x, frame.plot.bottom())];
            obstacles.add_line(&line);
            ui.painter().extend(Shape::dashed_line(&line, Stroke::new(1.2, palette.text_soft), 2.0, 3.0));
        }
    }

    fn labels_ui(&self, ui: &Ui, frame: &Frame, obstacles: &mut Obstacles) {
        let palette = palette(ui);
        let bounds = frame.plot.expand2(vec2(RIGHT, 0.0));
        let mut label = |anchor: Pos2, text: &str, color: Color32| {
            let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(NOTE), color);
            let place = obstacles.place(anchor, galley.size(), bounds);
            ui.painter().galley(place.min, galley, color);
        };
        let newest = self.series.first().and_then(|series| series.reached.last());
        if let (Some(_), Some((day, share))) = (self.today, newest) {
            let dot = frame.at(*day, *share);
            ui.painter().circle_filled(dot, 4.0, palette.accent);
            if !self.today_label.is_empty() {
                label(dot, self.today_label, palette.text);
            }
        }
        for series in self.series.iter().filter(|series| !series.end_label.is_empty()) {
            if let Some((day, share)) = series.planned.last() {
                label(frame.at(*day, *share), series.end_label, series_text(palette, series.color));
            }
        }
    }

    /// A line at the day under the pointer, with what each series says there.
    fn pointer_ui(&self, ui: &Ui, frame: &Frame, response: Response) -> Response {
        let Some(at) = response.hover_pos().filter(|at| frame.plot.contains(*at)) else { return response };
        let day = frame.day_at(at.x);
        let palette = palette(ui);
        let x = frame.x(day).round() + 0.5;
        ui.painter().vline(x, frame.plot.y_range(), Stroke::new(1.0, palette.control_border));
        let mut said = Vec::new();
        for series in self.series {
            let Some(share) = share_on(day, series.reached, series.planned) else { continue };
            ui.painter().circle_filled(frame.at(day, share), 3.0, series_color(palette, series.color));
            said.push(format!("{} {}", series.name_on(day), (series.describe)(share)));
        }
        response.on_hover_ui_at_pointer(|ui| {
            ui.label(RichText::new(day.to_string()).font(fonts::bold(SMALL)));
            for line in said {
                ui.label(RichText::new(line).size(SMALL));
            }
        })
    }
}

/// The plot and how days and shares lie in it.
struct Frame {
    plot: Rect,
    year: i32,
    top_share: f32,
}

impl Frame {
    fn n_days(&self) -> f32 {
        if NaiveDate::from_ymd_opt(self.year, 2, 29).is_some() { 366.0 } else { 365.0 }
    }

    fn x(&self, day: NaiveDate) -> f32 {
        let n_before = match day.year() {
            year if year < self.year => 0.0,
            year if year > self.year => self.n_days(),
            _this_year => day.ordinal0() as f32,
        };
        self.plot.left() + self.plot.width() * n_before / self.n_days()
    }

    fn at(&self, day: NaiveDate, share: f32) -> Pos2 {
        pos2(self.x(day), self.plot.bottom() - self.plot.height() * share / self.top_share)
    }

    fn points(&self, days: &[(NaiveDate, f32)]) -> Vec<Pos2> {
        days.iter().map(|(day, share)| self.at(*day, *share)).collect()
    }

    fn day_at(&self, x: f32) -> NaiveDate {
        let share = (x - self.plot.left()) / self.plot.width();
        let n_days = (share * self.n_days()).clamp(0.0, self.n_days() - 1.0) as u64;
        NaiveDate::from_ymd_opt(self.year, 1, 1)
            .and_then(|first| first.checked_add_days(Days::new(n_days)))
            .unwrap_or_default()
    }
}

fn axes_ui(ui: &Ui, frame: &Frame, words: &WidgetWords) {
    let palette = palette(ui);
    let n_quarters = (frame.top_share * 4.0).round() as u32;
    for quarter in 0..=n_quarters {
        let share = quarter as f32 / 4.0;
        let y = (frame.plot.bottom() - frame.plot.height() * share / frame.top_share).round() - 0.5;
        ui.painter().hline(frame.plot.x_range(), y, Stroke::new(1.0, palette.row_line));
        let unit = if quarter == n_quarters { "%" } else { "" };
        let at = pos2(frame.plot.left() - 7.0, y);
        let text = format!("{}{unit}", quarter * 25);
        ui.painter().text(at, Align2::RIGHT_CENTER, text, fonts::regular(NOTE), palette.text_weak);
    }
    let step = if frame.plot.width() / 12.0 < LEAST_MONTH { 2 } else { 1 };
    for (month, name) in (1..).zip(words.months).step_by(step) {
        let Some(middle) = NaiveDate::from_ymd_opt(frame.year, month, 15) else { continue };
        let at = pos2(frame.x(middle), frame.plot.bottom() + 14.0);
        ui.painter().text(at, Align2::CENTER_CENTER, name, fonts::regular(NOTE), palette.text_weak);
    }
}

/// The share on a day: reached, or planned after that; `None` where nothing is known.
fn share_on(day: NaiveDate, reached: &[(NaiveDate, f32)], planned: &[(NaiveDate, f32)]) -> Option<f32> {
    if let Some(share) = share_between(day, reached) {
        return Some(share);
    }
    let joined: Vec<_> = reached.last().into_iter().chain(planned).copied().collect();
    share_between(day, &joined)
}

/// The share on the straight line between a day's neighbours; `None` outside the points.
fn share_between(day: NaiveDate, points: &[(NaiveDate, f32)]) -> Option<f32> {
    let after = points.iter().position(|(at, _)| *at >= day)?;
    let (next_day, next) = points[after];
    if next_day == day {
        return Some(next);
    }
    let (last_day, last) = points[after.checked_sub(1)?];
    let passed = (day - last_day).num_days() as f32 / (next_day - last_day).num_days() as f32;
    Some(last + (next - last) * passed)
}

enum Sample {
    Line(Color32),
    Dashes(Color32),
    Ground(Color32),
}

fn sample_ui(ui: &mut Ui, sample: &Sample, name: &str) {
    let color = palette(ui).text_weak;
    let galley = ui.painter().layout_no_wrap(name.to_owned(), fonts::regular(NOTE), color);
    let size = vec2(22.0 + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let line = [pos2(rect.left(), rect.center().y), pos2(rect.left() + 16.0, rect.center().y)];
    match sample {
        Sample::Line(color) => _ = ui.painter().line_segment(line, Stroke::new(2.0, *color)),
        Sample::Dashes(color) => ui.painter().extend(Shape::dashed_line(&line, Stroke::new(2.0, *color), 4.0, 2.0)),
        Sample::Ground(color) => {
            let patch = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(14.0, 10.0));
            ui.painter().rect_filled(patch, 2.0, *color);
        }
    }
    ui.painter().galley(pos2(rect.left() + 22.0, rect.top()), galley, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
}

fn series_color(palette: &Palette, color: SeriesColor) -> Color32 {
    match color {
        SeriesColor::People => palette.accent,
        SeriesColor::Money => palette.money,
    }
}

fn series_text(palette: &Palette, color: SeriesColor) -> Color32 {
    match color {
        SeriesColor::People => palette.bad,
        SeriesColor::Money => palette.text_soft,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2012, month, day).expect("a day that exists")
    }

    #[test]
    fn the_share_between_two_days_lies_on_the_line() {
        let reached = [(day(1, 1), 0.0), (day(1, 11), 0.5)];
        let planned = [(day(1, 21), 0.7)];
        for (at, share) in
            [(day(1, 11), Some(0.5)), (day(1, 6), Some(0.25)), (day(1, 16), Some(0.6)), (day(3, 1), None)]
        {
            assert_eq!(share_on(at, &reached, &planned), share, "on {at}");
        }
    }

    #[test]
    fn days_are_found_again_where_they_were_put() {
        let plot = Rect::from_min_max(pos2(40.0, 0.0), pos2(640.0, 200.0));
        let frame = Frame { plot, year: 2012, top_share: 1.0 };
        for wanted in [day(1, 1), day(2, 29), day(6, 28), day(12, 31)] {
            assert_eq!(frame.day_at(frame.x(wanted) + 0.5), wanted);
        }
    }

    #[test]
    fn beyond_what_was_reached_the_pointer_speaks_of_the_plans() {
        let day = |month| NaiveDate::from_ymd_opt(2012, month, 28).expect("a date");
        let series = Series {
            name: "已完成",
            color: SeriesColor::People,
            reached: &[(day(1), 0.0), (day(6), 0.5)],
            planned: &[(day(6), 0.5), (day(12), 0.9)],
            band: &[],
            planned_name: "预计",
            end_label: "",
            describe: &|share| share.to_string(),
        };
        assert_eq!([series.name_on(day(6)), series.name_on(day(9))], ["已完成", "预计"]);
        let plain = Series { planned_name: "", ..series };
        assert_eq!(plain.name_on(day(9)), "已完成");
    }
}

//! 总览: how far the year has come, what it cost, who is behind, what comes next.

mod content;
mod course;
mod draw;
mod forecast_ui;
mod heat;
mod hours_ui;
mod look_back;
mod months_ui;
mod townships_ui;

use egui::Ui;

use crate::app::{Command, Commands, DashboardTab, GoesTo, Order, View};
use crate::exchange::papers::{Format, Kind, Request};
use crate::model::{Programme, TownshipId, Workspace};
use crate::report::Measure;
use crate::ui::pages::finding_menu::FindingMenu;
use crate::ui::papers::order;
use crate::ui::widgets::{button, page_header, select, tabs};
use crate::ui::{fonts, raster, theme};
use crate::words::breakdown::BreakdownWords;
use crate::words::dashboard::{self as words, DashboardWords};
use content::Content;
use forecast_ui::ForecastTab;
use hours_ui::HoursTab;
use look_back::LookBack;
use months_ui::MonthsTab;
use townships_ui::TownshipsTab;

/// The state of the dashboard.
#[derive(Default)]
pub struct DashboardPage {
    tab: DashboardTab,
    measure: Measure,
    look_back: LookBack,
    content: Option<(u64, crate::words::Lang, Measure, Content)>,
    menu: FindingMenu,
    townships: TownshipsTab,
    hours: HoursTab,
    forecast: ForecastTab,
    months: MonthsTab,
}

impl DashboardPage {
    /// Shows one of the tabs.
    pub fn open(&mut self, tab: DashboardTab) {
        self.tab = tab;
    }

    /// Shows the branches of a township.
    pub fn open_township(&mut self, township: TownshipId) {
        self.tab = DashboardTab::Townships;
        self.townships.open(township);
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        self.look_back.follow(view);
        let Self { tab, measure, look_back, content, menu, townships, hours, forecast, months } = self;
        let seen = look_back.seen(view);
        let now = (seen.derived.revision(), view.lang, *measure);
        if content.as_ref().is_none_or(|(revision, lang, measure, _)| (*revision, *lang, *measure) != now) {
            *content = Some((now.0, now.1, now.2, Content::of(seen, *measure)));
        }
        let Some((.., content)) = &*content else { return };
        let text = DashboardWords::of(view.lang);
        let mut day = None;
        page_header(ui, text.title, &content.subtitle, |ui| {
            if button(ui, text.export).clicked() {
                let order = order(Request::new(Kind::Dashboard), Format::Png, GoesTo::File);
                commands.push(Command::Export(Order { as_of: Some(seen.as_of), ..order }));
            }
            measure_menu_ui(ui, view, measure);
            day = look_back::picker_ui(ui, view, seen.as_of);
        });
        let mut at = DashboardTab::ALL.iter().position(|other| other == tab).unwrap_or_default();
        if tabs(ui, &BreakdownWords::of(view.lang).tabs, &mut at) {
            *tab = DashboardTab::ALL[at];
        }
        if seen.as_of != view.as_of && look_back::banner_ui(ui, view, seen.as_of) {
            day = Some(view.as_of);
        }
        ui.add_space(6.0);
        match tab {
            DashboardTab::Overview => draw::body_ui(ui, seen, content, menu, commands),
            DashboardTab::Townships => townships.ui(ui, view, seen, commands),
            DashboardTab::Hours => hours.ui(ui, seen, commands),
            DashboardTab::Forecast => forecast.ui(ui, seen, commands),
            DashboardTab::Months => months.ui(ui, seen),
        }
        if let Some(day) = day {
            self.look_back.choose(view, day);
        }
    }
}

fn measure_menu_ui(ui: &mut Ui, view: View<'_>, measure: &mut Measure) {
    let names: Vec<&str> = Measure::ALL.iter().map(|measure| words::measure(view.lang, *measure)).collect();
    let mut current = Measure::ALL.iter().position(|other| other == measure).unwrap_or_default();
    if select(ui, DashboardWords::of(view.lang).measure, &names, &mut current).changed() {
        *measure = Measure::ALL[current];
    }
}

/// The dashboard on a day as a PNG at double size, in light colours, as for a slide or a printed page.
///
/// # Errors
/// When the picture cannot be encoded.
pub fn picture(ws: &Workspace, lang: crate::words::Lang, as_of: chrono::NaiveDate) -> Result<Vec<u8>, String> {
    let programme = Programme { as_of: Some(as_of), ..Programme::clone(&ws.programme) };
    let ws = &Workspace { programme: programme.into(), ..ws.clone() };
    let derived = crate::app::Derived::new(ws, as_of);
    let view = View {
        as_of,
        ws,
        derived: &derived,
        lang,
        today: as_of,
        is_masked: true,
        is_read_only: true,
        planning: None,
        thumbnails: None,
    };
    let content = Content::of(view, Measure::default());
    let set_up = |ctx: &egui::Context| {
        fonts::install(ctx);
        theme::apply(ctx, egui::ThemePreference::Light);
        // nobody scrolls on paper
        ctx.all_styles_mut(|style| {
            style.spacing.scroll.bar_width = 0.0;
            style.spacing.scroll.floating_width = 0.0;
            style.spacing.scroll.floating_allocated_width = 0.0;
        });
    };
    let picture = raster::picture(draw::picture_size(&content), 2.0, set_up, |ui| {
        let fill = theme::palette(ui).background;
        let frame = egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(16, 12));
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            let programme = &ws.programme;
            let title = format!("{} {} {}", programme.district, programme.year, DashboardWords::of(lang).title);
            page_header(ui, &title, &content.subtitle, |_| {});
            ui.add_space(6.0);
            draw::picture_ui(ui, view, &content);
        });
    });
    picture.to_png().map_err(|error| error.to_string())
}

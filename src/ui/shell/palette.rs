//! The palette (Ctrl K): people, sessions, branches, topics and commands by name or pinyin initials.

use egui::{Id, Key, Modal, Modifiers, Response, RichText, ScrollArea, Sense, Ui, vec2};

use super::navigation::Page;
use crate::app::search::Matcher;
use crate::app::{
    CalendarPlace, CalendarView, Command, Commands, DashboardTab, ImportTask, PeopleFilter, Place, RotationTask,
    SessionTab, SettingsTab, TopicsPlace, View,
};
use crate::exchange::papers::{Kind, Request};
use crate::model::{BranchId, PersonId, SessionId, TopicId, Township, TownshipId};
use crate::ui::papers::calendar_file;
use crate::ui::theme::{ROW_HEIGHT, SMALL, palette};
use crate::ui::widgets::{SearchLook, SearchText, composition, search_field};
use crate::words::breakdown::BreakdownWords;
use crate::words::calendar::CalendarWords;
use crate::words::duplicates::DuplicateWords;
use crate::words::export::ExportWords;
use crate::words::import_page::ImportPageWords;
use crate::words::shell::ShellWords;
use crate::words::widgets::WidgetWords;
use crate::words::{papers as paper_words, records};

const WIDTH: f32 = 560.0;
/// Height of the list when it scrolls, in points.
const HEIGHT: f32 = ROW_HEIGHT * 14.0;
const MOST_PEOPLE: usize = 8;
const MOST_SESSIONS: usize = 6;
const MOST_BRANCHES: usize = 4;
const MOST_TOPICS: usize = 4;

/// The state of the palette.
#[derive(Default)]
pub(super) struct Palette {
    pub is_open: bool,
    was_open: bool,
    search: SearchText,
    hits: Vec<Hit>,
    found_at: Option<(String, u64)>,
    selected: usize,
    has_moved: bool,
}

/// Something the palette leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Page(Page),
    Dashboard(DashboardTab),
    Rotation(RotationTask),
    NewTopic,
    Duplicates,
    Calendar(CalendarView),
    CalendarFile,
    Paper(Kind),
    Import,
    YearEnd,
    Undo,
    Redo,
    Person(PersonId),
    Session(SessionId),
    Branch(BranchId),
    Township(TownshipId),
    Topic(TopicId),
}

/// A row of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hit {
    title: String,
    note: String,
    kind: &'static str,
    target: Target,
}

impl Palette {
    pub(super) fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        if !self.is_open {
            self.was_open = false;
            return;
        }
        // One Escape leaves, also when something is typed; the field alone would only be emptied.
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.close();
            return;
        }
        let words = ShellWords::of(view.lang);
        let modal = Modal::new(Id::unique("palette")).show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            self.search_ui(ui, view, words);
            self.find(view, words);
            self.step(ui);
            ui.add_space(6.0);
            self.hits_ui(ui, words)
        });
        let chosen = modal.inner.or_else(|| self.entered(ui));
        if let Some(hit) = chosen.and_then(|i| self.hits.get(i)) {
            carry_out(hit.target, commands);
            self.close();
        } else if modal.should_close() {
            self.close();
        }
    }

    fn close(&mut self) {
        *self = Self::default();
    }

    fn search_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &ShellWords) {
        let look = SearchLook { name: words.search_name, placeholder: words.search_hint, width: WIDTH, shortcut: "" };
        let field = search_field(ui, &mut self.search, &look, WidgetWords::of(view.lang));
        // Enter takes the focus away; where nothing was found one types on.
        if !self.was_open || field.lost_focus() {
            field.request_focus();
            self.was_open = true;
        }
    }

    fn find(&mut self, view: View<'_>, words: &ShellWords) {
        let now = (self.search.query().to_owned(), view.derived.revision());
        if self.found_at.as_ref() != Some(&now) {
            self.hits = hits(view, words, &now.0);
            self.selected = 0;
            self.found_at = Some(now);
        }
    }

    fn step(&mut self, ui: &Ui) {
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        let last = self.hits.len().saturating_sub(1);
        self.has_moved = down + up > 0;
        self.selected = (self.selected + down).saturating_sub(up).min(last);
    }

    fn entered(&self, ui: &Ui) -> Option<usize> {
        let is_meant = !composition(ui).owns_keys && ui.input(|input| input.key_pressed(Key::Enter));
        is_meant.then_some(self.selected)
    }

    fn hits_ui(&self, ui: &mut Ui, words: &ShellWords) -> Option<usize> {
        if self.hits.is_empty() {
            ui.label(RichText::new(words.palette_empty).color(palette(ui).text_weak));
            return None;
        }
        let mut clicked = None;
        // the modal remembers how small it was; the list takes its height back when it grows again
        ScrollArea::vertical().max_height(HEIGHT).min_scrolled_height(HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (i, hit) in self.hits.iter().enumerate() {
                let row = hit_ui(ui, hit, i == self.selected);
                if i == self.selected && self.has_moved {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    clicked = Some(i);
                }
            }
        });
        clicked
    }
}

fn hit_ui(ui: &mut Ui, hit: &Hit, is_selected: bool) -> Response {
    let palette = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    if is_selected || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if is_selected { palette.accent_tint } else { palette.row_hover });
    }
    let text = |at: f32, align, text: &str, color| {
        let font = crate::ui::fonts::regular(SMALL);
        ui.painter().text(egui::pos2(at, rect.center().y), align, text, font, color)
    };
    let title = text(rect.left() + 10.0, egui::Align2::LEFT_CENTER, &hit.title, palette.text);
    text(title.right() + 12.0, egui::Align2::LEFT_CENTER, &hit.note, palette.text_weak);
    text(rect.right() - 10.0, egui::Align2::RIGHT_CENTER, hit.kind, palette.text_weak);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{} {}", hit.title, hit.note)));
    response
}

fn carry_out(target: Target, commands: &mut Commands) {
    match target {
        Target::Dashboard(tab) => commands.go(Place::Dashboard(tab)),
        Target::Page(page) => commands.go(page.place()),
        Target::Rotation(task) => commands.go(Place::Rotation(task)),
        Target::NewTopic => commands.go(Place::Topics(TopicsPlace::New)),
        Target::Duplicates => commands.go(Place::Duplicates),
        Target::Topic(id) => commands.go(Place::Topics(TopicsPlace::Topic(id))),
        Target::Calendar(layout) => {
            commands.go(Place::Calendar(CalendarPlace { view: Some(layout), ..CalendarPlace::default() }));
        }
        Target::CalendarFile => commands.push(calendar_file(None)),
        Target::Paper(kind) => commands.push(Command::AskExport(Request::new(kind))),
        Target::Import => {
            commands.go(Place::Import);
            commands.push(Command::Import(ImportTask::Ask));
        }
        Target::YearEnd => commands.go(Place::Settings(SettingsTab::Year)),
        Target::Undo => commands.push(Command::Undo),
        Target::Redo => commands.push(Command::Redo),
        Target::Person(id) => commands.go(Place::Person(id)),
        Target::Township(id) => commands.go(Place::Township(id)),
        Target::Session(id) => commands.go(Place::Session(id, SessionTab::default())),
        Target::Branch(branch) => {
            commands.go(Place::People(PeopleFilter { branch: Some(branch), ..PeopleFilter::default() }));
        }
    }
}

/// What a query finds, the best kinds first. Without a query: the commands.
fn hits(view: View<'_>, words: &ShellWords, query: &str) -> Vec<Hit> {
    let matcher = Matcher::new(query);
    let mut hits = Vec::new();
    if !query.is_empty() {
        hits.extend(people(view, words, &matcher));
        hits.extend(sessions(view, words, &matcher));
        hits.extend(townships(view, words, &matcher));
        hits.extend(branches(view, words, &matcher));
        hits.extend(topics(view, words, &matcher));
    }
    hits.extend(papers(view).into_iter().filter(|hit| !query.is_empty() && matcher.matches(&hit.title)));
    hits.extend(dashboard(view).into_iter().filter(|hit| !query.is_empty() && matcher.matches(&hit.title)));
    hits.extend(calendar(view).into_iter().filter(|hit| !query.is_empty() && matcher.matches(&hit.title)));
    hits.extend(fixed(view, words).into_iter().filter(|hit| query.is_empty() || matcher.matches(&hit.title)));
    hits
}

fn people(view: View<'_>, words: &ShellWords, matcher: &Matcher) -> Vec<Hit> {
    let found = view.ws.people.iter().filter(|person| matcher.matches(&person.name));
    found
        .take(MOST_PEOPLE)
        .map(|person| {
            let branch = person.home_on(view.as_of).and_then(|branch| view.ws.branches.get(branch));
            let township = branch.and_then(|branch| view.ws.townships.get(branch.township));
            let unit = [township.map(|t| t.name.as_str()), branch.map(|b| b.name.as_str())];
            let note = unit.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Hit { title: person.name.clone(), note, kind: words.kind_person, target: Target::Person(person.id) }
        })
        .collect()
}

fn sessions(view: View<'_>, words: &ShellWords, matcher: &Matcher) -> Vec<Hit> {
    let found = view.ws.sessions.iter().filter(|session| matcher.matches(&session.title));
    found
        .take(MOST_SESSIONS)
        .map(|session| {
            let day = session.span().map(|span| records::month_day(view.lang, span.first)).unwrap_or_default();
            let note = format!("{day} {}", records::mode(view.lang, session.mode));
            Hit { title: session.title.clone(), note, kind: words.kind_session, target: Target::Session(session.id) }
        })
        .collect()
}

fn townships(view: View<'_>, words: &ShellWords, matcher: &Matcher) -> Vec<Hit> {
    let found = view.ws.townships_in_order().into_iter().filter(|township| matcher.matches(&township.name));
    let hit = |township: &Township| Hit {
        title: township.name.clone(),
        note: String::new(),
        kind: words.kind_township,
        target: Target::Township(township.id),
    };
    found.take(MOST_BRANCHES).map(hit).collect()
}

fn branches(view: View<'_>, words: &ShellWords, matcher: &Matcher) -> Vec<Hit> {
    let found = view.ws.branches.iter().filter(|branch| matcher.matches(&branch.name));
    found
        .take(MOST_BRANCHES)
        .map(|branch| {
            let note = view.ws.townships.get(branch.township).map(|township| township.name.clone()).unwrap_or_default();
            Hit { title: branch.name.clone(), note, kind: words.kind_branch, target: Target::Branch(branch.id) }
        })
        .collect()
}

/// The dashboard's tabs beside the first.
fn dashboard(view: View<'_>) -> Vec<Hit> {
    let (words, tabs) = (ShellWords::of(view.lang), BreakdownWords::of(view.lang).tabs);
    let tabs = DashboardTab::ALL.into_iter().zip(tabs).skip(1).map(|(tab, name)| Hit {
        title: format!("{} · {name}", words.dashboard),
        note: String::new(),
        kind: words.kind_command,
        target: Target::Dashboard(tab),
    });
    tabs.collect()
}

fn topics(view: View<'_>, words: &ShellWords, matcher: &Matcher) -> Vec<Hit> {
    let found = view.ws.topics.iter().filter(|topic| matcher.matches(&topic.text));
    found
        .take(MOST_TOPICS)
        .map(|topic| {
            let note = records::topic_stage(view.lang, view.ws.topic_stage(topic, view.as_of)).to_owned();
            Hit { title: topic.text.clone(), note, kind: words.topics, target: Target::Topic(topic.id) }
        })
        .collect()
}

/// The calendar's layouts and its file.
fn calendar(view: View<'_>) -> Vec<Hit> {
    let (words, calendar) = (ShellWords::of(view.lang), CalendarWords::of(view.lang));
    let hit = |title: String, target| Hit { title, note: String::new(), kind: words.kind_command, target };
    let layouts = CalendarView::ALL.into_iter().zip(calendar.views);
    let layouts = layouts.map(|(layout, name)| hit((calendar.go_to_view)(name), Target::Calendar(layout)));
    layouts.chain([hit(calendar.export_all.to_owned(), Target::CalendarFile)]).collect()
}

/// The papers, by their names.
fn papers(view: View<'_>) -> Vec<Hit> {
    let (words, export) = (ShellWords::of(view.lang), ExportWords::of(view.lang));
    let hit = |kind: Kind| {
        let title = (export.palette)(paper_words::kind(view.lang, kind));
        Hit { title, note: String::new(), kind: words.kind_command, target: Target::Paper(kind) }
    };
    Kind::ALL.map(hit).into()
}

fn fixed(view: View<'_>, words: &ShellWords) -> Vec<Hit> {
    let hit = |title: &str, note: &str, target| Hit {
        title: title.to_owned(),
        note: note.to_owned(),
        kind: words.kind_command,
        target,
    };
    let pages = Page::ALL.into_iter().zip(1..);
    let mut hits: Vec<Hit> =
        pages.map(|(page, n)| hit(page.name(words), &format!("Alt {n}"), Target::Page(page))).collect();
    hits.extend([
        hit(ImportPageWords::of(view.lang).title, "Ctrl I", Target::Import),
        hit(words.draft_year, "", Target::Rotation(RotationTask::Draft)),
        hit(words.plan_settings, "", Target::Rotation(RotationTask::Settings)),
        hit(words.new_topic, "", Target::NewTopic),
        hit(DuplicateWords::of(view.lang).title, "", Target::Duplicates),
        hit(words.year_end, "", Target::YearEnd),
        hit(words.undo, "Ctrl Z", Target::Undo),
        hit(words.redo, "Ctrl Y", Target::Redo),
    ]);
    hits
}

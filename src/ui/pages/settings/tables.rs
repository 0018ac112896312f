//! The tables of the settings: their columns, what a new row holds, what may not stand there twice.

use chrono::Datelike;

use crate::model::{
    Blackout, Branch, BranchKind, Cohort, CohortKind, Course, DateSpan, Grade, Holiday, Level, Mode, Period, Township,
    TownshipId, TownshipKind, TrainedBy, Trainer, TrainerTitle, Venue, Workspace,
};
use crate::ui::pages::records::{Column, Scene, Sheet, parse_day, split_names};
use crate::words::records;
use crate::words::settings::SettingsWords;

type Words = &'static SettingsWords;

pub(super) fn cohorts(scene: Scene<'_>, words: Words) -> Sheet<'_, Cohort> {
    let kinds = vec![
        (CohortKind::Secretary, words.secretary.to_owned()),
        (CohortKind::Leader, words.leader.to_owned()),
        (CohortKind::Member, words.member.to_owned()),
        (CohortKind::Other, words.other.to_owned()),
    ];
    let counting = vec![
        (TrainedBy::Attendance, words.by_attendance.to_owned()),
        (TrainedBy::Completion, words.by_completion.to_owned()),
    ];
    Sheet {
        name: words.cohorts,
        add: words.add_cohort,
        columns: vec![
            Column::text(words.name, |c: &Cohort| &c.name, |c, text| c.name = text),
            Column::text(words.short_name, |c: &Cohort| &c.short_name, |c, text| c.short_name = text).wide(120.0),
            Column::choice(scene, words.kind, kinds, |c: &Cohort| c.kind, |c, kind| c.kind = kind).wide(130.0),
            Column::number(scene, words.places, |c: &Cohort| c.places, |c, n| c.places = n).wide(110.0),
            Column::hours(scene, words.target, |c: &Cohort| c.target_minutes, |c, m| c.target_minutes = m).wide(110.0),
            Column::choice(scene, words.trained_by, counting, |c: &Cohort| c.trained_by, |c, by| c.trained_by = by)
                .wide(130.0),
        ],
        rows: Box::new(|ws| ws.cohorts.iter().map(|c| c.id).collect()),
        fresh: Box::new(move |ids, name| Cohort {
            id: ids.take(),
            short_name: name.clone(),
            name,
            kind: CohortKind::Other,
            places: 0,
            target_minutes: 32 * scene.credit_hour_minutes,
            trained_by: TrainedBy::Attendance,
        }),
        name_of: |c| &c.name,
        is_twin: |a, b| a.name == b.name || a.short_name == b.short_name,
        remove: Workspace::without_cohort,
    }
}

pub(super) fn townships(scene: Scene<'_>, words: Words) -> Sheet<'_, Township> {
    let kinds = [TownshipKind::Town, TownshipKind::Township, TownshipKind::Street, TownshipKind::Organs];
    let kinds = kinds.map(|kind| (kind, records::township_kind(scene.lang, kind).to_owned())).to_vec();
    Sheet {
        name: words.townships,
        add: words.add_township,
        columns: vec![
            Column::number(scene, words.order, |t: &Township| t.order, |t, n| t.order = n).wide(64.0),
            Column::text(words.name, |t: &Township| &t.name, |t, text| t.name = text),
            Column::choice(scene, words.kind, kinds, |t: &Township| t.kind, |t, kind| t.kind = kind).wide(100.0),
            Column::names(words.aliases, |t: &Township| &t.aliases, |t, names| t.aliases = names).share(2.0),
            Column::date(scene, words.since, |t: &Township| t.valid.since, |t, day| t.valid.since = day),
            Column::date(scene, words.until, |t: &Township| t.valid.until, |t, day| t.valid.until = day),
        ],
        rows: Box::new(|ws| ws.townships_in_order().into_iter().map(|t| t.id).collect()),
        fresh: Box::new(move |ids, name| Township {
            id: ids.take(),
            name,
            kind: TownshipKind::Town,
            order: scene.ws.townships.iter().map(|t| t.order).max().unwrap_or(0) + 1,
            aliases: Vec::new(),
            valid: Period::ALWAYS,
            succession: crate::model::Succession::default(),
        }),
        name_of: |t| &t.name,
        is_twin: |a, b| a.name == b.name,
        remove: Workspace::without_township,
    }
}

pub(super) fn branches(scene: Scene<'_>, words: Words, of: Option<TownshipId>) -> Sheet<'_, Branch> {
    let townships = scene.ws.townships_in_order();
    let first = of.or(townships.first().map(|t| t.id)).unwrap_or(TownshipId::MIN);
    let townships = townships.into_iter().map(|t| (t.id, t.name.clone())).collect();
    let kinds = BranchKind::ALL.map(|kind| (kind, records::branch_kind(scene.lang, kind).to_owned())).to_vec();
    let grades = Grade::ALL.map(|grade| (grade, records::grade(scene.lang, grade).to_owned())).to_vec();
    Sheet {
        name: words.branches,
        add: words.add_branch,
        columns: vec![
            Column::text(words.name, |b: &Branch| &b.name, |b, text| b.name = text).share(1.5),
            Column::choice(scene, words.township, townships, |b: &Branch| b.township, |b, to| b.township = to)
                .wide(120.0),
            Column::choice(scene, words.kind, kinds, |b: &Branch| b.kind, |b, kind| b.kind = kind).wide(100.0),
            Column::choice(scene, words.grade, grades, |b: &Branch| b.grade, |b, grade| b.grade = grade).wide(80.0),
            Column::names(words.aliases, |b: &Branch| &b.aliases, |b, names| b.aliases = names),
            Column::date(scene, words.since, |b: &Branch| b.valid.since, |b, day| b.valid.since = day),
            Column::date(scene, words.until, |b: &Branch| b.valid.until, |b, day| b.valid.until = day),
        ],
        rows: Box::new(move |ws| {
            let shown = |branch: &&Branch| of.is_none_or(|township| branch.township == township);
            ws.branches.iter().filter(shown).map(|b| b.id).collect()
        }),
        fresh: Box::new(move |ids, name| Branch {
            id: ids.take(),
            name,
            township: first,
            kind: BranchKind::Village,
            grade: Grade::Average,
            aliases: Vec::new(),
            valid: Period::ALWAYS,
            succession: crate::model::Succession::default(),
        }),
        name_of: |b| &b.name,
        is_twin: |a, b| a.township == b.township && a.name == b.name,
        remove: Workspace::without_branch,
    }
}

pub(super) fn venues(scene: Scene<'_>, words: Words) -> Sheet<'_, Venue> {
    let mut townships = vec![(None, words.district_own.to_owned())];
    townships.extend(scene.ws.townships_in_order().into_iter().map(|t| (Some(t.id), t.name.clone())));
    Sheet {
        name: words.venues,
        add: words.add_venue,
        columns: vec![
            Column::text(words.name, |v: &Venue| &v.name, |v, text| v.name = text).share(1.5),
            Column::choice(scene, words.township, townships, |v: &Venue| v.township, |v, to| v.township = to)
                .wide(120.0),
            Column::number(scene, words.capacity, |v: &Venue| v.capacity, |v, n| v.capacity = n).wide(96.0),
            Column::money(scene, words.day_rate, |v: &Venue| v.day_rate, |v, fen| v.day_rate = fen).wide(104.0),
            Column::flag(scene, words.shared, |v: &Venue| v.is_shared, |v, is| v.is_shared = is),
            Column::new(
                words.closed,
                move |v: &Venue| spans_text(words, &v.closed),
                move |v, text| {
                    v.closed = parse_spans(scene, words, text)?;
                    Ok(())
                },
            ),
            Column::date(scene, words.since, |v: &Venue| v.valid.since, |v, day| v.valid.since = day),
            Column::date(scene, words.until, |v: &Venue| v.valid.until, |v, day| v.valid.until = day),
        ],
        rows: Box::new(|ws| ws.venues.iter().map(|v| v.id).collect()),
        fresh: Box::new(|ids, name| Venue {
            id: ids.take(),
            name,
            township: None,
            capacity: 50,
            closed: Vec::new(),
            is_shared: false,
            day_rate: None,
            valid: Period::ALWAYS,
        }),
        name_of: |v| &v.name,
        is_twin: |a, b| a.township == b.township && a.name == b.name,
        remove: Workspace::without_venue,
    }
}

pub(super) fn trainers(scene: Scene<'_>, words: Words) -> Sheet<'_, Trainer> {
    let titles = [TrainerTitle::Other, TrainerTitle::Associate, TrainerTitle::Professor, TrainerTitle::Academician];
    let titles = titles.map(|title| (title, records::trainer_title(scene.lang, title).to_owned())).to_vec();
    Sheet {
        name: words.trainers,
        add: words.add_trainer,
        columns: vec![
            Column::text(words.person_name, |t: &Trainer| &t.name, |t, text| t.name = text).wide(120.0),
            Column::choice(scene, words.trainer_title, titles, |t: &Trainer| t.title, |t, title| t.title = title)
                .wide(120.0),
            Column::text(words.unit, |t: &Trainer| &t.unit, |t, text| t.unit = text),
            Column::text(words.phone, |t: &Trainer| &t.phone, |t, text| t.phone = text).wide(120.0),
            Column::text(words.subjects, |t: &Trainer| &t.subjects, |t, text| t.subjects = text),
            Column::date(scene, words.since, |t: &Trainer| t.valid.since, |t, day| t.valid.since = day),
            Column::date(scene, words.until, |t: &Trainer| t.valid.until, |t, day| t.valid.until = day),
        ],
        rows: Box::new(|ws| ws.trainers.iter().map(|t| t.id).collect()),
        fresh: Box::new(|ids, name| Trainer {
            id: ids.take(),
            name,
            title: TrainerTitle::Other,
            unit: String::new(),
            phone: String::new(),
            subjects: String::new(),
            valid: Period::ALWAYS,
        }),
        name_of: |t| &t.name,
        // two trainers may well share a name
        is_twin: |a, b| a.name == b.name && a.unit == b.unit && a.phone == b.phone,
        remove: Workspace::without_trainer,
    }
}

pub(super) fn courses(scene: Scene<'_>, words: Words) -> Sheet<'_, Course> {
    let modes = Mode::ALL.map(|mode| (mode, records::mode(scene.lang, mode).to_owned())).to_vec();
    let levels = Level::ALL.map(|level| (level, records::level(scene.lang, level).to_owned())).to_vec();
    Sheet {
        name: words.courses,
        add: words.add_course,
        columns: vec![
            Column::text(words.name, |c: &Course| &c.name, |c, text| c.name = text),
            Column::choice(scene, words.mode, modes, |c: &Course| c.mode, |c, mode| c.mode = mode).wide(104.0),
            Column::choice(scene, words.level, levels, |c: &Course| c.level, |c, level| c.level = level).wide(80.0),
            Column::new(
                words.course_cohorts,
                move |c: &Course| {
                    let names = c.cohorts.iter().filter_map(|id| scene.ws.cohorts.get(*id));
                    names.map(|cohort| cohort.short_name.as_str()).collect::<Vec<_>>().join("、")
                },
                move |c, text| {
                    let find = |name: &str| {
                        let is_it = |cohort: &&Cohort| cohort.short_name == name || cohort.name == name;
                        scene.ws.cohorts.iter().find(is_it).map(|c| c.id).ok_or_else(|| (words.no_such_choice)(name))
                    };
                    c.cohorts = split_names(text).map(find).collect::<Result<_, _>>()?;
                    Ok(())
                },
            )
            .wide(130.0),
            Column::number(scene, words.days, |c: &Course| c.n_days, |c, n| c.n_days = n).wide(64.0),
            Column::hours(scene, words.slot_hours, |c: &Course| c.slot_minutes, |c, m| c.slot_minutes = m).wide(96.0),
            Column::number(scene, words.max_heads, |c: &Course| c.max_heads, |c, n| c.max_heads = n).wide(90.0),
            Column::text(words.purpose, |c: &Course| &c.purpose, |c, text| c.purpose = text),
        ],
        rows: Box::new(|ws| ws.courses.iter().map(|c| c.id).collect()),
        fresh: Box::new(move |ids, name| Course {
            id: ids.take(),
            name,
            mode: Mode::PartySchool,
            level: Level::District,
            cohorts: Vec::new(),
            n_days: 1,
            slot_minutes: 4 * scene.credit_hour_minutes,
            max_heads: 50,
            purpose: String::new(),
        }),
        name_of: |c| &c.name,
        is_twin: |a, b| a.name == b.name,
        remove: Workspace::without_course,
    }
}

pub(super) fn blackouts(scene: Scene<'_>, words: Words) -> Sheet<'_, Blackout> {
    Sheet {
        name: words.blackouts,
        add: words.add_blackout,
        columns: vec![
            Column::text(words.name, |b: &Blackout| &b.name, |b, text| b.name = text),
            Column::day(scene, words.first_day, |b: &Blackout| b.days.first, |b, day| b.days.first = day).wide(120.0),
            Column::day(scene, words.last_day, |b: &Blackout| b.days.last, |b, day| b.days.last = day).wide(120.0),
            Column::new(
                words.township,
                move |b: &Blackout| {
                    if b.townships.is_empty() {
                        return words.all_townships.to_owned();
                    }
                    let names = b.townships.iter().filter_map(|id| scene.ws.townships.get(*id));
                    names.map(|township| township.name.as_str()).collect::<Vec<_>>().join("、")
                },
                move |b, text| {
                    let find = |name: &str| {
                        let is_it = |t: &&Township| t.name == name || t.aliases.iter().any(|alias| alias == name);
                        scene.ws.townships.iter().find(is_it).map(|t| t.id).ok_or_else(|| (words.no_such_choice)(name))
                    };
                    let named = split_names(text).filter(|name| *name != words.all_townships);
                    b.townships = named.map(find).collect::<Result<_, _>>()?;
                    Ok(())
                },
            )
            .share(2.0),
        ],
        rows: Box::new(|ws| {
            let mut rows: Vec<&Blackout> = ws.blackouts.iter().collect();
            rows.sort_by_key(|blackout| (blackout.days.first, blackout.id));
            rows.into_iter().map(|b| b.id).collect()
        }),
        fresh: Box::new(move |ids, name| Blackout {
            id: ids.take(),
            name,
            days: DateSpan::day(scene.near),
            townships: Vec::new(),
        }),
        name_of: |b| &b.name,
        is_twin: |a, b| a.name == b.name && a.days == b.days,
        remove: Workspace::without::<Blackout>,
    }
}

pub(super) fn holidays(scene: Scene<'_>, words: Words) -> Sheet<'_, Holiday> {
    let kinds = vec![(false, words.day_free.to_owned()), (true, words.day_worked.to_owned())];
    Sheet {
        name: words.holidays,
        add: words.add_holiday,
        columns: vec![
            Column::day(scene, words.day, |h: &Holiday| h.date, |h, day| h.date = day).wide(120.0),
            Column::new(
                words.weekday,
                move |h: &Holiday| records::weekday(scene.lang, h.date.weekday()).to_owned(),
                move |_, _| Err(words.weekday_follows.to_owned()),
            )
            .wide(90.0),
            Column::text(words.name, |h: &Holiday| &h.name, |h, text| h.name = text),
            Column::choice(scene, words.free_or_worked, kinds, |h: &Holiday| h.is_workday, |h, is| h.is_workday = is)
                .wide(200.0),
        ],
        rows: Box::new(|ws| ws.holidays.iter().map(|h| h.date).collect()),
        fresh: Box::new(move |_, name| {
            let mut days = scene.near.iter_days().skip(1);
            let date = days.find(|day| !scene.ws.holidays.has(*day)).unwrap_or(scene.near);
            Holiday { date, name, is_workday: false }
        }),
        name_of: |h| &h.name,
        is_twin: |a, b| a.date == b.date,
        remove: Workspace::without::<Holiday>,
    }
}

fn spans_text(words: Words, spans: &[DateSpan]) -> String {
    let text = |span: &DateSpan| {
        if span.first == span.last {
            span.first.to_string()
        } else {
            format!("{}{}{}", span.first, words.to, span.last)
        }
    };
    spans.iter().map(text).collect::<Vec<_>>().join("、")
}

fn parse_spans(scene: Scene<'_>, words: Words, text: &str) -> Result<Vec<DateSpan>, String> {
    let span = |part: &str| {
        let (first, last) =
            part.split_once(['至', '~', '到']).or_else(|| part.split_once(" to ")).unwrap_or((part, part));
        let first =
            parse_day(scene, first.trim(), scene.near).map_err(|why| format!("{why}。{}", words.span_unreadable))?;
        Ok(DateSpan { first, last: parse_day(scene, last.trim(), first)? })
    };
    split_names(text).map(span).collect()
}
